import { Readable } from 'node:stream';
import { z } from 'zod';
import { get, type Route, type Services, Unacceptable, view } from '../../foundation/index.ts';
import { documentAt, one } from '../drafts/fields.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { openDocument } from '../drafts/tree.store.ts';
import { documentHref, documentLine } from '../drafts/view.ts';
import { hindrances } from '../faces/accessible.ts';
import { htmlOf } from '../faces/html.ts';
import { Unprintable } from '../faces/unprintable.ts';
import { copiesOf, copyOf, pressOf } from './copies.ts';
import { faceNames, faces, fileName } from './face.ts';

const { read } = documentPolicy.can;

/** The forms of a document, as links of its page. */
export function faceLinks(document: { id: string }): { text: string; href: string }[] {
	return [
		{ text: 'Preview', href: documentHref(document, 'preview') },
		...faceNames.map((face) => ({
			text: faces[face].title,
			href: documentHref(document, `copies/${face}`),
		})),
	];
}

/** A document as its readers see it, on the screen and as a file to keep. */
export function copyPages(services: Services): Route[] {
	const making = { copies: copiesOf(services), press: pressOf(services) };
	return [
		get({
			url: '/documents/:id/preview',
			opens: 'account',
			permit: read,
			params: one,
			async handle({ tx, actor, params }) {
				await documentAt(tx, params);
				const { document, doc } = await openDocument(tx, params.id, { reader: actor.name });
				return view('making/preview.njk', {
					document: documentLine(document),
					html: htmlOf(doc),
					faces: faceLinks(document).filter(({ text }) => text !== 'Preview'),
					gaps: doc.problems.filter(({ severity }) => severity === 'fault').length,
					hindrances: hindrances(doc),
				});
			},
		}),
		get({
			url: '/documents/:id/copies/:face',
			opens: 'account',
			permit: read,
			params: one.extend({ face: z.enum(faceNames) }),
			async handle({ tx, actor, params: { id, face } }) {
				await documentAt(tx, { id });
				const opened = await openDocument(tx, id, { reader: actor.name });
				const { document, doc } = opened;
				return {
					kind: 'file',
					name: fileName(document, doc, face),
					type: faces[face].type,
					size: null,
					// After the transaction: nothing is kept waiting while type is set.
					async open() {
						try {
							return Readable.from([await copyOf(making, id, opened, face).then(({ content }) => content)]);
						} catch (error) {
							if (!(error instanceof Unprintable)) throw error;
							const data = { document: documentLine(document), reasons: error.reasons };
							throw new Unacceptable(view('making/unprintable.njk', data, 409));
						}
					},
				};
			},
		}),
	];
}
