import { z } from 'zod';
import {
	asInvalid,
	day,
	dayParts,
	form,
	Invalid,
	Missing,
	Refused,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import { forceAt, line, ofForce, ofRow, optionalLine } from '../forces/fields.ts';
import { todayIn } from '../forces/force.store.ts';
import type { Force } from '../forces/force.ts';
import { frameworkOf } from '../frameworks/framework.store.ts';
import type { Framework } from '../frameworks/framework.ts';
import { keyIn, keyText } from '../frameworks/key.ts';
import { shelf } from '../frameworks/shelf.store.ts';
import type { Reading } from './atlas.ts';
import { componentChoices, type Entry, faultsOf, gradeChoices, ungraded } from './entry.ts';
import { dayOf } from './judgment.lists.ts';
import { addJudgment, correctJudgment, judgmentsOf, withdrawJudgment } from './judgment.store.ts';
import { type Judgment, judgmentPolicy, publishedOn } from './judgment.ts';
import { recordOf } from './record.store.ts';

const { change: permit } = judgmentPolicy.can;
const opens = 'account';

const fields = z.object({
	component: z.string('Choose a pillar or a question').min(1, 'Choose a pillar or a question').max(200),
	grade: z
		.string('Choose the grade, or that none was given')
		.min(1, 'Choose the grade, or that none was given')
		.max(200),
	published: day('day of publication'),
	source: line('Enter the report that the judgment stands in', 300),
	address: optionalLine(2000).refine(
		(text) => text === null || /^https?:\/\/[^\s/]+\S*$/.test(text),
		'Enter an address that begins with https://, such as https://www.example.org/report',
	),
	note: z
		.string()
		.default('')
		.transform((text) => text.replaceAll('\0', '').trim())
		.pipe(z.string().max(2000, 'Use 2,000 characters or fewer'))
		.transform((text) => (text === '' ? null : text)),
});
type Fields = z.output<typeof fields>;

const reason = line('Enter the reason for the correction', 1000);

/** First the framework, and then what it offers: without a script, a list cannot change with the one above it. */
export function entryPages(): Route[] {
	return [...chooseFramework(), ...addPage(), ...correctPage(), ...withdrawPage()];
}

function chooseFramework(): Route[] {
	return form({
		url: '/forces/:slug/judgments/add',
		opens,
		permit,
		params: ofForce,
		view: 'history/choose-framework.njk',
		fields: z.object({ framework: z.string('Choose a framework').min(1, 'Choose a framework') }),
		async load({ tx, params }) {
			const force = await forceAt(tx, params);
			const frameworks = await shelf(tx);
			return {
				force,
				choices: frameworks.map((one) => ({
					value: keyText(one),
					text: `${one.title}, version ${one.version}`,
					hint: one.grades.length === 0 ? 'It gives no grades.' : `Grades: ${one.grades.join(', ')}.`,
				})),
			};
		},
		async submit({ values, data: { force, choices } }) {
			if (!choices.some(({ value }) => value === values.framework)) {
				throw new Invalid({ framework: 'Choose a framework from the list' });
			}
			return redirect(`/forces/${force.slug}/judgments/add/${values.framework}`);
		},
	});
}

function addPage(): Route[] {
	return form({
		url: '/forces/:slug/judgments/add/:framework',
		opens,
		permit,
		params: ofForce.extend({ framework: z.string().max(300) }),
		view: 'history/entry.njk',
		fields: withDays(['published'], fields),
		async load({ tx, params }) {
			const force = await forceAt(tx, params);
			const key = keyIn(params.framework);
			if (key?.version === undefined) throw new Missing();
			const framework = await frameworkOf(tx, { framework: key.framework, version: key.version });
			if (framework === null) throw new Missing();
			return {
				...choicesOf(force, framework),
				action: `/forces/${force.slug}/judgments/add/${params.framework}`,
				title: 'Add a judgment',
				correcting: false,
			};
		},
		async submit({ tx, values, data: { force, framework } }) {
			const judgments = await judgmentsOf(tx, [force.id]);
			await refuse(tx, framework, values, judgments);
			const key = { framework: framework.id, version: framework.version };
			const id = await saved(framework, () =>
				addJudgment(tx, { ...judgmentIn(values), ...key, force: force.id, basis: 'entered' }),
			);
			return redirect(`/forces/${force.slug}/judgments/${id}`, 'The judgment has been added.');
		},
	});
}

function correctPage(): Route[] {
	return form({
		url: '/forces/:slug/judgments/:id/correct',
		opens,
		permit,
		params: ofRow,
		view: 'history/entry.njk',
		fields: withDays(['published'], fields.extend({ reason })),
		async load({ tx, params }) {
			const force = await forceAt(tx, params);
			const reading = await standing(tx, force, params.id);
			return {
				...choicesOf(force, reading.framework),
				judgment: reading.judgment,
				action: `/forces/${force.slug}/judgments/${params.id}/correct`,
				title: 'Correct a judgment',
				correcting: true,
			};
		},
		initial: ({ judgment }) => ({
			component: judgment.component,
			grade: judgment.grade ?? ungraded,
			source: judgment.source,
			address: judgment.address ?? '',
			note: judgment.note ?? '',
			...dayParts('published', dayOf(judgment.publishedAt)),
		}),
		async submit({ tx, values, data: { force, framework, judgment } }) {
			const others = (await judgmentsOf(tx, [force.id])).filter(({ id }) => id !== judgment.id);
			await refuse(tx, framework, values, others);
			const right = judgmentIn(values);
			if (same(judgment, right)) throw new Invalid({ '': 'Nothing is different. Change what was wrong' });
			const id = await saved(framework, () =>
				correctJudgment(tx, judgment, { ...right, basis: 'entered' }, values.reason),
			);
			return redirect(
				`/forces/${force.slug}/judgments/${id}`,
				'The judgment has been corrected. What stood there before is kept below.',
			);
		},
	});
}

function withdrawPage(): Route[] {
	return form({
		url: '/forces/:slug/judgments/:id/withdraw',
		opens,
		permit,
		params: ofRow,
		view: 'history/withdraw.njk',
		fields: z.object({ reason: line('Enter the reason why this judgment is taken out', 1000) }),
		async load({ tx, params }) {
			const force = await forceAt(tx, params);
			return { force, reading: await standing(tx, force, params.id) };
		},
		async submit({ tx, values, data: { force, reading } }) {
			await saved(reading.framework, () => withdrawJudgment(tx, reading.judgment, values.reason));
			return redirect(
				`/forces/${force.slug}/judgments`,
				'The judgment has been taken out. It stays readable at its own address.',
			);
		},
	});
}

function choicesOf(force: Force, framework: Framework) {
	return {
		force,
		framework,
		components: componentChoices(framework),
		grades: gradeChoices(framework),
	};
}

/** A judgment of this force that is not corrected yet. */
async function standing(tx: Tx, force: Force, id: string): Promise<Reading> {
	const { line: all, shown } = await recordOf(tx, force, id);
	if (all.at(-1) !== shown || shown.judgment.withdrawn) {
		throw new Refused('This judgment has been corrected already. Open the one that took its place.');
	}
	return shown;
}

async function refuse(
	tx: Tx,
	framework: Framework,
	entry: Entry,
	judgments: readonly Judgment[],
): Promise<void> {
	const faults = faultsOf(framework, entry, { today: await todayIn(tx), judgments });
	if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

function judgmentIn({ component, grade, published, source, address, note }: Fields) {
	return {
		component,
		grade: grade === ungraded ? null : grade,
		publishedAt: publishedOn(published),
		source,
		address,
		note,
	};
}

/** A day says nothing of the hour: a judgment that came of an inspection keeps its own. */
function same(judgment: Judgment, right: ReturnType<typeof judgmentIn>): boolean {
	return (
		judgment.component === right.component &&
		judgment.grade === right.grade &&
		judgment.source === right.source &&
		judgment.address === right.address &&
		judgment.note === right.note &&
		dayOf(judgment.publishedAt).equals(dayOf(right.publishedAt))
	);
}

/** What the database alone sees: somebody else, at the same moment. */
function saved<T>(framework: Framework, work: () => Promise<T>): Promise<T> {
	return asInvalid(
		{
			one_judgment: {
				component: `Somebody has just added a judgment of this in ${framework.title}. Open the list again`,
			},
			judgment_replaces_key: {
				'': 'Somebody else has just corrected this judgment. Open it again and look at what they wrote',
			},
		},
		work,
	);
}
