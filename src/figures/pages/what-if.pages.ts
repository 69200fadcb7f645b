import { z } from 'zod';
import { get, type Route, view } from '../../foundation/index.ts';
import { listForces } from '../../programmes/index.ts';
import { areaNames } from '../comparison/areas.ts';
import { inOrder, over, times } from '../comparison/decimal.ts';
import { newestPeriods } from '../comparison/newest.store.ts';
import { inWords } from '../comparison/period.ts';
import { printedNumber } from '../comparison/print.ts';
import { type WhatIf, whatIfOf, whatIfPrinted } from '../comparison/what-if.ts';
import { figuresOf } from '../engine/figure.store.ts';
import { listIndicators } from '../indicators/indicator.store.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { areaOf } from './force.pages.ts';

const typed = z.string().trim().max(20).default('');
const query = z.object({
	indicator: z.string().max(200).default(''),
	area: z.string().max(100).default('EW'),
	share: typed,
	undecided: typed,
});

/** A share under each outcome of the cases that are undecided, and under each denominator. */
export function whatIfPage(): Route {
	return get({
		url: '/figures/what-if',
		opens: 'account',
		permit: figurePolicy.can.read,
		query,
		async handle({ tx, query }) {
			const indicators = (await listIndicators(tx)).filter(({ undecided }) => undecided !== undefined);
			const indicator = indicators.find(({ id }) => id === query.indicator) ?? indicators[0];
			const register = await listForces(tx);
			const nameOf = areaNames(register);
			const key = indicator === undefined ? null : { indicator: indicator.id, version: indicator.version };
			const newest = (await newestPeriods(tx, { area: query.area })).find(
				(one) => one.indicator === key?.indicator && one.version === key.version,
			);
			const [figure] = newest === undefined ? [] : await figuresOf(tx, { at: [newest], areas: [query.area] });
			const found =
				indicator === undefined || figure === undefined
					? null
					: whatIfOf(indicator, figure, { outcome: `“${indicator.title}”`, cases: 'cases' });
			return view('figures/what-if.njk', {
				indicators: indicators.map(({ id, title }) => ({ value: id, text: title })),
				areas: [
					{ value: 'EW', text: 'England and Wales' },
					...register.flatMap((force) => {
						const area = areaOf(force);
						return area === null ? [] : [{ value: area, text: force.name }];
					}),
				],
				filter: { values: { ...query, indicator: indicator?.id ?? '' }, errors: {} },
				name: nameOf(query.area),
				of: indicator === undefined ? null : { title: indicator.title, id: indicator.id },
				period: figure === undefined ? null : inWords(figure),
				illustrative: figure?.illustrative ?? false,
				refused:
					found === null
						? `There is no figure for ${nameOf(query.area)}.`
						: 'none' in found
							? found.none
							: null,
				found: found === null || 'none' in found ? [] : [found.stated, found.other].map(inPrint),
				printed: printedReadings(query),
			});
		},
	});
}

function inPrint({ of, now, ifNone, ifAsTheOthers, ifAll, sentence }: WhatIf) {
	return { sentence, cells: [of, ...[now, ifNone, ifAsTheOthers, ifAll].map(percent)] };
}

function percent(share: string): string {
	return `${printedNumber(times(share, '100'), 1)}%`;
}

/** What was typed as a percentage, as a share. */
function shareOf(text: string): string | null {
	const number = text.replace(/%$/, '').trim();
	if (!/^\d{1,3}(?:\.\d{1,6})?$/.test(number) || inOrder(number, '100') > 0) return null;
	return over(number, '100');
}

function printedReadings({ share, undecided }: { share: string; undecided: string }) {
	if (share === '' && undecided === '') return null;
	const [one, other] = [shareOf(share), shareOf(undecided)];
	if (one === null || other === null)
		return { problem: 'Enter both as percentages between 0 and 100, such as 19 and 12.', readings: [] };
	const found = whatIfPrinted({ share: one, undecided: other });
	if ('none' in found) return { problem: found.none, readings: [] };
	return { problem: null, readings: [found.ofAll, found.ofDecided].map(inPrint) };
}
