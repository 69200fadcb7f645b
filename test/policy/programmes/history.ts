import type { Example } from '../example.ts';

export const historyExamples: Readonly<Record<string, Example>> = {};
