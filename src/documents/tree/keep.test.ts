import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportMeta } from '../../../test/documents/meta.ts';
import { docFrom, keptOf } from './keep.ts';

test('a document that was kept comes back as it was, with its days and instants', () => {
	const doc = {
		meta: {
			...reportMeta(),
			marks: [
				{
					kind: 'embargoed' as const,
					until: Temporal.Instant.from('2014-09-03T23:01:00Z'),
					reader: 'X of A',
				},
			],
		},
		blocks: [],
		sections: [],
		footnotes: [],
		problems: [],
	};
	assert.deepEqual(docFrom(keptOf(doc)), doc);
});
