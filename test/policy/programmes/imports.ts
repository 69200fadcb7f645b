import type { Example } from '../example.ts';

export const importsExamples: Readonly<Record<string, Example>> = {};
