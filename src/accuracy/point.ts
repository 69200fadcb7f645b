import type { Problem } from '../foundation/index.ts';
import type { Passage } from './passage.ts';
import { citePoint, type Round, roundHref } from './round.ts';

export const pointArguments = {
	fact: 'A fact is wrong or missing',
	judgment: 'We disagree with what you conclude from the facts',
} as const;
export type PointArgument = keyof typeof pointArguments;

export const outcomes = {
	accepted: { text: 'Accepted', colour: 'green' },
	'accepted in part': { text: 'Accepted in part', colour: 'turquoise' },
	'not accepted': { text: 'Not accepted', colour: 'red' },
	'to HM Inspector': { text: 'With HM Inspector', colour: 'yellow' },
} as const;
export type Outcome = keyof typeof outcomes;

/** What the inspectorate said to a point, and why. */
export type Decision = { outcome: Outcome; reason: string; byName: string; at: Temporal.Instant };

/** What was changed for a point: words, or the record that a figure comes from. */
export type Change =
	| {
			kind: 'text';
			block: string | null;
			wasVersion: number | null;
			version: number | null;
			was: string | null;
			becomes: string | null;
			byName: string;
			at: Temporal.Instant;
	  }
	| {
			kind: 'record';
			record: { kind: string; id: string };
			said: string;
			byName: string;
			at: Temporal.Instant;
	  };

export type Support = { account: string; name: string; note: string | null; at: Temporal.Instant };
export type Attachment = { id: string; file: string; name: string; size: number; by: string | null };

/** One thing that the force says is wrong. */
export type Point = {
	id: string;
	round: string;
	number: number;
	passage: Passage;
	argument: PointArgument;
	wrong: string;
	proposed: string | null;
	/** Written after the deadline; taken all the same. */
	late: boolean;
	by: string | null;
	byName: string;
	at: Temporal.Instant;
	sentAt: Temporal.Instant | null;
	withdrawn: { byName: string; at: Temporal.Instant } | null;
	support: readonly Support[];
	attachments: readonly Attachment[];
	/** The oldest first; the newest holds. For a force, those that it was told of. */
	decisions: readonly Decision[];
	changes: readonly Change[];
};

type Decided = Pick<Point, 'argument' | 'decisions'>;

/** A matter of judgment: the force argues so, or somebody sent it to an HM Inspector. */
export function isJudgment({ argument, decisions }: Decided): boolean {
	return argument === 'judgment' || decisions.some(({ outcome }) => outcome === 'to HM Inspector');
}

/** What holds; null while it waits for a decision, or for an HM Inspector. */
export function decisionOf({ decisions }: Pick<Point, 'decisions'>): Decision | null {
	const last = decisions.at(-1);
	return last === undefined || last.outcome === 'to HM Inspector' ? null : last;
}

/** Those that count: handed in, and not withdrawn. */
export function standing(points: readonly Point[]): Point[] {
	return points.filter(({ sentAt, withdrawn }) => sentAt !== null && withdrawn === null);
}

/** What a point is told as beside its number. */
export function pointTag(point: Point): { text: string; colour: string } {
	if (point.withdrawn !== null) return { text: 'Withdrawn', colour: 'grey' };
	const decision = decisionOf(point);
	if (decision !== null) return outcomes[decision.outcome];
	if (point.sentAt === null) return { text: 'Not handed in yet', colour: 'grey' };
	return point.decisions.length > 0 ? outcomes['to HM Inspector'] : { text: 'To be decided', colour: 'blue' };
}

type Deciding = { round: Pick<Round, 'id' | 'number'>; points: readonly Point[] };

/** What stands in the way before the force is told: every point has a decision with its reason. */
export function* undecided({ round, points }: Deciding): Generator<Problem> {
	for (const point of standing(points)) {
		if (decisionOf(point) !== null) continue;
		const href = roundHref(round, `points/${point.id}`);
		const cited = citePoint(round, point);
		yield isJudgment(point)
			? { text: `${cited} is a matter of judgment, and an HM Inspector has not decided it.`, href }
			: { text: `Decide ${cited}, and say why.`, href };
	}
}

/** What stands in the way before it is closed: what was accepted has been changed. */
export function* unchanged({ round, points }: Deciding): Generator<Problem> {
	for (const point of standing(points)) {
		const outcome = decisionOf(point)?.outcome;
		if (outcome !== 'accepted' && outcome !== 'accepted in part') continue;
		if (point.changes.length > 0) continue;
		yield {
			text: `${citePoint(round, point)} was ${outcome}, and no change is recorded.`,
			href: roundHref(round, `points/${point.id}/change`),
		};
	}
}
