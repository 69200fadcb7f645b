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
export function reasonOf(message: string, source: string): string {
	const sign = /the text `?\\?"(.+?)\\?"`? could not be displayed/is.exec(message)?.[1];
	if (/depth exceeded|too deeply nested/.test(message))
		return 'Lists or quotations stand in each other too deeply: take some of them out of the others.';
	if (sign === undefined) return `The setter of type says: ${message}`;
	const at = source.indexOf(sign);
	const word = at < 0 ? sign : sign + (/^[^\s"\\]*/.exec(source.slice(at + sign.length))?.[0] ?? '');
	return `No typeface at hand has the sign “${sign}” in “${word}”: write it in letters that there are, or have a typeface added.`;
}
