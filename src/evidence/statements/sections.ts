import { headingText, type Section, sectionKey } from './statement.ts';

export type ReadSections = {
	sections: Section[];
	/** Headings without a word beneath them: they only hold those that follow. */
	empty: string[];
	/** What stands before the first heading, which belongs to no section. */
	before: string;
	/** Headings that come more than once. */
	double: string[];
};

const longestHeading = 150;
const marked = /^#{1,6}\s+(.+?)\s*#*$/;
const numbered =
	/^(?:(?:section|chapter|part)\s+)?(\d{1,2}(?:\.\d{1,2}){0,3})[.:)]?\s*[–—:-]?\s+(\p{Lu}.*)$/iu;
const underline = /^(={3,}|-{3,})$/;

/**
 * The sections of a text with headings. A heading is a line with # before it, a line that is underlined with = or -, or a
 * short line by itself that begins with a number higher than that of the heading before: the numbers of a list within a
 * section begin anew, and so are none.
 */
export function readSections(text: string): ReadSections {
	const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').split('\n');
	const found: { number: string | null; heading: string; lines: string[] }[] = [];
	const before: string[] = [];
	let last: number[] = [];
	for (let index = 0; index < lines.length; index += 1) {
		const line = (lines[index] ?? '').trim();
		const underlined = line !== '' && underline.test((lines[index + 1] ?? '').trim());
		const alone = (lines[index - 1] ?? '').trim() === '';
		const heading = headingIn(line, { underlined, alone, last });
		if (heading === null) {
			(found.at(-1)?.lines ?? before).push(lines[index] ?? '');
			continue;
		}
		if (heading.number !== null) last = heading.number.split('.').map(Number);
		if (underlined) index += 1;
		found.push({ ...heading, lines: [] });
	}
	const sections = found.map(({ lines: body, ...heading }) => ({ ...heading, text: body.join('\n').trim() }));
	const filled = sections.filter((section) => section.text !== '');
	const seen = new Set<string>();
	const double = filled.filter((section) => {
		const key = sectionKey(section);
		const known = seen.has(key);
		seen.add(key);
		return known;
	});
	return {
		sections: filled,
		empty: sections.filter((section) => section.text === '').map(headingText),
		before: before.join('\n').trim(),
		double: [...new Set(double.map(headingText))],
	};
}

function headingIn(
	line: string,
	{ underlined, alone, last }: { underlined: boolean; alone: boolean; last: readonly number[] },
): { number: string | null; heading: string } | null {
	if (line === '' || line.length > longestHeading) return null;
	const text = marked.exec(line)?.[1] ?? (underlined ? line : null);
	const [, number, heading] = numbered.exec(text ?? line) ?? [];
	if (text !== null) {
		return number === undefined || heading === undefined
			? { number: null, heading: text }
			: { number, heading };
	}
	// A sentence, or an item of a list, is no heading, though it begins with a number.
	if (number === undefined || heading === undefined || !alone || /[.;,?!]$/.test(heading)) return null;
	return isHigher(number.split('.').map(Number), last) ? { number, heading } : null;
}

function isHigher(one: readonly number[], other: readonly number[]): boolean {
	for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
		const difference = (one[index] ?? -1) - (other[index] ?? -1);
		if (difference !== 0) return difference > 0;
	}
	return false;
}

const mostSections = 300;
const longestSection = 200_000;

/** What is wrong with a text that sections were to be read from, as a sentence; null when it is right. */
export function sectionsProblem({ sections, double, before }: ReadSections): string | null {
	if (sections.length === 0) {
		return before === ''
			? 'There is no text under any heading. Paste the text with its headings'
			: 'No headings were found. Put each on a line of its own, with its number, such as “4.2 Workforce”, or with # before it';
	}
	if (double.length > 0)
		return `The heading “${double[0]}” comes twice. Give each section a heading of its own`;
	if (sections.length > mostSections) {
		return `${sections.length} headings were found, and a statement has at most ${mostSections} sections. Check what stands on lines of their own`;
	}
	const long = sections.find(({ text }) => text.length > longestSection);
	return long === undefined
		? null
		: `The section “${headingText(long)}” is longer than 200,000 characters. Divide it by headings`;
}

/** The words of a text file, in one of the encodings that office programs write. */
export function textOf(content: Uint8Array): string {
	const decoded = (encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(content);
	if (content[0] === 0xff && content[1] === 0xfe) return decoded('utf-16le');
	if (content[0] === 0xfe && content[1] === 0xff) return decoded('utf-16be');
	try {
		return decoded('utf-8');
	} catch {
		return decoded('windows-1252');
	}
}
