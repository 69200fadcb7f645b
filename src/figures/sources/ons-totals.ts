import { isForce } from './areas.ts';
import type { Gathered, TidyRow } from './gather.ts';
import { withTransport } from './published-area.ts';
import { otherAreas } from './source.ts';

/** Counts whose total is the sum of its parts. */
const summed = new Set(['offences', 'knife-offences', 'asb-incidents']);

/**
 * Adds up the forces and compares: whether a total for England and Wales holds British Transport Police is told by the
 * numbers, where they can tell. A total that is neither sum is kept as it was published, and said.
 */
export function checkTotals(into: Gathered): void {
	const groups = Map.groupBy(
		[...into.rows.values()].filter(({ measure }) => summed.has(measure)),
		({ measure, since, until, of }) => JSON.stringify([measure, String(since), String(until), of]),
	);
	for (const rows of groups.values()) checkTotal(into, rows);
}

function checkTotal(into: Gathered, rows: readonly TidyRow[]): void {
	const total = rows.find(({ area }) => area === withTransport);
	const beside = rows.some(({ area }) => area === otherAreas['England and Wales']);
	if (total?.value === null || total === undefined) return;
	const parts = rows.filter(({ area }) => isForce(area));
	const missing = parts.filter(({ value }) => value === null);
	const forces = parts.reduce((sum, { value }) => sum + Number(value ?? 0), 0);
	const transport = rows.find(({ area }) => area === otherAreas['British Transport Police'])?.value ?? null;
	const published = Number(total.value);
	const facts = {
		place: total.where,
		measure: [total.measure, ...Object.values(total.of ?? {})].join(', '),
		total: total.value,
		forces: String(forces),
		'British Transport Police': transport ?? 'not available',
	};
	if (transport !== null && published === forces + Number(transport))
		into.decide(
			'kept',
			'The total for England and Wales holds British Transport Police: it is kept apart',
			facts,
		);
	else if (published === forces && !beside) {
		into.decide('corrected', 'The total for England and Wales is the sum of the forces alone', facts);
		into.move(total, otherAreas['England and Wales']);
	} else
		into.decide(
			'kept',
			'The total for England and Wales is not the sum of its parts: it is kept as published',
			{
				...facts,
				...(missing.length === 0 ? {} : { missing: missing.map(({ published: name }) => name).join(', ') }),
			},
		);
}
