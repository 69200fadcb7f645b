import {
	citeFinding,
	citeRaised,
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
		return { record: finding, found: { markdown: withOwnNumbers(text, citeFinding(finding)) } };
	});
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
	const published = (await known.inspection())?.publishOn ?? null;
	const lacking = names.some((name) => !all.has(plainCite(name)));
	const others = lacking ? await raisedNear(known) : [];
	return names.map((name) => {
		const raised = all.get(plainCite(name));
		if (raised === undefined) return unknownName('record', name, others);
		if (raised.withdrawn !== null)
			return refused(`${citeRaised(raised)} was withdrawn: ${raised.withdrawn.because}`, 'Take it out.');
		return { record: raised, found: boxOf(raised, raised.raisedOn ?? published) };
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
	const { title, text, addressee, due, subItems } = raised;
	const reference = citeRaised(raised);
	const day = dueDay(due, published);
	const parts = subItems.map(({ letter, text: part, due: own }) => {
		const by = own === null ? '' : ` (${dueText(own)})`;
		return `(${letter}) ${withOwnNumbers(part, reference)}${by}`;
	});
	// The day is shown by the box itself; a time from a publication that nobody has dated is said in words.
	const open = due !== null && due.kind !== 'none' && day === null ? [`${dueText(due)}.`] : [];
	return {
		reference,
		title: title ?? '',
		markdown: [withOwnNumbers(text, reference), ...parts, ...open].join('\n\n'),
		addressee,
		due: day,
	};
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
	for (const token of readTokens(text).toReversed()) {
		if (token.kind !== 'number' || !isFigure(token)) continue;
		const words = text.slice(token.at, token.end);
		if (/[[\]{}]/.test(words)) continue;
		done = `${done.slice(0, token.at)}:stated[${words}]{evidence=${reference}}${done.slice(token.end)}`;
	}
	return done;
}
