import { differ } from '../../documents/index.ts';
import type { Difference } from './edition.ts';

/** So many places of one text are told one by one. */
const mostPlaces = 20;

/** What a text said and says now, place by place and in whole sentences: a reader makes nothing of single words. */
export function textChanges(name: string, before: string, after: string): Difference[] {
	const places = placesIn(sentencesOf(before), sentencesOf(after)).map(({ was, becomes }): Difference => {
		const what = becomes === '' ? 'Taken out of' : was === '' ? 'Put into' : 'The text of';
		return { what: `${what} ${name}`, was: cut(was), becomes: cut(becomes) };
	});
	if (places.length === 0) return [plain(`How the text of ${name} is set out`)];
	const rest = places.length - mostPlaces;
	return [
		...places.slice(0, mostPlaces),
		...(rest > 0 ? [plain(`The text of ${name}: ${rest} more ${rest === 1 ? 'place' : 'places'}`)] : []),
	];
}

function placesIn(before: readonly string[], after: readonly string[]): { was: string; becomes: string }[] {
	const places: { was: string[]; becomes: string[] }[] = [];
	let open: { was: string[]; becomes: string[] } | null = null;
	for (const { kind, text } of differ(before, after)) {
		if (kind === 'same') {
			open = null;
			continue;
		}
		if (open === null) {
			open = { was: [], becomes: [] };
			places.push(open);
		}
		open[kind === 'added' ? 'becomes' : 'was'].push(text);
	}
	return places.map(({ was, becomes }) => ({ was: was.join(' '), becomes: becomes.join(' ') }));
}

const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' });

/** Each line of a text is a paragraph, a heading, an item or a row; none goes on in the next. */
function sentencesOf(text: string): string[] {
	return text
		.split('\n')
		.flatMap((line) => [...sentences.segment(line)].map(({ segment }) => segment.trim()))
		.filter((sentence) => sentence !== '');
}

const longest = 600;

export function cut(text: string): string | null {
	if (text === '') return null;
	return text.length <= longest ? text : `${text.slice(0, longest).replace(/\s+\S*$/, '')} …`;
}

/** A change of which no more is told than that it is there. */
export function plain(what: string): Difference {
	return { what, was: null, becomes: null };
}
