import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, trackedFiles } from './tracked.ts';

/** What no page of ours does, whoever writes it. */

const layouts = 'src/foundation/web/views/layouts/';
const furniture = 'src/foundation/web/views/furniture/';
/** The furniture and the page around every page are where a rule may be broken, once and with care. */
const isFurniture = (file: string) => file.startsWith(furniture);

/** These hold what the server made itself, with all words escaped in making: squares, charts, documents, and JSON for programs. */
const unescaped = new Set([
	'src/accuracy/views/round.njk',
	'src/foundation/identity/views/enrolment.njk',
	'src/figures/charts/views/chart.njk',
	'src/documents/making/views/preview.njk',
	'src/documents/writing/views/parts.njk',
	'src/releases/reading/views/document.njk',
	'src/releases/reading/views/frozen-document.njk',
	'src/website/data/views/open-data.njk',
	'src/website/forces/views/force.njk',
	'src/website/forces/views/parts.njk',
	'src/website/views/report.njk',
	'src/website/views/section.njk',
]);

type Rule = { says: string; broken(view: string, file: string): boolean };

const rules: Rule[] = [
	{
		says: 'text is escaped: nothing is declared safe',
		broken: (view, file) => !unescaped.has(file) && /\|\s*safe\b|\{%-?\s*autoescape/.test(view),
	},
	{
		says: 'style and behaviour are not written into a page: its content policy refuses them',
		broken: (view, file) =>
			/<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["'{]|javascript:/i.test(view) ||
			(/<script\b(?![^>]*\ssrc=|[^>]*\stype="application\/ld\+json")/i.test(view) &&
				file !== `${layouts}base.njk`),
	},
	{
		says: 'a form that changes something is made by ui.form, which brings its token',
		broken: (view, file) =>
			!isFurniture(file) &&
			[...view.matchAll(/<form\b[^>]*>/gi)].some(([form]) => !/\smethod\s*=\s*["']?get\b/i.test(form)),
	},
	{
		says: 'every page stands in the layout of whoever asks',
		broken: (view, file) =>
			!isFurniture(file) &&
			!file.startsWith(layouts) &&
			!isLibrary(view) &&
			!/\{%-?\s*extends\s+layout\s*-?%\}/.test(view),
	},
	{
		says: 'nothing is fetched from another site',
		broken: (view) => /<(?:script|link|img|iframe|source|video|audio)\b[^>]*(?:https?:)?\/\/\w/i.test(view),
	},
];

/** Pieces that pages import: macros, the pieces that they are made of, and not a word outside them. */
const isLibrary = (view: string) =>
	view
		.replaceAll(/\{%-?\s*macro[\s\S]*?endmacro\s*-?%\}/g, '')
		.replaceAll(/\{%-?\s*import [^%]*%\}/g, '')
		.trim() === '';

/** A comment shows how a thing is used, and is no part of the page. */
const withoutComments = (view: string) => view.replaceAll(/\{#[\s\S]*?#\}/g, '');

const broken = (file: string, view: string) =>
	rules.filter((rule) => rule.broken(withoutComments(view), file)).map(({ says }) => `${file}: ${says}`);

const views = trackedFiles().filter((file) => file.endsWith('.njk') && !file.startsWith('test/'));

test('every view keeps the rules of the house', () => {
	assert.ok(views.includes('src/programmes/forces/views/list.njk'));
	const read = (file: string) => (views.includes(file) ? readFileSync(join(root, file), 'utf8') : '');
	assert.deepEqual(
		[...unescaped].filter((file) => !/\|\s*safe\b/.test(withoutComments(read(file)))),
		[],
		'these hold nothing unescaped any more',
	);
	assert.deepEqual(
		views.flatMap((file) => broken(file, readFileSync(join(root, file), 'utf8'))),
		[],
	);
});

for (const [what, view, count] of [
	['unescaped text', '{% extends layout %}{{ text | safe }}', 1],
	['an inline style', '{% extends layout %}<p style="color: red">', 1],
	['an inline handler', '{% extends layout %}<a onclick="go()">', 1],
	['an inline script', '{% extends layout %}<script>go()</script>', 1],
	['data for programs', '{% extends layout %}<script type="application/ld+json">{{ data }}</script>', 0],
	['a form without its token', '{% extends layout %}<form method="post" action="/x">', 1],
	['a form without a method that is read', '{% extends layout %}<form action="/x">', 1],
	['a page without a layout', '<p>Hello</p>', 1],
	['macros that pages import', '{% macro tag(state) -%}<b>{{ state }}</b>{%- endmacro %}', 0],
	[
		'macros made of others',
		'{%- import "room/lines.njk" as lines %}{% macro tag(x) -%}<b>{{ x }}</b>{%- endmacro %}',
		0,
	],
	['a picture from elsewhere', '{% extends layout %}<img src="https://site.example/x.png" alt="">', 1],
	[
		'a good page',
		'{%- extends layout %}<form method="get" action="/x">{# <form> | safe #}<p>only = true</p>',
		0,
	],
] as const) {
	test(`this test sees ${what}`, () => {
		assert.equal(broken('src/room/views/page.njk', view).length, count);
	});
}
