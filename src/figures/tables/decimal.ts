/** Numbers of tables are kept to four places, exactly: 1/10,000 is the smallest that a tidy table holds. */
const places = 4;
const scale = 10n ** BigInt(places);
/** What decimal(18, 4) holds. */
const largest = 10n ** 18n;

export type Parsed = { value: string; rounded: boolean };

/**
 * A number as people and programs write it: "1,234.5", " 12 ", "−3", "1.2E-05"; null where it is none, or too large.
 * Moved by so many places: thousands of pounds are pounds with 3, percent are shares with −2.
 */
export function decimalOf(cell: string | number, moved = 0): Parsed | null {
	const text = (typeof cell === 'number' ? asMeant(cell) : cell).trim().replace(/^[−–](?=\s?\d)/, '-');
	if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return decimalOf(text.replaceAll(',', ''), moved);
	const found = /^([+-]?)\s?(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
	if (found === null || `${found[2] ?? ''}${found[3] ?? ''}` === '') return null;
	const [, sign = '', whole = '', part = '', power = '0'] = found;
	const shift = Number(power) - part.length + places + moved;
	if (Math.abs(shift) > 400) return null;
	const digits = BigInt(`${whole}${part}`);
	const divisor = shift < 0 ? 10n ** BigInt(-shift) : 1n;
	const scaled = shift < 0 ? (digits + divisor / 2n) / divisor : digits * 10n ** BigInt(shift);
	if (scaled >= largest) return null;
	return { value: written(sign === '-', scaled), rounded: shift < 0 && digits % divisor !== 0n };
}

/** Sums of fractions end in noise: 5656.3099999999995 was 5656.31 before a spreadsheet added it up. */
function asMeant(number: number): string {
	return String(Number.isInteger(number) ? number : Number(number.toPrecision(14)));
}

/** Without noughts that say nothing: "1234.5", "-0.25", "0". */
function written(negative: boolean, scaled: bigint): string {
	const part = (scaled % scale).toString().padStart(places, '0').replace(/0+$/, '');
	const text = `${scaled / scale}${part === '' ? '' : `.${part}`}`;
	return negative && scaled !== 0n ? `-${text}` : text;
}
