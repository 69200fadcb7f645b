import { z } from 'zod';
import {
	form,
	Invalid,
	Missing,
	post,
	Refused,
	type Route,
	redirect,
	type Tx,
	Unacceptable,
	view,
} from '../../foundation/index.ts';
import { addAdvice, adviceById, changeAdvice, removeAdvice } from './advice.store.ts';
import { ofQuestion, one, seen, words } from './fields.ts';
import { findingsOf } from './finding.store.ts';
import { citeFinding, findingPolicy, Overtaken } from './finding.ts';
import { closedBecause } from './open.store.ts';
import { questionAt, questionHref } from './question.ts';

const { write } = findingPolicy.can;
const adviceFields = { text: words('Enter the advice', 4000), finding: z.string().max(100).default('') };

async function placeAt(tx: Tx, at: { id: string; component: string }) {
	const { inspection, question } = await questionAt(tx, at);
	const closed = await closedBecause(tx, { inspection: inspection.id, component: question.id });
	if (closed !== null) throw new Refused(closed);
	const findings = await findingsOf(tx, { inspection: inspection.id, component: question.id });
	return {
		inspection,
		question,
		caption: `${question.title}, ${inspection.force.name}`,
		back: `${questionHref(inspection.id, question.id, 'findings')}#advice`,
		findings: findings
			.filter(({ withdrawn }) => withdrawn === null)
			.map((finding) => ({ value: finding.id, text: `${citeFinding(finding)}: ${shortened(finding.text)}` })),
		theirs: null as string | null,
	};
}

function shortened(text: string): string {
	return text.length > 90 ? `${text.slice(0, 89).trimEnd()}…` : text;
}

function findingIn(findings: readonly { value: string }[], id: string): string | null {
	if (id === '') return null;
	const found = findings.find(({ value }) => value === id);
	if (found === undefined) throw new Invalid({ finding: 'Choose a finding from the list' });
	return found.value;
}

async function adviceAt(tx: Tx, id: string) {
	const advice = await adviceById(tx, id);
	if (advice === null) throw new Missing();
	const place = await placeAt(tx, { id: advice.inspection, component: advice.component });
	return {
		...place,
		advice,
		heading: 'Change this advice',
		action: `/advice/${id}/edit`,
		removeAction: `/advice/${id}/remove`,
		save: 'Keep this advice',
	};
}

/** Remarks that only advise. */
export const advicePages: Route[] = [
	...form({
		url: '/inspections/:id/questions/:component/advice/add',
		opens: 'account',
		permit: write,
		params: ofQuestion,
		view: 'findings/advice.njk',
		fields: z.object(adviceFields),
		async load({ tx, params }) {
			const place = await placeAt(tx, params);
			return {
				...place,
				heading: 'Give advice',
				action: `${questionHref(place.inspection.id, place.question.id)}/advice/add`,
				removeAction: null,
				save: 'Keep this advice',
			};
		},
		async submit({ tx, values, data: { inspection, question, findings, back } }) {
			await addAdvice(tx, {
				inspection: inspection.id,
				component: question.id,
				text: values.text,
				finding: findingIn(findings, values.finding),
			});
			return redirect(back, 'The advice is given. It is not followed up.');
		},
	}),
	...form({
		url: '/advice/:id/edit',
		opens: 'account',
		permit: write,
		params: one,
		view: 'findings/advice.njk',
		fields: z.object({ ...adviceFields, seen }),
		load: ({ tx, params }) => adviceAt(tx, params.id),
		initial: ({ advice }) => ({
			text: advice.text,
			finding: advice.finding ?? '',
			seen: String(advice.edition),
		}),
		async submit({ tx, params, values, data: { findings, back } }) {
			try {
				const finding = findingIn(findings, values.finding);
				await changeAdvice(tx, params.id, { seen: values.seen, text: values.text, finding });
			} catch (error) {
				if (!(error instanceof Overtaken)) throw error;
				const data = await adviceAt(tx, params.id);
				const errors = {
					'': 'Somebody else has changed this advice since you opened it. Nothing is lost: choose which text stands',
				};
				const form = { values: { ...values, seen: String(data.advice.edition) }, errors };
				throw new Unacceptable(
					view(
						'findings/advice.njk',
						{ ...data, theirs: data.advice.text, save: 'Keep my text instead', form },
						409,
					),
				);
			}
			return redirect(back, 'The advice is changed.');
		},
	}),
	post({
		url: '/advice/:id/remove',
		opens: 'account',
		permit: write,
		params: one,
		async handle({ tx, params }) {
			const { back } = await adviceAt(tx, params.id);
			await removeAdvice(tx, params.id);
			return redirect(back, 'The advice is no longer given.');
		},
	}),
];
