import { readFile } from 'node:fs/promises';
import { type Command, codeOf, type Environment, Refused, version } from '../../foundation/index.ts';
import type { Trust } from './checks/signature.ts';
import { keyFiles } from './key.file.ts';
import { fingerprintIn, inGroups, publicKeyFrom } from './signing.ts';
import { type Verdict, verifyBundle } from './verify.ts';

/** What is shown of differences, where there are very many. */
const mostShown = 200;

/** It opens no database and makes no data folder: where there is one, the keys of the installation are in it. */
export function verifyCommand(
	dataFolderOf: (environment: Environment) => string,
): Command<{ environment: Environment }> {
	return {
		name: 'verify',
		summary:
			'Take a bundle apart: check its signature and every hash, compute its figures and make its documents again',
		usage: 'FILE.zip [--key FILE|FINGERPRINT]',
		positionals: ['FILE.zip'],
		options: { key: { type: 'string' } },
		help: {
			key: 'The inspectorate’s public key (a PEM file), or its fingerprint as the inspectorate publishes it',
		},
		async run({ positionals: [file = ''], values, json, io, world }) {
			const trust =
				typeof values.key === 'string'
					? await trustIn(values.key)
					: { own: await keyFiles(dataFolderOf(world.environment)) };
			const verdict = await verifyBundle(file, {
				trust,
				report(doing) {
					if (!json) io.err(`${doing}\n`);
				},
			});
			const holds = isSound(verdict);
			if (json) io.out(`${JSON.stringify({ holds, ...told(verdict) })}\n`);
			else io.out(inWords(verdict));
			return holds ? 0 : 1;
		},
	};
}

async function trustIn(given: string): Promise<Trust> {
	const fingerprint = fingerprintIn(given);
	if (fingerprint !== null) return { given: { fingerprint } };
	const text = await readFile(given, 'utf8').catch((error: unknown) => {
		throw new Refused(
			`“${given}” is no fingerprint (64 letters and digits), and no file that can be read (${codeOf(error) ?? 'no reason given'}).`,
		);
	});
	try {
		return { given: publicKeyFrom(text) };
	} catch {
		throw new Refused(`${given} holds no public key of this kind (Ed25519, PEM).`);
	}
}

/** Where another version only sets the same words otherwise, the bundle holds. */
export function isSound({ signature, differences }: Verdict): boolean {
	return signature?.valid === true && differences.every(({ kind }) => kind === 'rendering');
}

function told({ manifest, signature, differences, figures, quotations, documents, ...rest }: Verdict) {
	const { sameVersion, dataSets, taken } = rest;
	return {
		release: manifest?.release ?? null,
		edition: manifest?.edition ?? null,
		kind: manifest?.kind ?? null,
		signature,
		...{ figures, quotations, documents, sameVersion },
		notMadeAgain: { dataSets, taken },
		madeBy: manifest?.program ?? null,
		verifiedBy: version,
		differences,
	};
}

export function inWords(verdict: Verdict): string {
	const { manifest, signature, differences, figures, quotations, documents, sameVersion } = verdict;
	const lines: string[] = [];
	if (manifest !== null) {
		const { release, edition, kind } = manifest;
		lines.push(
			`${release.cited}, ${release.title}, edition ${edition.number}${kind === 'staff' ? ' (for staff)' : ''}`,
		);
	}
	if (signature?.valid === true && signature.fingerprint !== null)
		lines.push(
			signature.compared
				? `Signed with the key that you trust:\n  ${inGroups(signature.fingerprint)}`
				: `Signed with the key that lies in the bundle. It is the inspectorate’s only if this is the fingerprint that the inspectorate publishes; compare it, or give it with --key:\n  ${inGroups(signature.fingerprint)}`,
		);
	if (manifest !== null && !sameVersion)
		lines.push(
			`It was made by version ${manifest.program.version} (${manifest.program.engine}); this is version ${version}. What only looks otherwise is told apart from what says something else.`,
		);
	const rendering = differences.filter(({ kind }) => kind === 'rendering');
	const others = differences.filter(({ kind }) => kind !== 'rendering');
	for (const { text } of others.slice(0, mostShown)) lines.push(`✗ ${text}`);
	if (others.length > mostShown) lines.push(`✗ … and ${others.length - mostShown} more.`);
	for (const { text } of rendering.slice(0, mostShown)) lines.push(`≈ ${text}`);
	const counts = `${counted(figures, 'figure')}, ${counted(quotations, 'quotation')} of figures in ${counted(documents, 'document')}`;
	const sound = isSound(verdict);
	if (sound) lines.push(...unproved(verdict));
	const holds = signature?.compared === true ? 'It holds' : 'It holds, if that key is the inspectorate’s';
	lines.push(
		sound
			? `${holds}: ${counts} were made again, and ${rendering.length === 0 ? 'nothing differs' : `${counted(rendering.length, 'thing')} only ${rendering.length === 1 ? 'looks' : 'look'} otherwise`}.`
			: `It does not hold: ${counted(others.length, 'difference')}.`,
	);
	return `${lines.join('\n')}\n`;
}

/** What a bundle cannot prove by itself: it is as the inspectorate signed it. */
function unproved({ dataSets, taken }: Verdict): string[] {
	const own = [
		...(dataSets === 0
			? []
			: [
					`the rows of ${counted(dataSets, 'data set')}, of which it has the hashes and what they add up to (a bundle for staff holds them)`,
				]),
		...(taken.length === 0 ? [] : [`${taken.join(', ')}, as the records gave them`]),
	];
	return own.length === 0
		? []
		: [`Not made again, because what they are made from is not in it: ${own.join('; ')}.`];
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
