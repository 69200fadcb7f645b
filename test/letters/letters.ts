import { sql } from 'kysely';
import { z } from 'zod';
import { timelineOf } from '../../src/foundation/audit/audit.store.ts';
import type { Tx } from '../../src/foundation/database/connection.ts';
import { Missing } from '../../src/foundation/kernel/failures.ts';
import { definePolicy, everyStaffMember, forceRoles, to } from '../../src/foundation/policy/policy.ts';
import type { Part } from '../../src/foundation/web/part.ts';
import { get, view } from '../../src/foundation/web/route.ts';
import type { Moved } from '../../src/foundation/workflow/perform.ts';
import type { Problem } from '../../src/foundation/workflow/readiness.ts';
import { buttonsFor, workflowRoutes } from '../../src/foundation/workflow/workflow.pages.ts';
import { defineWorkflow } from '../../src/foundation/workflow/workflow.ts';

/*
 * A room of the tests, as small as one can be: a letter to a force is written, submitted, approved by somebody else or
 * returned with a reason, and at last acknowledged by the force.
 */

const states = {
	draft: 'Draft',
	submitted: 'Waiting for approval',
	returned: 'Returned for changes',
	approved: 'Approved',
	acknowledged: 'Acknowledged',
} as const;

const letter = z.object({
	id: z.string(),
	title: z.string(),
	text: z.string(),
	state: z.enum(['draft', 'submitted', 'returned', 'approved', 'acknowledged']),
	force: z.string().nullable(),
	locked: z.boolean(),
});
export type Letter = z.output<typeof letter>;

function* standsInTheWay({ id, title, text }: Letter): Generator<Problem> {
	if (text === '') yield { text: 'Write the letter', href: `/letters/${id}#text` };
	if (!title.startsWith('Letter')) yield { text: 'Give it a title that says that it is a letter' };
}

export const letterApproval = defineWorkflow({
	name: 'letter approval',
	kind: 'letter',
	about: ({ id, state, force }: Letter) => ({ id, state, organisation: force }),
	states,
	start: 'draft',
	actions: {
		submit: { label: 'Submit for approval', done: 'submitted', readiness: standsInTheWay },
		approve: {
			label: 'Approve',
			done: 'approved',
			notWhoDid: ['submit'],
			confirm: 'Are you sure that this letter can go out?',
			guard: ({ locked }) => (locked ? 'The programme is being moderated.' : null),
			shared: true,
		},
		'send back': {
			label: 'Return for changes',
			done: 'returned',
			style: 'secondary',
			reason: { label: 'What has to change?', missing: 'Say what has to change' },
		},
		acknowledge: { label: 'Acknowledge', done: 'acknowledged' },
	},
	steps: [
		{ from: 'draft', action: 'submit', to: 'submitted', by: to('any', 'inspector', 'HM Inspector') },
		{ from: 'returned', action: 'submit', to: 'submitted', by: to('any', 'inspector', 'HM Inspector') },
		{ from: 'submitted', action: 'approve', to: 'approved', by: to('any', 'HM Inspector') },
		{ from: 'submitted', action: 'send back', to: 'returned', by: to('any', 'HM Inspector', 'editor') },
		{
			from: 'approved',
			action: 'acknowledge',
			to: 'acknowledged',
			by: to('own organisation', 'chief officer'),
		},
	],
});

export const letters: Moved<Letter, keyof typeof states, 'submit' | 'approve' | 'send back' | 'acknowledge'> =
	{
		workflow: letterApproval,
		async load(tx, id) {
			const found = await sql`select id, title, text, state, force_id as force, locked
			from letters.letter where id = ${id}`.execute(tx);
			return letter.nullable().parse(found.rows[0] ?? null);
		},
		async effect(tx, { subject, to: state }) {
			await sql`update letters.letter set state = ${state} where id = ${subject.id}`.execute(tx);
		},
	};

const place = { url: '/letters/:id', title: ({ title }: Letter) => title };

const letterPolicy = definePolicy('letter', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles) },
});

export const lettersPart: Part = {
	policies: [letterPolicy, letterApproval.policy],
	routes: [
		get({
			url: '/letters/:id',
			opens: 'account',
			permit: letterPolicy.can.read,
			params: z.object({ id: z.uuid() }),
			async handle({ tx, actor, params, demand }) {
				const subject = await letters.load(tx, params.id);
				if (subject === null) throw new Missing();
				demand({ organisation: subject.force });
				return view('letters/letter.njk', {
					letter: subject,
					state: states[subject.state],
					actions: await buttonsFor(letters, place, { tx, actor, subject }),
					timeline: (await timelineOf(tx, { kind: 'letter', id: subject.id })).entries,
				});
			},
		}),
		...workflowRoutes(letters, place),
	],
};

export async function addLetter(
	tx: Tx,
	fields: Partial<Pick<Letter, 'title' | 'text' | 'force' | 'locked'>> = {},
): Promise<string> {
	const { title = 'Letter to a force', text = 'Dear all,', force = null, locked = false } = fields;
	const added = await sql`insert into letters.letter (title, text, force_id, locked)
		values (${title}, ${text}, ${force}::uuid, ${locked}) returning id`.execute(tx);
	return z.object({ id: z.string() }).parse(added.rows[0]).id;
}
