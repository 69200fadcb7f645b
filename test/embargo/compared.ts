import { type Answered, seenBehind } from './asking.ts';
import type { Attack } from './attack.ts';
import type { Somebody } from './cast.ts';

export type Answers = Map<string, Answered & { attack: Attack }>;

export const isOutside = ({ staff, reads }: Somebody) => !staff && reads.length === 0;
/** Staff know it, and named people read it where it is shown to them: what everybody is shown, they are shown as well. */
export const isPublicOnly = ({ route }: Attack) => route.opens === 'public';

/** Where an answer is not the one that is given without the release: what was asked, and the first difference. */
export function differing(
	before: Answers,
	without: Answers,
	saysState: (route: Attack['route']) => boolean = () => false,
): string[] {
	const faults: string[] = [];
	const stateless = (hash = '') => seenBehind(hash).replace(/\\"state\\":\\"[0-9a-f]{32}/, '');
	for (const [key, { attack, status, seen, path, page }] of before) {
		if (!isOutside(attack.somebody) && !isPublicOnly(attack)) continue;
		const other = without.get(key);
		if (saysState(attack.route) && stateless(other?.page) === stateless(page)) continue;
		if (other?.seen !== seen)
			faults.push(`${key}: ${other?.status} and ${status}: ${difference(other?.seen ?? '', seen)}`);
		// Proving who one is takes its own time, and reads none of this.
		else if (other.path !== path && attack.route.opens !== 'authentication')
			faults.push(`${key} asks the database for something else: ${difference(other.path, path)}`);
	}
	return faults;
}

export function difference(one: string, other: string): string {
	if (one === other) return ' ≠ ';
	const [a, b] = [seenBehind(one), seenBehind(other)];
	let at = 0;
	while (at < a.length && a[at] === b[at]) at += 1;
	return `${a.slice(Math.max(0, at - 80), at + 120)} ≠ ${b.slice(Math.max(0, at - 80), at + 120)}`;
}

/** What somebody was told that they may not know. */
export function told(answers: Answers, open: (attack: Attack, word: string) => boolean): string[] {
	return [...answers].flatMap(([key, { attack, words }]) => {
		const secret = words.filter((word) => !open(attack, word));
		return secret.length === 0 ? [] : [`${key}: ${secret.join(', ')}`];
	});
}

/** Where a server keeps something else than what it would make at this moment for somebody with a cookie. */
export function keptOtherwise(answers: Answers, withCookie: Somebody): string[] {
	return [...answers].flatMap(([key, { attack, page, status }]) => {
		if (attack.somebody.bare !== true || attack.method !== 'GET') return [];
		const made = answers.get(key.replace(attack.somebody.name, withCookie.name));
		return made?.page === page
			? []
			: [`${key}: ${made?.status} and ${status}: ${difference(made?.page ?? '', page)}`];
	});
}
