import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { sayPort, settingsGiven } from './say.ts';

/**
 * A bucket that speaks S3 in path style. It checks signatures by Amazon's description of Signature Version 4 and not by
 * the library that makes them.
 */
const settings = settingsGiven();
const accessKeyId = String(settings.accessKeyId);
const secretAccessKey = String(settings.secretAccessKey);
const region = String(settings.region);
const bucket = String(settings.bucket);
/** How many requests to answer with 503 before behaving. */
let busy = Number(settings.busy ?? 0);
/** Gives back objects with one bit turned over. */
const corrupt = settings.corrupt === true;

const objects = new Map<string, Buffer>();

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

class Fault extends Error {
	status: number;
	code: string;
	constructor(status: number, code: string) {
		super(code);
		this.status = status;
		this.code = code;
	}
}

function verifySignature(request: IncomingMessage, path: string): void {
	const given =
		/^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
			request.headers.authorization ?? '',
		);
	if (given === null) throw new Fault(403, 'AccessDenied');
	const [, key = '', day = '', inRegion = '', signedHeaders = '', signature = ''] = given;
	if (key !== accessKeyId) throw new Fault(403, 'InvalidAccessKeyId');
	if (inRegion !== region) throw new Fault(400, 'AuthorizationHeaderMalformed');
	const names = signedHeaders.split(';');
	for (const required of ['host', 'x-amz-content-sha256', 'x-amz-date']) {
		if (!names.includes(required)) throw new Fault(403, 'AccessDenied');
	}
	const header = (name: string) => String(request.headers[name] ?? '').trim();
	const time = header('x-amz-date');
	if (Math.abs(Date.now() - dateOf(time)) > 15 * 60_000) throw new Fault(403, 'RequestTimeTooSkewed');
	const canonical = [
		request.method,
		path,
		'',
		...names.map((name) => `${name}:${header(name)}`),
		'',
		signedHeaders,
		header('x-amz-content-sha256'),
	].join('\n');
	const scope = `${day}/${inRegion}/s3/aws4_request`;
	const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
	const signingKey = [inRegion, 's3', 'aws4_request'].reduce<Buffer>(
		hmac,
		hmac(`AWS4${secretAccessKey}`, day),
	);
	const expected = hmac(signingKey, text);
	if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
		throw new Fault(403, 'SignatureDoesNotMatch');
	}
}

function dateOf(time: string): number {
	return Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const path = request.url ?? '/';
	verifySignature(request, path);
	if (busy > 0) {
		busy -= 1;
		throw new Fault(503, 'SlowDown');
	}
	const [, inBucket, key = ''] = path.split('/');
	if (inBucket !== bucket) throw new Fault(404, 'NoSuchBucket');
	if (request.method === 'PUT') {
		if (request.headers['content-length'] === undefined) throw new Fault(411, 'MissingContentLength');
		const body = await buffer(request);
		if (sha256(body) !== request.headers['x-amz-content-sha256']) {
			throw new Fault(400, 'XAmzContentSHA256Mismatch');
		}
		objects.set(key, body);
		response.writeHead(200, { etag: `"${sha256(body).slice(0, 32)}"` }).end();
		return;
	}
	if (request.method === 'DELETE') {
		objects.delete(key);
		response.writeHead(204).end();
		return;
	}
	const found = objects.get(key);
	if (found === undefined) throw new Fault(404, 'NoSuchKey');
	const body = Buffer.from(found);
	if (corrupt) body[0] = (body[0] ?? 0) ^ 1;
	response
		.writeHead(200, { 'content-length': body.length })
		.end(request.method === 'HEAD' ? undefined : body);
}

const server = createServer((request, response) => {
	answer(request, response).catch((error: unknown) => {
		const { status, code } = error instanceof Fault ? error : new Fault(500, 'InternalError');
		// As Amazon does: the key id is in the answer, so a client must not repeat it.
		const body = `<?xml version="1.0"?><Error><Code>${code}</Code><AWSAccessKeyId>${accessKeyId}</AWSAccessKeyId></Error>`;
		response
			.writeHead(status, { 'content-type': 'application/xml', connection: 'close' })
			.end(request.method === 'HEAD' ? undefined : body);
	});
});
server.listen(0, '127.0.0.1', () => sayPort(server.address()));
