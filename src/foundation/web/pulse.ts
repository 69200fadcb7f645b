/** Tells how long ago something was known for certain, by asking again while anybody wants to know. */
export type Pulse = {
	/** It is known as of little before this moment; asks again where that will soon be too long ago. */
	isFresh(moment: number): boolean;
	/** Waits until it is known; false where nobody says so in time. */
	freshSince(moment: number): Promise<boolean>;
};

type Beat = { answered: Promise<boolean>; late: boolean };

/**
 * Asks at most every so many milliseconds, one question at a time, and lets an answer hold for three times as long: while
 * many come, nobody waits for it unless it is late. With 0 nothing holds that was asked before.
 */
export function createPulse({
	ask,
	every,
	patience = 2_000,
}: {
	ask: () => Promise<void>;
	every: number;
	patience?: number;
}): Pulse {
	const holds = 3 * every;
	/** When the question was asked that was answered last, and the one that was not. */
	let heard = Number.NEGATIVE_INFINITY;
	let failed = Number.NEGATIVE_INFINITY;
	let beat: Beat | null = null;

	function begin(): Beat {
		const at = performance.now();
		const { promise, resolve } = Promise.withResolvers<boolean>();
		const own: Beat = { answered: promise, late: false };
		beat = own;
		const timer = setTimeout(() => {
			own.late = true;
			resolve(false);
		}, patience);
		const end = (done: boolean) => {
			clearTimeout(timer);
			beat = null;
			if (done) heard = at;
			else failed = performance.now();
			resolve(done);
		};
		ask().then(
			() => end(true),
			() => end(false),
		);
		return own;
	}

	return {
		isFresh(moment) {
			const age = moment - heard;
			if (age > holds) return false;
			if (age > every && beat === null) begin();
			return true;
		},
		async freshSince(moment) {
			while (heard < moment - holds) {
				if (beat === null && performance.now() - failed < every) return false;
				const own: Beat = beat ?? begin();
				if (own.late || !(await own.answered)) return false;
			}
			return true;
		},
	};
}
