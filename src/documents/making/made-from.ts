import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../../foundation/index.ts';
import type { Opened } from '../drafts/tree.store.ts';
import type { Face } from './face.ts';

/** A document as it was read, and the hash of what its readers see of it. */
export type Reading = Pick<Opened, 'doc' | 'hash'>;

/** The hash of everything that a copy is made from: what is said, the marks and the signature on it, and who makes it. */
export function madeFrom({ doc, hash }: Reading, face: Face): Buffer {
	const { marks, letter } = doc.meta;
	return contentHash({
		says: hash.toString('hex'),
		marks,
		signature: letter?.signature ?? null,
		face,
		maker: maker(),
	});
}

const root = join(import.meta.dirname, '../../..');
let known: string | undefined;

/** The code of the faces, their templates and style, and by package.json the setter of type and the typefaces. */
function maker(): string {
	if (known !== undefined) return known;
	const hash = createHash('sha256');
	const add = (path: string) =>
		hash
			.update(path)
			.update('\0')
			.update(readFileSync(join(root, path)));
	const folder = 'src/documents/faces';
	const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
	for (const name of names.sort())
		if (/\.(?:ts|typ)$/.test(name) && !name.endsWith('.test.ts')) add(`${folder}/${name}`);
	add('assets/document.css');
	add('package.json');
	known = hash.digest('hex');
	return known;
}
