import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLog, logLevels } from './log.ts';

function said(level: (typeof logLevels)[number]): Record<string, unknown>[] {
	const lines: string[] = [];
	const log = jsonLog(level, (line) => lines.push(line));
	log.info({ route: '/home' }, 'request');
	log.warn({}, 'something odd');
	log.error({ reference: 'abc' }, 'something\nbroke');
	return lines.map((line) => {
		assert.equal(line.indexOf('\n'), line.length - 1, 'one entry is one line');
		return JSON.parse(line);
	});
}

test('a level says itself and what is worse', () => {
	const levels = Object.fromEntries(logLevels.map((level) => [level, said(level).map((line) => line.level)]));
	assert.deepEqual(levels, {
		silent: [],
		error: ['error'],
		warn: ['warn', 'error'],
		info: ['info', 'warn', 'error'],
	});
});

test('an entry holds its time, its text and its facts', () => {
	const [entry] = said('error');
	assert.ok(entry);
	const { time, ...rest } = entry;
	assert.deepEqual(rest, { level: 'error', text: 'something\nbroke', reference: 'abc' });
	assert.ok(Temporal.Instant.from(String(time)));
});
