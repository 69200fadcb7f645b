import { z } from 'zod';
import {
	type AccountActor,
	type Button,
	get,
	historyOf,
	judge,
	mayTry,
	namesIn,
	post,
	Refused,
	type Route,
	redirect,
	type Tx,
	timelineOf,
	view,
} from '../../foundation/index.ts';
import { frameworkOf, fullName, holdersOf } from '../../programmes/index.ts';
import { checkedOf } from './checked.store.ts';
import { closedText, demandWriting, documentById } from './document.store.ts';
import type { Changed, WrittenDocument } from './document.ts';
import { content, documentAt, one } from './fields.ts';
import { holdsOf } from './hold.store.ts';
import { outlineRows } from './outline.ts';
import { documentPolicy } from './policy.ts';
import type { DraftPorts } from './ports.ts';
import { keepQuotes } from './quoted.store.ts';
import { notTheirs } from './signing.store.ts';
import { documentWorkflow, type Signing } from './signing.ts';
import { openDocument } from './tree.store.ts';
import { changeInWords, documentHref, documentLine, voidText } from './view.ts';

const { read, write } = documentPolicy.can;

export function homePages(ports: DraftPorts): Route[] {
	return [homePage(ports), changesSeen];
}

/** One document: where it stands, its blocks in their order, what differs, what is wrong, and its history. */
function homePage({ faces }: DraftPorts): Route {
	return get({
		url: '/documents/:id',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, actor, params }) {
			await documentAt(tx, params);
			const opened = await openDocument(tx, params.id);
			const { document, doc, blocks, approvals } = opened;
			const checked = await checkedOf(tx, opened);
			const framework = await frameworkOf(tx, document);
			const holds = new Map((await holdsOf(tx, document.id)).map((hold) => [hold.block, hold]));
			const told = countBy([
				...doc.problems.map(({ place }) => place?.text),
				...checked.standing.filter(({ severity }) => severity !== 'style').map(({ place }) => place.text),
			]);
			const rows = outlineRows(doc, blocks, framework, document.outline);
			const mayWrite = mayTry(actor, write) && document.state === 'writing';
			return view('drafts/document.njk', {
				document: documentLine(document),
				illustrative: opened.illustrative,
				isVoid: voidText(approvals),
				closed: document.state === 'writing' ? null : closedText(document.state),
				faces: faces?.(document) ?? [],
				details: await detailsOf(tx, document),
				rows: rows.map((row) => ({
					...row,
					href: documentHref(document, `blocks/${row.block.id}`),
					told: told.get(row.block.id) ?? 0,
					hold: holds.get(row.block.id)?.name ?? null,
				})),
				words: rows.reduce((sum, { words }) => sum + words, 0),
				changed: changedLines(document, checked.changed, rows),
				problems: checked.problems,
				doubts: checked.standing.filter(({ severity }) => severity === 'doubt').length,
				waivers: checked.waivers.length,
				content: opened.hash.toString('hex'),
				mayWrite,
				buttons: await buttonsOf(tx, actor, {
					document,
					approvals,
					problems: checked.problems,
					notTheirs: await notTheirs(tx, document),
				}),
				history: (await timelineOf(tx, { kind: 'document', id: document.id })).entries,
			});
		},
	});
}

function countBy(texts: readonly (string | undefined)[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const text of texts) {
		const of = text?.split(' › ')[0] ?? '';
		counts.set(of, (counts.get(of) ?? 0) + 1);
	}
	return counts;
}

function changedLines(
	document: WrittenDocument,
	changed: readonly Changed[],
	rows: readonly { block: { id: string }; title: string }[],
) {
	return changed.map(({ block, asked, ...change }) => ({
		where: rows.find((row) => row.block.id === block)?.title ?? '',
		href: documentHref(document, `blocks/${block}`),
		asked,
		...changeInWords(change),
	}));
}

/** The steps that are this person’s, open or not, each on a page of its own. */
export async function buttonsOf(tx: Tx, actor: AccountActor, signing: Signing): Promise<Button[]> {
	const { id, state } = signing.document;
	const history = await historyOf(tx, documentWorkflow.name, id);
	return namesIn(documentWorkflow.actions).flatMap((action): Button[] => {
		const verdict = judge(documentWorkflow, { actor, subject: signing, action, history });
		if (verdict.kind !== 'open' && verdict.kind !== 'closed') return [];
		const { label: first, style } = documentWorkflow.actions[action];
		const label = action === 'pass' && state === 'edited' ? 'Pass again' : first;
		if (verdict.kind === 'closed') return action === 'pass' ? [] : [{ label, closed: verdict.text }];
		const href = documentHref(signing.document, action.replaceAll(' ', '-'));
		return [{ label, href, ...(style === undefined ? {} : { style }) }];
	});
}

/** What it says of itself, for the summary on its page. */
async function detailsOf(tx: Tx, document: WrittenDocument) {
	const { force, layout } = document;
	const holders = layout === 'letter' && force !== null ? await holdersOf(tx, [force.id]) : [];
	const nameOf = (holder: string | null) => {
		const found = holders.find(({ id }) => id === holder);
		return found === undefined ? null : `${fullName(found)}, ${found.post}`;
	};
	return {
		letter: layout === 'letter',
		addressee: nameOf(document.addressee),
		sender: nameOf(document.sender),
		forSender: document.forSender,
		enclosure: document.enclosure === null ? null : await documentById(tx, document.enclosure),
	};
}

/** Says that the changes on the page have been seen: what the blocks quote is kept as it is now. */
const changesSeen = post({
	url: '/documents/:id/changes/seen',
	opens: 'account',
	permit: write,
	params: one,
	fields: z.object({ content }),
	async handle({ tx, params, values }) {
		await demandWriting(tx, params.id);
		const opened = await openDocument(tx, params.id);
		if (opened.hash.toString('hex') !== values.content) {
			throw new Refused('Something has changed again since you opened the page. Look at it once more.');
		}
		await keepQuotes(tx, opened, { seen: true });
		return redirect(documentHref({ id: params.id }), 'It is kept that you have seen what changed.');
	},
});
