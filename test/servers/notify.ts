import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { say, sayPort, settingsGiven } from './say.ts';

/**
 * GOV.UK Notify as far as we use it. It checks tokens by RFC 7519 and not by the library that makes them, and says each
 * message it has taken. Recipients decide their own fate by their name: "invalid@…", "team@…", "limit@…", "fault@…".
 */
const settings = settingsGiven();
const serviceId = String(settings.serviceId);
const secret = String(settings.secret);
const template = settings.template;
/** How far its clock is ahead of ours, in seconds. */
const ahead = Number(settings.ahead ?? 0);

class Fault extends Error {
	status: number;
	error: string;
	constructor(status: number, error: string, message: string) {
		super(message);
		this.status = status;
		this.error = error;
	}
}

function decode(part: string): Record<string, unknown> {
	return JSON.parse(Buffer.from(part, 'base64url').toString());
}

function authenticate(request: IncomingMessage): void {
	const token = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(request.headers.authorization ?? '');
	if (token === null)
		throw new Fault(401, 'AuthError', 'Unauthorized: authentication token must be provided');
	const [, header = '', claims = '', signature = ''] = token;
	const expected = createHmac('sha256', secret).update(`${header}.${claims}`).digest();
	const given = Buffer.from(signature, 'base64url');
	const { alg } = decode(header);
	const { iss, iat } = decode(claims);
	if (iss !== serviceId) throw new Fault(403, 'AuthError', 'Invalid token: service not found');
	if (alg !== 'HS256' || given.length !== expected.length || !timingSafeEqual(expected, given)) {
		throw new Fault(403, 'AuthError', 'Invalid token: API key not found');
	}
	if (Math.abs(Date.now() / 1000 + ahead - Number(iat)) > 30) {
		throw new Fault(403, 'AuthError', 'Error: Your system clock must be accurate to within 30 seconds');
	}
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	authenticate(request);
	const reply = (status: number, body: unknown) =>
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	if (request.method === 'GET' && request.url === '/v2/template/template-1') {
		reply(200, template);
		return;
	}
	if (request.method !== 'POST' || request.url !== '/v2/notifications/email') {
		throw new Fault(404, 'NoResultFound', 'No result found');
	}
	const body: Record<string, unknown> = JSON.parse(await text(request));
	const to = String(body.email_address);
	if (body.template_id !== 'template-1') throw new Fault(400, 'BadRequestError', 'Template not found');
	if (to.startsWith('invalid@')) throw new Fault(400, 'ValidationError', `email_address ${to} is not valid`);
	if (to.startsWith('team@')) {
		throw new Fault(400, 'BadRequestError', 'Can’t send to this recipient using a team-only API key');
	}
	if (to.startsWith('limit@')) throw new Fault(429, 'TooManyRequestsError', 'Exceeded send limits for today');
	if (to.startsWith('fault@')) throw new Fault(500, 'Exception', 'Internal server error');
	say(body);
	reply(201, { id: 'a-notification', reference: body.reference });
}

const server = createServer((request, response) => {
	answer(request, response).catch((error: unknown) => {
		const {
			status,
			error: name,
			message,
		} = error instanceof Fault ? error : new Fault(500, 'Exception', 'fault');
		response
			.writeHead(status, { 'content-type': 'application/json' })
			.end(JSON.stringify({ status_code: status, errors: [{ error: name, message }] }));
	});
});
server.listen(0, '127.0.0.1', () => sayPort(server.address()));
