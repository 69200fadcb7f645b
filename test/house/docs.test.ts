import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { root, trackedFiles } from './tracked.ts';

/** Whoever follows a link in the documentation arrives. */

const withoutCode = (markdown: string) =>
	markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** What a heading is called in an address, as the places that show Markdown make it. */
function anchorsOf(markdown: string): Set<string> {
	const seen = new Map<string, number>();
	const anchors = new Set<string>();
	for (const [, heading = ''] of markdown
		.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '')
		.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
		const slug = heading
			.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
			.replaceAll(/\s/g, '-');
		const times = seen.get(slug) ?? 0;
		seen.set(slug, times + 1);
		anchors.add(times === 0 ? slug : `${slug}-${times}`);
	}
	for (const [, id = ''] of markdown.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id);
	return anchors;
}

function linksOf(markdown: string): string[] {
	const text = withoutCode(markdown);
	return [
		...[...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)].map(([, link = '']) => link),
		...[...text.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/gm)].map(([, link = '']) => link),
		...[...text.matchAll(/<(?:img|a)\b[^>]*\s(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link),
	];
}

/** The links of this page that lead nowhere. What is on other sites is not asked: a test needs no network. */
function deadLinks(file: string, markdown: string, read: (path: string) => string | null): string[] {
	return linksOf(markdown)
		.filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link))
		.filter((link) => {
			const [path = '', anchor] = link.split('#', 2);
			const target = path === '' ? file : normalize(join(dirname(file), decodeURIComponent(path)));
			const content = path === '' ? markdown : read(target);
			if (content === null) return true;
			return anchor !== undefined && target.endsWith('.md') && !anchorsOf(content).has(anchor);
		})
		.map((link) => `${file}: ${link}`);
}

function read(path: string): string | null {
	// A link that leaves the project leads nowhere for whoever cloned it.
	if (path.startsWith('..') || !existsSync(join(root, path))) return null;
	return path.endsWith('.md') ? readFileSync(join(root, path), 'utf8') : '';
}

test('every link between the pages of the documentation arrives, and so does every anchor', () => {
	// Texts of the demonstration are written with directives, and are no pages of the documentation.
	const pages = trackedFiles().filter((file) => file.endsWith('.md') && !file.startsWith('demo/documents/'));
	assert.ok(pages.includes('README.md'));
	assert.deepEqual(
		pages.flatMap((file) => deadLinks(file, readFileSync(join(root, file), 'utf8'), read)),
		[],
	);
});

test('every room says at its door what lives there', () => {
	const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	assert.ok(rooms.includes('foundation'));
	assert.deepEqual(
		rooms.filter((room) => !existsSync(join(root, 'src', room, 'README.md'))),
		[],
	);
});

test('this test finds a dead link, a dead anchor and a way out of the project', () => {
	const page = `# Start here
[good](other.md), [part](other.md#the-second-part), [here](#start-here), [out](https://site.example/x)
[gone](gone.md), [no part](other.md#third), [outside](../../elsewhere.md), \`[code](gone.md)\`
![picture](gone.png) [by name][n]

[n]: gone-too.md`;
	const files: Record<string, string> = { 'docs/other.md': '# Other\n\n## The second part' };
	assert.deepEqual(
		deadLinks('docs/page.md', page, (path) => files[path] ?? null),
		['gone.md', 'other.md#third', '../../elsewhere.md', 'gone.png', 'gone-too.md'].map(
			(link) => `docs/page.md: ${link}`,
		),
	);
});
