import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPress } from '../../documents/index.ts';
import { engineVersion, openDuck } from '../../figures/index.ts';
import { messageOf, version } from '../../foundation/index.ts';
import { EditionHash, plainTables } from '../freezing/edition.ts';
import type { Difference, Tell } from './checks/difference.ts';
import { checkDocument } from './checks/documents.ts';
import { checkFigures } from './checks/figures.ts';
import { checkFiles } from './checks/files.ts';
import { checkQuoted, factsIn, meansIn } from './checks/quoted.ts';
import { checkSignature, type Signature, type Trust } from './checks/signature.ts';
import { checkSnapshots } from './checks/snapshots.ts';
import { Taken } from './checks/taken.ts';
import { names } from './layout.ts';
import { type Manifest, manifestName, manifestShape } from './manifest.ts';
import { documentIn, type EditionIn, editionIn } from './read-rows.ts';
import { figureRowsIn, type Grounds, groundsIn, withMeans } from './rows.ts';
import { NoBundle, type Unpacking, unpacking } from './unpacking.ts';

/** What was computed and made again. */
type Counts = { figures: number; quotations: number; documents: number };
/** What could not be made again from it: how many data sets are named by their hash alone, and what else was answered. */
type Unproved = { dataSets: number; taken: readonly string[] };

export type Verdict = Counts &
	Unproved & {
		manifest: Manifest | null;
		signature: Signature | null;
		differences: readonly Difference[];
		/** The version that checked it is the one that made it. */
		sameVersion: boolean;
	};

export type Verifying = { trust: Trust; report?: (doing: string) => void };

/**
 * Takes a bundle apart, without a database: whether it is signed, whole and unaltered, whether its figures come out of its
 * aggregates, and its documents out of their texts and the answers. Throws NoBundle where it cannot be read at all.
 */
export async function verifyBundle(path: string, { trust, report = () => {} }: Verifying): Promise<Verdict> {
	const archive = await unpacking(path);
	const differences: Difference[] = [];
	const tell: Tell = (difference) => void differences.push(difference);
	const counts = { figures: 0, quotations: 0, documents: 0, dataSets: 0 };
	const taken = new Taken();
	let [manifest, signature]: [Manifest | null, Signature | null] = [null, null];
	try {
		for (const { place, text } of archive.faults) tell({ kind: 'archive', place, text });
		report('Checking the signature and every file');
		const content = await manifestIn(archive);
		// What is not packed as bundles are is told, and that may be all that can be said of it.
		if (content === null) return verdictOf({ manifest, signature, differences, counts, taken });
		manifest = manifestFrom(content, tell);
		signature = await checkSignature(archive, content, manifest, trust, tell);
		// What is not packed as bundles are is not unpacked either.
		if (manifest !== null && archive.faults.length === 0) {
			await checkFiles(archive, manifest, tell);
			await checkContent(archive, manifest, { tell, report, counts, taken });
		}
	} finally {
		await archive.close();
	}
	return verdictOf({ manifest, signature, differences, counts, taken });
}

function verdictOf({
	counts,
	taken,
	...found
}: Pick<Verdict, 'manifest' | 'signature' | 'differences'> & Pick<Going, 'counts' | 'taken'>): Verdict {
	return { ...found, ...counts, taken: taken.inWords(), sameVersion: isOurs(found.manifest) };
}

async function manifestIn(archive: Unpacking): Promise<Buffer | null> {
	if (!archive.has(manifestName))
		throw new NoBundle(`This is not a bundle: the archive has no “${manifestName}”.`);
	try {
		return await archive.read(manifestName);
	} catch (error) {
		if (error instanceof NoBundle && archive.faults.length > 0) return null;
		throw error;
	}
}

function manifestFrom(content: Buffer, tell: Tell): Manifest | null {
	try {
		return manifestShape.parse(JSON.parse(content.toString('utf8')));
	} catch {
		tell({
			kind: 'file',
			place: manifestName,
			text: 'The manifest cannot be read: it was altered, or a newer version of this program made it.',
		});
		return null;
	}
}

function isOurs(manifest: Manifest | null): boolean {
	return manifest?.program.version === version && manifest.program.engine === engineVersion;
}

type Going = {
	tell: Tell;
	report: (doing: string) => void;
	counts: Counts & Pick<Unproved, 'dataSets'>;
	taken: Taken;
};

async function checkContent(archive: Unpacking, manifest: Manifest, going: Going): Promise<void> {
	const { tell } = going;
	const edition = await read(names.edition, tell, () => editionIn(archive));
	if (edition === null) return;
	// What the temporary folder is called where it lies: DuckDB looks where a path leads.
	const folder = await mkdtemp(join(await realpath(tmpdir()), 'inspectorate-verify-'));
	const duck = await openDuck({ folder });
	try {
		const hash = new EditionHash();
		for (const table of plainTables) for (const row of edition.plain[table]) hash.add(table, row);
		for (const row of edition.copies) hash.add('copy', row);
		for (const row of edition.files) hash.add('file', row);
		const means = await sources(archive, edition, hash, tell);
		compareEdition(manifest, edition, hash, tell);
		await checkCopies(archive, edition, tell);
		const rows = await read(names.rows('figure'), tell, async () => figureRowsIn(edition.plain));
		if (rows === null) return;
		const plain = await read(names.edition, tell, async () => groundsIn(edition.header, rows));
		if (plain === null) return;
		const grounds = withMeans(plain, means);
		const { report } = going;
		const recomputed = await checkFigures(archive, { duck, grounds, rows, report }, tell);
		going.counts.figures = rows.figure.length;
		if (manifest.kind === 'staff') await checkSnapshots(archive, { duck, grounds, report }, tell);
		else going.counts.dataSets = rows.snapshot.length;
		await checkDocuments(archive, { edition, grounds, recomputed, sameVersion: isOurs(manifest) }, going);
	} finally {
		duck.close();
		await rm(folder, { recursive: true, force: true });
	}
}

/** Each document on its way into the hash of the edition, and the means that any of them quotes. */
async function sources(
	archive: Unpacking,
	{ slugs }: EditionIn,
	hash: EditionHash,
	tell: Tell,
): Promise<ReturnType<typeof meansIn>> {
	const means: ReturnType<typeof meansIn> = [];
	for (const slug of slugs) {
		const found = await read(names.document(slug), tell, () => documentIn(archive, slug));
		if (found === null) continue;
		hash.addHash('document', found.hash);
		means.push(...meansIn(factsIn(found.source?.answers ?? [])));
	}
	return means;
}

function compareEdition(manifest: Manifest, { header }: EditionIn, hash: EditionHash, tell: Tell): void {
	const { title, slug, number } = header;
	const stated = {
		title: manifest.release.title,
		slug: manifest.release.slug,
		number: manifest.edition.number,
	};
	for (const [name, value] of Object.entries({ title, slug, number }))
		if (value !== Object.entries(stated).find(([key]) => key === name)?.[1])
			tell({
				kind: 'edition',
				place: names.edition,
				text: `The ${name} of the edition is not the one in the manifest.`,
			});
	if (hash.of(header).toString('hex') !== manifest.edition.contentHash)
		tell({
			kind: 'edition',
			place: names.edition,
			text: 'The rows of this edition do not have the hash that was approved: something in them was altered, taken out or put in.',
		});
}

/** Faces and files are those that the rows of the edition name. */
async function checkCopies(archive: Unpacking, { copies, files }: EditionIn, tell: Tell): Promise<void> {
	const all = [
		...copies.map((one) => ({ ...one, at: names.face(one.document, one.name) })),
		...files.map((one) => ({ ...one, at: names.file(one.name) })),
	];
	for (const { at, sha256, size } of all) {
		const facts = archive.has(at) ? await archive.facts(at).catch(() => null) : null;
		if (facts === null)
			tell({
				kind: 'edition',
				place: at,
				text: `“${at}” is not in the bundle, or cannot be read: the edition has it.`,
			});
		else if (facts.sha256 !== sha256 || facts.size !== size)
			tell({
				kind: 'edition',
				place: at,
				text: `“${at}” is not the file that was frozen: its hash is another.`,
			});
	}
}

/** How many documents are under way at once: while one is made again, others are printed. */
const hands = 3;

async function checkDocuments(
	archive: Unpacking,
	{
		edition,
		grounds,
		recomputed,
		sameVersion,
	}: {
		edition: EditionIn;
		grounds: Grounds;
		recomputed: Awaited<ReturnType<typeof checkFigures>>;
		sameVersion: boolean;
	},
	{ tell, report, counts, taken }: Going,
): Promise<void> {
	const press = openPress();
	const waiting = edition.slugs.values();
	const hand = async () => {
		for (const slug of waiting) {
			await read(`documents/${slug}`, tell, async () => {
				const { row, source } = await documentIn(archive, slug);
				report(`Making ${row.title} again (${slug})`);
				const copies = edition.copies.filter((one) => one.document === slug);
				const place = `documents/${slug}`;
				if (source !== null) counts.quotations += checkQuoted(source, { recomputed, grounds, place }, tell);
				await checkDocument(archive, { row, source, copies }, { press, sameVersion }, tell);
				counts.documents += 1;
				taken.add(source);
			});
		}
	};
	try {
		await Promise.all(Array.from({ length: hands }, hand));
	} finally {
		await press.close();
	}
}

/** What somebody altered may have any form: that is told as a difference of its place, and the rest is looked at. */
async function read<T>(place: string, tell: Tell, work: () => Promise<T>): Promise<T | null> {
	try {
		return await work();
	} catch (error) {
		const [why = ''] = messageOf(error).split('\n', 1);
		tell({
			kind: 'edition',
			place,
			text: `“${place}” cannot be read as part of an edition: ${why.slice(0, 200)}`,
		});
		return null;
	}
}
