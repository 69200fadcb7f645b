/** One thing after another: all ports are asked at once, and a transaction answers one at a time. */
export class Turns {
	#last: Promise<unknown> = Promise.resolve();

	take<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.#last.then(work);
		// Whoever comes next does not fail with it.
		this.#last = mine.catch(() => undefined);
		return mine;
	}
}

/** Asked once however many want to know. */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
	let known: Promise<T> | undefined;
	return () => {
		known ??= work();
		return known;
	};
}
