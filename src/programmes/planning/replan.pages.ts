import { z } from 'zod';
import {
	dayParts,
	form,
	get,
	Invalid,
	Missing,
	post,
	Refused,
	type Route,
	redirect,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { keyText } from '../frameworks/key.ts';
import { ofRow, programmeAt } from './fields.ts';
import { askedBetween, planDays, planFields, versionItems } from './plan.pages.ts';
import { candidatesOf, inspectionById, replan, unplan } from './plan.store.ts';
import { faultsOfWeeks, whatMayChange, whyNotThere } from './plan.ts';
import { programmePolicy } from './programme.ts';
import { tranchesOf } from './tranche.store.ts';
import { askedElsewhere, clashProblems, windowInWords } from './words.ts';

const { change } = programmePolicy.can;
const at = '/programmes/:slug/inspections/:id';
const common = { opens: 'account', permit: change, params: ofRow } as const;

/** What stands in the plan, and can still be changed there. */
export const replanPages: Route[] = [
	...form({
		...common,
		url: at,
		view: 'planning/replan.njk',
		fields: withDays(
			planDays,
			z.object({ ...planFields, framework: z.string().default(''), tranche: z.string().default('') }),
		),
		async load({ tx, params }) {
			const { programme, inspection } = await plannedAt(tx, params);
			const may = whatMayChange(inspection.state);
			if (!may.publication) {
				throw new Refused(`The plan of this inspection is history: it is ${inspection.state}.`);
			}
			return {
				programme,
				inspection,
				may,
				fieldwork: windowInWords(inspection.fieldworkSince, inspection.fieldworkUntil),
				tranches: (await tranchesOf(tx, programme.id)).map(({ id, name }) => ({ value: id, text: name })),
				versions: await versionItems(tx, programme.id),
			};
		},
		initial: ({ inspection }) => ({
			tranche: inspection.tranche?.id ?? '',
			framework: keyText(inspection),
			...dayParts('fieldworkSince', inspection.fieldworkSince),
			...dayParts('fieldworkUntil', inspection.fieldworkUntil),
			...dayParts('publishOn', inspection.publishOn),
		}),
		async submit({ tx, values, data: { programme, inspection, may, tranches, versions } }) {
			const version = may.version
				? versions.find(({ value }) => value === values.framework)?.key
				: inspection;
			if (version === undefined)
				throw new Invalid({ framework: 'Choose the framework it is inspected under' });
			const tranche = may.weeks ? values.tranche : (inspection.tranche?.id ?? '');
			if (tranche !== '' && !tranches.some(({ value }) => value === tranche)) {
				throw new Invalid({ tranche: 'Choose a tranche from the list, or none' });
			}
			const weeks = may.weeks ? values : { ...values, ...heldWeeks(inspection, values) };
			const problems = faultsOfWeeks(weeks);
			if (may.weeks) {
				const [force] = await candidatesOf(tx, programme.id, [inspection.force.id]);
				const why = force === undefined ? null : whyNotThere(force, weeks);
				if (why !== null) problems.fieldworkSince = why;
			}
			if (Object.keys(problems).length > 0) throw new Invalid(problems);
			const moved =
				inspection.fieldworkSince?.equals(weeks.fieldworkSince) !== true ||
				inspection.fieldworkUntil?.equals(weeks.fieldworkUntil) !== true;
			if (moved && !values.despite.includes('yes')) {
				const forces = [inspection.force.id];
				const others = await askedBetween(tx, weeks, forces);
				const clashes = clashProblems(
					askedElsewhere({ ...weeks, programme: programme.id, forces }, others),
					'Plan it all the same',
				);
				if (Object.keys(clashes).length > 0) throw new Invalid(clashes);
			}
			const kept = await replan(tx, inspection, {
				tranche: tranche === '' ? null : tranche,
				framework: version.framework,
				version: version.version,
				fieldworkSince: weeks.fieldworkSince,
				fieldworkUntil: weeks.fieldworkUntil,
				publishOn: weeks.publishOn,
			});
			if (!kept) throw new Invalid({ '': 'The inspection has just moved on. Open this page again' });
			return redirect(`/programmes/${programme.slug}`, `The plan for ${inspection.force.name} is changed.`);
		},
	}),
	get({
		...common,
		url: `${at}/unplan`,
		async handle({ tx, params }) {
			const { programme, inspection } = await plannedAt(tx, params);
			const { name } = inspection.force;
			refuseUnlessPlanned(inspection.state, name);
			return view('web/pages/confirm.njk', {
				heading: `Do you want to take ${name} out of the plan?`,
				paragraphs: [
					`It stays in the scope of ${programme.name}, and can be planned again. The team chosen for it is forgotten.`,
				],
				action: `/programmes/${programme.slug}/inspections/${inspection.id}/unplan`,
				confirm: 'Take it out of the plan',
				danger: true,
				cancelHref: `/programmes/${programme.slug}/inspections/${inspection.id}`,
			});
		},
	}),
	post({
		...common,
		url: `${at}/unplan`,
		async handle({ tx, params }) {
			const { programme, inspection } = await plannedAt(tx, params);
			const { name } = inspection.force;
			refuseUnlessPlanned(inspection.state, name);
			const outcome = await unplan(tx, inspection.id);
			if (outcome === 'scoped') {
				throw new Refused(
					`The scope of the inspection of ${name} has been decided, and decisions are kept. Cancel the inspection instead.`,
				);
			}
			if (outcome === 'moved on') refuseUnlessPlanned('preparing', name);
			return redirect(`/programmes/${programme.slug}`, `${name} is out of the plan.`);
		},
	}),
];

async function plannedAt(tx: Tx, params: z.output<typeof ofRow>) {
	const programme = await programmeAt(tx, params);
	const inspection = await inspectionById(tx, params.id);
	if (inspection === null || inspection.programme.id !== programme.id) throw new Missing();
	return { programme, inspection };
}

function refuseUnlessPlanned(state: string, force: string): void {
	if (state === 'planned') return;
	throw new Refused(
		`The inspection of ${force} has been opened. It can be cancelled, and not taken out of the plan.`,
	);
}

/** Weeks that no longer move are those that stand; an inspection without any takes those that were entered. */
function heldWeeks<W extends { fieldworkSince: Temporal.PlainDate; fieldworkUntil: Temporal.PlainDate }>(
	inspection: { fieldworkSince: Temporal.PlainDate | null; fieldworkUntil: Temporal.PlainDate | null },
	entered: W,
) {
	return {
		fieldworkSince: inspection.fieldworkSince ?? entered.fieldworkSince,
		fieldworkUntil: inspection.fieldworkUntil ?? entered.fieldworkUntil,
	};
}
