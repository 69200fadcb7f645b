import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A framework that no installation has: three grades, other pillars, other ids. Nothing may lean on the shipped ones. */
export const testFrameworkFile = fileURLToPath(new URL('three-grades.yaml', import.meta.url));
export const testFramework = readFileSync(testFrameworkFile, 'utf8');

/** Which one it is, once it is kept. */
export const testFrameworkKey = { framework: 'test-custody', version: 1 } as const;
