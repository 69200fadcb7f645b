import { z } from 'zod';
import {
	type EngineSnapshot,
	type Indicator,
	indicatorShape,
	markers,
	type Register,
	registerShape,
} from '../../figures/index.ts';

/*
 * The rows that figures are computed from and compared with, read from what anyone may have written: their shape is
 * checked before anything is done with them.
 */

const day = z.iso.date();
const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const hash = z.string().regex(/^\\x[0-9a-f]{64}$/);

const figure = z.strictObject({
	indicator: z.string(),
	version: z.int(),
	area: z.string(),
	area_name: z.string(),
	period_since: day,
	period_until: day,
	breakdown: z.record(z.string(), z.string()),
	value: decimal.nullable(),
	lower: decimal.nullable(),
	upper: decimal.nullable(),
	numerator: decimal.nullable(),
	denominator: decimal.nullable(),
	markers: z.array(z.enum(markers)),
	method: z.string(),
	snapshots: z.array(z.string()),
	hash,
	illustrative: z.boolean(),
});

const indicator = z.strictObject({
	indicator: z.string().regex(/^[a-z0-9-]+$/),
	version: z.int().positive(),
	title: z.string(),
	content: indicatorShape,
	text: z.string(),
	hash,
	gathered: z.boolean(),
});

const snapshot = z.strictObject({
	snapshot_id: z.uuid(),
	source: z.string().regex(/^[a-z0-9-]+$/),
	position: z.int().positive(),
	release: z.string(),
	published_on: day.nullable(),
	period_since: day,
	period_until: day,
	files: z.array(z.unknown()),
	parquet: z.string().regex(/^[0-9a-f]{64}$/),
	licence: z.string(),
	illustrative: z.boolean(),
});

const shape = z.object({
	figure: z.array(figure),
	indicator: z.array(indicator),
	snapshot: z.array(snapshot),
});
export type FigureRows = z.output<typeof shape>;
export type StoredFigure = FigureRows['figure'][number];

export function figureRowsIn(rows: unknown): FigureRows {
	return shape.parse(rows);
}

/** An indicator as the engine takes it, with the areas and windows that are asked for. */
export type Asked = {
	indicator: Indicator;
	hash: string;
	areas: ReadonlySet<string>;
	ends: (until: Temporal.PlainDate) => boolean;
};

export type Grounds = {
	register: Register;
	defined: readonly Asked[];
	/** By source, the newest first. Where they lie, and what columns they have, whoever opens them knows. */
	snapshots: ReadonlyMap<string, readonly Pick<EngineSnapshot, 'id' | 'parquet'>[]>;
};

/** What figures are computed from, beside numbers. */
export function groundsIn(
	{ register }: { register: unknown },
	{ figure: figures, indicator: indicators, snapshot: vintages }: FigureRows,
): Grounds {
	const own = Map.groupBy(figures, (one) => `${one.indicator}@${one.version}`);
	return {
		register: registerShape.parse(register ?? { forces: [], groups: [] }),
		defined: indicators
			.toSorted((a, b) =>
				a.indicator < b.indicator ? -1 : a.indicator > b.indicator ? 1 : a.version - b.version,
			)
			.map(({ content, hash: text, ...one }) => {
				const asked = own.get(`${one.indicator}@${one.version}`) ?? [];
				const ends = new Set(asked.map(({ period_until }) => period_until));
				return {
					indicator: content,
					hash: text.slice(2),
					areas: new Set(asked.map(({ area }) => area)),
					ends: (until) => ends.has(until.toString()),
				};
			}),
		snapshots: Map.groupBy(
			vintages
				.toSorted((a, b) => a.position - b.position)
				.map(({ source, snapshot_id: id, parquet }) => ({ source, id, parquet })),
			({ source }) => source,
		),
	};
}

/** Also what the means are made of that documents quote: they are no stored figures, and their forces' figures may not be. */
export function withMeans(
	grounds: Grounds,
	means: readonly { indicator: string; area: string; until: string }[],
): Grounds {
	return {
		...grounds,
		defined: grounds.defined.map((asked) => {
			const { id, version } = asked.indicator;
			const own = means.filter(({ indicator }) => indicator === `${id}@${version}`);
			const ends = new Set(own.map(({ until }) => until));
			return {
				...asked,
				areas: new Set([...asked.areas, ...own.map(({ area }) => area)]),
				ends: (until) => asked.ends(until) || ends.has(until.toString()),
			};
		}),
	};
}
