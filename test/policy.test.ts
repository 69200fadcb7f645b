import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Role, roles } from '../src/foundation/database/actor.ts';
import { everyone, forceRoles } from '../src/foundation/policy/policy.ts';
import type { Route } from '../src/foundation/web/route.ts';
import type { SignedIn } from './people.ts';
import type { Example } from './policy/example.ts';
import { examples } from './policy/examples.ts';
import { ask, nameOf, openWorld, person, seenIn } from './policy/world.ts';

/**
 * Every route of the product × everyone there is: what its permit says must be what happens. Whom it refuses finds what
 * they would find at an address that does not exist.
 */
const world = await openWorld();
/** Whoever belongs to the one force, or to what answers for it, is a stranger to the other. */
const here = await world.homes('Northshire');
const there = await world.homes('Southshire');

/** What the server answers by itself, to anyone: for machines, and for the pages of everybody. */
const machines: Readonly<Record<string, string>> = {
	'/health': '/health',
	'/ready': '/ready',
	'/metrics': '/metrics',
	'/assets/*': assetOf((await world.app.inject('/')).body),
};

const people = new Map<Role, SignedIn>();
const strangers = new Map<Role, SignedIn>();
for (const role of roles) {
	people.set(role, await person(world, role, here));
	strangers.set(role, await person(world, role, there));
}
// One more, so that whatever a test does to administrators there is one.
await person(world, 'administrator', here);

function known(of: ReadonlyMap<Role, SignedIn>, role: Role): SignedIn {
	const found = of.get(role);
	if (found === undefined) throw new Error(`nobody is ${role}`);
	return found;
}

function assetOf(page: string): string {
	const href = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1];
	if (href === undefined) throw new Error('the front page has no style sheet');
	return href;
}

function exampleOf(route: Route): Example {
	const example = examples[nameOf(route)];
	if (example === undefined) throw new Error(`${nameOf(route)} has no example in test/policy/examples.ts`);
	return example;
}

const usual = { GET: 200, POST: 303 } as const;
const headToo = (route: Route) => (route.method === 'GET' ? (['GET', 'HEAD'] as const) : (['POST'] as const));

test('every address that the server answers is in these tests, and nothing else is', () => {
	const mine = world.routes.flatMap((route) => headToo(route).map((method) => `${method} ${route.url}`));
	const own = [
		...Object.keys(machines).flatMap((url) => [`GET ${url}`, `HEAD ${url}`]),
		// What browsers ask before a program of another site may send more than the plainest request.
		...world.routes.flatMap(({ open, url }) => (open === true ? [`OPTIONS ${url}`] : [])),
	];
	assert.deepEqual([...world.served].sort(), [...mine, ...own].sort());
	const without = world.routes.map(nameOf).filter((name) => examples[name] === undefined);
	assert.deepEqual(without, [], 'these routes have no example in test/policy/examples.ts');
	const stale = Object.keys(examples).filter((name) => !world.routes.some((route) => nameOf(route) === name));
	assert.deepEqual(stale, [], 'these examples have no route');
});

for (const route of world.routes) {
	test(`${nameOf(route)} answers those whom its permit names, and nobody else`, async () => {
		const example = exampleOf(route);
		const { grants } = example.decides ?? route.permit;
		for (const role of roles) {
			const allowed = route.opens !== 'account' || grants[role] !== undefined;
			// Forms change things, down to ending the session of whoever sends them.
			const who = allowed && route.method === 'POST' ? await person(world, role, here) : known(people, role);
			const arranged = allowed ? await example.arrange?.(world, who) : undefined;
			for (const method of headToo(route)) {
				const answer = await ask(world, who, { ...route, method }, arranged);
				if (allowed) {
					assert.equal(
						answer.statusCode,
						example.status ?? usual[route.method],
						`${method} as ${role}: ${answer.body.slice(0, 3000)}`,
					);
				} else {
					const nothing = await ask(world, who, { method, url: '/nothing-is-here' });
					assert.equal(answer.statusCode, 404, `${method} as ${role}`);
					assert.deepEqual(seenIn(answer), seenIn(nothing), `${method} as ${role}`);
				}
			}
		}
	});

	test(`${nameOf(route)} asks whoever is not signed in to do so, unless it is for everyone`, async () => {
		const example = exampleOf(route);
		const host = await person(world, 'inspector', here);
		const arranged = route.opens === 'account' ? {} : await example.arrange?.(world, host);
		for (const method of headToo(route)) {
			const answer = await ask(world, null, { ...route, method }, arranged);
			if (route.opens !== 'account') {
				assert.equal(answer.statusCode, example.status ?? usual[route.method], method);
				continue;
			}
			const forged = await ask(
				world,
				null,
				{ ...route, method },
				{
					cookies: { '__Host-session': 'a'.repeat(43) },
				},
			);
			assert.deepEqual(seenIn(forged), seenIn(answer), 'a session that nobody has is no session');
			if (method === 'POST') assert.equal(answer.statusCode, 401);
			else {
				assert.equal(answer.statusCode, 303, method);
				assert.match(answer.headers.location ?? '', /^\/sign-in\?next=%2F/);
			}
		}
	});
}

test('what opens for everyone is granted to everyone, so that the matrix tells the truth', () => {
	for (const route of world.routes.filter(({ opens }) => opens !== 'account')) {
		assert.deepEqual(route.permit.grants, everyone, nameOf(route));
	}
});

test('what belongs to one force or one account is not there for those of another', async () => {
	for (const route of world.routes.filter(({ opens, url }) => opens === 'account' && url.includes(':'))) {
		const { decides, alsoReach = [], arrange } = exampleOf(route);
		for (const role of roles) {
			const reach = (decides ?? route.permit).grants[role];
			if (reach === undefined || reach === 'any' || alsoReach.includes(role)) continue;
			const arranged = await arrange?.(world, await person(world, role, here));
			const others = [known(strangers, role)];
			if (reach === 'own' && !alsoReach.includes('colleagues')) others.push(known(people, role));
			for (const other of others) {
				for (const method of headToo(route)) {
					const answer = await ask(world, other, { ...route, method }, arranged);
					const nothing = await ask(world, other, { method, url: '/nothing-is-here' });
					assert.equal(answer.statusCode, 404, `${method} ${route.url} as another ${role}`);
					assert.deepEqual(seenIn(answer), seenIn(nothing), `${method} ${route.url} as another ${role}`);
				}
			}
		}
	}
});

test('no page of one force holds a word about the people and files of another', async () => {
	const partners = [...forceRoles, 'local policing body'] as const;
	const home = await world.homes('Westshire');
	const insiders: SignedIn[] = [];
	for (const role of partners) insiders.push(await person(world, role, home));
	const mark = 'known-only-in-westshire';
	for (const insider of insiders) {
		const file = { field: 'file', name: `${mark}.txt`, content: Buffer.from('Plain words.\n') };
		await ask(world, insider, { method: 'POST', url: '/files/upload' }, { upload: file });
	}
	const secrets = [mark, ...insiders.map(({ email }) => email)];
	const told = new Set<string>();
	for (const route of world.routes.filter(({ method, url }) => method === 'GET' && !url.includes(':'))) {
		for (const role of [...partners, 'reader'] as const) {
			const { body } = await ask(world, known(strangers, role), { ...route, method: 'GET' });
			for (const secret of secrets)
				assert.ok(!body.includes(secret), `${route.url} tells a ${role} of ${secret}`);
		}
		for (const insider of insiders) {
			const { body } = await ask(world, insider, { ...route, method: 'GET' });
			for (const secret of secrets) if (body.includes(secret)) told.add(secret);
		}
	}
	assert.deepEqual([...told].sort(), [...secrets].sort(), 'they are told of all of it themselves');
});

test('machines are answered without a session, alike for everybody', async () => {
	for (const url of Object.values(machines)) {
		for (const who of [null, ...people.values()]) {
			for (const method of ['GET', 'HEAD'] as const) {
				const answer = await ask(world, who, { method, url });
				assert.equal(answer.statusCode, 200, `${method} ${url}`);
				assert.equal(answer.headers['set-cookie'], undefined, `${method} ${url}`);
			}
		}
	}
	const passedOn = await world.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '192.0.2.1' } });
	assert.equal(passedOn.statusCode, 404);
});

test('no route answers to a method that it does not name', async () => {
	const who = known(people, 'administrator');
	for (const route of world.routes) {
		for (const method of ['PUT', 'DELETE'] as const) {
			const answer = await ask(world, who, { method, url: route.url });
			assert.equal(answer.statusCode, 404, `${method} ${route.url}`);
		}
	}
});
