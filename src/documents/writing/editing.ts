import { type AccountActor, mayTry, type Tx } from '../../foundation/index.ts';
import { frameworkOf } from '../../programmes/index.ts';
import { checkedOf } from '../drafts/checked.store.ts';
import { commentsOf } from '../drafts/comment.store.ts';
import { closedText } from '../drafts/document.store.ts';
import type { BlockVersion } from '../drafts/document.ts';
import { holdOf } from '../drafts/hold.store.ts';
import { outlineRows } from '../drafts/outline.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { openDocument } from '../drafts/tree.store.ts';
import { changeInWords, documentLine } from '../drafts/view.ts';
import { textHtmlOf } from '../faces/html.ts';
import { commentLines } from './comment.view.ts';
import { compareWords } from './differences.ts';
import { partOf } from './part-of.ts';
import { type BlockPlace, blockHref } from './place.ts';
import { problemLines, remarkLines } from './remarks.ts';

export type Editing = {
	/** The words in the text area: as they are saved, or as somebody has typed them. */
	text: string;
	/** Whether the checker reads the document; it takes longer than the preview. */
	check?: boolean;
	/** Whether remarks on plain English are told. */
	style?: boolean;
	/** The version that its writer had before them, where somebody may have saved another since. */
	seen?: number;
	/** When what is shown was typed and kept, where it is not saved. */
	kept?: Temporal.Instant | null;
	/** What the reader typed before the document was passed. */
	unsaved?: string | undefined;
	/** The version that somebody else has saved meanwhile. */
	theirs?: BlockVersion | null;
	/** Somebody else is writing it, and saving has to be meant. */
	held?: boolean;
};

/** Everything on the page of a block: what is typed, what becomes of it, what is wrong with it, and what was said of it. */
export async function editingOf(
	tx: Tx,
	actor: AccountActor,
	{ document, block }: BlockPlace,
	{ text, check = true, style = false, seen, kept = null, unsaved, theirs = null, held = false }: Editing,
) {
	const opened = await openDocument(tx, document.id, { texts: new Map([[block.id, text]]) });
	const part = partOf(opened.doc, block.id);
	const framework = await frameworkOf(tx, document);
	const rows = outlineRows(opened.doc, opened.blocks, framework, document.outline);
	const at = rows.findIndex((row) => row.block.id === block.id);
	const row = rows[at];
	const named = (one: (typeof rows)[number] | undefined) =>
		one === undefined
			? null
			: {
					text: one.of === null ? one.title : `${one.title}: ${one.of}`,
					href: blockHref({ document, block: one.block }),
				};
	const checked = check ? await checkedOf(tx, opened) : null;
	const told = checked === null ? [] : remarkLines(checked.standing, block.id);
	const isStyle = ({ tag }: (typeof told)[number]) => tag.text === 'Plain English';
	const hold = await holdOf(tx, block.id);
	const at_ = blockHref({ document, block });
	return {
		document: documentLine(document),
		block,
		href: at_,
		title: named(row)?.text ?? block.section,
		before: named(rows[at - 1]),
		after: at === -1 ? null : named(rows[at + 1]),
		words: row?.words ?? 0,
		allowed: row?.allowed ?? null,
		over: row?.over ?? false,
		mayWrite: mayTry(actor, documentPolicy.can.write),
		open: document.state === 'writing',
		closed: document.state === 'writing' ? null : closedText(document.state),
		illustrative: opened.illustrative,
		hold: hold === null || hold.account === actor.account ? null : hold,
		held,
		newer: seen !== undefined && seen !== block.latest && block.text !== text,
		kept,
		unsaved: unsaved ?? null,
		saved: { text: block.text === text, latest: block.latest, byName: block.byName, at: block.at },
		theirs: theirs === null ? null : { ...theirs, pieces: compareWords(theirs.text, text) },
		preview: textHtmlOf(part),
		empty: text.trim() === '',
		checked: checked !== null,
		remarks: [...problemLines(part.problems), ...told.filter((one) => style || !isStyle(one))].map(
			(remark) => ({
				...remark,
				waiveHref:
					remark.rule === null
						? null
						: `${at_}/waive?${new URLSearchParams({ rule: remark.rule, quote: (remark.quote ?? '').slice(0, 1000) })}`,
			}),
		),
		style: { shown: style, count: told.filter(isStyle).length },
		// What is typed and not saved may quote something else: only of a saved text can it be said what differs.
		changed:
			checked === null || block.text !== text
				? []
				: checked.changed
						.filter((one) => one.block === block.id)
						.map(({ asked, ...change }) => ({ asked, ...changeInWords(change) })),
		comments: commentLines(await commentsOf(tx, { block: block.id }), { document, block }, text),
	};
}

export type EditingData = Awaited<ReturnType<typeof editingOf>>;
