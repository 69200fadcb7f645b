import type { Tx } from '../../foundation/index.ts';
import type { Context } from '../checker/context.ts';
import type { Draft } from '../checker/draft.ts';
import type { About } from './about.ts';

/** What the checker knows beside a document: forces and posts by date, published judgments, words of the framework. */
export async function checkingOf(_tx: Tx, _about: About, _others: readonly Draft[] = []): Promise<Context> {
	return {};
}
