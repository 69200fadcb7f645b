import type { Example } from '../example.ts';

export const planningExamples: Readonly<Record<string, Example>> = {};
