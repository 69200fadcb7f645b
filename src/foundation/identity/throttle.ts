/** How failures make people wait: nothing for the first few, then a minute, then twice as long each time, but never for ever. */
export type ThrottleRule = { free: number; longestMinutes: number; forgetHours: number };

/** One account: whoever guesses at it waits, and so does its owner, for an hour at the most. */
export const accountRule: ThrottleRule = { free: 5, longestMinutes: 60, forgetHours: 24 };
/** One network address: a whole force may stand behind it, so it takes more failures to slow it down. */
export const addressRule: ThrottleRule = { free: 20, longestMinutes: 60, forgetHours: 1 };

export type Attempts = { failures: number; lastAt: Temporal.Instant; waitUntil: Temporal.Instant | null };

export function mustWait(attempts: Attempts, now: Temporal.Instant): boolean {
	return attempts.waitUntil !== null && Temporal.Instant.compare(now, attempts.waitUntil) < 0;
}

/** What is kept after one more failure. */
export function afterFailure(rule: ThrottleRule, before: Attempts, now: Temporal.Instant): Attempts {
	const forgotten = Temporal.Instant.compare(before.lastAt.add({ hours: rule.forgetHours }), now) < 0;
	const failures = forgotten ? 1 : before.failures + 1;
	const over = failures - rule.free;
	const minutes = over < 0 ? 0 : Math.min(2 ** over, rule.longestMinutes);
	return { failures, lastAt: now, waitUntil: minutes === 0 ? null : now.add({ minutes }) };
}

/** The part of a network address that one subscriber has: for IPv6 the first four groups, since the rest is theirs to vary. */
export function subscriberOf(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.split('::');
	const left = head === '' ? [] : head.split(':');
	const right = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
	return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}
