import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A file as browsers get it; the compressed forms are there when they are worth having. */
export type Asset = { body: Buffer; type: string; gzip?: Buffer; br?: Buffer };

export type Assets = {
	/** Where the file of this name is served, such as "enhance.js". The address changes when the content does. */
	url(name: string): string;
	/** By address. Every one of them may be cached for ever. */
	files: Map<string, Asset>;
	/** For script-src: the one script that stands in the page itself. */
	inlineScriptHashes: string[];
};

/**
 * What govuk-frontend asks for before its modules load, so that the page does not jump. It stands in the page, because
 * a file would hold up the first paint; the Content-Security-Policy allows it by its hash.
 */
export const supportScript =
	"document.body.className+=' js-enabled'+('noModule' in HTMLScriptElement.prototype?' govuk-frontend-supported':'')";

const ours = new URL('../../../assets/', import.meta.url);
const govuk = new URL('.', import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.js'));
const moj = new URL('moj/', import.meta.resolve('@ministryofjustice/frontend/package.json'));

const types: Record<string, string> = {
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
};

export async function loadAssets(): Promise<Assets> {
	const files = new Map<string, Asset>();
	const names = new Map<string, string>();

	function publish(name: string, body: Buffer): string {
		const extension = extname(name).replace('.mjs', '.js');
		const type = types[extension];
		if (type === undefined) throw new Error(`assets: no content type is known for ${name}`);
		const print = createHash('sha256').update(body).digest('hex').slice(0, 12);
		const url = `/assets/${basename(name, extname(name))}.${print}${extension}`;
		files.set(url, { body, type });
		return url;
	}

	const publishModule = modulePublisher(publish);

	names.set('govuk.css', await publishStyles('govuk.css', new URL('govuk-frontend.min.css', govuk), govuk));
	names.set('moj.css', await publishStyles('moj.css', new URL('moj-frontend.min.css', moj), moj));
	for (const name of (await readdir(ours)).sort()) {
		const file = new URL(name, ours);
		if (name.endsWith('.js')) names.set(name, await publishModule(file));
		else if (name.endsWith('.css')) names.set(name, await publishStyles(name, file, ours));
		else if (extname(name) in types) names.set(name, publish(name, await readFile(file)));
	}

	/** The style sheet, with the pictures it names published beside it. */
	async function publishStyles(name: string, file: URL, home: URL): Promise<string> {
		const css = withoutGovUkMarks(await readFile(file, 'utf8'));
		const pictures = new Map<string, string>();
		for (const [, picture = ''] of css.matchAll(/url\(\/assets\/(images\/[^)]+)\)/g)) {
			const path = new URL(`assets/${picture}`, home);
			pictures.set(picture, publish(basename(picture), await readFile(path)));
		}
		const linked = css.replaceAll(
			/url\(\/assets\/(images\/[^)]+)\)/g,
			(_, picture: string) => `url(${pictures.get(picture)})`,
		);
		return publish(name, Buffer.from(linked));
	}

	await Promise.all([...files.values()].map(compress));
	return {
		url(name) {
			const url = names.get(name);
			if (url === undefined) throw new Error(`assets: there is no file named ${name}`);
			return url;
		},
		files,
		inlineScriptHashes: [`sha256-${createHash('sha256').update(supportScript).digest('base64')}`],
	};
}

/**
 * The GDS Transport typeface and the royal crest may only be used on GOV.UK: what the packages say about them is left
 * out, and the next family in their list, Arial, takes over.
 */
function withoutGovUkMarks(css: string): string {
	return css
		.replaceAll(/\/\*! Copyright \(c\) 2011[^*]*\*\//g, '')
		.replaceAll(/@font-face\s*\{[^}]*\}/g, '')
		.replaceAll(/["']?GDS Transport["']?\s*,\s*/g, '')
		.replaceAll(/url\(\/assets\/images\/govuk-crest\.svg\)/g, 'none')
		.replaceAll(/\/\*# sourceMappingURL=.*?\*\//g, '');
}

const imports = /^((?:import|export)\s[^'"();=]*?from\s*|import\s*)(['"])([^'"]+)\2/gm;

/**
 * Browsers cannot find a package by its name, and an import map would have to stand in the page. So a module is
 * published after those it imports, with their addresses written into it; its own address then changes with theirs.
 */
function modulePublisher(publish: (name: string, body: Buffer) => string): (file: URL) => Promise<string> {
	const published = new Map<string, string>();
	const open = new Set<string>();

	return async function publishModule(file) {
		const done = published.get(file.href);
		if (done !== undefined) return done;
		if (open.has(file.href)) throw new Error(`assets: ${fileURLToPath(file)} imports itself in a circle`);
		open.add(file.href);
		const source = (await readFile(file, 'utf8')).replace(/\/\/# sourceMappingURL=.*\s*$/, '');
		const addresses = new Map<string, string>();
		for (const [, , , name = ''] of source.matchAll(imports)) {
			addresses.set(name, await publishModule(resolveModule(name, file)));
		}
		const linked = source.replaceAll(
			imports,
			(_, start: string, quote: string, name: string) => `${start}${quote}${addresses.get(name)}${quote}`,
		);
		const url = publish(basename(file.pathname), Buffer.from(linked));
		published.set(file.href, url);
		return url;
	};
}

function resolveModule(name: string, from: URL): URL {
	if (/^\.{0,2}\//.test(name)) return new URL(name, from);
	// The package's own entry is some forty small modules; the same in one file is one request.
	if (name === 'govuk-frontend') return new URL('govuk-frontend.min.js', govuk);
	return new URL(import.meta.resolve(name));
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

async function compress(asset: Asset): Promise<void> {
	if (asset.body.length < 1024 || asset.type === types['.png']) return;
	// Quality 9 is nearly as small as 11 here, and twenty times as quick: every start pays for it.
	const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
	[asset.gzip, asset.br] = await Promise.all([gzipped(asset.body), brotlied(asset.body, quality)]);
}
