import { defineWorkflow, type Problem, to } from '../../foundation/index.ts';
import { instantInWords } from './london.ts';
import { type EditionHead, type Release, releaseStates } from './release.ts';

/** A release as those who freeze, approve and withdraw it have to see it. */
export type Releasing = {
	release: Release;
	/** Its newest edition; null before it was ever frozen. */
	edition: EditionHead | null;
	/** An edition of it is public now: what is changed from here on is a correction. */
	public: boolean;
	/** A second person has confirmed that it is withdrawn. */
	withdrawalConfirmed: boolean;
	now: Temporal.Instant;
	/** What stands in the way of freezing it; looked for only while it is being prepared. */
	problems: readonly Problem[];
};

const publishers = to('any', 'programme manager', 'editor', 'HM Inspector');
const approvers = to('any', 'programme manager', 'HM Inspector');
const preparing = { ...publishers, ...to('any', 'operator') };
const recorders = to('any', 'administrator', 'operator');
const freezing = to('any', 'worker');

const onRecord = 'The reason stands on the record of the release.';

/**
 * From gathering to the public. The approval is of the edition that was frozen, by its hash, and takes a second person;
 * whoever withdraws does it alone and at once, and a second person confirms it afterwards.
 */
export const releaseWorkflow = defineWorkflow({
	name: 'release',
	kind: 'release',
	about: ({ release: { id, state } }: Releasing) => ({ id, state }),
	states: releaseStates,
	start: 'preparing',
	actions: {
		submit: {
			label: 'Freeze it for approval',
			done: 'being frozen',
			confirm: 'Freeze this release for approval?',
			readiness: ({ problems }) => problems,
		},
		freeze: { label: 'Freeze', done: 'frozen' },
		'give up': {
			label: 'Give up freezing',
			done: 'open again, because it could not be frozen',
			reason: { label: 'Why could it not be frozen?', missing: 'Enter why it could not be frozen' },
		},
		approve: {
			label: 'Approve',
			done: 'approved',
			confirm: 'Approve what was frozen, to be public at its instant?',
			notWhoDid: ['submit'],
			guard: (releasing) =>
				releasing.release.recordedBecause === null
					? unapprovable(releasing)
					: 'It was published before this system was there: an administrator puts it on record.',
		},
		record: {
			label: 'Put on record',
			done: 'on record',
			confirm: 'Put on record what was published before?',
			guard: (releasing) =>
				releasing.release.recordedBecause === null
					? 'Only what was published before this system was there is put on record so.'
					: (voidText(releasing) ??
						(isAhead(releasing) ? 'Only what has been published before is put on record so.' : null)),
		},
		'open again': {
			label: 'Open again',
			done: 'open again',
			style: 'secondary',
			reason: {
				label: 'Why is it opened again?',
				hint: `What was frozen is void, and so is its approval. ${onRecord}`,
				missing: 'Enter the reason why it is opened again',
			},
			guard: ({ release, public: isPublic }) =>
				isPublic && release.state === 'approved'
					? 'It is public. What is changed from here on is a correction.'
					: null,
		},
		correct: {
			label: 'Prepare a correction',
			done: 'open for a correction',
			style: 'secondary',
			reason: {
				label: 'What does the correction correct?',
				hint: 'Everybody will read this with the new edition. What is public stays public until that is approved.',
				missing: 'Enter what the correction corrects',
			},
			guard: ({ public: isPublic }) => (isPublic ? null : 'It is not public yet. It can be opened again.'),
		},
		withdraw: {
			label: 'Withdraw',
			done: 'withdrawn',
			style: 'warning',
			reason: {
				label: 'Why is it withdrawn?',
				hint: 'It is withdrawn at once, for the public and for its readers; somebody else confirms it afterwards. Where it has been public, everybody reads this reason.',
				missing: 'Enter the reason why it is withdrawn',
			},
			guard: ({ release, public: isPublic }) =>
				isPublic || release.state === 'approved' ? null : 'Nothing of it is public.',
		},
		'confirm withdrawal': {
			label: 'Confirm that it is withdrawn',
			done: 'withdrawn, as confirmed by a second person',
			confirm: 'Confirm that this release is withdrawn?',
			notWhoDid: ['withdraw'],
			guard: ({ withdrawalConfirmed }) =>
				withdrawalConfirmed ? 'A second person has confirmed that it is withdrawn.' : null,
		},
		'put back': {
			label: 'Put back',
			done: 'approved again, as it was',
			style: 'secondary',
			notWhoDid: ['withdraw'],
			reason: {
				label: 'Why is it put back?',
				hint: `It will be as it was before it was withdrawn, and public where its instant has passed. ${onRecord}`,
				missing: 'Enter the reason why it is put back',
			},
		},
	},
	steps: [
		{ from: 'preparing', action: 'submit', to: 'freezing', by: preparing },
		{ from: 'freezing', action: 'freeze', to: 'frozen', by: freezing },
		{ from: 'freezing', action: 'give up', to: 'preparing', by: freezing },
		{ from: 'frozen', action: 'approve', to: 'approved', by: approvers },
		{ from: 'frozen', action: 'record', to: 'approved', by: recorders },
		{ from: 'frozen', action: 'open again', to: 'preparing', by: preparing },
		{ from: 'approved', action: 'open again', to: 'preparing', by: preparing },
		{ from: 'approved', action: 'correct', to: 'preparing', by: preparing },
		{ from: 'approved', action: 'withdraw', to: 'withdrawn', by: publishers },
		// What is public is withdrawn at once, whatever is under way for its next edition.
		{ from: 'preparing', action: 'withdraw', to: 'withdrawn', by: publishers },
		{ from: 'freezing', action: 'withdraw', to: 'withdrawn', by: publishers },
		{ from: 'frozen', action: 'withdraw', to: 'withdrawn', by: publishers },
		{ from: 'withdrawn', action: 'confirm withdrawal', to: 'withdrawn', by: publishers },
		{ from: 'withdrawn', action: 'put back', to: 'approved', by: approvers },
	],
});

export type ReleaseAction = keyof typeof releaseWorkflow.actions;

/** What an edition that is void means, as a sentence; null where it is not. */
export function voidText({ edition }: Pick<Releasing, 'edition'>): string | null {
	if (edition === null || edition.voidAt === null) return null;
	const was = edition.approvedAt === null ? 'What was frozen' : 'The approval';
	return `${was} is void: ${edition.voidBecause ?? 'it has changed since.'} It has to be opened again, frozen and approved anew.`;
}

function unapprovable(releasing: Releasing): string | null {
	const { edition, public: isPublic } = releasing;
	if (edition === null) return 'Nothing is frozen yet.';
	if (voidText(releasing) !== null) return voidText(releasing);
	if (!isPublic && !isAhead(releasing)) {
		return `Its instant, ${instantInWords(edition.releaseAt)}, has passed. Open it again and set another.`;
	}
	return null;
}

function isAhead({ edition, now }: Releasing): boolean {
	return edition !== null && Temporal.Instant.compare(now, edition.releaseAt) < 0;
}
