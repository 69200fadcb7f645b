// Sets type, one document after the other, in a process of its own: the compiler works without a pause, and a fault in
// it would end whatever process it is in.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Order, Printout } from './press.ts';

const templates = join(import.meta.dirname, 'typst');
const fonts = [
	...[
		'400Regular',
		'400Regular_Italic',
		'600SemiBold',
		'600SemiBold_Italic',
		'700Bold',
		'700Bold_Italic',
	].map((style) => font('source-sans-3', 'SourceSans3', style)),
	...['400Regular', '600SemiBold', '700Bold'].flatMap((style) => [
		font('noto-sans-arabic', 'NotoSansArabic', style),
		font('noto-sans-hebrew', 'NotoSansHebrew', style),
	]),
];

process.on('message', (order: Order) => {
	const printout = made(order);
	process.send?.({ ...printout, megabytes: process.memoryUsage.rss() / 1024 / 1024 });
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());

function made({ main, pictures }: Order): Omit<Printout, 'megabytes'> {
	// A compiler that is used twice can end the process, and keeps what it has seen.
	const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: fonts }] });
	for (const { path, content } of pictures) compiler.mapShadow(join(templates, path), Buffer.from(content));
	const compiled = compiler.compile({ mainFileContent: main });
	const document = compiled.result;
	const warnings = told(compiler, () => compiled.takeWarnings());
	if (document === null)
		return { pdf: null, pages: 0, refusals: told(compiler, () => compiled.takeError()), warnings };
	try {
		const pdf = compiler.pdf(document, { pdfStandard: 'ua-1' });
		return { pdf, pages: document.numOfPages, refusals: [], warnings };
	} catch (error) {
		return {
			pdf: null,
			pages: 0,
			refusals: [error instanceof Error ? error.message : String(error)],
			warnings,
		};
	} finally {
		compiler.evictCache(0);
	}
}

type Diagnostics = Parameters<NodeCompiler['fetchDiagnostics']>[0];

function told(compiler: NodeCompiler, take: () => Diagnostics | null): string[] {
	const error = take();
	if (error === null) return [];
	return compiler
		.fetchDiagnostics(error)
		.map((one: unknown) =>
			typeof one === 'object' && one !== null && 'message' in one ? String(one.message) : '',
		);
}

function font(name: string, file: string, style: string): Buffer {
	const root = dirname(createRequire(import.meta.url).resolve(`@expo-google-fonts/${name}/package.json`));
	return readFileSync(join(root, style, `${file}_${style}.ttf`));
}
