import { type Actor, Missing, type Tx } from '../../foundation/index.ts';
import {
	allFrameworks,
	componentsInOrder,
	type Framework,
	type Inspection,
	isPillar,
	judgmentsOf,
	questionsOf,
	scopingOf,
	todayIn,
} from '../../programmes/index.ts';
import { findingsOf } from '../findings/finding.store.ts';
import { raisedChecks } from '../raised/checks.ts';
import { raisedOf } from '../raised/raised.store.ts';
import { citeRaised, type Raised } from '../raised/raised.ts';
import { type Before, beforeOf, type Past, publishedOf } from './earlier.ts';
import { judgingsOf, openRoundsOf, unopened } from './judging.store.ts';
import type { Below, Judged } from './rules.ts';
import { countSaid } from './said.ts';

/** An inspection with every pillar and question of it, and what the rules of judgments ask about each. */
export type Whole = {
	inspection: Inspection;
	framework: Framework;
	past: Past;
	before: ReadonlyMap<string, Before>;
	judged: readonly Judged[];
};

/** In as many queries for twelve questions as for one. */
export async function wholeOf(tx: Tx, actor: Actor, inspection: Inspection): Promise<Whole> {
	const frameworks = await allFrameworks(tx);
	const framework = frameworks.find(
		({ id, version }) => id === inspection.framework && version === inspection.version,
	);
	if (framework === undefined) throw new Missing();
	const scoping = await scopingOf(tx, inspection.id);
	const scope = new Map((scoping?.rows ?? []).map(({ component, inspected }) => [component, inspected]));
	const judgings = new Map(
		(await judgingsOf(tx, { inspection: inspection.id })).map((judging) => [judging.component, judging]),
	);
	const findings = Map.groupBy(
		(await findingsOf(tx, { inspection: inspection.id })).filter(({ withdrawn }) => withdrawn === null),
		({ component }) => component,
	);
	const raised = Map.groupBy(
		(await raisedOf(tx, { inspection: inspection.id })).filter(({ withdrawn }) => withdrawn === null),
		({ component }) => component ?? '',
	);
	const rounds = await openRoundsOf(
		tx,
		[...judgings.values()].map(({ id }) => id),
	);
	const today = await todayIn(tx);
	const past = {
		framework,
		frameworks,
		judgments: await judgmentsOf(tx, [inspection.force.id]),
		forceName: inspection.force.name,
	};
	const before = beforeOf(past);
	const published = publishedOf(past, inspection);
	const judgingOf = (component: string) => judgings.get(component) ?? unopened(inspection, component);
	const belowOf = (pillar: string): Below[] =>
		questionsOf(framework, pillar).map(({ id, title, graded }) => {
			const previous = before.get(id)?.previous ?? null;
			return {
				component: id,
				title,
				graded,
				inspected: scope.get(id) ?? null,
				judging: judgingOf(id),
				carried:
					previous?.comparable === true && previous.grade !== null
						? { grade: previous.grade, title: previous.title }
						: null,
				said: countSaid(findings.get(id) ?? [], raised.get(id) ?? []),
			};
		});
	const judged = componentsInOrder(framework).map((component): Judged => {
		const judging = judgingOf(component.id);
		const own = {
			findings: findings.get(component.id) ?? [],
			raised: raised.get(component.id) ?? [],
		};
		const below = isPillar(component) ? belowOf(component.id) : [];
		return {
			judging,
			inspection,
			framework,
			component,
			inspected: isPillar(component) ? inspectedPillar(below) : (scope.get(component.id) ?? null),
			...own,
			raisedProblems: raisedProblems(own.raised, inspection, today),
			said: countSaid(own.findings, own.raised),
			published: published.get(component.id) ?? null,
			below,
			rounds: rounds.get(judging.id) ?? [],
			reader: actor.kind === 'account' ? { account: actor.account, name: actor.name } : null,
			offer: null,
		};
	});
	return { inspection, framework, past, before, judged };
}

/** A pillar is inspected when any of its questions is. */
function inspectedPillar(below: readonly Below[]): boolean | null {
	if (below.some(({ inspected }) => inspected === true)) return true;
	return below.length > 0 && below.every(({ inspected }) => inspected === false) ? false : null;
}

function raisedProblems(all: readonly Raised[], { publishOn }: Inspection, today: Temporal.PlainDate) {
	return all.flatMap((raised) =>
		raisedChecks(raised, {
			today,
			publishOn,
			earlier: raised.source !== null,
			recommendations: raised.recommendations.length,
		})
			.filter(({ grave }) => grave)
			.map(({ text }) => ({ text: `${citeRaised(raised)}: ${text}`, href: `/raised/${raised.id}` })),
	);
}

export function judgedIn({ judged }: Whole, component: string): Judged {
	const found = judged.find((one) => one.component.id === component);
	if (found === undefined) throw new Missing();
	return found;
}
