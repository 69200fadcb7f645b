/** A stretch of text that is in both texts, or in one of them only. */
export type Piece = { kind: 'same' | 'added' | 'removed'; text: string };

/** The differences of two texts word by word: their lines are brought together first, then the words of those that differ. */
export function compareWords(before: string, after: string): Piece[] {
	const lines = differ(linesOf(before), linesOf(after));
	const pieces: Piece[] = [];
	for (let at = 0; at < lines.length; ) {
		const line = lines[at];
		if (line === undefined) break;
		if (line.kind === 'same') {
			pieces.push(line);
			at += 1;
			continue;
		}
		const run = changesFrom(lines, at);
		at += run.length;
		pieces.push(...differ(wordsOf(textOf(run, 'removed')), wordsOf(textOf(run, 'added'))));
	}
	return joined(pieces);
}

function changesFrom(pieces: readonly Piece[], at: number): Piece[] {
	const end = pieces.findIndex(({ kind }, index) => index >= at && kind === 'same');
	return pieces.slice(at, end === -1 ? undefined : end);
}

function textOf(pieces: readonly Piece[], wanted: 'added' | 'removed'): string {
	return pieces
		.filter(({ kind }) => kind === wanted)
		.map(({ text }) => text)
		.join('');
}

const linesOf = (text: string) => text.match(/[^\n]*\n|[^\n]+/g) ?? [];
const wordsOf = (text: string) => text.match(/\s+|[^\s]+/g) ?? [];

/** Beyond so many differences, two texts are two texts: telling each would help nobody, and cost much. */
const most = 1000;

/** The shortest way from one list to the other, as Eugene Myers found it (1986). */
export function differ(before: readonly string[], after: readonly string[]): Piece[] {
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
	let end = 0;
	while (
		end < before.length - start &&
		end < after.length - start &&
		before[before.length - 1 - end] === after[after.length - 1 - end]
	)
		end += 1;
	const same = (texts: readonly string[]) => texts.map((text): Piece => ({ kind: 'same', text }));
	return [
		...same(before.slice(0, start)),
		...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
		...same(before.slice(before.length - end)),
	];
}

function shortest(before: readonly string[], after: readonly string[]): Piece[] {
	const whole = (): Piece[] => [
		...before.map((text): Piece => ({ kind: 'removed', text })),
		...after.map((text): Piece => ({ kind: 'added', text })),
	];
	if (before.length === 0 || after.length === 0) return whole();
	const limit = Math.min(before.length + after.length, most);
	const offset = limit + 1;
	const reach = new Int32Array(2 * limit + 3);
	const trace: Int32Array[] = [];
	for (let steps = 0; steps <= limit; steps += 1) {
		trace.push(reach.slice(offset - steps - 1, offset + steps + 2));
		for (let line = -steps; line <= steps; line += 2) {
			const below = reach[offset + line - 1] ?? 0;
			const above = reach[offset + line + 1] ?? 0;
			let x = line === -steps || (line !== steps && below < above) ? above : below + 1;
			while (x < before.length && x - line < after.length && before[x] === after[x - line]) x += 1;
			reach[offset + line] = x;
			if (x >= before.length && x - line >= after.length) return walked(before, after, trace);
		}
	}
	return whole();
}

/** Back along the way that was found. */
function walked(before: readonly string[], after: readonly string[], trace: readonly Int32Array[]): Piece[] {
	const pieces: Piece[] = [];
	let x = before.length;
	let y = after.length;
	for (let steps = trace.length - 1; steps >= 0; steps -= 1) {
		const reach = trace[steps];
		const at = (line: number) => reach?.[line + steps + 1] ?? 0;
		const line = x - y;
		const down = line === -steps || (line !== steps && at(line - 1) < at(line + 1));
		const from = down ? line + 1 : line - 1;
		const fromX = steps === 0 ? 0 : at(from);
		const fromY = steps === 0 ? 0 : fromX - from;
		while (x > fromX && y > fromY) {
			x -= 1;
			y -= 1;
			pieces.push({ kind: 'same', text: before[x] ?? '' });
		}
		if (steps === 0) break;
		pieces.push(
			down ? { kind: 'added', text: after[fromY] ?? '' } : { kind: 'removed', text: before[fromX] ?? '' },
		);
		x = fromX;
		y = fromY;
	}
	return pieces.reverse();
}

/** Words that changed one after the other are told as one change: what went, then what came. */
function joined(pieces: readonly Piece[]): Piece[] {
	const told: Piece[] = [];
	let gone = '';
	let come = '';
	const tell = () => {
		if (gone !== '') told.push({ kind: 'removed', text: gone });
		if (come !== '') told.push({ kind: 'added', text: come });
		gone = '';
		come = '';
	};
	for (const [index, { kind, text }] of pieces.entries()) {
		const next = pieces[index + 1];
		const within = gone !== '' && come !== '' && next !== undefined && next.kind !== 'same';
		if (kind === 'removed') gone += text;
		else if (kind === 'added') come += text;
		else if (within && /^[^\S\n]+$/.test(text)) {
			gone += text;
			come += text;
		} else {
			tell();
			const last = told.at(-1);
			if (last?.kind === 'same') told[told.length - 1] = { kind, text: last.text + text };
			else told.push({ kind, text });
		}
	}
	tell();
	return told;
}
