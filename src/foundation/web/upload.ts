import type { FastifyRequest } from 'fastify';
import type { Spool, Spooled } from '../files/spool.ts';
import { Failure } from '../kernel/failures.ts';
import type { FormValues } from './route.ts';

export type ReadUpload = (
	request: FastifyRequest,
	field: string,
	permitted: (token: unknown) => Promise<void>,
) => Promise<{ body: FormValues; file?: Spooled; fileProblem?: string }>;

/**
 * Reads a form with a file in it. The token stands first in every form of ours, so that not a byte of the file is
 * taken from somebody who may not send it.
 */
export function uploadReader(spool: Spool): ReadUpload {
	return async (request, field, permitted) => {
		const body: FormValues = {};
		let file: Spooled | undefined;
		let fileProblem: string | undefined;
		try {
			for await (const part of request.parts()) {
				if (part.type === 'field') {
					if (typeof part.value === 'string') body[part.fieldname] = part.value;
					continue;
				}
				await permitted(body._form);
				// Whoever chose no file sends one without a name; the parser then leaves the name out.
				if (part.fieldname !== field || !part.filename) {
					part.file.resume();
					continue;
				}
				try {
					file = await spool.receive(part.file, part.filename);
				} catch (error) {
					// What is wrong with the file is said beside its field, with the rest of the form kept.
					if (!(error instanceof Failure)) throw error;
					fileProblem = error.message;
				}
			}
		} catch (error) {
			await file?.[Symbol.asyncDispose]();
			throw error;
		}
		return {
			body,
			...(file === undefined ? {} : { file }),
			...(fileProblem === undefined ? {} : { fileProblem }),
		};
	};
}
