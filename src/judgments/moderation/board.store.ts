import { sql } from 'kysely';
import { Missing, type Tx } from '../../foundation/index.ts';
import {
	allFrameworks,
	type Component,
	componentsInOrder,
	type Direction,
	type Framework,
	gradeOf,
	type Inspection,
	inspectionsOf,
	isPillar,
	type Judgment,
	judgmentsOf,
	type Programme,
	programmeBySlug,
	questionsOf,
	scopingsOfMany,
} from '../../programmes/index.ts';
import { beforeOf, directionsOf, publishedOf } from '../judging/earlier.ts';
import { judgingsOf, unopened } from '../judging/judging.store.ts';
import { type Judging, standing } from '../judging/judgment.ts';
import { metCount } from '../judging/rules.ts';
import { countSaid, type Said } from '../judging/said.ts';
import { outliers } from './likeness.ts';

/** A programme with its inspections that were not cancelled, and the frameworks that they are pinned to. */
export type Round = {
	programme: Programme;
	inspections: readonly Inspection[];
	frameworks: readonly Framework[];
	/** The questions in scope of each inspection. */
	scopes: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
};

export async function roundOf(tx: Tx, slug: string): Promise<Round> {
	const programme = await programmeBySlug(tx, slug);
	if (programme === null) throw new Missing();
	const inspections = (await inspectionsOf(tx, { programme: programme.id }))
		.filter(({ state }) => state !== 'cancelled')
		.toSorted((a, b) => a.force.name.localeCompare(b.force.name, 'en-GB'));
	const frameworks = await allFrameworks(tx);
	const scopings = await scopingsOfMany(
		tx,
		inspections.map(({ id }) => id),
	);
	return {
		programme,
		inspections,
		frameworks,
		// The later decision takes the place of the earlier.
		scopes: new Map(
			scopings.map(({ inspection, rows }) => [
				inspection,
				new Map(rows.map(({ component, inspected }) => [component, inspected])),
			]),
		),
	};
}

export function frameworkFor(round: Round, { framework, version }: Inspection): Framework {
	const found = round.frameworks.find((one) => one.id === framework && one.version === version);
	if (found === undefined) throw new Missing();
	return found;
}

export function inspectedIn(round: Round, inspection: Inspection, component: Component): boolean | null {
	const scope = round.scopes.get(inspection.id);
	if (scope === undefined) return null;
	if (!isPillar(component)) return scope.get(component.id) ?? null;
	const questions = questionsOf(frameworkFor(round, inspection), component.id);
	return questions.some(({ id }) => scope.get(id) === true);
}

export type BoardFinding = { id: string; number: number; tone: string; text: string; illustrative: boolean };
export type BoardRaised = { id: string; number: number; kind: string; text: string };

export type BoardRow = {
	inspection: Inspection;
	framework: Framework;
	component: Component;
	judging: Judging;
	/** In a round that is over. */
	published: Judgment | null;
	previous: { title: string; year: string } | null;
	direction: Direction | undefined;
	met: { met: number; inPart: number; notMet: number };
	said: Said;
	findings: readonly BoardFinding[];
	raised: readonly BoardRaised[];
	flags: readonly string[];
};

export type Board = {
	round: Round;
	component: Component;
	rows: BoardRow[];
	/** Those whose scope leaves it out, with what is carried over. */
	notInspected: { inspection: Inspection; previous: { title: string; year: string } | null }[];
	undecided: Inspection[];
};

/** One pillar or question across the forces of a programme, in as many queries for forty forces as for two. */
export async function boardOf(tx: Tx, slug: string, component: string): Promise<Board> {
	const round = await roundOf(tx, slug);
	const places = round.inspections.flatMap((inspection) => {
		const framework = frameworkFor(round, inspection);
		const found = componentsInOrder(framework).find(({ id }) => id === component);
		return found === undefined ? [] : [{ inspection, framework, component: found }];
	});
	const [first] = places;
	if (first === undefined) throw new Missing();
	const under = isPillar(first.component)
		? [component, ...questionsOf(first.framework, component).map(({ id }) => id)]
		: [component];
	const judgings = new Map(
		(await judgingsOf(tx, { programme: round.programme.id, component })).map((judging) => [
			judging.inspection,
			judging,
		]),
	);
	const findings = await findingsUnder(tx, round.programme.id, under);
	const raised = await raisedUnder(tx, round.programme.id, under);
	const published = Map.groupBy(
		await judgmentsOf(
			tx,
			places.map(({ inspection }) => inspection.force.id),
		),
		({ force }) => force,
	);
	const rows: BoardRow[] = [];
	const board: Board = { round, component: first.component, rows, notInspected: [], undecided: [] };
	for (const place of places) {
		const { inspection, framework } = place;
		const past = pastOf(round, place, published.get(inspection.force.id) ?? []);
		const before = beforeOf(past).get(component)?.previous ?? null;
		const previous = before === null ? null : { title: before.title, year: before.year };
		const inspected = inspectedIn(round, inspection, place.component);
		if (inspected === null) board.undecided.push(inspection);
		else if (!inspected) board.notInspected.push({ inspection, previous });
		else {
			const judging = judgings.get(inspection.id) ?? unopened(inspection, component);
			const told = publishedOf(past, inspection).get(component) ?? null;
			const stands = standing(judging);
			const grade = (stands ?? told)?.grade ?? null;
			const own = findings.get(inspection.id) ?? [];
			const matters = raised.get(inspection.id) ?? [];
			rows.push({
				...place,
				judging,
				published: told,
				previous,
				direction:
					gradeOf(framework, grade) === undefined
						? undefined
						: directionsOf(past, new Map([[component, grade]])).get(component),
				met: metCount(stands?.criteria ?? {}),
				said: countSaid(
					own.map((one) => ({ ...one, withdrawn: null })),
					matters.map((one) => ({ ...one, withdrawn: null })),
				),
				findings: own,
				raised: matters,
				flags: [],
			});
		}
	}
	return flagged(board);
}

function pastOf(
	round: Round,
	{
		inspection,
		framework,
		component,
	}: { inspection: Inspection; framework: Framework; component: Component },
	judgments: readonly Judgment[],
) {
	// Nothing but this line of the framework is asked about, so nothing else of it is gone through.
	const pillar = isPillar(component) ? component.id : component.pillar;
	const cut = {
		...framework,
		pillars: framework.pillars.filter(({ id }) => id === pillar),
		questions: framework.questions.filter(({ id }) => id === component.id),
	};
	return { framework: cut, frameworks: round.frameworks, judgments, forceName: inspection.force.name };
}

function flagged(board: Board): Board {
	const flags = outliers(
		board.rows.map(({ inspection, framework, judging, said, met }) => {
			const grade = gradeOf(framework, standing(judging)?.grade ?? null);
			const looked = met.met + met.inPart + met.notMet;
			return {
				key: inspection.id,
				name: inspection.force.name,
				rank: grade === undefined ? null : (framework.scale?.grades.indexOf(grade) ?? null),
				gradeTitle: grade?.title ?? '',
				said,
				metShare: looked === 0 ? null : (met.met + met.inPart / 2) / looked,
			};
		}),
	);
	return {
		...board,
		rows: board.rows.map((row) => ({ ...row, flags: flags.get(row.inspection.id) ?? [] })),
	};
}

async function findingsUnder(
	tx: Tx,
	programme: string,
	components: readonly string[],
): Promise<Map<string | null, BoardFinding[]>> {
	const rows = await tx
		.selectFrom('judgments.finding')
		.select(['id', 'number', 'inspection_id', 'tone', 'text', 'illustrative'])
		.where('programme_id', '=', programme)
		.where(sql<boolean>`component = any(${[...components]}::text[])`)
		.where('withdrawn_at', 'is', null)
		.where('inspection_id', 'is not', null)
		.orderBy('number')
		.execute();
	return Map.groupBy(
		rows.map((row) => ({ ...row, number: Number(row.number) })),
		({ inspection_id }) => inspection_id,
	);
}

async function raisedUnder(
	tx: Tx,
	programme: string,
	components: readonly string[],
): Promise<Map<string | null, BoardRaised[]>> {
	const rows = await tx
		.selectFrom('judgments.raised')
		.select(['id', 'number', 'inspection_id', 'kind', 'text'])
		.where(
			sql<boolean>`inspection_id in (select i.id from programmes.inspection i where i.programme_id = ${programme}::uuid)`,
		)
		.where(sql<boolean>`component = any(${[...components]}::text[])`)
		.where('withdrawn_at', 'is', null)
		.orderBy('number')
		.execute();
	return Map.groupBy(
		rows.map((row) => ({ ...row, number: Number(row.number) })),
		({ inspection_id }) => inspection_id,
	);
}
