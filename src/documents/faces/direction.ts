const rightToLeft =
	/([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe](?:[^\p{L}\p{N}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe])*)/u;

/**
 * Divides text so that names written from right to left stand alone: kept apart, numbers and full stops beside them stay
 * where they belong.
 */
export function directions(text: string): { text: string; rightToLeft: boolean }[] {
	return text
		.split(rightToLeft)
		.map((part, index) => ({ text: part, rightToLeft: index % 2 === 1 }))
		.filter((part) => part.text !== '');
}
