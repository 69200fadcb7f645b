import type { ChangeBeside } from '../comparison/change.ts';
import type { Beside, Comparison } from '../comparison/compared.ts';
import type { Worded } from '../comparison/measured.ts';
import { inWords } from '../comparison/period.ts';
import { said } from './markers.ts';

/** A theme of a force's figures: a table, and behind it the rule and the caveats of each row. */
export function themesOf(comparisons: readonly Comparison[], hrefOf: (comparison: Comparison) => string) {
	return [...Map.groupBy(comparisons, ({ indicator }) => indicator.theme)].map(([title, all]) => ({
		title,
		rows: all.map((one) => ({
			name: { text: titleOf(one), href: hrefOf(one) },
			period: inWords({ since: one.figure?.since ?? one.until, until: one.until }),
			figure: one.printed,
			nation: besideOf(one.nation),
			group: besideOf(one.group.chosen),
			change: changeOf(one.changes),
			rank: one.rank === null ? null : `${one.rank.place} of ${one.rank.of}`,
			notes: one.figure === null ? '' : said(one.figure, () => 'some areas'),
			illustrative: one.illustrative,
		})),
		rules: all.map((one) => ({
			title: titleOf(one),
			unit: one.indicator.unit,
			lines: rulesOf(one),
			caveats: [
				...one.breaks.map(({ because }) => `The series breaks: ${because}`),
				...one.caveats.map(({ text }) => text),
			],
		})),
	}));
}

function titleOf({ indicator: { title, version, forecast } }: Comparison): string {
	return forecast === undefined ? title : `${title}, version ${version}`;
}

function besideOf(beside: Beside | null) {
	if (beside === null) return null;
	return { printed: beside.printed, word: beside.word.word };
}

/** Of the value itself, over one year. */
function changeOf(changes: readonly ChangeBeside[]): string | null {
	return changes.find(({ years, of }) => years === 1 && of === 'value')?.area.printed ?? null;
}

/** What each word rests on, or why there is none. */
function rulesOf({ unfit, nation, group, rank, guideline, changes, againstOthers }: Comparison): string[] {
	const year = changes.find(({ years, of }) => years === 1 && of === 'value');
	return [
		...(unfit === null ? [] : [unfit]),
		...(nation === null ? [] : [`${nation.name}: ${wordInFull(nation.word)} ${nation.note}`]),
		...(group.chosen === null
			? ['none' in group.members ? group.members.none : '']
			: [`Most similar group: ${wordInFull(group.chosen.word)} ${group.chosen.note}`]),
		...(year === undefined ? [] : [`Change over one year: ${wordInFull(year.area.word)}`]),
		...(rank === null ? [] : [rank.sentence]),
		...(guideline === null ? [] : [guideline.sentence]),
		...('funnel' in againstOthers ? [againstOthers.sentence] : []),
	].filter((text) => text !== '');
}

function wordInFull(worded: Worded<string>): string {
	if (worded.word === null) return worded.because;
	return `${worded.sentence} (${worded.rule}).${worded.notes.map((note) => ` ${note}`).join('')}`;
}
