import { z } from 'zod';
import {
	dayParts,
	form,
	Invalid,
	optionalDay,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import { line, optionalLine } from '../forces/fields.ts';
import { todayIn } from '../forces/force.store.ts';
import { listFrameworks } from '../frameworks/framework.store.ts';
import { keyText } from '../frameworks/key.ts';
import { ofProgramme, paragraph, programmeAt, ticked, windowDays, windowFields } from './fields.ts';
import { faultsOfWeeks, inWords } from './plan.ts';
import { addProgramme, changeProgramme } from './programme.store.ts';
import { programmePolicy } from './programme.ts';
import { renameProgramme, whoseName } from './programme-name.store.ts';

const { add, change } = programmePolicy.can;

const name = line('Enter the name of the programme');
const noFramework = 'Choose at least one framework';
const described = {
	purpose: paragraph('Enter what the programme is for'),
	assessment: optionalLine(),
	...windowFields,
	embargoHour: z
		.string('Enter the time of publication')
		.transform((text) => text.trim().replace('.', ':').padStart(5, '0'))
		.pipe(
			z
				.string()
				.regex(
					/^([01]\d|2[0-3]):[0-5]\d$/,
					'Enter the time of publication as hours and minutes, such as 00:01',
				),
		),
};

export const programmeForms: Route[] = [
	...form({
		url: '/programmes/add',
		opens: 'account',
		permit: add,
		view: 'planning/add.njk',
		fields: withDays(
			windowDays,
			z.object({ name, ...described, frameworks: ticked.pipe(z.array(z.string()).min(1, noFramework)) }),
		),
		load: async ({ tx }) => ({ frameworks: await frameworkItems(tx) }),
		initial: () => ({ embargoHour: '00:01' }),
		async submit({ tx, values: { frameworks: keys, ...values }, data }) {
			const frameworks = data.frameworks.filter(({ value }) => keys.includes(value));
			const problems = {
				...faultsOfWeeks({ ...values, publishOn: null }),
				...(await nameProblem(tx, values.name, null)),
				...(frameworks.length === 0 ? { frameworks: noFramework } : {}),
			};
			if (Object.keys(problems).length > 0) throw new Invalid(problems);
			const { slug } = await addProgramme(tx, { ...values, frameworks: frameworks.map(({ key }) => key) });
			return redirect(
				`/programmes/${slug}`,
				`${values.name} is added with all forces in scope. Next, leave forces out if you need to, and add the first tranche.`,
			);
		},
	}),
	...form({
		url: '/programmes/:slug/edit',
		opens: 'account',
		permit: change,
		params: ofProgramme,
		view: 'planning/edit.njk',
		fields: withDays(windowDays, z.object(described)),
		load: async ({ tx, params }) => ({ programme: await programmeAt(tx, params) }),
		initial: ({ programme }) => ({
			purpose: programme.purpose,
			assessment: programme.assessment ?? '',
			embargoHour: programme.embargoHour,
			...dayParts('fieldworkSince', programme.fieldworkSince),
			...dayParts('fieldworkUntil', programme.fieldworkUntil),
		}),
		async submit({ tx, values, data: { programme } }) {
			const problems = faultsOfWeeks({ ...values, publishOn: null });
			if (Object.keys(problems).length > 0) throw new Invalid(problems);
			await changeProgramme(tx, programme.id, values);
			return redirect(`/programmes/${programme.slug}`, 'The programme is changed.');
		},
	}),
	...form({
		url: '/programmes/:slug/rename',
		opens: 'account',
		permit: change,
		params: ofProgramme,
		view: 'planning/rename.njk',
		fields: withDays(['until'], z.object({ name, until: optionalDay('last day of the name before') })),
		load: async ({ tx, params }) => {
			const programme = await programmeAt(tx, params);
			return { programme, today: await todayIn(tx) };
		},
		initial: ({ programme, today }) => ({
			name: programme.name,
			...dayParts('until', today.subtract({ days: 1 })),
		}),
		async submit({ tx, values, data: { programme, today } }) {
			if (values.name === programme.name)
				throw new Invalid({ name: 'Enter another name than the one it has' });
			if (values.until !== null && Temporal.PlainDate.compare(today, values.until) < 0) {
				throw new Invalid({ until: 'The last day of the name before must be today or in the past' });
			}
			const problems = await nameProblem(tx, values.name, programme.id);
			if (Object.keys(problems).length > 0) throw new Invalid(problems);
			const { slug } = await renameProgramme(tx, programme, values.name, values.until);
			return redirect(
				`/programmes/${slug}`,
				`The programme is now called ${values.name}. Its earlier name still leads here.`,
			);
		},
	}),
];

/** Every name leads to one programme. */
async function nameProblem(tx: Tx, name: string, own: string | null): Promise<Record<string, string>> {
	const others = (await whoseName(tx, name)).filter(({ id }) => id !== own);
	if (others.length === 0) return {};
	const called = inWords(others.map((other) => other.name));
	return { name: `“${name}” already leads to ${called}. Enter another name` };
}

/** The versions that there are, as boxes to tick. */
export async function frameworkItems(tx: Tx) {
	return (await listFrameworks(tx)).map(({ framework, version, title, cycle }) => ({
		key: { framework, version },
		value: keyText({ framework, version }),
		text: `${title}, version ${version}`,
		hint: cycle,
	}));
}
