import type { Meta } from './doc.ts';
import type { DocProblem } from './problem.ts';

/** What a document of its kind has to have beside its text. */
export function missingParts(meta: Meta): DocProblem[] {
	const parts: (readonly [missing: boolean, text: string, mend: string])[] = [
		[meta.title.trim() === '', 'The document has no title.', 'Give it one.'],
		[meta.date === null, 'The document has no date of its own.', 'Set the day that is printed on it.'],
	];
	const { letter } = meta;
	if (meta.layout === 'letter') {
		parts.push(
			[empty(letter?.addressee?.name), 'The letter says nobody whom it is to.', 'Choose the addressee.'],
			[
				empty(letter?.salutation),
				'The letter has no salutation.',
				'Write how the addressee is addressed, such as “Dear” with the name that the sender uses.',
			],
			[empty(letter?.sender?.name), 'The letter has no sender.', 'Choose who signs it.'],
			[empty(letter?.subject), 'The letter has no subject.', 'Write the line above its text.'],
		);
	}
	return parts
		.filter(([missing]) => missing)
		.map(([, text, mend]) => ({
			kind: 'missing-part',
			severity: 'fault',
			place: null,
			text,
			mend,
			nearest: [],
		}));
}

function empty(text: string | null | undefined): boolean {
	return (text ?? '').trim() === '';
}
