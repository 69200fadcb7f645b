import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadAssets } from './assets.ts';
import { type Chrome, createRenderer, type Renderer } from './render.ts';

const chrome: Chrome = {
	inspectorate: 'Inspectorate of Policing',
	demonstration: false,
	layout: 'staff',
	path: '/home',
	navigation: [{ text: 'Home', href: '/home', active: true, count: 2 }],
	account: { name: 'Jo <b>', organisation: 'Inspectorate', roles: 'inspector' },
	formToken: 'token-of-this-page',
	reference: 'req-1',
};

let folder: string;
let renderer: Renderer;

before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'views-'));
	renderer = createRenderer({
		views: { room: folder },
		assets: await loadAssets(),
		now: { now: () => Temporal.Instant.from('2027-03-15T00:00:00Z') },
	});
});

after(() => rm(folder, { recursive: true }));

let count = 0;

/** What a view with this source gives. */
async function rendered(source: string, data: Record<string, unknown> = {}, more: Partial<Chrome> = {}) {
	count += 1;
	await writeFile(join(folder, `view-${count}.njk`), source);
	return renderer.render(`room/view-${count}.njk`, { ...chrome, ...more }, data);
}

test('data are escaped in text, in attributes and through every macro', async () => {
	const hostile = '<script>"x"</script>';
	const html = await rendered(
		`{% extends layout %}{% set title = text %}{% block content %}{{ ui.heading(title) }}
		{{ ui.text({ values: { a: text } }, "a", { label: text, hint: text }) }}
		{{ ui.dataTable({ caption: text, columns: [{ text: text }], rows: [[text], [{ text: text, href: text }]] }) }}
		{{ ui.textarea({ values: { b: text }, errors: { b: text } }, "b", { label: text }) }}
		{{ ui.timeline([{ what: text, who: text, when: when, reason: text, changes: [{ name: text, before: text, after: text }] }]) }}
		{{ ui.tag(text) }}{{ ui.summary([{ key: text, value: text }]) }}{% endblock %}`,
		{ text: hostile, when: new Date(0) },
		{ notice: { text: hostile, kind: 'success' } },
	);
	assert.ok(!html.includes(hostile));
	assert.ok(!html.includes('value="<'));
	assert.match(html, /&lt;script&gt;&quot;x&quot;&lt;\/script&gt;/);
	assert.match(html, /Jo &lt;b&gt;/);
});

test('every form brings the token of the page it stands in', async () => {
	const source = '{% call ui.form({ action: "/a" }) %}inside{% endcall %}';
	assert.match(await rendered(source), /name="_form" value="token-of-this-page"/);
	assert.match(await rendered(source, {}, { formToken: 'another' }), /name="_form" value="another"/);
	assert.match(
		await rendered('{{ ui.actions([{ label: "Go", action: "/go" }]) }}'),
		/value="token-of-this-page"/,
	);
});

test('what is not there is a fault that names the view, not a gap in the page', async () => {
	await assert.rejects(() => rendered('{{ nothing }}'), /room\/view-\d+\.njk/);
	assert.throws(() => renderer.render('room/none.njk', chrome, {}), /no view named room\/none\.njk/);
	assert.throws(
		() => renderer.render('elsewhere/none.njk', chrome, {}),
		/no view named elsewhere\/none\.njk/,
	);
	assert.throws(() => renderer.render('room/../../secret', chrome, {}), /no view named/);
	await assert.rejects(() => rendered('', { ui: 1 }), /"ui" is filled by the furniture/);
});

test('errors of a form stand above the content, in the title, and lead to their fields', async () => {
	const html = await rendered(
		'{% extends layout %}{% set title = "Invite" %}{% block content %}{{ ui.email(form, "email", { label: "Email" }) }}{% endblock %}',
		{ form: { values: { email: 'x@' }, errors: { email: 'Enter an email address', '': 'Try again' } } },
	);
	assert.match(html, /<title>Error: Invite – Inspectorate of Policing<\/title>/);
	assert.match(html, /<a href="#email">Enter an email address<\/a>/);
	assert.match(html, /<li>Try again<\/li>/);
	assert.match(html, /id="email"[^>]* value="x@"[^>]* aria-describedby="email-error ?"/);
});

test('a password that was typed is never sent back', async () => {
	const html = await rendered(
		'{{ ui.password({ values: { p: "secret words" } }, "p", { label: "Password" }) }}',
	);
	assert.doesNotMatch(html, /secret words/);
});

test('text that begins with an empty line keeps it through the page', async () => {
	const html = await rendered('{{ ui.textarea({ values: { t: text } }, "t", { label: "Text" }) }}', {
		text: '\nA',
	});
	assert.match(html, /<textarea[^>]*>\n\nA<\/textarea>/);
});

test('choices hold what was chosen, alone or among several, and never by a part of a word', async () => {
	const source = `{{ ui.checkboxes({ values: { v: v } }, "v", { legend: "Which?", items: [
		{ value: "west", text: "West" }, { value: "northwest", text: "North West" }] }) }}`;
	const checked = async (v: unknown) =>
		[...(await rendered(source, { v })).matchAll(/value="(\w+)" checked/g)].map((match) => match[1]);
	assert.deepEqual(await checked('northwest'), ['northwest']);
	assert.deepEqual(await checked(['west', 'northwest']), ['west', 'northwest']);
	assert.deepEqual(await checked(undefined), []);
});

test('every page of a demonstration says that it is one, and no other page does', async () => {
	for (const layout of ['public', 'staff', 'force'] as const) {
		const show = (demonstration: boolean) =>
			renderer.render('web/pages/error-500.njk', { ...chrome, layout, demonstration }, {});
		assert.match(show(true), /<strong>Demonstration\.<\/strong>/);
		assert.doesNotMatch(show(false), /Demonstration/);
	}
});

test('a signed-in person finds the way out on every page, and nobody else is offered it', () => {
	for (const layout of ['public', 'staff', 'force'] as const) {
		const { account, ...nobody } = chrome;
		assert.match(
			renderer.render('web/pages/error-404.njk', { ...chrome, layout }, {}),
			/action="\/sign-out"/,
		);
		assert.doesNotMatch(renderer.render('web/pages/error-404.njk', { ...nobody, layout }, {}), /sign-out/);
	}
});

test('numbers, sizes, counts and times are written as people read them', async () => {
	const when = new Date('2027-07-01T11:00:00Z');
	for (const [source, text] of [
		['{{ 1234567 | number }}', '1,234,567'],
		['{{ 1 | bytes }} {{ 1536 | bytes }} {{ 262144000 | bytes }}', '1 byte 1.5 KB 250 MB'],
		['{{ 1 | plural("force") }} {{ 1200 | plural("entry", "entries") }}', '1 force 1,200 entries'],
		['{{ when | date }}', '1 July 2027'],
		['{{ when | time }}', '1 July 2027 at midday'],
		['{{ when | past }}', 'false'],
	] as const) {
		assert.equal(await rendered(source, { when }), text);
	}
});

test('a sorted column says so, and a table without rows says that instead', async () => {
	const table =
		'{{ ui.dataTable({ caption: "C", columns: [{ text: "A", sortHref: "?a", sorted: "ascending" }], rows: rows, empty: "None yet." }) }}';
	assert.match(await rendered(table, { rows: [[1234]] }), /aria-sort="ascending".*1,234/s);
	const empty = await rendered(table, { rows: [] });
	assert.match(empty, /None yet\./);
	assert.doesNotMatch(empty, /<table/);
});

test('pages link to their neighbours, the first and the last', async () => {
	const html = await rendered('{{ ui.pagination({ page: 5, pages: 9, href: "?kind=a&page=" }) }}');
	const links = [...html.matchAll(/href="\?kind=a&amp;page=(\d+)"/g)].map((match) => match[1]);
	assert.deepEqual(links, ['4', '1', '4', '5', '6', '9', '6']);
});
