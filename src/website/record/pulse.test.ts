import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvedRelease, correctedRelease } from '../../../test/editions.ts';
import { clockAt } from '../../../test/posted.ts';
import { inHours, step } from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { publicChanges } from './pulse.ts';

const service = await testService();
const manager = await service.signedInAs('programme manager');

test('what comes, is announced, corrected or withdrawn is told by the tags of what it speaks of, once, and not before everybody may know', async () => {
	const changes = publicChanges(service.database);
	assert.equal(await changes(), 'all');
	const tagsAfter = async (work: () => unknown) => {
		await work();
		const told = await changes();
		assert.deepEqual(await changes(), []);
		return told === 'all' ? told : told.toSorted();
	};
	const releaseAt = inHours(24).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
	const release = await approvedRelease(service, { releaseAt, title: 'Of two forces' });
	const { id, slug, people } = release;
	const its = ['all', 'force:force-here-letter', 'force:force-there-letter', `release:${slug}`];
	assert.deepEqual(await tagsAfter(() => clockAt(service, releaseAt, -20)), []);
	const announce = () => manager.submit(`/releases/${id}/announce`, { title: 'A report' });
	assert.deepEqual(await tagsAfter(announce), ['announcements']);
	// What was announced moves on in the calendar as well.
	assert.deepEqual(await tagsAfter(() => clockAt(service, releaseAt, 0)), [
		its[0],
		'announcements',
		...its.slice(1),
	]);
	assert.deepEqual(await tagsAfter(() => correctedRelease(service, release, 'A grade was wrong')), its);
	assert.deepEqual(
		await tagsAfter(() => step(service, people.editor, id, 'withdraw', 'It named somebody')),
		its,
	);
});
