import { z } from 'zod';
import { cite as citeEvidence, kindTexts } from '../evidence/index.ts';
import {
	type AccountActor,
	buttonsFor,
	day,
	dayParts,
	type Files,
	fileColumns,
	form,
	get,
	historyOf,
	Invalid,
	linksFrom,
	Missing,
	may,
	mayTry,
	type Place,
	perform,
	type Route,
	redirect,
	type Tx,
	timelineOf,
	view,
	withDays,
	workflowRoutes,
} from '../foundation/index.ts';
import { frameworksOf, questionsOf } from '../programmes/index.ts';
import { type Answer, answersOf } from './answer.store.ts';
import { askingOf, requestMoves } from './asking.store.ts';
import { type Asking, requestWorkflow } from './asking.ts';
import { bearingsOf, changeDue, insideOf, openRequestsOf } from './request.store.ts';
import {
	asksTexts,
	citeRequest,
	ownTags,
	type Request,
	requestPolicy,
	requestTags,
	standingOf,
} from './request.ts';
import { itemsByIds, usesOf } from './use.store.ts';

const { read, write, prepare } = requestPolicy.can;
const one = z.object({ id: z.uuid() });

const place: Place<Asking> = {
	url: '/requests/:id',
	title: ({ request }) => `${citeRequest(request)}: ${request.title}, ${request.force.name}`,
};

/** What needs more than a reason has a page of its own. */
const ownSteps = ['send', 'use-what-is-held', 'change-the-day'].map((step) => `/requests/:id/${step}`);

export function requestPages(files: Files): Route[] {
	return [
		requestPage,
		fileOfAnswer(files),
		...changeDay,
		...workflowRoutes(requestMoves, place).filter(({ url }) => !ownSteps.includes(url)),
	];
}

const requestPage = get({
	url: '/requests/:id',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const subject = await askingOf(tx, params.id);
		if (subject === null) throw new Missing();
		const { request, today } = subject;
		demand({ organisation: request.force.id });
		const staff = actor.organisation?.kind === 'inspectorate';
		const answers = await answersOf(tx, request.id);
		const buttons = await buttonsFor(requestMoves, place, { tx, actor, subject });
		const { entries } = await timelineOf(tx, { kind: 'request', id: request.id });
		return view(staff ? 'returns/request.njk' : 'returns/own-request.njk', {
			request,
			cited: citeRequest(request),
			asks: asksTexts[request.asks],
			standing: standingOf(request, today, staff ? requestTags : ownTags),
			questions: await questionsOfRequest(tx, request.id),
			answers: answers.filter(({ sentAt }) => sentAt !== null).map((answer) => answerOf(answer, staff)),
			buttons: buttonsIn(subject, staff, buttons),
			timeline: entries,
			...(staff ? await insideView(tx, request) : await ownView(tx, actor, { subject, answers })),
		});
	},
});

type Buttons = Awaited<ReturnType<typeof buttonsFor>>;

/** A draft is sent from the page that shows what is held; there is no other way. */
function buttonsIn({ request }: Asking, staff: boolean, buttons: Buttons): Buttons {
	if (!staff || request.state !== 'draft') return buttons;
	const { send, 'use what is held': use } = requestWorkflow.actions;
	const others = buttons.filter(({ label }) => label !== send.label && label !== use.label);
	return others.length === buttons.length
		? buttons
		: [{ label: 'Look at what is held, and send it', href: `/requests/${request.id}/send` }, ...others];
}

async function insideView(tx: Tx, request: Request) {
	const inside = await insideOf(tx, request.id);
	const open = await openRequestsOf(tx, [request.force.id]);
	const used = (await linksFrom(tx, { kind: 'request', id: request.id })).filter(
		({ relation }) => relation === 'answered by',
	);
	return {
		inside,
		open: open.get(request.force.id) ?? 0,
		held: (
			await itemsByIds(
				tx,
				used.map(({ to }) => to.id),
			)
		).map((item) => ({
			...item,
			cited: citeEvidence(item),
			kindText: kindOf(item.kind),
		})),
	};
}

async function ownView(
	tx: Tx,
	actor: AccountActor,
	{ subject: { request }, answers }: { subject: Asking; answers: readonly Answer[] },
) {
	const items = answers.flatMap(({ sentAt, item }) => (sentAt !== null && item !== null ? [item.id] : []));
	const history = await historyOf(tx, requestWorkflow.name, request.id);
	const again = history.deeds.findLast(({ action }) => action === 'ask again' || action === 'answer');
	const mayPrepare = request.state === 'sent' && may(actor, prepare, { organisation: request.force.id });
	return {
		prepared: answers
			.filter(({ sentAt }) => sentAt === null)
			.map((answer) => ({
				...answerOf(answer, false),
				takeBack: `/requests/${request.id}/answer/${answer.id}/remove`,
			})),
		mayPrepare,
		maySend: mayTry(actor, requestWorkflow.policy.can.answer),
		/** What the inspectorate said is missing, as long as it was not answered again. */
		missing: request.state === 'sent' && again?.action === 'ask again' ? again.reason : null,
		withdrawn:
			request.state === 'withdrawn'
				? (history.deeds.findLast(({ action }) => action === 'withdraw')?.reason ?? null)
				: null,
		uses: await usesOf(tx, items),
	};
}

function answerOf(answer: Answer, staff: boolean) {
	const { item, file, kind, text, becomes } = answer;
	return {
		...answer,
		said:
			kind === 'file'
				? (file?.name ?? 'A file')
				: kind === 'held'
					? (item?.title ?? 'Something that was sent before')
					: 'We cannot supply this',
		text,
		becomes: becomes === null ? null : kindOf(becomes),
		href: item === null ? null : `${staff ? '/evidence' : '/your-evidence'}/${item.id}`,
		cited: item === null ? null : citeEvidence(item),
		fileHref: file === null ? null : `/requests/answers/${answer.id}/file`,
	};
}

function kindOf(kind: string): string {
	return Object.entries(kindTexts).find(([key]) => key === kind)?.[1] ?? kind;
}

/** The titles of the questions that it is asked for, with their pillars. */
async function questionsOfRequest(tx: Tx, id: string): Promise<string[]> {
	const bearings = await bearingsOf(tx, [id]);
	const frameworks = await frameworksOf(tx, bearings);
	return frameworks.flatMap((framework) =>
		framework.pillars.flatMap((pillar) =>
			questionsOf(framework, pillar.id)
				.filter((question) =>
					bearings.some(
						(one) =>
							one.framework === framework.id &&
							one.version === framework.version &&
							one.component === question.id,
					),
				)
				.map(({ title }) => title),
		),
	);
}

/** A file of an answer: the force's own people prepare it, and the inspectorate reads it once it is sent. */
function fileOfAnswer(files: Files): Route {
	return get({
		url: '/requests/answers/:id/file',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, params, demand }) {
			const row = await tx
				.selectFrom('returns.answer as answer')
				.innerJoin('returns.request as request', 'request.id', 'answer.request_id')
				.innerJoin('foundation.file as file', 'file.id', 'answer.file_id')
				.select(fileColumns)
				.select('request.force_id as force')
				.where('answer.id', '=', params.id)
				.where('file.withdrawn_at', 'is', null)
				.executeTakeFirst();
			if (row === undefined) throw new Missing();
			demand({ organisation: row.force });
			return files.download(tx, row);
		},
	});
}

const longest = 2000;

/** The day is changed with a reason that the force reads; whoever opened the page earlier is told. */
const changeDay = form({
	url: '/requests/:id/change-the-day',
	opens: 'account',
	permit: write,
	params: one,
	query: z.object({ seen: z.coerce.number().int().min(0).optional().catch(undefined) }),
	view: 'returns/change-day.njk',
	fields: withDays(
		['due'],
		z.object({
			due: day('day by which it is due'),
			reason: z
				.string('Enter the reason why the day is changed')
				.transform((text) => text.replaceAll('\0', '').trim())
				.pipe(
					z
						.string()
						.min(1, 'Enter the reason why the day is changed')
						.max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`),
				),
		}),
	),
	async load({ tx, params }) {
		const subject = await askingOf(tx, params.id);
		if (subject === null) throw new Missing();
		const { moves } = await historyOf(tx, requestWorkflow.name, params.id);
		return {
			request: subject.request,
			cited: citeRequest(subject.request),
			today: subject.today,
			closed:
				subject.request.state === 'sent'
					? null
					: 'Only a request that waits for an answer has a day to change.',
			limit: longest,
			action: `/requests/${params.id}/change-the-day?seen=${moves}`,
		};
	},
	initial: ({ request }) => dayParts('due', request.due),
	async submit({ tx, actor, params, query, values, data }) {
		const { request, today } = data;
		if (Temporal.PlainDate.compare(values.due, today) < 0)
			throw new Invalid({ due: 'The day by which it is due must be today or later' });
		if (values.due.equals(request.due))
			throw new Invalid({ due: 'Enter another day than the one that it is due now' });
		await perform(requestMoves, tx, actor, {
			id: params.id,
			action: 'change the day',
			reason: values.reason,
			...(query.seen === undefined ? {} : { seen: query.seen }),
		});
		await changeDue(tx, params.id, { due: values.due, because: values.reason });
		return redirect(`/requests/${params.id}`, 'The day is changed, and the force reads why.');
	},
});
