import { definePolicy, everyone } from '../../foundation/index.ts';

/** What was published of a force: everybody's. */
export const publishedForcePolicy = definePolicy('published force', { read: everyone });
