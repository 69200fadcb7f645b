import { z } from 'zod';
import {
	type DefinitionProblem,
	type Form,
	fieldsOf,
	into,
	itemsOf,
	type Placed,
	type Remark,
	readDefinition,
	textOf,
} from '../../foundation/index.ts';
import { markers } from './source.ts';

/*
 * A mapping says how a plain table becomes figures: which columns hold the area, the period, the measure, the value. It is
 * written in YAML, so that a table nobody foresaw needs no code.
 */

const id = z
	.string()
	.regex(
		/^[a-z0-9]+(?:-[a-z0-9]+)*$/,
		'Write an id in small letters, digits and hyphens, such as “force-data”',
	);
const words = z.string().trim().min(1, 'Write something here, or leave the field out');
/** A heading, or those that it goes under in different years. */
const heading = z
	.union([words, z.array(words).min(1)])
	.transform((one) => (typeof one === 'string' ? [one] : one));

export const mappingShape = z.strictObject({
	/** The name of the source. */
	id,
	title: words,
	publisher: words,
	licence: words,
	/** What file it is, for whoever has to find it. */
	expects: words.optional(),
	/** The sheet of a workbook; without it, the first that has the headings. */
	sheet: words.optional(),
	/** Rows of local authorities are added up to forces by the register. */
	areas: z.enum(['forces', 'local authorities']).default('forces'),
	/** What a row “England and Wales” holds. */
	total: z.enum(['EW', 'EW+BTP']).default('EW'),
	/** What a year that stands alone is: “2018”. */
	years: z.enum(['calendar', 'financial', 'mid-year']).default('calendar'),
	columns: z
		.strictObject({
			area: heading.default(['Area', 'Area name', 'Police force', 'Police force area', 'Force', 'Name']),
			/** The code of the area, where there is one. */
			code: heading.default(['Area code', 'Code']),
			period: heading.default(['Period']),
			since: heading.default(['Since', 'From']),
			until: heading.default(['Until', 'To']),
			measure: heading.default(['Measure']),
			value: heading.default(['Value']),
			marker: heading.default(['Marker', 'Marks']),
			/** How the data of the force came: hub, manual, direct. */
			supply: heading.default(['Supply', 'How supplied']),
			illustrative: heading.default(['Illustrative']),
		})
		.prefault({}),
	measures: z
		.array(
			z.strictObject({
				id,
				title: words,
				/** What the column of measures calls it, beside its id and its title. */
				called: z.array(words).default([]),
				/** Where each measure has a column: its heading; “population_*” is one column for each period. */
				column: heading.optional(),
				/** Powers of ten: −2 makes a share of percent, 3 makes pounds of thousands. */
				places: z.int().min(-9).max(9).default(0),
				/** May be below nought, as a change may. */
				signed: z.boolean().default(false),
			}),
		)
		.min(1, 'Name at least one measure'),
	/** The columns of breakdowns, by the name that indicators use; and what the file calls a value otherwise. */
	breakdowns: z
		.record(
			id,
			z.union([
				heading,
				z.strictObject({
					column: heading,
					values: z.record(words, words).default({}),
					/** Without its column, rows are of all. */
					optional: z.boolean().default(false),
				}),
			]),
		)
		.default({}),
	/** What stands for a number in this publication. */
	marks: z.record(words, z.enum(markers)).default({}),
	/** Rows that are left out, by the name of their area, and why. */
	leave: z.record(words, words).default({}),
});

export type Mapping = z.output<typeof mappingShape>;

const form: Form<typeof mappingShape> = {
	noun: 'mapping',
	aNoun: 'a mapping',
	guide: 'docs/mappings.md',
	shape: mappingShape,
	needed: {
		id: 'the name of the source, in small letters, digits and hyphens, such as “force-data”',
		title: 'what the table is called',
		publisher: 'who publishes or collects it',
		licence: 'under which licence it may be used',
		measures: 'a list, each with “id:” and “title:”',
		column: 'the heading of the column, as the file has it',
	},
};

/** Reads a mapping, or tells everything that is wrong with it, with line and field. */
export function readMapping(
	source: string,
	file: string,
): { mapping: Mapping } | { problems: readonly DefinitionProblem[] } {
	const read = readDefinition(form, [measureRules, breakdownRules], { source, file });
	return 'problems' in read ? read : { mapping: read.definition };
}

function* measureRules(root: Placed): Iterable<Remark> {
	const measures = itemsOf(root, 'measures');
	const seen = new Set<string>();
	const withColumn = measures.filter((measure) => into(measure, 'column').value !== undefined);
	for (const measure of measures) {
		const name = textOf(measure, 'id');
		if (name !== undefined && seen.has(name))
			yield { path: [...measure.path, 'id'], text: `The measure “${name}” is here twice. Keep one of them.` };
		if (name !== undefined) seen.add(name);
		if (withColumn.length > 0 && !withColumn.includes(measure))
			yield {
				path: measure.path,
				text: 'Other measures have a column of their own, and this one has none. Write “column:” with its heading.',
			};
		const columns = into(measure, 'column').value;
		for (const one of Array.isArray(columns) ? columns : [columns])
			if (typeof one === 'string' && one.split('*').length > 2)
				yield {
					path: [...measure.path, 'column'],
					text: 'One “*” stands for the period. Write no more than one.',
				};
	}
}

/** Columns that every tidy table has, and that no breakdown can be called. */
const taken = new Set(['area', 'since', 'until', 'measure', 'value', 'marker', 'illustrative']);

function* breakdownRules(root: Placed): Iterable<Remark> {
	for (const { name, path } of fieldsOf(root, 'breakdowns'))
		if (taken.has(name))
			yield { path, text: `Every table has “${name}” already. Give the breakdown another name.` };
}
