import assert from 'node:assert/strict';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { figuresReleased, forged, withOneByteChanged } from '../../../test/bundles.ts';
import type { CommandValues } from '../../foundation/kernel/command.ts';
import { bundleCommands } from './bundle.commands.ts';
import { names } from './layout.ts';
import { newKey } from './signing.ts';
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
	assert.deepEqual([status, sentences, kind, documents], [0, [], 'staff', 1]);
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
	await archive.close();
	const { status, signature } = await verified(at('public.zip'));
	assert.deepEqual([status, signature.compared], [0, false]);
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
	for (const name of named) {
		// Its head, and what lies behind it.
		for (const behind of [-10, Buffer.byteLength(name) + 20]) {
			const bytes = await withOneByteChanged(at('public.zip'), whole.indexOf(name) + behind);
			await writeFile(at('altered.zip'), bytes);
			const { status, differences } = await verified(at('altered.zip'));
			assert.equal(status, 1, `${name} ${behind}`);
			assert.ok(differences.length > 0);
		}
	}
	for (const step of Array.from({ length: 12 }, (_, index) => index)) {
		const bytes = await withOneByteChanged(at('public.zip'), Math.floor(((step + 0.5) * whole.length) / 12));
		await writeFile(at('altered.zip'), bytes);
		const verdict = await verifyBundle(at('altered.zip'), { trust: { own: [] } });
		assert.ok(verdict.differences.length > 0, String(step));
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

test('where a row and its hashes are altered together, the signature fails, and what was altered is still named', async () => {
	const { secret } = newKey();
	const cases: [RegExp, RegExp | string, string, RegExp][] = [
		[/source\.json$/, 'What we found', 'What they found', /comes out otherwise/],
		[/\.txt$/, /\d/, '9', /is not the (?:file that was frozen|one that comes out)/],
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
		// Signed anew by somebody else, under their own key: it is not ours.
		await forged(file, at('signed.zip'), { change: (_, content) => content, secret });
		assert.equal((await verified(at('signed.zip'))).status, 1, String(place));
	}
});

test('even signed with our own key it does not hold where figures or documents do not come out', async () => {
	const { secret, fingerprint, pem } = await room.key();
	const ours = (name: string, content: Buffer) =>
		name === 'key.pem'
			? Buffer.from(pem)
			: name === 'manifest.json'
				? Buffer.from(
						content.toString('utf8').replace(/"fingerprint": "\w+"/, `"fingerprint": "${fingerprint}"`),
					)
				: content;
	const signed = (change: (name: string, content: Buffer) => Buffer | null) =>
		forged(at('public.zip'), at('ours.zip'), {
			change: (name, content) => {
				const changed = change(name, content);
				return changed === null ? null : ours(name, changed);
			},
			secret,
		});
	assert.equal((await verified(await signed((_, content) => content))).status, 0);
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
	await writeFile(at('out.zip'), rename(names.methods, '../../../evil'));
	assert.match((await verified(at('out.zip'))).sentences[0], /no name that a file of a bundle may have/);
	await writeFile(at('twice.zip'), rename('rows/raised.json', 'rows/figure.json'));
	assert.match((await verified(at('twice.zip'))).sentences[0], /names “rows\/figure\.json” twice/);
});
