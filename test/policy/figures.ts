import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counted, madeIndicator } from '../../src/figures/comparison/testing/made.ts';
import { putFigures, putIndicator } from '../../src/figures/comparison/testing/world.ts';
import { importFiles, sourceNamed } from '../../src/figures/index.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import type { Arranged, World } from './world.ts';

/** A table of one body that every register knows, and of nobody else. */
function crimes(): Buffer {
	const row = `31-12-2018,British Transport Police,British Transport Police,Robbery,${randomInt(1_000_000_000)}`;
	return Buffer.from(`12 months ending,PFA,Region,Offence,Rolling year total number of offences\n${row}\n`);
}

async function snapshot({ services }: World): Promise<Arranged> {
	const source = sourceNamed('recorded-crime');
	if (source === undefined) throw new Error('recorded crime is not read any more');
	const folder = await mkdtemp(join(tmpdir(), 'inspectorate-policy-'));
	try {
		const path = join(folder, 'crimes.csv');
		await writeFile(path, crimes());
		const imported = await importFiles(services, {
			source,
			files: [{ name: 'crimes.csv', path }],
			actor: { kind: 'operator', name: 'tests' },
		});
		return { params: { id: imported.snapshot.id } };
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** A release that stands, whatever was done to it before. */
async function standing(world: World): Promise<Arranged> {
	const arranged = await snapshot(world);
	await world.owner.query('delete from figures.withdrawal');
	return arranged;
}

async function refusal(world: World): Promise<Arranged> {
	const { rows } = await world.owner.query<{ id: string }>(
		"insert into figures.refused_import (source, files, faults, by_name) values ('recorded-crime', '[]', $1, 'A') returning id",
		[JSON.stringify([{ file: 'a.csv', where: 'line 1', text: 'It is not a table' }])],
	);
	return { params: { id: rows[0]?.id ?? '' } };
}

/** An indicator with one figure, as if it had been computed. */
async function indicator({ database }: World): Promise<Arranged> {
	const made = madeIndicator({ id: `made-${randomBytes(6).toString('hex')}` });
	await database.asActor({ kind: 'operator', name: 'tests' }, async (tx) => {
		await putIndicator(tx, made);
		await putFigures(tx, [counted(made, 40, 1000, { area: 'EW' })]);
	});
	return { params: { indicator: made.id } };
}

/** How the routes of the room of figures are asked. */
export const figuresExamples: Readonly<Record<string, Example>> = {
	'GET /figures/finance': {},
	'POST /figures/finance': {
		status: 200,
		arrange: async () => ({
			fields: {
				sheet:
					'force: A\ntitle: B\nunit: £\nsource: C\nlines:\n  - { id: a, title: A, kind: cost, amounts: { 2026/27: 1 } }\n',
			},
		}),
	},
	'GET /data': {},
	'GET /data/import': {},
	'POST /data/import': {
		arrange: async () => ({
			fields: { source: 'recorded-crime' },
			upload: { field: 'files', name: 'crimes.csv', content: crimes() },
		}),
	},
	'GET /data/:id': { arrange: snapshot },
	'GET /data/:id/withdraw': { arrange: standing },
	'POST /data/:id/withdraw': {
		arrange: async (world) => ({ ...(await standing(world)), fields: { because: 'It is wrong' } }),
	},
	'POST /data/:id/put-back': { arrange: snapshot },
	'GET /data/:id.parquet': { arrange: snapshot },
	'GET /data/refused/:id': { arrange: refusal },
	'GET /figures': {},
	'GET /figures/quality': {},
	'GET /figures/what-if': {},
	'GET /figures/similar': {},
	'GET /figures/:indicator': { arrange: indicator },
	'GET /figures/:indicator/compare': { arrange: indicator },
	'GET /figures/:indicator.csv': { arrange: indicator },
	'GET /figures/:indicator.ods': { arrange: indicator },
	'GET /figures/:indicator.parquet': { arrange: indicator },
	'GET /forces/:slug/figures': {
		arrange: async (world, who) => ({ params: { slug: (await aForce(world, who)).slug } }),
	},
};
