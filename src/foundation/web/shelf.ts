export type Shelved = { size: number; tags: readonly string[] };

/**
 * What is kept in memory, up to so many bytes: what was asked for least lately goes first. Addresses with a query are
 * without number, and whoever makes them up pushes out nothing but others of their kind.
 */
export class Shelf<T extends Shelved> {
	readonly #plain: Part<T>;
	readonly #asked: Part<T>;

	constructor(bytes: number) {
		this.#plain = new Part((bytes / 4) * 3);
		this.#asked = new Part(bytes / 4);
	}

	get(address: string): T | undefined {
		return this.#partOf(address).get(address);
	}

	/** Takes it, unless it would be most of what there is room for. */
	put(address: string, kept: T): void {
		this.#partOf(address).put(address, kept);
	}

	drop(tags: ReadonlySet<string>): void {
		this.#plain.drop(tags);
		this.#asked.drop(tags);
	}

	clear(): void {
		this.#plain.clear();
		this.#asked.clear();
	}

	get bytes(): number {
		return this.#plain.bytes + this.#asked.bytes;
	}

	/** Letters that are written otherwise make another address for the same page, as a query does. */
	#partOf(address: string): Part<T> {
		return /^[\w./-]{1,300}$/.test(address) ? this.#plain : this.#asked;
	}
}

class Part<T extends Shelved> {
	readonly #room: number;
	readonly #kept = new Map<string, T>();
	bytes = 0;

	constructor(room: number) {
		this.#room = room;
	}

	get(address: string): T | undefined {
		const kept = this.#kept.get(address);
		if (kept === undefined) return undefined;
		// A map goes through its entries as they came.
		this.#kept.delete(address);
		this.#kept.set(address, kept);
		return kept;
	}

	put(address: string, kept: T): void {
		if (sizeOf(address, kept) > this.#room / 4) return;
		this.#remove(address);
		this.#kept.set(address, kept);
		this.bytes += sizeOf(address, kept);
		for (const oldest of this.#kept.keys()) {
			if (this.bytes <= this.#room) break;
			this.#remove(oldest);
		}
	}

	drop(tags: ReadonlySet<string>): void {
		for (const [address, kept] of this.#kept)
			if (kept.tags.some((tag) => tags.has(tag))) this.#remove(address);
	}

	clear(): void {
		this.#kept.clear();
		this.bytes = 0;
	}

	#remove(address: string): void {
		const kept = this.#kept.get(address);
		if (kept !== undefined) this.bytes -= sizeOf(address, kept);
		this.#kept.delete(address);
	}
}

/** An address may be longer than the page that stands there. */
function sizeOf(address: string, { size }: Shelved): number {
	return size + (address.length > 300 ? address.length : 0);
}
