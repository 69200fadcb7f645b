import { inWordsDate, type Problem, type Tx } from '../../foundation/index.ts';
import { fullName, type Holder, holdersOf } from '../../programmes/index.ts';
import { check } from '../checker/check.ts';
import { contextOf, draftOf, type WrittenAt } from '../checker/from-doc.ts';
import type { Remark } from '../checker/remark.ts';
import { checkingOf } from '../records/checking.ts';
import { sectionsOf } from '../tree/doc.ts';
import { wordsOf } from '../tree/inline.ts';
import { draftsBeside } from './beside.store.ts';
import { type Comment, commentsOf } from './comment.store.ts';
import type { Changed, Waiver, WrittenDocument } from './document.ts';
import { changedSince } from './quoted.store.ts';
import type { Opened } from './tree.store.ts';
import { unwaived, waiversOf } from './waiver.store.ts';

/** Everything that is to be said about a document before somebody passes it. */
export type Checked = {
	/** Of the checker, in the order of reading; `standing` are those that nobody has let stand. */
	remarks: readonly Remark[];
	standing: readonly Remark[];
	waivers: readonly Waiver[];
	/** What differs from when it was last looked at. */
	changed: readonly Changed[];
	/** Comments that nobody has settled. */
	comments: readonly Comment[];
	/** What stands in the way of passing and signing it. */
	problems: readonly Problem[];
};

export async function checkedOf(tx: Tx, opened: Opened): Promise<Checked> {
	const { document, doc } = opened;
	const { about, quoted } = opened;
	const changed = await changedSince(tx, opened);
	const others = await draftsBeside(tx, document);
	const context = { ...contextOf(doc), ...(await checkingOf(tx, about, { quoted, others })) };
	const remarks = check(draftOf(doc, document.title, writtenAt(changed)), context);
	const waivers = await waiversOf(tx, document.id);
	const standing = unwaived(remarks, waivers);
	const comments = await commentsOf(tx, { document: document.id }, { settled: false });
	const posts = await postProblems(tx, document);
	const told = { standing, changed, comments, posts };
	return { remarks, standing, waivers, changed, comments, problems: once([...problemsOf(opened, told)]) };
}

/** When somebody last read a block beside what it quotes; of what has not changed since, nothing is asked. */
function writtenAt(changed: readonly Changed[]): WrittenAt {
	const seen = new Map(
		changed.flatMap(({ block, restsOn, seenAt }) =>
			restsOn.map((thing) => [`${block} ${thing}`, seenAt] as const),
		),
	);
	return (text, figure) => seen.get(`${text.split(' › ')[0]} figure ${figure}`);
}

/** What is wrong with several things of one text in the same words is said once. */
function once(problems: readonly Problem[]): Problem[] {
	return [...new Map(problems.map((one) => [JSON.stringify([one.text, one.href]), one])).values()];
}

function* problemsOf(
	{ document, doc, blocks }: Opened,
	told: Pick<Checked, 'standing' | 'changed' | 'comments'> & { posts: readonly Problem[] },
): Generator<Problem> {
	const at = `/documents/${document.id}`;
	if (blocks.every(({ text }) => text.trim() === '')) yield { text: 'It has no text yet.', href: at };
	for (const { title, place, blocks: within, sections } of sectionsOf(doc.sections)) {
		if (within.length === 0 && sections.length === 0)
			yield { text: `There is nothing under “${wordsOf(title)}”.`, href: hrefOf(document, place.text) };
	}
	for (const { severity, place, text, nearest } of doc.problems) {
		if (severity !== 'fault') continue;
		const meant = nearest.length === 0 ? '' : ` Did you mean ${nearest.join(', ')}?`;
		yield { text: `${text}${meant}`, href: place === null ? `${at}/details` : hrefOf(document, place.text) };
	}
	yield* told.posts;
	for (const { rule, severity, text, place, quote } of told.standing) {
		if (severity === 'fault')
			yield { text: `“${short(quote)}”: ${text} (${rule})`, href: hrefOf(document, place.text) };
	}
	const { length } = told.changed;
	if (length > 0) {
		const text = `${length === 1 ? 'One thing that it quotes differs' : `${length} things that it quotes differ`} from when it was last looked at.`;
		yield { text, href: `${at}#changed` };
	}
	const [comment] = told.comments;
	if (comment !== undefined) {
		const { length: open } = told.comments;
		const text = `${open === 1 ? 'One comment is' : `${open} comments are`} not settled.`;
		yield { text, href: `${hrefOf(document, comment.block)}#said_of_it` };
	}
}

const longest = 80;

function short(quote: string): string {
	return quote.length > longest ? `${quote.slice(0, longest).trimEnd()}…` : quote;
}

/** Where something can be put right: the block whose text it is in, or the document. */
export function hrefOf({ id }: Pick<WrittenDocument, 'id'>, text: string | undefined): string {
	const block = text?.split(' › ')[0];
	return block === undefined ? `/documents/${id}` : `/documents/${id}/blocks/${block}`;
}

/** Whoever a letter names has to have been in their post on its day. */
async function postProblems(tx: Tx, document: WrittenDocument): Promise<Problem[]> {
	const { force, dated, addressee, sender, layout } = document;
	if (layout !== 'letter' || force === null || dated === null) return [];
	const holders = await holdersOf(tx, [force.id]);
	return holders
		.filter(({ id }) => id === addressee || id === sender)
		.filter((holder) => !holdsOn(holder, dated))
		.map((holder) => ({
			text: `${fullName(holder)} was not ${holder.post} on ${inWordsDate(dated)}, the day of the letter.`,
			href: `/documents/${document.id}/details`,
		}));
}

export function holdsOn({ since, until }: Pick<Holder, 'since' | 'until'>, on: Temporal.PlainDate): boolean {
	return (
		(since === null || Temporal.PlainDate.compare(since, on) <= 0) &&
		(until === null || Temporal.PlainDate.compare(on, until) <= 0)
	);
}
