import { z } from 'zod';
import {
	type AccountActor,
	type Files,
	form,
	get,
	Missing,
	may,
	post,
	Refused,
	type Route,
	redirect,
	view,
} from '../foundation/index.ts';
import { todayIn } from '../programmes/index.ts';
import { differencesView } from './differences.view.ts';
import {
	isStaff,
	longest,
	ofPoint,
	one,
	optionalWords,
	type PointPlace,
	pointAt,
	roundAt,
	speaksFor,
} from './fields.ts';
import { attachedFile, joinPoint, noMore, withdrawPoint } from './point.store.ts';
import { isJudgment, type Point } from './point.ts';
import { attachAll } from './points.pages.ts';
import { roundHref, roundPolicy } from './round.ts';
import { markedPassage } from './shown.ts';
import { keepingTyped } from './typed.ts';
import { pointLine, roundLine, sourceHref } from './view.ts';

const { read, run, comment } = roundPolicy.can;

export function pointPages(files: Files): Route[] {
	return [
		pointPage,
		...keepingTyped({ note: 'What do you add?' }, joinPage),
		...attachPage(files),
		withdrawQuestion,
		withdraw,
		fileOf(files),
	];
}

/** One point with everything that was said to it. */
const pointPage = get({
	url: '/accuracy/:id/points/:point',
	opens: 'account',
	permit: read,
	params: ofPoint,
	async handle({ tx, actor, params, demand }) {
		const place = await pointAt(tx, params, demand);
		const { round, point } = place;
		const staff = isStaff(actor);
		const line = pointLine(round, point);
		return view('accuracy/point.njk', {
			round: roundLine(round, await todayIn(tx), staff),
			staff,
			point: {
				...line,
				attachments: point.attachments.map((one) => ({ ...one, href: `/accuracy/attachments/${one.id}` })),
				changes: point.changes.map(differencesView),
			},
			sources: staff ? sourcesOf(point) : [],
			passageHref: roundHref(round, `#passage-${markedPassage(point.passage)}`),
			buttons: staff ? staffButtons(place, actor) : forceButtons(place, actor),
			waitsFor: waitsFor(place),
		});
	},
});

/** Where its figures come from, each page once: that is where they are amended. */
function sourcesOf({ passage }: Point): { text: string; href: string }[] {
	const pages = new Map<string, string>();
	for (const rest of passage.restsOn) {
		const href = sourceHref(rest);
		if (href !== null && !pages.has(href)) pages.set(href, rest.title);
	}
	return [...pages].map(([href, text]) => ({ href, text }));
}

type Button = { label: string; href: string; style?: 'secondary' };

function staffButtons({ round, point }: PointPlace, actor: AccountActor): Button[] {
	if (!may(actor, run) || point.withdrawn !== null) return [];
	const at = (page: string) => roundHref(round, `points/${point.id}/${page}`);
	const decides = round.state === 'submitted' && (!isJudgment(point) || actor.roles.includes('HM Inspector'));
	const records = round.state === 'submitted' || round.state === 'decided';
	return [
		...(decides
			? [{ label: point.decisions.length === 0 ? 'Decide' : 'Decide anew', href: at('decide') }]
			: []),
		...(records && round.kind === 'draft'
			? [{ label: 'Record a change of the draft', href: at('change'), style: 'secondary' as const }]
			: []),
		...(records && point.passage.restsOn.length > 0
			? [{ label: 'Record what was done about the source', href: at('source'), style: 'secondary' as const }]
			: []),
	];
}

function forceButtons({ round, members, point }: PointPlace, actor: AccountActor): Button[] {
	if (point.withdrawn !== null) return [];
	const at = (page: string) => roundHref(round, `points/${point.id}/${page}`);
	const open = round.state === 'shared';
	const own = point.by === actor.account;
	const joined = point.support.some(({ account }) => account === actor.account);
	const withdraws = (own || speaksFor(members, actor)) && (open || round.state === 'submitted');
	return [
		...(open && !own && !joined ? [{ label: 'Join this point', href: at('join') }] : []),
		...(open ? [{ label: 'Add files', href: at('attach'), style: 'secondary' as const }] : []),
		...(withdraws ? [{ label: 'Withdraw', href: at('withdraw'), style: 'secondary' as const }] : []),
	];
}

function waitsFor({ round, point }: PointPlace): string | null {
	if (point.withdrawn !== null || point.sentAt === null || round.state !== 'submitted') return null;
	return isJudgment(point) ? 'It is a matter of judgment: an HM Inspector decides it.' : null;
}

/** A point under its round, as long as the force may add to it. */
async function openPoint(...asked: Parameters<typeof pointAt>): Promise<PointPlace> {
	const place = await pointAt(...asked);
	if (place.round.state !== 'shared' || place.point.withdrawn !== null) throw new Refused(noMore);
	return place;
}

const joinPage = form({
	url: '/accuracy/:id/points/:point/join',
	opens: 'account',
	permit: comment,
	params: ofPoint,
	view: 'accuracy/point-join.njk',
	fields: z.object({ note: optionalWords() }),
	async load({ tx, params, demand }) {
		const { round, point } = await openPoint(tx, params, demand);
		return { round, point: pointLine(round, point), limit: longest };
	},
	async submit({ tx, values, data: { point } }) {
		await joinPoint(tx, point.id, values.note);
		return redirect(point.href, 'You have joined this point.');
	},
});

function attachPage(files: Files): Route[] {
	return form({
		url: '/accuracy/:id/points/:point/attach',
		opens: 'account',
		permit: comment,
		params: ofPoint,
		view: 'accuracy/point-attach.njk',
		upload: 'files',
		mostFiles: 10,
		fields: z.object({}),
		async load({ tx, params, demand }) {
			const { round, point } = await openPoint(tx, params, demand);
			return { round, point: pointLine(round, point) };
		},
		async submit({ tx, data: { round, point }, files: brought }) {
			await attachAll(tx, files, { point: point.id, force: round.force.id }, brought, true);
			return redirect(
				point.href,
				brought.length === 1 ? 'The file is added.' : `${brought.length} files are added.`,
			);
		},
	});
}

/** Who raised a point withdraws it, and so does whoever hands in; the database asks the same. */
async function ownPoint(
	tx: Parameters<typeof pointAt>[0],
	params: z.output<typeof ofPoint>,
	{ actor, demand }: { actor: AccountActor; demand: Parameters<typeof pointAt>[2] },
): Promise<PointPlace> {
	const place = await pointAt(tx, params, demand);
	const { round, members, point } = place;
	if (point.by !== actor.account && !speaksFor(members, actor))
		throw new Refused('Only who raised this point, or hands in for your force, withdraws it.');
	if (point.withdrawn !== null) throw new Refused('It has been withdrawn already.');
	if (round.state !== 'shared' && round.state !== 'submitted')
		throw new Refused('It has been decided, and stays.');
	return place;
}

const withdrawQuestion = get({
	url: '/accuracy/:id/points/:point/withdraw',
	opens: 'account',
	permit: comment,
	params: ofPoint,
	async handle({ tx, actor, params, demand }) {
		const { round, point } = await ownPoint(tx, params, { actor, demand });
		const { cited, href } = pointLine(round, point);
		return view('web/pages/confirm.njk', {
			heading: `Withdraw ${cited}?`,
			paragraphs: [
				point.sentAt === null
					? 'It is not handed in. It stays on record for those of your force who are named, and the inspectorate does not see it.'
					: 'The inspectorate no longer decides it. That it was raised, and withdrawn, stays on record.',
			],
			action: `${href}/withdraw`,
			confirm: 'Withdraw the point',
			cancelHref: href,
		});
	},
});

const withdraw = post({
	url: '/accuracy/:id/points/:point/withdraw',
	opens: 'account',
	permit: comment,
	params: ofPoint,
	async handle({ tx, actor, params, demand }) {
		const { round, point } = await ownPoint(tx, params, { actor, demand });
		if (!(await withdrawPoint(tx, round.id, point.id))) throw new Missing();
		return redirect(pointLine(round, point).href, 'The point is withdrawn.');
	},
});

function fileOf(files: Files): Route {
	return get({
		url: '/accuracy/attachments/:id',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, params, demand }) {
			const file = await attachedFile(tx, params.id);
			if (file === undefined) throw new Missing();
			await roundAt(tx, { id: file.round }, demand);
			return files.download(tx, file);
		},
	});
}
