import type { Role } from '../../src/foundation/database/actor.ts';
import type { Route } from '../../src/foundation/web/route.ts';
import type { SignedIn } from '../people.ts';
import { nameOf } from '../policy/world.ts';
import { addressesOf, type Identifiers, questionsOf } from './addresses.ts';
import { type Answered, answerTo } from './asking.ts';
import type { Somebody } from './cast.ts';
import type { AttackedWorld } from './world.ts';

export type Extent = 'short' | 'whole';

/** One request: by whom, to what, with what in its address. With the release and without it, it has the same key. */
export type Attack = {
	key: string;
	somebody: Somebody;
	route: Route;
	method: 'GET' | 'HEAD' | 'POST';
	params: Record<string, string>;
	query: string;
};

/** What everybody is asked about as well, where a page has no address of its own for it: searches, filters, suggestions. */
const asking = (word: string) =>
	`?q=${word}&query=${word}&search=${word}&words=${word}&title=${word}&kind=reports&year=${new Date().getFullYear() + 1}`;

/** Every route × everybody × everything that can be guessed. */
export function* attacks(
	{ routes, everybody }: AttackedWorld,
	things: Identifiers,
	extent: Extent,
	among: (somebody: Somebody) => boolean = () => true,
): Generator<Attack> {
	for (const route of routes) {
		for (const somebody of everybody.filter(among)) {
			if (!tries(route, somebody, extent)) continue;
			for (const [number, question] of isSearched(somebody) ? questionsOf(route, things).entries() : [])
				yield {
					...{ somebody, route, method: 'GET' as const, ...question },
					key: `${questioned}${number} ${nameOf(route)} ${somebody.name}`,
				};
			// Whoever a route is not for is turned away before its address is read.
			const turned = route.opens === 'account' && route.permit.grants[somebody.role as Role] === undefined;
			const all = addressesOf(route, things, turned ? 'short' : extent);
			// Programs are answered without a word about who they are: all that could stand there is asked by one of them.
			const few =
				(extent === 'short' && route.problems === true && somebody.who !== null) || somebody.forged === true;
			for (const [position, params] of all.slice(0, few ? 1 : all.length).entries()) {
				const base = { somebody, route, params };
				const key = `${nameOf(route)} ${position} ${somebody.name}`;
				const methods: Attack['method'][] = route.method === 'POST' ? ['POST'] : ['GET'];
				if (route.method === 'GET' && (extent === 'whole' || isAskedForHead(somebody, route, position)))
					methods.push('HEAD');
				for (const method of methods) yield { ...base, key: `${method} ${key}`, method, query: '' };
				if (route.method === 'GET' && position === 0 && extent === 'whole')
					yield { ...base, key: `GET ? ${key}`, method: 'GET', query: asking('qzvtexta') };
				else if (route.method === 'GET' && !route.url.includes(':') && isSearched(somebody))
					yield { ...base, key: `GET ? ${key}`, method: 'GET', query: asking('qzvtexta') };
			}
		}
	}
}

function isAskedForHead({ role, bare }: Somebody, { problems }: Route, position: number): boolean {
	return role === 'public' && (position === 0 || (bare !== true && problems !== true));
}

/** How the keys of questions begin to which something is told from the instant on. */
export const questioned = 'GET asked ';

const isSearched = ({ role }: Somebody) => role === 'public' || role === 'chief officer';

/** In the short form, the public asks for everything, and everybody else for what their role opens. */
function tries(route: Route, { role, staff, reads, name, forged, bare }: Somebody, extent: Extent): boolean {
	// Whatever is not public asks for a session, and a form for its token: it is the same without any cookie.
	if (bare === true) return route.method === 'GET' && route.opens === 'public';
	// Staff change what is not hidden from them; and whoever proves who they are is nobody yet.
	if (route.method === 'POST') {
		if (staff || forged === true || reads.length > 0) return false;
		if (role !== 'public' && route.opens === 'authentication') return false;
	}
	if (staff) return route.opens === 'public' && (extent === 'whole' || role === 'programme manager');
	if (extent === 'whole' || role === 'public') return forged !== true || route.opens !== 'authentication';
	if (route.opens !== 'account' || route.permit.grants[role as Role] === undefined) return false;
	return inShort.has(name) || (route.method === 'GET' && /^\/(embargoed|home|your-force)/.test(route.url));
}

/** Who asks for everything that their role opens in the short form; the others ask where it could be. */
const inShort = new Set([
	'a reader whose access was revoked',
	'a force liaison officer of the force',
	'a chief officer of another force',
	'the policing body of the force',
]);

/** Sends a form as somebody new with the same role and home: forms change things, down to ending the session. */
export async function sent(
	world: AttackedWorld,
	{ somebody, route, method, params, query }: Attack,
): Promise<Answered> {
	const { who, role } = somebody;
	let acting: SignedIn | null = who;
	if (method === 'POST' && who !== null && role !== 'public') {
		acting = await world.signedInAs(role, { organisation: who.organisation });
		await world.owner.query(
			"update authentication.session set seen_at = app.now(), until = app.now() + interval '1000 days' where account_id = $1",
			[acting.account],
		);
	}
	return answerTo(world, { ...somebody, who: acting }, { route: { ...route, method }, params, query });
}
