import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { addLetter, letterApproval, letters, lettersPart } from '../../../test/letters/letters.ts';
import type { SignedIn } from '../../../test/people.ts';
import { roomService } from '../../../test/room.ts';
import { type Role, roles } from '../database/actor.ts';
import { to } from '../policy/policy.ts';
import { NotReady, perform, ReasonMissing } from './perform.ts';
import { problemsIn } from './readiness.ts';
import { twoPersonCheck } from './rules.ts';
import { twoPersonRules } from './transition.store.ts';
import { defineWorkflow, namesIn } from './workflow.ts';

const folder = fileURLToPath(new URL('../../../test/letters', import.meta.url));
const room = await roomService(() => lettersPart, {
	views: { letters: folder },
	tables: await readFile(`${folder}/letters.sql`, 'utf8'),
});
const operator = { kind: 'operator', name: 'tester' } as const;
const force = await room.organisation('force', 'Force One');
const people = new Map<Role, SignedIn>();
for (const role of roles) {
	const isForces = ['force liaison officer', 'force contributor', 'chief officer'].includes(role);
	people.set(role, await room.signedInAs(role, isForces ? { organisation: force } : {}));
}

function as(role: Role): SignedIn {
	const person = people.get(role);
	if (person === undefined) throw new Error(`nobody is a ${role}`);
	return person;
}

const add = (fields: Parameters<typeof addLetter>[1] = {}) =>
	room.database.asActor(operator, (tx) => addLetter(tx, { force, ...fields }));

/** A letter that has reached a state by the history that leads there, submitted by an account of no role's. */
const submitter = await room.signedInAs('inspector');
const approver = await room.signedInAs('HM Inspector');
async function letterIn(state: string, fields: Parameters<typeof addLetter>[1] = {}): Promise<string> {
	const id = await add(fields);
	const ways: Record<string, [SignedIn, string, Record<string, string>][]> = {
		draft: [],
		submitted: [[submitter, 'submit', {}]],
		returned: [
			[submitter, 'submit', {}],
			[approver, 'send-back', { reason: 'Shorter' }],
		],
		approved: [
			[submitter, 'submit', {}],
			[approver, 'approve', {}],
		],
		acknowledged: [
			[submitter, 'submit', {}],
			[approver, 'approve', {}],
			[as('chief officer'), 'acknowledge', {}],
		],
	};
	for (const [person, step, given] of ways[state] ?? []) {
		assert.equal((await take(person, id, step, given)).statusCode, 303, `${step} on the way to ${state}`);
	}
	assert.equal(await stateOf(id), state);
	return id;
}

async function stateOf(id: string): Promise<string | undefined> {
	const found = await room.owner.query<{ state: string }>('select state from letters.letter where id = $1', [
		id,
	]);
	return found.rows[0]?.state;
}

async function movesOf(id: string): Promise<number> {
	const found = await room.owner.query<{ moves: number }>(
		'select coalesce(max(step), 0) as moves from foundation.transition where subject_id = $1',
		[id],
	);
	return found.rows[0]?.moves ?? 0;
}

/** Sends a step as its page would, with the token of the letter's own page. */
async function take(person: SignedIn, id: string, step: string, fields: Record<string, string> = {}) {
	return person.submit(`/letters/${id}/${step}?seen=${await movesOf(id)}`, fields, `/letters/${id}`);
}

const shownOn = async (person: SignedIn, id: string) => (await person.get(`/letters/${id}`)).body;

test('every role in every state can do what the table says, and nothing else', async () => {
	for (const state of namesIn(letterApproval.states)) {
		const id = await letterIn(state);
		for (const role of roles) {
			for (const action of namesIn(letterApproval.actions)) {
				const row = letterApproval.steps.find((step) => step.from === state && step.action === action);
				const url = `/letters/${id}/${action.replaceAll(' ', '-')}`;
				const { statusCode } = await as(role).get(url);
				const wanted =
					row?.by[role] !== undefined ? 200 : letterApproval.policy.can[action].grants[role] ? 409 : 404;
				assert.equal(statusCode, wanted, `${role}, ${state}, ${action}`);
				if (wanted === 200) continue;
				const sent = await take(as(role), id, action.replaceAll(' ', '-'), { reason: 'Because' });
				assert.ok(
					[400, 404, 409].includes(sent.statusCode),
					`${role}, ${state}, ${action}: ${sent.statusCode}`,
				);
				assert.equal(await stateOf(id), state, `${role}, ${state}, ${action}`);
			}
		}
	}
});

test('every row of the table leads where it says, for everyone it names', async () => {
	for (const step of letterApproval.steps) {
		for (const role of roles.filter((each) => step.by[each] !== undefined)) {
			const id = await letterIn(step.from);
			const sent = await take(as(role), id, step.action.replaceAll(' ', '-'), { reason: 'Because' });
			assert.equal(sent.statusCode, 303, `${role}, ${step.from}, ${step.action}`);
			assert.equal(sent.headers.location, `/letters/${id}`);
			assert.equal(await stateOf(id), step.to);
		}
	}
});

test('another force does not see the letter, and cannot act on it', async () => {
	const id = await letterIn('approved');
	const stranger = await room.signedInAs('chief officer');
	assert.equal((await stranger.get(`/letters/${id}`)).statusCode, 404);
	assert.equal((await stranger.get(`/letters/${id}/acknowledge`)).statusCode, 404);
});

test('the page shows a button for what can be done at once, and a way to the page that asks more', async () => {
	const id = await letterIn('draft');
	assert.match(await shownOn(as('inspector'), id), new RegExp(`action="/letters/${id}/submit\\?seen=0"`));
	await take(submitter, id, 'submit');
	const body = await shownOn(approver, id);
	assert.match(body, new RegExp(`href="/letters/${id}/approve"[^>]*>Approve<`));
	assert.match(
		body,
		new RegExp(`href="/letters/${id}/send-back"[^>]*govuk-button--secondary[^>]*>Return for changes<`),
	);
	assert.doesNotMatch(await shownOn(as('analyst'), id), /Approve|Return for changes/);
});

test('a button that is not open says why', async () => {
	const id = await letterIn('submitted', { locked: true });
	const body = await shownOn(approver, id);
	assert.match(body, /<strong>Approve<\/strong>: The programme is being moderated\./);
	assert.doesNotMatch(body, new RegExp(`/letters/${id}/approve`));
	const sent = await take(approver, id, 'approve');
	assert.equal(sent.statusCode, 409);
	assert.match(sent.body, /The programme is being moderated\./);
	assert.equal(await stateOf(id), 'submitted');
});

test('a missing reason has its sentence, and what was typed is kept', async () => {
	const id = await letterIn('submitted');
	const missing = await take(approver, id, 'send-back', { reason: '   ' });
	assert.equal(missing.statusCode, 422);
	assert.match(missing.body, /<a href="#reason">Say what has to change<\/a>/);
	const long = await take(approver, id, 'send-back', { reason: 'word '.repeat(1001) });
	assert.equal(long.statusCode, 422);
	assert.match(long.body, /Use 5,000 characters or fewer/);
	assert.match(long.body, /word word word/);
	assert.equal(await stateOf(id), 'submitted');
	assert.equal((await take(approver, id, 'send-back', { reason: 'Nul\0l' })).statusCode, 303);
});

test('what still stands in the way is listed with where to put it right, and refuses the step', async () => {
	const id = await add({ text: '', title: 'Untitled' });
	const asked = await as('inspector').get(`/letters/${id}/submit`);
	assert.equal(asked.statusCode, 200);
	const sent = await take(as('inspector'), id, 'submit');
	assert.equal(sent.statusCode, 422);
	for (const { body } of [asked, sent]) {
		assert.match(body, new RegExp(`<a href="/letters/${id}#text">Write the letter</a>`));
		assert.match(body, /<li>Give it a title that says that it is a letter<\/li>/);
	}
	assert.equal(await stateOf(id), 'draft');
	assert.match(await shownOn(as('inspector'), id), new RegExp(`href="/letters/${id}/submit"`));
});

test('whoever did the one cannot do the other, and the page says so', async () => {
	const id = await add();
	assert.equal((await take(as('HM Inspector'), id, 'submit')).statusCode, 303);
	assert.match(
		await shownOn(as('HM Inspector'), id),
		/<strong>Approve<\/strong>: Somebody else has to do this, because you did “Submit for approval”\./,
	);
	assert.equal((await take(as('HM Inspector'), id, 'approve')).statusCode, 409);
	assert.equal(await stateOf(id), 'submitted');
	assert.equal((await take(approver, id, 'approve')).statusCode, 303);
});

test('the database holds the two-person rule by itself', async () => {
	const id = await add();
	await take(as('HM Inspector'), id, 'submit');
	const insert = `insert into foundation.transition (workflow, subject_kind, subject_id, action, done, from_state, to_state)
		values ('letter approval', 'letter', '${id}', 'approve', 'approved', 'submitted', 'approved')`;
	await assert.rejects(asAccount(as('HM Inspector').account, insert), /needs two people/);
	await assert.rejects(asAccount('', insert), /Only a signed-in person/);
	await asAccount(
		approver.account,
		`${insert}; update letters.letter set state = 'approved' where id = '${id}'`,
	);
	assert.equal(await stateOf(id), 'approved');
});

async function asAccount(account: string, statement: string): Promise<void> {
	try {
		await room.owner.query(
			`begin; set local role inspectorate_staff; select set_config('app.account', '${account}', true); ${statement}; commit`,
		);
	} catch (error) {
		await room.owner.query('rollback');
		throw error;
	}
}

test('nobody can write a step in another’s name, at another time, out of order, or change one', async () => {
	const id = await letterIn('submitted');
	const row = (columns: string, values: string) =>
		`insert into foundation.transition (workflow, subject_kind, subject_id, action, done, from_state, to_state${columns}) values ('letter approval', 'letter', '${id}', 'send back', 'returned', 'submitted', 'returned'${values})`;
	const { account } = approver;
	await assert.rejects(
		asAccount(account, row(', account', `, '${submitter.account}'`)),
		/row-level security/,
	);
	await assert.rejects(asAccount(account, row(', at', ", now() - interval '1 day'")), /row-level security/);
	await assert.rejects(
		asAccount(account, row('', '').replaceAll("'submitted'", "'draft'")),
		/no longer "draft": it is "submitted"/,
	);
	await assert.rejects(
		asAccount(account, 'update foundation.transition set reason = null'),
		/permission denied/,
	);
	await assert.rejects(room.owner.query('delete from foundation.transition'), /never changed or removed/);
});

test('the state moves by a step, and in no other way', async () => {
	const id = await letterIn('submitted');
	const update = `update letters.letter set state = 'approved' where id = '${id}'`;
	await assert.rejects(asAccount(approver.account, update), /changed by its workflow only/);
	await assert.rejects(room.owner.query(update), /changed by its workflow only/);
	await assert.rejects(
		room.owner.query("insert into letters.letter (title, state) values ('Letter', 'approved')"),
		/starts as "draft"/,
	);
	await asAccount(approver.account, `update letters.letter set text = 'More' where id = '${id}'`);
});

test('a page that has been overtaken is refused with a sentence, and what was typed is kept', async () => {
	const id = await letterIn('submitted');
	const seen = await movesOf(id);
	await take(approver, id, 'send-back', { reason: 'Shorter' });
	await take(submitter, id, 'submit');
	// It is "submitted" again, but it is not the letter that the editor looked at.
	const late = await as('editor').submit(
		`/letters/${id}/send-back?seen=${seen}`,
		{ reason: 'Typed at length' },
		`/letters/${id}`,
	);
	assert.equal(late.statusCode, 422);
	assert.match(late.body, /This letter has changed since you opened the page/);
	assert.match(late.body, /Typed at length/);
	assert.equal(await stateOf(id), 'submitted');

	const gone = await letterIn('approved');
	const over = await as('editor').submit(
		`/letters/${gone}/send-back?seen=1`,
		{ reason: 'x' },
		`/letters/${gone}`,
	);
	assert.equal(over.statusCode, 409);
	assert.match(over.body, /This letter is “Approved” now, and “Return for changes” is not possible then\./);
	const unseen = await as('editor').submit(`/letters/${id}/send-back`, { reason: 'x' }, `/letters/${id}`);
	assert.equal(unseen.statusCode, 422);
});

test('a form sent twice takes one step, and both lead to the letter', async () => {
	const id = await letterIn('draft');
	const token = /name="_form" value="([^"]+)"/.exec(await shownOn(submitter, id))?.[1] ?? '';
	const [one, other] = await Promise.all([
		submitter.post(`/letters/${id}/submit?seen=0`, { _form: token }),
		submitter.post(`/letters/${id}/submit?seen=0`, { _form: token }),
	]);
	assert.deepEqual([one.headers.location, other.headers.location], [`/letters/${id}`, `/letters/${id}`]);
	assert.equal(await movesOf(id), 1);
});

test('of two people who act at the same moment one is first, and the other is told', async () => {
	const id = await letterIn('submitted');
	const editor = as('editor');
	const sent = await Promise.all([
		approver.submit(`/letters/${id}/approve?seen=1`, {}, `/letters/${id}`),
		editor.submit(`/letters/${id}/send-back?seen=1`, { reason: 'No' }, `/letters/${id}`),
	]);
	assert.deepEqual(sent.map(({ statusCode }) => statusCode).sort(), [303, 409]);
	assert.equal(await movesOf(id), 2);
});

test('a form without its token changes nothing', async () => {
	const id = await letterIn('draft');
	assert.equal((await submitter.post(`/letters/${id}/submit?seen=0`, {})).statusCode, 400);
	assert.equal(await stateOf(id), 'draft');
});

test('a step stands in the timeline and in the record once, with its reason, and the force sees what is shared', async () => {
	const id = await letterIn('returned');
	await take(submitter, id, 'submit');
	await take(approver, id, 'approve');
	const entries = await room.owner.query(
		"select action, before ->> 'state' as was, after ->> 'state' as is_now, reason, account_id, shared from foundation.audit_entry where subject_kind = 'letter' and subject_id = $1 and action <> 'added' order by id",
		[id],
	);
	const by = (
		account: string,
		action: string,
		was: string,
		is_now: string,
		reason: string | null,
		shared = false,
	) => ({
		action,
		was,
		is_now,
		reason,
		account_id: account,
		shared,
	});
	assert.deepEqual(entries.rows, [
		by(submitter.account, 'submitted', 'draft', 'submitted', null),
		by(approver.account, 'returned', 'submitted', 'returned', 'Shorter'),
		by(submitter.account, 'submitted', 'returned', 'submitted', null),
		by(approver.account, 'approved', 'submitted', 'approved', null, true),
	]);
	const forStaff = await shownOn(as('analyst'), id);
	assert.match(forStaff, /Letter returned[\s\S]*by The HM Inspector[\s\S]*Reason: Shorter/);
	const forForce = await shownOn(as('chief officer'), id);
	assert.match(forForce, /Letter approved/);
	assert.doesNotMatch(forForce, /Letter returned|Shorter/);
});

test('an effect that fails leaves neither the step nor the entry', async () => {
	const id = await add();
	const failing = { ...letters, effect: () => Promise.reject(new Error('no disk')) };
	const idle = { ...letters, effect: () => Promise.resolve() };
	for (const [moved, message] of [
		[failing, /no disk/],
		[idle, /did not lead to “submitted”/],
	] as const) {
		await assert.rejects(
			room.database.asActor(await actorOf(as('inspector')), async (tx) =>
				perform(moved, tx, await actorOf(as('inspector')), { id, action: 'submit' }),
			),
			message,
		);
	}
	assert.equal(await movesOf(id), 0);
	assert.equal(await stateOf(id), 'draft');
});

async function actorOf(person: SignedIn) {
	return {
		kind: 'account',
		account: person.account,
		name: 'Somebody',
		email: person.email,
		roles: ['inspector', 'HM Inspector'],
		organisation: { id: person.organisation ?? '', kind: 'inspectorate', name: 'Inspectorate', force: null },
		session: '',
		method: 'password',
	} as const;
}

test('a command or a job takes the same steps, and is refused with the same sentences', async () => {
	const id = await add({ text: '' });
	const actor = await actorOf(submitter);
	const step = (action: 'submit' | 'send back', by = actor) =>
		room.database.asActor(by, (tx) => perform(letters, tx, by, { id, action }));
	await assert.rejects(step('submit'), (error) => error instanceof NotReady && error.problems.length === 1);
	await room.owner.query("update letters.letter set text = 'Dear all,' where id = $1", [id]);
	await step('submit');
	await assert.rejects(
		step('send back'),
		(error) => error instanceof ReasonMissing && error.message === 'Say what has to change',
	);
	await assert.rejects(
		room.database.asActor(operator, (tx) => perform(letters, tx, operator, { id, action: 'approve' })),
		{ name: 'Missing' },
	);
});

/** The rules that the migrations of the rooms above bring, as their workflows would name them. */
async function rulesOfRooms() {
	const all = await room.database.asActor({ kind: 'worker', task: 'test' }, twoPersonRules);
	return all
		.filter(({ workflow }) => workflow !== letterApproval.name)
		.map(({ workflow, action, not_who_did }) => ({
			name: workflow,
			actions: { [action]: { notWhoDid: [not_who_did] } },
		}));
}

test('the service is not ready while tables and database disagree about who may not do both', async () => {
	const others = await rulesOfRooms();
	await twoPersonCheck(room.database, [letterApproval, ...others]).check();
	await assert.rejects(
		twoPersonCheck(room.database, others).check(),
		/differ \(letter approval: approve not by who did submit\)/,
	);
	const more = { name: 'other', actions: { publish: { notWhoDid: ['write'] } } };
	await assert.rejects(
		twoPersonCheck(room.database, [letterApproval, ...others, more]).check(),
		/differ \(other: publish not by who did write\)/,
	);
});

test('a table that contradicts itself is refused', () => {
	const base = {
		name: 'small',
		kind: 'thing',
		about: (thing: { id: string; state: 'new' | 'old' }) => thing,
		states: { new: 'New', old: 'Old' },
		start: 'new',
		actions: { age: { label: 'Age', done: 'aged' } },
	} as const;
	const age = { from: 'new', action: 'age', to: 'old', by: to('any', 'editor') } as const;
	defineWorkflow({ ...base, steps: [age] });
	assert.throws(() => defineWorkflow({ ...base, steps: [age, age] }), /new → age stands in the table twice/);
	assert.throws(() => defineWorkflow({ ...base, steps: [] }), /no state opens “age”/);
	assert.throws(() => defineWorkflow({ ...base, steps: [{ ...age, to: 'new' }] }), /nothing leads to “old”/);
	assert.throws(
		() => defineWorkflow({ ...base, steps: [age, { ...age, from: 'old', by: to('own', 'editor') }] }),
		/editor may “age” any in one state and own in another/,
	);
});

test('readiness is read to its end, but not without end', () => {
	function* endless() {
		for (let n = 1; ; n += 1) yield { text: `Problem ${n}` };
	}
	assert.equal(problemsIn(endless()).length, 100);
	assert.deepEqual(problemsIn([]), []);
});
