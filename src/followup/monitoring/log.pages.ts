import { z } from 'zod';
import { evidencePolicy } from '../../evidence/index.ts';
import { day, dayParts, form, Invalid, type Route, redirect, withDays } from '../../foundation/index.ts';
import { line, paragraph, todayIn } from '../../programmes/index.ts';
import { addLogEntry, type LogKind, logKinds } from './log.store.ts';
import { monitoringHref } from './stage.ts';
import { forceAt, ofForce } from './view.ts';

const kinds = Object.keys(logKinds) as LogKind[]; // Object.keys forgets which keys these are.

/** What the fields of evidence are called here. */
const called: Readonly<Record<string, string>> = {
	'happened-on': 'on',
	counted: 'text',
	'counted-of': 'text',
};

/** What was seen, on which day, and how: evidence from the beginning. */
export const logPages: Route[] = form({
	url: '/followup/monitoring/:force/log',
	opens: 'account',
	permit: evidencePolicy.can.gather,
	params: ofForce,
	view: 'monitoring/log.njk',
	fields: withDays(
		['on'],
		z.object({
			kind: z.enum(kinds, 'Choose how it came to be known'),
			on: day('day'),
			title: line('Enter a title'),
			text: paragraph('Enter what was seen', 10_000),
			source: line('Enter where it comes from'),
		}),
	),
	async load({ tx, params, demand }) {
		const force = await forceAt(tx, params, demand);
		return {
			force: { ...force, href: monitoringHref(force) },
			kinds: kinds.map((value) => ({ value, text: logKinds[value].text })),
			today: await todayIn(tx),
		};
	},
	initial: ({ today }) => dayParts('on', today),
	async submit({ tx, actor, values, data: { force } }) {
		try {
			const { number } = await addLogEntry(tx, {
				...values,
				force: force.id,
				by: { account: actor.account, name: actor.name },
			});
			return redirect(force.href, `The entry is in the log. It is cited as E-${number}.`);
		} catch (error) {
			if (!(error instanceof Invalid)) throw error;
			throw new Invalid(
				Object.fromEntries(
					Object.entries(error.problems).map(([field, said]) => [called[field] ?? field, said]),
				),
			);
		}
	},
});
