/** Arithmetic on decimals as they are written, with no double between: 0.1 and 0.2 are 0.3. */

type Exact = { digits: bigint; places: number };

const form = /^([+-]?)(\d+)(?:\.(\d+))?$/;
/** Places kept where a division does not end. */
const kept = 20;

function exact(text: string): Exact {
	const [, sign, whole = '', part = ''] = form.exec(text.trim()) ?? [];
	if (sign === undefined) throw new RangeError(`“${text}” is not a decimal number`);
	const digits = BigInt(whole + part);
	return { digits: sign === '-' ? -digits : digits, places: part.length };
}

function written({ digits, places }: Exact): string {
	const negative = digits < 0n;
	const all = String(negative ? -digits : digits).padStart(places + 1, '0');
	const whole = all.slice(0, all.length - places);
	const part = all.slice(all.length - places).replace(/0+$/, '');
	return `${negative ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}

const shifted = ({ digits, places }: Exact, to: number) => digits * 10n ** BigInt(to - places);

function aligned(a: string, b: string): { one: bigint; other: bigint; places: number } {
	const [left, right] = [exact(a), exact(b)];
	const places = Math.max(left.places, right.places);
	return { one: shifted(left, places), other: shifted(right, places), places };
}

export function plus(a: string, b: string): string {
	const { one, other, places } = aligned(a, b);
	return written({ digits: one + other, places });
}

export function minus(a: string, b: string): string {
	const { one, other, places } = aligned(a, b);
	return written({ digits: one - other, places });
}

export function times(a: string, b: string): string {
	const [left, right] = [exact(a), exact(b)];
	return written({ digits: left.digits * right.digits, places: left.places + right.places });
}

/** To twenty places, rounded half away from zero; null where the second is zero. */
export function over(a: string, b: string): string | null {
	const { one, other } = aligned(a, b);
	if (other === 0n) return null;
	return written({ digits: divided(one * 10n ** BigInt(kept), other), places: kept });
}

export function sumOf(values: readonly string[]): string {
	return values.reduce(plus, '0');
}

/** Negative, zero or positive, as the first is less than, equal to or greater than the second. */
export function inOrder(a: string, b: string): number {
	const { one, other } = aligned(a, b);
	return one < other ? -1 : one > other ? 1 : 0;
}

export function isDecimal(text: string): boolean {
	return form.test(text.trim());
}

/** With exactly so many places, half away from zero, as people round by hand. */
export function rounded(value: string, places: number): string {
	const number = exact(value);
	const digits =
		number.places <= places
			? shifted(number, places)
			: divided(number.digits, 10n ** BigInt(number.places - places));
	const negative = digits < 0n;
	const all = String(negative ? -digits : digits).padStart(places + 1, '0');
	const [whole, part] = [all.slice(0, all.length - places), all.slice(all.length - places)];
	return `${negative ? '-' : ''}${whole}${places === 0 ? '' : `.${part}`}`;
}

function divided(digits: bigint, by: bigint): bigint {
	const size = (value: bigint) => (value < 0n ? -value : value);
	const half = (2n * size(digits) + size(by)) / (2n * size(by));
	return digits < 0n === by < 0n ? half : -half;
}
