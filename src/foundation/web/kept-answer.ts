import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Shelved } from './shelf.ts';

/** What somebody asks by their headers. */
export type Asked = { method: string; accepts: string | undefined; knows: string | undefined };

/** The body as it is sent, and the headers with it: name, value, name, value. */
type Form = { body: Buffer; headers: string[] };
type Encoding = 'br' | 'gzip';

const compressed = {
	br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: (body: Buffer) => promisify(gzip)(body, { level: 6 }),
} satisfies Record<Encoding, (body: Buffer) => Promise<Buffer>>;

const wanted: readonly [Encoding, RegExp][] = [
	['br', /(?:^|[\s,])br(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))\s*(?:[;,]|$)/i],
	['gzip', /(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))\s*(?:[;,]|$)/i],
];
const compressible = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)|application\/manifest)/;
/** Below this a packet is a packet. */
const worthCompressing = 1_000;

/** Of this one connection, or put in anew. */
const ofOne = new Set(['connection', 'content-length', 'date', 'etag', 'keep-alive', 'vary']);
const ofBody = /^content-(?:type|length|encoding|disposition|language)$/;

/** An answer that is the same for everybody, ready to be sent. */
export class KeptAnswer implements Shelved {
	readonly route: string;
	readonly tags: readonly string[];
	readonly size: number;
	readonly #etag: string;
	readonly #headers: readonly (readonly [string, string])[];
	readonly #compressible: boolean;
	readonly #plain: Form;
	readonly #forms = new Map<Encoding, Form | Promise<Form>>();

	constructor(
		body: Buffer,
		headers: Readonly<Record<string, unknown>>,
		{ route, tags }: { route: string; tags: readonly string[] },
	) {
		this.route = route;
		this.tags = tags;
		// Either compressed form is at most half of it, or is not kept.
		this.size = 2 * body.length + 2_000;
		const own = typeof headers.etag === 'string' ? headers.etag.replace(/^W\//, '') : undefined;
		this.#etag = own ?? `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
		this.#headers = [
			...Object.entries(headers)
				.filter(([name]) => !ofOne.has(name) && !name.startsWith('x-ratelimit-'))
				.map(([name, value]): [string, string] => [
					name,
					// Whoever has it asks each time whether it still holds, and is told so in a few bytes.
					name === 'cache-control' && value === 'no-store' ? 'no-cache' : String(value),
				]),
			['vary', 'accept-encoding, cookie'],
		];
		const type = typeof headers['content-type'] === 'string' ? headers['content-type'] : '';
		this.#compressible = body.length >= worthCompressing && compressible.test(type);
		this.#plain = this.#formOf(body, null);
	}

	/** It says the same as this. */
	says(body: Buffer): boolean {
		return this.#plain.body.equals(body);
	}

	isKnownTo(knows: string | undefined): boolean {
		if (knows === undefined) return false;
		return knows
			.split(',')
			.some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === this.#etag);
	}

	/** In the smallest form that is accepted. A promise the first time only. */
	formFor(accepts: string | undefined): Form | Promise<Form> {
		if (accepts === undefined || !this.#compressible) return this.#plain;
		const encoding = wanted.find(([, pattern]) => pattern.test(accepts))?.[0];
		if (encoding === undefined) return this.#plain;
		const there = this.#forms.get(encoding);
		if (there !== undefined) return there;
		const making = compressed[encoding](this.#plain.body).then((body) => {
			const form = body.length * 2 > this.#plain.body.length ? this.#plain : this.#formOf(body, encoding);
			this.#forms.set(encoding, form);
			return form;
		});
		this.#forms.set(encoding, making);
		return making;
	}

	/** Headers of an answer to somebody who has it already. */
	get unchanged(): string[] {
		return this.#plain.headers.flatMap((name, index, all) =>
			index % 2 === 1 || ofBody.test(name) ? [] : [name, all[index + 1] ?? ''],
		);
	}

	/** Sends it; the status that it was sent with. */
	async send(response: ServerResponse, asked: Asked): Promise<number> {
		const form = this.formFor(asked.accepts);
		return this.#sendForm(response, asked, form instanceof Promise ? await form : form);
	}

	/** The same without waiting, where that form has been made. */
	sendNow(response: ServerResponse, asked: Asked): number | Promise<number> {
		const form = this.formFor(asked.accepts);
		return form instanceof Promise ? this.send(response, asked) : this.#sendForm(response, asked, form);
	}

	#sendForm(response: ServerResponse, asked: Asked, { body, headers }: Form): number {
		if (this.isKnownTo(asked.knows)) {
			response.writeHead(304, this.unchanged);
			response.end();
			return 304;
		}
		response.writeHead(200, headers);
		if (asked.method === 'HEAD') response.end();
		else response.end(body);
		return 200;
	}

	#formOf(body: Buffer, encoding: Encoding | null): Form {
		const headers = [
			...this.#headers.flat(),
			...(encoding === null ? [] : ['content-encoding', encoding]),
			// The validator of one form, byte by byte, or of what all forms say.
			...['etag', encoding === null ? this.#etag : `W/${this.#etag}`],
			...['content-length', String(body.length)],
		];
		return { body, headers };
	}
}
