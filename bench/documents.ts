// The reports of a cycle: 43 of about forty pages and ten charts each, in HTML and PDF, against the sum of what the setter
// of type takes for the same sources and what the same charts take. Twice as many show that memory does not grow, and the
// same once more, with one figure changed, that only what quotes it is made again. At last the checker, on sixty pages.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';
import { typstOf } from '../src/documents/faces/typst-document.ts';
import {
	check,
	type Doc,
	draftOf,
	type Fact,
	openPress,
	type Press,
	type Resolver,
	readDocument,
	shippedGlossary,
} from '../src/documents/index.ts';
import type { Copies } from '../src/documents/making/copies.ts';
import { makeEach, type Outcome } from '../src/documents/making/make-each.ts';
import { fromShelf, isOnShelf, shelve } from '../src/documents/making/shelf.ts';
import { type Chart, drawChart } from '../src/figures/index.ts';
import { contentHash } from '../src/foundation/index.ts';
import { sampleCharts } from '../test/charts.ts';
import { reportMeta } from '../test/documents/meta.ts';
import { alone, inTurns, seconds, type Taken, taken } from './alone.ts';

const rounds = 3;
const forces = 43;
const chartsEach = 10;

const task = z.object({ documents: z.number() });
const templates = join(import.meta.dirname, '../src/documents/faces/typst');

export async function benchDocuments(print: (line: string) => void): Promise<void> {
	const { charts, typst, ours } = await inTurns(rounds, {
		charts: () => alone('documents.ts', 'drawCharts', { documents: forces }),
		typst: () => alone('documents.ts', 'setType', { documents: forces }),
		ours: () => alone('documents.ts', 'makeReports', { documents: forces }),
	});
	const sum = charts.milliseconds + typst.milliseconds;
	print(
		`${forces} reports: in HTML and PDF in ${seconds(ours)}; the setter of type alone ${seconds(typst)} and the charts alone ${seconds(charts)}, together ${(sum / 1000).toFixed(2)} s: × ${(ours.milliseconds / sum).toFixed(2)} (at most 2)`,
	);
	const twice = await alone('documents.ts', 'makeReports', { documents: 2 * forces });
	print(`  ${ours.note}; this process ${Math.round(ours.megabytes)} MB`);
	print(`  ${twice.note}; this process ${Math.round(twice.megabytes)} MB, in ${seconds(twice)}`);
	const again = await alone('documents.ts', 'makeAgain', { documents: forces });
	print(`one figure changed: ${again.note}, in ${seconds(again)}`);
	const { checked } = await inTurns(rounds, {
		checked: () => alone('documents.ts', 'checkLong', { documents: 1 }),
	});
	print(`checker: ${checked.note} in ${seconds(checked)} (at most 2 s)`);
}

/** All of it, as the product does it, but for the records behind it. */
export async function makeReports(given: unknown): Promise<Taken & { note: string }> {
	const { documents } = task.parse(given);
	return withShelf(async (copies) => {
		const watched = watchedPress();
		const outcomes: Outcome[] = [];
		const took = await taken(() => make(documents, { copies, press: watched.press, outcomes }));
		await watched.press.close();
		const pages = outcomes.reduce((sum, one) => sum + (one.outcome === 'made' ? one.pages : 0), 0);
		const note = `${documents} reports of ${Math.round(pages / documents)} pages, ${(copies.bytes() / 1e6).toFixed(1)} MB; the setters of type at most ${Math.round(watched.heaviest())} MB each`;
		return { ...took, note };
	});
}

/** The same reports once more, when a figure that one of them quotes has changed. */
export async function makeAgain(given: unknown): Promise<Taken & { note: string }> {
	const { documents } = task.parse(given);
	return withShelf(async (copies) => {
		const press = openPress();
		await make(documents, { copies, press, outcomes: [] });
		const outcomes: Outcome[] = [];
		const took = await taken(() => make(documents, { copies, press, outcomes, changed: 7 }));
		await press.close();
		const count = (wanted: string) => outcomes.filter(({ outcome }) => outcome === wanted).length;
		return {
			...took,
			note: `${count('made')} of ${documents} reports made again, ${count('unchanged')} left as they are`,
		};
	});
}

/** What the checker takes for a report of sixty pages, read already. */
export async function checkLong(): Promise<Taken & { note: string }> {
	const doc = await compose(1, { parts: 15 });
	const glossary = await shippedGlossary();
	const draft = draftOf(doc, 'report');
	const { result, ...took } = await taken(async () => check(draft, { glossary, dated: '2014-09-04' }));
	const press = openPress();
	const { pages } = await press.pdf(doc);
	await press.close();
	return { ...took, note: `${pages} pages with ${result.length} remarks` };
}

async function make(
	documents: number,
	{
		copies,
		press,
		outcomes,
		changed,
	}: { copies: Copies; press: Press; outcomes: Outcome[]; changed?: number },
): Promise<void> {
	await makeEach(
		Array.from({ length: documents }, (_, force) => String(force)),
		{
			copies,
			press,
			async read(document) {
				const force = Number(document);
				const doc = await compose(force, { more: force === changed ? 0.1 : 0 });
				return { doc, hash: contentHash(doc) };
			},
			told: async (_, outcome) => void outcomes.push(outcome),
		},
	);
}

/** A shelf of its own, with its rows in memory. */
async function withShelf<T>(work: (copies: Copies & { bytes(): number }) => Promise<T>): Promise<T> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'inspectorate-bench-'));
	const rows = new Map<string, { sha256: string; size: number; pages: number | null }>();
	const key = (document: string, face: string, hash: Buffer) => `${document} ${face} ${hash.toString('hex')}`;
	try {
		return await work({
			bytes: () => rows.values().reduce((sum, { size }) => sum + size, 0),
			async has(...asked) {
				const row = rows.get(key(...asked));
				return row !== undefined && isOnShelf({ dataFolder }, row.sha256, row.size);
			},
			async take(...asked) {
				const row = rows.get(key(...asked));
				const content = row === undefined ? undefined : await fromShelf({ dataFolder }, row.sha256);
				return row === undefined || content === undefined ? undefined : { content, pages: row.pages };
			},
			async keep(document, face, hash, { content, pages }) {
				const sha256 = await shelve({ dataFolder }, content);
				rows.set(key(document, face, hash), { sha256, size: content.length, pages });
			},
		});
	} finally {
		rmSync(dataFolder, { recursive: true, force: true });
	}
}

/** A press that remembers what the heaviest of its processes weighed. */
function watchedPress(): { press: Press; heaviest(): number } {
	const press = openPress();
	let heaviest = 0;
	return {
		heaviest: () => heaviest,
		press: {
			close: () => press.close(),
			async pdf(doc) {
				const made = await press.pdf(doc);
				heaviest = Math.max(heaviest, made.megabytes);
				return made;
			},
		},
	};
}

export async function drawCharts(given: unknown): Promise<Taken & { note: string }> {
	const { documents } = task.parse(given);
	const took = await taken(async () => {
		for (let force = 0; force < documents; force += 1)
			for (let index = 0; index < chartsEach; index += 1) await drawChart(chartOf(force, index));
	});
	return { ...took, note: '' };
}

/** The same sources, compiled one after the other by the bare compiler. */
export async function setType(given: unknown): Promise<Taken & { note: string }> {
	const { documents } = task.parse(given);
	const fontBlobs = fonts();
	let milliseconds = 0;
	let processor = 0;
	for (let force = 0; force < documents; force += 1) {
		const { main, pictures } = typstOf(await compose(force));
		const took = await taken(async () => {
			const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs }] });
			for (const { path, content } of pictures)
				compiler.mapShadow(join(templates, path), Buffer.from(content));
			const { result } = compiler.compile({ mainFileContent: main });
			if (result === null) throw new Error('It does not compile');
			compiler.pdf(result, { pdfStandard: 'ua-1' });
			compiler.evictCache(0);
		});
		milliseconds += took.milliseconds;
		processor += took.processor;
	}
	return { milliseconds, processor, note: '' };
}

function compose(force: number, { parts = chartsEach, more = 0 } = {}): Promise<Doc> {
	const meta = reportMeta({ layout: 'report-2018-19', subject: `Force ${force}` });
	return readDocument(meta, [{ markdown: textOf(force, parts) }], resolver(force, more));
}

const paragraph =
	'The force found :figure[share]{area=a} of what it looked for, which is :compare[share]{with=nation} the nation as a whole. It should supervise what its officers do, record why they did it, and look at the records every month, so that it can tell whether what it does is fair. We spoke to officers, staff and people of the area, read files and looked at figures, and found that most of it was done as it should be, though not everywhere and not every time.\n\n';

/** About forty pages: ten parts, each with findings, a list, a table, a box and a chart. */
function textOf(force: number, parts: number): string {
	return Array.from({ length: parts }, (_, part) =>
		[
			`# Part ${part + 1} of force ${force}`,
			...Array.from({ length: 4 }, (_, section) =>
				[
					`## Question ${section + 1} of part ${part + 1}`,
					paragraph.repeat(3),
					'- One thing that was found\n- Another thing that was found\n- A third one\n',
					paragraph.repeat(2),
				].join('\n\n'),
			),
			`::chart[chart-${part}]`,
			':::table[Figures of this part]\n| Force | Crimes | Share |\n| - | -: | -: |\n| A | 1,200 | 12% |\n| B | 8,800 | 88% |\n:::',
			':::area-for-improvement\nThe force should supervise its searches.\n:::',
		].join('\n\n'),
	).join('\n\n');
}

const fact: Fact = { id: 'share', of: 'figure', title: 'Share', value: '12.5', unit: 'percent' };

function resolver(force: number, more: number): Resolver {
	return {
		figure: async (asked) => asked.map(() => ({ found: { text: `${10 + force + more}%`, facts: [fact] } })),
		compare: async (asked) => asked.map(() => ({ found: { text: 'lower than in', facts: [fact, fact] } })),
		chart: (asked) =>
			Promise.all(
				asked.map(async (_, index) => ({
					found: { drawn: await drawChart(chartOf(force, index)), facts: [fact] },
				})),
			),
	};
}

function chartOf(force: number, index: number): Chart {
	// Those behind show what charts do without data.
	const charts = sampleCharts.slice(0, 8);
	const chart = charts[index % charts.length];
	if (chart === undefined) throw new Error('There are no charts');
	return { ...chart, id: `${force}-${index}`, title: `${chart.title}: force ${force}, ${index}` };
}

function fonts(): Buffer[] {
	const folder = dirname(
		createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'),
	);
	return ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'].map((style) =>
		readFileSync(join(folder, style, `SourceSans3_${style}.ttf`)),
	);
}
