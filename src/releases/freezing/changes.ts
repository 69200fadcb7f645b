import { allIndicators, printed, spanInWords } from '../../figures/index.ts';
import type { Tx } from '../../foundation/index.ts';
import { inMeanings } from './changes.meanings.ts';
import { rowChanges } from './changes.rows.ts';
import { changedFigures, documentsIn, wordsIn } from './changes.store.ts';
import { plain, textChanges } from './changes.text.ts';
import type { Difference } from './edition.ts';

/** What differs between two editions of a release, in words for everybody. */
export async function changesSince(tx: Tx, before: string, after: string): Promise<Difference[]> {
	return [
		...(await inDocuments(tx, before, after)),
		...(await inFigures(tx, before, after)),
		...(await rowChanges(tx, before, after)),
		...(await inMeanings(tx, before, after)),
	];
}

async function inDocuments(tx: Tx, before: string, after: string): Promise<Difference[]> {
	const [were, are] = [await documentsIn(tx, before), await documentsIn(tx, after)];
	const changes: Difference[] = [];
	for (const is of are) {
		const was = were.find(({ slug }) => slug === is.slug);
		if (was === undefined) changes.push(plain(`${is.name} (added)`));
		else if (was.words !== is.words)
			changes.push(...textChanges(is.name, await wordsIn(tx, was.id), await wordsIn(tx, is.id)));
		else if (was.html !== is.html) changes.push(plain(`What the charts and tables of ${is.name} show`));
	}
	for (const was of were)
		if (!are.some(({ slug }) => slug === was.slug)) changes.push(plain(`${was.name} (taken out)`));
	return changes;
}

/** So many figures are named one by one. */
const mostFigures = 40;

async function inFigures(tx: Tx, before: string, after: string): Promise<Difference[]> {
	const changed = await changedFigures(tx, before, after);
	const indicators = await allIndicators(tx);
	const of = ({ indicator, version }: { indicator: string; version: number }) =>
		indicators.find((one) => one.id === indicator && one.version === version);
	const named = changed.slice(0, mostFigures).map((one): Difference => {
		const indicator = of(one);
		const said = (value: string | null, markers: readonly string[] | null) =>
			markers === null
				? null
				: value === null
					? (markers[0] ?? 'not available')
					: indicator === undefined
						? value
						: printed(indicator, value);
		const parts = Object.values(one.breakdown);
		const what = [
			`“${indicator?.title ?? one.indicator}”`,
			one.areaName,
			spanInWords({ since: one.since, until: one.until }),
			...parts,
		].join(', ');
		return { what, was: said(one.was, one.wasMarkers), becomes: said(one.becomes, one.becomesMarkers) };
	});
	const rest = Map.groupBy(changed.slice(mostFigures), ({ indicator }) => indicator);
	return [
		...named,
		...[...rest.values()].map((own): Difference => {
			const title = own[0] === undefined ? '' : (of(own[0])?.title ?? own[0].indicator);
			return plain(`“${title}”: ${own.length} more ${own.length === 1 ? 'figure' : 'figures'}`);
		}),
	];
}
