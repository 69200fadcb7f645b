import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refused } from '../testing/near.ts';
import { need, numberIn, readTable } from './table.ts';

test('CSV with quotes, doubled quotes, line ends in cells and a byte order mark', () => {
	assert.deepEqual(readTable('\uFEFFid,"the, name"\r\n1,"a ""b""\nc"\r\n\r\n2, d \r\n'), {
		columns: ['id', 'the, name'],
		rows: [
			{ id: '1', 'the, name': 'a "b"\nc' },
			{ id: '2', 'the, name': 'd' },
		],
	});
});

test('JSON records, whose gaps are blanks', () => {
	assert.deepEqual(readTable(' [{"id": 1, "ok": true}, {"id": null, "b": "x"}]'), {
		columns: ['id', 'ok', 'b'],
		rows: [
			{ id: '1', ok: 'true' },
			{ id: '', b: 'x' },
		],
	});
});

test('what is written as CSV is read back', () => {
	const cell = fc.string({ maxLength: 12 }).map((text) => text.trim());
	fc.assert(
		fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
			const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
			const text = ['a,b', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
			assert.deepEqual(
				readTable(text).rows.map((row) => [row.a, row.b]),
				rows,
			);
		}),
	);
});

test('what cannot be read is refused with its place', () => {
	refused('empty', () => readTable(''));
	refused('empty', () => readTable('a,b\n'));
	refused('empty', () => readTable('[]'));
	refused('unreadable', () => readTable('a,a\n1,2'));
	refused('unreadable', () => readTable('a,\n1,2'));
	refused('unreadable', () => readTable('a,b\n1'));
	refused('unreadable', () => readTable('a,b\n1,"2'));
	refused('unreadable', () => readTable('[1]'));
	refused('unreadable', () => readTable('{"a":1}'));
	refused('unreadable', () => readTable('[{"a":{}}]'));
	refused('unreadable', () => readTable('[{]'));
	const table = readTable('a,b\n1,\n,x');
	refused('unreadable', () => need(table, 'a', 'c'));
	refused('missing', () => numberIn(table.rows[0] ?? {}, 'b', 1));
	refused('not-a-number', () => numberIn(table.rows[1] ?? {}, 'b', 2));
});
