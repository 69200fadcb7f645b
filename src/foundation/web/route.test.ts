import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { everyone, type Permit } from '../policy/policy.ts';
import { Invalid, post } from './route.ts';

const permit: Permit = { resource: 'thing', action: 'change', grants: everyone };

test('where a field has no sentence of its own, a person reads plain words and not those of the library', async () => {
	const route = post({
		url: '/things',
		opens: 'public',
		sent: 'from our pages',
		permit,
		fields: z.object({ thing: z.uuid(), count: z.coerce.number('Enter a number') }),
		handle: async () => assert.fail('bad input was taken'),
	});
	const call = Object.assign(Object.create(null), {
		body: { thing: 'no number', count: 'many' },
		params: {},
		query: {},
	});
	await assert.rejects(route.handle(call), (error) => {
		assert.ok(error instanceof Invalid);
		assert.deepEqual(error.problems, {
			thing: 'Check what you entered or chose here',
			count: 'Enter a number',
		});
		return true;
	});
});
