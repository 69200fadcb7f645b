import { keyName, type Listed, type Manifest, manifestName, signatureName } from '../manifest.ts';
import { NoBundle, type Unpacking } from '../unpacking.ts';
import type { Tell } from './difference.ts';

/** Sets every file beside what the manifest lists: missing, altered, put in. Says which of them are as they should be. */
export async function checkFiles(archive: Unpacking, { files }: Manifest, tell: Tell): Promise<Set<string>> {
	const sound = new Set<string>();
	const listed = new Set([manifestName, signatureName]);
	for (const file of files) {
		const { name } = file;
		if (listed.has(name)) {
			tell({ kind: 'file', place: manifestName, text: `The manifest lists “${name}” twice.` });
			continue;
		}
		listed.add(name);
		if (!archive.has(name))
			tell({ kind: 'file', place: name, text: `“${name}” is missing: the manifest lists it.` });
		else {
			const difference = await differenceOf(archive, file);
			if (difference === null) sound.add(name);
			else tell({ kind: 'file', place: name, text: difference });
		}
	}
	for (const name of archive.names)
		if (!listed.has(name))
			tell({ kind: 'file', place: name, text: `“${name}” was put in: the manifest does not list it.` });
	for (const name of [keyName])
		if (!listed.has(name))
			tell({ kind: 'file', place: manifestName, text: `The manifest does not list “${name}”.` });
	return sound;
}

async function differenceOf(archive: Unpacking, file: Listed): Promise<string | null> {
	try {
		const { name, size, sha256, packed } = await archive.facts(file.name);
		if (size !== file.size) return `“${name}” has ${size} bytes; the manifest lists ${file.size}.`;
		if (sha256 !== file.sha256) return `“${name}” was altered: its SHA-256 is not the one in the manifest.`;
		if (packed !== file.packed) return `“${name}” was packed anew: it lies in the archive in another form.`;
		return null;
	} catch (error) {
		if (error instanceof NoBundle) return error.message;
		throw error;
	}
}
