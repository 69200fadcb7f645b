import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { addBlock } from '../src/documents/drafts/block.store.ts';
import { addDocument, changeDocument } from '../src/documents/drafts/document.store.ts';
import { moveDocument, openPress } from '../src/documents/index.ts';
import {
	derbyshire,
	london,
	monthsOf,
	northWales,
	nottinghamshire,
	people,
	search,
	territorial,
	year,
} from '../src/figures/engine/testing/rows.ts';
import { testIndicator } from '../src/figures/engine/testing/shelf.ts';
import { recompute } from '../src/figures/index.ts';
import { addForce, addGroup } from '../src/programmes/index.ts';
import { keyInUse } from '../src/releases/bundle/key.store.ts';
import {
	type Manifest,
	manifestName,
	manifestShape,
	signatureName,
	written,
} from '../src/releases/bundle/manifest.ts';
import { packed } from '../src/releases/bundle/packing.ts';
import { signatureOf } from '../src/releases/bundle/signing.ts';
import { unpacking } from '../src/releases/bundle/unpacking.ts';
import { freezeWhole } from '../src/releases/freezing/freeze.job.ts';
import { addItems } from '../src/releases/gathering/item.store.ts';
import { releaseById } from '../src/releases/gathering/release.store.ts';
import { testFigures } from './figures.ts';
import { arrange } from './inspections.ts';
import { newRelease, publishers, step } from './releases.ts';

const text = `# What we found

In the 12 months to June 2014 there were :figure[recorded-crime]{area=derbyshire until=2014-06-30 show=whole}, which is :compare[recorded-crime]{area=derbyshire until=2014-06-30 with=nation show=phrase}; in its group it was :compare[recorded-crime]{area=derbyshire until=2014-06-30 with=group-mean show=value}.

Of the searches, :figure[black-searches]{area=derbyshire until=2014-06-30 show=counts} were of black people.

::chart[recorded-crime]{area=derbyshire until=2014-06-30}

::table[recorded-crime]{area=derbyshire until=2014-06-30}
`;

/** No force is to be known from it, whatever it asks the records for. */
const unnamed =
	'# What we found\n\nOne force recorded :figure[recorded-crime]{area=derbyshire until=2014-06-30 show=value} crimes.\n';

type Of = Parameters<typeof addDocument>[1]['of'];

/** A release of a report that quotes figures, frozen as the product does it; the figures come from made-up snapshots. */
export async function figuresReleased() {
	const room = await testFigures();
	const { services, as, bring, define, operator } = room;
	const common = { inScope: true, scopeNote: null };
	const forces = await as(async (tx) => {
		const add = (name: string, code: string, region: string) =>
			addForce(tx, { ...common, name, code, region });
		return {
			derbyshire: await add('Derbyshire Constabulary', derbyshire, 'East Midlands'),
			nottinghamshire: await add('Nottinghamshire Police', nottinghamshire, 'East Midlands'),
			london: await add('Metropolitan Police Service', london, 'London'),
			northWales: await add('North Wales Police', northWales, 'Wales'),
		};
	});
	await as((tx) =>
		addGroup(tx, {
			forceId: forces.derbyshire,
			members: [forces.northWales, forces.nottinghamshire],
			source: 'tests',
			noneBecause: null,
			since: null,
			until: null,
		}),
	);
	await bring('crime', '2014-10-16', [
		...monthsOf(derbyshire, '2012-07', 24, 4321),
		...[nottinghamshire, london, northWales].map((area, index) =>
			year(area, '2014-06-30', 60_000 + index * 777),
		),
	]);
	await bring(
		'population',
		'2014-06-26',
		territorial.map((area, index) => people(area, '2013-06-30', 1_000_000 + index * 3331)),
	);
	await bring(
		'searches',
		'2014-09-01',
		territorial.flatMap((area, force) =>
			Array.from({ length: 120 + force }, (_, index) =>
				search(area, `2014-0${1 + (index % 6)}-${10 + (index % 18)}`, {
					ethnicity: ['White', 'Black', 'Asian'][index % (2 + force)] ?? 'White',
				}),
			),
		),
		['ethnicity'],
	);
	await define(testIndicator());
	const part = { source: 'searches', measure: 'searches' };
	await define(
		testIndicator({
			id: 'black-searches',
			title: 'Searches of black people',
			kind: 'proportion',
			method: 'wilson',
			per: 1,
			unit: 'percent of searches',
			suppressUnder: 5,
			numerator: { ...part, where: { ethnicity: ['Black'] } },
			denominator: part,
			window: { months: 6, ending: 'june' },
		}),
	);
	await recompute(services, { because: 'a test', actor: operator });
	const { manager, inspector, editor } = await publishers(room);
	const inspection = await arrange(room, {
		force: forces.derbyshire,
		lead: await room.signedInAs('inspector'),
	});
	const written = (title: string, of: Of, block: string) =>
		as(async (tx) => {
			const { id } = await addDocument(tx, {
				...{ framework: 'test-custody', version: 1, outline: 'report', kind: 'report', layout: 'report' },
				...{ title, of, dated: Temporal.PlainDate.from('2014-11-27') },
			});
			await addBlock(tx, { document: id, section: 'findings', text: block });
			return id;
		});
	const document = await written('Crime and searches', { inspection: inspection.id }, text);
	const anonymous = await written('What one force did', { programme: inspection.programme.id }, unnamed);
	await as((tx) => changeDocument(tx, anonymous, { seen: 1, anonymous: true }));
	for (const id of [document, anonymous])
		for (const [actor, action] of [
			[editor, 'pass'],
			[inspector, 'sign'],
		] as const)
			await services.database.asActor(actor, (tx) => moveDocument(tx, actor, { id, action }));
	const release = await newRelease(room, { title: 'Crime in Derbyshire' });
	await as((tx) => addItems(tx, release.id, [{ document }, { document: anonymous }]));
	await step(room, manager, release.id, 'submit');
	const press = openPress();
	const edition = await services.database.asActor({ kind: 'worker', task: 'test' }, async (tx) => {
		const whole = await releaseById(tx, release.id);
		if (whole === null) throw new Error('the release is gone');
		return freezeWhole(tx, whole, { press, files: room.assembly.files, statements: async () => [] });
	});
	await press.close();
	const folder = await mkdtemp(join(tmpdir(), 'inspectorate-bundles-'));
	after(() => rm(folder, { recursive: true, force: true }));
	return {
		...room,
		release,
		edition,
		document,
		folder,
		approve: () => step(room, inspector, release.id, 'approve'),
		key: () => as((tx) => keyInUse(tx, services.secret)),
	};
}

/** Changes files in a bundle; `hashed` writes their hashes anew, `secret` signs it all anew. */
export async function forged(
	from: string,
	to: string,
	{
		change,
		hashed = true,
		secret,
		also,
	}: {
		change: (name: string, content: Buffer) => Buffer | null;
		hashed?: boolean;
		secret?: string;
		/** The name of a file that is put in. */
		also?: string;
	},
): Promise<string> {
	const archive = await unpacking(from);
	await rm(to, { force: true });
	await packed(to, async (packing) => {
		for (const name of archive.names) {
			if (name === manifestName || name === signatureName) continue;
			const content = change(name, await archive.read(name));
			if (content !== null) await packing.add(name, content);
		}
		if (also !== undefined) await packing.add(also, 'It was put in.');
		const before = await archive.read(manifestName);
		const manifest: Manifest = manifestShape.parse(JSON.parse(before.toString('utf8')));
		const told = hashed ? Buffer.from(written({ ...manifest, files: [...packing.listed()] })) : before;
		const after = change(manifestName, told) ?? told;
		await packing.add(manifestName, after, { stored: true });
		const signature = await archive.read(signatureName);
		await packing.add(signatureName, secret === undefined ? signature : signatureOf(after, secret), {
			stored: true,
		});
	});
	await archive.close();
	return to;
}

/** One byte of a file as it lies on the disk, another; at an offset, or in the middle of these bytes. */
export async function withOneByteChanged(from: string, at: number | Buffer): Promise<Buffer> {
	const bytes = await readFile(from);
	const place = typeof at === 'number' ? at : bytes.indexOf(at) + (at.length >> 1);
	bytes[place] = (bytes[place] ?? 0) ^ 1;
	return bytes;
}
