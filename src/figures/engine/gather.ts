import type { Services, Tx } from '../../foundation/index.ts';
import { allGroups, listForces } from '../../programmes/index.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { checkedPath } from '../snapshots/shelf.ts';
import { listSnapshots } from '../snapshots/snapshot.store.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { isForce } from '../sources/areas.ts';
import type { Defined } from './defined.ts';
import { type EngineForce, type Inputs, sourcesOf, transportPolice } from './inputs.ts';
import { keptRegister, type Register } from './register.ts';

/** What some indicators would be computed from now, as the register and the list of snapshots have it. */
export async function gather(
	tx: Tx,
	place: Pick<Services, 'dataFolder'>,
	indicators: readonly Indicator[],
): Promise<Inputs> {
	const sources = new Set(indicators.flatMap(sourcesOf));
	const snapshots = (await listSnapshots(tx)).filter(({ source }) => sources.has(source));
	const paths = new Map<string, string>();
	for (const snapshot of snapshots) paths.set(snapshot.id, await checkedPath(place, snapshot));
	return {
		...(await registerNow(tx)),
		snapshots: Map.groupBy(
			snapshots.map((one: Snapshot) => ({
				source: one.source,
				id: one.id,
				path: paths.get(one.id) ?? '',
				parquet: one.parquet,
				breakdowns: one.breakdowns,
			})),
			({ source }) => source,
		),
	};
}

/** The forces with their regions and groups, as the register has them now. */
export async function registerNow(tx: Tx): Promise<Register> {
	const forces = await listForces(tx);
	const codes = new Map(forces.map(({ id, code }) => [id, code]));
	const codeOf = (id: string) => codes.get(id) ?? null;
	return {
		forces: [
			...forces.flatMap(({ code, region, existedSince: since, existedUntil: until }): EngineForce[] =>
				code === null || !isForce(code) ? [] : [{ code, region, since, until }],
			),
			// It has no area in the register; published data go by these letters.
			{ code: transportPolice, region: '', since: null, until: null },
		].toSorted((a, b) => (a.code < b.code ? -1 : 1)),
		groups: (await allGroups(tx)).flatMap(({ forceId, members, since, until, illustrative }) => {
			const force = codeOf(forceId);
			return force === null
				? []
				: [
						{
							force,
							members: members.flatMap((id) => codeOf(id) ?? []).toSorted(),
							since,
							until,
							illustrative,
						},
					];
		}),
	};
}

/** The same as an edition keeps it. */
export async function keptRegisterNow(tx: Tx): Promise<ReturnType<typeof keptRegister>> {
	return keptRegister(await registerNow(tx));
}

/** Every version of every indicator that is kept, with the hash of its text. */
export async function definitions(tx: Tx, all: readonly Indicator[]): Promise<Defined[]> {
	const rows = await tx
		.selectFrom('figures.indicator_version')
		.select(['indicator', 'version', 'hash'])
		.orderBy('indicator')
		.orderBy('version')
		.execute();
	return rows.flatMap(({ indicator: id, version, hash }) => {
		const indicator = all.find((one) => one.id === id && one.version === version);
		return indicator === undefined ? [] : [{ indicator, hash: hash.toString('hex') }];
	});
}
