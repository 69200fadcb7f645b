import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { FrameworkKey } from './framework.ts';

/** A version of a framework as a list shows it. */
export type Shelved = {
	framework: string;
	version: number;
	title: string;
	cycle: string;
	/** Null for a framework that does not grade. */
	family: string | null;
	hash: string;
	loadedAt: Temporal.Instant;
	questions: number;
	graded: number;
	grades: string[];
};

/** Every version of every framework, the newest rounds first. */
export async function shelf(tx: Tx): Promise<Shelved[]> {
	return tx
		.selectFrom('programmes.framework_version as kept')
		.select(({ selectFrom }) => [
			'kept.framework',
			'kept.version',
			'kept.title',
			'kept.cycle',
			'kept.family',
			sql<string>`encode(kept.hash, 'hex')`.as('hash'),
			'kept.loaded_at as loadedAt',
			selectFrom('programmes.framework_component as part')
				.select(sql<number>`count(*)::integer`.as('count'))
				.whereRef('part.framework', '=', 'kept.framework')
				.whereRef('part.version', '=', 'kept.version')
				.where('part.kind', '=', 'question')
				.$asScalar()
				.$notNull()
				.as('questions'),
			selectFrom('programmes.framework_component as part')
				.select(sql<number>`count(*)::integer`.as('count'))
				.whereRef('part.framework', '=', 'kept.framework')
				.whereRef('part.version', '=', 'kept.version')
				.where('part.kind', '=', 'question')
				.where('part.graded', '=', true)
				.$asScalar()
				.$notNull()
				.as('graded'),
			sql<string[]>`array(select title from programmes.framework_grade grade
				where grade.framework = kept.framework and grade.version = kept.version order by rank)`.as('grades'),
		])
		.orderBy('kept.cycle', 'desc')
		.orderBy('kept.framework')
		.orderBy('kept.version', 'desc')
		.execute();
}

/** What the inspectorate sees beside: whether anything rests on it, so that it stays as it is. */
export async function listFrameworks(tx: Tx): Promise<(Shelved & { inUse: boolean })[]> {
	const [all, used] = [await shelf(tx), await inUse(tx)];
	return all.map((one) => ({
		...one,
		inUse: used.some(({ framework, version }) => framework === one.framework && version === one.version),
	}));
}

async function inUse(tx: Tx): Promise<FrameworkKey[]> {
	return tx
		.selectFrom('programmes.framework_version as kept')
		.select(['kept.framework', 'kept.version'])
		.where(({ or, exists, selectFrom }) =>
			or([
				exists(
					selectFrom('programmes.programme_framework as programme')
						.select('programme.framework')
						.whereRef('programme.framework', '=', 'kept.framework')
						.whereRef('programme.version', '=', 'kept.version'),
				),
				exists(
					selectFrom('programmes.judgment as judgment')
						.select('judgment.framework')
						.whereRef('judgment.framework', '=', 'kept.framework')
						.whereRef('judgment.version', '=', 'kept.version'),
				),
			]),
		)
		.execute();
}

/** What rests on one version: the programmes that inspect under it, and how many judgments were made under it. */
export async function usesOf(
	tx: Tx,
	{ framework, version }: FrameworkKey,
): Promise<{ programmes: { slug: string; name: string }[]; judgments: number }> {
	const programmes = await tx
		.selectFrom('programmes.programme_framework as used')
		.innerJoin('programmes.programme as programme', 'programme.id', 'used.programme_id')
		.select(['programme.slug', 'programme.name'])
		.where('used.framework', '=', framework)
		.where('used.version', '=', version)
		.orderBy('programme.fieldwork_since')
		.execute();
	const { judgments } = await tx
		.selectFrom('programmes.judgment')
		.select(sql<number>`count(*)::integer`.as('judgments'))
		.where('framework', '=', framework)
		.where('version', '=', version)
		.executeTakeFirstOrThrow();
	return { programmes, judgments };
}
