import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportMeta } from '../../test/documents/meta.ts';
import { resolverForTests } from '../../test/documents/resolver.ts';
import { htmlOf, readDocument } from '../documents/index.ts';
import { formerAnchors, pageOf, pagesOf, sectionHtml, sectionsIn, withAnchors } from './section.ts';

const markdown = `# Effectiveness

How it keeps people safe, as [the last part](#x) says.

## Investigating “crime” & more

It investigates well.[^1] See :see[legitimacy].

### Areas for improvement

- It should do *more*.

## Preventing crime

It prevents.

# Legitimacy

It treats people fairly.

[^1]: So we were told, and:

    - so we saw.
`;

const doc = await readDocument(reportMeta({ title: 'A report' }), [{ markdown }], resolverForTests());
const html = htmlOf(doc);
const sections = sectionsIn(html);
const at = (id: string) => sections.find((one) => one.id === id) ?? assert.fail(id);

test('a document is cut into its pillars and questions, each whole with its footnotes and working links', () => {
	assert.deepEqual(
		sections.map(({ id, level, title, within }) => [id, level, title, within]),
		[
			['effectiveness', 1, 'Effectiveness', null],
			['investigating-crime-more', 2, 'Investigating “crime” & more', 'effectiveness'],
			['areas-for-improvement', 3, 'Areas for improvement', 'investigating-crime-more'],
			['preventing-crime', 2, 'Preventing crime', 'effectiveness'],
			['legitimacy', 1, 'Legitimacy', null],
		],
	);
	assert.deepEqual(
		pagesOf(sections).map(({ id }) => id),
		['effectiveness', 'investigating-crime-more', 'preventing-crime', 'legitimacy'],
	);
	assert.equal(pageOf(sections, at('areas-for-improvement')).id, 'investigating-crime-more');
	const pillar = sectionHtml(html, at('effectiveness'), { whole: false, href: '/d' });
	assert.match(pillar.text, /^<p>How it keeps people safe/);
	assert.doesNotMatch(pillar.text, /investigates|Effectiveness/);
	const question = sectionHtml(html, at('investigating-crime-more'), { whole: true, href: '/d' });
	assert.match(question.text, /<h2 id="areas-for-improvement">Areas for improvement<\/h2>/);
	assert.match(question.text, /href="#note-1"/);
	assert.doesNotMatch(question.text, /It prevents/);
	assert.match(question.footnotes, /^<li id="note-1">.*so we saw.*href="#note-1-ref".*<\/li>$/s);
	assert.equal(sectionHtml(html, at('legitimacy'), { whole: true, href: '/d' }).footnotes, '');
	for (const one of sections) {
		const { text, footnotes } = sectionHtml(html, one, { whole: true, href: '/d' });
		for (const markup of [text, footnotes])
			for (const tag of ['section', 'li', 'p'])
				assert.equal(
					markup.match(new RegExp(`<${tag}[\\s>]`, 'g'))?.length ?? 0,
					markup.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0,
					`${one.id}: ${tag}`,
				);
	}
});

test('an anchor that a correction renamed leads to what stands in its place, and to nothing where that was taken out', () => {
	const written = (text: string | null, ...ids: string[]) => ids.map((id, index) => ({ id, text, index }));
	const now = [...written('summary', 'summary'), ...written('findings', 'detailed-findings', 'what-we-saw')];
	const before = [
		...written('summary', 'summary'),
		...written('findings', 'detailed-findings', 'what-we-say'),
		...written('annex', 'annex'),
	];
	const former = formerAnchors(now, [before]);
	assert.deepEqual([...former], [['what-we-say', 'what-we-saw']]);
	// A document of one text tells less of places: only where nothing was put in or taken out.
	assert.equal(formerAnchors(written(null, 'a', 'b'), [written(null, 'a', 'c')]).get('c'), 'b');
	assert.equal(formerAnchors(written(null, 'a', 'b', 'd'), [written(null, 'a', 'c')]).get('c'), undefined);
	const anchored = withAnchors(html, sections, new Map([['preventing', 'preventing-crime']]));
	assert.match(anchored, /<span id="preventing"><\/span><h3 id="preventing-crime">/);
	assert.equal(anchored.replace('<span id="preventing"></span>', ''), html);
});
