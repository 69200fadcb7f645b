import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import type { Role } from '../src/foundation/database/actor.ts';
import { openSpool } from '../src/foundation/files/spool.ts';
import { identityPart } from '../src/foundation/identity/index.ts';
import { argon2Passwords } from '../src/foundation/identity/password.ts';
import { boxFor } from '../src/foundation/kernel/box.ts';
import { systemClock } from '../src/foundation/kernel/clock.ts';
import type { Environment } from '../src/foundation/kernel/config.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { definePolicy, everyAccount } from '../src/foundation/policy/policy.ts';
import { settingsSource } from '../src/foundation/settings/settings.ts';
import { loadAssets } from '../src/foundation/web/assets.ts';
import type { Services } from '../src/foundation/web/part.ts';
import { createRenderer } from '../src/foundation/web/render.ts';
import { get, json } from '../src/foundation/web/route.ts';
import { createServer } from '../src/foundation/web/server.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { Browser, type People, peopleOf } from './people.ts';

export type Mail = { to: string; subject: string; text: string };

export type TestIdentity = TestDatabase &
	People & {
		app: FastifyInstance;
		services: Services;
		/** What would have been sent, oldest first. */
		mails: Mail[];
		/** Serves it to a real browser, and says where. */
		listen(): Promise<string>;
		/** The same database served by a program that has started anew. */
		restarted(): Promise<FastifyInstance>;
		/** Someone with this password, and a second factor unless they have none yet. */
		person(options?: {
			role?: Role;
			state?: string;
			organisation?: string | null;
			secondFactor?: boolean;
		}): Promise<Person>;
		/** Forgets all failures, so that one test's do not slow down the next. */
		forgetFailures(): Promise<void>;
	};

export const password = 'seven green bicycles';

export type Person = {
	id: string;
	email: string;
	/** The code that their app shows; a step ahead or behind when asked. */
	code(step?: number): string;
};

const home = definePolicy('home', { see: everyAccount });

/** Says who is there: enough of a product to sign in to. */
const homePage = get({
	url: '/home',
	opens: 'account',
	permit: home.can.see,
	handle: async ({ actor }) => json({ account: actor.account, roles: actor.roles }),
});

/** Signing in and accounts alone, with mail that stays here. */
export async function testIdentity(environment: Environment = {}): Promise<TestIdentity> {
	const base = await testDatabase();
	const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-identity-'));
	const mails: Mail[] = [];
	let address = 'http://localhost';
	const settings = settingsSource({
		database: base.database,
		environment,
		secret: base.secret,
		fallbackAddress: () => address,
	});
	const services: Services = {
		database: base.database,
		clock: systemClock,
		log: silent,
		secret: base.secret,
		settings,
		dataFolder,
	};
	const assets = await loadAssets();
	const spool = await openSpool(join(dataFolder, 'spool'), { limit: 1_000_000 });

	async function start(): Promise<FastifyInstance> {
		await settings.refresh();
		const part = identityPart(services, {
			async post(_tx, mail) {
				mails.push(mail);
			},
		});
		return createServer({
			...services,
			routes: [homePage, ...(part.routes ?? [])],
			navigation: part.navigation ?? [],
			assets,
			renderer: createRenderer({
				views: { identity: fileURLToPath(new URL('../src/foundation/identity/views', import.meta.url)) },
				assets,
				now: systemClock,
			}),
			site: () => ({
				inspectorate: settings.current().name,
				demonstration: settings.current().kind === 'demonstration',
			}),
			checks: [],
			spool,
			https: false,
			trustedProxies: 0,
			requestsPerMinute: 1_000_000,
		});
	}

	const app = await start();
	const people = peopleOf(base, app);
	const kept = argon2Passwords().hash(password);
	const running = [app];
	after(async () => {
		for (const one of running) await one.close();
		await rm(dataFolder, { recursive: true, force: true });
	});
	return {
		...base,
		...people,
		app,
		services,
		mails,
		async listen() {
			const bound = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
			address = `http://localhost:${bound.port}`;
			return address;
		},
		async restarted() {
			const again = await start();
			running.push(again);
			return again;
		},
		async person({ role = 'inspector', state = 'active', organisation, secondFactor = true } = {}) {
			const email = `${randomBytes(6).toString('hex')}@test.example`;
			const place = organisation === undefined ? await people.organisation('inspectorate') : organisation;
			const { rows } = await base.owner.query<{ id: string }>(
				"insert into foundation.account (email, name, organisation_id, roles, state) values ($1, 'Some Person', $2, $3, $4) returning id",
				[email, place, [role], state],
			);
			const id = rows[0]?.id ?? '';
			await base.owner.query('insert into authentication.password (account_id, hash) values ($1, $2)', [
				id,
				await kept,
			]);
			const secret = new Secret();
			if (secondFactor) {
				await base.owner.query(
					'insert into authentication.totp (account_id, secret, last_step) values ($1, $2, 0)',
					[id, boxFor(base.secret, 'second factor').close(secret.base32)],
				);
			}
			return {
				id,
				email,
				code: (step = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + step * 30_000 }),
			};
		},
		async forgetFailures() {
			await base.owner.query('delete from authentication.attempt');
		},
	};
}

export function browserOf(app: FastifyInstance): Browser {
	return new Browser(app);
}

/** The path in the link of a mail. */
export function linkIn(mail: Mail | undefined): string {
	const path = /https?:\/\/[^/\s]+(\/\S+)/.exec(mail?.text ?? '')?.[1];
	if (path === undefined) throw new Error('there is no link in this mail');
	return path;
}

/** A page without what is different each time it is shown. */
export function withoutToken(body: string): string {
	return body.replaceAll(/name="_form" value="[^"]+"/g, '');
}

/** What the record tells of an account, oldest first. */
export async function happeningsOf(service: TestDatabase, account: string): Promise<string[]> {
	const { rows } = await service.owner.query<{ action: string }>(
		"select action from foundation.audit_entry where subject_kind = 'account' and subject_id = $1 and action not in ('added', 'changed') order by id",
		[account],
	);
	return rows.map(({ action }) => action);
}
