import { inWordsDate, zone } from '../foundation/index.ts';
import { decisionOf, isJudgment, type Point, standing } from './point.ts';
import type { Round } from './round.ts';

type Told = Pick<
	Round,
	'kind' | 'force' | 'title' | 'response' | 'sharedAt' | 'submittedAt' | 'deadline' | 'late'
>;

/**
 * How a round went, in sentences for the published document. It says that a force did not answer, and never that
 * silence was agreement.
 */
export function roundStatement(
	round: Told,
	points: readonly Pick<Point, 'argument' | 'decisions' | 'sentAt' | 'withdrawn'>[],
	extensions: readonly { until: Temporal.PlainDate }[],
): string[] {
	const { force, sharedAt, submittedAt, response, deadline } = round;
	if (sharedAt === null || response === null) return [];
	const what = round.kind === 'draft' ? `the draft of “${round.title}”` : 'the figures used about it';
	const shared = inWordsDate(dayOf(sharedAt));
	if (response === 'none' || submittedAt === null) {
		return [
			`We shared ${what} with ${force.name} on ${shared} and asked it to check the facts by ${inWordsDate(deadline)}.`,
			'It did not respond. That is not to be read as agreement.',
		];
	}
	const answeredOn = inWordsDate(dayOf(submittedAt));
	const when = answeredOn === shared ? `on ${shared}` : `between ${shared} and ${answeredOn}`;
	return [
		`${force.name} checked ${what} ${when}.`,
		...(response === 'nil' ? ['It told us that it found nothing wrong.'] : answered(points)),
		...(extensions.length === 0
			? []
			: [
					`We extended the deadline ${times(extensions.length)}, to ${inWordsDate(extensions.at(-1)?.until ?? deadline)}.`,
				]),
		...(round.late
			? [`Its response came after the deadline of ${inWordsDate(deadline)}, and we took it into account.`]
			: []),
	];
}

type Counted = Pick<Point, 'argument' | 'decisions' | 'sentAt' | 'withdrawn'>;

function answered(points: readonly Counted[]): string[] {
	const counted = points.filter(({ sentAt, withdrawn }) => sentAt !== null && withdrawn === null);
	if (counted.length === 0) return ['It withdrew the points that it had raised.'];
	const by = (outcome: string) => counted.filter((point) => decisionOf(point)?.outcome === outcome).length;
	const outcomes = [
		{ count: by('accepted'), text: 'accepted' },
		{ count: by('accepted in part'), text: 'accepted in part' },
		{ count: by('not accepted'), text: 'not accepted' },
	].filter(({ count }) => count > 0);
	const judged = counted.filter(isJudgment).length;
	const raised = `It raised ${counted.length} point${counted.length === 1 ? '' : 's'}`;
	return [
		outcomes.length === 0
			? `${raised}.`
			: counted.length === 1
				? `${raised}, which was ${outcomes[0]?.text ?? ''}.`
				: `${raised}, of which ${listed(outcomes.map(({ count, text }) => `${count} ${count === 1 ? 'was' : 'were'} ${text}`))}.`,
		...(judged === 0
			? []
			: [
					`An HM Inspector decided ${judged === counted.length ? (judged === 1 ? 'it' : 'all of them') : judged === 1 ? 'one of them' : `${judged} of them`}, because ${judged === 1 ? 'it concerned a judgment' : 'they concerned judgments'} rather than facts.`,
				]),
	];
}

function listed(parts: readonly string[]): string {
	const [last = '', ...rest] = parts.toReversed();
	return rest.length === 0 ? last : `${rest.toReversed().join(', ')} and ${last}`;
}

function times(count: number): string {
	return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
	return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** How many points stand as what, for lists. */
export function countsOf(points: readonly Point[]): { raised: number; decided: number; judgments: number } {
	const counted = standing(points);
	return {
		raised: counted.length,
		decided: counted.filter((point) => decisionOf(point) !== null).length,
		judgments: counted.filter(isJudgment).length,
	};
}
