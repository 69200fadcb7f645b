import { type Role, rolesByKind } from '../../src/foundation/database/actor.ts';
import { forceRoles } from '../../src/foundation/policy/policy.ts';
import type { SignedIn } from '../people.ts';
import type { TestService } from '../service.ts';
import type { About } from './words.ts';

/** Somebody who tries to know beforehand, and whose business it is: `reads` for those who were named, and of what. */
export type Somebody = {
	name: string;
	who: SignedIn | null;
	role: Role | 'public';
	/** Inspectorate staff read releases in any case. */
	staff: boolean;
	/** What is open to them before the instant. */
	reads: readonly About[];
	/** A session that is none, in the place of theirs. */
	forged?: boolean;
	/** Not a single cookie: they are given the pages that servers keep. */
	bare?: boolean;
};

export type Homes = Record<'north' | 'south', { force: string; body: string }>;

/** Everybody there is: of each role, of the force concerned and of another, named and not named, in time and out of it. */
export async function castOfAttack(service: TestService, homes: Homes): Promise<Somebody[]> {
	const somebody = async (
		name: string,
		role: Role,
		organisation: string | null,
		more: Partial<Somebody> = {},
	): Promise<Somebody> => ({
		name,
		role,
		staff: false,
		reads: [],
		...more,
		who: await service.signedInAs(role, { organisation }),
	});
	const inspectorate = await service.organisation('inspectorate');
	const ofForces: Somebody[] = [];
	for (const role of forceRoles) {
		ofForces.push(await somebody(`a ${role} of the force`, role, homes.north.force));
		ofForces.push(await somebody(`a ${role} of another force`, role, homes.south.force));
	}
	const staff: Somebody[] = [];
	for (const role of rolesByKind.inspectorate)
		staff.push(await somebody(`somebody with the role ${role}`, role, inspectorate, { staff: true }));
	return [
		{ name: 'the public', who: null, role: 'public', staff: false, reads: [] },
		{ name: 'a forged session', who: null, role: 'public', staff: false, reads: [], forged: true },
		{ name: 'a reader without a cookie', who: null, role: 'public', staff: false, reads: [], bare: true },
		await somebody('a reader who is not named', 'reader', null),
		await somebody('a reader who is named', 'reader', null, { reads: ['all', 'north', 'south'] }),
		await somebody('a reader whose access was revoked', 'reader', null),
		await somebody('a reader before their time', 'reader', null),
		await somebody('a reader after their time', 'reader', null),
		await somebody('a reader of another release', 'reader', null),
		...ofForces,
		await somebody('a chief officer who is named', 'chief officer', homes.north.force, {
			reads: ['all', 'north'],
		}),
		await somebody('the policing body of the force', 'local policing body', homes.north.body),
		await somebody('the policing body of another force', 'local policing body', homes.south.body),
		await somebody('a policing body that is named', 'local policing body', homes.north.body, {
			reads: ['all', 'north'],
		}),
		...staff,
	];
}

/** Names those who are to be named, each with their own times beside the instant. */
export async function nameReaders(
	service: TestService,
	cast: readonly Somebody[],
	{ id, releaseAt }: { id: string; releaseAt: Temporal.Instant },
): Promise<string[]> {
	const { owner } = service;
	const at = (seconds: number) => releaseAt.add({ milliseconds: seconds * 1000 }).toString();
	const times: Record<string, [opens: string, closes: string]> = {
		'a reader who is named': [at(-3600), at(0)],
		'a reader whose access was revoked': [at(-3600), at(0)],
		'a reader before their time': [at(-0.5), at(0)],
		'a reader after their time': [at(-3600), at(-1)],
		'a chief officer who is named': [at(-3600), at(0)],
		'a policing body that is named': [at(-3600), at(0)],
	};
	const ids: string[] = [];
	// The times of some of them are seconds apart, which no page takes.
	await owner.query('set session_replication_role = replica');
	for (const { name, who } of cast) {
		const [opens, closes] = times[name] ?? [];
		if (who === null || opens === undefined) continue;
		const { rows } = await owner.query<{ id: string }>(
			`insert into releases.reader (release_id, account_id, purpose, opens_at, closes_at, force_id, revoked_at, revoked_because)
				select $1, a.id, 'To prepare qzvpurpose', $3, $4,
					(select case o.kind when 'force' then o.id else o.force_id end from foundation.organisation o
						where o.id = a.organisation_id),
					case when $5 then app.now() end, case when $5 then 'It was qzvreason' end
				from foundation.account a where a.id = $2 returning id`,
			[id, who.account, opens, closes, name.endsWith('revoked')],
		);
		ids.push(rows[0]?.id ?? '');
	}
	await owner.query('reset session_replication_role');
	return ids;
}
