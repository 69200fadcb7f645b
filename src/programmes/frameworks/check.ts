import { contentHash } from '../../foundation/index.ts';
import { type Framework, frameworkShape } from './framework.ts';
import { inOneWord, isFields, type Place, type Remark } from './place.ts';
import { rules } from './rules.ts';
import { lineageRules } from './rules-lineage.ts';
import { shapeProblems, withoutWords } from './shape-problems.ts';
import { readYaml } from './yaml.ts';

/** What is wrong with a framework's file, where, and what to do about it. */
export type FrameworkProblem = {
	file: string;
	line: number;
	column: number;
	/** "questions[3].pillar"; empty for the file as a whole. */
	field: string;
	text: string;
};

/**
 * Reads a framework from its file, and tells everything that is wrong with it at once, in the order of its lines. With
 * the other frameworks at hand, it is also checked that the earlier questions that it names are there.
 */
export function readFramework(
	source: string,
	file: string,
	others?: readonly Framework[],
): { framework: Framework; hash: Buffer } | { problems: FrameworkProblem[] } {
	const reading = readYaml(source);
	if ('problems' in reading) return { problems: inOrder(reading.problems.map((one) => ({ file, ...one }))) };
	const root: Place = { value: reading.data, path: [] };
	const parsed = frameworkShape.safeParse(reading.data, withoutWords);
	const remarks: Remark[] = [
		...(parsed.success ? [] : shapeProblems(reading.data, parsed.error)),
		...rules.flatMap((rule) => [...rule(root, (path) => reading.at(path).line)]),
		...lineageRules(root, others),
	];
	const problems = [
		...reading.doubles.map((one) => ({ file, ...one })),
		...remarks.map(({ path, text }) => ({ file, ...reading.at(path), field: inOneWord(path), text })),
	];
	if (problems.length > 0 || !parsed.success) return { problems: inOrder(problems) };
	return { framework: parsed.data, hash: contentHash(trimmed(reading.data)) };
}

/**
 * The hash is of what the file says and not of what the shape adds: a later version of this program, whose shape has more
 * fields, finds a frozen file unchanged. Spaces around a text do not count.
 */
function trimmed(data: unknown): unknown {
	if (typeof data === 'string') return data.trim();
	if (Array.isArray(data)) return data.map(trimmed);
	if (!isFields(data)) return data;
	return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, trimmed(value)]));
}

function inOrder(problems: FrameworkProblem[]): FrameworkProblem[] {
	return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** "frameworks/peel.yaml, line 12, questions[3].pillar: …", as editors' programs can follow it. */
export function inOneLine({ file, line, column, field, text }: FrameworkProblem): string {
	return `${file}:${line}:${column}: ${field === '' ? '' : `${field}: `}${text}`;
}

/** Each problem with the line that it is about, so that it is found in a text without numbers. */
export function withLines(problems: readonly FrameworkProblem[], source: string) {
	const lines = source.split('\n');
	return problems.map((problem) => ({
		...problem,
		source: lines[problem.line - 1]?.trim().slice(0, 120) ?? '',
	}));
}
