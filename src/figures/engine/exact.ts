/** Numbers as the engine counts with them: whole ten-thousandths, as sources are read, with no double between. */

/** Decimal places of what is read. */
export const read = 4;
/** Decimal places that a quotient is kept to. */
const kept = 12;
const enlarged = 10n ** BigInt(kept);

/** "50.8" of 508000 ten-thousandths. */
export function decimal(units: bigint, places = read): string {
	const size = 10n ** BigInt(places);
	if (units % size === 0n) return String(units / size);
	const negative = units < 0n;
	const all = String(negative ? -units : units).padStart(places + 1, '0');
	const first = all.length - places;
	return `${negative ? '-' : ''}${withoutNoughts(`${all.slice(0, first)}.${all.slice(first)}`)}`;
}

/** To twelve places, half away from zero; null where it is divided by zero. */
export function quotient(dividend: bigint, divisor: bigint): string | null {
	if (divisor === 0n) return null;
	return decimal(halved(dividend * enlarged, divisor), kept);
}

/** Limits are doubles; so many places are the same on every machine. */
export function limit(value: number): string {
	return withoutNoughts(value.toFixed(9));
}

const [nought, point] = ['0'.charCodeAt(0), '.'.charCodeAt(0)];

/** Without the noughts at the end of the places after the point, and without a point that nothing follows. */
function withoutNoughts(text: string): string {
	let end = text.length;
	while (text.charCodeAt(end - 1) === nought) end -= 1;
	if (text.charCodeAt(end - 1) === point) end -= 1;
	return text.slice(0, end);
}

/** The ten-thousandths of a number that was computed, half away from zero. */
export function units(value: number): bigint {
	const [whole = '0', part = ''] = Math.abs(value)
		.toFixed(read + 2)
		.split('.');
	const size = halved(BigInt(whole + part), 100n);
	return value < 0 ? -size : size;
}

/** The number as a double where it is whole and not too large for one; null otherwise. */
export function whole(value: bigint): number | null {
	const one = 10n ** BigInt(read);
	if (value % one !== 0n) return null;
	const number = Number(value / one);
	return Number.isSafeInteger(number) ? number : null;
}

function halved(dividend: bigint, divisor: bigint): bigint {
	const size = (value: bigint) => (value < 0n ? -value : value);
	const half = (2n * size(dividend) + size(divisor)) / (2n * size(divisor));
	return dividend < 0n === divisor < 0n ? half : -half;
}
