import { castOf } from '../judging.ts';
import { openWorld } from '../policy/world.ts';
import { publishers, step } from '../releases.ts';
import { type Identifiers, identifiersOf, unknownNames } from './addresses.ts';
import { castOfAttack, nameReaders } from './cast.ts';
import { followInEdition, plantedFollowup } from './followed.ts';
import { frozen } from './frozen.ts';
import { written } from './written.ts';

export type AttackedWorld = Awaited<ReturnType<typeof attackedWorld>>;

/** Where all is written, judged and signed, and no release is there yet; `release` brings it, approved, with its readers. */
export async function attackedWorld() {
	const world = await openWorld();
	const { owner, assembly } = world;
	const unknown = unknownNames(world.routes);
	if (unknown.length > 0) throw new Error(`Say what can stand here:\n${unknown.join('\n')}`);
	await owner.query('alter table app.clock add stopped timestamptz');
	for (const [name, kind, goesOn] of [
		['app.now', 'stable parallel safe', 'transaction_timestamp()'],
		['releases.clock', 'volatile', 'clock_timestamp()'],
	]) {
		await owner.query(
			`create or replace function ${name}() returns timestamptz language sql ${kind}
				as $$ select coalesce(stopped, ${goesOn} + shift) from app.clock $$`,
		);
	}
	const people = await publishers(world);
	const cast = await castOf(world);
	const north = await written(world, cast, people, 'north');
	const south = await written(world, cast, people, 'south');
	const followup = await plantedFollowup(owner, { north, south, account: people.inspector.account });
	const bodyOf = async (force: string) => {
		const body = await world.organisation('policing body');
		await owner.query('update foundation.organisation set force_id = $1 where id = $2', [force, body]);
		return body;
	};
	const everybody = await castOfAttack(world, {
		north: { force: north.force, body: await bodyOf(north.force) },
		south: { force: south.force, body: await bodyOf(south.force) },
	});
	const releaseAt = Temporal.Now.instant()
		.add({ hours: 48 })
		.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
	const { rows } = await owner.query<{ slug: string }>('select slug from programmes.force where id = $1', [
		north.force,
	]);

	return {
		...world,
		assembly,
		people,
		north,
		south,
		everybody,
		releaseAt,
		/** Stops the clock of the database so many seconds after the instant, or before it; null lets it go on. */
		async clock(seconds: number | null, instant = releaseAt): Promise<void> {
			const at = seconds === null ? null : instant.add({ milliseconds: seconds * 1000 }).toString();
			await owner.query('update app.clock set stopped = $1', [at]);
			await owner.query(
				"update authentication.session set idle_for = '1000 days', seen_at = app.now(), until = app.now() + interval '1000 days'",
			);
		},
		/** Takes it out of every table again, as if it had never been. */
		async remove(): Promise<void> {
			await owner.query('set session_replication_role = replica');
			const { rows: tables } = await owner.query<{ name: string }>(
				"select schemaname || '.' || tablename as name from pg_tables where schemaname in ('releases', 'edition')",
			);
			for (const { name } of tables) await owner.query(`delete from ${name}`);
			await owner.query("delete from foundation.transition where workflow = 'release'");
			await owner.query("delete from foundation.approval where subject_kind = 'release'");
			await owner.query("delete from foundation.file where name = 'qzvfilea.csv'");
			await owner.query('delete from graphile_worker._private_jobs');
			await owner.query('reset session_replication_role');
		},
		async release(): Promise<{ id: string; edition: string; slug: string; things: Identifiers }> {
			const made = await frozen(world, people, { north, south, releaseAt });
			await step(world, people.inspector, made.id, 'approve');
			const readers = await nameReaders(world, everybody, { id: made.id, releaseAt });
			const forceSlug = rows[0]?.slug ?? '';
			await followInEdition(owner, made, { north, forceSlug });
			await owner.query('set session_replication_role = replica');
			const { rows: changes } = await owner.query<{ id: string }>(
				`insert into releases.instant_change (release_id, kind, was, becomes, because, asked_by)
					select id, 'delayed', release_at, release_at + interval '1 day', 'It is qzvreason', $2
					from releases.release where id = $1 returning id`,
				[made.id, people.editor.account],
			);
			await owner.query('reset session_replication_role');
			const change = changes[0]?.id ?? '';
			const things = identifiersOf(made, { north, readers, change, forceSlug, followup });
			return { id: made.id, edition: made.edition, slug: made.slug, things };
		},
	};
}
