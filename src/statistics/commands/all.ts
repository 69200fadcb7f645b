import { StatisticsError } from '../errors.ts';
import type { Method } from '../method.ts';
import { agreementCommands } from './agreement.ts';
import type { StatCommand } from './command.ts';
import { differenceCommands } from './differences.ts';
import { estimateCommands } from './estimates.ts';
import { patternCommands } from './patterns.ts';
import { samplingCommands } from './sampling.ts';
import { surveyCommands } from './surveys.ts';
import { wordingCommands } from './wording.ts';

/** Every method, in the order in which the help lists them. */
export const statCommands: readonly StatCommand[] = [
	...estimateCommands,
	...differenceCommands,
	...patternCommands,
	...samplingCommands,
	...agreementCommands,
	...surveyCommands,
	...wordingCommands,
];

export function statCommand(name: string): StatCommand {
	const found = statCommands.find((each) => each.name === name);
	if (found === undefined)
		throw new StatisticsError('unknown-method', `There is no method “${name}”; stat --help lists all.`);
	return found;
}

/** Every method once, with its version and reference; a page of the documentation for each. */
export const methods: readonly Method[] = [...new Set(statCommands.map((command) => command.method))];
