import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { codeOf, Failure } from '../kernel/failures.ts';

/** One line of the file that keeps the seals outside the database: "17 <hash> 2027-03-15T09:30:00.000000Z". */
export type LoggedSeal = { number: number; hash: string; sealedAt: string };

export function sealLogIn(dataFolder: string): string {
	return join(dataFolder, 'audit-seals.log');
}

const line = /^(\d+) ([0-9a-f]{64}) (\S+)$/;

/**
 * Writes the seals that the file does not hold yet; what a crash kept from being written is written the next time.
 * A line is never changed: where the database went back on a seal, the line says so for ever.
 */
export async function extendSealLog(
	dataFolder: string,
	after: (number: number) => Promise<LoggedSeal[]>,
): Promise<LoggedSeal | null> {
	const file = await open(sealLogIn(dataFolder), 'a+', 0o600);
	try {
		const { size } = await file.stat();
		const tail = Buffer.alloc(Math.min(size, 4096));
		await file.read(tail, 0, tail.length, size - tail.length);
		const text = tail.toString('utf8');
		const lines = text.split('\n');
		// A line that a crash cut short is closed with the others, and verification passes over it.
		const broken = text !== '' && !text.endsWith('\n');
		const whole = lines.slice(0, -1).findLast((each) => line.test(each));
		let newest: LoggedSeal | null = null;
		let last = Number(line.exec(whole ?? '')?.[1] ?? 0);
		let start = broken ? '\n' : '';
		for (let seals = await after(last); seals.length > 0; seals = await after(last)) {
			await file.appendFile(
				start + seals.map((seal) => `${seal.number} ${seal.hash} ${seal.sealedAt}\n`).join(''),
			);
			start = '';
			newest = seals.at(-1) ?? null;
			last = newest?.number ?? last;
		}
		if (newest !== null) await file.sync();
		return newest;
	} finally {
		await file.close();
	}
}

/** The lines in their order, one at a time; nothing at all where there is no file. */
export async function* readSealLog(path: string): AsyncGenerator<LoggedSeal> {
	const source = createReadStream(path, 'utf8');
	try {
		for await (const text of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
			const [, number, hash, sealedAt] = line.exec(text) ?? [];
			if (number === undefined || hash === undefined || sealedAt === undefined) continue;
			yield { number: Number(number), hash, sealedAt };
		}
	} catch (error) {
		if (codeOf(error) !== 'ENOENT') throw new Failure(`${path} could not be read (${codeOf(error)}).`);
	} finally {
		source.destroy();
	}
}
