import { zone } from '../../foundation/index.ts';
import { allFrameworks } from '../frameworks/framework.store.ts';
import type { Framework } from '../frameworks/framework.ts';
import { type Atlas, atlasOf, keyOf, placeOf, quoted, type Reading } from '../history/atlas.ts';
import { lineageOf, Past } from '../history/earlier.ts';
import { judgmentsOf } from '../history/judgment.store.ts';
import type { Judgment } from '../history/judgment.ts';
import { inOrder } from './scoping.ts';
import type { Signal, SignalSource } from './signal.ts';

/** From this age on a judgment, however good, speaks for looking again. */
const oldFrom = 3;

/** What this room itself knows of each question: the last judgment, its age, and how often it was carried over. */
export const historySignals: SignalSource = async (tx, inspection, framework) => {
	const judgments = await judgmentsOf(tx, [inspection.force.id]);
	const before = inspection.fieldworkSince;
	const known = before === null ? judgments : judgments.filter((judgment) => isBefore(judgment, before));
	return signalsFromHistory({
		framework,
		frameworks: await allFrameworks(tx),
		judgments: known,
		fieldwork: before,
		href: `/forces/${inspection.force.slug}/judgments`,
	});
};

function isBefore({ publishedAt }: Judgment, day: Temporal.PlainDate): boolean {
	const published = publishedAt.toZonedDateTimeISO(zone).toPlainDate();
	return Temporal.PlainDate.compare(published, day) < 0;
}

export function signalsFromHistory(known: {
	framework: Framework;
	/** Those that the judgments were made under, and that its questions go on from. */
	frameworks: readonly Framework[];
	/** Of one force, as they were before fieldwork. */
	judgments: readonly Judgment[];
	/** Its first day, where it is set. */
	fieldwork: Temporal.PlainDate | null;
	href?: string;
}): Signal[] {
	const { framework, judgments, fieldwork } = known;
	const others = known.frameworks.filter(
		({ id, version }) => id !== framework.id || version !== framework.version,
	);
	const atlas = atlasOf([...others, framework]);
	const past = new Past(atlas, judgments);
	return inOrder(framework).flatMap(({ question: { id: component } }) => {
		const more = known.href === undefined ? {} : { href: known.href };
		const earlier = past.earlier(framework, component);
		if (earlier.kind === 'none') {
			return [{ component, speaks: 'for' as const, text: 'Never inspected, as far as is on record.' }];
		}
		const readings = earlier.kind === 'one' ? [earlier.reading] : earlier.readings;
		const last = readings.map((reading) => ({
			component,
			speaks: speaks(reading, fieldwork),
			text: lastJudged(reading, earlier.kind === 'split', fieldwork),
			...more,
		}));
		const rounds = carriedOverIn(atlas, framework, component, judgments);
		if (rounds.length < 2) return last;
		const text = `Carried over ${times(rounds.length)}: it was not inspected in ${listed(rounds)}.`;
		return [...last, { component, speaks: 'for' as const, text, ...more }];
	});
}

/** A good grade that is young speaks against; everything else for. */
function speaks(reading: Reading, fieldwork: Temporal.PlainDate | null): Signal['speaks'] {
	if (reading.grade === null || !reading.grade.positive) return 'for';
	return (ageOf(reading, fieldwork) ?? 0) >= oldFrom ? 'for' : 'against';
}

/** "Last judged “good” in 2016, three years before fieldwork." */
function lastJudged(reading: Reading, several: boolean, fieldwork: Temporal.PlainDate | null): string {
	const { grade, cycle, component, judgment } = reading;
	const what = grade === null ? 'Last inspected without a grade' : `Last judged ${quoted(grade.title)}`;
	const which = several ? `, as “${component.title}”,` : '';
	const age = ageOf(reading, fieldwork);
	const when = age === null || age < 1 ? '' : `, ${inYears(age)} before fieldwork`;
	return `${what}${which} in ${cycle}${when}${judgment.illustrative ? ' (illustrative)' : ''}.`;
}

/**
 * Whole years from the year of a judgment to that of fieldwork. Where a round went over more than one year, the year is
 * that in which the judgment was published.
 */
function ageOf({ cycle, judgment }: Reading, fieldwork: Temporal.PlainDate | null): number | null {
	if (fieldwork === null) return null;
	const year = /^\d{4}$/.test(cycle) ? Number(cycle) : judgment.publishedAt.toZonedDateTimeISO(zone).year;
	return fieldwork.year - year;
}

/** The rounds since its last judgment in which this force was judged and this question, which was there, was not. */
function carriedOverIn(
	atlas: Atlas,
	framework: Framework,
	component: string,
	judgments: readonly Judgment[],
): string[] {
	const line = lineageOf(atlas, framework, component);
	const ofLine = new Set(line.map(keyOf));
	const lastOf = new Map<string, { at: Temporal.Instant; cycle: string }>();
	let judged: Temporal.Instant | null = null;
	for (const judgment of judgments) {
		const { publishedAt: at } = judgment;
		if (ofLine.has(keyOf(placeOf(atlas, judgment))) && (judged === null || isLater(at, judged))) judged = at;
		const known = lastOf.get(judgment.framework);
		if (known === undefined || isLater(at, known.at)) {
			lastOf.set(judgment.framework, { at, cycle: atlas.version(judgment).cycle });
		}
	}
	const rounds = new Set(line.map((place) => place.framework));
	const isJudged = (round: string) =>
		judgments.some((judgment) => judgment.framework === round && ofLine.has(keyOf(placeOf(atlas, judgment))));
	return [...lastOf]
		.filter(
			([round, { at }]) => rounds.has(round) && !isJudged(round) && judged !== null && isLater(at, judged),
		)
		.sort(([, a], [, b]) => Temporal.Instant.compare(a.at, b.at))
		.map(([, { cycle }]) => cycle);
}

function isLater(a: Temporal.Instant, b: Temporal.Instant): boolean {
	return Temporal.Instant.compare(a, b) > 0;
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function inYears(count: number): string {
	return count === 1 ? 'one year' : `${numbers[count] ?? count} years`;
}

function times(count: number): string {
	return count === 2 ? 'twice' : `${numbers[count] ?? count} times`;
}

function listed(parts: readonly string[]): string {
	return new Intl.ListFormat('en-GB').format(parts);
}
