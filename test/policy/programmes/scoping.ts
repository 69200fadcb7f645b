import type { Example } from '../example.ts';

export const scopingExamples: Readonly<Record<string, Example>> = {};
