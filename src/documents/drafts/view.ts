import type { Approvals } from './approval.store.ts';
import {
	type Changed,
	citeDocument,
	documentKinds,
	documentStates,
	type WrittenDocument,
} from './document.ts';

const colours = { writing: 'blue', edited: 'turquoise', signed: 'green' } as const;

export function stateTag({ state }: Pick<WrittenDocument, 'state'>): { text: string; colour: string } {
	return { text: documentStates[state], colour: colours[state] };
}

/** A document as a row of a list. */
export function documentLine(document: WrittenDocument) {
	return {
		...document,
		href: documentHref(document),
		cited: citeDocument(document),
		kindText: documentKinds[document.kind],
		about: document.force?.name ?? 'All forces',
		tag: stateTag(document),
	};
}

export function documentHref({ id }: Pick<WrittenDocument, 'id'>, page = ''): string {
	return `/documents/${id}${page === '' ? '' : `/${page}`}`;
}

/** What an approval that no longer counts means, as a sentence; null where all that were given do. */
export function voidText({ passed, signed }: Approvals): string | null {
	if (signed?.state === 'void')
		return 'Its signature no longer counts, because what it says has changed since. It is marked as a draft again.';
	if (passed?.state === 'void')
		return 'An editor passed it, and what it says has changed since. It has to be read and passed again.';
	return null;
}

/** What a quoted thing came to, before and now; of a chart, a table or a made text only that it shows something else. */
export function changeInWords({ printed, now }: Pick<Changed, 'printed' | 'now'>): {
	was: string;
	now: string;
} {
	return {
		was: isHash(printed) ? 'A chart, a table or a text' : printed,
		now: now === null ? 'It cannot be put in any more' : isHash(now) ? 'It shows something else now' : now,
	};
}

function isHash(printed: string): boolean {
	return /^[0-9a-f]{64}$/.test(printed);
}
