import type { TopLevelSpec } from 'vega-lite';
import { ink, shapes, smallSize } from './look.ts';
import { patterns } from './patterns.ts';
import type { Layer, Rule, Scene, Sign, Words } from './scene.ts';

/** They take a fifth of a second to load, and most processes never draw. */
let tools: Promise<Tools> | undefined;
type Tools = { vega: typeof import('vega'); lite: typeof import('vega-lite') };
function loadTools(): Promise<Tools> {
	tools ??= Promise.all([import('vega'), import('vega-lite')]).then(([vega, lite]) => ({ vega, lite }));
	return tools;
}

/** Vega's own remarks, such as that of an empty extent, tell nobody anything; what it throws is not silenced. */
const quiet = {
	level: () => quiet,
	error: () => quiet,
	warn: () => quiet,
	info: () => quiet,
	debug: () => quiet,
};

/** The picture as SVG: named by its title, described by its text alternative, with ids that no other picture has. */
export async function paint(scene: Scene, told: { id: string; title: string; alt: string }): Promise<string> {
	const { vega, lite } = await loadTools();
	const { spec } = lite.compile(specOf(scene), { logger: quiet });
	const view = new vega.View(vega.parse(spec), { renderer: 'none', logger: quiet });
	try {
		return finished(await view.toSVG(), told);
	} finally {
		view.finalize();
	}
}

function specOf({ width, height, edges, layers, rules, words, signs }: Scene): TopLevelSpec {
	return {
		width,
		height,
		padding: edges,
		autosize: { type: 'none' },
		background: '#ffffff',
		config: {
			aria: false,
			font: 'Arial, Helvetica, sans-serif',
			view: { stroke: null },
			axis: {
				labelFontSize: smallSize,
				labelColor: ink.text,
				labelOverlap: false,
				labelLimit: 0,
				labelFlush: false,
				gridColor: ink.grid,
				domainColor: ink.nation,
				tickColor: ink.nation,
				title: null,
			},
		},
		layer: [
			...(rules.length > 0 ? [ruleLayer(rules)] : []),
			...layers,
			...(signs.length > 0 ? [signLayer(signs)] : []),
			wordLayer(words),
		],
	};
}

const own = (field: string) => ({ expr: `datum.${field}` });

function wordLayer(words: readonly Words[]): Layer {
	return {
		data: {
			values: words.map(({ x, y, text, size = smallSize, bold, align = 'left', colour = ink.text }) => ({
				x,
				y,
				text: printable(text),
				size,
				weight: bold === true ? 'bold' : 'normal',
				align,
				colour,
			})),
		},
		mark: {
			type: 'text',
			baseline: 'middle',
			align: own('align'),
			fontSize: own('size'),
			fontWeight: own('weight'),
			fill: own('colour'),
		},
		encoding: {
			x: { value: own('x') },
			y: { value: own('y') },
			text: { field: 'text', type: 'nominal' },
		},
	};
}

function signLayer(signs: readonly Sign[]): Layer {
	return {
		data: {
			values: signs.map(({ x, y, shape, hollow, colour = ink.text, size = 60 }) => ({
				x,
				y,
				shape: shapes[shape],
				fill: hollow === true ? '#ffffff' : colour,
				colour,
				size,
			})),
		},
		mark: {
			type: 'point',
			opacity: 1,
			strokeWidth: 1.5,
			fill: own('fill'),
			stroke: own('colour'),
			size: own('size'),
		},
		encoding: {
			x: { value: own('x') },
			y: { value: own('y') },
			shape: { field: 'shape', type: 'nominal', scale: null },
		},
	};
}

function ruleLayer(rules: readonly Rule[]): Layer {
	return {
		data: {
			values: rules.map(({ dash = [], colour = ink.quiet, width = 1.2, ...ends }) => ({
				...ends,
				dash: [...dash],
				colour,
				width,
			})),
		},
		mark: { type: 'rule', stroke: own('colour'), strokeWidth: own('width'), strokeDash: own('dash') },
		encoding: {
			x: { value: own('x') },
			y: { value: own('y') },
			x2: { value: own('x2') },
			y2: { value: own('y2') },
		},
	};
}

/** Characters that XML has no way to write, such as those a spreadsheet leaves behind. */
export function printable(text: string): string {
	return (
		text
			.toWellFormed()
			// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is sought
			.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
	);
}

/** Every tag of the renderer's; its own text never holds one of these signs. */
const tags = /<(\/?)([a-zA-Z]+)((?:\s[^<>]*?)?)(\/?)>/g;
/** What the policy of our pages, or a reader of pictures, has no use for. */
const idle =
	/\s(?:(?:class|role|aria-[a-z]+|pointer-events|xmlns:xlink|version)="[^"]*"|opacity="1"|stroke-dasharray="")/g;

function finished(drawn: string, { id, title, alt }: { id: string; title: string; alt: string }): string {
	// Vega counts its clips from the start of the process; a picture's own are counted anew.
	const clips = new Map<string, string>();
	const named = (theirs: string) => {
		if (!/^clip\d+$/.test(theirs)) return `${id}-${theirs}`;
		const ours = clips.get(theirs) ?? `${id}-clip-${clips.size + 1}`;
		clips.set(theirs, ours);
		return ours;
	};
	const body = drawn
		.replace(tags, (_, close: string, name: string, attributes: string, alone: string) => {
			const kept = attributes
				.replace(idle, '')
				.replace(/(\.\d\d)\d+/g, '$1')
				.replace(/\sid="([^"]*)"/g, (_, theirs: string) => ` id="${named(theirs)}"`)
				.replace(/url\(#([^)]*)\)/g, (_, theirs: string) => `url(#${named(theirs)})`);
			return `<${close}${name}${kept}${alone}>`;
		})
		.replace(/<path d="[^"]*" display="none"\/>/g, '')
		.replace(/<path d="M[\d.,]+h[\d.]+v[\d.]+h-?[\d.]+Z"\/>/g, '');
	if (/\sstyle=|<style|<script|<foreignObject|\shref=/.test(body.replace(/>[^<]*</g, '><')))
		throw new Error('A chart came out with something that the policy of our pages refuses.');
	const role = `role="img" aria-labelledby="${id}-title ${id}-desc"`;
	const head = `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(alt)}</desc>`;
	const defs = body.includes(`url(#${id}-pattern`) ? patterns(id) : '';
	return body.replace(/^<svg([^>]*)>/, (_, attributes: string) => `<svg ${role}${attributes}>${head}${defs}`);
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escaped(text: string): string {
	return printable(text).replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);
}
