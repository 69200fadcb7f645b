import type { Example } from '../example.ts';

export const inspectionsExamples: Readonly<Record<string, Example>> = {};
