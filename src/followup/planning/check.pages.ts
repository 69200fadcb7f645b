import { z } from 'zod';
import { form, Invalid, type Problems, Refused, type Route, redirect } from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { longest, optionalWords } from '../register/fields.ts';
import { one } from './fields.ts';
import {
	type Finding,
	findings,
	lackingIn,
	notEvidence,
	type Opinion,
	type OpinionAnswer,
	opinionAnswers,
	opinions,
} from './intake.ts';
import { planAt } from './place.ts';
import { versionsOf } from './plan.store.ts';
import { planHref, planPolicy } from './plan.ts';
import { addIntake, askedOf, type NewIntake } from './telling.store.ts';
import { computedLine, planLine } from './view.ts';

const answers = Object.entries(opinionAnswers).map(([value, text]) => ({ value, text }));
const found = Object.entries(findings).map(([value, text]) => ({ value, text }));
const findingOf = z.enum(Object.keys(findings) as Finding[]); // Object.keys forgets which these are.
const answerOf = z.enum(Object.keys(opinionAnswers) as OpinionAnswer[]); // The same.
const wordsOf = optionalWords(2000);
const missing: Readonly<Record<Opinion, string>> = {
	in_line: 'Choose whether it is in line with national priorities',
	detail: 'Choose whether it is detailed enough',
	refers: 'Choose whether it refers to the recommendations',
};
const why: typeof missing = {
	in_line: 'Say why it is not in line with national priorities',
	detail: 'Say what is not detailed enough',
	refers: 'Say what it does not refer to',
};
const asked = Object.entries(opinions) as [Opinion, string][]; // Object.entries forgets which these are.

/** Against what is required: what is missing is counted first, and then somebody looks. */
export const checkPages: Route[] = form({
	url: '/followup/plans/:id/check',
	opens: 'account',
	permit: planPolicy.can.check,
	params: one,
	view: 'actionPlans/check.njk',
	fields: z.looseObject({ words: optionalWords(), version: z.coerce.number().int().catch(0) }),
	async load({ tx, params, demand }) {
		const plan = await planAt(tx, params, demand);
		const [newest] = await versionsOf(tx, plan.id);
		if (newest === undefined) throw new Refused('The force has not handed the plan in yet.');
		return {
			plan: planLine(plan, await todayIn(tx)),
			version: newest.number,
			versionHref: planHref(plan, `versions/${newest.number}`),
			required: lackingIn(newest.content, await askedOf(tx, plan)).map(computedLine),
			opinions: asked.map(([name, question]) => ({ name, question })),
			...{ answers, found, notEvidence, limit: longest },
		};
	},
	initial: ({ required, version }) => ({
		version: String(version),
		...Object.fromEntries(
			required.flatMap(({ id, found: computed, because }) => [
				[`found-${id}`, computed],
				[`words-${id}`, because ?? ''],
			]),
		),
	}),
	async submit({ tx, values, data: { plan, version, required } }) {
		if (values.version !== version)
			throw new Invalid({ '': 'The force has handed in another version meanwhile. Look at it first' });
		const problems: Problems = {};
		const rows = required.map(({ id, kind, cited }): NewIntake['rows'][number] => {
			const state = findingOf.safeParse(values[`found-${id}`]);
			const because = wordsIn(values[`words-${id}`], `words-${id}`, problems);
			if (!state.success) problems[`found-${id}`] = `Choose whether ${cited} is there`;
			else if (state.data !== 'present' && because === null)
				problems[`words-${id}`] ??= `Say what is missing of ${cited}`;
			return { id, kind, found: state.success ? state.data : 'missing', words: because };
		});
		const said = Object.fromEntries(
			asked.map(([name]) => {
				const answer = answerOf.safeParse(values[name]);
				const because = wordsIn(values[`${name}-words`], `${name}-words`, problems);
				if (!answer.success) problems[name] = missing[name];
				else if (answer.data !== 'yes' && because === null) problems[`${name}-words`] ??= why[name];
				return [name, { answer: answer.success ? answer.data : 'no', words: because }];
			}),
		) as NewIntake['opinions']; // fromEntries forgets the names.
		if (Object.keys(problems).length > 0) throw new Invalid(problems);
		await addIntake(tx, plan.id, { version, opinions: said, words: values.words, rows });
		return redirect(plan.href, 'The force is told what you found.');
	},
});

function wordsIn(typed: unknown, field: string, problems: Problems): string | null {
	const parsed = wordsOf.safeParse(typeof typed === 'string' ? typed : '');
	if (parsed.success) return parsed.data;
	problems[field] = parsed.error.issues[0]?.message ?? 'Check what you entered here';
	return null;
}
