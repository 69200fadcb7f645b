import { contentHash } from '../../foundation/index.ts';

/** One thing that an edition was made from, as it stood in the records. */
export type RecordPart = {
	/** Which: "document …", "inspection …", "figures recorded-crime@1". */
	thing: string;
	/** In words, for whoever is told that it has changed: "D-12", "the figures of “Recorded crime”". */
	of: string;
	hash: string;
};

/** Of everything that an edition was made from: what differs later makes an approval void. */
export function recordsHash(parts: readonly RecordPart[]): Buffer {
	return contentHash(inOrder(parts).map(({ thing, hash }) => [thing, hash]));
}

export function inOrder(parts: readonly RecordPart[]): RecordPart[] {
	return parts.toSorted((a, b) => (a.thing < b.thing ? -1 : a.thing > b.thing ? 1 : 0));
}

export function partOf(thing: string, of: string, content: unknown): RecordPart {
	return { thing, of, hash: contentHash(content).toString('hex') };
}

const mostNamed = 6;

/** What is no longer as it was frozen, as one sentence; null where all of it is. */
export function whatChanged(frozen: readonly RecordPart[], now: readonly RecordPart[]): string | null {
	const before = new Map(frozen.map((part) => [part.thing, part]));
	const after = new Map(now.map((part) => [part.thing, part]));
	const changed = frozen.filter(({ thing, hash }) => {
		const here = after.get(thing);
		return here !== undefined && here.hash !== hash;
	});
	const gone = frozen.filter(({ thing }) => !after.has(thing));
	const added = now.filter(({ thing }) => !before.has(thing));
	const said = [
		saying(changed, 'has changed', 'have changed'),
		saying(gone, 'is no longer there', 'are no longer there'),
		saying(added, 'has been added', 'have been added'),
	].filter((words) => words !== null);
	if (said.length === 0) return null;
	const sentence = `${said.join('; ')} since it was frozen.`;
	return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

function saying(parts: readonly RecordPart[], one: string, many: string): string | null {
	const names = [...new Set(parts.map(({ of }) => of))];
	const [first] = names;
	if (first === undefined) return null;
	const rest = names.length - mostNamed;
	const listed = [
		...names.slice(0, mostNamed),
		...(rest > 0 ? [`${rest} more thing${rest === 1 ? '' : 's'}`] : []),
	];
	const verb = names.length === 1 && !first.startsWith('the figures') ? one : many;
	return `${new Intl.ListFormat('en-GB').format(listed)} ${verb}`;
}
