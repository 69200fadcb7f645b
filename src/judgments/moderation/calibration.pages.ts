import { z } from 'zod';
import {
	day,
	form,
	get,
	Missing,
	mayTry,
	Refused,
	type Route,
	redirect,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { type Framework, frameworkOf, programmeBySlug } from '../../programmes/index.ts';
import { questionHref } from '../findings/question.ts';
import { judgedAt } from '../judging/acts.store.ts';
import { longest, words } from '../judging/fields.ts';
import { judgingsOf } from '../judging/judging.store.ts';
import { calibrationPolicy, type Judging, last } from '../judging/judgment.ts';
import { gradeTag } from '../judging/overview.ts';
import { restsOn } from '../judging/question.view.ts';
import { measuresOf } from '../judging/rules.ts';
import { agreementOf, withProposal } from './agreement.ts';
import { boardOf, frameworkFor } from './board.store.ts';
import {
	blindCloser,
	type CalibrationRound,
	candidatesFor,
	caseIdsOf,
	closeRound,
	gradeCase,
	gradedIn,
	gradesIn,
	isBlindIn,
	membersOf,
	openRound,
	roundById,
} from './calibration.store.ts';

const { read, open, grade } = calibrationPolicy.can;
const ofBoard = z.object({ slug: z.string().max(300), component: z.string().regex(/^[a-z0-9-]{1,200}$/) });
const ofRound = z.object({ slug: z.string().max(300), id: z.uuid() });
const ofCase = ofRound.extend({ judging: z.uuid() });
const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((chosen) => (chosen === undefined || chosen === '' ? [] : [chosen].flat()));

const roundHref = (slug: string, id: string) => `/programmes/${slug}/calibration/${id}`;

const openPages = form({
	url: '/programmes/:slug/moderation/:component/calibrate',
	opens: 'account',
	permit: open,
	params: ofBoard,
	view: 'moderation/open.njk',
	fields: withDays(
		['due'],
		z.object({
			name: words.pipe(
				z.string().min(1, 'Enter a name for the round').max(200, 'Use 200 characters or fewer'),
			),
			purpose: words.pipe(z.string().min(1, 'Enter what the round is for')),
			due: day('day by which they grade'),
			cases: several,
			members: several,
		}),
	),
	async load({ tx, params }) {
		const { round, component, rows } = await boardOf(tx, params.slug, params.component);
		const [first] = rows;
		const cases = rows.filter(({ judging }) => judging.state === 'proposed' && !judging.blind);
		const candidates = await candidatesFor(tx);
		return {
			programme: round.programme,
			component: { id: component.id, title: component.title, graded: component.graded },
			framework: first === undefined ? null : frameworkFor(round, first.inspection),
			boardHref: `/programmes/${round.programme.slug}/moderation/${component.id}`,
			cases: cases.map(({ judging, inspection }) => ({ value: judging.id, text: inspection.force.name })),
			candidates: candidates.map(({ account, name, roles }) => ({
				value: account,
				text: `${name} (${roles.join(', ')})`,
			})),
			limit: longest,
		};
	},
	initial: ({ component, cases }) => ({
		name: `Calibration of “${component.title}”`,
		cases: cases.map(({ value }) => value),
	}),
	async submit({ tx, values, data }) {
		if (data.framework === null) throw new Missing();
		const id = await openRound(tx, {
			programme: data.programme.id,
			framework: data.framework.id,
			version: data.framework.version,
			component: data.component.id,
			...values,
		});
		return redirect(
			roundHref(data.programme.slug, id),
			'The round is open. Its members do not see what was proposed until they have graded.',
		);
	},
});

type Known = { round: CalibrationRound; programme: { slug: string; name: string }; framework: Framework };

async function known(tx: Tx, { slug, id }: z.output<typeof ofRound>): Promise<Known> {
	const programme = await programmeBySlug(tx, slug);
	const round = await roundById(tx, id);
	if (programme === null || round === null || round.programme !== programme.id) throw new Missing();
	const framework = await frameworkOf(tx, round);
	if (framework === null) throw new Missing();
	return { round, programme, framework };
}

const roundPage = get({
	url: '/programmes/:slug/calibration/:id',
	opens: 'account',
	permit: read,
	params: ofRound,
	async handle({ tx, actor, params }) {
		const { round, programme, framework } = await known(tx, params);
		const members = await membersOf(tx, round.id);
		const cases = await judgingsOf(tx, { ids: await caseIdsOf(tx, round.id) });
		const graded = await gradedIn(tx, round.id);
		const grades = await gradesIn(tx, round.id);
		const isMember = members.some(({ account }) => account === actor.account);
		const left = cases.filter(({ id }) => isMember && !graded.has(`${id} ${actor.account}`));
		const sees = cases.every(({ blind }) => !blind);
		return view('moderation/round.njk', {
			programme,
			round,
			boardHref: `/programmes/${programme.slug}/moderation/${round.component}`,
			at: roundHref(programme.slug, round.id),
			isMember,
			sees,
			toGrade:
				round.closedAt === null ? left.map((judging) => caseLink(programme.slug, round.id, judging)) : [],
			progress: members.map(({ account, name }) => ({
				name,
				done: cases.filter(({ id }) => graded.has(`${id} ${account}`)).length,
				of: cases.length,
			})),
			matrix: matrixOf(framework, { members, cases, graded, grades }),
			members: members.map(({ name }) => name),
			...(sees && grades.length > 0
				? statisticsOf(framework, { members, cases, grades })
				: { agreement: [], proposal: null }),
			mayClose: round.closedAt === null && sees && mayTry(actor, open),
		});
	},
});

function caseLink(slug: string, round: string, judging: Judging) {
	return { text: judging.force.name, href: `${roundHref(slug, round)}/cases/${judging.id}` };
}

type Given = Awaited<ReturnType<typeof gradesIn>>;
type InRound = {
	members: readonly { account: string; name: string }[];
	cases: readonly Judging[];
	grades: Given;
};

/** Who graded what: the grade where the reader may see it, and otherwise only that it is there. */
function matrixOf(
	framework: Framework,
	{ members, cases, graded, grades }: InRound & { graded: ReadonlySet<string> },
) {
	const given = new Map(grades.map((one) => [`${one.judging} ${one.account}`, one]));
	return cases.map((judging) => ({
		name: judging.force.name,
		href: questionHref(judging.inspection, judging.component),
		blind: judging.blind,
		proposed: proposalOf(framework, judging),
		cells: members.map(({ account }) => {
			const key = `${judging.id} ${account}`;
			const one = given.get(key);
			return {
				grade: one === undefined ? null : gradeTag(framework, one),
				because: one?.because ?? null,
				graded: graded.has(key),
			};
		}),
	}));
}

function proposalOf(framework: Framework, judging: Judging) {
	const proposed = last(judging, 'proposed');
	return proposed === null ? null : gradeTag(framework, proposed);
}

const decimal = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const shown = (value: number | null) => (value === null ? null : decimal.format(value).replace('-', '−'));

function statisticsOf(framework: Framework, { members, cases, grades }: InRound) {
	const scale = (framework.scale?.grades ?? []).map(({ id }) => id).toReversed();
	const agreement = agreementOf(
		cases.map(({ id }) => id),
		members.map(({ account }) => account),
		grades,
		scale,
	).map(({ name, value, lower, upper, note, method }) => ({
		name,
		value: shown(value),
		interval: lower === null || upper === null ? null : `${shown(lower)} to ${shown(upper)}`,
		note,
		method,
	}));
	return {
		// Before two have graded one case, each measure would only say so.
		agreement: agreement.some(({ value }) => value !== null) ? agreement : [],
		proposal: withProposal(
			grades,
			new Map(cases.map((judging) => [judging.id, last(judging, 'proposed')?.grade ?? null])),
		),
	};
}

/** A member grades a case from what was found, and from nothing that anybody said of its grade. */
const casePages = form({
	url: '/programmes/:slug/calibration/:id/cases/:judging',
	opens: 'account',
	permit: grade,
	params: ofCase,
	view: 'moderation/case.njk',
	fields: z.object({ grade: z.string().default(''), because: words.default('') }),
	async load({ tx, actor, params }) {
		const { round, programme, framework } = await known(tx, params);
		const members = await membersOf(tx, round.id);
		const [judging] = (await caseIdsOf(tx, round.id)).includes(params.judging)
			? await judgingsOf(tx, { ids: [params.judging] })
			: [];
		if (judging === undefined || !members.some(({ account }) => account === actor.account))
			throw new Missing();
		if (round.closedAt !== null) throw new Refused('This round is closed: no more grades are taken.');
		if ((await gradedIn(tx, round.id)).has(`${judging.id} ${actor.account}`)) {
			throw new Refused('You have graded this case already. A grade that was given blind is never changed.');
		}
		const judged = await judgedAt(tx, actor, judging);
		return {
			programme,
			round,
			at: roundHref(programme.slug, round.id),
			name: judging.force.name,
			question: {
				title: judged.component.title,
				asks: judged.component.asks ?? null,
				pillar: judged.below.length > 0,
			},
			questionHref: questionHref(judging.inspection, judging.component),
			caseHref: `${roundHref(programme.slug, round.id)}/cases/${judging.id}`,
			grades: (framework.scale?.grades ?? []).map(({ id, title, means }) => ({
				value: id,
				text: title,
				hint: means,
			})),
			measures: [...Map.groupBy(measuresOf(framework, judged.component), (one) => one.grade)].map(
				([title, measures]) => ({ title, measures }),
			),
			limit: longest,
			...restsOn(judged),
		};
	},
	async submit({ tx, actor, params, values, data }) {
		await gradeCase(tx, actor, { round: params.id, judging: params.judging, ...values });
		return redirect(data.at, `Your grade of ${data.name} is stored. You see now what was proposed.`);
	},
});

const closePages = form({
	url: '/programmes/:slug/calibration/:id/close',
	opens: 'account',
	permit: open,
	params: ofRound,
	view: 'moderation/close.njk',
	fields: z.object({ because: words.default('') }),
	async load({ tx, params }) {
		const { round, programme } = await known(tx, params);
		if (round.closedAt !== null) throw new Refused('This round is closed already.');
		if (await isBlindIn(tx, round.id)) throw new Refused(blindCloser);
		return {
			programme,
			round,
			at: roundHref(programme.slug, round.id),
			missing: round.cases * round.members - round.given,
			limit: longest,
		};
	},
	async submit({ tx, values, data }) {
		await closeRound(tx, data.round.id, values.because);
		return redirect(data.at, 'The round is closed, and everybody sees its grades.');
	},
});

export const calibrationPages: Route[] = [...openPages, roundPage, ...casePages, ...closePages];
