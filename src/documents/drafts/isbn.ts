/**
 * What is wrong with an ISBN, as a sentence that says what to do; null for one that can be printed. Spaces and hyphens
 * may stand where they like.
 */
export function isbnProblem(text: string): string | null {
	const digits = text.replaceAll(/[\s\u2010-\u2015-]/g, '').toUpperCase();
	if (/^97[89]\d{10}$/.test(digits)) return wrongDigit(digits, thirteenth(digits));
	if (/^\d{9}[\dX]$/.test(digits)) return wrongDigit(digits, tenth(digits));
	if (/^\d{13}$/.test(digits)) return 'An ISBN of 13 digits begins with 978 or 979';
	return 'Enter an ISBN of 13 digits, such as 978-0-306-40615-7';
}

function wrongDigit(digits: string, right: string): string | null {
	return digits.endsWith(right)
		? null
		: `Check the ISBN: after these digits it would end in ${right}, and not in ${digits.at(-1)}`;
}

function thirteenth(digits: string): string {
	const sum = sumOf(digits.slice(0, 12), (index) => (index % 2 === 0 ? 1 : 3));
	return String((10 - (sum % 10)) % 10);
}

function tenth(digits: string): string {
	const rest = (11 - (sumOf(digits.slice(0, 9), (index) => 10 - index) % 11)) % 11;
	return rest === 10 ? 'X' : String(rest);
}

function sumOf(digits: string, weight: (index: number) => number): number {
	return [...digits].reduce((sum, digit, index) => sum + Number(digit) * weight(index), 0);
}
