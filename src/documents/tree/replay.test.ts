import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportMeta } from '../../../test/documents/meta.ts';
import { resolverForTests } from '../../../test/documents/resolver.ts';
import { everything } from '../../../test/documents/sample.ts';
import { keptOf, keptSource, sourceFrom } from './keep.ts';
import { readDocument } from './read.ts';
import { rebuilt, recording } from './replay.ts';

test('a document is made again from its texts and the answers that were written down, and from nothing else', async () => {
	const meta = reportMeta();
	const texts = [{ name: 'all', markdown: everything }];
	const { resolver, answers } = recording(resolverForTests());
	const doc = await readDocument(meta, texts, resolver);
	const source = sourceFrom(keptSource({ meta, texts, answers: answers() }));
	assert.equal(keptOf(await rebuilt(source)), keptOf(doc));
	const asked = source.answers.findIndex(({ port }) => port === 'figure');
	const lacking = await rebuilt({ ...source, answers: source.answers.toSpliced(asked, 1) });
	assert.match(
		lacking.problems.find(({ kind }) => kind === 'refused')?.text ?? '',
		/answered is not on record/,
	);
});

test('a question that is answered otherwise the second time is answered so again', async () => {
	const given = ['::text[annex]', 'The end.'];
	const { resolver, answers } = recording({
		text: async (all) => all.map(() => ({ found: { markdown: given.shift() ?? '' } })),
	});
	const texts = [{ markdown: '::text[annex]' }];
	const doc = await readDocument(reportMeta(), texts, resolver);
	assert.equal(keptOf(await rebuilt({ meta: reportMeta(), texts, answers: answers() })), keptOf(doc));
	assert.match(keptOf(doc), /The end\./);
});
