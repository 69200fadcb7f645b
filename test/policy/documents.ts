import { addBlock } from '../../src/documents/drafts/block.store.ts';
import { addDocument } from '../../src/documents/drafts/document.store.ts';
import { moveDocument } from '../../src/documents/drafts/signing.store.ts';
import type { DocumentAction } from '../../src/documents/drafts/signing.ts';
import { openDocument } from '../../src/documents/drafts/tree.store.ts';
import { waive, waiversOf } from '../../src/documents/drafts/waiver.store.ts';
import type { Tx } from '../../src/foundation/index.ts';
import { examples as contents } from '../examples.ts';
import { operator } from '../inspections.ts';
import { actorOf } from '../judging.ts';
import type { Example } from './example.ts';
import { anInspection } from './judgments.ts';
import type { Arranged, World } from './world.ts';

function as<T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> {
	return world.database.asActor(operator, work);
}

/** A report of one sentence in which nothing is wrong, about the inspection of all examples. */
export async function aDocument(
	world: World,
	text = '# What we found\n\nPeople in custody are looked after well.',
): Promise<{ id: string; block: string }> {
	const inspection = await anInspection(world);
	return as(world, async (tx) => {
		const { id } = await addDocument(tx, {
			framework: 'test-custody',
			version: 1,
			outline: 'report',
			kind: 'report',
			layout: 'report',
			title: 'How people in custody are looked after',
			dated: Temporal.PlainDate.from('2026-03-02'),
			of: { inspection: inspection.id },
		});
		const block = await addBlock(tx, { document: id, section: 'findings', text });
		return { id, block: block.id };
	});
}

const ofDocument =
	(fields: Arranged['fields'] = {}, query = '') =>
	async (world: World): Promise<Arranged> => {
		const { id } = await aDocument(world);
		return { params: { id }, fields, query };
	};

/** One that these steps were taken on, each by somebody of its role; the form holds what its reader has seen. */
const after =
	(actions: readonly DocumentAction[], fields: Arranged['fields'] = {}) =>
	async (world: World): Promise<Arranged> => {
		const { id } = await aDocument(world);
		for (const action of actions) {
			const role = action === 'sign' ? 'HM Inspector' : 'editor';
			const actor = actorOf(await world.signedInAs(role), role);
			await world.database.asActor(actor, (tx) => moveDocument(tx, actor, { id, action }));
		}
		const { hash } = await as(world, (tx) => openDocument(tx, id));
		const seen = String(actions.length);
		return { params: { id }, fields: { seen, content: hash.toString('hex'), ...fields } };
	};

async function withRemark(world: World): Promise<Arranged> {
	const { id } = await aDocument(world, 'The the force looks after people well.');
	return {
		params: { id },
		query: `?${new URLSearchParams({ rule: 'repeated-words', quote: 'The the' })}`,
		fields: { because: 'It is quoted so.' },
	};
}

async function withWaiver(world: World): Promise<Arranged> {
	const { id } = await aDocument(world);
	const waiver = await as(world, async (tx) => {
		await waive(tx, id, { rule: 'repeated-words', quote: 'The the', because: 'It is quoted so.' });
		return (await waiversOf(tx, id))[0]?.id ?? '';
	});
	return { params: { id, waiver } };
}

const both = (url: string, arrange: NonNullable<Example['arrange']>) => ({
	[`GET ${url}`]: { arrange },
	[`POST ${url}`]: { arrange },
});

const draftExamples: Readonly<Record<string, Example>> = {
	'GET /documents': {},
	'GET /documents.csv': {},
	'GET /inspections/:id/documents': {
		arrange: async (world) => ({ params: { id: (await anInspection(world)).id } }),
	},
	...both('/documents/signature', async () => ({
		upload: { field: 'picture', name: 'signature.png', content: contents.png ?? Buffer.alloc(0) },
	})),
	'POST /documents/signature/remove': {},
	'GET /documents/:id': { arrange: ofDocument() },
	'POST /documents/:id/changes/seen': { arrange: after([]) },
	...both('/documents/:id/details', ofDocument({ seen: '1', title: 'How people are looked after' })),
	'GET /documents/:id/checks': { arrange: ofDocument() },
	...both('/documents/:id/waive', withRemark),
	'POST /documents/:id/waivers/:waiver/remove': { arrange: withWaiver },
	...both('/documents/:id/pass', after([])),
	...both('/documents/:id/sign', after(['pass'])),
	...both('/documents/:id/send-back', after(['pass'], { reason: 'Shorter' })),
	...both('/documents/:id/open-again', after(['pass', 'sign'], { reason: 'It was mistaken' })),
};

export const documentsExamples: Readonly<Record<string, Example>> = { ...draftExamples };
