import type { z } from 'zod';
import { Refused } from '../kernel/failures.ts';
import { contentHash } from '../workflow/approval.ts';
import type { Form, Rule } from './form.ts';
import { inOneWord, isFields, type Placed } from './place.ts';
import { shapeProblems, withoutWords } from './shape-problems.ts';
import { readYaml } from './yaml.ts';

/** What is wrong with the file of a definition, where, and what to do about it. */
export type DefinitionProblem = {
	file: string;
	line: number;
	column: number;
	/** "questions[3].pillar"; empty for the file as a whole. */
	field: string;
	text: string;
};

/** A file that is no definition yet. Its problems are told one by one; the message has them all. */
export class BadDefinition extends Refused {
	override name = 'BadDefinition';
	readonly problems: readonly DefinitionProblem[];
	constructor(problems: readonly DefinitionProblem[]) {
		super(problems.map(inOneLine).join('\n'));
		this.problems = problems;
	}
}

/** A version that something rests on, and that would have become another one. */
export class FrozenDefinition extends Refused {
	override name = 'FrozenDefinition';
}

/** Reads a definition from its file, and tells everything that is wrong with it at once, in the order of its lines. */
export function readDefinition<Shape extends z.ZodType>(
	form: Form<Shape>,
	rules: readonly Rule[],
	{ source, file }: { source: string; file: string },
): { definition: z.output<Shape>; hash: Buffer } | { problems: DefinitionProblem[] } {
	const reading = readYaml(source, form);
	if ('problems' in reading) return { problems: inOrder(reading.problems.map((one) => ({ file, ...one }))) };
	const root: Placed = { value: reading.data, path: [] };
	const parsed = form.shape.safeParse(reading.data, withoutWords);
	const remarks = [
		...(parsed.success ? [] : shapeProblems(reading.data, parsed.error, form)),
		...rules.flatMap((rule) => [...rule(root, (path) => reading.at(path).line)]),
	];
	const problems = [
		...reading.doubles.map((one) => ({ file, ...one })),
		...remarks.map(({ path, text }) => ({ file, ...reading.at(path), field: inOneWord(path), text })),
	];
	if (problems.length > 0 || !parsed.success) return { problems: inOrder(problems) };
	return { definition: parsed.data, hash: contentHash(trimmed(reading.data)) };
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

function inOrder(problems: DefinitionProblem[]): DefinitionProblem[] {
	return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** "frameworks/peel.yaml, line 12, questions[3].pillar: …", as editors' programs can follow it. */
export function inOneLine({ file, line, column, field, text }: DefinitionProblem): string {
	return `${file}:${line}:${column}: ${field === '' ? '' : `${field}: `}${text}`;
}

/** Each problem with the line that it is about, so that it is found in a text without numbers. */
export function withLines(problems: readonly DefinitionProblem[], source: string) {
	const lines = source.split('\n');
	return problems.map((problem) => ({
		...problem,
		source: lines[problem.line - 1]?.trim().slice(0, 120) ?? '',
	}));
}
