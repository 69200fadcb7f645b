import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corroboration } from './finding.ts';

const cited = (source: string, kind: string, relation = 'supports', withdrawn: unknown = null) => ({
	relation,
	evidence: { source: { id: source, kind }, withdrawn },
});

test('two items from one person, meeting or sample are one source', () => {
	assert.deepEqual(corroboration([cited('a', 'person'), cited('a', 'person')]), {
		sources: 1,
		kinds: ['person'],
		sole: 'person',
	});
	assert.deepEqual(corroboration([cited('a', 'person'), cited('b', 'person')]), {
		sources: 2,
		kinds: ['person'],
		sole: null,
	});
	assert.deepEqual(corroboration([cited('a', 'sample'), cited('b', 'meeting')]), {
		sources: 2,
		kinds: ['meeting', 'sample'],
		sole: null,
	});
});

test('figures are figures however many tables they come from; one document or one place may do', () => {
	assert.equal(corroboration([cited('a', 'figures'), cited('b', 'figures')]).sole, 'figures');
	assert.equal(corroboration([cited('a', 'sample')]).sole, 'sample');
	assert.equal(corroboration([cited('a', 'survey')]).sole, 'survey');
	assert.equal(corroboration([cited('a', 'meeting')]).sole, 'meeting');
	assert.equal(corroboration([cited('a', 'document')]).sole, null);
	assert.equal(corroboration([cited('a', 'place')]).sole, null);
});

test('what speaks against a finding, is compared with it or was withdrawn supports nothing', () => {
	const others = [
		cited('a', 'person', 'contradicts'),
		cited('b', 'document', 'compares'),
		cited('c', 'meeting', 'supports', { because: 'It was mistaken' }),
	];
	assert.deepEqual(corroboration(others), { sources: 0, kinds: [], sole: null });
	assert.equal(corroboration([...others, cited('d', 'sample')]).sole, 'sample');
});
