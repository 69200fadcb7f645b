import { z } from 'zod';
import {
	csv,
	get,
	mayTry,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	redirect,
	view,
} from '../../foundation/index.ts';
import { todayIn } from '../forces/force.store.ts';
import { keyText } from '../frameworks/key.ts';
import { conflictsOf, mondayOf, sundayOf } from './conflict.ts';
import { ofProgramme, programmeAt } from './fields.ts';
import { focusOf } from './focus.store.ts';
import { forcesOfProgramme } from './forces.store.ts';
import { inputsOf } from './input.store.ts';
import { stateTags } from './inspection-state.ts';
import { milestonesOf } from './milestone.store.ts';
import { type Inspection, inspectionsOf } from './plan.store.ts';
import { outside, whatMayChange } from './plan.ts';
import { programmePolicy } from './programme.ts';
import { formerNamesOf } from './programme-name.store.ts';
import { type ProgrammeTabPorts, programmeTabs } from './tabs.ts';
import { teamOf } from './team.store.ts';
import { tranchesOf } from './tranche.store.ts';
import { frameworksOfProgramme } from './version.store.ts';
import { milestoneTag, windowInWords } from './words.ts';

/** Everything about one programme on one page; an address under a former name leads here. */
export const detailPage = (ports: ProgrammeTabPorts): Route =>
	get({
		url: '/programmes/:slug',
		opens: 'account',
		permit: programmePolicy.can.read,
		params: ofProgramme,
		query: z.object({ page: pageNumber }),
		async handle({ tx, actor, params, query }) {
			const programme = await programmeAt(tx, params);
			if (programme.slug !== params.slug) return redirect(`/programmes/${programme.slug}`);
			const [names, frameworks, forces, focus, inputs, tranches, milestones, team, planned, today] =
				await Promise.all([
					formerNamesOf(tx, programme.id),
					frameworksOfProgramme(tx, programme.id),
					forcesOfProgramme(tx, programme),
					focusOf(tx, programme.id),
					inputsOf(tx, programme.id),
					tranchesOf(tx, programme.id),
					milestonesOf(tx, programme.id),
					teamOf(tx, { programme: programme.id, inspection: null }),
					inspectionsOf(tx, { programme: programme.id }),
					todayIn(tx),
				]);
			const shown = planned.slice((query.page - 1) * perPage, query.page * perPage);
			const alsoAsked = alsoAskedBy(shown, await aroundThem(tx, shown));
			const versions = new Map(
				frameworks.map((one) => [keyText(one), `${one.title}, version ${one.version}`]),
			);
			const standing = planned.filter(({ state }) => state !== 'cancelled').length;
			const inScope = forces.filter((force) => force.decided && force.excludedBecause === null);
			return view('planning/programme.njk', {
				programme,
				fieldwork: windowInWords(programme.fieldworkSince, programme.fieldworkUntil),
				names,
				frameworks,
				forces: {
					inScope: inScope.length,
					excluded: forces.filter(({ excludedBecause }) => excludedBecause !== null),
					undecided: forces.filter(({ decided }) => !decided),
				},
				focus,
				inputs,
				tranches: tranches.map((tranche) => ({
					...tranche,
					fieldwork: windowInWords(tranche.fieldworkSince, tranche.fieldworkUntil),
					outside: outside(tranche, programme),
				})),
				milestones: milestones.map((milestone) => ({
					...milestone,
					of: tranches.find(({ id }) => id === milestone.tranche)?.name ?? 'The whole programme',
					tag: milestoneTag(milestone, today),
				})),
				leads: team.filter(({ part }) => part === 'lead').map(({ name }) => name),
				members: team.filter(({ part }) => part === 'member').map(({ name }) => name),
				inspections: shown.map((inspection) => ({
					...inspection,
					fieldwork: windowInWords(inspection.fieldworkSince, inspection.fieldworkUntil),
					tag: stateTags[inspection.state],
					under: versions.get(keyText(inspection)) ?? keyText(inspection),
					alsoAsked: alsoAsked.get(inspection.id) ?? [],
					changeable: whatMayChange(inspection.state).publication,
				})),
				conflicts: alsoAsked.size,
				standing,
				left: inScope.filter(({ state }) => state === null).length,
				pages: paginationOf({ page: query.page, total: planned.length, query: {}, noun: 'inspection' }),
				mayChange: mayTry(actor, programmePolicy.can.change),
				tabs: programmeTabs(programme, '', { ...ports, actor }),
			});
		},
	});

/** What any programme asks of the same forces in the weeks of these. */
async function aroundThem(tx: Parameters<typeof inspectionsOf>[0], shown: readonly Inspection[]) {
	const days = shown
		.flatMap(({ fieldworkSince, fieldworkUntil }) => [fieldworkSince, fieldworkUntil])
		.filter((one) => one !== null)
		.sort(Temporal.PlainDate.compare);
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return [];
	return inspectionsOf(tx, {
		forces: shown.map(({ force }) => force.id),
		between: [mondayOf(first), sundayOf(last)],
	});
}

/** The programmes that ask the same force in the same weeks, by the inspection here. */
function alsoAskedBy(
	shown: readonly Inspection[],
	all: readonly Inspection[],
): Map<string, { name: string; slug: string }[]> {
	const here = new Set(shown.map(({ id }) => id));
	const found = new Map<string, { name: string; slug: string }[]>();
	for (const { one, other } of conflictsOf(all)) {
		for (const [mine, theirs] of [
			[one, other],
			[other, one],
		] as const) {
			if (here.has(mine.id)) found.set(mine.id, [...(found.get(mine.id) ?? []), theirs.programme]);
		}
	}
	return found;
}

export const planFile: Route = get({
	url: '/programmes/:slug/plan.csv',
	opens: 'account',
	permit: programmePolicy.can.read,
	params: ofProgramme,
	async handle({ tx, params }) {
		const programme = await programmeAt(tx, params);
		const planned = await inspectionsOf(tx, { programme: programme.id });
		const alsoAsked = alsoAskedBy(planned, await aroundThem(tx, planned));
		const day = (one: Temporal.PlainDate | null) => one?.toString() ?? null;
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				[
					'programme',
					'force',
					'tranche',
					'framework',
					'version',
					'fieldwork since',
					'fieldwork until',
					'publication',
					'state',
					'also asked by',
					'illustrative',
				],
				planned.map((inspection) => [
					programme.name,
					inspection.force.name,
					inspection.tranche?.name ?? null,
					inspection.framework,
					inspection.version,
					day(inspection.fieldworkSince),
					day(inspection.fieldworkUntil),
					day(inspection.publishOn),
					inspection.state,
					(alsoAsked.get(inspection.id) ?? []).map(({ name }) => name).join('; '),
					inspection.illustrative ? 'yes' : 'no',
				]),
			),
			saveAs: `${programme.slug}-plan.csv`,
		};
	},
});
