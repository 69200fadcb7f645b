import type { Method } from '../method.ts';

/** An option of a command: with a word for its value, or a plain switch without one. */
export type StatOption = { name: string; value?: string; help: string };

export type StatArguments = {
	positionals: readonly string[];
	options: Readonly<Record<string, string | true | undefined>>;
};

/** Texts that the caller has read: the table, and the files that options name. */
export type StatInput = { table: string; files: Readonly<Record<string, string>> };

/** A method as the command line offers it. Pure: whoever calls it reads the files and prints the result. */
export type StatCommand = {
	name: string;
	/** What follows the name. */
	usage: string;
	summary: string;
	reference: string;
	method: Method;
	options: readonly StatOption[];
	/** Whether it reads a table, from the file named first or from standard input. */
	readsTable: boolean;
	/** Options whose value is the name of a further file. */
	fileOptions: readonly string[];
	run(args: StatArguments, input: StatInput): object;
};

type Spec = Omit<StatCommand, 'reference' | 'options' | 'readsTable' | 'fileOptions'> &
	Partial<Pick<StatCommand, 'options' | 'readsTable' | 'fileOptions'>>;

export function defineCommand(spec: Spec): StatCommand {
	return {
		options: [],
		readsTable: false,
		fileOptions: [],
		...spec,
		reference: spec.method.reference,
	};
}

export const confidenceOption: StatOption = {
	name: 'confidence',
	value: 'LEVEL',
	help: '95 (when left out), 99.8 or any level, as a percentage or a share',
};
