/**
 * Those who ask the same at the same time are answered together, by one reading: at the instant of a release thousands
 * do. Nobody is given what was read before they asked: who comes while it is being read waits for the next reading,
 * together with all who come meanwhile.
 */
export function answeredTogether<T>(): (question: string, read: () => Promise<T>) => Promise<T> {
	type Turn = { reading: Promise<T>; next?: Promise<T> };
	const turns = new Map<string, Turn>();

	function begin(question: string, read: () => Promise<T>): Promise<T> {
		const turn: Turn = { reading: read() };
		turns.set(question, turn);
		const end = () => {
			if (turn.next === undefined) turns.delete(question);
		};
		turn.reading.then(end, end);
		return turn.reading;
	}

	return (question, read) => {
		const turn = turns.get(question);
		if (turn === undefined) return begin(question, read);
		const after = () => begin(question, read);
		turn.next ??= turn.reading.then(after, after);
		return turn.next;
	};
}
