import { z } from 'zod';
import {
	asInvalid,
	dayParts,
	form,
	Invalid,
	optionalDay,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import { keyText } from '../frameworks/key.ts';
import { mondayOf, sundayOf } from './conflict.ts';
import { ofProgramme, programmeAt, rowIn, ticked, windowDays, windowFields } from './fields.ts';
import { candidatesOf, inspectionsOf, planInspections } from './plan.store.ts';
import { faultsOf, outside, type Weeks, whyNotThere } from './plan.ts';
import { programmePolicy } from './programme.ts';
import { tranchesOf } from './tranche.store.ts';
import { frameworksOfProgramme } from './version.store.ts';
import { askedBeside, askedElsewhere, clashProblems, windowInWords } from './words.ts';

const noFramework = 'Choose the framework they are inspected under';
export const planFields = {
	...windowFields,
	publishOn: optionalDay('day of publication'),
	despite: ticked,
};
export const planDays = [...windowDays, 'publishOn'];

/** What the choice of a version offers. */
export async function versionItems(tx: Tx, programme: string) {
	return (await frameworksOfProgramme(tx, programme)).map(({ framework, version, title, note }) => ({
		key: { framework, version },
		value: keyText({ framework, version }),
		text: `${title}, version ${version}`,
		hint: note,
	}));
}

/** Plans inspections of the forces that are chosen: of one tranche, where the address names it. */
export const planPage: Route[] = form({
	url: '/programmes/:slug/plan',
	opens: 'account',
	permit: programmePolicy.can.change,
	params: ofProgramme,
	query: z.object({ tranche: z.uuid().optional() }),
	view: 'planning/plan.njk',
	fields: withDays(
		planDays,
		z.object({
			...planFields,
			framework: z.string(noFramework),
			which: z.enum(['all', 'some'], 'Choose which forces are inspected'),
			forces: ticked,
		}),
	),
	async load({ tx, params, query }) {
		const programme = await programmeAt(tx, params);
		const tranche =
			query.tranche === undefined ? null : rowIn(await tranchesOf(tx, programme.id), query.tranche);
		const window = { ...(tranche ?? programme), publishOn: null };
		const left = (await candidatesOf(tx, programme.id)).filter(
			({ planned, excludedBecause }) => !planned && excludedBecause === null,
		);
		const asked = await askedBetween(
			tx,
			window,
			left.map(({ id }) => id),
		);
		return {
			programme,
			tranche,
			window,
			fieldwork: windowInWords(window.fieldworkSince, window.fieldworkUntil),
			versions: await versionItems(tx, programme.id),
			forces: left.map((force) => ({
				value: force.id,
				text: force.name,
				hint: whyNotThere(force, window) ?? askedBeside(force.id, window, programme.id, asked),
			})),
		};
	},
	initial: ({ window, tranche, versions }) => ({
		// A tranche is visited in its weeks; the weeks of a whole programme are too many for one visit to guess.
		...(tranche === null ? {} : dayParts('fieldworkSince', window.fieldworkSince)),
		...(tranche === null ? {} : dayParts('fieldworkUntil', window.fieldworkUntil)),
		framework: versions.length === 1 ? versions[0]?.value : undefined,
	}),
	async submit({ tx, values, data: { programme, tranche, versions, forces } }) {
		const version = versions.find(({ value }) => value === values.framework);
		const chosen = values.which === 'all' ? forces.map(({ value }) => value) : values.forces;
		const plan = { ...values, forces: chosen };
		const candidates = await candidatesOf(
			tx,
			programme.id,
			chosen.filter((id) => forces.some(({ value }) => value === id)),
		);
		const problems = {
			...faultsOf(plan, candidates),
			...(version === undefined ? { framework: noFramework } : {}),
		};
		if (version === undefined || Object.keys(problems).length > 0) throw new Invalid(problems);
		if (!values.despite.includes('yes')) {
			const others = await askedBetween(tx, plan, chosen);
			const clashes = clashProblems(
				askedElsewhere({ ...plan, programme: programme.id }, others),
				'Plan them all the same',
			);
			if (Object.keys(clashes).length > 0) throw new Invalid(clashes);
		}
		await asInvalid(
			{
				'23505': { forces: 'Somebody else has just planned one of these forces. Look at the plan' },
				'23503': { '': 'Somebody else has just changed the programme. Open this page again' },
			},
			() =>
				planInspections(tx, {
					...plan,
					...version.key,
					programme: programme.id,
					tranche: tranche?.id ?? null,
				}),
		);
		const said =
			chosen.length === 1 ? 'One inspection is planned' : `${chosen.length} inspections are planned`;
		const note = outside(plan, programme) ? ' Their weeks lie outside those of the programme.' : '';
		return redirect(`/programmes/${programme.slug}`, `${said}.${note}`);
	},
});

/** What stands in any plan for these forces in the same weeks. */
export function askedBetween(
	tx: Tx,
	{ fieldworkSince, fieldworkUntil }: Pick<Weeks, 'fieldworkSince' | 'fieldworkUntil'>,
	forces: readonly string[],
) {
	return inspectionsOf(tx, { forces, between: [mondayOf(fieldworkSince), sundayOf(fieldworkUntil)] });
}
