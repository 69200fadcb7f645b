import { defineWorkflow, to } from '../../foundation/index.ts';
import type { Promised, PromisedPart } from '../register/promise.ts';
import { type PartState, partStates, partStateTexts } from '../register/state.ts';

/** A part as those who act on it have to see it. */
export type Acting = { promised: Promised; part: PromisedPart };

const keeps = to('any', 'programme manager', 'inspector', 'HM Inspector', 'operator');
const verifies = to('any', 'inspector', 'HM Inspector');
const force = to('own organisation', 'force liaison officer', 'chief officer', 'local policing body');
const everybodyThere = { ...force, ...to('own organisation', 'force contributor') };

/** Who answers, besides the staff who write down what they were told. */
const answers = { ...keeps, ...force };
const works = { ...keeps, ...everybodyThere };

const everybodyReads = 'Everybody can read this.';

/** What the database asks besides: `followup.keep_act`. */
export const partWorkflow = defineWorkflow({
	name: 'promise part',
	kind: 'promise part',
	noun: 'part',
	about: ({ promised, part }: Acting) => ({
		id: part.id,
		state: part.state,
		organisation: promised.force?.id ?? null,
	}),
	states: Object.fromEntries(partStates.map((state) => [state, partStateTexts[state].text])) as Record<
		PartState,
		string
	>,
	start: 'awaiting response',
	actions: {
		accept: { label: 'Accept', done: 'accepted', shared: true },
		reject: {
			label: 'Reject with reasons',
			done: 'rejected',
			style: 'secondary',
			shared: true,
			reason: {
				label: 'Why is it rejected?',
				hint: everybodyReads,
				missing: 'Enter the reasons why it is rejected',
			},
		},
		begin: { label: 'Say that work has begun', done: 'in progress', shared: true },
		submit: { label: 'Submit for verification', done: 'submitted for verification', shared: true },
		close: { label: 'Close as verified', done: 'verified and closed', shared: true },
		'do not accept': {
			label: 'Do not accept as closed',
			done: 'not accepted as closed',
			style: 'secondary',
			shared: true,
			reason: {
				label: 'Why is it not accepted as closed?',
				hint: everybodyReads,
				missing: 'Enter the reasons why it is not accepted as closed',
			},
		},
		supersede: {
			label: 'Supersede',
			done: 'superseded',
			style: 'secondary',
			shared: true,
			reason: {
				label: 'Why does something else take its place?',
				hint: everybodyReads,
				missing: 'Enter the reason why something else takes its place',
			},
		},
		'end as not applicable': {
			label: 'No longer applicable',
			done: 'no longer applicable',
			style: 'secondary',
			shared: true,
			reason: {
				label: 'Why does it no longer apply?',
				hint: everybodyReads,
				missing: 'Enter the reason why it no longer applies',
			},
		},
		reopen: {
			label: 'Reopen',
			done: 'reopened',
			style: 'secondary',
			shared: true,
			reason: {
				label: 'Why is it opened again?',
				hint: everybodyReads,
				missing: 'Enter the reason why it is opened again',
			},
		},
		'take over as in progress': { label: 'Take over as in progress', done: 'taken over as in progress' },
		'take over as closed': { label: 'Take over as closed', done: 'taken over as closed' },
		'take over as not applicable': {
			label: 'Take over as no longer applicable',
			done: 'taken over as no longer applicable',
		},
	},
	steps: [
		...(['awaiting response', 'reopened'] as const).flatMap((from) => [
			{ from, action: 'accept', to: 'accepted', by: answers } as const,
			{ from, action: 'reject', to: 'rejected', by: answers } as const,
		]),
		{ from: 'accepted', action: 'reject', to: 'rejected', by: answers },
		...(['awaiting response', 'accepted', 'reopened', 'not accepted as closed'] as const).map(
			(from) => ({ from, action: 'begin', to: 'in progress', by: works }) as const,
		),
		...(['accepted', 'in progress', 'reopened', 'not accepted as closed'] as const).map(
			(from) => ({ from, action: 'submit', to: 'submitted for verification', by: works }) as const,
		),
		{ from: 'submitted for verification', action: 'close', to: 'verified closed', by: verifies },
		{
			from: 'submitted for verification',
			action: 'do not accept',
			to: 'not accepted as closed',
			by: verifies,
		},
		...partStates
			.filter(
				(state) => state !== 'verified closed' && state !== 'superseded' && state !== 'no longer applicable',
			)
			.flatMap((from) => [
				{ from, action: 'supersede', to: 'superseded', by: keeps } as const,
				{
					from,
					action: 'end as not applicable',
					to: 'no longer applicable',
					by: { ...keeps, ...to('any', 'worker') },
				} as const,
			]),
		...(['verified closed', 'rejected', 'superseded', 'no longer applicable'] as const).map(
			(from) => ({ from, action: 'reopen', to: 'reopened', by: keeps }) as const,
		),
		{ from: 'awaiting response', action: 'take over as in progress', to: 'in progress', by: keeps },
		{ from: 'awaiting response', action: 'take over as closed', to: 'verified closed', by: keeps },
		{
			from: 'awaiting response',
			action: 'take over as not applicable',
			to: 'no longer applicable',
			by: keeps,
		},
	],
});

export type PartAction = keyof typeof partWorkflow.actions;

/** What an older register says, and nobody here has looked at. */
export const takenOver: readonly PartAction[] = [
	'take over as in progress',
	'take over as closed',
	'take over as not applicable',
];
