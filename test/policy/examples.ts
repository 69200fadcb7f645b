import { randomBytes, randomUUID } from 'node:crypto';
import { boxFor } from '../../src/foundation/kernel/box.ts';
import { outbox } from '../../src/foundation/mail/outbox.ts';
import { outboxFolder, outboxPolicy } from '../../src/foundation/office/outbox.pages.ts';
import { newToken } from '../../src/foundation/web/tokens.ts';
import { examples as contents } from '../examples.ts';
import type { SignedIn } from '../people.ts';
import { accuracyExamples } from './accuracy.ts';
import { acrossExamples } from './across.ts';
import { alertsExamples } from './alerts.ts';
import { answeringExamples } from './answering.ts';
import { bundleExamples } from './bundles.ts';
import { comparisonExamples } from './comparisons.ts';
import { documentsExamples } from './documents.ts';
import { embargoExamples } from './embargo.ts';
import { evidenceExamples } from './evidence.ts';
import type { Example } from './example.ts';
import { figuresExamples } from './figures.ts';
import { followupExamples } from './followup.ts';
import { policeForceExamples } from './forces.ts';
import { judgingExamples } from './judging.ts';
import { judgmentsExamples } from './judgments.ts';
import { libraryExamples } from './library.ts';
import { monitoringExamples, remindingExamples } from './monitoring.ts';
import { objectsExamples } from './objects.ts';
import { openDataExamples } from './open-data.ts';
import { planningExamples } from './planning.ts';
import { programmesExamples } from './programmes/index.ts';
import { releasesExamples } from './releases.ts';
import { returnsExamples } from './returns.ts';
import { searchExamples } from './search.ts';
import { threadExamples } from './thread.ts';
import { type Arranged, ask, type World } from './world.ts';

async function rowOf(world: World, text: string, values: unknown[]): Promise<{ id: string }> {
	const { rows } = await world.owner.query<{ id: string }>(text, values);
	const row = rows[0];
	if (row === undefined) throw new Error(`nothing came of ${text}`);
	return row;
}

async function halfWay(world: World, who: SignedIn, step: 'code' | 'set-up'): Promise<Arranged> {
	const { token, hash } = newToken();
	await world.owner.query(
		"insert into authentication.half_session (token_hash, account_id, step, method, next, until) values ($1, $2, $3, 'password', '/home', app.now() + interval '10 minutes')",
		[hash, who.account, step],
	);
	return { cookies: { '__Host-proving': token }, fields: { code: '000000' } };
}

async function link(world: World, purpose: string, account: string | null): Promise<Arranged> {
	const { token, hash } = newToken();
	await world.owner.query(
		"insert into authentication.link (token_hash, purpose, account_id, until) values ($1, $2, $3, app.now() + interval '1 hour')",
		[hash, purpose, account],
	);
	return { params: { token } };
}

/** Somebody of the same organisation with the same role, for whom the form or page is. */
async function colleague(world: World, who: SignedIn, state = 'active'): Promise<{ id: string }> {
	return rowOf(
		world,
		'insert into foundation.account (email, name, organisation_id, roles, state) select $2, name, organisation_id, roles, $3 from foundation.account where id = $1 returning id',
		[who.account, `${randomBytes(6).toString('hex')}@test.example`, state],
	);
}

const ofColleague =
	(state?: string, fields: Arranged['fields'] = {}) =>
	async (world: World, who: SignedIn): Promise<Arranged> => ({
		params: await colleague(world, who, state),
		fields,
	});

async function file(world: World, who: SignedIn): Promise<Arranged> {
	const name = `${randomBytes(6).toString('hex')}.txt`;
	const upload = { field: 'file', name, content: contents.txt ?? Buffer.alloc(0) };
	await ask(world, who, { method: 'POST', url: '/files/upload' }, { upload });
	return { params: await rowOf(world, 'select id from foundation.file where name = $1', [name]) };
}

async function failedJob(world: World): Promise<Arranged> {
	const job = await rowOf(
		world,
		"select app.enqueue('remove what has run out', '{\"payload\":{}}', key => gen_random_uuid()::text)::text as id",
		[],
	);
	await world.owner.query(
		'update graphile_worker._private_jobs set attempts = max_attempts, last_error = $2 where id = $1',
		[job.id, 'It broke'],
	);
	return { params: job };
}

async function work(world: World, who: SignedIn): Promise<Arranged> {
	return {
		params: await rowOf(
			world,
			"insert into foundation.work (id, title, job_id, account_id, organisation_id) values ($1, 'Long work', 0, $2, $3) returning id",
			[randomUUID(), who.account, who.organisation],
		),
	};
}

async function totp(world: World, who: SignedIn): Promise<Arranged> {
	await world.owner.query(
		"insert into authentication.totp (account_id, secret, last_step) values ($1, 'closed', 0)",
		[who.account],
	);
	return {};
}

async function freshCodes(world: World, who: SignedIn): Promise<Arranged> {
	await world.owner.query(
		'insert into authentication.fresh_codes (session_id, codes) select id, $2 from authentication.session where account_id = $1',
		[who.account, boxFor(world.secret, 'second factor').close('ABCDABCDABCD')],
	);
	return {};
}

async function passkey(world: World, who: SignedIn): Promise<Arranged> {
	return {
		params: await rowOf(
			world,
			"insert into authentication.passkey (id, account_id, name, public_key, sign_count, transports) values ($1, $2, 'laptop', '', 0, '{}') returning id",
			[randomBytes(12).toString('base64url'), who.account],
		),
	};
}

async function message(world: World): Promise<Arranged> {
	const id = randomUUID();
	const box = await outbox({
		folder: outboxFolder(world.services),
		from: { name: 'Tests', address: 'tests@test.example' },
		clock: world.services.clock,
	});
	await box.send({ id, to: 'somebody@test.example', subject: 'A message', text: 'Words.' });
	return { params: { id } };
}

async function provider(world: World): Promise<Arranged> {
	const openId = { issuer: 'http://127.0.0.1:1', client: 'c', secret: 's', label: 'Provider' };
	await world.database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
		world.services.settings.save(tx, { openId }),
	);
	await world.services.settings.refresh();
	return {};
}

const newAccount = async (world: World): Promise<Arranged> => ({
	fields: {
		name: 'Somebody New',
		email: `${randomBytes(6).toString('hex')}@test.example`,
		organisation: await world.organisation('force'),
		roles: ['force contributor'],
	},
});

const goodPassword = 'copper lantern orchard';
const demonstrationMail = { decides: outboxPolicy.can.see };

/** One for each route of the product: a route without one fails the test. */
export const examples: Readonly<Record<string, Example>> = {
	...programmesExamples,
	...figuresExamples,
	...evidenceExamples,
	...returnsExamples,
	...policeForceExamples,
	...comparisonExamples,
	...libraryExamples,
	...searchExamples,
	...openDataExamples,
	...alertsExamples,
	...judgingExamples,
	...judgmentsExamples,
	...documentsExamples,
	...followupExamples,
	...monitoringExamples,
	...remindingExamples,
	...accuracyExamples,
	...acrossExamples,
	...answeringExamples,
	...planningExamples,
	...embargoExamples,
	...releasesExamples,
	...bundleExamples,
	...objectsExamples,
	...threadExamples,
	'GET /': {},
	'GET /about': {},
	'GET /accessibility': {},
	'GET /cookies': {},
	'GET /home': {},

	'GET /sign-in': {},
	'POST /sign-in': {
		status: 422,
		arrange: async () => ({ fields: { email: 'nobody@test.example', password: 'a guess' } }),
	},
	'POST /sign-out': {},
	'GET /sign-in/code': { arrange: (world, who) => halfWay(world, who, 'code') },
	'POST /sign-in/code': { status: 422, arrange: (world, who) => halfWay(world, who, 'code') },
	'GET /sign-in/set-up': { arrange: (world, who) => halfWay(world, who, 'set-up') },
	'POST /sign-in/set-up': { status: 422, arrange: (world, who) => halfWay(world, who, 'set-up') },
	'GET /sign-in/passkey': {},
	'POST /sign-in/passkey': { status: 422 },
	// The provider of this test does not answer, which the sign-in page says.
	'GET /sign-in/provider': { status: 422, arrange: provider },
	'GET /sign-in/provider/callback': { status: 422, arrange: provider },
	'GET /invitation/:token': {
		arrange: async (world, who) => link(world, 'invitation', (await colleague(world, who, 'invited')).id),
	},
	'POST /invitation/:token': {
		arrange: async (world, who) => ({
			...(await link(world, 'invitation', (await colleague(world, who, 'invited')).id)),
			fields: { name: 'Somebody New', password: goodPassword },
		}),
	},
	'GET /reset': {},
	'POST /reset': { arrange: async () => ({ fields: { email: 'nobody@test.example' } }) },
	'GET /reset/sent': {},
	'GET /reset/:token': { arrange: (world, who) => link(world, 'reset', who.account) },
	'POST /reset/:token': {
		arrange: async (world, who) => ({
			...(await link(world, 'reset', who.account)),
			fields: { password: goodPassword },
		}),
	},
	// Where there is an administrator already, the page says that the link no longer works.
	'GET /first-administrator/:token': {
		status: 410,
		arrange: (world) => link(world, 'first administrator', null),
	},
	'POST /first-administrator/:token': {
		status: 410,
		arrange: (world) => link(world, 'first administrator', null),
	},

	'GET /accounts': {},
	'GET /accounts/invite': {},
	'POST /accounts/invite': { arrange: newAccount },
	'GET /accounts/:id': { arrange: ofColleague() },
	'GET /accounts/:id/change': { arrange: ofColleague() },
	'POST /accounts/:id/change': {
		arrange: ofColleague('active', { name: 'Somebody Else', roles: ['inspector'] }),
	},
	'GET /accounts/:id/suspend': { arrange: ofColleague() },
	'POST /accounts/:id/suspend': { arrange: ofColleague() },
	'POST /accounts/:id/restore': { arrange: ofColleague('suspended') },
	'POST /accounts/:id/invite-again': { arrange: ofColleague('invited') },
	'GET /accounts/:id/reset-second-factor': { arrange: ofColleague() },
	'POST /accounts/:id/reset-second-factor': { arrange: ofColleague() },

	'GET /settings': {},
	'GET /settings/password': {},
	// These have no password, so the one they would type is not theirs.
	'POST /settings/password': {
		status: 422,
		arrange: async () => ({ fields: { current: 'a guess', password: goodPassword } }),
	},
	'GET /settings/second-factor': {},
	'POST /settings/second-factor': { status: 422, arrange: async () => ({ fields: { code: '000000' } }) },
	'GET /settings/recovery-codes': {},
	'GET /settings/recovery-codes.txt': { arrange: freshCodes },
	'POST /settings/recovery-codes/kept': { arrange: freshCodes },
	'GET /settings/recovery-codes/new': { arrange: totp },
	'POST /settings/recovery-codes/new': { arrange: totp },
	'GET /settings/passkeys': {},
	'GET /settings/passkeys/add': {},
	'POST /settings/passkeys/add': { status: 422, arrange: async () => ({ fields: { name: 'laptop' } }) },
	'GET /settings/passkeys/:id/remove': { arrange: passkey },
	'POST /settings/passkeys/:id/remove': { arrange: passkey },
	'GET /settings/sessions': {},
	'POST /settings/sessions/:id/end': {
		arrange: async (world, who) => ({
			params: await rowOf(
				world,
				"insert into authentication.session (token_hash, account_id, method, idle_for, until) values ($1, $2, 'password', '1 hour', app.now() + interval '1 day') returning id",
				[newToken().hash, who.account],
			),
		}),
	},
	'POST /settings/sessions/end-all': {},

	'GET /files': {},
	'GET /files/upload': {},
	'POST /files/upload': {
		arrange: async () => ({
			upload: { field: 'file', name: 'words.txt', content: contents.txt ?? Buffer.alloc(0) },
		}),
	},
	'GET /files/:id': { arrange: file },
	'GET /files/:id/withdraw': { arrange: file },
	'POST /files/:id/withdraw': { arrange: file },

	'GET /jobs': {},
	'GET /jobs/:id': { arrange: failedJob },
	'POST /jobs/:id/retry': { arrange: failedJob },
	'GET /jobs/:id/give-up': { arrange: failedJob },
	'POST /jobs/:id/give-up': { arrange: failedJob },
	'GET /work/:id': { alsoReach: ['administrator', 'colleagues'], arrange: work },
	'GET /work/:id/progress.json': { alsoReach: ['administrator', 'colleagues'], arrange: work },

	'GET /outbox': demonstrationMail,
	'GET /outbox/:id': { ...demonstrationMail, arrange: message },
	'GET /system': {},
	'GET /system.json': {},
	'GET /audit': {},
	'GET /audit.csv': {},
	'POST /audit/verify': { status: 200 },
	'GET /policy': {},

	'GET /service': {},
	'GET /service/name': {},
	'POST /service/name': {
		arrange: async () => ({ fields: { name: 'Inspectorate of Tests', address: 'http://localhost' } }),
	},
	'GET /service/mail': {},
	'POST /service/mail': { arrange: async () => ({ fields: { kind: 'outbox' } }) },
	'GET /service/provider': {},
	'POST /service/provider': {
		arrange: async () => ({
			fields: {
				use: 'yes',
				issuer: 'http://127.0.0.1:1',
				client: 'c',
				secret: 's',
				label: 'Provider',
			},
		}),
	},
	'POST /service/test-message': {},
};
