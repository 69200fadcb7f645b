import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../foundation/index.ts';
import { type PublicKey, publicKeyFrom } from './signing.ts';

/*
 * The public keys of this installation also lie in its data folder, so that a bundle can be verified here without asking
 * the database for them.
 */

function folderOf(dataFolder: string): string {
	return join(dataFolder, 'signing-keys');
}

export async function keepKeyFile(dataFolder: string, { fingerprint, pem }: PublicKey): Promise<void> {
	const folder = folderOf(dataFolder);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await writeFile(join(folder, `${fingerprint}.pem`), pem, { flag: 'wx' }).catch((error: unknown) => {
		if (codeOf(error) !== 'EEXIST') throw error;
	});
}

/** Those that lie there; none where there is no data folder. */
export async function keyFiles(dataFolder: string): Promise<PublicKey[]> {
	const folder = folderOf(dataFolder);
	const names = await readdir(folder).catch(() => []);
	const keys: PublicKey[] = [];
	for (const name of names.filter((one) => one.endsWith('.pem')))
		keys.push(publicKeyFrom(await readFile(join(folder, name), 'utf8')));
	return keys;
}
