/** Where something stands in a file: questions, 3, pillar. */
export type Path = readonly (string | number)[];

/** A value of the file with its place, whether or not it has the right shape, so that all problems are told at once. */
export type Placed = { value: unknown; path: Path };

/** What is wrong at a place, as a sentence with its remedy. */
export type Remark = { path: Path; text: string };

export function into(place: Placed, name: string): Placed {
	return { value: isFields(place.value) ? place.value[name] : undefined, path: [...place.path, name] };
}

export function itemsOf(place: Placed, name: string): Placed[] {
	const { value, path } = into(place, name);
	return Array.isArray(value) ? value.map((item, index) => ({ value: item, path: [...path, index] })) : [];
}

/** The fields of a place, each with its own; none where it has no fields. */
export function fieldsOf(place: Placed, name: string): (Placed & { name: string })[] {
	const { value, path } = into(place, name);
	return isFields(value)
		? Object.entries(value).map(([key, field]) => ({ name: key, value: field, path: [...path, key] }))
		: [];
}

export function textOf(place: Placed, name: string): string | undefined {
	const { value } = into(place, name);
	return typeof value === 'string' ? value.trim() : undefined;
}

export function isFields(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "questions[3].pillar", counted from 0 as the file's own lists are by every tool that reads them. */
export function inOneWord(path: Path): string {
	return path.reduce<string>(
		(text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
		'',
	);
}

/** “care”, “conduct” and “custody”. */
export function quoted(words: readonly string[], joining = 'and'): string {
	const all = words.map((word) => `“${word}”`);
	return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${joining} ${all.at(-1)}`;
}
