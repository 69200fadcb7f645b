/** Reads a sequence one step at a time and can look at what comes next, so that two sequences can be walked together. */
export type Cursor<T> = { peek(): Promise<T | undefined>; take(): Promise<T | undefined> };

export function cursorOver<T>(source: AsyncGenerator<T>): Cursor<T> {
	let next: Promise<IteratorResult<T>> | undefined;
	const look = async () => {
		next ??= source.next();
		const result = await next;
		return result.done === true ? undefined : result.value;
	};
	return {
		peek: look,
		async take() {
			const value = await look();
			next = value === undefined ? next : undefined;
			return value;
		},
	};
}

/** Takes what comes while it satisfies the condition. */
export async function* takeWhile<T>(cursor: Cursor<T>, condition: (value: T) => boolean): AsyncGenerator<T> {
	for (
		let value = await cursor.peek();
		value !== undefined && condition(value);
		value = await cursor.peek()
	) {
		yield value;
		await cursor.take();
	}
}
