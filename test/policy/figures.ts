import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFiles, sourceNamed } from '../../src/figures/index.ts';
import type { Example } from './example.ts';
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

async function refusal(world: World): Promise<Arranged> {
	const { rows } = await world.owner.query<{ id: string }>(
		"insert into figures.refused_import (source, files, faults, by_name) values ('recorded-crime', '[]', $1, 'A') returning id",
		[JSON.stringify([{ file: 'a.csv', where: 'line 1', text: 'It is not a table' }])],
	);
	return { params: { id: rows[0]?.id ?? '' } };
}

/** How the routes of the room of figures are asked. */
export const figuresExamples: Readonly<Record<string, Example>> = {
	'GET /data': {},
	'GET /data/import': {},
	'POST /data/import': {
		arrange: async () => ({
			fields: { source: 'recorded-crime' },
			upload: { field: 'files', name: 'crimes.csv', content: crimes() },
		}),
	},
	'GET /data/:id': { arrange: snapshot },
	'GET /data/:id.parquet': { arrange: snapshot },
	'GET /data/refused/:id': { arrange: refusal },
};
