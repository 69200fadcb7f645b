import { csvwTypes, type Field } from './field.ts';
import { attributionOf, licence, type Publisher } from './publisher.ts';
import type { Resource } from './resource.ts';
import { csvTail } from './written.ts';

/** What a CSV file says of itself, as CSV on the Web has it (W3C, 2015): it lies beside the file. */
export function csvwOf({ name, title, means, fields }: Resource, publisher: Publisher): object {
	const column = ({ name: id, means: description, empty, kind }: Field) => ({
		name: id,
		titles: id,
		'dc:description': description,
		required: !empty && kind !== 'list',
		...csvwTypes[kind],
	});
	const [mark, whose] = csvTail;
	return {
		'@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
		url: `${publisher.origin}/api/v1/${name}.csv`,
		'dc:title': title,
		'dc:description': means,
		'dc:publisher': publisher.name,
		'dc:rights': attributionOf(publisher),
		'dc:license': { '@id': licence.url },
		dialect: { header: true, encoding: 'utf-8', delimiter: ',', quoteChar: '"', doubleQuote: true },
		tableSchema: {
			columns: [
				...fields.map(column),
				{
					name: mark,
					titles: mark,
					datatype: 'string',
					required: true,
					'dc:description': 'The licence, as SPDX names it',
				},
				{
					name: whose,
					titles: whose,
					datatype: 'string',
					required: true,
					'dc:description': 'Whom to name as the source',
				},
			],
		},
	};
}
