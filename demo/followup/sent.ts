import { Readable } from 'node:stream';
import type { Files } from '../../src/foundation/index.ts';

type Spooled = Awaited<ReturnType<Files['spool']['receive']>>;

/** A file as somebody sends it, there until the work is done. */
export async function withFile<T>(
	files: Files,
	{ name, content }: { name: string; content: string },
	work: (file: Spooled) => Promise<T>,
): Promise<T> {
	const file = await files.spool.receive(Readable.from([Buffer.from(content)]), name);
	try {
		return await work(file);
	} finally {
		await file[Symbol.asyncDispose]();
	}
}
