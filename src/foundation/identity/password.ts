import { randomUUID } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';
import { passwordLeast, passwordMost } from './limits.ts';

/** Argon2id, which is the library's default algorithm: its enum cannot be named in code that is only stripped of types. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const satisfies Options;
const current = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

export type Passwords = {
	hash(password: string): Promise<string>;
	/** Does the same work for nobody's password, so that the time taken tells nothing. */
	matches(kept: string | null, password: string): Promise<boolean>;
	/** Kept under parameters that are no longer ours. */
	outdated(kept: string): boolean;
};

export function argon2Passwords(): Passwords {
	let nobodys: Promise<string> | undefined;
	return {
		hash: (password) => hash(password, cost),
		async matches(kept, password) {
			nobodys ??= hash(randomUUID(), cost);
			const matches = await verify(kept ?? (await nobodys), password);
			return kept !== null && matches;
		},
		outdated: (kept) => !kept.startsWith(current),
	};
}

/** Beginnings of what people choose when a long password is asked for; kept without spaces and in small letters. */
const wellKnown = [
	'password',
	'passw0rd',
	'p@ssword',
	'p@ssw0rd',
	'letmein',
	'welcome',
	'qwerty',
	'qwertyuiop',
	'asdfghjkl',
	'zxcvbnm',
	'1q2w3e4r',
	'1qaz2wsx',
	'iloveyou',
	'changeme',
	'trustno1',
	'administrator',
	'correcthorsebatterystaple',
	'policepolice',
];

/** Why this may not be the password, in a sentence; null when it may. */
export function whyNot(password: string, about: { email: string; names: readonly string[] }): string | null {
	const length = [...password].length;
	if (length < passwordLeast) return `Enter a password of at least ${passwordLeast} characters`;
	if (length > passwordMost) return `Enter a password of at most ${passwordMost} characters`;
	const plain = password.toLowerCase().replaceAll(/\s/g, '');
	if (new Set(plain).size < 5) return 'Enter a password with more different characters';
	if (/^(.{1,6}?)\1+$/u.test(plain)) return 'Enter a password that does not repeat itself';
	if (isRun(plain)) return 'Enter a password that is not a run of neighbouring letters or digits';
	const [mailbox = ''] = about.email.split('@');
	const own = [about.email, mailbox, ...about.names].map((one) => one.toLowerCase().replaceAll(/\s/g, ''));
	const known = own.find((one) => one.length >= 4 && mostly(plain, one));
	if (known !== undefined) {
		return 'Enter a password that is not made of your name, your email address or the name of the service';
	}
	if (wellKnown.some((one) => mostly(plain, one))) {
		return 'Enter a password that is harder to guess: this is one that many people use';
	}
	return null;
}

/** What is left beside the word is too little to make a password of. */
function mostly(password: string, word: string): boolean {
	return password.includes(word) && password.replaceAll(word, '').length < 6;
}

function isRun(text: string): boolean {
	const steps = [...text]
		.slice(1)
		.map((one, index) => (one.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0));
	return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}
