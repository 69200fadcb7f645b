import { said } from './difference.ts';

/** Where two things begin to differ, in words: of trees the path, of texts the line, of bytes the place. */
export function firstDifference(stored: unknown, made: unknown): string {
	if (typeof stored === 'string' && typeof made === 'string') return inTexts(stored, made);
	const found = inTrees(stored, made, []);
	if (found === null) return 'nothing differs';
	const { path, a, b } = found;
	const at = path.length === 0 ? '' : `at ${path.join('.')} `;
	return typeof a === 'string' && typeof b === 'string'
		? `${at}${inTexts(a, b)}`
		: `${at}there is ${said(a)}, and not ${said(b)}`;
}

type Found = { path: readonly string[]; a: unknown; b: unknown };

function inTrees(a: unknown, b: unknown, path: readonly string[]): Found | null {
	if (Object.is(a, b)) return null;
	const [one, other] = [fieldsOf(a), fieldsOf(b)];
	if (one === null || other === null) return { path, a, b };
	for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
		const found = inTrees(one[key], other[key], [...path, key]);
		if (found !== null) return found;
	}
	return null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
	return typeof value === 'object' && value !== null ? { ...value } : null;
}

const around = 30;

function inTexts(a: string, b: string): string {
	let at = 0;
	while (at < a.length && a[at] === b[at]) at += 1;
	const line = a.slice(0, at).split('\n').length;
	const part = (text: string) =>
		said(text.slice(Math.max(0, at - around), at + around).replaceAll('\n', ' '));
	return `${line === 1 && a.length < 200 ? '' : `in line ${line} `}it says ${part(a)}, and not ${part(b)}`;
}

export function inBytes(stored: Uint8Array, made: Uint8Array): string {
	let at = 0;
	while (at < stored.length && stored[at] === made[at]) at += 1;
	return stored.length === made.length
		? `it differs from byte ${at + 1} on`
		: `it has ${stored.length} bytes and not ${made.length}, and differs from byte ${at + 1} on`;
}
