import { readFileSync } from 'node:fs';

/** The names that src/figures/sources/README.md agrees on: what an indicator may ask of each source. */
export function agreedNames(): {
	name: string;
	measures: { id: string; title: string }[];
	breakdowns: string[];
}[] {
	const text = readFileSync(new URL('../src/figures/sources/README.md', import.meta.url), 'utf8');
	return text.split('\n').flatMap((line) => {
		const [, name = '', measures = '', breakdowns = ''] = line.split('|');
		const [source] = codes(name);
		return source === undefined
			? []
			: [
					{
						name: source,
						measures: codes(measures).map((id) => ({ id, title: id })),
						breakdowns: codes(breakdowns),
					},
				];
	});
}

function codes(cell: string): string[] {
	return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}
