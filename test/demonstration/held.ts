import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeDocuments } from '../../demo/documents/index.ts';
import { coreBusiness } from '../../demo/findings/core-business.ts';
import { loadFindings } from '../../demo/findings/index.ts';
import { loadJudgments, loadPublished } from '../../demo/published.ts';
import { documentsOf, openDocument, toText, type WrittenDocument } from '../../src/documents/index.ts';
import { type Actor, addInspectorate, type Database } from '../../src/foundation/index.ts';
import { findingsOf } from '../../src/judgments/index.ts';
import { keepFrameworkFiles, listForces } from '../../src/programmes/index.ts';
import { holdToChanges, holdToChecker, nameOf } from './checked.ts';
import { facts } from './facts.ts';

type World = {
	database: Database;
	services: Parameters<typeof keepFrameworkFiles>[0];
	actor: Actor;
};

/** Writes the documents of the demonstration. Before any test is named: a file whose tests have run is at its end. */
export async function writtenDocuments({ database, services, actor }: World): Promise<WrittenDocument[]> {
	await keepFrameworkFiles(services);
	await database.asActor(actor, async (tx) => {
		await addInspectorate(tx, 'Inspectorate of Policing');
		await loadJudgments(tx, new Map((await listForces(tx)).map(({ id, name }) => [name, id])));
		await loadPublished(tx, actor);
		await loadFindings(tx);
		await writeDocuments(tx, actor);
	});
	return database.asActor(actor, (tx) => documentsOf(tx));
}

/**
 * Holds the documents of the demonstration to the facts of those that they are composed after. The world, with the register
 * and the figures that they quote, is that of the figures' own tests: to make it twice would cost too much.
 */
export function holdDocuments({ database, actor }: World, all: readonly WrittenDocument[]): void {
	for (const [name, wanted] of Object.entries(facts)) {
		test(`every fact of its model stands in the demonstration’s document “${name}”, and nothing is left open`, async () => {
			const document = all.find((one) => nameOf(one) === name) ?? assert.fail(`There is no ${name}`);
			const { doc } = await database.asActor(actor, (tx) => openDocument(tx, document.id));
			const text = toText(doc).replaceAll(/\s+/g, ' ');
			assert.deepEqual(
				wanted.filter((fact) => !text.includes(fact)),
				[],
			);
			// Tables of the force in context are of indicators that these tests do not compute.
			const open = doc.problems.filter(
				({ severity, text: told }) => severity === 'fault' && !/^No figure of/.test(told),
			);
			assert.deepEqual(open, []);
		});
	}

	for (const document of all)
		test(`“${nameOf(document)}” is sound, and faults that are put into it are found by their rules`, () =>
			holdToChecker({ database, actor }, document));
	holdToChanges({ database, actor, all });

	test('the service reads every document by itself, to see what has changed and to make copies', async () => {
		const worker = { kind: 'worker', task: 'look at what documents quote' } as const;
		for (const { id } of all) {
			const { hash } = await database.asActor(actor, (tx) => openDocument(tx, id));
			const read = await database.asActor(worker, (tx) => openDocument(tx, id));
			assert.deepEqual(read.hash, hash);
		}
	});

	test('each letter says what was found by each indicator of the bank, and nothing of those that it is silent on', async () => {
		for (const force of ['derbyshire', 'durham', 'cleveland'] as const) {
			const letter = all.find((one) => nameOf(one) === `force-letter ${force}`) ?? assert.fail();
			const [text, found] = await database.asActor(actor, async (tx) => [
				toText((await openDocument(tx, letter.id)).doc).replaceAll(/\s+/g, ' '),
				await findingsOf(tx, { inspection: letter.inspection ?? '' }),
			]);
			assert.equal(found.length, coreBusiness.filter((row) => row[force] !== undefined).length);
			assert.deepEqual(
				found.filter((finding) => !text.includes(`- ${finding.text}`)).map(({ indicator }) => indicator),
				[],
			);
			assert.equal(
				text.slice(text.indexOf('What we found in your force:')).split(' - ').length - 1,
				found.length,
			);
		}
	});

	test('a text that stands twice in a report is written once', async () => {
		const document = all.find((one) => nameOf(one) === 'force-report crime-inspection-2014') ?? assert.fail();
		const { doc, blocks } = await database.asActor(actor, (tx) => openDocument(tx, document.id));
		const sentence = 'It can say little about what its activities bring.';
		assert.equal(toText(doc).split(sentence).length - 1, 2);
		assert.equal(blocks.filter(({ text }) => text.includes(sentence)).length, 1);
	});

	test('the national report names no force that its findings come from', async () => {
		const document = all.find(({ anonymous }) => anonymous) ?? assert.fail('No report is anonymous');
		const { doc } = await database.asActor(actor, (tx) => openDocument(tx, document.id));
		assert.doesNotMatch(toText(doc), /Derbyshire|Durham|Cleveland/);
	});
}
