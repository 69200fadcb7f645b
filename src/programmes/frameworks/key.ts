import type { FrameworkKey } from './framework.ts';

/** "peel-2017@1": a version of a framework in one word, as commands and addresses name it. */
export function keyText({ framework, version }: FrameworkKey): string {
	return `${framework}@${version}`;
}

/** Without a number, the version is for the reader of the word to choose. */
export function keyIn(text: string): { framework: string; version: number | undefined } | undefined {
	const [, framework, version] = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:@([1-9]\d{0,8}))?$/.exec(text) ?? [];
	if (framework === undefined) return undefined;
	return { framework, version: version === undefined ? undefined : Number(version) };
}
