import { cite, type Evidence, type EvidenceFilter, evidenceOf, type Version } from '../../evidence/index.ts';
import { printedNumber, spanInWords } from '../../figures/index.ts';
import { wilson } from '../../statistics/index.ts';
import { slug } from '../tree/building.ts';
import type { Fact } from '../tree/fact.ts';
import type { Answer, Asked, Said } from '../tree/resolver.ts';
import { countsInWords, wordFor } from './figures.ts';
import type { Known } from './known.ts';
import { isProblem, type Problem, refused, shownAs, unknownName } from './problem.ts';
import type { Told } from './told.ts';

const shows = ['counts', 'number', 'base', 'share', 'interval', 'whole', 'word'] as const;

/** An item of evidence that counts so many of so many. */
type Counted = Evidence & { current: Version & { counted: number; countedOf: number } };

/**
 * `:sample[E-1043]{of=files show}`: what a sample of records or people showed. It is named as it is cited, or by its title
 * with hyphens for spaces among the evidence of the inspection.
 */
export async function saySamples(
	known: Known,
	asked: readonly Asked[],
	{ samples }: Pick<Told, 'samples'>,
): Promise<Answer<Said>[]> {
	const all = await evidenceNamed(
		known,
		asked.map(({ name }) => name),
	);
	const rules = await known.rules();
	return asked.map(({ name, attributes }): Answer<Said> => {
		const item = sampleIn(all, name);
		if (isProblem(item)) return item;
		const as = shownAs(attributes.show, shows);
		if (typeof as !== 'string') return as;
		const { counted, countedOf } = item.current;
		const fact = sampleFact(item);
		samples.set(item.id, item);
		if (as === 'word')
			return wordFor(counted, countedOf, rules, (word, rule) => ({
				text: word,
				facts: [fact],
				wording: { word, rule },
			}));
		return { found: { text: textOf(item, as, attributes.of), facts: [fact] } };
	});
}

/** What bears these numbers, and with a name that is no number everything of the inspection. */
async function evidenceNamed({ tx, about }: Known, names: readonly string[]): Promise<Evidence[]> {
	const numbers = [...new Set(names.flatMap((name) => numberIn(name) ?? []))];
	const filter: EvidenceFilter[] = [
		...(numbers.length === 0 ? [] : [{ numbers }]),
		...(about.inspection === null || names.every((name) => numberIn(name) !== null)
			? []
			: [{ heldBy: about.inspection }]),
	];
	const found: Evidence[] = [];
	for (const one of filter) found.push(...(await evidenceOf(tx, one)).evidence);
	return found;
}

/** "E-1043", "E1043" */
export function numberIn(name: string, letters = 'E'): number | null {
	const number = new RegExp(`^${letters}-?(\\d{1,9})$`, 'i').exec(name.trim())?.[1];
	return number === undefined ? null : Number(number);
}

function sampleIn(all: readonly Evidence[], name: string): Counted | Problem {
	const number = numberIn(name);
	const item =
		number === null
			? all.find(({ current }) => current !== null && slug(current.title) === slug(name))
			: all.find((one) => one.number === number);
	if (item === undefined)
		return unknownName(
			'evidence',
			name,
			all.flatMap((one) => (isCounted(one) ? [number === null ? slug(one.current.title) : cite(one)] : [])),
		);
	if (item.withdrawn !== null)
		return refused(
			`${cite(item)} was withdrawn: ${item.withdrawn.because}`,
			'Rest the sentence on something else.',
		);
	if (item.current === null)
		return refused(`${cite(item)} is for its team only.`, 'Ask somebody of the team to put it in.');
	if (!isCounted(item) || item.current.countedOf === 0)
		return refused(
			`${cite(item)} does not count anything.`,
			'Say it in words, or enter in the evidence how many of how many.',
		);
	return item;
}

export function isCounted(item: Evidence): item is Counted {
	return item.current !== null && item.current.counted !== null && item.current.countedOf !== null;
}

function textOf(
	{ current }: Counted,
	as: Exclude<(typeof shows)[number], 'word'>,
	of: string | undefined,
): string {
	const { counted, countedOf } = current;
	const [part, all] = [printedNumber(String(counted), 0), printedNumber(String(countedOf), 0)];
	const counts = countsInWords(part, all, of);
	switch (as) {
		case 'counts':
			return counts;
		case 'number':
			return part;
		case 'base':
			return all;
		case 'share':
			return share(counted, countedOf);
		case 'interval': {
			const { lower, upper } = intervalOf(counted, countedOf);
			return `${lower}% to ${upper}%`;
		}
		case 'whole':
			return `${counts} (${share(counted, countedOf)})`;
	}
}

function share(counted: number, of: number): string {
	return of === 0 ? '0%' : `${printedNumber(((counted / of) * 100).toFixed(6), 0)}%`;
}

function intervalOf(counted: number, of: number): { lower: string; upper: string } {
	const { lower, upper } = wilson(counted, of);
	return {
		lower: printedNumber((lower * 100).toFixed(6), 0),
		upper: printedNumber((upper * 100).toFixed(6), 0),
	};
}

export function sampleFact(item: Counted): Fact {
	const { current, source, illustrative } = item;
	const { title, counted, countedOf, unit, happenedOn, happenedUntil, reliability, enteredAt } = current;
	return {
		id: `evidence ${item.id}`,
		of: 'review',
		title,
		value: String(counted),
		unit: 'number',
		numerator: String(counted),
		denominator: String(countedOf),
		base: unit ?? 'records',
		definition: `${source.name}: ${title}`,
		window: {
			since: happenedOn,
			until: happenedUntil ?? happenedOn,
			inWords: spanInWords({ since: happenedOn, until: happenedUntil ?? happenedOn }),
		},
		computed: enteredAt,
		sample: true,
		...(reliability === 'force-reported' ? { forceReported: true } : {}),
		...(illustrative ? { illustrative: true } : {}),
	};
}
