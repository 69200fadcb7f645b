// The reports of a cycle: 43 of about forty pages and ten charts each, in HTML and PDF, against the sum of what the setter
// of type takes for the same sources and what the same charts take. Twice as many show that memory does not grow.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { z } from 'zod';
import { typstOf } from '../src/documents/faces/typst-document.ts';
import {
	type Doc,
	type Fact,
	makeAll,
	openPress,
	type Resolver,
	readDocument,
} from '../src/documents/index.ts';
import { type Chart, drawChart } from '../src/figures/index.ts';
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
}

/** All of it, as the product does it. */
export async function makeReports(given: unknown): Promise<Taken & { note: string }> {
	const { documents } = task.parse(given);
	const press = openPress();
	let pages = 0;
	let heaviest = 0;
	let bytes = 0;
	const took = await taken(() =>
		makeAll(Array.from({ length: documents }).keys().toArray(), {
			compose,
			press,
			keep: async (_, made) => {
				pages += made.pages;
				heaviest = Math.max(heaviest, made.megabytes);
				bytes += made.pdf.length + made.html.length;
			},
		}),
	);
	await press.close();
	const note = `${documents} reports of ${Math.round(pages / documents)} pages, ${(bytes / 1e6).toFixed(1)} MB; the setters of type at most ${Math.round(heaviest)} MB each`;
	return { ...took, note };
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

function compose(force: number): Promise<Doc> {
	const meta = reportMeta({ layout: 'report-2018-19', subject: `Force ${force}` });
	return readDocument(meta, [{ markdown: textOf(force) }], resolver(force));
}

const paragraph =
	'The force found :figure[share]{area=a} of what it looked for, which is :compare[share]{with=nation} the nation as a whole. It should supervise what its officers do, record why they did it, and look at the records every month, so that it can tell whether what it does is fair. We spoke to officers, staff and people of the area, read files and looked at figures, and found that most of it was done as it should be, though not everywhere and not every time.\n\n';

/** About forty pages: ten parts, each with findings, a list, a table, a box and a chart. */
function textOf(force: number): string {
	return Array.from({ length: chartsEach }, (_, part) =>
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

function resolver(force: number): Resolver {
	return {
		figure: async (asked) => asked.map(() => ({ found: { text: `${10 + force}%`, facts: [fact] } })),
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
