import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { codeOf, Failure } from '../kernel/failures.ts';
import { type FileStore, missingFile, requireHash, verified } from './store.ts';

export type S3Settings = {
	/** Such as https://s3.eu-west-2.amazonaws.com */
	endpoint: string;
	region: string;
	bucket: string;
	accessKeyId: string;
	secretAccessKey: string;
	/** The bucket in the path, as most servers other than Amazon's want it, instead of in the host name. */
	pathStyle: boolean;
};

type Call = {
	method: 'PUT' | 'GET' | 'HEAD' | 'DELETE';
	key: string;
	/** Opened anew for each attempt. */
	body?: { length: number; sha256: string; open(): Readable };
};

const emptyHash = createHash('sha256').digest('hex');
// Without a byte in either direction; a large file may take as long as it takes.
const idleLimit = 30_000;
// Once it answers: a download that its reader has paused looks idle too.
const pausedLimit = 300_000;
const pausesBetweenAttempts = [200, 1000];

/** Files in a bucket of any S3-compatible server, one object for each hash. */
export function s3Store(settings: S3Settings): FileStore {
	const attempt = (call: Call) => once(settings, call);

	return {
		async keep({ path, sha256, size }) {
			const key = requireHash(sha256);
			const body = { length: size, sha256, open: () => createReadStream(path) };
			await finish(await patiently(() => attempt({ method: 'PUT', key, body })));
		},

		async open(sha256) {
			const key = requireHash(sha256);
			const response = await patiently(() => attempt({ method: 'GET', key }), [404]);
			if (response.statusCode === 404) {
				await refuseMissingBucket(response);
				throw missingFile();
			}
			// The consumer hears of every failure through the stream it holds.
			return pipeline(response, verified(sha256), () => {});
		},

		async has(sha256) {
			const key = requireHash(sha256);
			const response = await patiently(() => attempt({ method: 'HEAD', key }), [404]);
			await finish(response);
			return response.statusCode !== 404;
		},

		async remove(sha256) {
			const key = requireHash(sha256);
			const response = await patiently(() => attempt({ method: 'DELETE', key }), [404]);
			if (response.statusCode === 404) await refuseMissingBucket(response);
			else await finish(response);
		},

		async check() {
			const key = `check-${randomUUID()}`;
			const content = Buffer.from(key);
			const body = {
				length: content.length,
				sha256: createHash('sha256').update(content).digest('hex'),
				open: () => Readable.from([content]),
			};
			await finish(await patiently(() => attempt({ method: 'PUT', key, body })));
			const back = await text(await patiently(() => attempt({ method: 'GET', key })));
			await finish(await patiently(() => attempt({ method: 'DELETE', key })));
			if (back !== key) throw new Failure('The file store gave back something else than was written to it.');
		},
	};
}

export function objectUrl(settings: S3Settings, key: string): URL {
	const url = new URL(settings.endpoint);
	const base = url.pathname.replace(/\/$/, '');
	if (settings.pathStyle) url.pathname = `${base}/${settings.bucket}/${key}`;
	else {
		url.hostname = `${settings.bucket}.${url.hostname}`;
		url.pathname = `${base}/${key}`;
	}
	return url;
}

/** A server that is busy or a connection that breaks is tried again: every call here may safely be repeated. */
async function patiently(
	attempt: () => Promise<IncomingMessage>,
	alsoFine: readonly number[] = [],
): Promise<IncomingMessage> {
	for (const pause of pausesBetweenAttempts) {
		const response = await attempt().catch(() => undefined);
		if (response !== undefined && !isPassing(response)) return accept(response, alsoFine);
		response?.resume();
		await wait(pause);
	}
	return accept(await attempt(), alsoFine);
}

function isPassing(response: IncomingMessage): boolean {
	const status = response.statusCode ?? 0;
	return status === 429 || status >= 500;
}

async function accept(response: IncomingMessage, alsoFine: readonly number[]): Promise<IncomingMessage> {
	const status = response.statusCode ?? 0;
	if ((status >= 200 && status < 300) || alsoFine.includes(status)) return response;
	throw refusal(status, await errorCode(response));
}

/** One signed request. The signature covers the hash of the content, so the server refuses what changed on the way. */
async function once(settings: S3Settings, { method, key, body }: Call): Promise<IncomingMessage> {
	const signed = await new AwsV4Signer({
		method,
		url: objectUrl(settings, key).href,
		headers: { 'x-amz-content-sha256': body?.sha256 ?? emptyHash },
		accessKeyId: settings.accessKeyId,
		secretAccessKey: settings.secretAccessKey,
		service: 's3',
		region: settings.region,
	}).sign();
	const headers = Object.fromEntries(signed.headers);
	const request = signed.url.protocol === 'http:' ? requestHttp : requestHttps;
	return new Promise((resolve, reject) => {
		const sending = request(signed.url, {
			method,
			timeout: idleLimit,
			headers: { ...headers, 'content-length': body?.length ?? 0 },
		});
		sending.on('timeout', () => sending.destroy(new Error('no answer')));
		sending.on('response', (response) => {
			sending.setTimeout(pausedLimit);
			resolve(response);
		});
		sending.on('error', (cause) => reject(unreachable(cause)));
		if (body === undefined) sending.end();
		else pipeline(body.open(), sending, (error) => error && reject(unreachable(error)));
	});
}

function unreachable(cause: Error): Failure {
	return new Failure(
		`The file store cannot be reached (${codeOf(cause) ?? 'it broke off'}). Try again later.`,
		{
			cause,
		},
	);
}

async function finish(response: IncomingMessage): Promise<void> {
	await text(response);
}

async function refuseMissingBucket(response: IncomingMessage): Promise<void> {
	const code = await errorCode(response);
	if (code === 'NoSuchBucket') throw refusal(404, code);
}

async function errorCode(response: IncomingMessage): Promise<string> {
	// A server that refuses early may close while we are still sending: then its status is all there is.
	const body = await text(response).catch(() => '');
	return /<Code>(\w{1,60})<\/Code>/.exec(body)?.[1] ?? String(response.statusCode);
}

/** For whoever runs the service: what the server said, in its one word for it, which never contains a key. */
function refusal(status: number, code: string): Failure {
	if (code === 'NoSuchBucket') return new Failure('The bucket of the file store does not exist.');
	if (status === 401 || status === 403)
		return new Failure(`The file store refused our access keys (${code}).`);
	if (status >= 300 && status < 400) {
		return new Failure(
			`The bucket of the file store is somewhere else (${code}): check its endpoint and region.`,
		);
	}
	if (status === 429 || status >= 500)
		return new Failure(`The file store is out of order (${code}). Try again later.`);
	return new Failure(`The file store refused the request (${code}).`);
}
