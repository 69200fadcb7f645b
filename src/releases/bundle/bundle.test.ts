import assert from 'node:assert/strict';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { figuresReleased, forged, withOneByteChanged } from '../../../test/bundles.ts';
import type { Tx } from '../../foundation/index.ts';
import type { CommandValues } from '../../foundation/kernel/command.ts';
import { silent } from '../../foundation/kernel/log.ts';
import { releaseById } from '../gathering/release.store.ts';
import { bundleCommands } from './bundle.commands.ts';
import { names } from './layout.ts';
import { makeBundleJob } from './make.job.ts';
import { newKey, type PublicKey } from './signing.ts';
import { unpacking } from './unpacking.ts';
import { verifyCommand } from './verify.commands.ts';
import { verifyBundle } from './verify.ts';

const room = await figuresReleased();
const at = (name: string) => join(room.folder, name);

async function command(name: string, positionals: string[], values: CommandValues = {}) {
	const found = bundleCommands.find((one) => one.name === name) ?? assert.fail();
	const out: string[] = [];
	const io = { out: (text: string) => void out.push(text), err: () => {} };
	await found.run({
		positionals,
		values,
		json: true,
		io,
		world: { ...room.services, clock: room.services.clock },
	});
	return JSON.parse(out.join(''));
}

const bundled = (values: CommandValues) => command('release bundle', [`REL-${room.release.number}`], values);

async function verified(file: string, values: CommandValues = {}) {
	const out: string[] = [];
	const io = { out: (text: string) => void out.push(text), err: () => {} };
	// There is no such folder, and none is made.
	const run = verifyCommand(() => at('no-data-folder')).run;
	const status = await run({ positionals: [file], values, json: true, io, world: { environment: {} } });
	const verdict = JSON.parse(out.join(''));
	return { ...verdict, status, sentences: verdict.differences.map(({ text }: { text: string }) => text) };
}

test('what is not public yet is refused to the public, and given to staff with its rows', async () => {
	await assert.rejects(bundled({ output: at('early.zip') }), /is not approved yet\. With --staff/);
	await room.approve();
	await assert.rejects(bundled({ output: at('early.zip') }), /is not public until .* With --staff/);
	await assert.rejects(
		command('release bundle', ['REL-99']),
		/There is no release “REL-99”\. Did you mean “REL-/,
	);
	await assert.rejects(
		bundled({ output: at('x.zip'), staff: true, edition: '7' }),
		/has no edition 7\. There is: 1\./,
	);
	const made = await bundled({ output: at('staff.zip'), staff: true });
	assert.equal(made.release, `REL-${room.release.number}`);
	await assert.rejects(bundled({ output: at('staff.zip'), staff: true }), /is there already/);
	const { status, sentences, figures, quotations, documents, kind } = await verified(at('staff.zip'));
	assert.deepEqual([status, sentences, kind, documents], [0, [], 'staff', 2]);
	assert.ok(figures > 0 && quotations > figures);
});

test('after its instant it is a bundle for everybody: the same bytes each time, without the rows and without small counts', async () => {
	await room.shiftClock('25 hours');
	await bundled({ output: at('public.zip') });
	await bundled({ output: at('again.zip') });
	assert.deepEqual(await readFile(at('again.zip')), await readFile(at('public.zip')));
	const archive = await unpacking(at('public.zip'));
	assert.deepEqual(archive.faults, []);
	assert.equal(
		archive.names.some((name) => name.endsWith('.parquet')),
		false,
	);
	// What a text asks the records for would tell the force that it does not name.
	const anonymous = archive.names.filter((name) => name.startsWith('documents/report/'));
	assert.ok(anonymous.length > 5 && !anonymous.some((name) => name.endsWith('source.json')));
	for (const name of anonymous)
		assert.doesNotMatch((await archive.read(name)).toString('latin1'), /derbyshire/i, name);
	await archive.close();
	const { status, signature, notMadeAgain } = await verified(at('public.zip'));
	assert.deepEqual([status, signature.compared], [0, false]);
	// What it cannot prove is named.
	assert.deepEqual(notMadeAgain, {
		dataSets: 3,
		taken: [
			'2 wordings of comparisons',
			'1 drawing of a chart',
			'the texts of 1 document in which no force is to be known',
		],
	});
});

test('a job makes the one that everybody takes from the publication, and there is none before', async () => {
	const slug = (await room.as((tx) => releaseById(tx, room.release.id)))?.slug ?? '';
	const address = `/publications/${slug}/bundle.zip`;
	assert.equal((await room.app.inject(address)).statusCode, 404);
	const call = {
		...{ id: '1', attempt: 1, log: silent, signal: new AbortController().signal },
		asWorker: <T>(work: (tx: Tx) => Promise<T>) =>
			room.services.database.asActor({ kind: 'worker', task: 'tests' }, work),
		report: async () => {},
		result: () => {},
	};
	const of = { release: room.release.id, edition: room.edition };
	for (const kind of ['public', 'staff']) await makeBundleJob(room.services).perform({ ...of, kind }, call);
	const { statusCode, rawPayload, headers } = await room.app.inject(address);
	assert.deepEqual([statusCode, headers['content-type']], [200, 'application/zip']);
	assert.deepEqual(rawPayload, await readFile(at('public.zip')));
	assert.match((await room.app.inject(`/publications/${slug}`)).body, /Signed bundle \(ZIP\)/);
	const editor = await room.signedInAs('editor');
	assert.equal((await editor.get(`/releases/${room.release.id}/bundles/1/staff`)).statusCode, 200);
	const { body } = await editor.get(`/releases/${room.release.id}/bundles`);
	assert.match(body, /-1-staff\.zip/);
});

test('it is held to the key that somebody gives, and to no other', async () => {
	const { fingerprint, pem } = await room.key();
	const own = await verified(at('public.zip'), {
		key: fingerprint.toUpperCase().match(/.{4}/g)?.join(' ') ?? '',
	});
	assert.deepEqual([own.status, own.signature.compared], [0, true]);
	await writeFile(at('key.pem'), pem);
	assert.equal((await verified(at('public.zip'), { key: at('key.pem') })).status, 0);
	const other = newKey();
	await writeFile(at('other.pem'), other.pem);
	for (const key of [other.fingerprint, at('other.pem')]) {
		const { status, sentences } = await verified(at('public.zip'), { key });
		assert.equal(status, 1);
		assert.match(sentences[0], /not the one that you gave|names another key/);
	}
	// A key that is changed stays known, and what it signed holds.
	const { keys } = await command('release key', [], { change: true });
	assert.deepEqual([keys.length, keys[1].fingerprint], [2, fingerprint]);
	const { body, statusCode } = await room.app.inject('/publications/signing-keys.json');
	assert.deepEqual([statusCode, JSON.parse(body).keys.length], [200, 2]);
	assert.match(
		(await room.app.inject('/publications/signing-keys')).body,
		new RegExp(fingerprint.slice(0, 4)),
	);
});

test('one altered byte anywhere is found, wherever it is', async () => {
	const whole = await readFile(at('public.zip'));
	const archive = await unpacking(at('public.zip'));
	const places = ['documents/', 'rows/figure', 'aggregates/', 'rows/grade', 'manifest.json', 'manifest.sig'];
	const named = places.map(
		(place) => archive.names.find((name) => name.startsWith(place)) ?? assert.fail(place),
	);
	await archive.close();
	// Its head, or what lies behind it; and, beside these, places all over the archive.
	const offsets = named.map(
		(name, index) => whole.indexOf(name) + (index % 2 === 0 ? Buffer.byteLength(name) + 20 : -10),
	);
	const spread = Array.from({ length: 4 }, (_, step) => Math.floor(((step + 0.5) * whole.length) / 4));
	for (const offset of [...offsets, ...spread]) {
		await writeFile(at('altered.zip'), await withOneByteChanged(at('public.zip'), offset));
		const { status, differences } = await verified(at('altered.zip'));
		assert.equal(status, 1, String(offset));
		assert.ok(differences.length > 0, String(offset));
	}
});

test('what is cut off, is no archive or is no bundle is refused in a sentence', async () => {
	const whole = await readFile(at('public.zip'));
	await writeFile(at('cut.zip'), whole);
	await truncate(at('cut.zip'), whole.length - 1000);
	await assert.rejects(verified(at('cut.zip')), /cut off or damaged/);
	await writeFile(at('text.zip'), 'Not an archive.');
	await assert.rejects(verified(at('text.zip')), /not a ZIP archive/);
	await writeFile(at('empty.zip'), '');
	await assert.rejects(verified(at('empty.zip')), /not a ZIP archive/);
	await assert.rejects(verified(at('nowhere.zip')), /There is no file/);
});

/** A row changed in its own words, wherever it stands in a file of the bundle. */
const replacing = (place: RegExp, what: RegExp | string, by: string) => (name: string, content: Buffer) =>
	place.test(name) ? Buffer.from(content.toString('utf8').replace(what, by)) : content;

const same = (_: string, content: Buffer) => content;

/** Puts another key into a bundle: with its secret part it can be signed again. */
function under({ fingerprint, pem }: PublicKey) {
	return (name: string, content: Buffer): Buffer => {
		if (name === 'key.pem') return Buffer.from(pem);
		if (name !== 'manifest.json') return content;
		const named = content.toString('utf8').replace(/"fingerprint": "\w+"/, `"fingerprint": "${fingerprint}"`);
		return Buffer.from(named);
	};
}

test('where a row and its hashes are altered together, the signature fails, and what was altered is still named', async () => {
	const { secret, fingerprint, pem } = newKey();
	const cases: [RegExp, RegExp | string, string, RegExp][] = [
		[/source\.json$/, 'What we found', 'What they found', /comes out otherwise/],
		[/\.txt$/, '27 November', '28 November', /is not the (?:file that was frozen|one that comes out)/],
		[
			/rows\/figure/,
			/"numerator": "\d/,
			'"numerator": "9',
			/The numerator of .* is given as “9.*computed again/,
		],
		[/aggregates\/recorded-crime.*crime.*csv$/, /,4321\.0000/, ',4322.0000', /is given as .*computed again/],
		[/rows\/indicator/, '"per": 1000', '"per": 100', /is given as .*computed again/],
	];
	for (const [place, what, by, said] of cases) {
		const file = await forged(at('public.zip'), at('forged.zip'), { change: replacing(place, what, by) });
		const { status, sentences } = await verified(file);
		assert.equal(status, 1, String(place));
		assert.match(sentences[0], /The signature does not fit/, String(place));
		assert.ok(
			sentences.some((text: string) => said.test(text)),
			`${place}: ${sentences.join('\n')}`,
		);
	}
	// Signed by somebody else under our name it does not fit; under their own it is named as foreign where ours is known.
	const file = at('forged.zip');
	const signed = await verified(await forged(file, at('signed.zip'), { change: same, secret }));
	assert.match(signed.sentences[0], /The signature does not fit/);
	const theirs = await forged(file, at('theirs.zip'), { change: under({ fingerprint, pem }), secret });
	const known = { own: [await room.key()] };
	const { signature, differences } = await verifyBundle(theirs, { trust: known });
	assert.equal(signature?.valid, false);
	assert.match(
		differences[0]?.text ?? '',
		/signed with the key \w{64}, which is none of this installation’s/,
	);
});

test('a file that is taken out or put in is named', async () => {
	const without = (name: string, content: Buffer) => (name.endsWith('.odt') ? null : content);
	const out = await verified(
		await forged(at('public.zip'), at('out.zip'), { change: without, hashed: false }),
	);
	assert.ok(out.sentences.some((text: string) => /\.odt” is missing: the manifest lists it/.test(text)));
	const put = await verified(
		await forged(at('public.zip'), at('in.zip'), { change: same, hashed: false, also: 'documents/b.txt' }),
	);
	assert.ok(put.sentences.some((text: string) => /b\.txt” was put in: the manifest does not/.test(text)));
});

test('even signed with our own key it does not hold where figures or documents do not come out', async () => {
	const { secret, ...key } = await room.key();
	const ours = under(key);
	const signed = (change: (name: string, content: Buffer) => Buffer | null) =>
		forged(at('public.zip'), at('ours.zip'), {
			change: (name, content) => {
				const changed = change(name, content);
				return changed === null ? null : ours(name, changed);
			},
			secret,
		});
	assert.equal((await verified(await signed(same))).status, 0);
	// A number in an answer, in the tree and on every face: it is quoted, and does not come out.
	const quoted = await verified(
		await signed((name, content) =>
			/documents\/.*(json|html|txt)$/.test(name)
				? Buffer.from(content.toString('utf8').replaceAll(/51\.9/g, '49.9'))
				: content,
		),
	);
	assert.equal(quoted.status, 1);
	assert.ok(
		quoted.sentences.some((text: string) => /It (quotes|prints) recorded-crime@1.*49\.9.*51\.9/.test(text)),
		quoted.sentences.join('\n'),
	);
	const missing = await verified(
		await signed((name, content) => (name.includes('aggregates/black') ? null : content)),
	);
	assert.ok(missing.sentences.some((text: string) => /does not come out of the aggregates/.test(text)));
});

test('names that lead out of the bundle, or stand there twice, are not unpacked', async () => {
	const whole = await readFile(at('public.zip'));
	const rename = (from: string, to: string) =>
		Buffer.from(whole.toString('latin1').replaceAll(from, to), 'latin1');
	await writeFile(at('out.zip'), rename(names.methods, '../../../etc'));
	assert.match((await verified(at('out.zip'))).sentences[0], /no name that a file of a bundle may have/);
	await writeFile(at('twice.zip'), rename('rows/raised.json', 'rows/figure.json'));
	assert.match((await verified(at('twice.zip'))).sentences[0], /names “rows\/figure\.json” twice/);
	// Packed with other means, its manifest cannot even be found: what is wrong with it is told all the same.
	const head = Buffer.from(whole);
	head[whole.indexOf('manifest.json') - 2] = 4;
	await writeFile(at('other.zip'), head);
	assert.match((await verified(at('other.zip'))).sentences[0], /altered or packed anew/);
});
