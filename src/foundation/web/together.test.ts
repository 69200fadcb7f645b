import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeredTogether } from './together.ts';

test('those who ask while it is being read wait for one next reading, and get nothing that was read before they asked', async () => {
	const together = answeredTogether<number>();
	let state = 1;
	let readings = 0;
	const open: (() => void)[] = [];
	const read = async () => {
		readings += 1;
		const seen = state;
		await new Promise<void>((resolve) => open.push(resolve));
		return seen;
	};
	const first = together('a', read);
	state = 2;
	const later = [together('a', read), together('a', read), together('a', read)];
	const other = together('b', async () => 9);
	assert.equal(await other, 9);
	open.shift()?.();
	assert.equal(await first, 1);
	await new Promise((resolve) => setImmediate(resolve));
	open.shift()?.();
	assert.deepEqual(await Promise.all(later), [2, 2, 2]);
	assert.equal(readings, 2);
	state = 3;
	const last = together('a', read);
	open.shift()?.();
	assert.equal(await last, 3);
});

test('what fails is told to those who waited for it, and the next reading is a new one', async () => {
	const together = answeredTogether<number>();
	const failing = together('a', () => Promise.reject(new Error('away')));
	const next = together('a', async () => 5);
	await assert.rejects(failing, /away/);
	assert.equal(await next, 5);
	assert.equal(await together('a', async () => 6), 6);
});
