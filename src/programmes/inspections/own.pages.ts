import {
	type AccountActor,
	type Answer,
	forceOf,
	type Tx,
	timelineOf,
	view,
} from '../../foundation/index.ts';
import { todayIn } from '../forces/force.store.ts';
import { holderOn } from '../forces/name.ts';
import { holdersOf } from '../forces/post.store.ts';
import { fullName } from '../forces/post.ts';
import { frameworkOf } from '../frameworks/framework.store.ts';
import { stateTags } from '../planning/inspection-state.ts';
import { type Inspection, inspectionsOf } from '../planning/plan.store.ts';
import { windowInWords } from '../planning/words.ts';
import { inOrder } from '../scoping/scoping.ts';
import { ownScope } from './own.store.ts';

/** The inspections that the reader's own force has been told of, the newest first. */
export async function ownList(tx: Tx, actor: AccountActor): Promise<Answer> {
	const force = forceOf(actor);
	const inspections = force === null ? [] : await inspectionsOf(tx, { force });
	return view('inspections/own-list.njk', {
		rows: inspections.toReversed().map((inspection) => ({
			id: inspection.id,
			programme: inspection.programme.name,
			fieldwork: windowInWords(inspection.fieldworkSince, inspection.fieldworkUntil),
			tag: stateTags[inspection.state],
			illustrative: inspection.illustrative,
		})),
	});
}

/** What a force is shown of its own inspection: when, on what, by whom to ask, and what it was told. */
export async function ownHome(tx: Tx, inspection: Inspection): Promise<Answer> {
	const framework = await frameworkOf(tx, inspection);
	const scope = await ownScope(tx, inspection.id);
	const liaison = holderOn(await holdersOf(tx, [inspection.force.id]), 'liaison officer', await todayIn(tx));
	const questions =
		framework === null || scope === null
			? []
			: inOrder(framework).map(({ pillar, question }) => ({
					pillar,
					title: question.title,
					inspected: scope.inspected.get(question.id) ?? null,
				}));
	return view('inspections/own.njk', {
		inspection,
		tag: stateTags[inspection.state],
		frameworkTitle: framework?.title ?? inspection.framework,
		fieldwork: windowInWords(inspection.fieldworkSince, inspection.fieldworkUntil),
		scope,
		pillars: [...Map.groupBy(questions, ({ pillar }) => pillar)].map(([title, lines]) => ({ title, lines })),
		liaison: liaison === null ? null : { name: fullName(liaison), post: liaison.post, email: liaison.email },
		timeline: (await timelineOf(tx, { kind: 'inspection', id: inspection.id })).entries,
	});
}
