import { csvLines } from '../../foundation/index.ts';
import { cellOf, type Field, jsonOf } from './field.ts';
import { attributionOf, licence, type Publisher } from './publisher.ts';
import type { Row } from './resource.ts';

export type Batches = AsyncIterable<readonly Row[]>;

/** How a row is written: made once for the fields, because there are many rows. */
export function rowWriter(fields: readonly Field[], origin: string): (row: Row) => string {
	const names = fields.map(({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
	return (row) => {
		let text = '';
		for (const [index, field] of fields.entries())
			text += names[index] + jsonOf(field, row[field.name], origin);
		return `${text}}`;
	};
}

/** What stands around rows, so that they do not go about without it. */
export function aboutOf(publisher: Publisher, state: string): string {
	return `"licence":${JSON.stringify(licence)},"attribution":${JSON.stringify(attributionOf(publisher))},"state":${JSON.stringify(state)}`;
}

export async function* jsonFile(
	batches: Batches,
	fields: readonly Field[],
	{ publisher, state }: { publisher: Publisher; state: string },
): AsyncGenerator<string> {
	const write = rowWriter(fields, publisher.origin);
	yield `{${aboutOf(publisher, state)},"data":[`;
	let first = true;
	for await (const rows of batches) {
		yield `${first ? '\n' : ',\n'}${rows.map(write).join(',\n')}`;
		first = false;
	}
	yield '\n]}\n';
}

/** The columns that stand in each row of CSV beside the fields: a row says by itself whose it is. */
export const csvTail = ['licence', 'attribution'] as const;

export async function* csvFile(
	batches: Batches,
	fields: readonly Field[],
	publisher: Publisher,
): AsyncGenerator<string> {
	const tail = [licence.id, publisher.name];
	yield `\uFEFF${csvLines([[...fields.map(({ name }) => name), ...csvTail]])}`;
	for await (const rows of batches)
		yield csvLines(
			rows.map((row) => [
				...fields.map((field) => cellOf(field, row[field.name], publisher.origin)),
				...tail,
			]),
		);
}
