import { mostAlike, plainly, type Said } from './likeness.ts';
import type { Older, OlderPart } from './older.ts';

/* What of an older register is there already, or was said before or since; a person decides, nothing is merged unseen. */

/** Something in the register, as far as it has to be compared. */
export type Kept = Said & {
	id: string;
	number: number;
	force: string;
	olderId: string | null;
	source: string;
	publishedOn: Temporal.PlainDate;
	/** Its words without what does not tell. */
	plain: string;
	text: string;
	/** Whether any part of it has still to be done. */
	open: boolean;
};

/** Something out of the file, as far as it has to be compared. */
export type Placed = Older & Said & { plain: string };

export const decisions = ['take', 'leave', 'repeats', 'supersedes'] as const;
export type Decision = (typeof decisions)[number];

export const decisionTexts: Readonly<Record<Decision, string>> = {
	take: 'Take it: the two are different',
	leave: 'Leave it out: the two are the same',
	repeats: 'Take it, and link the two: the later one says it again',
	supersedes: 'Take it: the later one takes the place of the earlier',
};

export type Other =
	| { kind: 'kept'; kept: Kept }
	/** Another row of the same file. */
	| { kind: 'row'; older: Placed };

export type Proposal = {
	older: Placed;
	other: Other;
	/** The same words, whatever stands around them. */
	equal: boolean;
	/** Whether the one in the file was said later than the other. */
	later: boolean;
	proposed: Decision;
	open: readonly Decision[];
};

export type Compared = {
	/** In the register already, under the same id, force and report. */
	there: Placed[];
	/** Like nothing else. */
	fresh: Placed[];
	proposals: Proposal[];
};

export function compareOlder(older: readonly Placed[], kept: readonly Kept[]): Compared {
	const idOf = (force: string, source: string, id: string | null) => `${force}|${plainly(source)}|${id}`;
	const known = new Set(kept.map(({ force, source, olderId }) => idOf(force, source, olderId)));
	const there = older.filter((one) => known.has(idOf(one.force.id, one.source, one.id)));
	const brought = older.filter((one) => !there.includes(one));
	const byForce = Map.groupBy(kept, ({ force }) => force);
	const proposals: Proposal[] = [];
	for (const [force, own] of Map.groupBy(brought, (one) => one.force.id)) {
		const likeKept = mostAlike(own, byForce.get(force) ?? [], () => true);
		// Of two rows that say the same, the lower one is asked about.
		const likeRow = mostAlike(own, own, (one, other) => other.line < one.line);
		for (const one of own) {
			const before = likeKept.get(one.key);
			const row = likeRow.get(one.key);
			if (before !== undefined) proposals.push(proposalOf(one, { kind: 'kept', kept: before }));
			else if (row !== undefined) proposals.push(proposalOf(one, { kind: 'row', older: row }));
		}
	}
	const asked = new Set(proposals.map(({ older }) => older.key));
	return {
		there,
		fresh: brought.filter(({ key }) => !asked.has(key)),
		proposals: proposals.sort((a, b) => a.older.line - b.older.line),
	};
}

const isOpenPart = ({ status }: OlderPart) => status === 'awaiting-review' || status === 'being-progressed';

function proposalOf(older: Placed, other: Other): Proposal {
	const beside = other.kind === 'kept' ? other.kept : other.older;
	const equal = older.plain === beside.plain;
	const sameReport = plainly(older.source) === plainly(beside.source);
	const later = Temporal.PlainDate.compare(older.publishedOn, beside.publishedOn) > 0;
	const earlierIsOpen = later
		? other.kind === 'kept'
			? other.kept.open
			: other.older.parts.some(isOpenPart)
		: older.parts.some(isOpenPart);
	const sameDay = older.publishedOn.equals(beside.publishedOn);
	const open = decisions.filter(
		(decision) =>
			(decision !== 'supersedes' || (earlierIsOpen && !sameDay)) && (decision !== 'repeats' || !sameDay),
	);
	const proposed: Decision =
		sameReport || sameDay ? (equal ? 'leave' : 'take') : earlierIsOpen ? 'supersedes' : 'repeats';
	return { older, other, equal, later, proposed, open };
}
