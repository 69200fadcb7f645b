import type { z } from 'zod';
import type { Path, Placed, Remark } from './place.ts';

/** What no shape says. Each rule reads the file as it is, so that one problem does not hide another. */
export type Rule = (root: Placed, lineOf: (path: Path) => number) => Iterable<Remark>;

/** A kind of definition that people write in YAML, and what has to be said about it when a file is wrong. */
export type Form<Shape extends z.ZodType = z.ZodType> = {
	/** "framework" */
	noun: string;
	/** "a framework" */
	aNoun: string;
	/** Where it is explained: "docs/frameworks.md". */
	guide: string;
	shape: Shape;
	/** What belongs into a field that is missing, by its name: "a whole number, 1 for the first version". */
	needed: Readonly<Record<string, string>>;
};
