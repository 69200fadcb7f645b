import { z } from 'zod';
import {
	form,
	get,
	Invalid,
	Missing,
	type Route,
	redirect,
	startWork,
	view,
} from '../../foundation/index.ts';
import { documentsOf } from '../drafts/document.store.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { documentHref, documentLine } from '../drafts/view.ts';
import { newestMade, programmesWithDocuments } from './made.store.ts';
import { makeKind } from './make.job.ts';

const { write } = documentPolicy.can;

/** HTML and PDF of all documents of a programme, made while somebody does other things. */
export const makePages: Route[] = [
	...form({
		url: '/documents/make',
		opens: 'account',
		permit: write,
		query: z.object({ programme: z.string().max(100).optional() }),
		view: 'making/make.njk',
		fields: z.object({ programme: z.uuid('Choose the programme') }),
		async load({ tx, query }) {
			const programmes = await programmesWithDocuments(tx);
			return {
				chosen: query.programme ?? null,
				programmes: programmes.map(({ id, name, documents }) => ({
					value: id,
					text: name,
					hint: `${documents} ${documents === 1 ? 'document' : 'documents'}`,
				})),
			};
		},
		initial: ({ chosen }) => (chosen === null ? {} : { programme: chosen }),
		async submit({ tx, actor, values, data }) {
			const programme = data.programmes.find(({ value }) => value === values.programme);
			if (programme === undefined) throw new Invalid({ programme: 'Choose the programme' });
			const work = await startWork(tx, {
				title: `Making the documents of ${programme.text}`,
				job: makeKind,
				payload: { programme: programme.value, reader: actor.name },
			});
			return redirect(`/work/${work}`);
		},
	}),
	get({
		url: '/documents/make/:programme',
		opens: 'account',
		permit: write,
		params: z.object({ programme: z.uuid() }),
		async handle({ tx, params }) {
			const documents = await documentsOf(tx, params);
			const [first] = documents;
			if (first === undefined) throw new Missing();
			const newest = await newestMade(
				tx,
				documents.map(({ id }) => id),
			);
			return view('making/made.njk', {
				programme: first.programme,
				documents: documents.map((document) => {
					const made = newest.get(document.id) ?? [];
					return {
						...documentLine(document),
						html: made.find(({ face }) => face === 'html') ?? null,
						pdf: made.find(({ face }) => face === 'pdf') ?? null,
						htmlHref: documentHref(document, 'copies/html'),
						pdfHref: documentHref(document, 'copies/pdf'),
					};
				}),
			});
		},
	}),
];
