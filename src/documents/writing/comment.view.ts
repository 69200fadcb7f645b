import type { Comment } from '../drafts/comment.store.ts';
import { type BlockPlace, blockHref } from './place.ts';

/** A comment as it stands beside the text. */
export type CommentLine = Comment & {
	href: string;
	/** Whether the words that it quotes still stand in the text. */
	stands: boolean;
};

export function commentLines(comments: readonly Comment[], place: BlockPlace, text: string): CommentLine[] {
	return comments.map((comment) => ({
		...comment,
		href: blockHref(place, `comments/${comment.id}`),
		stands: comment.quote === null || holds(text, comment.quote),
	}));
}

/** Whether these words stand in a text, however its lines are broken. */
export function holds(text: string, quote: string): boolean {
	return plain(text).includes(plain(quote));
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
