import type { Framework, Scale } from '../frameworks/framework.ts';
import { quoted, type Reading } from './atlas.ts';
import type { Earlier } from './earlier.ts';

/** How a force has moved on a question since it was last judged, or why that cannot be said. */
export type Direction = (
	| { word: 'improved' | 'declined' | 'unchanged'; sentence: string }
	| { none: string }
) & {
	/** What is said rests on a judgment that was made up. */
	illustrative: boolean;
};

export function directionOf(now: Reading, earlier: Earlier, forceName: string): Direction {
	if (!now.component.graded) return none('It is not graded.', []);
	if (now.grade === null) return none(`No grade was given in ${now.cycle}.`, []);
	if (earlier.kind !== 'one') return none(lastInWords(earlier, now.framework), readingsOf(earlier));
	const before = earlier.reading;
	if (before.grade === null)
		return none(`No grade was given when it was last inspected, in ${before.cycle}.`, [before]);
	const moved = compare(now, before);
	if (moved === null) return none(differentScales(before), [before]);
	const then = `${quoted(before.grade.title)}, our judgment of ${forceName} in the ${before.inspection}`;
	return {
		...(moved === 0
			? { word: 'unchanged' as const, sentence: `This is unchanged from ${then}.` }
			: moved > 0
				? { word: 'improved' as const, sentence: `This is an improvement on ${then}.` }
				: { word: 'declined' as const, sentence: `This is a decline from ${then}.` }),
		illustrative: madeUp([now, before]),
	};
}

/**
 * Above 0 when the first is the better grade, 0 when both are the same; null where grades are not compared. Two scales of
 * one family must agree on the order of both grades, whichever of them is asked.
 */
export function compare(a: Reading, b: Reading): number | null {
	const scales = [a.framework.scale, b.framework.scale];
	const [one, other] = scales;
	if (one === undefined || other === undefined || one.family !== other.family) return null;
	if (a.grade === null || b.grade === null) return null;
	const { id } = a.grade;
	const { id: otherId } = b.grade;
	const answers = [one, other].map((scale) => order(scale, id, otherId)).filter((answer) => answer !== null);
	const [first] = answers;
	return first !== undefined && answers.every((answer) => answer === first) ? first : null;
}

/** 1 when the first stands nearer the top of the scale; null when the scale lacks one of them. */
function order(scale: Scale, a: string, b: string): number | null {
	const ranks = [a, b].map((grade) => scale.grades.findIndex(({ id }) => id === grade));
	const [first = -1, second = -1] = ranks;
	return first < 0 || second < 0 ? null : Math.sign(second - first);
}

/** Where there is no judgment to compare yet: the one that stood last is told beside the reason. */
export function withoutJudgment(because: string, framework: Framework, earlier: Earlier): Direction {
	return none(`${because} ${lastInWords(earlier, framework)}`, readingsOf(earlier));
}

export function none(text: string, readings: readonly Reading[]): Direction {
	return { none: text, illustrative: madeUp(readings) };
}

function madeUp(readings: readonly Reading[]): boolean {
	return readings.some(({ judgment }) => judgment.illustrative);
}

function readingsOf(earlier: Earlier): readonly Reading[] {
	return earlier.kind === 'none' ? [] : earlier.kind === 'one' ? [earlier.reading] : earlier.readings;
}

function lastInWords(earlier: Earlier, framework: Framework): string {
	if (earlier.kind === 'none') return 'No earlier judgment of it is on record.';
	if (earlier.kind === 'split') return severalDiffer(earlier.readings);
	const { grade, title, inspection, framework: then } = earlier.reading;
	if (grade === null) return `It was last inspected in the ${inspection}, and was given no grade.`;
	const scale = then.scale?.family === framework.scale?.family ? '' : ', on another scale';
	return `It was last judged ${quoted(title)}, in the ${inspection}${scale}.`;
}

/** Where several were judged differently, none of them is the one to compare with. */
export function severalDiffer(readings: readonly Reading[]): string {
	return `It goes on from several questions, which were judged differently: ${splitInWords(readings)}.`;
}

/** “Investigating crime” as “good” in 2017 and “Managing offenders” as “inadequate” in 2017. */
export function splitInWords(readings: readonly Reading[]): string {
	const parts = readings.map(
		({ component, title, cycle }) => `“${component.title}” as ${quoted(title)} in ${cycle}`,
	);
	return new Intl.ListFormat('en-GB').format(parts);
}

function differentScales(before: Reading): string {
	return `The earlier judgment, ${quoted(before.title)} in the ${before.inspection}, is on another scale, so the two are not compared.`;
}
