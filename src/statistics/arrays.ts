/** Reads where the caller's loop has already settled that the place exists. */
export function at<T>(list: ArrayLike<T>, index: number): T {
	const value = list[index];
	if (value === undefined) throw new RangeError(`no place ${index} in a list of ${list.length}`);
	return value;
}

/** The same for lists of numbers in inner loops, which stay quick only while each reads one kind of list. */
export function realAt(list: Float64Array, index: number): number {
	const value = list[index];
	if (value === undefined) throw new RangeError(`no place ${index} in a list of ${list.length}`);
	return value;
}

export function codeAt(list: Int32Array, index: number): number {
	const value = list[index];
	if (value === undefined) throw new RangeError(`no place ${index} in a list of ${list.length}`);
	return value;
}

/** Neumaier's compensated sum: the order of rows must not move the last digits of a published total. */
export function sum(values: Iterable<number>): number {
	let total = 0;
	let lost = 0;
	for (const value of values) {
		const next = total + value;
		lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
		total = next;
	}
	return total + lost;
}

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan), on values already sorted. */
export function quantileOf(sorted: ArrayLike<number>, probability: number): number {
	const place = (sorted.length - 1) * probability;
	const below = Math.floor(place);
	const low = at(sorted, below);
	return low + (place - below) * (at(sorted, Math.ceil(place)) - low);
}
