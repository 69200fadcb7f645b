import type { WrittenDocument } from '../../documents/index.ts';

type Addressed = Pick<WrittenDocument, 'number' | 'kind' | 'outline' | 'force'>;

/**
 * The address of each document within its release: "derbyshire-letter", "national-report"; of a second of its kind by its
 * outline, "data-of-forces". What was published keeps the address that it had.
 */
export function addressesOf(
	documents: readonly Addressed[],
	earlier: ReadonlyMap<number, string> = new Map(),
): string[] {
	const taken = new Set(earlier.values());
	return documents.map((document) => {
		const known = earlier.get(document.number);
		if (known !== undefined) return known;
		const names = [plain(document.kind), plain(document.outline)].map((name) =>
			document.force === null ? name : `${document.force.slug}-${name}`,
		);
		const free = names.find((name) => !taken.has(name)) ?? `${names[0] ?? 'document'}-${document.number}`;
		taken.add(free);
		return free;
	});
}

function plain(words: string): string {
	return (
		words
			.toLowerCase()
			.match(/[a-z0-9]+/g)
			?.join('-') ?? 'document'
	);
}
