/** "peel-2017@1": a version of a definition in one word, as commands and addresses name it. */
export function versionText(id: string, version: number): string {
	return `${id}@${version}`;
}

/** Without a number, the version is for the reader of the word to choose. */
export function versionIn(text: string): { id: string; version: number | undefined } | undefined {
	const [, id, version] = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:@([1-9]\d{0,8}))?$/.exec(text) ?? [];
	if (id === undefined) return undefined;
	return { id, version: version === undefined ? undefined : Number(version) };
}
