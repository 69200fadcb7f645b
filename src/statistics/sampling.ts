import { createHash } from 'node:crypto';
import { type Allocation, allocate, type Design } from './allocation.ts';
import { StatisticsError } from './errors.ts';
import { byCodeUnits, type FrameRecord, frameHash, orderedFrame } from './frame.ts';
import { defineMethod } from './method.ts';

export const samplingMethod = defineMethod(
	'sample',
	1,
	'Simple or stratified random selection without replacement, committed and then revealed',
	'Lindeman M, Stark PB (2012). A gentle introduction to risk-limiting audits. IEEE Security & Privacy 10: 42–49 (hash-based draws); Blum M (1983). Coin flipping by telephone. SIGACT News 15: 23–27 (commit, then reveal).',
);

/** Fixed before anything can be known of the outcome, and published. */
export type Commitment = {
	frameHash: string;
	records: number;
	allocation: Allocation[];
	commitment: string;
	method: string;
};

/** What nobody could know when the commitment was published: later public randomness, or another party's share. */
export type Share = { value: string; source: string };

export type Drawn = { id: string; stratum: string; place: number };

export type Sample = {
	frameHash: string;
	records: number;
	allocation: Allocation[];
	commitment: string;
	seed: string;
	share: Share | null;
	sample: Drawn[];
	/** Who could have known the sample before it was drawn; null where nobody could. */
	caution: string | null;
	method: string;
};

/** 128 bits in hexadecimal: a shorter secret could be found by trying until the commitment matches. */
const leastSeed = 32;

export function commitSample(records: readonly FrameRecord[], design: Design, seed: string): Commitment {
	if (seed.length < leastSeed)
		throw new StatisticsError(
			'out-of-range',
			`A seed to commit to needs at least ${leastSeed} characters, such as 64 random hexadecimal digits: a shorter one could be guessed from its commitment.`,
		);
	const plan = planOf(records, design);
	return {
		frameHash: plan.hash,
		records: plan.ordered.length,
		allocation: plan.allocation,
		commitment: commitmentOf(plan, seed),
		method: samplingMethod.label,
	};
}

/**
 * The sample itself, the same for anyone who has the frame, the design, the revealed seed and the share. A
 * commitment that was published before is checked: a changed frame, design or seed is refused.
 */
export function drawSample(
	records: readonly FrameRecord[],
	design: Design,
	seed: string,
	share: Share | null = null,
	published: string | null = null,
): Sample {
	if (seed === '') throw new StatisticsError('missing', 'A sample needs a seed.');
	if (share !== null && (share.value === '' || share.source === ''))
		throw new StatisticsError('missing', 'The second share needs its value and where it comes from.');
	const plan = planOf(records, design);
	const commitment = commitmentOf(plan, seed);
	if (published !== null && published !== commitment)
		throw new StatisticsError(
			'changed',
			'The frame, the design or the seed is not the one that was committed to. Nothing was drawn.',
		);
	const order = drawingOrder(plan, seed, share);
	return {
		frameHash: plan.hash,
		records: plan.ordered.length,
		allocation: plan.allocation,
		commitment,
		seed,
		share,
		sample: plan.allocation.flatMap(({ stratum, sample }) =>
			inStratum(order, stratum)
				.slice(0, sample)
				.map((id, i) => ({ id, stratum, place: i + 1 })),
		),
		caution: cautionOf(seed, share, published),
		method: samplingMethod.label,
	};
}

export type Rejection = { id: string; reason: string };

export type Replacement = { id: string; reason: string; replacedBy: string; stratum: string; place: number };

/** Records that turned out not to belong give way to the next in the same drawing order, one line of log each. */
export function replaceInSample(
	records: readonly FrameRecord[],
	design: Design,
	drawn: Pick<Sample, 'seed' | 'share' | 'commitment'>,
	rejections: readonly Rejection[],
): { sample: Drawn[]; log: Replacement[]; method: string } {
	const { sample } = drawSample(records, design, drawn.seed, drawn.share, drawn.commitment);
	const plan = planOf(records, design);
	const order = drawingOrder(plan, drawn.seed, drawn.share);
	const current = new Map(sample.map((each) => [each.id, each]));
	const used = new Map(plan.allocation.map((each) => [each.stratum, each.sample]));
	const log = rejections.map(({ id, reason }): Replacement => {
		if (reason.trim() === '')
			throw new StatisticsError('missing', `“${id}” cannot be replaced without a reason.`);
		const out = current.get(id);
		if (out === undefined)
			throw new StatisticsError('missing', `“${id}” is not in the sample, so it cannot be replaced.`);
		const place = (used.get(out.stratum) ?? 0) + 1;
		const replacedBy = inStratum(order, out.stratum)[place - 1];
		if (replacedBy === undefined)
			throw new StatisticsError(
				'too-few',
				`No record of “${out.stratum}” is left to replace “${id}”. Report the smaller sample.`,
			);
		used.set(out.stratum, place);
		current.delete(id);
		current.set(replacedBy, { id: replacedBy, stratum: out.stratum, place });
		return { id, reason, replacedBy, stratum: out.stratum, place };
	});
	return { sample: [...current.values()], log, method: samplingMethod.label };
}

type Plan = { ordered: FrameRecord[]; hash: string; allocation: Allocation[] };

function planOf(records: readonly FrameRecord[], design: Design): Plan {
	const ordered = orderedFrame(records);
	const sizes = new Map<string, number>();
	for (const stratum of ordered.map((record) => record.stratum).toSorted(byCodeUnits))
		sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
	return { ordered, hash: frameHash(ordered), allocation: allocate(design, sizes) };
}

/** Binds seed, frame and allocation, and tells nothing of a long seed. */
function commitmentOf({ hash, allocation }: Plan, seed: string): string {
	const numbers = allocation.map(({ stratum, sample }) => [stratum, sample]);
	return digest('inspectorate sample commitment 1', [seed, hash, numbers]);
}

/** Every record gets a ticket from a hash of seed, share, frame and reference; tickets in order are the draw. */
function drawingOrder({ ordered, hash }: Plan, seed: string, share: Share | null): Map<string, string[]> {
	const key = digest('inspectorate sample draw 1', [seed, share?.value ?? null, hash]);
	const tickets = ordered.map(({ id, stratum }) => ({
		id,
		stratum,
		ticket: digest('inspectorate sample ticket 1', [key, id]),
	}));
	tickets.sort((a, b) => byCodeUnits(a.ticket, b.ticket));
	const order = new Map<string, string[]>();
	for (const { id, stratum } of tickets) {
		const before = order.get(stratum);
		if (before === undefined) order.set(stratum, [id]);
		else before.push(id);
	}
	return order;
}

function inStratum(order: ReadonlyMap<string, string[]>, stratum: string): string[] {
	return order.get(stratum) ?? [];
}

/** The parts travel as JSON, so that no two different lists of parts read the same. */
function digest(purpose: string, parts: readonly unknown[]): string {
	return createHash('sha256')
		.update(`${purpose}\n${JSON.stringify(parts)}`)
		.digest('hex');
}

function cautionOf(seed: string, share: Share | null, published: string | null): string | null {
	if (seed.length < leastSeed) return 'The seed is short enough to guess, so the sample could be foreseen.';
	if (share === null) return 'Whoever chose the seed could foresee the sample: no later share was drawn in.';
	if (published === null)
		return 'No published commitment was checked, so the seed could have been chosen after the share was known.';
	return null;
}
