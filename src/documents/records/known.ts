import {
	allIndicators,
	areaNames,
	type Indicator,
	listSnapshots,
	type Snapshot,
	withdrawalsOf,
} from '../../figures/index.ts';
import { Failure, type Tx } from '../../foundation/index.ts';
import {
	allFrameworks,
	allNames,
	type Force,
	type Framework,
	type Inspection,
	inspectionById,
	knownSpellings,
	listForces,
	listProgrammes,
	nameOn,
	type Programme,
} from '../../programmes/index.ts';
import type { WordingRules } from '../../statistics/index.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { nearestNames } from '../tree/nearest.ts';
import type { About } from './about.ts';
import { glossaryOf } from './glossary.store.ts';
import { rulesOf } from './rules.ts';
import { once } from './turns.ts';

/** The register, read for the day of the document. */
export type Register = {
	forces: readonly Force[];
	/** By its number, its address, its code, or any spelling that it goes by. */
	find(spelling: string): Force | undefined;
	byId(id: string): Force | undefined;
	nearest(spelling: string): string[];
	nameOn(force: Pick<Force, 'id' | 'name'>, day: Temporal.PlainDate): string;
	/** What sentences call an area on the day of the document. */
	nameOfArea(area: string): string;
};

/** What more than one port needs, each read once at most. */
export type Known = {
	tx: Tx;
	about: About;
	register(): Promise<Register>;
	frameworks(): Promise<readonly Framework[]>;
	framework(): Promise<Framework>;
	programme(): Promise<Programme>;
	inspection(): Promise<Inspection | null>;
	indicators(): Promise<readonly Indicator[]>;
	snapshots(): Promise<readonly Snapshot[]>;
	/** The releases that are not to be quoted any more. */
	withdrawn(): Promise<ReadonlySet<string>>;
	glossary(): Promise<Glossary>;
	/** The thresholds behind words: those of the framework where it has its own. */
	rules(): Promise<WordingRules>;
};

export function knownOf(tx: Tx, about: About): Known {
	const frameworks = once(() => allFrameworks(tx));
	const framework = once(async () => {
		const { framework: id, version } = about.framework;
		const found = (await frameworks()).find((one) => one.id === id && one.version === version);
		if (found === undefined)
			throw new Failure(`The framework of this document, ${id}@${version}, is not kept.`);
		return found;
	});
	return {
		tx,
		about,
		frameworks,
		framework,
		register: once(() => registerOf(tx, about.on)),
		programme: once(async () => {
			const found = (await listProgrammes(tx)).find(({ id }) => id === about.programme);
			if (found === undefined) throw new Failure('The programme of this document is not there.');
			return found;
		}),
		inspection: once(async () => (about.inspection === null ? null : inspectionById(tx, about.inspection))),
		indicators: once(() => allIndicators(tx)),
		snapshots: once(() => listSnapshots(tx)),
		withdrawn: once(async () => new Set((await withdrawalsOf(tx)).map(({ snapshot }) => snapshot))),
		glossary: once(() => glossaryOf(tx)),
		rules: once(async () => rulesOf(await framework())),
	};
}

async function registerOf(tx: Tx, on: Temporal.PlainDate): Promise<Register> {
	const forces = await listForces(tx);
	const spellings = await knownSpellings(tx);
	const names = Map.groupBy(await allNames(tx), ({ forceId }) => forceId);
	const nameOf = ({ id, name }: Pick<Force, 'id' | 'name'>, day: Temporal.PlainDate) =>
		nameOn(names.get(id) ?? [], day) ?? name;
	return {
		forces,
		find(spelling) {
			const plain = forces.find(({ id, slug }) => id === spelling || slug === spelling);
			if (plain !== undefined) return plain;
			const found = spellings.one(spelling, on) ?? spellings.one(spelling, null);
			return found === null ? undefined : forces.find(({ id }) => id === found.id);
		},
		byId: (id) => forces.find((force) => force.id === id),
		nearest: (spelling) =>
			nearestNames(
				spelling,
				forces.map(({ slug }) => slug),
			),
		nameOn: nameOf,
		nameOfArea: areaNames(forces.map((force) => ({ ...force, name: nameOf(force, on) }))),
	};
}
