import { inWordsDate, type Problem } from '../../foundation/index.ts';
import { dayOf, instantInWords } from './london.ts';
import { type Release, releaseHref } from './release.ts';

/** Everything that the question “may it be frozen?” looks at. */
export type Readying = {
	release: Release;
	/** An edition of it is public: this is a correction. */
	public: boolean;
	/** First published before this system was there: it was judged and checked elsewhere. */
	earlier: boolean;
	/** In a demonstration, made-up things are released too, and say so. */
	live: boolean;
	now: Temporal.Instant;
	documents: readonly ReadyingDocument[];
	inspections: readonly ReadyingInspection[];
	/** What forces and others are asked to do, of its inspections and its programme. */
	raised: readonly ReadyingRaised[];
	indicators: readonly { id: string; title: string | null; figures: number; illustrative: number }[];
	files: readonly { id: string; name: string; withdrawn: boolean }[];
	/** What the accuracy check still wants of its documents. */
	accuracy: readonly Problem[];
};

export type ReadyingDocument = {
	id: string;
	/** "D-12, “Crime inspection 2014”". */
	name: string;
	state: 'writing' | 'edited' | 'signed';
	/** Whether its signature is of what it says now; null where nobody has signed it. */
	signature: 'valid' | 'void' | null;
	/** What goes with a letter. */
	enclosure: { id: string; name: string } | null;
	illustrative: boolean;
};

export type ReadyingInspection = {
	id: string;
	/** "Derbyshire Constabulary, Crime inspection 2014". */
	name: string;
	/** What stands between its judgments and a report. */
	problems: readonly Problem[];
	illustrative: boolean;
};

export type ReadyingRaised = {
	id: string;
	/** "Recommendation R-4". */
	name: string;
	/** Each deadline there should be: a day, "said" where it is said in another way, null where nothing is said. */
	deadlines: readonly (Temporal.PlainDate | 'said' | null)[];
	illustrative: boolean;
};

/** Everything that stands in the way of freezing a release for its approval. */
export function* readiness(readying: Readying): Generator<Problem> {
	yield* ofItself(readying);
	yield* ofDocuments(readying);
	if (!readying.earlier) {
		for (const { name, problems } of readying.inspections) {
			for (const { text, ...where } of problems) yield { text: `${name}: ${text}`, ...where };
		}
		yield* readying.accuracy;
		yield* ofRaised(readying);
	}
	yield* ofRest(readying);
	if (readying.live) yield* illustrative(readying);
}

function* ofItself(readying: Readying): Generator<Problem> {
	const { release, now, documents, inspections, indicators, files } = readying;
	const edit = releaseHref(release, 'edit');
	const { releaseAt, deliverAt, changeNote, recordedBecause } = release;
	if (documents.length + inspections.length + indicators.length + files.length === 0) {
		yield { text: 'Add what it publishes. It holds nothing yet.', href: releaseHref(release, 'add') };
	}
	if (releaseAt === null) yield { text: 'Set its instant of release.', href: edit };
	else {
		const ahead = Temporal.Instant.compare(now, releaseAt) < 0;
		if (recordedBecause !== null && ahead) {
			yield {
				text: 'Set the instant at which it was published: only what has been published is put on record so.',
				href: edit,
			};
		}
		if (recordedBecause === null && !ahead && !readying.public) {
			yield { text: `Set an instant that is ahead: ${instantInWords(releaseAt)} has passed.`, href: edit };
		}
		if (deliverAt !== null && Temporal.Instant.compare(deliverAt, releaseAt) >= 0) {
			yield { text: 'Set a delivery to chief officers that is before the instant of release.', href: edit };
		}
	}
	if (readying.public && changeNote === null) {
		yield { text: 'Write the change note: what the correction corrects.', href: edit };
	}
}

function* ofDocuments({ release, documents }: Readying): Generator<Problem> {
	const held = new Set(documents.map(({ id }) => id));
	for (const { id, name, state, signature, enclosure } of documents) {
		const href = `/documents/${id}`;
		// What was published before this system was there bears the signature that it had.
		if (release.recordedBecause === null) {
			if (state !== 'signed') {
				const stands =
					state === 'writing' ? 'is being written' : 'was passed by an editor, and nobody has signed it';
				yield { text: `Sign ${name}: it ${stands}.`, href };
			} else if (signature !== 'valid') {
				yield { text: `Sign ${name} again: what it says has changed since it was signed.`, href };
			}
		}
		if (enclosure !== null && !held.has(enclosure.id)) {
			yield {
				text: `Add ${enclosure.name}: it goes with ${name}.`,
				href: releaseHref(release, 'add'),
			};
		}
	}
}

function* ofRaised({ release, raised }: Readying): Generator<Problem> {
	const day = release.releaseAt === null ? null : dayOf(release.releaseAt);
	for (const { id, name, deadlines } of raised) {
		const href = `/raised/${id}`;
		if (deadlines.includes(null)) {
			yield { text: `${name}: say by when it has to be done, or that there is no deadline.`, href };
		}
		const early = deadlines.find(
			(due) => due instanceof Temporal.PlainDate && day !== null && Temporal.PlainDate.compare(due, day) < 0,
		);
		if (early instanceof Temporal.PlainDate) {
			yield { text: `${name}: its deadline, ${inWordsDate(early)}, is before the release.`, href };
		}
	}
}

function* ofRest({ release, indicators, files }: Readying): Generator<Problem> {
	const href = releaseHref(release);
	for (const { id, title, figures } of indicators) {
		if (title === null) yield { text: `Take out the indicator “${id}”: there is none of that name.`, href };
		else if (figures === 0) {
			yield { text: `Compute the figures of “${title}”, or take it out.`, href: `/figures/${id}` };
		}
	}
	for (const { name, withdrawn } of files) {
		if (withdrawn) yield { text: `Take out “${name}”: the file has been withdrawn.`, href };
	}
}

/** A live installation publishes nothing that is made up. */
function* illustrative(readying: Readying): Generator<Problem> {
	const { release, documents, inspections, raised, indicators } = readying;
	const told = (what: string, href: string): Problem => ({
		text: `${what} is made up, and marked as illustrative: it cannot be published.`,
		href,
	});
	if (release.illustrative) yield told('The release', releaseHref(release));
	for (const one of documents) if (one.illustrative) yield told(one.name, `/documents/${one.id}`);
	for (const one of inspections) if (one.illustrative) yield told(one.name, `/inspections/${one.id}`);
	for (const one of raised) if (one.illustrative) yield told(one.name, `/raised/${one.id}`);
	for (const one of indicators) {
		if (one.illustrative > 0) yield told(`Something in “${one.title ?? one.id}”`, `/figures/${one.id}`);
	}
}
