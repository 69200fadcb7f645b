import type { Example } from '../example.ts';

export const frameworksExamples: Readonly<Record<string, Example>> = {};
