import { z } from 'zod';
import { form, Invalid, Missing, type Route, redirect, type Tx } from '../../foundation/index.ts';
import {
	allFrameworks,
	type Framework,
	frameworkOf,
	frameworksOfProgrammes,
	type InspectionTab,
	inspectionById,
	inspectionTabs,
	listProgrammes,
} from '../../programmes/index.ts';
import { documentsOf } from '../drafts/document.store.ts';
import { citeDocument, documentKinds } from '../drafts/document.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { rememberQuotes } from '../drafts/quoted.store.ts';
import { compose, fits, type Of } from './compose.store.ts';

export function composePages({ tabs }: { tabs: readonly InspectionTab[] }): Route[] {
	return [...ofInspection(tabs), ...ofProgramme];
}

/** Where a document about this inspection is begun; without one, where those about all forces are. */
export function writeHref({ inspection }: { inspection?: string }): string {
	return inspection === undefined ? '/documents/write' : `/inspections/${inspection}/documents/write`;
}

const outline = z.string({ error: 'Choose what to write' }).min(1, 'Choose what to write');

function ofInspection(tabs: readonly InspectionTab[]): Route[] {
	return form({
		url: '/inspections/:id/documents/write',
		opens: 'account',
		permit: documentPolicy.can.write,
		params: z.object({ id: z.uuid() }),
		view: 'composing/write.njk',
		fields: z.object({ outline }),
		async load({ tx, params }) {
			const inspection = await inspectionById(tx, params.id);
			const framework = inspection === null ? null : await frameworkOf(tx, inspection);
			if (inspection === null || framework === null) throw new Missing();
			const there = await documentsOf(tx, { inspection: inspection.id });
			return {
				inspection,
				tabs: inspectionTabs(inspection, 'documents', tabs),
				at: writeHref({ inspection: inspection.id }),
				items: itemsOf(framework, { inspection: inspection.id }).map((item) => ({
					...item,
					hint: [item.hint, writtenAlready(there.filter((one) => one.outline === item.value))]
						.filter((part) => part !== '')
						.join(' '),
				})),
				framework: framework.title,
			};
		},
		async submit({ tx, actor, values, data }) {
			demandOne(data.items, values.outline);
			const of = { inspection: data.inspection.id };
			return begun(tx, await compose(tx, actor, { of, outline: values.outline }));
		},
	});
}

/** Documents about all forces of a programme: what is chosen names the programme, the framework and the outline. */
const ofProgramme: Route[] = form({
	url: '/documents/write',
	opens: 'account',
	permit: documentPolicy.can.write,
	view: 'composing/write.njk',
	fields: z.object({ outline }),
	async load({ tx }) {
		return { inspection: null, at: writeHref({}), items: await nationalItems(tx), framework: null };
	},
	async submit({ tx, actor, values, data }) {
		demandOne(data.items, values.outline);
		const [programme = '', framework = '', version = '', id = ''] = values.outline.split(' ');
		const key = { framework, version: Number(version) };
		return begun(tx, await compose(tx, actor, { of: { programme }, framework: key, outline: id }));
	},
});

type Item = { value: string; text: string; hint: string };

function itemsOf(framework: Framework, of: Of): Item[] {
	return framework.outlines
		.filter((one) => fits(one, of))
		.map(({ id, kind, title, sections }) => ({
			value: id,
			text: title,
			hint: `${documentKinds[kind]} of ${sections.length} ${sections.length === 1 ? 'section' : 'sections'}.`,
		}));
}

/** What can be written about all forces, in as many statements however many programmes there are. */
export async function nationalItems(tx: Tx): Promise<Item[]> {
	const frameworks = await allFrameworks(tx);
	const keys = await frameworksOfProgrammes(tx);
	return (await listProgrammes(tx)).flatMap(({ id, name }) =>
		(keys.get(id) ?? []).flatMap((key) => {
			const framework = frameworks.find((one) => one.id === key.framework && one.version === key.version);
			if (framework === undefined) return [];
			const about = `${id} ${key.framework} ${key.version}`;
			return itemsOf(framework, { programme: id }).map((item) => ({
				value: `${about} ${item.value}`,
				text: `${item.text}: ${name}`,
				hint: item.hint,
			}));
		}),
	);
}

function writtenAlready(documents: Parameters<typeof citeDocument>[0][]): string {
	if (documents.length === 0) return '';
	return `Written already: ${new Intl.ListFormat('en-GB').format(documents.map(citeDocument))}.`;
}

function demandOne(items: readonly Item[], value: string): void {
	if (!items.some((item) => item.value === value)) throw new Invalid({ outline: 'Choose what to write' });
}

async function begun(tx: Tx, { id }: { id: string }) {
	await rememberQuotes(tx, id);
	return redirect(`/documents/${id}`, 'The document is begun. Its blocks are in the order of its outline.');
}
