import { userInfo } from 'node:os';
import {
	type Command,
	inOneLine,
	readDefinitionFile,
	type Services,
	shippedDefinitions,
	type Tx,
} from '../../foundation/index.ts';
import { readMapping } from '../sources/mapping.ts';
import { tidySource } from '../sources/tidy.ts';
import { type Catalogue, shippedCatalogue } from './catalogue.ts';
import { readIndicator } from './check.ts';
import { allIndicators, indicatorText, listIndicators } from './indicator.store.ts';

/** Opens the database for a command that may do without it. */
type Opening = () => Promise<Services>;

const checkCommand: Command<Opening> = {
	name: 'indicator check',
	summary: 'Check indicator files, and list what is wrong with file, line and field',
	usage: 'FILE …',
	positionals: ['FILE…'],
	async run({ positionals, json, io }) {
		const given = await Promise.all(
			positionals.map(async (file) => ({ file, source: await readDefinitionFile(file) })),
		);
		const { files, sources } = withoutMappings(given);
		// What a forecast is of may be in the other files, or in what is shipped.
		const indicators = [...files, ...(await shippedDefinitions('indicators'))].flatMap(({ file, source }) => {
			const read = readIndicator(source, file, { sources });
			return 'problems' in read ? [] : [read.indicator];
		});
		const results = files.map(({ file, source }) => ({
			file,
			...readIndicator(source, file, { sources, indicators }),
		}));
		const problems = results.flatMap((one) => ('problems' in one ? one.problems : []));
		if (json) {
			const sound = results.flatMap((one) =>
				'indicator' in one
					? [{ file: one.file, indicator: one.indicator.id, version: one.indicator.version }]
					: [],
			);
			io.out(`${JSON.stringify({ problems, sound })}\n`);
			return problems.length === 0 ? 0 : 1;
		}
		for (const problem of problems) io.err(`${inOneLine(problem)}\n`);
		for (const one of results)
			if ('indicator' in one)
				io.out(
					`${one.file} is sound: ${one.indicator.title}, version ${one.indicator.version}, ${one.indicator.unit}.\n`,
				);
		return problems.length === 0 ? 0 : 1;
	},
};

type Given = { file: string; source: string };

/** A mapping among the files makes a source known that nothing has been imported from yet. */
function withoutMappings(given: readonly Given[]): { files: Given[]; sources: Catalogue['sources'] } {
	const files: Given[] = [];
	const sources = [...shippedCatalogue.sources];
	for (const one of given) {
		const read = readMapping(one.source, one.file);
		if ('mapping' in read) sources.unshift(tidySource(read.mapping));
		else files.push(one);
	}
	return { files, sources };
}

const listCommand: Command<Opening> = {
	name: 'indicator list',
	summary: 'List the indicators that are kept, by theme; with --all, earlier versions as well',
	options: { all: { type: 'boolean' } },
	help: { all: 'Earlier versions as well' },
	async run({ values, json, io, world }) {
		const all = await asOperator(await world(), values.all === true ? allIndicators : listIndicators);
		if (json) {
			const rows = all.map(({ id, version, title, theme, unit, kind, numerator, denominator }) => ({
				indicator: id,
				version,
				title,
				theme,
				unit,
				kind,
				sources: [...new Set([numerator.source, ...(denominator === undefined ? [] : [denominator.source])])],
			}));
			io.out(`${JSON.stringify(rows)}\n`);
			return 0;
		}
		if (all.length === 0)
			io.out('No indicator is kept yet. They are read from “indicators” when the service starts.\n');
		const width = Math.max(0, ...all.map((one) => indicatorText(one).length));
		for (const [theme, members] of Map.groupBy(all, (one) => one.theme)) {
			io.out(`${theme}\n`);
			for (const one of members) io.out(`  ${indicatorText(one).padEnd(width)}  ${one.title}, ${one.unit}\n`);
		}
		return 0;
	},
};

export const indicatorCommands: readonly Command<Opening>[] = [checkCommand, listCommand];

function asOperator<T>({ database }: Services, work: (tx: Tx) => Promise<T>): Promise<T> {
	return database.asActor({ kind: 'operator', name: userInfo().username }, work);
}
