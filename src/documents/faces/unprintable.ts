import { Refused } from '../../foundation/index.ts';

/** A PDF that not everybody could read is not made: the reasons, each with what to do. */
export class Unprintable extends Refused {
	override name = 'Unprintable';
	readonly reasons: readonly string[];
	constructor(reasons: readonly string[]) {
		super(`The PDF was not made. ${reasons.join(' ')}`);
		this.reasons = reasons;
	}
}

/** What the setter of type says when it refuses, in words for whoever writes. */
export function reasonOf(message: string): string {
	const letter = /the text '?(.+?)'? could not be displayed with (?:any )?font/is.exec(message)?.[1];
	if (letter !== undefined)
		return `No typeface at hand has the sign “${letter.replaceAll(/^["'“]|["'”]$/g, '')}”: write it in letters that there are, or have a typeface added.`;
	return `The setter of type says: ${message}`;
}
