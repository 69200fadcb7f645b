import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance, LightMyRequestResponse, RouteOptions } from 'fastify';
import {
	type OrganisationKind,
	organisationKinds,
	type Role,
	rolesByKind,
} from '../../src/foundation/database/actor.ts';
import { systemClock } from '../../src/foundation/kernel/clock.ts';
import type { Route } from '../../src/foundation/web/route.ts';
import { formTokens } from '../../src/foundation/web/tokens.ts';
import type { SignedIn } from '../people.ts';
import { type TestService, testService } from '../service.ts';

/** What a request to a route holds, beside who sends it. */
export type Arranged = {
	params?: Record<string, string>;
	query?: string;
	fields?: Record<string, string | readonly string[]>;
	cookies?: Record<string, string>;
	/** Without a cookie: whoever asks so is given what the server keeps. */
	bare?: boolean;
	/** The network address that it comes from: too many from one are asked to wait. */
	from?: string;
	upload?: { field: string; name: string; content: Buffer };
};

/** The whole product, every address that its server answers, and a place for each kind of person to belong to. */
export type World = TestService & {
	/** "GET /files/:id": all that the server was told to answer, by rooms or by itself. */
	served: readonly string[];
	routes: readonly Route[];
	/** A new force and what answers for it, beside the one inspectorate. */
	homes(name: string): Promise<Homes>;
};

export type Homes = Record<Exclude<OrganisationKind, 'other'>, string>;

export async function openWorld(): Promise<World> {
	const served: string[] = [];
	// Fastify announces each server that is made; the product itself has no need to list its routes.
	const listen = (message: unknown) => {
		serverIn(message)?.addHook('onRoute', ({ method, url }: RouteOptions) => {
			for (const one of [method].flat()) served.push(`${one} ${url}`);
		});
	};
	channel('fastify.initialization').subscribe(listen);
	const service = await testService();
	channel('fastify.initialization').unsubscribe(listen);
	const inspectorate = await service.organisation('inspectorate');
	const homes = async (name: string): Promise<Homes> => {
		const force = await service.organisation('force', `${name} Police`);
		const body = await service.organisation('policing body', `Commissioner for ${name}`);
		await service.owner.query('update foundation.organisation set force_id = $1 where id = $2', [
			force,
			body,
		]);
		return { inspectorate, force, 'policing body': body };
	};
	return {
		...service,
		served,
		routes: service.assembly.parts.flatMap((part) => part.routes ?? []),
		homes,
	};
}

function serverIn(message: unknown): FastifyInstance | undefined {
	if (typeof message !== 'object' || message === null || !('fastify' in message)) return undefined;
	// What the channel carries, as Fastify documents it.
	return message.fastify as FastifyInstance;
}

export function nameOf(route: Pick<Route, 'method' | 'url'>): string {
	return `${route.method} ${route.url}`;
}

/** Somebody with this role and no other, where people with that role belong. */
export function person(world: World, role: Role, homes: Homes): Promise<SignedIn> {
	const kind = organisationKinds.find(
		(one) => one !== 'other' && rolesByKind[one].some((each) => each === role),
	);
	return world.signedInAs(role, {
		organisation: kind === undefined || kind === 'other' ? null : homes[kind],
	});
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

const tokensFor = (world: World) => formTokens(world.secret, systemClock);

/** Sends a request as somebody would who has opened the page before: with their session and a form made for them. */
export async function ask(
	world: World,
	who: SignedIn | null,
	request: { method: Method; url: string; opens?: Route['opens'] },
	arranged: Arranged = {},
): Promise<LightMyRequestResponse> {
	const { params = {}, query = '', fields = {}, cookies = {}, bare = false, from, upload } = arranged;
	const holder = who !== null && request.opens !== 'authentication' ? who.account : 'visitor somebody';
	const form = { _form: tokensFor(world).issue(holder), ...fields };
	return world.app.inject({
		method: request.method,
		url: addressOf(request.url, params) + query,
		...(from === undefined ? {} : { remoteAddress: from }),
		cookies: {
			...(who === null ? {} : Object.fromEntries(who.cookies)),
			...(bare ? {} : { '__Host-visitor': 'somebody' }),
			...cookies,
		},
		...(request.method === 'POST' ? await bodyOf(form, upload) : {}),
	});
}

function addressOf(url: string, params: Record<string, string>): string {
	return url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'nothing'));
}

async function bodyOf(fields: Record<string, string | readonly string[]>, upload: Arranged['upload']) {
	const form = upload === undefined ? new URLSearchParams() : new FormData();
	for (const [name, value] of Object.entries(fields)) {
		for (const one of [value].flat()) form.append(name, one);
	}
	if (form instanceof FormData && upload !== undefined) {
		form.append(upload.field, new Blob([Uint8Array.from(upload.content)]), upload.name);
	}
	const encoded = new Response(form);
	return {
		headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
		payload: Buffer.from(await encoded.arrayBuffer()),
	};
}

/** Everything of an answer that could tell one from another, without what is new in every answer. */
export function seenIn(answer: LightMyRequestResponse): object {
	const {
		date: _date,
		'x-ratelimit-remaining': _left,
		'x-ratelimit-reset': _reset,
		...headers
	} = answer.headers;
	return {
		status: answer.statusCode,
		headers,
		body: answer.body.replaceAll(/name="_form" value="[^"]+"/g, 'name="_form"'),
	};
}
