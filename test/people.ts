import { randomBytes } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import {
	type OrganisationKind,
	organisationKinds,
	type Role,
	rolesByKind,
} from '../src/foundation/database/actor.ts';
import { hashOf } from '../src/foundation/web/tokens.ts';
import type { TestDatabase } from './database.ts';

export type People = {
	/** A browser without a session. */
	visitor(): Browser;
	/** A browser signed in as a new account with these roles, in an organisation of its own kind unless one is named. */
	signedInAs(role: Role | readonly Role[], options?: { organisation?: string | null }): Promise<SignedIn>;
	organisation(kind: OrganisationKind, name?: string): Promise<string>;
};

export type SignedIn = Browser & { account: string; email: string; organisation: string | null };

/** Makes people who use the service, each with a browser of their own. */
export function peopleOf(base: TestDatabase, app: FastifyInstance): People {
	async function organisation(kind: OrganisationKind, name = `${kind} ${randomBytes(4).toString('hex')}`) {
		const known =
			kind === 'inspectorate'
				? await base.owner.query<{ id: string }>(
						"select id from foundation.organisation where kind = 'inspectorate'",
					)
				: { rows: [] };
		const found = known.rows[0]?.id;
		if (found !== undefined) return found;
		const added = await base.owner.query<{ id: string }>(
			'insert into foundation.organisation (kind, name) values ($1, $2) returning id',
			[kind, name],
		);
		return idOf(added.rows);
	}

	return {
		organisation,
		visitor: () => new Browser(app),
		async signedInAs(role, options = {}) {
			const roles: readonly Role[] = typeof role === 'string' ? [role] : role;
			const kind = organisationKinds.find(
				(one) => one !== 'other' && rolesByKind[one].some((each) => roles.includes(each)),
			);
			const home = options.organisation ?? (kind === undefined ? null : await organisation(kind));
			const email = `${randomBytes(6).toString('hex')}@test.example`;
			const added = await base.owner.query<{ id: string }>(
				"insert into foundation.account (email, name, organisation_id, roles, state) values ($1, $2, $3, $4, 'active') returning id",
				[email, `The ${roles.join(' and ')}`, home, roles],
			);
			const account = idOf(added.rows);
			const token = randomBytes(32).toString('base64url');
			await base.owner.query(
				"insert into authentication.session (token_hash, account_id, method, idle_for, until) values ($1, $2, 'password', '1 hour', app.now() + interval '1 day')",
				[hashOf(token), account],
			);
			const browser = new Browser(app);
			browser.cookies.set('__Host-session', token);
			return Object.assign(browser, { account, email, organisation: home });
		},
	};
}

function idOf(rows: readonly { id: string }[]): string {
	const id = rows[0]?.id;
	if (id === undefined) throw new Error('nothing was added');
	return id;
}

/** Keeps cookies, follows where it is sent, and fills the forms it is shown, as a browser without scripts does. */
export class Browser {
	readonly cookies = new Map<string, string>();
	readonly #app: FastifyInstance;
	constructor(app: FastifyInstance) {
		this.#app = app;
	}

	async get(url: string): Promise<LightMyRequestResponse> {
		return this.#keep(
			await this.#app.inject({ method: 'GET', url, cookies: Object.fromEntries(this.cookies) }),
		);
	}

	/** Opens the page with the form on it, and sends the form with these fields. */
	async submit(
		url: string,
		fields: Record<string, string | string[]>,
		page = url,
	): Promise<LightMyRequestResponse> {
		const shown = await this.get(page);
		const token = /name="_form" value="([^"]+)"/.exec(shown.body)?.[1];
		return this.post(url, { ...(token === undefined ? {} : { _form: token }), ...fields });
	}

	async post(url: string, fields: Record<string, string | string[]>): Promise<LightMyRequestResponse> {
		const body = new URLSearchParams();
		for (const [name, value] of Object.entries(fields)) {
			for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
		}
		return this.#keep(
			await this.#app.inject({
				method: 'POST',
				url,
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				payload: body.toString(),
				cookies: Object.fromEntries(this.cookies),
			}),
		);
	}

	/** Opens the page with the form on it, and sends the form with these fields and a file. */
	async upload(
		url: string,
		fields: Record<string, string>,
		file: { field: string; name: string; content: Buffer },
	): Promise<LightMyRequestResponse> {
		const shown = await this.get(url);
		const token = /name="_form" value="([^"]+)"/.exec(shown.body)?.[1];
		const form = new FormData();
		if (token !== undefined) form.set('_form', token);
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		form.set(file.field, new Blob([Uint8Array.from(file.content)]), file.name);
		const encoded = new Response(form);
		return this.#keep(
			await this.#app.inject({
				method: 'POST',
				url,
				headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
				payload: Buffer.from(await encoded.arrayBuffer()),
				cookies: Object.fromEntries(this.cookies),
			}),
		);
	}

	#keep(response: LightMyRequestResponse): LightMyRequestResponse {
		for (const { name, value } of response.cookies) {
			if (value === '') this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		return response;
	}
}
