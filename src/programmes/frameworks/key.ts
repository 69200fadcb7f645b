import { versionIn, versionText } from '../../foundation/index.ts';
import type { FrameworkKey } from './framework.ts';

/** "peel-2017@1": a version of a framework in one word, as commands and addresses name it. */
export function keyText({ framework, version }: FrameworkKey): string {
	return versionText(framework, version);
}

/** Without a number, the version is for the reader of the word to choose. */
export function keyIn(text: string): { framework: string; version: number | undefined } | undefined {
	const key = versionIn(text);
	return key === undefined ? undefined : { framework: key.id, version: key.version };
}
