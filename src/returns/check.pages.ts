import { z } from 'zod';
import { cite as citeEvidence, kindTexts } from '../evidence/index.ts';
import { form, Invalid, link, Missing, perform, type Route, redirect, type Tx } from '../foundation/index.ts';
import { todayIn } from '../programmes/index.ts';
import { takeInto } from './answer.store.ts';
import { requestMoves } from './asking.store.ts';
import { type Held, heldFor } from './held.store.ts';
import { bearingsOf, keepHeld, openRequestsOf, requestsOf } from './request.store.ts';
import { asksTexts, citeRequest, daysInWords, daysLeft, type Request, requestPolicy } from './request.ts';

const { write } = requestPolicy.can;

const longest = 2000;
const because = z
	.string()
	.transform((text) => text.replaceAll('\0', '').trim())
	.pipe(z.string().max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`));
const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** Force by force: what is held already, how much is asked of it now, and what is done with the draft. */
export const checkPages: Route[] = [
	...form({
		url: '/requests/batches/:id',
		opens: 'account',
		permit: write,
		params: z.object({ id: z.uuid() }),
		view: 'returns/check.njk',
		fields: z.object({}).catchall(z.unknown()),
		async load({ tx, params }) {
			const { requests } = await requestsOf(tx, { batch: params.id });
			if (requests.length === 0) throw new Missing();
			return checkOf(tx, requests, `/requests/batches/${params.id}`);
		},
		initial: ({ free }) => ({ send: free.map(({ value }) => value) }),
		submit: ({ tx, actor, values, data }) => decide(tx, { actor, typed: values, data }),
	}),
	...form({
		url: '/requests/:id/send',
		opens: 'account',
		permit: write,
		params: z.object({ id: z.uuid() }),
		view: 'returns/check.njk',
		fields: z.object({}).catchall(z.unknown()),
		async load({ tx, params }) {
			const { requests } = await requestsOf(tx, { ids: [params.id] });
			if (requests.length === 0) throw new Missing();
			return checkOf(tx, requests, `/requests/${params.id}/send`);
		},
		initial: ({ free }) => ({ send: free.map(({ value }) => value) }),
		submit: ({ tx, actor, values, data }) => decide(tx, { actor, typed: values, data }),
	}),
];

type Check = Awaited<ReturnType<typeof checkOf>>;

async function checkOf(tx: Tx, requests: readonly Request[], action: string) {
	const drafts = requests.filter(({ state }) => state === 'draft');
	const [first] = requests;
	if (first === undefined) throw new Missing();
	const forces = drafts.map(({ force }) => force.id);
	const bearings = await bearingsOf(
		tx,
		drafts.map(({ id }) => id),
	);
	const components = [...new Set(bearings.map(({ component }) => component))];
	const held = Map.groupBy(await heldFor(tx, { ...first, forces, components }), ({ force }) => force);
	const open = await openRequestsOf(tx, forces);
	const today = await todayIn(tx);
	const shown = drafts
		.map((request) => draftOf(request, { held: held.get(request.force.id) ?? [], open, today }))
		.sort((a, b) => a.force.name.localeCompare(b.force.name, 'en-GB'));
	return {
		action,
		request: first,
		asks: asksTexts[first.asks],
		drafts: shown,
		free: shown
			.filter((draft) => draft.held.length === 0)
			.map((draft) => ({
				value: draft.id,
				text: draft.force.name,
				hint: `Open with this force now: ${draft.open} request${draft.open === 1 ? '' : 's'}`,
			})),
		single: shown.length === 1,
		decided: requests.length - drafts.length,
		limit: longest,
	};
}

function draftOf(
	request: Request,
	known: { held: readonly Held[]; open: ReadonlyMap<string, number>; today: Temporal.PlainDate },
) {
	return {
		id: request.id,
		cited: citeRequest(request),
		force: request.force,
		open: known.open.get(request.force.id) ?? 0,
		due: request.due,
		days: daysInWords(daysLeft({ state: 'sent', due: request.due }, known.today) ?? 0),
		/** Nothing can be taken into an inspection where there is none. */
		inspection: request.inspection?.id ?? null,
		held: known.held.map((item) => ({ ...item, cited: citeEvidence(item), kindText: kindOf(item.kind) })),
	};
}

function kindOf(kind: string): string {
	return Object.entries(kindTexts).find(([key]) => key === kind)?.[1] ?? kind;
}

type Decision = { draft: Check['drafts'][number] } & (
	| { kind: 'held'; items: string[] }
	| { kind: 'ask'; because: string | null }
	| { kind: 'later' }
);

async function decide(
	tx: Tx,
	{
		actor,
		typed,
		data,
	}: { actor: Parameters<typeof perform>[2]; typed: Record<string, unknown>; data: Check },
) {
	if (data.drafts.length === 0)
		throw new Invalid({ '': 'Nothing is left to send: it has been decided already.' });
	const { decisions, problems } = decisionsIn(data, typed);
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	const count = { held: 0, ask: 0, later: 0 };
	for (const decision of decisions) {
		count[decision.kind] += 1;
		const { draft } = decision;
		if (decision.kind === 'later') continue;
		await keepHeld(tx, draft.id, {
			shown: draft.held.length,
			because: decision.kind === 'ask' ? decision.because : null,
		});
		if (decision.kind === 'held') {
			await takeHeld(tx, draft, decision.items);
			await perform(requestMoves, tx, actor, { id: draft.id, action: 'use what is held' });
		} else {
			await perform(requestMoves, tx, actor, { id: draft.id, action: 'send' });
		}
	}
	if (count.held + count.ask === 0)
		throw new Invalid({ [data.free.length > 0 ? 'send' : '']: 'Choose at least one request to decide' });
	const [only] = data.drafts;
	const to =
		data.drafts.length === 1 && only !== undefined
			? `/requests/${only.id}`
			: count.later > 0
				? data.action
				: data.request.programme === null
					? '/requests'
					: `/requests?programme=${data.request.programme.slug}`;
	return redirect(to, told(count));
}

function told({ held, ask, later }: { held: number; ask: number; later: number }): string {
	const number = (count: number) => `${count} request${count === 1 ? '' : 's'}`;
	return [
		...(ask > 0 ? [`${number(ask)} sent.`] : []),
		...(held > 0
			? [
					`${number(held)} answered by what is held: nothing was asked of ${held === 1 ? 'that force' : 'those forces'}.`,
				]
			: []),
		...(later > 0 ? [`${number(later)} kept as ${later === 1 ? 'a draft' : 'drafts'}.`] : []),
	].join(' ');
}

/** What is held is taken into the inspection, where it is not there already. */
async function takeHeld(tx: Tx, draft: Check['drafts'][number], items: readonly string[]): Promise<void> {
	for (const item of items) {
		await link(tx, {
			from: { kind: 'request', id: draft.id },
			relation: 'answered by',
			to: { kind: 'evidence', id: item },
			organisation: null,
		});
	}
	if (draft.inspection === null) return;
	await takeInto(tx, {
		inspection: draft.inspection,
		items,
		because: `It answers ${draft.cited}, so the force was not asked again.`,
	});
}

function decisionsIn(data: Check, typed: Record<string, unknown>) {
	const decisions: Decision[] = [];
	const problems: Record<string, string> = {};
	const sending = several.safeParse(typed.send ?? []);
	for (const draft of data.drafts) {
		const named = `decision-${draft.id}`;
		const answer = draft.held.length > 0 ? typed[named] : sending.data?.includes(draft.id) ? 'ask' : 'later';
		if (answer === 'later') decisions.push({ draft, kind: 'later' });
		else if (answer === 'held') {
			const chosen = several.safeParse(typed[`items-${draft.id}`] ?? []);
			const items = draft.held.map(({ id }) => id).filter((id) => chosen.data?.includes(id));
			if (items.length === 0)
				problems[`items-${draft.id}`] = `Choose what answers the request to ${draft.force.name}`;
			decisions.push({ draft, kind: 'held', items });
		} else if (answer === 'ask') {
			const reason = because.safeParse(typed[`because-${draft.id}`] ?? '');
			if (!reason.success) problems[`because-${draft.id}`] = reason.error.issues[0]?.message ?? '';
			else if (draft.held.length > 0 && reason.data === '')
				problems[`because-${draft.id}`] =
					`Enter why what is held of ${draft.force.name} does not answer the request`;
			decisions.push({ draft, kind: 'ask', because: reason.data || null });
		} else problems[named] = `Choose what to do about ${draft.force.name}`;
	}
	return { decisions, problems };
}
