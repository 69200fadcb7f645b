import { decimalOf } from '../tables/decimal.ts';
import { key } from '../tables/label.ts';
import { unknownArea } from './areas.ts';
import type { Gathered, TidyRow } from './gather.ts';
import type { AreaFinder, Marker } from './source.ts';

/** Adds rows of local authorities up to the forces that serve them, by the register, on the last day of each period. */
export function addUp(into: Gathered, areas: AreaFinder): void {
	const known = areas.authorities ?? [];
	const byName = new Map(known.flatMap((one) => [[one.code, one] as const, [key(one.name), one] as const]));
	const sums = new Map<string, TidyRow[]>();
	const unknown = new Set<string>();
	for (const row of into.take()) {
		const authority = byName.get(row.area.trim()) ?? byName.get(key(row.published));
		if (authority === undefined) {
			if (!unknown.has(row.published)) unknownAuthority(into, areas, row);
			unknown.add(row.published);
			continue;
		}
		const force = servedOn(known, authority.code, row.until);
		if (force === null) {
			into.decide(
				'dropped',
				'No force of the register serves this local authority on the last day of the period',
				{ authority: row.published, place: row.where },
			);
			continue;
		}
		const name = JSON.stringify([force, row.measure, String(row.since), String(row.until), row.of]);
		sums.set(name, [...(sums.get(name) ?? []), { ...row, area: force }]);
	}
	for (const rows of sums.values()) putSum(into, areas, rows);
}

function putSum(into: Gathered, areas: AreaFinder, rows: readonly TidyRow[]): void {
	const [first] = rows;
	if (first === undefined) return;
	const known = areas.authorities ?? [];
	const expected = known.filter((one) => one.area === first.area && isOn(one, first.until));
	const there = new Set(rows.map(({ published }) => key(published)));
	const missing = expected.filter((one) => !there.has(key(one.name)) && !there.has(key(one.code)));
	const numbers = rows.filter(({ value }) => value !== null);
	const incomplete = missing.length > 0 || numbers.length < rows.length;
	const area = areas.all.find(({ code }) => code === first.area)?.name ?? first.area;
	into.decide(
		'merged',
		'Local authorities were added up to the force that serves them',
		{ force: area, measure: first.measure, period: String(first.until), authorities: String(rows.length) },
		rows.length,
	);
	const marker: Marker | null =
		numbers.length === 0
			? 'not available'
			: incomplete
				? 'incomplete'
				: (rows.find((one) => one.marker !== null)?.marker ?? null);
	if (incomplete)
		into.decide('marked', 'A local authority is missing from the sum of its force', {
			force: area,
			period: String(first.until),
			missing: [
				...missing.map(({ name }) => name),
				...rows.filter(({ value }) => value === null).map(({ published }) => published),
			].join(', '),
		});
	into.put({
		...first,
		published: area,
		value: numbers.length === 0 ? null : sumOf(numbers.map(({ value }) => value ?? '0')),
		marker,
		illustrative: rows.some(({ illustrative }) => illustrative === true),
	});
}

/** Exactly: in ten-thousandths. */
function sumOf(values: readonly string[]): string {
	const sum = values.reduce((total, value) => total + BigInt(decimalOf(value, 4)?.value ?? '0'), 0n);
	return decimalOf(String(sum), -4)?.value ?? '0';
}

type Authority = NonNullable<AreaFinder['authorities']>[number];

const isOn = ({ since, until }: Authority, day: Temporal.PlainDate) =>
	(since === null || Temporal.PlainDate.compare(since, day) <= 0) &&
	(until === null || Temporal.PlainDate.compare(until, day) >= 0);

const servedOn = (known: readonly Authority[], code: string, day: Temporal.PlainDate) =>
	known.find((one) => one.code === code && isOn(one, day))?.area ?? null;

function unknownAuthority(into: Gathered, areas: AreaFinder, row: TidyRow): void {
	// Totals of countries, regions and counties stand in such tables beside the authorities that they are made of.
	if (
		/^[EWKJ](92|12|10|11|13|04)\d{6}$/.test(row.area) ||
		/^(england|wales|england and wales|united kingdom|great britain|scotland|northern ireland)$/.test(
			key(row.published),
		)
	)
		into.decide('dropped', 'A total of authorities, which are added up anew', {
			area: row.published,
			place: row.where,
		});
	else
		into.fault(
			row.file,
			row.where,
			(areas.authorities ?? []).length === 0
				? 'The register has no local authorities. Import them first, with the forces that serve them.'
				: unknownArea(areas, row.published).replace('any force', 'any local authority'),
		);
}
