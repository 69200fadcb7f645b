import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Spooled } from '../files/store.ts';
import { Failure } from '../kernel/failures.ts';
import type { FormValues, UploadedFile } from './route.ts';

export type Receive = (
	source: Readable,
	options: { limit: number; name: string; declaredType: string },
) => Promise<Spooled>;

export type ReadUpload = (
	request: FastifyRequest,
	upload: { field: string; limit: number },
	permitted: (token: unknown) => Promise<void>,
) => Promise<{ body: FormValues; file?: UploadedFile; fileProblem?: string }>;

/**
 * Reads a form with a file in it. The token stands first in every form of ours, so that not a byte of the file is
 * taken from somebody who may not send it.
 */
export function uploadReader(receive: Receive): ReadUpload {
	return async (request, upload, permitted) => {
		const body: FormValues = {};
		let file: UploadedFile | undefined;
		let fileProblem: string | undefined;
		for await (const part of request.parts({ limits: { fileSize: upload.limit + 1 } })) {
			if (part.type === 'field') {
				if (typeof part.value === 'string') body[part.fieldname] = part.value;
				continue;
			}
			await permitted(body._form);
			if (part.fieldname !== upload.field || part.filename === '') {
				part.file.resume();
				continue;
			}
			try {
				const spooled = await receive(part.file, {
					limit: upload.limit,
					name: part.filename,
					declaredType: part.mimetype,
				});
				file = { name: part.filename, spooled };
			} catch (error) {
				part.file.resume();
				// What is wrong with the file is said beside its field, with the rest of the form kept.
				if (!(error instanceof Failure)) throw error;
				fileProblem = error.message;
			}
		}
		return {
			body,
			...(file === undefined ? {} : { file }),
			...(fileProblem === undefined ? {} : { fileProblem }),
		};
	};
}
