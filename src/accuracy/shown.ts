import { htmlOf } from '../documents/index.ts';
import { type MarkLink, shownFrom } from './frozen.ts';
import { nameOf, type Passage } from './passage.ts';
import type { Point } from './point.ts';
import { type Round, roundHref } from './round.ts';

/** The passage that bears a mark: a figure is commented on where its sentence or its table is. */
export function markedPassage({ number, within }: Pick<Passage, 'number' | 'within'>): number {
	return within ?? number;
}

/** The frozen draft as its readers see it, with the way to a comment behind each passage and the points beside theirs. */
export function draftHtml(
	round: Round,
	tree: string,
	asked: {
		reader: string;
		passages: readonly Passage[];
		points: readonly Point[];
		/** Whether whoever reads may comment now. */
		mayComment: boolean;
	},
): string {
	const kinds = new Map(asked.passages.map(({ number, kind }) => [number, kind]));
	const holding = new Set(asked.passages.map(({ within }) => within));
	const points = Map.groupBy(asked.points, ({ passage }) => markedPassage(passage));
	const doc = shownFrom(tree, asked.reader, (passage): MarkLink[] => {
		const kind = kinds.get(passage);
		const text =
			kind === undefined || kind === 'sentence'
				? String(passage)
				: `Comment on ${nameOf({ kind }, holding.has(passage))}`;
		const comment = asked.mayComment
			? [{ href: roundHref(round, `points/new?passage=${passage}`), text }]
			: [];
		const told = (points.get(passage) ?? []).map(({ id, number }) => ({
			href: roundHref(round, `points/${id}?passage=${passage}`),
			text: `Point ${number}`,
		}));
		return [...comment, ...told];
	});
	// The page is the round’s, and has its own heading above the draft’s.
	return dressed(htmlOf(doc).replaceAll(/<(\/?)h1(?=[ >])/g, '<$1h2'));
}

const link =
	/<a href="(\/accuracy\/[0-9a-f-]{36}\/points\/(?:new|[0-9a-f-]{36})\?passage=(\d+))">([^<]*)<\/a>/g;

/**
 * The faces know links and no more. Here those that were put in get their look, a name that says what they do, and the
 * first of a passage an address on the page.
 */
function dressed(html: string): string {
	const named = new Set<string>();
	return html.replaceAll(link, (_all, href: string, passage: string, text: string) => {
		const id = named.has(passage) ? '' : ` id="passage-${passage}"`;
		named.add(passage);
		const look = href.includes('/points/new?') ? 'comment' : 'point';
		const said = /^\d+$/.test(text) ? ` aria-label="Comment on passage ${text}"` : '';
		return `<a class="app-passage app-passage--${look}"${id}${said} href="${href}">${text}</a>`;
	});
}
