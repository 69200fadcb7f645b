import {
	type AccountActor,
	type Actor,
	type OrganisationKind,
	rolesByKind,
} from '../../src/foundation/database/actor.ts';
import type { Identifiers } from './addresses.ts';
import type { Extent } from './attack.ts';
import type { Somebody } from './cast.ts';
import { type Claims, callAll, readAll, type Shown } from './database.ts';
import type { AttackedWorld } from './world.ts';

type Acting = { name: string; actor: Actor; claims?: Claims };

/** Who speaks to the database itself: each of its roles, as themselves, and as those they say they are. */
async function roles({ everybody, owner, people }: AttackedWorld, extent: Extent): Promise<Acting[]> {
	const outside = everybody.filter(
		({ staff, reads, forged }) => !staff && reads.length === 0 && forged !== true,
	);
	const acting: Acting[] = [{ name: 'authentication', actor: { kind: 'authentication' } }];
	for (const one of outside) {
		if (extent === 'short' && !inShort.has(one.name)) continue;
		const { rows } = await owner.query<{ force: string | null }>(
			'select force_id as force from foundation.organisation where id = $1',
			[one.who?.organisation ?? null],
		);
		acting.push({ name: one.name, actor: actorOf(one, rows[0]?.force ?? null) });
	}
	// What a role of the database may is not said by whoever speaks through it.
	const claims = { roles: 'programme manager,administrator,HM Inspector' };
	const named = everybody.find(({ name }) => name === 'a reader who is named')?.who?.account ?? '';
	return [
		...acting,
		...acting.map(({ name, actor }) => ({ name: `${name}, who says they publish it`, actor, claims })),
		{ name: 'the public, who says they read it', actor: { kind: 'public' }, claims: { account: named } },
		{
			name: 'the public, who says they publish it',
			actor: { kind: 'public' },
			claims: { ...claims, account: people.manager.account },
		},
	];
}

const inShort = new Set([
	'the public',
	'a reader whose access was revoked',
	'a force liaison officer of the force',
	'the policing body of the force',
]);

function actorOf({ who, role }: Somebody, force: string | null): Actor {
	if (who === null || role === 'public') return { kind: 'public' };
	const kinds: OrganisationKind[] = ['force', 'policing body'];
	const kind = kinds.find((one) => one !== 'other' && rolesByKind[one].some((each) => each === role));
	const actor: AccountActor = {
		kind: 'account',
		account: who.account,
		name: 'Somebody',
		email: who.email,
		roles: [role],
		organisation:
			kind === undefined || who.organisation === null
				? null
				: { id: who.organisation, kind, name: 'Home', force },
		session: crypto.randomUUID(),
		method: 'password',
	};
	return actor;
}

export async function readByAll(
	world: AttackedWorld,
	extent: Extent,
): Promise<Map<string, Map<string, Shown>>> {
	const read = new Map<string, Map<string, Shown>>();
	for (const { name, actor, claims = {} } of await roles(world, extent))
		read.set(name, await readAll(world.database, actor, { claims, catalogue: extent === 'whole' }));
	return read;
}

/** What functions of the database answer, by who calls which with what. */
export async function calledByAll(
	world: AttackedWorld,
	{ uuids, slug }: Identifiers,
	extent: Extent,
): Promise<Map<string, string>> {
	const called = new Map<string, string>();
	for (const { name, actor, claims } of await roles(world, extent)) {
		if (claims !== undefined) continue;
		const answers = await callAll(world.database, actor, {
			uuids: extent === 'whole' ? uuids : uuids.slice(0, 2),
			texts: [slug, 'qzvtexta'],
		});
		for (const [call, answer] of answers) called.set(`${name}: ${call}`, answer);
	}
	return called;
}
