/** A heading without what does not tell it from another: case, byte-order mark, and how much space there is. */
export function keyOf(heading: string): string {
	return heading
		.replace(/^\uFEFF/, '')
		.replaceAll(/[\s_]+/g, ' ')
		.trim()
		.toLowerCase();
}

/** Those that look most like it, nearest first. */
export function likely(wanted: string, known: readonly string[], count: number): string[] {
	const key = keyOf(wanted);
	return known
		.map((name) => ({ name, far: distance(key, keyOf(name)) }))
		.filter(({ name, far }) => far <= Math.max(3, Math.floor(Math.max(key.length, name.length) / 2)))
		.sort((a, b) => a.far - b.far)
		.slice(0, count)
		.map(({ name }) => name);
}

function distance(one: string, other: string): number {
	let before = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= other.length; j += 1) {
			const same = one[i - 1] === other[j - 1] ? 0 : 1;
			row[j] = Math.min((row[j - 1] ?? 0) + 1, (before[j] ?? 0) + 1, (before[j - 1] ?? 0) + same);
		}
		before = row;
	}
	return before[other.length] ?? 0;
}
