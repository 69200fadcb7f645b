import { createHmac, randomInt } from 'node:crypto';

/** No letter that looks like another, so that a printed code can be typed. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;
const count = 10;

export function newRecoveryCodes(): string[] {
	return Array.from({ length: count }, () =>
		Array.from({ length }, () => letters[randomInt(letters.length)]).join(''),
	);
}

/** In groups, to read and to type. */
export function inGroups(code: string): string {
	return code.match(/.{1,4}/g)?.join('-') ?? code;
}

/** What is kept. With the installation's secret in it, a stolen table cannot be searched for the codes. */
export function recoveryHash(secret: string, account: string, code: string): Buffer {
	return createHmac('sha256', secret).update(`recovery ${account} ${code}`).digest();
}

export function recoveryText(service: string, email: string, codes: readonly string[]): string {
	return [
		`Recovery codes for ${email}`,
		service,
		'',
		'Each code works once, instead of a code from your authenticator app.',
		'Keep them where only you can find them.',
		'',
		...codes.map(inGroups),
		'',
	].join('\n');
}
