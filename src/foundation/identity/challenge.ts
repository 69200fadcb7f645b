import { randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import { hashOf, sealWith } from '../web/tokens.ts';
import { challengeMinutes } from './limits.ts';

/** What was shown, and until when it may come back: enough to see that it comes back once. */
export type Returned = { hash: Buffer; until: Temporal.Instant };

/**
 * Something unguessable that is handed out without being written down, because anyone may ask for it, and is recognised
 * when it comes back: for the same purpose, in time. That it comes back once is for the database to see (spend).
 */
export type Challenges = {
	issue(purpose: string): string;
	recognise(purpose: string, challenge: string): Returned | null;
};

export function challenges(secret: string, clock: Clock): Challenges {
	return {
		issue(purpose) {
			const until = clock.now().add({ minutes: challengeMinutes }).epochMilliseconds;
			return sealWith(secret, `challenge ${purpose}`).seal(
				`${until} ${randomBytes(16).toString('base64url')}`,
			);
		},
		recognise(purpose, challenge) {
			const text = sealWith(secret, `challenge ${purpose}`).open(challenge);
			if (text === undefined) return null;
			const until = Temporal.Instant.fromEpochMilliseconds(Number(text.split(' ', 1)[0]));
			if (Temporal.Instant.compare(clock.now(), until) > 0) return null;
			return { hash: hashOf(challenge), until };
		},
	};
}
