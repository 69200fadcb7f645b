import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from '@swc/core';
import { z } from 'zod';

/** SQL keeps to its floor as imports do: a room names its own schema and those of rooms below it. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const { floors } = z
	.object({ floors: z.array(z.array(z.string())) })
	.parse(JSON.parse(await readFile(join(root, 'test/house/floors.json'), 'utf8')));
const rooms = floors.map((floor) =>
	floor.filter((room) => /^src\/[a-z]+$/.test(room)).map((room) => room.replace('src/', '')),
);

/** The ground's other schemas, and the only folders that name them; the schema app is there for everyone. */
const kept: Record<string, string> = {
	authentication: 'src/foundation/identity/',
	graphile_worker: 'src/foundation/jobs/',
	migration: 'src/foundation/database/',
};
/** What a release freezes; the room that makes it, and those above it. */
const edition = 'releases';
const known = [...rooms.flat(), ...Object.keys(kept), 'edition'];

const floorOf = (room: string) => rooms.findIndex((floor) => floor.includes(room));

function mayName(file: string, schema: string): boolean {
	const keeper = kept[schema];
	if (keeper !== undefined) return file.startsWith(keeper);
	const room = /^src\/([a-z]+)\//.exec(file)?.[1];
	const owner = schema === 'edition' ? edition : schema;
	// The assembly, the command line and the demonstration go through the rooms.
	if (room === undefined) return false;
	return room === owner || floorOf(owner) < floorOf(room);
}

/** The texts in a program: comments and names are none. */
function textsIn(node: unknown): string[] {
	if (Array.isArray(node)) return node.flatMap(textsIn);
	if (typeof node !== 'object' || node === null) return [];
	const own =
		'type' in node && node.type === 'StringLiteral' && 'value' in node
			? [String(node.value)]
			: 'type' in node && node.type === 'TemplateElement' && 'raw' in node
				? [String(node.raw)]
				: [];
	return [...own, ...Object.values(node).flatMap(textsIn)];
}

const tables = new RegExp(String.raw`(?<![\w./-])"?(${known.join('|')})"?\."?([a-z_]+)\b(?!\.)`, 'g');

async function trespasses(file: string, source: string): Promise<string[]> {
	const program = await parse(source, { syntax: 'typescript' });
	return textsIn(program.body)
		.flatMap((text) => [...text.matchAll(tables)])
		.filter(([, schema = '']) => !mayName(file, schema))
		.map(([, schema, table]) => `${file} names ${schema}.${table}`);
}

async function filesOf(pattern: string): Promise<string[]> {
	const found: string[] = [];
	for await (const file of glob(pattern, { cwd: root })) found.push(file);
	return found.sort();
}

test('no SQL in the product names the schema of a room above or beside its own', async () => {
	const files = (await filesOf('{src,demo}/**/*.ts')).filter(
		(file) => !file.endsWith('.test.ts') && !file.endsWith('database/schema.ts'),
	);
	assert.ok(files.includes('src/programmes/forces/force.store.ts'));
	const found = await Promise.all(
		files.map(async (file) => trespasses(file, await readFile(join(root, file), 'utf8'))),
	);
	assert.deepEqual(found.flat(), []);
});

/** What a migration makes in which schema, and where that is nobody's. */
function strayTables(name: string, sql: string, isRoom: (schema: string) => boolean): string[] {
	const code = sql.replaceAll(/--.*$/gm, '');
	const made = code.matchAll(
		/\bcreate\s+(?:unlogged\s+)?(?:table|(?:materialized\s+)?view|schema)\s+(?:if\s+not\s+exists\s+)?([\w".]+)/gi,
	);
	return [...made].flatMap(([statement, target = '']) => {
		const schema = /schema/i.test(statement) ? target : (target.split('.').at(-2) ?? '');
		return isRoom(schema) ? [] : [`${name}: ${statement.replaceAll(/\s+/g, ' ')}`];
	});
}

function isRoom(schema: string): boolean {
	if (schema === 'app' || schema === 'authentication') return true;
	const room = schema === 'edition' ? edition : schema;
	return floorOf(room) >= 0 && existsSync(join(root, 'src', room));
}

test('a migration makes tables in the schema of a room that is there', async () => {
	const files = await filesOf('migrations/*.sql');
	assert.ok(files.length > 0);
	const found = await Promise.all(
		files.map(async (file) => strayTables(file, await readFile(join(root, file), 'utf8'), isRoom)),
	);
	assert.deepEqual(found.flat(), []);
});

test('these tests find what is out of place', async () => {
	const store = `// evidence.note in a comment is no trespass; nor is the name below
		const releases = { draft: 1 };
		export const read = (tx) => tx.selectFrom('evidence.note as n').where(releases.draft);
		export const write = (tx) => sql\`insert into "judgments"."finding" select \${1} from figures.figure\`;
		export const own = (tx) => tx.selectFrom('figures.figure').innerJoin('foundation.organisation', 'programmes.force');
		export const session = (tx) => tx.deleteFrom('authentication.session');
		export const page = './programmes.pages.ts';`;
	assert.deepEqual(await trespasses('src/figures/figure.store.ts', store), [
		'src/figures/figure.store.ts names evidence.note',
		'src/figures/figure.store.ts names judgments.finding',
		'src/figures/figure.store.ts names authentication.session',
	]);
	const beside = "tx.selectFrom('reviews.sample')";
	assert.equal((await trespasses('src/returns/return.store.ts', beside)).length, 1);
	assert.equal((await trespasses('src/judgments/finding.store.ts', beside)).length, 0);
	assert.equal((await trespasses('demo/index.ts', beside)).length, 1);
	assert.equal(
		(await trespasses('src/documents/letter.store.ts', 'sql`select from edition.page`')).length,
		1,
	);
	assert.equal((await trespasses('src/website/page.store.ts', 'sql`select from edition.page`')).length, 0);

	const migration = `create schema cellar; create table cellar.box (n int);
		create table loose (n int); create table foundation.fine (n int); -- create table cellar.comment (n int)
		create materialized view cellar.view as select 1;`;
	assert.deepEqual(strayTables('0099_made_up.sql', migration, isRoom), [
		'0099_made_up.sql: create schema cellar',
		'0099_made_up.sql: create table cellar.box',
		'0099_made_up.sql: create table loose',
		'0099_made_up.sql: create materialized view cellar.view',
	]);
});
