import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
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
	const forces = ['force:force-here-letter', 'force:force-there-letter'];
	const its = ['all', 'figures', ...forces, 'indicator:incidents', `release:${slug}`];
	// Another day has begun in London, if nothing else.
	assert.deepEqual(await tagsAfter(() => clockAt(service, releaseAt, -20)), ['day']);
	const announce = () => manager.submit(`/releases/${id}/announce`, { title: 'A report' });
	assert.deepEqual(await tagsAfter(announce), ['announcements']);
	// What was announced moves on in the calendar as well.
	assert.deepEqual(
		await tagsAfter(() => clockAt(service, releaseAt, 0)),
		[...its, 'announcements'].toSorted(),
	);
	assert.deepEqual(await tagsAfter(() => correctedRelease(service, release, 'A grade was wrong')), its);
	assert.deepEqual(
		await tagsAfter(() => step(service, people.editor, id, 'withdraw', 'It named somebody')),
		its,
	);
});

test('what says that a force had another name is told of when it goes, to pages that lead there by that name', async () => {
	const { owner } = service;
	await owner.query('set session_replication_role = replica');
	for (const [slug, day] of [
		['old-shire', '2018-01-01'],
		['new-shire', '2020-01-01'],
	])
		await owner.query(
			`with e as (insert into edition.edition (release_id, number, slug, title, kind, release_at, content_hash,
					records_hash, approved_at)
				values (gen_random_uuid(), 1, $1, $1, 'reports', $2, sha256('a'), sha256('a'), $2) returning id)
			insert into edition.force (edition_id, force_id, stood_on, slug, name, spellings, kind, in_scope, region)
				select id, '00000000-0000-4000-8000-000000000001', $2::timestamptz::date, $1, $1, '{}', 'territorial', true, 'North'
				from e`,
			[slug, day],
		);
	const changes = publicChanges(service.database);
	await changes();
	await owner.query(
		"update edition.edition set withdrawn_at = app.now(), withdrawn_because = 'It was wrong' where slug = 'old-shire'",
	);
	await owner.query('reset session_replication_role');
	const told = await changes();
	assert.ok(told !== 'all' && told.includes('register'), String(told));
});

test('what becomes of something is told to the pages of its force and of its release, whichever transaction ends first', async () => {
	const { owner } = service;
	const other = new pg.Client(service.address);
	await other.connect();
	const changes = publicChanges(service.database);
	await changes();
	const say = (client: typeof owner, slug: string) =>
		client.query(
			"insert into edition.change (force_id, force_slug, what) values (gen_random_uuid(), $1, 'followed')",
			[slug],
		);
	await other.query('begin');
	await say(other, 'slow');
	await say(owner, 'quick');
	assert.deepEqual(await changes(), ['followed', 'force:quick']);
	assert.deepEqual(await changes(), []);
	await other.query('commit');
	assert.ok((await changes()).includes('force:slow'));
	await changes();
	assert.deepEqual(await changes(), []);
	await other.end();
});
