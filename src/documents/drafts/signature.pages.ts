import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { form, Invalid, post, type Route, redirect } from '../../foundation/index.ts';
import { signatureOf } from './approval.store.ts';
import { keepSignature, largestSignature, removeSignature } from './signature.store.ts';
import { documentWorkflow } from './signing.ts';

const permit = documentWorkflow.policy.can.sign;
const types: Readonly<Record<string, 'png' | 'jpeg'>> = { 'image/png': 'png', 'image/jpeg': 'jpeg' };

/** The picture of one’s own signature, which stands under what one signs and nowhere else. */
export const signaturePages: Route[] = [
	...form({
		url: '/documents/signature',
		opens: 'account',
		permit,
		view: 'drafts/signature.njk',
		upload: 'picture',
		fields: z.object({}),
		async load({ tx, actor }) {
			return { signature: await signatureOf(tx, actor.account, actor.name) };
		},
		async submit({ tx, file }) {
			if (file === undefined) throw new Invalid({ picture: 'Choose the picture of your signature' });
			const type = types[file.mediaType];
			if (type === undefined) throw new Invalid({ picture: 'The picture must be a PNG or a JPEG file' });
			if (file.size > largestSignature)
				throw new Invalid({ picture: 'The picture must be smaller than 1 MB' });
			await keepSignature(tx, { type, picture: await readFile(file.path), sha256: file.sha256 });
			return redirect('/documents/signature', 'Your signature is kept. It stands under what you sign.');
		},
	}),
	post({
		url: '/documents/signature/remove',
		opens: 'account',
		permit,
		async handle({ tx }) {
			await removeSignature(tx);
			return redirect('/documents/signature', 'Your signature is removed.');
		},
	}),
];
