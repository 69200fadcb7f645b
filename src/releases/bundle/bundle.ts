import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { docFrom } from '../../documents/index.ts';
import {
	checkedPath,
	duckOf,
	type EngineSnapshot,
	engineVersion,
	inWorkFolder,
	listSnapshots,
	writeAggregates,
} from '../../figures/index.ts';
import { contentHash, type Services, type Tx, version } from '../../foundation/index.ts';
import { methods } from '../../statistics/index.ts';
import { type Json, plainTables } from '../freezing/edition.ts';
import { headerOf, rowsOf } from '../freezing/kept.store.ts';
import { citeRelease, type EditionHead, type Release } from '../gathering/release.ts';
import { factsIn, meansIn } from './checks/quoted.ts';
import { documentIds, documentRow, facesOf, filesOf } from './edition.store.ts';
import { names, readmeOf } from './layout.ts';
import { bundleSchema, keyName, type Manifest, manifestName, signatureName, written } from './manifest.ts';
import { type Packing, packed } from './packing.ts';
import { type FigureRows, figureRowsIn, type Grounds, groundsIn, withMeans } from './rows.ts';
import { type PublicKey, signatureOf } from './signing.ts';

export type Bundling = {
	release: Pick<Release, 'number' | 'slug' | 'title'>;
	edition: Pick<EditionHead, 'id' | 'number' | 'releaseAt' | 'contentHash'>;
	kind: 'public' | 'staff';
	key: PublicKey & { secret: string };
	/** What it is at: so many parts of so many, in words. */
	report?: (done: number, of: number, doing: string) => void;
};

/**
 * Writes an edition as a bundle, in a transaction that may read all of it. One document, face or file at a time is in
 * memory; the same edition gives the same bytes.
 */
export async function writeBundle(
	tx: Tx,
	services: Pick<Services, 'dataFolder' | 'settings'>,
	bundling: Bundling,
	path: string,
): Promise<{ files: number }> {
	const { release, edition, kind, key, report = () => {} } = bundling;
	const header = await headerOf(tx, edition.id);
	const rows = await plainRows(tx, edition.id);
	const figures = figureRowsIn(rows);
	const documents = await documentIds(tx, edition.id);
	const steps = documents.length + figures.indicator.length + 1;
	let files = 0;
	await packed(path, async (packing) => {
		const about = { cited: citeRelease(release), title: header.title };
		const publisher = services.settings.current().name;
		const { fingerprint } = key;
		await packing.add(
			names.readme,
			readmeOf({ ...about, number: edition.number, kind, fingerprint, publisher }),
		);
		await packing.add(names.edition, written(header));
		await packing.add(names.methods, written(methodsOf(figures)));
		for (const [table, all] of Object.entries(rows)) await packing.add(names.rows(table), written(all));
		const copies: Json[] = [];
		const means: ReturnType<typeof meansIn> = [];
		for (const [index, id] of documents.entries()) {
			const { tree, source, ...row } = await documentRow(tx, id);
			if (kind === 'staff' || !isAnonymous(tree)) means.push(...meansIn(factsIn(source)));
			report(index, steps, `Packing ${row.title}${row.force_name === null ? '' : `, ${row.force_name}`}`);
			await packing.add(names.document(row.slug), written(row));
			await packing.add(names.tree(row.slug), written(tree));
			// What it asks the records for would tell which force it must not name.
			if (kind === 'public' && isAnonymous(tree))
				await packing.add(names.hash(row.slug), `${contentHash({ tree, source, ...row }).toString('hex')}\n`);
			else await packing.add(names.source(row.slug), written(source));
			for await (const { row: copy, content } of facesOf(tx, id)) {
				copies.push(copy);
				await packing.add(names.face(row.slug, copy.name), content);
			}
		}
		await packing.add(names.rows('copy'), written(copies));
		const beside: Json[] = [];
		for await (const { row, content } of filesOf(tx, edition.id)) {
			beside.push(row);
			await packing.add(names.file(row.name), content);
		}
		await packing.add(names.rows('file'), written(beside));
		const grounds = withMeans(groundsIn(header, figures), means);
		await packFigures(tx, services, { packing, grounds, kind }, (index, title) =>
			report(documents.length + index, steps, `Adding up ${title}`),
		);
		report(steps - 1, steps, 'Signing');
		await packing.add(keyName, key.pem);
		const manifest: Manifest = {
			schema: bundleSchema,
			kind,
			program: { name: 'Inspectorate', version, engine: engineVersion },
			key: { algorithm: 'Ed25519', fingerprint },
			release: { ...about, slug: release.slug },
			edition: {
				number: edition.number,
				releaseAt: edition.releaseAt.toString(),
				contentHash: edition.contentHash.toString('hex'),
			},
			files: [...packing.listed()],
		};
		const text = Buffer.from(written(manifest));
		await packing.add(manifestName, text, { stored: true });
		await packing.add(signatureName, signatureOf(text, key.secret), { stored: true });
		files = packing.listed().length;
		report(steps, steps, 'Done');
	});
	return { files };
}

function isAnonymous(tree: Json): boolean {
	return docFrom(JSON.stringify(tree)).meta.anonymous;
}

/** Every table that is small enough, its rows always in the same order. */
async function plainRows(tx: Tx, edition: string): Promise<Record<string, Json[]>> {
	const all: Record<string, Json[]> = {};
	for (const table of plainTables) {
		const rows = await rowsOf(tx, edition, table);
		const named = rows.map((row) => ({ row, hash: contentHash(row).toString('hex') }));
		named.sort((a, b) => (a.hash < b.hash ? -1 : 1));
		all[table] = named.map(({ row }) => row);
	}
	return all;
}

/** The aggregates behind the figures; for staff the rows behind those, too. */
async function packFigures(
	tx: Tx,
	services: Pick<Services, 'dataFolder'>,
	{
		packing,
		grounds: { register, defined, snapshots },
		kind,
	}: { packing: Packing; grounds: Grounds; kind: 'public' | 'staff' },
	report: (index: number, title: string) => void,
): Promise<void> {
	const breakdowns = new Map((await listSnapshots(tx)).map((one) => [one.id, one.breakdowns]));
	const shelf = new Map<string, EngineSnapshot[]>();
	for (const [source, all] of snapshots) {
		const own: EngineSnapshot[] = [];
		for (const one of all)
			own.push({
				...one,
				path: await checkedPath(services, one),
				breakdowns: breakdowns.get(one.id) ?? [],
			});
		shelf.set(source, own);
	}
	const duck = await duckOf(services);
	await inWorkFolder(services, async (work) => {
		for (const [index, one] of defined.entries()) {
			report(index, one.indicator.title);
			const folder = join(work, String(index));
			await mkdir(folder);
			const { areas, ends } = one;
			const inputs = { ...register, snapshots: shelf };
			for (const name of await writeAggregates(duck, one, inputs, { folder, ends, areas }))
				await packing.add(
					`${names.aggregates(one.indicator.id, one.indicator.version)}${name}`,
					await readFile(join(folder, name)),
				);
		}
	});
	if (kind === 'public') return;
	for (const { parquet, path } of [...shelf.values()]
		.flat()
		.toSorted((a, b) => (a.parquet < b.parquet ? -1 : 1)))
		await packing.addFile(names.snapshot(parquet), path);
}

/** The methods by which its figures were made: what a label stands for. */
function methodsOf({ figure }: FigureRows): Json {
	const labels = new Set(figure.flatMap(({ method }) => method.split('; ')));
	return methods
		.filter(({ label }) => labels.has(label))
		.toSorted((a, b) => (a.label < b.label ? -1 : 1))
		.map(({ label, name, reference }) => ({ label, name, reference }));
}
