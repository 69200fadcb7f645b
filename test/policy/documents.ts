import { addBlock } from '../../src/documents/drafts/block.store.ts';
import { addComment } from '../../src/documents/drafts/comment.store.ts';
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

/** One block of a document, whose text holds a remark. */
const ofBlock =
	(fields: Arranged['fields'] = {}, query = '') =>
	async (world: World): Promise<Arranged> => {
		const { id, block } = await aDocument(world, 'The the force looks after people well.');
		return { params: { id, block }, fields, query };
	};

async function withComment(world: World): Promise<Arranged> {
	const { id, block } = await aDocument(world);
	const comment = await as(world, (tx) =>
		addComment(tx, { block, number: 1, quote: null, text: 'Is that so?' }),
	);
	return { params: { id, block, comment: comment.id }, fields: { answer: 'It is.' } };
}

async function withSecondBlock(world: World): Promise<Arranged> {
	const { id, block: after } = await aDocument(world);
	const block = await as(world, (tx) => addBlock(tx, { document: id, section: 'findings', text: 'More.' }));
	return { params: { id, block: block.id }, fields: { after } };
}

const at = '/documents/:id/blocks/:block';

const writingExamples: Readonly<Record<string, Example>> = {
	[`GET ${at}`]: { arrange: ofBlock() },
	[`POST ${at}`]: { arrange: ofBlock({ do: 'save', block_text: 'People are looked after.', seen: '1' }) },
	[`POST ${at}/hold`]: { arrange: ofBlock() },
	[`POST ${at}/drop`]: { arrange: ofBlock() },
	...both(
		`${at}/waive`,
		ofBlock(
			{ because: 'It is quoted so.' },
			`?${new URLSearchParams({ rule: 'repeated-words', quote: 'The the' })}`,
		),
	),
	...both(`${at}/palette`, ofBlock({ directive: '::page-break', alone: 'yes' })),
	...both(`${at}/comments/add`, ofBlock({ quote: 'looks after', comment: 'Is that so?' })),
	...both(`${at}/comments/:comment`, withComment),
	[`POST ${at}/comments/:comment/settle`]: { arrange: withComment },
	[`POST ${at}/comments/:comment/open`]: { arrange: withComment },
	[`GET ${at}/versions`]: { arrange: ofBlock() },
	[`POST ${at}/versions/:number/bring-back`]: {
		arrange: async (world) => {
			const { params, ...rest } = await ofBlock({ seen: '1' })(world);
			return { ...rest, params: { ...params, number: '1' } };
		},
	},
	'GET /documents/:id/order': { arrange: ofDocument() },
	...both('/documents/:id/blocks/add', ofDocument({ section: 'findings', after: '' })),
	[`POST ${at}/move`]: { arrange: withSecondBlock },
	[`POST ${at}/leave-out`]: { arrange: withSecondBlock },
	[`POST ${at}/take-in`]: { arrange: withSecondBlock },
};

/** A document with its programme, whose documents are made at once. */
async function ofItsProgramme(world: World): Promise<Arranged> {
	await aDocument(world);
	const { programme } = await anInspection(world);
	return { params: { programme: programme.id }, fields: { programme: programme.id } };
}

const makingExamples: Readonly<Record<string, Example>> = {
	'GET /documents/:id/preview': { arrange: ofDocument() },
	'GET /documents/:id/copies/:face': {
		arrange: async (world) => ({ params: { id: (await aDocument(world)).id, face: 'text' } }),
	},
	...both('/documents/make', ofItsProgramme),
	'GET /documents/make/:programme': { arrange: ofItsProgramme },
};

const composingExamples: Readonly<Record<string, Example>> = {
	...both('/inspections/:id/documents/write', async (world) => ({
		params: { id: (await anInspection(world)).id },
		fields: { outline: 'report' },
	})),
	'GET /documents/write': {},
	// The framework of the tests has nothing to write about all forces.
	'POST /documents/write': {
		status: 422,
		arrange: async () => ({ fields: { outline: 'none that there is' } }),
	},
};

export const documentsExamples: Readonly<Record<string, Example>> = {
	...draftExamples,
	...writingExamples,
	...makingExamples,
	...composingExamples,
};
