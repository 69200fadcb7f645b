import type { Asked, Port } from '../tree/resolver.ts';

/** One thing that a document asked of the records, and what it came to. */
export type Quoted = {
	/** The text that asked: the name of its block, with what it quotes behind " › ". */
	text: string | null;
	/** The port and what was asked, written in one way: "figure recorded-crime area=derbyshire until=2014-06-30". */
	asked: string;
	/** What is printed; of charts, tables and texts a hash of all that they show. */
	printed: string;
	/** What is behind it: "figure …", "finding …", "judgment …", as the other rooms cite it. */
	restsOn: readonly string[];
	illustrative: boolean;
};

/** The same question in the same words, however it was written. */
export function askedInWords(port: Port, { name, attributes }: Pick<Asked, 'name' | 'attributes'>): string {
	const said = Object.entries(attributes)
		.filter(([key]) => key !== 'id')
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, value]) => `${key}=${value}`);
	return [port, name, ...said].join(' ');
}
