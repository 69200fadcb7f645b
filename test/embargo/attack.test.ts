import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersToBadInput } from '../bad-input.ts';
import { nameOf } from '../policy/world.ts';
import { doJob, postedMails } from '../posted.ts';
import { addressesOf } from './addresses.ts';
import { answerTo } from './asking.ts';
import { type Attack, attacks, type Extent, questioned, sent } from './attack.ts';
import { calledByAll, readByAll } from './by-role.ts';
import {
	type Answers,
	difference,
	differing,
	isOutside,
	isPublicOnly,
	keptOtherwise,
	told,
} from './compared.ts';
import { otherJobs, quietCommands } from './jobs-and-commands.ts';
import { machines, publicRoutes } from './public-routes.ts';
import { type About, about, announced, inside, isOwn, wordsIn } from './words.ts';
import { attackedWorld } from './world.ts';

/**
 * The attack on the embargo: every route, asked as everybody there is, one second before the instant, at it, and one
 * second after it. Before the instant the answer has to be the one that is given where there is no release at all. It is
 * made from the list of all routes, so that a new one is in it. `npm run attack` tries everything that can be guessed.
 */
const extent: Extent = process.env.INSPECTORATE_ATTACK === 'whole' ? 'whole' : 'short';
const world = await attackedWorld();
const { everybody, routes } = world;
const thePublic = everybody[0] ?? assert.fail();

const counted = { requests: 0, people: everybody.length, routes: routes.length };

async function ask(
	things: Parameters<typeof attacks>[1],
	which: (attack: Attack) => boolean,
): Promise<Answers> {
	const answers: Answers = new Map();
	for (const attack of attacks(world, things, extent)) {
		if (!which(attack)) continue;
		answers.set(attack.key, { attack, ...(await sent(world, attack)) });
		counted.requests += 1;
	}
	return answers;
}

const isGet = ({ method }: Attack) => method !== 'POST';
const isPost = ({ method }: Attack) => method === 'POST';
const mayRead = (word: string, reads: readonly About[]) =>
	!inside.includes(word) && word !== announced && reads.some((one) => word.endsWith(about[one]));

const first = await world.release();
await world.clock(-1);
// From here on what servers keep is kept, and is what they give before the instant.
await ask(first.things, ({ somebody }) => somebody.bare === true);
const before = await ask(first.things, isGet);
const readBefore = await readByAll(world, extent);
const calledBefore = await calledByAll(world, first.things, extent);
await world.remove();
const without = await ask(first.things, isGet);
const readWithout = await readByAll(world, extent);
const calledWithout = await calledByAll(world, first.things, extent);
const sentWithout = await ask(first.things, isPost);
await world.clock(null);
const second = await world.release();
await world.clock(-1);
const sentBefore = await ask(second.things, isPost);

test('every route is in the attack, and every public one is known to tell of a release or not to', () => {
	const asked = new Set(
		[...before.values(), ...sentBefore.values()].map(({ attack }) => nameOf(attack.route)),
	);
	assert.deepEqual(
		routes.map(nameOf).filter((name) => !asked.has(name)),
		[],
	);
	const open = routes.filter(({ opens }) => opens === 'public').map(nameOf);
	assert.deepEqual(
		open.filter((name) => publicRoutes[name] === undefined),
		[],
		'test/embargo/public-routes.ts',
	);
	assert.deepEqual(
		Object.keys(publicRoutes).filter((name) => !open.includes(name)),
		[],
	);
	const own = world.served.filter((one) => !routes.some((route) => one.endsWith(` ${route.url}`)));
	assert.deepEqual(
		[...new Set(own.map((one) => one.split(' ')[1]))].sort(),
		['/assets/*', ...machines].sort(),
	);
});

test('a second before the instant every answer is the one that is given where there is no release', () => {
	assert.deepEqual(differing(before, without), []);
	assert.deepEqual(differing(sentBefore, sentWithout), []);
});

test('what servers keep is what they would make anew, and holds nothing of whoever asked for it before', () => {
	for (const answers of [before, without]) assert.deepEqual(keptOtherwise(answers, thePublic), []);
});

test('a second before the instant nobody is shown a word, but those who were named, of what is theirs', () => {
	const open = ({ somebody, route }: Attack, word: string) =>
		(somebody.staff && route.opens === 'account') ||
		(route.url.startsWith('/embargoed') && (mayRead(word, somebody.reads) || word === 'qzvpurpose')) ||
		// What a force sent and was told of itself is its own.
		(route.url.startsWith('/followup') && isOwn(word, somebody));
	assert.deepEqual(told(before, open), []);
	assert.deepEqual(told(sentBefore, open), []);
});

/** Words of all that a release holds, as whoever is named for it is shown them. */
const everything = [
	'titlea',
	'summarya',
	'filea',
	'dataa',
	'headn',
	'heads',
	'textn',
	'texts',
	'findingn',
	'raiseds',
	'graden',
	'grades',
];

test('whoever was named is shown all that is theirs, so that the words are where they can be found', () => {
	const shown = (name: string) =>
		new Set(
			[...before.values()]
				.filter(({ attack }) => attack.somebody.name === name)
				.flatMap(({ words }) => words),
		);
	const reader = shown('a reader who is named');
	assert.deepEqual(
		everything.filter((word) => !reader.has(`qzv${word}`)),
		[],
	);
	const chief = shown('a chief officer who is named');
	const theirs = ['titlea', 'headn', 'textn', 'findingn', 'raisedn', 'graden'];
	assert.deepEqual(
		theirs.filter((word) => !chief.has(`qzv${word}`)),
		[],
	);
});

test('a second before the instant no role of the database is shown a row more by its own SQL, whoever it says it is', () => {
	const faults: string[] = [];
	for (const [who, relations] of readBefore) {
		for (const [name, { text, words }] of relations) {
			const secret = words.filter((word) => !isOwn(word, { name: who }));
			if (secret.length > 0) faults.push(`${who} reads ${secret.join(', ')} in ${name}`);
			// Sessions and attempts are counted while they are made.
			const same = readWithout.get(who)?.get(name)?.text === text;
			if (
				!same &&
				!/^(authentication|graphile_worker|pg_catalog)/.test(name) &&
				name !== 'foundation.submission'
			)
				faults.push(`${who} reads something else in ${name}`);
		}
		assert.ok(relations.size > 0, who);
	}
	assert.deepEqual(faults, []);
	for (const [call, answer] of calledBefore) assert.equal(answer, calledWithout.get(call), call);
});

test('what machines ask is the same for everybody, and tells nothing', async () => {
	for (const url of machines) {
		const { status, words } = await answerTo(world, thePublic, {
			route: { url, method: 'GET', opens: 'public' },
			params: {},
		});
		assert.equal(status, 200, url);
		assert.deepEqual(words, [], url);
	}
});

test('what is announced is a title and a time; no job, mail or command tells more of it before the instant', async () => {
	const manager = everybody.find(({ role }) => role === 'programme manager')?.who ?? assert.fail();
	await world.clock(null);
	const said = await manager.submit(`/releases/${second.id}/announce`, { title: `A report on ${announced}` });
	assert.equal(said.statusCode, 303);
	await world.clock(-1);
	const known = new Set<string>(Object.keys(otherJobs));
	const unknown = world.assembly.jobs.filter(
		({ name }) => !known.has(name) && !world.assembly.schedule.some(({ job }) => job.name === name),
	);
	assert.deepEqual(
		unknown.map(({ name }) => name),
		[],
		'test/embargo/jobs-and-commands.ts',
	);
	for (const { job } of world.assembly.schedule) await doJob(world, job);
	for (const mail of await postedMails(world))
		assert.deepEqual(wordsIn(JSON.stringify(mail)), [], mail.subject);
	for (const [name, output] of await quietCommands(world, second.things.release))
		assert.deepEqual(wordsIn(output), [], name);
	await ask(second.things, ({ somebody }) => somebody.bare === true);
	const still = await ask(
		second.things,
		(attack) => isGet(attack) && isPublicOnly(attack) && isOutside(attack.somebody),
	);
	// Before anything was published the front page says what is to come.
	const calendars = ['/calendar', '/calendar.ics', '/'];
	// Tables have a calendar among them, and say of which state of all that is public they are.
	const isOfState = ({ url }: Attack['route']) => /^\/(api\/v1|open-data)/.test(url);
	const tellsOfIt = ({ route, params }: Attack) =>
		calendars.includes(route.url) || params.table === 'calendar';
	const rest = (answers: Answers): Answers =>
		new Map(
			[...answers].filter(
				([, { attack }]) => !tellsOfIt(attack) && !attack.route.url.startsWith('/open-data'),
			),
		);
	assert.deepEqual(differing(rest(still), before, isOfState), []);
	const faults = told(still, (attack, word) => word === announced && tellsOfIt(attack));
	for (const [who, relations] of await readByAll(world, extent)) {
		for (const [name, { words }] of relations) {
			const secret = words.filter(
				(word) => !isOwn(word, { name: who }) && (word !== announced || name !== 'edition.announcement'),
			);
			if (secret.length > 0) faults.push(`${who} reads ${secret.join(', ')} in ${name}`);
		}
	}
	assert.deepEqual(faults, []);
	for (const url of calendars) {
		const answer = still.get(`GET GET ${url} 0 ${thePublic.name}`);
		assert.deepEqual(answer?.words, [announced], url);
	}
});

test('from the instant on all of it is public, and what the inspectorate keeps to itself is not', async () => {
	const ofPublic = (attack: Attack) =>
		isGet(attack) && isPublicOnly(attack) && (extent === 'whole' || attack.somebody.role === 'public');
	const public_: Answers[] = [];
	for (const seconds of [0, 1]) {
		await world.clock(seconds);
		public_.push(await ask(second.things, ofPublic));
	}
	const [at, after] = public_;
	if (at === undefined || after === undefined) assert.fail();
	// What was kept before the instant is gone with it.
	for (const answers of public_) assert.deepEqual(keptOtherwise(answers, thePublic), []);
	for (const [key, { seen }] of at)
		assert.equal(difference(after.get(key)?.seen ?? '', seen), ' ≠ ', `${key} at the instant and after it`);
	assert.deepEqual(
		told(at, (_, word) => !inside.includes(word)),
		[],
	);
	const shown = new Set([...at.values()].flatMap(({ words }) => words));
	assert.deepEqual(
		[...everything, 'statementn', 'followedn', 'answeredn'].filter((word) => !shown.has(`qzv${word}`)),
		[],
	);
	const mute = [...at].filter(
		([key, { seen }]) =>
			key.startsWith(questioned) && key.endsWith(thePublic.name) && seen === before.get(key)?.seen,
	);
	assert.deepEqual(
		mute.map(([key, { status, attack }]) => `${key}${attack.query} ${status}`),
		[],
		'questions to which nothing is told',
	);
	const otherwise = routes
		.filter(({ opens }) => opens === 'public')
		.map((route) => ({ name: nameOf(route), key: `GET ${nameOf(route)} 0 ${thePublic.name}` }))
		.filter(
			({ name, key }) => (at.get(key)?.seen === before.get(key)?.seen) !== (publicRoutes[name] === 'quiet'),
		);
	assert.deepEqual(
		otherwise.map(({ key }) => `${key}: ${at.get(key)?.status}`),
		[],
		'test/embargo/public-routes.ts',
	);
});

test('after the instant, too, nobody outside is shown what colleagues say to each other, or what another force has sent', async () => {
	const afterwards = await ask(
		second.things,
		(attack) => isGet(attack) && isOutside(attack.somebody) && attack.route.url.startsWith('/followup'),
	);
	const kept = (word: string, who: { name: string }) => inside.includes(word) && !isOwn(word, who);
	assert.deepEqual(
		told(afterwards, ({ somebody }, word) => !kept(word, somebody)),
		[],
	);
	const own = new Set([...afterwards.values()].flatMap(({ words }) => words));
	assert.ok(own.has('qzvproof') && own.has('qzvopinion'), 'what is their own is not where it can be found');
	const faults: string[] = [];
	for (const [who, relations] of await readByAll(world, extent))
		for (const [name, { words }] of relations)
			for (const word of words) if (kept(word, { name: who })) faults.push(`${who} reads ${word} in ${name}`);
	assert.deepEqual(faults, []);
});

test('whatever is asked of what is public is answered with a page or a problem that says what is wrong', async () => {
	const { faults, statuses } = await answersToBadInput(
		world,
		(url) => addressesOf({ url }, second.things, 'short')[0] ?? {},
	);
	assert.deepEqual(faults, []);
	for (const status of [200, 400, 404, 422])
		assert.ok(statuses.has(status), `nothing was answered ${status}`);
});

test('how much was asked', (t) => {
	t.diagnostic(`${counted.requests} requests: ${counted.routes} routes, ${counted.people} people`);
});
