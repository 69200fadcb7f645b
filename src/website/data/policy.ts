import { definePolicy, everyone } from '../../foundation/index.ts';

/** What is published may be taken away by everybody, by hand and by program. */
export const openDataPolicy = definePolicy('open data', { read: everyone });
