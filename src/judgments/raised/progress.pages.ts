import { z } from 'zod';
import {
	asInvalid,
	beside,
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
import { inspectionsOf, listForces, todayIn } from '../../programmes/index.ts';
import { one, optionalWords, words } from '../findings/fields.ts';
import { findingsOf } from '../findings/finding.store.ts';
import { citeFinding } from '../findings/finding.ts';
import { addProgress, raisedById } from './raised.store.ts';
import { citeRaised, outcomes, outcomeTexts, type Raised, raisedPolicy } from './raised.ts';
import { raisedLine } from './view.ts';

const { write } = raisedPolicy.can;

/** In these, what an inspection finds is still written. */
const writing = ['preparing', 'fieldwork', 'judging', 'reporting', 'closed'];

async function raisedAt(tx: Tx, id: string): Promise<Raised> {
	const raised = await raisedById(tx, id);
	if (raised === null) throw new Missing();
	if (raised.kind === 'promising practice')
		throw new Refused('Promising practice asks for nothing, so nothing is found about it later.');
	if (raised.withdrawn !== null) throw new Refused('This has been withdrawn.');
	return raised;
}

/** What a later inspection found about something raised, or about one of its sub-items. */
export const progressPages: Route[] = form({
	url: '/raised/:id/progress/add',
	opens: 'account',
	permit: write,
	params: one,
	query: z.object({ inspection: z.uuid().optional().catch(undefined) }),
	view: 'raised/progress.njk',
	fields: withDays(
		['foundOn'],
		z.object({
			part: z.string().max(100).default(''),
			outcome: z.enum(outcomes, 'Choose what was found'),
			foundOn: day('day on which it was found'),
			text: words('Enter what was found, in a sentence or more', 4000),
			inspection: z.string().max(100).default(''),
			force: z.string().max(100).default(''),
			finding: z.string().max(100).default(''),
			source: optionalWords(500),
		}),
	),
	async load({ tx, params, query }) {
		const raised = await raisedAt(tx, params.id);
		const today = await todayIn(tx);
		const inspections = (
			await inspectionsOf(tx, {
				...(raised.force === null ? {} : { force: raised.force.id }),
				...(raised.force === null && query.inspection !== undefined ? { ids: [query.inspection] } : {}),
			})
		).filter(({ state }) => writing.includes(state));
		const chosen = inspections.find(({ id }) => id === query.inspection) ?? null;
		const findings = chosen === null ? [] : await findingsOf(tx, { inspection: chosen.id });
		return {
			raised: raisedLine(raised, { today, force: chosen?.force.id ?? null }),
			cited: citeRaised(raised),
			today,
			chosen,
			back: `/raised/${raised.id}`,
			action: `/raised/${raised.id}/progress/add${chosen === null ? '' : `?inspection=${chosen.id}`}`,
			partItems: raised.subItems.map(({ id, letter, text }) => ({ value: id, text: `(${letter}) ${text}` })),
			outcomeItems: outcomes.map((outcome) => ({ value: outcome, text: outcomeTexts[outcome].text })),
			inspectionItems: inspections.map(({ id, force, programme }) => ({
				value: id,
				text: `${force.name}, ${programme.name}`,
			})),
			findingItems: findings
				.filter(({ withdrawn }) => withdrawn === null)
				.map((finding) => ({
					value: finding.id,
					text: `${citeFinding(finding)}: ${finding.text.slice(0, 100)}`,
				})),
			forceItems:
				raised.force === null && chosen === null
					? (await listForces(tx)).map(({ id, name }) => ({ value: id, text: name }))
					: [],
			national: raised.force === null,
		};
	},
	initial: ({ today, chosen }) => ({
		...dayParts('foundOn', today),
		inspection: chosen?.id ?? '',
	}),
	async submit({ tx, values, params, data }) {
		const known = (field: string, items: readonly { value: string }[], id: string): string | null => {
			if (id === '') return null;
			if (items.some(({ value }) => value === id)) return id;
			throw new Invalid({ [field]: 'Choose from the list' });
		};
		const inspection = known('inspection', data.inspectionItems, values.inspection);
		const force = known('force', data.forceItems, values.force);
		if (inspection === null && values.source === null)
			throw new Invalid({ inspection: 'Choose the inspection that found it, or enter the report below' });
		await asInvalid({ '42501': { '': 'Findings of this inspection are not written now' } }, () =>
			beside('foundOn', () =>
				addProgress(tx, {
					raised: params.id,
					subItem: known('part', data.partItems, values.part),
					force,
					outcome: values.outcome,
					foundOn: values.foundOn,
					inspection,
					finding: known('finding', data.findingItems, values.finding),
					source: values.source,
					text: values.text,
				}),
			),
		);
		return redirect(data.back, 'What was found is recorded.');
	},
});
