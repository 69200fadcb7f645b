import { cite } from '../../evidence/index.ts';
import { type Indicator, indicatorText } from '../../figures/index.ts';
import { groupsOn } from '../../programmes/index.ts';
import type { WordingRules } from '../../statistics/index.ts';
import type { Fact } from '../tree/fact.ts';
import { meanRule } from './checking.ts';
import { withOwnNumbers } from './findings.ts';
import type { Known } from './known.ts';
import type { Told } from './told.ts';

/**
 * The annex of data of a document, made of what it quotes and of nothing else: what each measure counts, where it comes
 * from, of when, how it is worked out and what has to be kept in mind; then samples, the group, and the rules of words.
 */
export async function aboutTheData(known: Known, told: Told): Promise<string> {
	const facts = [...told.facts.values()];
	const measures = await measuresOf(known, facts);
	const parts = [
		...(measures.length === 0 && told.samples.size === 0 ? [nothingQuoted] : [lead]),
		// One heading over them all: a table of contents that named each would be longer than some reports.
		...(measures.length === 0 ? [] : ['## What is measured']),
		...measures.map(measure),
		...samplesOf(told),
		...(await groupPart(known, facts)),
		...fromForces(told, facts),
		...wordsPart(told, await known.rules()),
		...illustrativePart(told),
	];
	return parts.join('\n\n');
}

const lead =
	'Everything below is about figures that stand in this document. For each measure it says what is counted, where the data come from and of when, how the figure is worked out, and what has to be kept in mind.';

const nothingQuoted = 'This document rests on what we saw, heard and read, and quotes no figures.';

type Measure = { indicator: Indicator; facts: readonly Fact[] };

async function measuresOf({ indicators }: Known, facts: readonly Fact[]): Promise<Measure[]> {
	const own = Map.groupBy(
		facts.filter(({ of }) => of === 'figure'),
		({ definition }) => definition ?? '',
	);
	const all = await indicators();
	return all
		.flatMap((indicator): Measure[] => {
			const quoted = own.get(indicatorText(indicator));
			return quoted === undefined ? [] : [{ indicator, facts: quoted }];
		})
		.toSorted(
			(a, b) =>
				a.indicator.theme.localeCompare(b.indicator.theme, 'en-GB') ||
				a.indicator.title.localeCompare(b.indicator.title, 'en-GB') ||
				a.indicator.version - b.indicator.version,
		);
}

function measure({ indicator, facts }: Measure): string {
	const { title, meaning, method, exclusions, sample, guideline } = indicator;
	const windows = unique(
		facts.toSorted((a, b) => latest(b) - latest(a)).flatMap(({ window }) => window?.inWords ?? []),
	);
	const sources = unique(facts.flatMap(({ vintage }) => vintage?.inWords ?? []));
	const lines = [
		...(windows.length === 0 ? [] : [`- Periods: ${some(windows)}.`]),
		...(sources.length === 0 ? [] : [`- Source: ${sources.join('; ')}.`]),
		`- How it is worked out: ${ways[method] ?? method}${sample ? ', on a sample' : ''} (${indicatorText(indicator)}).`,
		...(exclusions.length === 0 ? [] : [`- Left out: ${exclusions.join('; ')}.`]),
		...(guideline === undefined
			? []
			: [`- Guideline: ${guideline.value} (${guideline.source}). ${guideline.means}`]),
		...caveatsOn(indicator, facts).map((text) => `- ${text}`),
	];
	return ownNumbers(
		[`### ${title}`, meaning.trim(), lines.join('\n')].join('\n\n'),
		indicatorText(indicator),
	);
}

const ways: Readonly<Record<Indicator['method'], string>> = {
	wilson: 'counted, with a Wilson score interval',
	byar: 'counted, with an interval by Byar’s method',
	'published margin': 'as it was published, with the margin of the publisher',
	none: 'counted in full, without an interval',
};

function latest({ window }: Fact): number {
	return window === undefined ? 0 : window.until.year * 10_000 + window.until.month * 100 + window.until.day;
}

/** What is said of the areas and times that the document quotes. */
function caveatsOn({ caveats, breaks }: Indicator, facts: readonly Fact[]): string[] {
	const applying = caveats.filter(({ forces, since, until }) =>
		facts.some(({ area, window }) => {
			const code = area?.id.replace(/^group:/, '');
			const here = forces.length === 0 || (code !== undefined && forces.includes(code));
			if (!here || window === undefined) return here;
			const early = since !== undefined && Temporal.PlainDate.compare(window.until, since) < 0;
			const late = until !== undefined && Temporal.PlainDate.compare(until, window.since) < 0;
			return !early && !late;
		}),
	);
	const crossed = breaks.filter(({ at }) => {
		const before = facts.some(
			({ window }) => window !== undefined && Temporal.PlainDate.compare(window.since, at) < 0,
		);
		const after = facts.some(
			({ window }) => window !== undefined && Temporal.PlainDate.compare(at, window.until) <= 0,
		);
		return before && after;
	});
	return unique([
		...applying.map(({ text }) => text.trim()),
		...crossed.map(({ because }) => `The series breaks: ${because.trim()}`),
	]);
}

function samplesOf({ samples }: Told): string[] {
	if (samples.size === 0) return [];
	const lines = [...samples.values()]
		.toSorted((a, b) => a.number - b.number)
		.map((item) => {
			const name = item.current?.title ?? item.source.name;
			return `- ${name}: :sample[${cite(item)}]{show=whole}, interval :sample[${cite(item)}]{show=interval}.`;
		});
	return [
		'## Samples that we read',
		'A sample says something of all that it was drawn from, and no more than its interval allows. It was never the only basis for a judgment.',
		lines.join('\n'),
	];
}

async function groupPart({ tx, about, register }: Known, facts: readonly Fact[]): Promise<string[]> {
	const quoted = facts.flatMap(({ id, area }) => (area?.id.startsWith('group:') === true ? [id] : []));
	if (quoted.length === 0 || about.force === null) return [];
	const group = (await groupsOn(tx, [about.force], about.on)).get(about.force);
	const all = await register();
	if (group === undefined || group.members.length === 0) return [];
	const names = new Intl.ListFormat('en-GB').format(
		group.members.map((member) => all.nameOn(member, about.on)),
	);
	return [
		'## Most similar group',
		[
			`Forces are compared with those whose areas are most like theirs in what bears on crime. This group is ${names} (${group.source}).`,
			...(quoted.some((id) => !id.endsWith(meanRule))
				? [
						'Its figure is pooled: the cases of all its forces together for the people of all of them, the force itself among them.',
					]
				: []),
			...(quoted.some((id) => id.endsWith(meanRule))
				? [
						'Its figure is the mean of the rates of its forces, the force itself among them, each counting as much as any other.',
					]
				: []),
		].join(' '),
	];
}

/** What somebody told and nobody has confirmed. */
function fromForces({ findings }: Told, facts: readonly Fact[]): string[] {
	const reported =
		facts.some(({ forceReported }) => forceReported === true) ||
		[...findings.values()].some(({ citations }) =>
			citations.some(({ evidence }) => evidence.current?.reliability === 'force-reported'),
		);
	return reported
		? [
				'## What the force reported',
				'Some findings rest on figures that the force gave us and that we did not confirm. The text says so where it uses them.',
			]
		: [];
}

function wordsPart({ rules: used }: Told, rules: WordingRules): string[] {
	if (used.size === 0) return [];
	const { inLine, slight, confidence, version, notableRatio } = rules;
	const share = (value: number | undefined) => `${Math.round((value ?? 0) * 1000) / 10}%`;
	const text = [
		'Words such as “higher than” are chosen by rules, and are the same for everybody.',
		`Two full counts are broadly in line when they are at most ${share(inLine.relative)} of the comparator apart${inLine.points === undefined ? '' : `, and percentages at most ${inLine.points} percentage point${inLine.points === 1 ? '' : 's'}`}; up to ${share(slight.relative)} they differ slightly.`,
		`“Notably” needs an outlier that is at least ${notableRatio} times as high or as low.`,
		`Where a figure comes from a sample, the word rests on whether the ${share(confidence)} interval of the difference leaves out zero.`,
		`These are the rules ${version}.`,
	];
	return ['## How words are chosen', ownNumbers(text.join(' '), `wording ${version}`)];
}

function illustrativePart(told: Told): string[] {
	if (!told.quoted.some(({ illustrative }) => illustrative)) return [];
	return [
		'## Illustrative data',
		'Some of what this document quotes was made up to show how the system works. It is no fact about any force.',
	];
}

/** Numbers in a definition follow the definition. */
function ownNumbers(text: string, definition: string): string {
	return withOwnNumbers(text, `"${definition}"`);
}

function unique(words: readonly string[]): string[] {
	return [...new Set(words)];
}

/** Of a long series the newest and the first are said. */
function some(windows: readonly string[]): string {
	const [first, last] = [windows[0], windows.at(-1)];
	return windows.length <= 6
		? windows.join('; ')
		: `${first} and ${windows.length - 1} earlier, back to ${last}`;
}
