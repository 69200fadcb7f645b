import { type Actor, perform, type Tx } from '../src/foundation/index.ts';
import {
	addHolder,
	addJudgments,
	addMilestone,
	addProgramme,
	addToTeam,
	addTranche,
	decideScoping,
	type Force,
	type FrameworkKey,
	frameworkOf,
	inspectionMoves,
	planInspections,
	publishedOn,
} from '../src/programmes/index.ts';
import { drawn } from './drawn.ts';

/**
 * A round of the present kind in the middle of its way, over all forces, counted from the day on which the demonstration
 * is loaded. All of it is illustrative, and marked so: the weeks, the post holders, the judgments of the round before.
 */

const present: FrameworkKey = { framework: 'peel-2023-25', version: 1 };
const before: FrameworkKey = { framework: 'peel-2021-22', version: 2 };
const madeUp = 'Made up for the demonstration: not how the force was judged.';

type Stage = { visits: number; since: number; step: number; actions: readonly (typeof steps)[number][] };
const steps = ['open', 'begin fieldwork', 'end fieldwork', 'begin reporting'] as const;

/** Tranche by tranche: when its first visit begins, in weeks from now, and how far its inspections have come. */
const tranches: readonly { name: string; stages: readonly Stage[] }[] = [
	{
		name: 'Tranche 1',
		stages: [
			{ visits: 2, since: -20, step: 1, actions: steps },
			{ visits: 12, since: -18, step: 1, actions: steps.slice(0, 3) },
		],
	},
	{
		name: 'Tranche 2',
		stages: [
			{ visits: 5, since: -1, step: 0, actions: steps.slice(0, 2) },
			{ visits: 10, since: 2, step: 1, actions: steps.slice(0, 1) },
		],
	},
	{ name: 'Tranche 3', stages: [{ visits: 10, since: 14, step: 1, actions: [] }] },
];
const weeksOfVisit = 2;
const weeksToPublication = 16;

export async function loadPresent(
	tx: Tx,
	actor: Actor,
	{ forces, today, lead }: { forces: readonly Force[]; today: Temporal.PlainDate; lead: string },
): Promise<void> {
	const inScope = forces.filter((force) => force.inScope);
	await fillPosts(tx, inScope, today);
	await judgeTheRoundBefore(tx, inScope, today);
	await planRound(tx, actor, { forces: inScope, today, lead });
	await planVisits(tx, { forces: inScope, today });
}

/** Somebody in each post, so that inspections can be opened: posts, not people. */
async function fillPosts(tx: Tx, forces: readonly Force[], today: Temporal.PlainDate): Promise<void> {
	const nobody = { title: null, firstName: null, honours: null, knownAs: null, email: null };
	for (const force of forces) {
		const common = {
			...nobody,
			force: force.id,
			since: today.subtract({ years: 3 }).with({ month: 4, day: 1 }),
			until: null,
			illustrative: true,
		};
		await addHolder(tx, {
			...common,
			kind: 'chief officer',
			post: force.region === 'London' ? 'Commissioner' : 'Chief Constable',
			surname: 'Demonstration chief officer',
			salutation: 'Dear Chief Officer',
		});
		await addHolder(tx, {
			...common,
			kind: 'HM Inspector',
			post: 'HM Inspector of Constabulary',
			surname: 'Demonstration HM Inspector',
			salutation: 'Dear HM Inspector',
		});
	}
}

async function judgeTheRoundBefore(
	tx: Tx,
	forces: readonly Force[],
	today: Temporal.PlainDate,
): Promise<void> {
	const framework = await frameworkOf(tx, before);
	if (framework === null) throw new Error('The demonstration needs the framework of the round before.');
	const grades = framework.scale?.grades ?? [];
	// From 0 to 99: the share of forces in each grade, the best first.
	const limits = [5, 40, 80, 97, 100];
	await addJudgments(
		tx,
		forces.flatMap((force) => {
			const publishedAt = publishedOn(today.subtract({ years: 3, weeks: drawn(force.name) }));
			return framework.questions
				.filter(({ graded }) => graded)
				.map((question) => {
					const number = drawn(force.name, question.id);
					const grade = grades[limits.findIndex((limit) => number < limit)];
					return {
						...before,
						force: force.id,
						component: question.id,
						grade: grade?.id ?? null,
						source: `${framework.title}: ${force.name} (illustrative)`,
						publishedAt,
						basis: 'imported' as const,
						note: madeUp,
						illustrative: true,
					};
				});
		}),
	);
}

async function planRound(
	tx: Tx,
	actor: Actor,
	{ forces, today, lead }: { forces: readonly Force[]; today: Temporal.PlainDate; lead: string },
): Promise<void> {
	const framework = await frameworkOf(tx, present);
	if (framework === null) throw new Error('The demonstration needs the framework of the present round.');
	const monday = mondayOf(today);
	const { id: programme } = await addProgramme(tx, {
		slug: 'peel-present-round',
		name: 'PEEL assessments, present round',
		purpose:
			'How good each force is at serving its public, force by force in three tranches. An illustration: no force was asked.',
		assessment: 'PEEL, present round',
		fieldworkSince: monday.add({ weeks: -20 }),
		fieldworkUntil: monday.add({ weeks: 30 }),
		frameworks: [present],
		illustrative: true,
	});
	const moves = inspectionMoves();
	const waiting = [...forces];
	for (const { name, stages } of tranches) {
		const weeks = stages.flatMap(({ since, step, visits }) => [since, since + step * (visits - 1)]);
		const tranche = await addTranche(tx, {
			programme,
			name,
			fieldworkSince: monday.add({ weeks: Math.min(...weeks) }),
			fieldworkUntil: fridayAfter(monday.add({ weeks: Math.max(...weeks) })),
		});
		const end = monday.add({ weeks: Math.max(...weeks) + weeksOfVisit });
		await addMilestone(tx, {
			programme,
			tranche,
			title: 'Reports checked by the forces',
			due: end.add({ weeks: 12 }),
		});
		for (const { visits, since, step, actions } of stages) {
			for (const [number, force] of waiting.splice(0, visits).entries()) {
				const first = monday.add({ weeks: since + step * number });
				const [inspection] = await planInspections(tx, {
					...present,
					programme,
					tranche,
					forces: [force.id],
					fieldworkSince: first,
					fieldworkUntil: fridayAfter(first),
					publishOn: first.add({ weeks: weeksToPublication, days: 3 }),
				});
				if (inspection === undefined) throw new Error(`The inspection of ${force.name} was not planned.`);
				if (actions.length === 0) continue;
				await addToTeam(tx, { inspection, account: lead, part: 'lead' });
				await decideScoping(tx, actor, {
					inspection,
					decidedByName: 'Demonstration programme manager',
					reason: 'Illustrative',
					rows: framework.questions.map(({ id, mandatory }) => ({
						component: id,
						inspected: mandatory || drawn(force.name, id, 'scope') < 70,
						reason: mandatory ? null : 'Illustrative',
					})),
				});
				for (const action of actions) await perform(moves, tx, actor, { id: inspection, action });
			}
		}
	}
	const whole = { programme, tranche: null };
	const published = monday.subtract({ weeks: 40 });
	const doneAt = publishedOn(published);
	await addMilestone(tx, { ...whole, title: 'Framework published', due: published, doneAt });
	await addMilestone(tx, { ...whole, title: 'Last report published', due: monday.add({ weeks: 48 }) });
}

/** A second programme that asks some of the same forces, one pair of them in the same weeks. */
async function planVisits(
	tx: Tx,
	{ forces, today }: { forces: readonly Force[]; today: Temporal.PlainDate },
): Promise<void> {
	const monday = mondayOf(today);
	const { id: programme } = await addProgramme(tx, {
		slug: 'vulnerable-people-visits',
		name: 'Visits on protecting vulnerable people',
		purpose: 'A visit of a week to some forces on one question. An illustration: no force was asked.',
		assessment: null,
		fieldworkSince: monday,
		fieldworkUntil: monday.add({ weeks: 26 }),
		frameworks: [present],
		illustrative: true,
	});
	for (const [number, force] of forces.slice(19, 27).entries()) {
		await planInspections(tx, {
			...present,
			programme,
			tranche: null,
			forces: [force.id],
			fieldworkSince: monday.add({ weeks: 3 + 3 * number }),
			fieldworkUntil: monday.add({ weeks: 3 + 3 * number, days: 4 }),
			publishOn: monday.add({ weeks: 40 }),
		});
	}
}

function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
	return day.subtract({ days: day.dayOfWeek - 1 });
}

function fridayAfter(first: Temporal.PlainDate): Temporal.PlainDate {
	return first.add({ weeks: weeksOfVisit - 1, days: 4 });
}
