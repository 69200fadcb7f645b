import { z } from 'zod';
import type { Duck } from '../tables/duck.ts';
import { belongings } from './areas.ts';
import { basisHash, idsOf } from './basis.ts';
import { addUp } from './compute.ts';
import type { Defined } from './defined.ts';
import { decimal } from './exact.ts';
import { type Figure, figureId } from './figure.ts';
import { finish } from './finish.ts';
import type { EngineSnapshot, Inputs } from './inputs.ts';
import type { Register } from './register.ts';
import { type Ends, openSession } from './session.ts';
import type { Sums } from './sums.ts';
import { suppressed, withoutSmall } from './without-small.ts';

/*
 * Where counts of people who could be known are not shown, the rows that they are counted from are not given either: what
 * is kept is what was added up for each area, window and part, without the sums that nobody is shown.
 */

const number = z.string().regex(/^-?\d+(?:\.\d{1,4})?$/);

export const sumShape = z.strictObject({
	area: z.string(),
	since: z.iso.date(),
	until: z.iso.date(),
	/** The breakdown and its part; null for the whole. */
	breakdown: z.string().nullable(),
	part: z.string(),
	/** Null where nothing was added up, or where it is not shown. */
	numerator: number.nullable(),
	denominator: number.nullable(),
	hidden: z.boolean(),
	/** How many forces it is of, and how many of those had what it takes. */
	of: z.int(),
	there: z.int(),
	begun: z.boolean(),
	signs: z.int(),
	illustrative: z.boolean(),
	missing: z.array(z.string()),
	snapshots: z.array(z.string()),
	numeratorSnapshots: z.array(z.string()),
	denominatorSnapshots: z.array(z.string()),
});
export type KeptSum = z.output<typeof sumShape>;

/** What was added up, for the windows that are asked for, without what is not shown. */
export async function sumsWithoutSmall(
	duck: Duck,
	defined: Defined,
	inputs: Inputs,
	{ ends, areas }: { ends: Ends; areas: ReadonlySet<string> },
): Promise<KeptSum[]> {
	const { indicator } = defined;
	return duck.use(async (connection) => {
		const session = await openSession(connection, inputs);
		const added = await addUp(session, defined, { ends });
		if (added === null) return [];
		const { periods } = added;
		const sums = added.sums();
		const figures = await finish({ ...added, sums, defined, areas: session.areas });
		const shown = new Map(
			withoutSmall(figures, indicator, inputs).map((figure) => [figureId(figure), figure] as const),
		);
		return sums.flatMap((row): KeptSum[] => {
			const period = periods[row.p];
			const area = session.areas[row.area];
			if (period === undefined || area === undefined || !areas.has(area)) return [];
			const breakdown = indicator.breakdowns[row.dim] ?? null;
			const id = figureId({
				indicator: indicator.id,
				version: indicator.version,
				area,
				...period,
				breakdown: breakdown === null ? {} : { [breakdown]: row.part },
			});
			const figure = shown.get(id);
			const hidden = row.numerator !== null && figure?.numerator === null;
			const under = added.basis(row.p, row.area);
			return [
				{
					area,
					since: period.since.toString(),
					until: period.until.toString(),
					breakdown,
					part: row.part,
					numerator: hidden || row.numerator === null ? null : decimal(row.numerator),
					denominator: row.denominator === null ? null : decimal(row.denominator),
					hidden,
					of: row.of,
					there: row.there,
					begun: row.begun,
					signs: row.signs,
					illustrative: row.illustrative,
					missing: [...row.missing],
					snapshots: [...under.snapshots],
					numeratorSnapshots: [...under.numeratorSnapshots],
					denominatorSnapshots: [...under.denominatorSnapshots],
				},
			];
		});
	});
}

/** The figures of what was added up. */
export async function figuresFromSums(
	defined: Defined,
	kept: readonly KeptSum[],
	register: Register,
	snapshots: readonly EngineSnapshot[],
): Promise<Figure[]> {
	const { indicator, hash } = defined;
	const areas = [...new Set(kept.map(({ area }) => area))];
	const areaNumber = new Map(areas.map((area, i) => [area, i]));
	const spans = [...new Set(kept.map(({ since, until }) => `${since} ${until}`))];
	const spanNumber = new Map(spans.map((span, i) => [span, i]));
	const byId = new Map(snapshots.map((one) => [one.id, one]));
	const under = new Map(
		kept.map((one) => [placeOf(spanNumber.get(`${one.since} ${one.until}`), areaNumber.get(one.area)), one]),
	);
	const periods = spans.map((span) => {
		const [since = '', until = ''] = span.split(' ');
		return { since: Temporal.PlainDate.from(since), until: Temporal.PlainDate.from(until) };
	});
	const members = Map.groupBy(
		belongings({ ...register, snapshots: new Map() }, indicator.totals),
		({ area }) => area,
	);
	const sums = kept.map(
		(one): Sums => ({
			p: spanNumber.get(`${one.since} ${one.until}`) ?? -1,
			area: areaNumber.get(one.area) ?? -1,
			dim: one.breakdown === null ? -1 : indicator.breakdowns.indexOf(one.breakdown),
			part: one.part,
			of: one.of,
			there: one.there,
			begun: one.begun,
			// What is not shown has a value or none by what it is divided by, whatever it is.
			numerator: one.hidden ? 0n : unitsOf(one.numerator),
			denominator: unitsOf(one.denominator),
			undecided: null,
			signs: one.signs,
			illustrative: one.illustrative,
			missing: one.missing,
			leftOut: [],
		}),
	);
	const figures = await finish({
		defined,
		periods,
		areas,
		sums,
		published: [],
		worth: null,
		basis(p, area) {
			const row = under.get(placeOf(p, area));
			const period = periods[p];
			const used = (row?.snapshots ?? []).flatMap((id) => byId.get(id) ?? []);
			const codes = (members.get(areas[area] ?? '') ?? [])
				.filter(
					({ since, until }) =>
						period !== undefined &&
						(since === null || Temporal.PlainDate.compare(since, period.until) <= 0) &&
						(until === null || Temporal.PlainDate.compare(until, period.until) >= 0),
				)
				.map(({ force }) => force)
				.toSorted();
			return {
				snapshots: idsOf(used),
				numeratorSnapshots: row?.numeratorSnapshots ?? [],
				denominatorSnapshots: row?.denominatorSnapshots ?? [],
				hash: basisHash(hash, used, codes),
			};
		},
	});
	return figures.map((figure, index) =>
		kept[index]?.hidden === true ? suppressed(figure, indicator) : figure,
	);
}

function placeOf(p: number | undefined, area: number | undefined): string {
	return `${p} ${area}`;
}

/** Ten-thousandths. */
function unitsOf(text: string | null): bigint | null {
	if (text === null) return null;
	const [whole = '0', part = ''] = text.replace('-', '').split('.');
	const size = BigInt(whole + part.padEnd(4, '0'));
	return text.startsWith('-') ? -size : size;
}
