import { definePolicy, everyone } from '../../foundation/index.ts';

/** What is published is everybody's to look through. */
export const searchPolicy = definePolicy('published search', { read: everyone });
