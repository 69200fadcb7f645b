import { definePolicy, everyone } from '../../foundation/index.ts';

/** Forces beside each other: everybody's, as what is published of each is. */
export const comparisonPolicy = definePolicy('published comparison', { read: everyone });
