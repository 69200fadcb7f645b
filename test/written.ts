import { addBlock } from '../src/documents/drafts/block.store.ts';
import { addDocument } from '../src/documents/drafts/document.store.ts';
import type { NewDocument } from '../src/documents/drafts/document.ts';
import { arrange, operator } from './inspections.ts';
import type { SignedIn } from './people.ts';
import type { TestService } from './service.ts';

/** A report about a new inspection under the framework of the tests, with these blocks. */
export async function writtenDocument(
	service: Pick<TestService, 'database'>,
	{ blocks = ['# What we found\n\nPeople wait for hours.'], lead, ...more }: Written = {},
): Promise<{ id: string; number: number; blocks: string[]; inspection: string; force: string }> {
	const inspection = await arrange(service, lead === undefined ? {} : { lead });
	return service.database.asActor(operator, async (tx) => {
		const document = await addDocument(tx, {
			framework: 'test-custody',
			version: 1,
			outline: 'report',
			kind: 'report',
			layout: 'report',
			title: 'How people in custody are looked after',
			of: { inspection: inspection.id },
			...more,
		});
		const ids: string[] = [];
		for (const text of blocks) {
			ids.push((await addBlock(tx, { document: document.id, section: 'findings', text })).id);
		}
		return { ...document, blocks: ids, inspection: inspection.id, force: inspection.force };
	});
}

export type Written = Partial<NewDocument> & { blocks?: readonly string[]; lead?: SignedIn };
