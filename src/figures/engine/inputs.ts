import { createHash } from 'node:crypto';
import type { Indicator } from '../indicators/indicator.ts';

/** What results come from beside their definition: the snapshots, and the forces with their regions and groups. */
export type Inputs = {
	forces: readonly EngineForce[];
	groups: readonly EngineGroup[];
	/** By source, the newest first. */
	snapshots: ReadonlyMap<string, readonly EngineSnapshot[]>;
};

type Span = { since: Temporal.PlainDate | null; until: Temporal.PlainDate | null };

export type EngineForce = Span & { code: string; region: string };

/** The forces that one is compared with for a time; by the codes of their areas. */
export type EngineGroup = Span & { force: string; members: readonly string[]; illustrative: boolean };

export type EngineSnapshot = {
	id: string;
	/** Its Parquet file: where it lies, and the SHA-256 by which it is known. */
	path: string;
	parquet: string;
	breakdowns: readonly string[];
};

/** It has no area of its own, and is in a total of the nation only where that says so. */
export const transportPolice = 'BTP';

/** It rises when the same inputs would give other results. */
export const engineVersion = 'engine/1';

/** Every source that an indicator reads. */
export function sourcesOf(indicator: Indicator): string[] {
	const { numerator, denominator, undecided, margin, published, deflate } = indicator;
	const parts = [numerator, denominator, undecided, margin, published, deflate];
	return [...new Set(parts.flatMap((part) => (part === undefined ? [] : [part.source])))].toSorted();
}

/** The hash of everything that the results of an indicator come from: while it stays the same, so do they. */
export function inputsHash(indicatorHash: string, indicator: Indicator, inputs: Inputs): string {
	const snapshots = sourcesOf(indicator).map((source) => [
		source,
		(inputs.snapshots.get(source) ?? []).map(({ id, parquet }) => [id, parquet]),
	]);
	const span = ({ since, until }: Span) => [since?.toString() ?? null, until?.toString() ?? null];
	const forces = inputs.forces.map((one) => [one.code, one.region, ...span(one)]).toSorted();
	const groups = inputs.groups
		.map((one) => [one.force, ...span(one), one.illustrative, one.members.toSorted()])
		.toSorted();
	return createHash('sha256')
		.update(JSON.stringify([engineVersion, indicatorHash, snapshots, forces, groups]))
		.digest('hex');
}
