import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterMeta, reportMeta } from '../../../test/documents/meta.ts';
import { keptOf, readDocument, rebuilt, toText } from '../../documents/index.ts';
import { withCheck } from './checked.ts';

const said = 'The force checked the draft of “*Custody* & :figure[care]{all}” between 1 May and 2 May 2026.';

test('a published document says how its force checked it, a letter below its signature, and is made again with it', async () => {
	for (const [meta, where] of [
		[reportMeta(), /How the force checked the facts\n+(.+)/],
		[letterMeta(), /Yours sincerely[\s\S]*\n(The force.+)/],
	] as const) {
		const texts = [{ name: 'a', markdown: '# What we found\n\nPeople are cared for.' }];
		const made = { doc: await readDocument(meta, texts, {}), source: { meta, texts, answers: [] } };
		const { doc, source } = await withCheck(made, [said]);
		assert.equal(where.exec(toText(doc))?.[1], said);
		assert.deepEqual(doc.problems, made.doc.problems);
		assert.equal(keptOf(await rebuilt(source)), keptOf(doc));
		assert.deepEqual(await withCheck(made, []), made);
	}
});
