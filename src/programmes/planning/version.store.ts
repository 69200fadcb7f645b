import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { FrameworkKey } from '../frameworks/framework.ts';
import type { ProgrammeFramework } from './programme.ts';

export async function frameworksOfProgramme(tx: Tx, programme: string): Promise<ProgrammeFramework[]> {
	return tx
		.selectFrom('programmes.programme_framework as of')
		.innerJoin('programmes.framework_version as version', (join) =>
			join.onRef('version.framework', '=', 'of.framework').onRef('version.version', '=', 'of.version'),
		)
		.select([
			'of.framework',
			'of.version',
			'of.note',
			'version.title',
			sql<number>`(select count(*) from programmes.inspection i where i.programme_id = of.programme_id
				and i.framework = of.framework and i.version = of.version)`.as('inspections'),
		])
		.where('of.programme_id', '=', programme)
		.orderBy('of.framework')
		.orderBy('of.version')
		.execute();
}

/** The versions of each programme, by its id; one query for all of them. */
export async function frameworksOfProgrammes(tx: Tx): Promise<Map<string, FrameworkKey[]>> {
	const rows = await tx
		.selectFrom('programmes.programme_framework')
		.select(['programme_id as programme', 'framework', 'version'])
		.orderBy('framework')
		.orderBy('version')
		.execute();
	return Map.groupBy(rows, ({ programme }) => programme);
}

export async function addProgrammeFramework(
	tx: Tx,
	programme: string,
	{ framework, version, note = null }: { framework: string; version: number; note?: string | null },
): Promise<void> {
	await tx
		.insertInto('programmes.programme_framework')
		.values({ programme_id: programme, framework, version, note })
		.execute();
}

export async function removeProgrammeFramework(
	tx: Tx,
	programme: string,
	{ framework, version }: { framework: string; version: number },
): Promise<void> {
	await tx
		.deleteFrom('programmes.programme_framework')
		.where('programme_id', '=', programme)
		.where('framework', '=', framework)
		.where('version', '=', version)
		.execute();
}
