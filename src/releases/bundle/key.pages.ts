import { z } from 'zod';
import { get, json, Missing, type Route, view } from '../../foundation/index.ts';
import { type SigningKey, signingKeys } from './key.store.ts';
import { keyPolicy } from './policy.ts';
import { inGroups } from './signing.ts';

const address = '/publications/signing-keys';
const named = z.object({ name: z.string().regex(/^[0-9a-f]{64}\.pem$/) });

/** The public keys, for everybody who wants to know whether a bundle is ours. */
export function keyPages(): Route[] {
	const common = { opens: 'public', permit: keyPolicy.can.read } as const;
	return [
		get({
			...common,
			url: address,
			async handle({ tx }) {
				const keys = await signingKeys(tx);
				return view('bundle/keys.njk', { address, keys: keys.map(shown) });
			},
		}),
		get({
			...common,
			url: `${address}.json`,
			async handle({ tx }) {
				return json({ keys: (await signingKeys(tx)).map(told) });
			},
		}),
		get({
			...common,
			url: `${address}/:name`,
			params: named,
			async handle({ tx, params: { name } }) {
				const key = (await signingKeys(tx)).find(({ fingerprint }) => `${fingerprint}.pem` === name);
				if (key === undefined) throw new Missing();
				return { kind: 'data', type: 'application/x-pem-file', body: key.pem, saveAs: name };
			},
		}),
	];
}

function shown(key: SigningKey) {
	return { ...key, groups: inGroups(key.fingerprint), pemHref: `${address}/${key.fingerprint}.pem` };
}

/** As JSON, here and at the command line. */
export function told({ fingerprint, pem, madeAt, retiredAt }: SigningKey) {
	return {
		algorithm: 'Ed25519',
		fingerprint,
		pem,
		madeAt: madeAt.toString(),
		retiredAt: retiredAt?.toString() ?? null,
	};
}
