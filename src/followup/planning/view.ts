import { type Computed, findingTags, type Intake, opinionAnswers, opinions } from './intake.ts';
import {
	type ActionPlan,
	citePlan,
	type Milestone,
	type MilestoneUpdate,
	type PlanContent,
	planHref,
	planTags,
	standingOf,
	standings,
} from './plan.ts';

/** A plan at the head of its pages, and as a row of a list. */
export function planLine(plan: ActionPlan, today: Temporal.PlainDate) {
	return {
		...plan,
		cited: citePlan(plan),
		href: planHref(plan),
		tag: planTags[plan.state],
		overdue: plan.version === 0 && Temporal.PlainDate.compare(plan.call.due, today) < 0,
	};
}

/** The newest of each milestone; they come the newest first. */
export function newestOf(updates: readonly MilestoneUpdate[]): Map<string, MilestoneUpdate> {
	const newest = new Map<string, MilestoneUpdate>();
	for (const update of updates) if (!newest.has(update.milestone)) newest.set(update.milestone, update);
	return newest;
}

function milestoneLine(
	plan: Pick<ActionPlan, 'id'>,
	milestone: Milestone,
	newest: MilestoneUpdate | undefined,
	today: Temporal.PlainDate,
) {
	return {
		...milestone,
		href: planHref(plan, `milestones/${milestone.id}`),
		standing: standingOf(milestone, newest, today),
		newest:
			newest === undefined ? null : { ...newest, standingText: standings[newest.standing], at: newest.at },
	};
}

/** What a plan says, in the order in which it is read: each thing with its milestones. */
export function planSections(
	plan: ActionPlan,
	{ elements, promises, milestones }: PlanContent,
	shown: { updates: readonly MilestoneUpdate[]; today: Temporal.PlainDate; writing: boolean },
) {
	const newest = newestOf(shown.updates);
	const lines = milestones.map((one) => milestoneLine(plan, one, newest.get(one.id), shown.today));
	const writeHref = (id: string) => (shown.writing ? planHref(plan, `write/${id}`) : null);
	return {
		elements: elements.map((element) => ({
			...element,
			writeHref: writeHref(element.id),
			milestones: lines.filter((line) => line.element === element.number),
		})),
		promises: promises.map((promise) => ({
			...promise,
			cited: `FU-${promise.number}`,
			href: `/followup/${promise.number}`,
			writeHref: writeHref(promise.id),
			milestones: lines.filter((line) => line.promise === promise.number),
		})),
		general: lines.filter(({ element, promise }) => element === null && promise === null),
		late: lines.filter(({ standing }) => standing.late).length,
		milestones: lines.length,
	};
}

export function computedLine(computed: Computed) {
	return { ...computed, tag: findingTags[computed.found] };
}

/** A check as the force is told of it: every row beside what it is about. */
export function intakeLine(intake: Intake, { elements, promises }: PlanContent) {
	const named = new Map([
		...elements.map(({ id, number, name }) => [id, `Element ${number}: ${name}`] as const),
		...promises.map(({ id, number, title, asked }) => [id, `FU-${number}: ${title ?? asked}`] as const),
	]);
	return {
		...intake,
		opinions: Object.entries(opinions).map(([name, question]) => {
			const said = intake.opinions[name as keyof typeof opinions]; // Object.entries forgets which these are.
			return { question, answer: opinionAnswers[said.answer], words: said.words };
		}),
		rows: intake.rows.map((row) => ({
			...row,
			about: named.get(row.id) ?? null,
			tag: findingTags[row.found],
		})),
	};
}
