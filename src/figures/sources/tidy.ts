import { readFile } from 'node:fs/promises';
import { addUp } from './authorities.ts';
import { type Gathered, gather } from './gather.ts';
import { type Mapping, readMapping } from './mapping.ts';
import { anyOf, sheetsOf, tableIn } from './plain-table.ts';
import { type Read, type Reading, type Source, type SourceFile, type Supply, Unreadable } from './source.ts';
import { wide } from './tidy-columns.ts';
import { readRows } from './tidy-rows.ts';

const accepts = ['csv', 'csv.gz', 'xlsx', 'ods', 'yaml', 'yml'];

/** Any table with a mapping of its own: the mapping is one of the files, and is kept with them. */
export const tidy: Source = {
	name: 'tidy',
	title: 'A table with a mapping',
	publisher: 'As the mapping says',
	licence: 'As the mapping says',
	accepts,
	expects:
		'A table of areas, periods and numbers, as CSV, XLSX or ODS, and beside it the mapping in YAML that says which column holds what. Mappings are explained in docs/mappings.md.',
	measures: [],
	breakdowns: [],
	async read(reading) {
		const mapping = await mappingAmong(reading.files);
		if (mapping === null)
			throw new Unreadable([
				{
					file: '',
					where: '',
					text: 'There is no mapping among the files. Add the YAML file that says which column holds what.',
				},
			]);
		return readBy(mapping, reading);
	},
};

/** A source that a mapping makes. Another mapping of the same name may come with the files. */
export function tidySource(mapping: Mapping, after?: (into: Gathered) => void): Source {
	return {
		name: mapping.id,
		title: mapping.title,
		publisher: mapping.publisher,
		licence: mapping.licence,
		accepts,
		expects:
			mapping.expects ??
			`A table of ${mapping.title.toLowerCase()}, as CSV, XLSX or ODS, with the columns that its mapping names.`,
		measures: mapping.measures.map(({ id, title }) => ({ id, title })),
		breakdowns: Object.keys(mapping.breakdowns),
		async read(reading) {
			const given = await mappingAmong(reading.files);
			if (given !== null && given.id !== mapping.id)
				throw new Unreadable([
					{
						file: '',
						where: 'id',
						text: `The mapping is of “${given.id}”, and the source is “${mapping.id}”. Import it as “tidy”, or give the mapping this name.`,
					},
				]);
			return readBy(given ?? mapping, reading, after);
		},
	};
}

const isMapping = ({ name }: SourceFile) => /\.ya?ml$/i.test(name);

async function mappingAmong(files: readonly SourceFile[]): Promise<Mapping | null> {
	const [file, ...more] = files.filter(isMapping);
	if (file === undefined) return null;
	if (more.length > 0)
		throw new Unreadable(
			more.map(({ name }) => ({
				file: name,
				where: '',
				text: 'Give one mapping for all tables of an import.',
			})),
		);
	const read = readMapping(await readFile(file.path, 'utf8'), file.name);
	if ('mapping' in read) return read.mapping;
	throw new Unreadable(
		read.problems.map(({ file: name, line, field, text }) => ({
			file: name,
			where: [`line ${line}`, field].filter((part) => part !== '').join(', '),
			text,
		})),
	);
}

async function readBy(mapping: Mapping, reading: Reading, after?: (into: Gathered) => void): Promise<Read> {
	const breakdowns = Object.keys(mapping.breakdowns);
	const into = gather(reading, breakdowns);
	const how = new Map<string, Supply['how']>();
	const files = reading.files.filter((file) => !isMapping(file));
	for (const [index, file] of files.entries()) {
		await reading.progress(index, files.length, `Reading ${file.name}`);
		const { sheets, mends } = await sheetsOf(file, reading);
		const values = mapping.measures.flatMap(({ column }) => column ?? []);
		const second = values.length === 0 ? anyOf(mapping.columns.value) : wide(values);
		const table = tableIn(
			file.name,
			sheets,
			[...mapping.columns.area, ...mapping.columns.code],
			second,
			mapping.sheet,
		);
		for (const mend of mends) into.decide('kept', mend, { file: file.name }, Math.max(1, table.rows.length));
		readRows({ mapping, reading, into, how, file: file.name, table });
	}
	if (mapping.areas === 'local authorities') addUp(into, reading.areas);
	after?.(into);
	const days = [...into.rows.values()].map(({ until }) => until).sort(Temporal.PlainDate.compare);
	const read = await into.finish(`tidy_${mapping.id.replaceAll('-', '_')}`, {
		file: files[0]?.name ?? '',
		release:
			reading.stated.release ?? `to ${days.at(-1)?.toLocaleString('en-GB', { dateStyle: 'long' }) ?? ''}`,
		publishedOn: reading.stated.publishedOn,
		none: 'The table has no row for this force.',
	});
	return {
		...read,
		supplies: read.supplies.map((one) =>
			one.how === 'none' ? one : { ...one, how: how.get(one.area) ?? one.how },
		),
		source: mapping.id,
		breakdowns,
		licence: mapping.licence,
	};
}
