import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { htmlOf, keptOf, readDocument, toText } from '../src/documents/index.ts';
import { madeIndicator } from '../src/figures/comparison/testing/made.ts';
import { perform, type Tx } from '../src/foundation/index.ts';
import { addItems } from '../src/releases/gathering/item.store.ts';
import type { NewRelease } from '../src/releases/gathering/release.ts';
import { releaseMoves } from '../src/releases/gathering/releasing.store.ts';
import { letterMeta, reportMeta } from './documents/meta.ts';
import { resolverForTests } from './documents/resolver.ts';
import { operator } from './inspections.ts';
import { addBareEdition, bare, newRelease, publishers, step } from './releases.ts';
import type { TestService } from './service.ts';
import { writtenDocument } from './written.ts';

const worker = { kind: 'worker', task: 'test' } as const;

type Gathered = { force: string; inspection: string };

/** A release of letters about two forces and a report about none, with the judgments of both. */
export async function gathered(
	service: TestService,
	more: Partial<NewRelease> = {},
): Promise<{ id: string; slug: string; here: Gathered; there: Gathered }> {
	const here = await writtenDocument(service);
	const there = await writtenDocument(service);
	const { id, slug } = await newRelease(service, more);
	await service.database.asActor(operator, (tx) =>
		addItems(tx, id, [{ document: here.id }, { document: there.id }]),
	);
	return { id, slug, here, there };
}

const texts = {
	national: '# What we found in all forces\n\nNobody waits.\n\n# What comes next\n\nWe look again.',
	here: '# What we found\n\nPeople wait for hours in Hereshire.',
	there: '# What we found\n\nPeople are seen at once in Thereshire.',
};

/** Freezes what stands above in the job's name, row by row, with faces that are cheap to make. */
export async function frozenEdition(
	service: TestService,
	release: { id: string; here: Gathered; there: Gathered },
	{ grade = 'sound' }: { grade?: string } = {},
): Promise<string> {
	const documents = [
		{ slug: 'national-report', force: null, meta: reportMeta({ title: 'All forces' }), text: texts.national },
		{
			slug: 'here-letter',
			force: release.here.force,
			meta: letterMeta({}, { title: 'A letter' }),
			text: texts.here,
		},
		{
			slug: 'there-letter',
			force: release.there.force,
			meta: letterMeta({}, { title: 'A letter' }),
			text: texts.there,
		},
	];
	return service.database.asActor(worker, async (tx) => {
		const edition = await addBareEdition(tx, release.id);
		const named = await tx
			.selectFrom('foundation.organisation')
			.select(['id', 'name'])
			.where('id', 'in', [release.here.force, release.there.force])
			.execute();
		const nameOf = (force: string | null) => named.find(({ id }) => id === force)?.name ?? null;
		for (const [position, { slug, force, meta, text }] of documents.entries()) {
			const doc = await readDocument(meta, [{ markdown: text }], resolverForTests());
			const { id } = await tx
				.insertInto('edition.document')
				.values({
					edition_id: edition,
					position,
					slug,
					cited: position + 1,
					title: meta.title,
					kind: force === null ? 'report' : 'letter',
					layout: meta.layout,
					language: meta.language,
					force_id: force,
					force_slug: force === null ? null : `force-${slug}`,
					force_name: nameOf(force),
					tree: sql`${keptOf(doc)}::jsonb`,
					source: sql`'{}'::jsonb`,
					html: htmlOf(doc),
					words: toText(doc),
					illustrative: false,
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			const content = Buffer.from(toText(doc));
			await tx
				.insertInto('edition.copy')
				.values({
					document_id: id,
					edition_id: edition,
					force_id: force,
					face: 'text',
					type: 'text/plain; charset=utf-8',
					name: `${slug}.txt`,
					sha256: createHash('sha256').update(content).digest('hex'),
					size: content.length,
					content,
				})
				.execute();
			if (force === null) continue;
			await tx
				.insertInto('edition.grade')
				.values({
					edition_id: edition,
					force_id: force,
					force_slug: `force-${slug}`,
					force_name: nameOf(force) ?? '',
					framework: 'test-custody',
					version: 1,
					component: 'first-hour',
					kind: 'question',
					title: 'The first hour',
					position: 1,
					grade,
					grade_title: grade,
					last_inspected: '2026',
					carried_over: false,
					illustrative: true,
				})
				.execute();
			await tx
				.insertInto('edition.statement')
				.values({
					edition_id: edition,
					force_id: force,
					force_slug: `force-${slug}`,
					force_name: nameOf(force) ?? '',
					kind: 'force',
					text: `We of ${slug} have changed that.`,
					by_name: 'A chief officer',
					at: Temporal.Now.instant(),
					illustrative: false,
				})
				.execute();
		}
		const content = Buffer.from('a,b\n1,2\n');
		await tx
			.insertInto('edition.file')
			.values({
				edition_id: edition,
				position: 0,
				name: 'data.csv',
				title: 'The data',
				type: 'text/csv',
				sha256: createHash('sha256').update(content).digest('hex'),
				size: content.length,
				content,
			})
			.execute();
		await freezeFigures(tx, edition);
		await perform(releaseMoves(bare), tx, worker, { id: release.id, action: 'freeze' });
		return edition;
	});
}

/** Two figures of one indicator: one of Hereshire, and one of Thereshire that is not available. */
async function freezeFigures(tx: Tx, edition: string): Promise<void> {
	const definition = madeIndicator();
	const of = { edition_id: edition, indicator: definition.id, version: definition.version };
	const hash = Buffer.alloc(32, 1);
	await tx
		.insertInto('edition.indicator')
		.values({ ...of, title: definition.title, content: JSON.stringify(definition), text: '', hash })
		.execute();
	const figure = {
		...of,
		period_since: Temporal.PlainDate.from('2025-04-01'),
		period_until: Temporal.PlainDate.from('2026-03-31'),
		method: 'byar/1',
		snapshots: [],
		hash,
		illustrative: true,
	};
	const known = { value: '45.46', lower: '41.3', upper: '49.9' };
	await tx
		.insertInto('edition.figure')
		.values([
			{ ...figure, ...known, area: 'E23000101', area_name: 'Hereshire', markers: ['provisional'] },
			{ ...figure, area: 'E23000102', area_name: 'Thereshire', markers: ['not available'] },
		])
		.execute();
}

/** The same, approved by a second person. */
export async function approvedRelease(service: TestService, more: Partial<NewRelease> = {}) {
	const people = await publishers(service);
	const release = await gathered(service, more);
	await step(service, people.manager, release.id, 'submit');
	const edition = await frozenEdition(service, release);
	await step(service, people.inspector, release.id, 'approve');
	return { ...release, edition, people };
}

/** And corrected: another edition, with another grade. */
export async function correctedRelease(
	service: TestService,
	{ people, ...release }: Awaited<ReturnType<typeof approvedRelease>>,
	note: string,
): Promise<string> {
	await step(service, people.manager, release.id, 'correct', note);
	await step(service, people.manager, release.id, 'submit');
	const edition = await frozenEdition(service, release, { grade: 'weak' });
	await step(service, people.inspector, release.id, 'approve');
	return edition;
}
