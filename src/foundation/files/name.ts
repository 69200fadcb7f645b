import { Refused } from '../kernel/failures.ts';

const longest = 120;

/**
 * The name under which a file is shown and offered for download. What a browser sends may hold a path, invisible
 * characters that turn the reading direction round (so that "gpj.exe" reads "exe.jpg"), or dots and blanks that one
 * system drops and another keeps: the extension that people see must be the one that counts.
 */
export function cleanName(raw: string): string {
	const name = lastSegment(raw.toWellFormed().normalize('NFC'))
		.replaceAll(/[\p{Cf}\p{Cc}\p{Co}\p{Cn}\uFFFD]/gu, '')
		.replaceAll(/[<>:"|?*]/g, '-')
		.replaceAll(/\s+/gu, ' ')
		.replace(/^[. ]+/, '')
		.replace(/[. ]+$/, '');
	if (name === '') throw new Refused('The file has no name. Give it one and upload it again.');
	return shorten(name);
}

/** In lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
	const dot = name.lastIndexOf('.');
	return dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
}

function lastSegment(path: string): string {
	return path.split(/[/\\]/).at(-1) ?? '';
}

function shorten(name: string): string {
	const letters = [...name];
	if (letters.length <= longest) return name;
	const extension = extensionOf(name);
	const kept = extension === '' || extension.length > 10 ? '' : `.${extension}`;
	return (
		letters
			.slice(0, longest - kept.length)
			.join('')
			.trimEnd() + kept
	);
}
