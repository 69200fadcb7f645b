import type { Example } from '../example.ts';

export const overviewExamples: Readonly<Record<string, Example>> = {};
