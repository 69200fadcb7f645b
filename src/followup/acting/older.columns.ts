import {
	codeColumn,
	dayColumn,
	forceColumn,
	optional,
	shortened,
	textColumn,
} from '../../programmes/index.ts';
import { dueSetters, promiseKinds } from '../register/promise.ts';
import type { PartState } from '../register/state.ts';
import { plainly } from './likeness.ts';

/** The states that older registers use, and what each becomes here. */
export const olderStatuses = {
	'awaiting-review': 'awaiting response',
	'being-progressed': 'in progress',
	complete: 'verified closed',
	'no-further-action-needed': 'no longer applicable',
} as const satisfies Record<string, PartState>;
export type OlderStatus = keyof typeof olderStatuses;
export const statuses = Object.keys(olderStatuses) as OlderStatus[]; // Object.keys forgets which keys these are.

const oneOf = <V extends string>(heading: string, choices: readonly V[], about: string, example: V) => {
	const known = (text: string) => choices.find((choice) => plainly(choice) === plainly(text));
	return {
		...textColumn(heading, { about, example }),
		read(text: string) {
			const value = known(text);
			if (value !== undefined) return { value };
			return {
				problem: `“${shortened(text)}” is not one of the choices`,
				remedy: `Write one of: ${choices.join(', ')}.`,
			};
		},
		write: (value: V) => value,
	};
};

export const olderColumns = {
	id: textColumn('Id', { about: 'What it is called in the older register.', example: '9424', most: 100 }),
	force: forceColumn,
	report: textColumn('Report', {
		about: 'The report that it stands in.',
		example: 'PEEL: police effectiveness 2017',
		most: 300,
	}),
	published: optional(
		dayColumn('Published', {
			about: 'The day on which the report was published; may be empty where the report is known here.',
			example: '2018-03-22',
		}),
	),
	text: textColumn('Text', {
		about: 'What is asked, in its own words. In a row with a letter, the words of that sub-item.',
		example: 'The force should record every crime that is reported to it.',
		most: 20_000,
	}),
	kind: optional(
		oneOf(
			'Kind',
			promiseKinds,
			`One of: ${promiseKinds.join(', ')}. Not needed in a row with a letter.`,
			'recommendation',
		),
	),
	addressee: optional(
		textColumn('Addressee', { about: 'Of whom it is asked.', example: 'the chief constable', most: 300 }),
	),
	theme: optional(textColumn('Theme', { about: 'What it is about.', example: 'Crime recording' })),
	letter: optional(
		codeColumn('Sub-item', {
			about: 'The letter of a sub-item. The whole then stands in a row of its own, without a letter.',
			example: 'a',
			shape: /^\(?[a-z]\)?$/i,
			remedy: 'Write one letter, such as a.',
		}),
	),
	due: optional(dayColumn('Due', { about: 'The day by which it has to be done.', example: '2018-09-22' })),
	setBy: optional(
		textColumn('Due set by', {
			about: `Whose deadline it is: ${dueSetters.join(', ')}, or a name. Needed where there is a day.`,
			example: 'inspectorate',
		}),
	),
	status: optional(
		oneOf(
			'Status',
			statuses,
			`One of: ${statuses.join(', ')}. Of a whole that has sub-items it may be empty.`,
			'being-progressed',
		),
	),
	statusOn: optional(
		dayColumn('Status date', { about: 'Since when it has that status.', example: '2018-01-25' }),
	),
	comment: optional(
		textColumn('Comment', {
			about: 'Becomes an internal note: only the inspectorate ever reads it.',
			example: 'Talked about at the meeting in March.',
			most: 20_000,
		}),
	),
	address: optional(
		codeColumn('Source address', {
			about: 'Where the report is.',
			example: 'https://www.example.org/report',
			shape: /^https?:\/\/[^\s/]+\S*$/,
			remedy: 'Write an address that begins with https://, or leave it empty.',
		}),
	),
};
export type OlderColumns = typeof olderColumns;
