import {
	citeFinding,
	citeRaised,
	type Due,
	dueDay,
	dueText,
	type Finding,
	findingsOf,
	type Raised,
	raisedOf,
} from '../../judgments/index.ts';
import { readTokens } from '../checker/reading/read.ts';
import { isFigure } from '../checker/rules/number-not-bound.ts';
import type { Asked, FoundBox } from '../tree/resolver.ts';
import type { About } from './about.ts';
import type { Known } from './known.ts';
import { type Problem, refused, unknownName } from './problem.ts';
import { numberIn } from './samples.ts';

/** What a block shows of a record, with the record itself, for whoever keeps what rests on what. */
export type Shown<Record, What> = { record: Record; found: What };

/** `::finding[F-12]`: its words as they stand, with its numbers marked as its own. */
export async function sayFindings(
	{ tx, about }: Known,
	asked: readonly Asked[],
): Promise<(Shown<Finding, { markdown: string }> | Problem)[]> {
	const numbers = asked.map(({ name }) => numberIn(name, 'F'));
	const found = await findingsOf(tx, { numbers: numbers.filter((number) => number !== null) });
	const others = found.length === new Set(numbers).size ? [] : await namesNear({ tx, about });
	return numbers.map((number, index) => {
		const finding = found.find((one) => one.number === number);
		if (finding === undefined) return unknownName('finding', asked[index]?.name ?? '', others);
		const { withdrawn, text } = finding;
		if (withdrawn !== null)
			return refused(`${citeFinding(finding)} was withdrawn: ${withdrawn.because}`, 'Take it out.');
		if (tells(about, finding.force)) return tellsWhose(citeFinding(finding));
		return { record: finding, found: { markdown: withOwnNumbers(text, citeFinding(finding)) } };
	});
}

/** Its words and its number stand in what is published about its force, too: whoever reads both knows whose it is. */
function tells({ anonymous }: About, force: Finding['force']): boolean {
	return anonymous === true && force !== null;
}

function tellsWhose(name: string): Problem {
	return refused(
		`${name} is about one force, and this document must not let one be known.`,
		'Say it in other words, of no one force.',
	);
}

async function namesNear({ tx, about }: Pick<Known, 'tx' | 'about'>): Promise<string[]> {
	const all = await findingsOf(
		tx,
		about.inspection === null
			? { programme: about.programme, national: true }
			: { inspection: about.inspection },
	);
	return all.filter(({ withdrawn }) => withdrawn === null).map(citeFinding);
}

/** `::recommendation[R-12]` and its kin. A recommendation that says “within six months” names the day once there is one. */
export async function sayBoxes(
	known: Known,
	asked: readonly Asked[],
): Promise<(Shown<Raised, FoundBox> | Problem)[]> {
	const names = asked.map(({ name }) => name.trim());
	const found = await raisedOf(known.tx, {
		numbers: [...new Set(names.flatMap((name) => raisedNumber(name) ?? []))],
	});
	const all = new Map(found.map((one) => [citeRaised(one), one]));
	const inspection = await known.inspection();
	const [own, published] = [inspection?.id ?? '', inspection?.publishOn ?? null];
	const lacking = names.some((name) => !all.has(plainCite(name)));
	const others = lacking ? await raisedNear(known) : [];
	return names.map((name) => {
		const raised = all.get(plainCite(name));
		if (raised === undefined) return unknownName('record', name, alike(name, others));
		if (raised.withdrawn !== null)
			return refused(`${citeRaised(raised)} was withdrawn: ${raised.withdrawn.because}`, 'Take it out.');
		if (tells(known.about, raised.force)) return tellsWhose(citeRaised(raised));
		return {
			record: raised,
			found: boxOf(raised, raised.raisedOn ?? (raised.inspection === own ? published : null)),
		};
	});
}

async function raisedNear({ tx, about }: Known): Promise<string[]> {
	const all = await raisedOf(
		tx,
		about.inspection === null
			? { programme: about.programme, national: true }
			: { inspection: about.inspection },
	);
	return all.filter(({ withdrawn }) => withdrawn === null).map(citeRaised);
}

/** Of its own kind, where there are any. */
function alike(name: string, all: readonly string[]): readonly string[] {
	const letters = citation.exec(name)?.[1]?.toUpperCase();
	const own = all.filter((one) => one.startsWith(`${letters}-`));
	return own.length === 0 ? all : own;
}

const citation = /^(PP|AFI|CC|R)-?(\d{1,9})$/i;

function raisedNumber(name: string): number | null {
	const number = citation.exec(name)?.[2];
	return number === undefined ? null : Number(number);
}

/** "r12" is R-12. */
function plainCite(name: string): string {
	const [, letters, number] = citation.exec(name) ?? [];
	return letters === undefined ? name : `${letters.toUpperCase()}-${number}`;
}

function boxOf(raised: Raised, published: Temporal.PlainDate | null): FoundBox {
	const { title, text, addressee, subItems } = raised;
	const reference = citeRaised(raised);
	const due = raised.due ?? sharedBy(subItems.map((item) => item.due));
	const day = dueDay(due, published);
	const parts = subItems.map((item) => {
		const part = `(${item.letter}) ${withOwnNumbers(item.text, reference)}`;
		return due !== null || item.due === null ? part : withDue(part, item.due);
	});
	// The day is shown by the box itself; a time from a publication that nobody has dated is said in words.
	const open = due !== null && due.kind !== 'none' && day === null ? [`${whenOf(due)}.`] : [];
	return {
		reference,
		title: title ?? '',
		markdown: [withOwnNumbers(text, reference), ...parts, ...open].join('\n\n'),
		addressee,
		due: day,
	};
}

/** What all parts of a recommendation have by when they are due is said once. */
function sharedBy(dues: readonly (Due | null)[]): Due | null {
	const [first = null] = dues;
	return dues.every((due) => due !== null && first !== null && dueText(due) === dueText(first))
		? first
		: null;
}

/** Readers take a deadline for ours unless somebody else is named. */
function whenOf(due: Due): string {
	const words = dueText(due);
	return due.kind !== 'none' && due.setBy === 'inspectorate' ? (words.split(', set by ')[0] ?? words) : words;
}

/** "(a) reviewing what it does (by 1 March 2015);" */
function withDue(text: string, due: Due): string {
	const when = whenOf(due);
	const [, words = text, mark = ''] = /^(.*?)([;.,]?)$/s.exec(text) ?? [];
	return `${words} (${when.charAt(0).toLowerCase()}${when.slice(1)})${mark}`;
}

/** What is written in a record follows the record; a directive in it says for itself what it rests on. */
export function withOwnNumbers(text: string, reference: string): string {
	return text
		.split('\n')
		.map((line) =>
			line
				.split(directive)
				.map((part, index) => (index % 2 === 1 ? part : marked(part, reference)))
				.join(''),
		)
		.join('\n');
}

const directive = /(:{1,3}[a-z][a-z-]*(?:\[[^\]]*\](?:\{[^}]*\})?|\{[^}]*\}))/;

function marked(text: string, reference: string): string {
	let done = text;
	let before = text.length;
	for (const token of readTokens(text).toReversed()) {
		if (token.kind !== 'number' || !isFigure(token) || token.end > before) continue;
		const words = text.slice(token.at, token.end);
		if (/[[\]{}]/.test(words)) continue;
		before = token.at;
		done = `${done.slice(0, token.at)}:stated[${words}]{evidence=${reference}}${done.slice(token.end)}`;
	}
	return done;
}
