import { definePolicy, everyone } from '../../foundation/index.ts';

/** Programmes, recommendations, methods and meanings, as far as they are published: everybody's. */
export const libraryPolicy = definePolicy('published library', { read: everyone });
