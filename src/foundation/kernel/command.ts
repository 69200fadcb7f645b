import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command sees of its world; the command line builds it, tests build their own. */
export type CommandIo = {
	out(text: string): void;
	err(text: string): void;
};

export type CommandValues = Record<string, string | boolean | (string | boolean)[] | undefined>;

/**
 * A command of `./inspectorate`. `World` is what the assembly hands every command (the opened database and so on);
 * a command that needs nothing opened takes it lazily.
 */
export type Command<World> = {
	/** The words that call it, such as "audit verify". */
	name: string;
	/** One line for the list of commands. */
	summary: string;
	/** How to call it, after the name: "EMAIL --role ROLE". */
	usage?: string;
	options?: ParseArgsOptionsConfig;
	/** A sentence for each option, shown by --help. */
	help?: Record<string, string>;
	/** Names of positional arguments, all required unless they end in "?"; one that ends in "…" may come again. */
	positionals?: readonly string[];
	/** Returns the exit status: 0 done, 1 refused or failed. Wrong usage is thrown as WrongUsage. */
	run(call: {
		values: CommandValues;
		positionals: string[];
		json: boolean;
		io: CommandIo;
		world: World;
	}): Promise<0 | 1>;
};
