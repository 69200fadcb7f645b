import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import {
	checkedOf,
	type Opened,
	openDocument,
	quoting,
	type Remark,
	rememberQuotes,
	type WrittenDocument,
} from '../../src/documents/index.ts';
import type { Actor, Database, Tx } from '../../src/foundation/index.ts';
import { type Fault, faults } from './faults.ts';

type World = { database: Database; actor: Actor };
type Documents = World & { all: readonly WrittenDocument[] };

/** A document of the demonstration is sound as it is, and each fault that is put into it is found by its rule. */
export async function holdToChecker({ database, actor }: World, document: WrittenDocument): Promise<void> {
	const put = faults[nameOf(document)] ?? assert.fail(`No faults are known for ${nameOf(document)}`);
	const { sound, faulty } = await database.asActor(actor, async (tx) => {
		const opened = await openDocument(tx, document.id);
		const texts = faultyTexts(opened, put);
		return {
			sound: await remarksOn(tx, opened),
			faulty: await remarksOn(tx, await openDocument(tx, document.id, { texts })),
		};
	});
	assert.deepEqual(sound.filter(({ severity }) => severity === 'fault').map(inShort), []);
	assert.deepEqual(
		put.filter((fault) => !faulty.some((remark) => isOf(remark, fault))),
		[],
		JSON.stringify(faulty.map(inShort), null, '\t'),
	);
	assert.ok(new Set(put.map(({ rule }) => rule)).size >= 6);
	assert.ok(!put.some((fault) => sound.some((remark) => isOf(remark, fault))));
}

export function holdToChanges({ database, actor, all }: Documents): void {
	test('a figure that changes is told in every document that quotes it, and in no other', async () => {
		const { flagged, quote, newer } = await undone(database, actor, async (tx) => {
			for (const { id } of all) await rememberQuotes(tx, id);
			await sql`update documents.quoted set seen_at = '2000-01-01'`.execute(tx);
			await sql`update figures.figure set value = 99 where indicator = 'recorded-crime' and area = 'E23000018'
				and period_until = '2014-06-30' and breakdown = '{}'`.execute(tx);
			const { rows } = await sql<{
				thing: string;
			}>`select distinct thing from documents.quoted, unnest(rests_on) thing
				where thing like 'figure recorded-crime@%/E23000018/%2014-06-30%'`.execute(tx);
			const quote = await quoting(
				tx,
				rows.map(({ thing }) => thing),
			);
			const flagged = new Set<string>();
			const newer = new Set<string>();
			for (const { id } of all) {
				const { changed, remarks } = await checkedOf(tx, await openDocument(tx, id));
				if (changed.length > 0) flagged.add(id);
				if (remarks.some(({ rule }) => rule === 'figure-newer-than-text')) newer.add(id);
			}
			return { flagged, quote: new Set(quote.map(({ document }) => document)), newer };
		});
		assert.ok(quote.size >= 2 && quote.size < all.length);
		assert.deepEqual([...flagged].sort(), [...quote].sort());
		// Tables tell that they show something else; numbers among words, that the words are older.
		assert.ok(newer.size >= 1 && [...newer].every((id) => flagged.has(id)));
	});
}

/** What comes of work that is not kept. */
async function undone<T>(database: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
	let come: { of: T } | undefined;
	const enough = new Error('enough');
	await database
		.asActor(actor, async (tx) => {
			come = { of: await work(tx) };
			throw enough;
		})
		.catch((error: unknown) => {
			if (error !== enough) throw error;
		});
	if (come === undefined) throw new Error('Nothing came of it.');
	return come.of;
}

async function remarksOn(tx: Tx, opened: Opened): Promise<readonly Remark[]> {
	return (await checkedOf(tx, opened)).remarks;
}

/** As the lists of facts and faults call it. */
export function nameOf({ outline, kind, force, programme }: WrittenDocument): string {
	return `${outline} ${kind === 'letter' ? (force?.slug ?? '') : programme.slug}`;
}

/** Its texts with all faults in them, so that it is opened once. */
export function faultyTexts({ blocks }: Opened, put: readonly Fault[]): Map<string, string> {
	const texts = new Map(blocks.map(({ id, text }) => [id, text]));
	for (const fault of put) {
		if ('adds' in fault) continue;
		const [id, text] =
			[...texts].find(([, one]) => one.includes(fault.from)) ??
			assert.fail(`It does not say “${fault.from}”`);
		texts.set(
			id,
			text.replace(fault.from, () => fault.to),
		);
	}
	const last = blocks.at(-1) ?? assert.fail('It has no blocks');
	const added = put.flatMap((fault) => ('adds' in fault ? [fault.adds] : []));
	return texts.set(last.id, [texts.get(last.id), ...added].join('\n\n'));
}

function isOf({ rule, quote, text }: Remark, fault: Fault): boolean {
	const finds = fault.finds.toLowerCase();
	return rule === fault.rule && [quote, text].some((words) => words.toLowerCase().includes(finds));
}

function inShort({ rule, quote }: Remark): string {
	return `${rule}: ${quote}`;
}
