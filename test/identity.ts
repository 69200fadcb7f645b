import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { openSpool } from '../src/foundation/files/spool.ts';
import { identityPart } from '../src/foundation/identity/index.ts';
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
		/** The same database served by a program that has started anew. */
		restarted(): Promise<FastifyInstance>;
		/** Forgets all failures, so that one test's do not slow down the next. */
		forgetFailures(): Promise<void>;
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
	const settings = settingsSource({
		database: base.database,
		environment,
		secret: base.secret,
		fallbackAddress: () => 'http://localhost',
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
	const running = [app];
	after(async () => {
		for (const one of running) await one.close();
		await rm(dataFolder, { recursive: true, force: true });
	});
	return {
		...base,
		...peopleOf(base, app),
		app,
		services,
		mails,
		async restarted() {
			const again = await start();
			running.push(again);
			return again;
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
