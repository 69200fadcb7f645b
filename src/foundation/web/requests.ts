import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../database/actor.ts';
import { languageOf } from './language.ts';
import type { Cookie, FormValues, RequestFacts } from './route.ts';
import { hashOf, newToken } from './tokens.ts';

/** Bound to this host, sent over secure connections (or to this machine), never seen by scripts or other sites. */
const prefix = '__Host-';
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

export function setCookie(reply: FastifyReply, cookie: Cookie): void {
	if (cookie.value === null) reply.clearCookie(`${prefix}${cookie.name}`, attributes);
	else {
		reply.setCookie(`${prefix}${cookie.name}`, cookie.value, {
			...attributes,
			...(cookie.seconds === undefined ? {} : { maxAge: cookie.seconds }),
		});
	}
}

export function cookieOf(request: FastifyRequest, name: string): string | undefined {
	return request.cookies[`${prefix}${name}`];
}

export function sessionHash(request: FastifyRequest): Buffer | null {
	const token = cookieOf(request, 'session');
	return token === undefined || token.length > 100 ? null : hashOf(token);
}

/** Whom a form is made for: the account, or this one browser of somebody who has none yet. */
export function formHolder(actor: Actor, request: FastifyRequest): string {
	return actor.kind === 'account' ? actor.account : `visitor ${cookieOf(request, 'visitor') ?? ''}`;
}

/** Gives the browser of somebody unknown a name of its own, if a form on the page will need it. */
export function knowVisitor(request: FastifyRequest, reply: FastifyReply): void {
	if (cookieOf(request, 'visitor') !== undefined) return;
	const { token } = newToken();
	request.cookies[`${prefix}visitor`] = token;
	setCookie(reply, { name: 'visitor', value: token });
}

export function factsOf(request: FastifyRequest): RequestFacts {
	return {
		id: request.id,
		url: request.url,
		language: languageOf(request),
		address: request.ip,
		device: request.headers['user-agent'] ?? '',
		cookie: (name) => cookieOf(request, name),
	};
}

/** Browsers say where a form comes from; one that comes from elsewhere is not ours. */
export function sameOrigin(request: FastifyRequest): boolean {
	const site = request.headers['sec-fetch-site'];
	if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
	const origin = request.headers.origin;
	return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}

export function formOf(body: unknown): FormValues {
	const values: FormValues = {};
	if (typeof body !== 'object' || body === null) return values;
	for (const [name, value] of Object.entries(body)) {
		if (typeof value === 'string') values[name] = keepable(value);
		else if (Array.isArray(value)) values[name] = value.map((one) => keepable(String(one)));
	}
	return values;
}

/** Without the one character that PostgreSQL cannot keep, and that nobody types. */
export function keepable(text: string): string {
	return text.replaceAll('\0', '');
}
