import type { FastifyRequest } from 'fastify';
import type { Spool, Spooled } from '../files/spool.ts';
import { codeOf, Failure, Refused } from '../kernel/failures.ts';
import { keepable } from './requests.ts';
import type { FormValues } from './route.ts';

export type ReadUpload = (
	request: FastifyRequest,
	field: string,
	permitted: (token: unknown) => Promise<void>,
	/** How many files the field takes. */
	most?: number,
) => Promise<{ body: FormValues; file?: Spooled; files: readonly Spooled[]; fileProblem?: string }>;

/**
 * Reads a form with a file in it. The token stands first in every form of ours, so that not a byte of the file is
 * taken from somebody who may not send it.
 */
export function uploadReader(spool: Spool): ReadUpload {
	return async (request, field, permitted, most = 1) => {
		const body: FormValues = {};
		const files: Spooled[] = [];
		let fileProblem: string | undefined;
		try {
			for await (const part of request.parts({ limits: { files: most } })) {
				if (part.type === 'field') {
					if (typeof part.value === 'string') body[part.fieldname] = keepable(part.value);
					continue;
				}
				await permitted(body._form);
				// Whoever chose no file sends one without a name; the parser then leaves the name out.
				if (part.fieldname !== field || !part.filename) {
					part.file.resume();
					continue;
				}
				try {
					files.push(await spool.receive(part.file, part.filename));
				} catch (error) {
					// What is wrong with the file is said beside its field, with the rest of the form kept.
					if (!(error instanceof Failure)) throw error;
					fileProblem = most === 1 ? error.message : `${part.filename}: ${error.message}`;
				}
			}
		} catch (error) {
			for (const one of files) await one[Symbol.asyncDispose]();
			if (most > 1 && codeOf(error) === 'FST_FILES_LIMIT')
				throw new Refused(`More than ${most} files cannot be sent at once. Send fewer.`);
			throw error;
		}
		const [file] = files;
		return {
			body,
			files,
			...(file === undefined ? {} : { file }),
			...(fileProblem === undefined ? {} : { fileProblem }),
		};
	};
}
