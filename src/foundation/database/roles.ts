import { createHmac } from 'node:crypto';
import pg from 'pg';
import { codeOf } from '../kernel/failures.ts';

/** What acts inside a transaction. None of these can log in. */
export const groupRoles = [
	'inspectorate_staff',
	'inspectorate_force',
	'inspectorate_body',
	'inspectorate_reader',
	'inspectorate_public',
	'inspectorate_worker',
	'inspectorate_authentication',
	'inspectorate_search',
	'inspectorate_auditor',
] as const;

/**
 * What connects, and what each can become. Nobody of these owns a table, is a superuser or bypasses row security; what
 * serves the public can become the public and nothing else.
 */
export const logins = {
	inspectorate_server: [
		'inspectorate_staff',
		'inspectorate_force',
		'inspectorate_body',
		'inspectorate_reader',
		'inspectorate_authentication',
	],
	inspectorate_visitor: ['inspectorate_public'],
	inspectorate_jobs: ['inspectorate_worker'],
} as const;
export type Login = keyof typeof logins;
const loginNames: readonly Login[] = ['inspectorate_server', 'inspectorate_visitor', 'inspectorate_jobs'];

/** The same on every server of an installation, and kept nowhere: it follows from the installation's secret. */
export function loginPassword(secret: string, login: Login): string {
	return createHmac('sha256', secret).update(`login ${login}`).digest('base64url');
}

/** What PostgreSQL says when two change the same role at once: it was changed meanwhile, or it is there already. */
const collisions = new Set(['XX000', '23505', '42710']);

/**
 * Makes the roles that are missing and sets the logins' passwords. Safe to repeat. Roles belong to the whole server, where
 * no lock of one database reaches: whoever collides with the preparation of another one begins again.
 */
export async function ensureRoles(owner: pg.Client, secret: string): Promise<void> {
	for (let left = 20; ; left -= 1) {
		await owner.query('begin');
		try {
			await makeRoles(owner, secret);
			await owner.query('commit');
			return;
		} catch (error) {
			await owner.query('rollback');
			if (left === 0 || !collisions.has(codeOf(error) ?? '')) throw error;
		}
	}
}

async function makeRoles(owner: pg.Client, secret: string): Promise<void> {
	const known = new Set(
		(
			await owner.query<{ rolname: string }>(
				"select rolname from pg_roles where rolname like 'inspectorate_%'",
			)
		).rows.map((row) => row.rolname),
	);
	for (const role of ['inspectorate_owner', ...groupRoles]) {
		if (!known.has(role)) await owner.query(`create role ${role} nologin noinherit`);
	}
	for (const login of loginNames) {
		const verb = known.has(login) ? 'alter' : 'create';
		// noinherit: a login has no right of its own until it becomes one of its roles for a transaction.
		await owner.query(
			`${verb} role ${login} login noinherit password ${pg.escapeLiteral(loginPassword(secret, login))}`,
		);
		await owner.query(`grant ${logins[login].join(', ')} to ${login}`);
	}
	// The owner of the schemas hands some functions to other roles, for which it must be a member of them.
	await owner.query(
		`grant inspectorate_auditor, inspectorate_authentication, inspectorate_search, inspectorate_jobs to inspectorate_owner`,
	);
	await owner.query('grant inspectorate_owner to current_user');
}
