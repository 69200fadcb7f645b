import assert from 'node:assert/strict';
import { test } from 'node:test';
import nunjucks from 'nunjucks';
import { finishedPage } from './marks.ts';
import { type Entry, messageOf } from './message.ts';
import { tongue } from './words.ts';

const catalogue = (entries: Record<string, Entry>) =>
	new Map(Object.entries(entries).map(([key, entry]) => [key, messageOf(entry)]));
const english = catalogue({
	found: { one: '{count} report about {force}', other: '{count} reports about {force}' },
	lead: 'See the <calendar>release calendar</calendar> of <strong>{force}</strong>.',
	only: 'Only in English',
});
const welsh = catalogue({
	found: {
		one: '{count} adroddiad am {force}',
		two: '{count} ddau am {force}',
		other: '{count} o adroddiadau',
	},
	lead: 'Gweler y <calendar>calendr</calendar>.',
});
const en = tongue('en', new Map(), english);
const cy = tongue('cy', welsh, english);
const force = 'Kent & <b>Medway</b>';

test('a message takes its plural and its values, and escapes them where it has markup', () => {
	assert.equal(en.t('found', { count: 1, force }), `1 report about ${force}`);
	assert.equal(en.t('found', { count: 1200, force }), `1,200 reports about ${force}`);
	assert.equal(
		String(en.say('lead', { force, calendar: { href: '/calendar?a=1&b="' } })),
		'See the <a class="govuk-link" href="/calendar?a=1&amp;b=&quot;">release calendar</a> of <strong>Kent &amp; &lt;b&gt;Medway&lt;/b&gt;</strong>.',
	);
	const made = new nunjucks.runtime.SafeString('<i>made</i>');
	assert.equal(String(en.say('found', { count: 1, force: made })), '1 report about <i>made</i>');
});

test('a key that is nowhere, and a value that is not given, are failures', () => {
	assert.throws(() => en.t('nothing'), /no catalogue of the website has the words "nothing"/);
	assert.throws(() => en.t('found', { force }), /"found": the value "count"/);
	assert.throws(() => en.t('found', { count: 2 }), /"found": the value "force"/);
	assert.throws(() => en.say('lead', { force }), /"lead": where <calendar> leads/);
	assert.throws(() => en.t('lead', { force }), /"lead"/);
});

test('another language falls back to English, and says which words are in which', () => {
	const page = (body: string) =>
		finishedPage(`<title>${cy.t('found', { count: 2, force: 'Kent' })}</title>${body}`, 'cy');
	assert.equal(
		page(
			`<p title="${cy.t('found', { count: 4, force: 'x' })}">${cy.t('found', { count: 2, force: 'Kent' })}</p>`,
		),
		'<title>2 ddau am Kent</title><p title="4 o adroddiadau"><span lang="cy">2 ddau am <span lang="en">Kent</span></span></p>',
	);
	assert.match(page(`<b>${cy.t('only')}</b>`), /<b>Only in English<\/b>$/);
	const found = cy.t('found', { count: 2, force: 'Kent' });
	assert.match(
		page(`<svg><title>a</title><text>${found}</text></svg><svg/><i>${found}</i>`),
		/<text>2 ddau am Kent<\/text><\/svg><svg\/><i><span lang="cy">/,
	);
});

test('links and forms of a page stay in its language, but for what is the same in all', () => {
	const link = (href: string) => /"(.*)"/.exec(finishedPage(`<a class=x href="${href}">`, 'cy'))?.[1];
	for (const [address, becomes] of [
		['/', '/cy'],
		['/publications?a=1#b', '/cy/publications?a=1#b'],
		['?page=2', '?page=2'],
		['/assets/a.css', '/assets/a.css'],
		['/publications/x/letter.pdf', '/publications/x/letter.pdf'],
		['/api/v1/forces', '/api/v1/forces'],
		['/api/forces', '/cy/api/forces'],
		['https://site.example/a', 'https://site.example/a'],
		['//site.example/a', '//site.example/a'],
		['/cy/compare', '/cy/compare'],
	] as const)
		assert.equal(link(address), becomes);
	assert.match(finishedPage('<form method="get" action="/search">', 'cy'), /action="\/cy\/search"/);
	assert.match(finishedPage('<a hreflang="en" href="/search">', 'cy'), /href="\/search"/);
});
