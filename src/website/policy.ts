import { definePolicy, everyone } from '../foundation/index.ts';

/** What was released: everybody's, from its instant on. */
export const publicationPolicy = definePolicy('publication', { read: everyone });
export const calendarPolicy = definePolicy('release calendar', { read: everyone });
