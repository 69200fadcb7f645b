import type { Framework } from '../frameworks/framework.ts';
import { quoted, type Reading, scaleInWords } from './atlas.ts';
import { splitInWords } from './direction.ts';
import type { Earlier } from './earlier.ts';

/** What is printed where something was not inspected, and what a reader has to be warned of. */
export type CarryOver = { sentence: string; warning: string | null };

/**
 * Year, grade and source are read from one record, so that no sentence can contradict the row beside it, or itself.
 * `what` is "question" or "pillar".
 */
export function carryOver(framework: Framework, what: string, earlier: Earlier): CarryOver {
	const start = `This ${what} was not inspected in ${framework.cycle}`;
	if (earlier.kind === 'none') {
		return { sentence: `${start}, and no earlier judgment of it is on record.`, warning: null };
	}
	if (earlier.kind === 'split') {
		return {
			sentence: `${start}. It goes on from several, which were judged differently: ${splitInWords(earlier.readings)}. No single judgment can be carried over.`,
			warning: null,
		};
	}
	const { reading } = earlier;
	const judgment =
		reading.grade === null
			? `It was last inspected in the ${reading.inspection}, and was given no grade.`
			: `Our judgment of ${quoted(reading.title)} from the ${reading.inspection} is carried over.`;
	return { sentence: `${start}. ${judgment}`, warning: warningOf(framework, reading) };
}

function warningOf(
	framework: Framework,
	{ framework: then, grade, title, inspection }: Reading,
): string | null {
	if (grade === null || then.scale?.family === framework.scale?.family) return null;
	const here =
		framework.scale === undefined
			? 'which does not grade'
			: `which has other grades (${scaleInWords(framework)})`;
	return `${title} is a grade of the ${inspection} (${scaleInWords(then)}). It is not comparable with this framework, ${here}.`;
}

/** The sentences for all that is carried over, counted by the years of the records themselves. */
export function carriedOverTogether(
	framework: Framework,
	rows: readonly { kind: string; inspected: boolean | null; carries: Reading | null }[],
): string | null {
	const questions = rows.filter(({ kind }) => kind === 'question');
	const left = questions.filter(({ inspected }) => inspected === false);
	if (left.length === 0) return null;
	const [without, carried] = [left.filter(isNone), left.flatMap(({ carries }) => carries ?? [])];
	const years = [...Map.groupBy(carried, ({ cycle }) => cycle)]
		.sort(([a], [b]) => b.localeCompare(a, 'en-GB'))
		.map(([cycle, of]) => `${of.length} from ${cycle}`);
	const none = `${without.length} ${without.length === 1 ? 'has' : 'have'} no single earlier judgment`;
	return [
		`${left.length} of the ${questions.length} questions ${left.length === 1 ? 'was' : 'were'} not inspected in ${framework.cycle}.`,
		...(years.length > 0 ? [`Judgments carried over: ${listed(years)}.`] : []),
		...(without.length > 0 ? [`Of those not inspected, ${none}.`] : []),
	].join(' ');
}

const isNone = ({ carries }: { carries: Reading | null }) => carries === null;

function listed(parts: readonly string[]): string {
	return new Intl.ListFormat('en-GB').format(parts);
}
