import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFramework } from '../../../test/frameworks/index.ts';
import { everyAnswer } from '../../../test/inspections.ts';
import { type Actor, inWordsDate } from '../../foundation/index.ts';
import { judge } from '../../foundation/workflow/workflow.ts';
import type { Holder } from '../forces/post.ts';
import { readFramework } from '../frameworks/check.ts';
import { type InspectionState, inspectionStates } from '../planning/inspection-state.ts';
import { calendarOf, inDays, stepsOf } from './home.ts';
import { type Inspecting, planOf } from './inspecting.ts';
import { inspectionWorkflow, inTheWay, way } from './inspection.ts';
import { needOf } from './waiting.ts';

const read = readFramework(testFramework, 'test.yaml', []);
if (!('framework' in read)) throw new Error('the framework of the tests is bad');
const today = Temporal.PlainDate.from('2026-05-04');
const holder: Holder = {
	id: 'h',
	force: 'f',
	kind: 'chief officer',
	post: 'Chief Constable',
	title: null,
	firstName: null,
	surname: 'C',
	honours: null,
	knownAs: null,
	salutation: null,
	email: null,
	since: null,
	until: null,
	illustrative: false,
};

/** Everything in order, so that each test takes one thing away. */
function ready(
	state: InspectionState,
	change: Partial<Inspecting> = {},
	plan: Partial<Inspecting['inspection']> = {},
): Inspecting {
	return {
		inspection: {
			id: 'i',
			programme: { id: 'p', slug: 'custody', name: 'Custody visits' },
			force: { id: 'f', slug: 'north', name: 'North Police' },
			tranche: null,
			framework: 'test-custody',
			version: 1,
			fieldworkSince: today,
			fieldworkUntil: today.add({ days: 11 }),
			publishOn: today.add({ days: 60 }),
			state,
			announcedAt: null,
			illustrative: false,
			...plan,
		},
		today,
		framework: 'framework' in read ? read.framework : null,
		scoping: {
			id: 's',
			inspection: 'i',
			number: 1,
			decidedBy: null,
			decidedByName: 'A',
			decidedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
			reason: null,
			rows: everyAnswer,
		},
		team: [{ account: 'a', name: 'A', roles: ['inspector'], part: 'lead' }],
		chiefOfficer: holder,
		hmInspector: { ...holder, kind: 'HM Inspector' },
		existence: { existedSince: null, existedUntil: null },
		recorded: false,
		gates: new Map(),
		release: null,
		...change,
	};
}

const texts = (subject: Inspecting) => inTheWay(subject).problems.map(({ text }) => text);

test('an inspection that has everything can be opened', () => {
	assert.deepEqual(inTheWay(ready('planned')), { action: 'open', problems: [] });
});

const day = inWordsDate(today);
const missing: [what: string, subject: Inspecting, text: string][] = [
	[
		'dates of fieldwork',
		ready('planned', {}, { fieldworkSince: null, fieldworkUntil: null }),
		'Set the dates of fieldwork',
	],
	['day of publication', ready('planned', {}, { publishOn: null }), 'Set the day of publication'],
	[
		'lead',
		ready('planned', { team: [{ account: 'a', name: 'A', roles: [], part: 'member' }] }),
		'Choose who leads it',
	],
	[
		'chief officer',
		ready('planned', { chiefOfficer: null }),
		`Enter who is chief officer of North Police on ${day}, the first day of fieldwork`,
	],
	[
		'HM Inspector',
		ready('planned', { hmInspector: null }),
		`Enter who is HM Inspector for North Police on ${day}, the first day of fieldwork`,
	],
	[
		'force on a day of fieldwork',
		ready('planned', { existence: { existedSince: null, existedUntil: today } }),
		`Change the dates of fieldwork, or cancel it: North Police exists until ${day}`,
	],
	['scope', ready('planned', { scoping: null }), 'Decide what this force is inspected on'],
	['framework', ready('planned', { framework: null }), 'Load version 1 of its framework'],
];
for (const [what, subject, text] of missing) {
	test(`without its ${what} it is not opened, and the page says where that is put right`, () => {
		const { problems } = inTheWay(subject);
		assert.deepEqual(texts(subject), [text]);
		assert.ok(problems.every(({ href }) => href?.startsWith('/')));
		// Whoever may take the step may follow the link: the page on which a plan is changed is not for them all.
		assert.ok(problems.every(({ href }) => href !== planOf(subject.inspection)));
	});
}

test('a scope that leaves a question of the framework open is not whole', () => {
	const whole = ready('planned');
	assert.ok(whole.scoping);
	const part = { ...whole.scoping, rows: everyAnswer.slice(0, 2) };
	assert.deepEqual(texts({ ...whole, scoping: part }), [
		'Decide its scope again: Force in custody, Complaints',
	]);
});

test('fieldwork begins on its first day, and not before', () => {
	assert.deepEqual(texts(ready('preparing')), []);
	assert.deepEqual(texts(ready('preparing', { today: today.subtract({ days: 1 }) })), [
		`Wait until ${day}, the first day of fieldwork, or change that day`,
	]);
});

test('what a room above still wants stands in the way of its action only', () => {
	const gates = new Map([
		['end fieldwork', [{ text: 'Two pieces of evidence are not in yet', href: '/evidence' }]],
	]);
	assert.deepEqual(texts(ready('fieldwork', { gates })), ['Two pieces of evidence are not in yet']);
	assert.deepEqual(texts(ready('judging', { gates })), []);
});

const manager: Actor = {
	kind: 'account',
	account: 'm',
	name: 'M',
	email: 'm@test.example',
	roles: ['programme manager'],
	organisation: { id: 'o', kind: 'inspectorate', name: 'Inspectorate', force: null },
	session: 's',
	method: 'password',
};
const asked = (subject: Inspecting, action: keyof typeof inspectionWorkflow.actions, actor = manager) =>
	judge(inspectionWorkflow, { actor, subject, action, history: { moves: 0, deeds: [] } });

test('while nothing releases documents nothing is published, and the page says so', () => {
	assert.deepEqual(asked(ready('reporting'), 'publish'), {
		kind: 'closed',
		text: 'An inspection is published by the release of its documents, and nothing here releases documents yet.',
	});
	assert.equal(texts(ready('reporting')).length, 1);
	const waiting = [{ text: 'The report is not released yet' }];
	assert.partialDeepStrictEqual(asked(ready('reporting', { release: waiting }), 'publish'), {
		kind: 'open',
		problems: waiting,
	});
	assert.partialDeepStrictEqual(asked(ready('reporting', { release: [] }), 'publish'), {
		kind: 'open',
		problems: [],
	});
});

test('only what lies in the past can have been published earlier, and a programme manager says so', () => {
	assert.equal(asked(ready('planned'), 'record').kind, 'closed');
	const past = ready('planned', {}, { fieldworkUntil: today.subtract({ days: 1 }) });
	assert.equal(asked(past, 'record').kind, 'open');
	assert.equal(asked(past, 'record', { ...manager, roles: ['inspector'] }).kind, 'hidden');
	assert.equal(asked(ready('planned', {}, { fieldworkUntil: null }), 'record').kind, 'closed');
});

test('what was recorded by mistake goes back to the plan, and what was closed goes back to being published', () => {
	const [closed, recorded] = [ready('closed'), ready('closed', { recorded: true })];
	assert.deepEqual(
		[closed, recorded].map((one) => [asked(one, 'reopen').kind, asked(one, 'plan again').kind]),
		[
			['open', 'closed'],
			['closed', 'open'],
		],
	);
	assert.equal(asked(recorded, 'plan again', { ...manager, roles: ['inspector'] }).kind, 'hidden');
});

test('who may lead takes every step, and nobody else any', () => {
	for (const role of ['analyst', 'editor', 'administrator', 'chief officer'] as const) {
		for (const step of inspectionWorkflow.steps) {
			assert.equal(
				asked(ready(step.from), step.action, { ...manager, roles: [role] }).kind,
				'hidden',
				`${role}: ${step.action}`,
			);
		}
	}
});

test('the way shows when each state was last reached, and where it was left', () => {
	const at = (hour: number) => Temporal.Instant.from(`2026-05-0${hour}T09:00:00Z`);
	const deed = (action: string, hour: number) => ({ action, account: 'a', at: at(hour), reason: null });
	const steps = stepsOf('fieldwork', { deeds: [deed('open', 1), deed('begin fieldwork', 2)] });
	assert.deepEqual(
		steps.map(({ text }) => text),
		['Planned', 'Preparing', 'Fieldwork', 'Judging', 'Reporting', 'Published', 'Closed'],
	);
	assert.deepEqual(
		steps.map(({ at: when }) => when?.toString() ?? null),
		[null, at(1).toString(), at(2).toString(), null, null, null, null],
	);
	assert.deepEqual(
		steps.map(({ done, now }) => (now ? 'now' : done)),
		[true, true, 'now', false, false, false, false],
	);

	const left = stepsOf('cancelled', { deeds: [deed('open', 1), deed('call off', 3)] });
	assert.deepEqual(
		left.map(({ text, now }) => [text, now]),
		[
			['Planned', false],
			['Preparing', false],
			['Cancelled', true],
		],
	);

	const again = stepsOf('preparing', { deeds: [deed('cancel', 1), deed('reopen', 2), deed('open', 3)] });
	assert.deepEqual(
		again.slice(0, 3).map(({ at: when }) => when?.toString() ?? null),
		[at(2).toString(), at(3).toString(), null],
	);
});

test('the way and the cancelled make up every state there is', () => {
	assert.deepEqual([...way, 'cancelled'], [...inspectionStates]);
});

test('the calendar has the days of the programme and of its own tranche, and counts them', () => {
	const milestone = (title: string, days: number, tranche: string | null = null) => ({
		id: title,
		title,
		due: today.add({ days }),
		doneAt: null,
		tranche,
	});
	const all = [
		milestone('late', -3),
		milestone('now', 0),
		milestone('soon', 1),
		milestone('own', 12, 't'),
		milestone('other', 13, 'u'),
	];
	assert.deepEqual(
		calendarOf(all, 't', today).map(({ title, when, overdue }) => [title, when, overdue]),
		[
			['late', '3 days ago', true],
			['now', 'today', false],
			['soon', 'in 1 day', false],
			['own', 'in 12 days', false],
		],
	);
	const done = { ...milestone('done', -3), doneAt: Temporal.Instant.from('2026-05-01T09:00:00Z') };
	assert.deepEqual(calendarOf([done], null, today), [
		{ title: 'done', due: done.due, when: 'Done on 1 May 2026', overdue: false },
	]);
	assert.equal(inDays(1200), 'in 1,200 days');
});

const before = { today: today.subtract({ days: 10 }) };
const needs: [what: string, subject: Inspecting, text: string | null][] = [
	['a planned one waits to be opened', ready('planned', before), 'Open the inspection'],
	[
		'what it lacks comes first',
		ready('planned', { ...before, scoping: null, team: [] }),
		'Choose who leads it, and 1 more',
	],
	['one in preparation waits for nothing until its day', ready('preparing', before), null],
	[
		'unless something is missing',
		ready('preparing', { ...before, scoping: null }),
		'Decide what this force is inspected on',
	],
	['on its day it begins', ready('preparing'), 'Begin fieldwork'],
	['fieldwork goes on until its last day', ready('fieldwork'), null],
	['and ends then', ready('fieldwork', { today: today.add({ days: 11 }) }), 'End fieldwork'],
	['judging waits for nothing in time', ready('judging'), null],
	[
		'publication that nobody can do is nobody’s to do',
		ready('reporting', { today: today.add({ days: 90 }) }),
		null,
	],
	['what is over needs nothing', ready('closed'), null],
	['nor what is cancelled', ready('cancelled'), null],
];
for (const [what, subject, text] of needs) {
	test(`what waits: ${what}`, () => {
		const need = needOf(subject);
		assert.equal(need?.text ?? null, text === null ? null : `North Police, Custody visits: ${text}`);
	});
}

test('what waits is due by the end of its day in London', () => {
	assert.equal(needOf(ready('planned'))?.due?.toString(), '2026-05-04T22:59:59Z');
});
