import { Readable } from 'node:stream';
import { pressOf } from '../../src/documents/index.ts';
import { testIndicator } from '../../src/figures/engine/testing/shelf.ts';
import { freezeWhole } from '../../src/releases/freezing/freeze.job.ts';
import { addItems } from '../../src/releases/gathering/item.store.ts';
import { releaseById } from '../../src/releases/gathering/release.store.ts';
import { operator } from '../inspections.ts';
import { newRelease, type publishers, step } from '../releases.ts';
import type { TestService } from '../service.ts';
import { type About, planted } from './words.ts';
import type { Written } from './written.ts';

const worker = { kind: 'worker', task: 'tests' } as const;

export type Frozen = Awaited<ReturnType<typeof frozen>>;

/** A release of both reports and of a file, submitted and frozen as the product does it, with its instant ahead. */
export async function frozen(
	service: TestService,
	{ manager }: Pick<Awaited<ReturnType<typeof publishers>>, 'manager'>,
	{ north, south, releaseAt }: { north: Written; south: Written; releaseAt: Temporal.Instant },
) {
	const release = await newRelease(service, {
		title: 'How qzvtitlea are looked after',
		summary: 'In short: qzvsummarya.',
		programme: north.programme.id,
		releaseAt,
	});
	const { spool } = service.assembly.files;
	const spooled = await spool.receive(Readable.from(['area,qzvdataa\n1,2\n']), 'qzvfilea.csv');
	const file = await service.database.asActor(operator, async (tx) => {
		const kept = await service.assembly.files.keep(tx, spooled, {
			organisation: null,
			subject: { kind: 'release', id: release.id },
		});
		await addItems(tx, release.id, [
			{ document: north.document.id },
			{ document: south.document.id },
			{ file: kept.id },
		]);
		return kept.id;
	});
	await step(service, manager, release.id, 'submit');
	const edition = await freezeAgain(service, release.id, [north, south]);
	const { rows: items } = await service.owner.query<{ id: string }>(
		'select id from releases.item where release_id = $1 order by position',
		[release.id],
	);
	const { rows: documents } = await service.owner.query<{ id: string; slug: string }>(
		'select id, slug from edition.document where edition_id = $1 order by position',
		[edition],
	);
	return { ...release, edition, file, items: items.map(({ id }) => id), documents };
}

/** What was submitted is frozen with all of its kinds of rows; those that no room here writes come from behind the rules. */
export async function freezeAgain(
	service: TestService,
	release: string,
	[north, south]: readonly [Written, Written],
): Promise<string> {
	const edition = await service.database.asActor(worker, async (tx) => {
		const known = await releaseById(tx, release);
		if (known === null) throw new Error('there is no release');
		return freezeWhole(tx, known, {
			press: pressOf(service.services),
			files: service.assembly.files,
			statements: async () => [statement(north, 'north')],
		});
	});
	const { owner } = service;
	const definition = testIndicator({ id: 'searches', title: 'The rate of qzvindicatora' }).indicator;
	await owner.query('set session_replication_role = replica');
	for (const [whose, { force }] of [
		['north', north],
		['south', south],
	] as const) {
		await owner.query('update edition.grade set grade_title = $3 where edition_id = $1 and force_id = $2', [
			edition,
			force,
			planted('grade', whose),
		]);
	}
	await owner.query(
		`insert into edition.indicator (edition_id, indicator, version, title, content, text, hash)
			values ($1, 'searches', 1, $2, $3, 'qzvindicatora', sha256('a'))`,
		[edition, definition.title, JSON.stringify(definition)],
	);
	await owner.query(
		`insert into edition.figure (edition_id, indicator, version, area, area_name, period_since, period_until, value,
			markers, method, snapshots, hash, illustrative)
			values ($1, 'searches', 1, 'north', 'The area of qzvareaa', '2025-04-01', '2026-03-31', 1, '{}', 'none', '{}',
			sha256('a'), false)`,
		[edition],
	);
	await owner.query(
		`insert into edition.snapshot (edition_id, snapshot_id, source, position, release, period_since, period_until, files,
			parquet, licence, illustrative) values ($1, gen_random_uuid(), 'searches', 1, 'qzvsnapshota', '2025-04-01',
			'2026-03-31', '[]', 'a', 'a', false)`,
		[edition],
	);
	await owner.query(
		"insert into edition.term (edition_id, slug, term, meaning) values ($1, 'qzvterma', 'qzvterma', 'It is a word.')",
		[edition],
	);
	await owner.query('reset session_replication_role');
	return edition;
}

function statement({ force }: Written, whose: About) {
	return {
		force,
		kind: 'force' as const,
		text: `We have changed ${planted('statement', whose)}.`,
		byName: 'A chief officer',
		at: Temporal.Now.instant(),
		illustrative: false,
	};
}
