import type { CsvValue } from '../foundation/index.ts';
import type { PublicGrade, PublicRaised } from './findings.store.ts';
import type { PublicEdition } from './publication.ts';

/** A colour from good to bad, as charts and documents have it; grey where there is no grade. */
function colourOf(rank: string | null): string {
	if (rank === null) return 'grey';
	return (
		['green', 'turquoise', 'yellow', 'red'][Math.round(Math.min(1, Math.max(0, Number(rank))) * 3)] ?? 'grey'
	);
}

export function gradeLine(one: PublicGrade) {
	return {
		force: one.forceName,
		title: one.title,
		pillar: one.kind === 'pillar',
		grade: one.gradeTitle,
		colour: colourOf(one.rank),
		lastInspected: one.lastInspected,
		note: one.note,
		illustrative: one.illustrative,
	};
}

export function raisedLine(one: PublicRaised) {
	return {
		number: one.number,
		force: one.forceName,
		kind: sentence(one.kind),
		about: one.componentTitle,
		title: one.title,
		text: one.text,
		addressee: one.addressee,
		due: one.due,
		items: one.items,
		illustrative: one.illustrative,
	};
}

export function sentence(words: string): string {
	return words.slice(0, 1).toUpperCase() + words.slice(1);
}

export type Table = { header: string[]; rows: CsvValue[][] };

const yes = (truth: boolean) => (truth ? 'yes' : 'no');

export function gradeCsv(grades: readonly PublicGrade[], { number }: PublicEdition): Table {
	return {
		header: [
			'edition',
			'force',
			'force name',
			'framework',
			'version',
			'component',
			'kind',
			'pillar',
			'title',
			'grade',
			'grade title',
			'last inspected',
			'carried over',
			'source',
			'note',
			'illustrative',
		],
		rows: grades.map((one) => [
			number,
			one.forceSlug,
			one.forceName,
			one.framework,
			one.version,
			one.component,
			one.kind,
			one.pillar,
			one.title,
			one.grade,
			one.gradeTitle,
			one.lastInspected,
			yes(one.carriedOver),
			one.source,
			one.note,
			yes(one.illustrative),
		]),
	};
}

/** A row for each, and one more for each of its parts. */
export function raisedCsv(raised: readonly PublicRaised[], { number }: PublicEdition): Table {
	return {
		header: [
			'edition',
			'number',
			'part',
			'kind',
			'force',
			'force name',
			'component',
			'component title',
			'title',
			'text',
			'addressee',
			'due',
			'illustrative',
		],
		rows: raised.flatMap((one) => {
			const row = (part: string | null, text: string, due: string | null): CsvValue[] => [
				number,
				one.number,
				part,
				one.kind,
				one.forceSlug,
				one.forceName,
				one.component,
				one.componentTitle,
				part === null ? one.title : null,
				text,
				one.addressee,
				due,
				yes(one.illustrative),
			];
			return [
				row(null, one.text, one.due),
				...one.items.map(({ letter, text, due }) => row(letter, text, due)),
			];
		}),
	};
}
