import type { Span } from '../imports/dated.ts';

export const postKinds = ['chief officer', 'liaison officer', 'HM Inspector'] as const;
export type PostKind = (typeof postKinds)[number];

/** Who holds a post that concerns a force, from when to when. */
export type Holder = Span & {
	id: string;
	force: string;
	kind: PostKind;
	/** As it is printed: "Chief Constable". */
	post: string;
	title: string | null;
	/** First name or initial, as in the address. */
	firstName: string | null;
	surname: string;
	honours: string | null;
	/** How people call them. */
	knownAs: string | null;
	/** How a letter begins, where that is not "Dear" and the name they are known by. */
	salutation: string | null;
	email: string | null;
	illustrative: boolean;
};

type Named = Pick<Holder, 'title' | 'firstName' | 'surname' | 'honours'>;

/** "Mr Mick Creedon QPM". */
export function fullName({ title, firstName, surname, honours }: Named): string {
	return [title, firstName, surname, honours].filter((part) => part !== null && part !== '').join(' ');
}

/** Who a letter goes to, line by line: "Mr Mick Creedon QPM, Chief Constable – Derbyshire Constabulary". */
export function addressLines(holder: Named & Pick<Holder, 'post'>, force: { name: string }): string[] {
	return [fullName(holder), holder.post, force.name];
}

/**
 * How a letter to them begins. It is what they are known by, or what was written down for them, and never made from the
 * surname: null until somebody has entered one of the two.
 */
export function salutation(holder: Pick<Holder, 'knownAs' | 'salutation'>): string | null {
	if (holder.salutation !== null && holder.salutation !== '') return holder.salutation;
	return holder.knownAs === null || holder.knownAs === '' ? null : `Dear ${holder.knownAs}`;
}

/** What stands in the way of a letter to the chief officer of a force, for whatever has to be ready first. */
export function* addresseeProblems(
	holder: Pick<Holder, 'title' | 'firstName' | 'surname' | 'honours' | 'knownAs' | 'salutation'> | null,
	force: { name: string; slug: string },
): Generator<{ text: string; href: string }> {
	const href = `/forces/${force.slug}/register`;
	if (holder === null) {
		yield { text: `Nobody has entered who the chief officer of ${force.name} is.`, href };
	} else if (salutation(holder) === null) {
		const text = `Nobody has entered how a letter to ${fullName(holder)} begins: what they are known as, or a salutation.`;
		yield { text, href };
	}
}
