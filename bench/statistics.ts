// Each method against a plain loop of the same formula that checks nothing and gives the same record, and against R
// where it is installed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
	byar,
	type CountEstimate,
	funnel,
	gwetAc,
	krippendorffAlpha,
	type Proportion,
	rake,
	readRatings,
	wilson,
} from '../src/statistics/index.ts';

const rounds = 25;
const z = 1.959963984540054;

type Line = { name: string; ours: () => unknown; plain: () => unknown };

/** A small generator of its own, so that every run measures the same numbers. */
function sequence(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

const million = 1_000_000;
/** The latest results only are held on to: a million would measure the collector of garbage. */
const kept = 1000;
const random = sequence(42);
const sizes = Int32Array.from({ length: million }, () => 1 + Math.floor(random() * 1000));
const parts = sizes.map((n) => Math.floor(random() * (n + 1)));
const events = Int32Array.from({ length: million }, () => 10 + Math.floor(random() * 100_000));

function plainWilson(): unknown {
	const results = new Array<Proportion>(kept);
	for (let i = 0; i < million; i++) {
		const x = parts[i] ?? 0;
		const n = sizes[i] ?? 0;
		const spread = z * Math.sqrt(z * z + (4 * x * (n - x)) / n);
		const width = 2 * (n + z * z);
		results[i % kept] = {
			value: x / n,
			lower: (2 * x + z * z - spread) / width,
			upper: (2 * x + z * z + spread) / width,
			confidence: 0.95,
			numerator: x,
			denominator: n,
			method: 'wilson/1',
		};
	}
	return results;
}

function ourWilson(): unknown {
	const results = new Array<Proportion>(kept);
	for (let i = 0; i < million; i++) results[i % kept] = wilson(parts[i] ?? 0, sizes[i] ?? 0);
	return results;
}

function plainByar(): unknown {
	const results = new Array<CountEstimate>(kept);
	for (let i = 0; i < million; i++) {
		const x = events[i] ?? 0;
		const low = 1 - 1 / (9 * x) - z / (3 * Math.sqrt(x));
		const high = 1 - 1 / (9 * (x + 1)) + z / (3 * Math.sqrt(x + 1));
		results[i % kept] = {
			value: x,
			lower: x * low * low * low,
			upper: (x + 1) * high * high * high,
			confidence: 0.95,
			rule: 'byar',
			method: 'byar/1',
		};
	}
	return results;
}

function ourByar(): unknown {
	const results = new Array<CountEstimate>(kept);
	for (let i = 0; i < million; i++) results[i % kept] = byar(events[i] ?? 0);
	return results;
}

function points(n: number) {
	const next = sequence(n);
	return Array.from({ length: n }, (_, i) => {
		const denominator = 100 + Math.floor(next() * 10_000);
		return { id: `area ${i}`, numerator: Math.floor(denominator * (0.2 + 0.2 * next())), denominator };
	});
}

function plainFunnel(list: ReturnType<typeof points>): unknown {
	const target = Math.asin(
		Math.sqrt(list.reduce((t, p) => t + p.numerator, 0) / list.reduce((t, p) => t + p.denominator, 0)),
	);
	const errors = list.map((p) => 1 / (2 * Math.sqrt(p.denominator)));
	const zs = list.map(
		(p, i) => (Math.asin(Math.sqrt(p.numerator / p.denominator)) - target) / (errors[i] ?? 1),
	);
	const sorted = zs.toSorted((a, b) => a - b);
	const low = sorted[Math.floor(0.1 * (zs.length - 1))] ?? 0;
	const high = sorted[Math.ceil(0.9 * (zs.length - 1))] ?? 0;
	const excess = zs.reduce((t, each) => t + Math.min(high, Math.max(low, each)) ** 2, 0) - (zs.length - 1);
	const weights = errors.map((s) => 1 / s ** 2);
	const total = weights.reduce((t, w) => t + w, 0);
	const tau2 = Math.max(0, excess / (total - weights.reduce((t, w) => t + w * w, 0) / total));
	const back = (y: number) => Math.sin(Math.min(Math.PI / 2, Math.max(0, y))) ** 2;
	return list.map((p, i) => {
		const s = Math.sqrt((errors[i] ?? 1) ** 2 + tau2);
		return {
			...p,
			z: ((zs[i] ?? 0) * (errors[i] ?? 1)) / s,
			limits95: { lower: back(target - z * s), upper: back(target + z * s) },
			limits998: { lower: back(target - 3.090232 * s), upper: back(target + 3.090232 * s) },
		};
	});
}

const ratingSource = sequence(7);
const categories = ['1', '2', '3', '4', '5'];
const rows = Array.from({ length: 1000 }, () => {
	const truth = Math.floor(ratingSource() * 5);
	return Array.from({ length: 10 }, () =>
		ratingSource() < 0.05 ? null : `${ratingSource() < 0.7 ? truth + 1 : 1 + Math.floor(ratingSource() * 5)}`,
	);
});

/** The table, AC1 and alpha with their errors, straight down the page. */
function plainAgreement(): unknown {
	const q = categories.length;
	const counts = rows.map((row) => {
		const count = [0, 0, 0, 0, 0];
		for (const rating of row)
			if (rating !== null) count[Number(rating) - 1] = (count[Number(rating) - 1] ?? 0) + 1;
		return count;
	});
	const totals = counts.map((count) => count.reduce((t, c) => t + c, 0));
	const agreed = counts.map((count, i) => {
		const r = totals[i] ?? 0;
		return r < 2 ? 0 : count.reduce((t, c) => t + c * (c - 1), 0) / (r * (r - 1));
	});
	const n = counts.length;
	const pa = agreed.reduce((t, a) => t + a, 0) / totals.filter((r) => r >= 2).length;
	const pi = categories.map((_, k) => counts.reduce((t, c, i) => t + (c[k] ?? 0) / (totals[i] ?? 1), 0) / n);
	const pe = pi.reduce((t, p) => t + p * (1 - p), 0) / (q - 1);
	const ac1 = (pa - pe) / (1 - pe);
	const spread = counts.reduce((t, c, i) => {
		const own = c.reduce((s, x, k) => s + x * (1 - (pi[k] ?? 0)), 0) / ((q - 1) * (totals[i] ?? 1));
		const x = ((agreed[i] ?? 0) - pe - 2 * (1 - ac1) * (own - pe)) / (1 - pe);
		return t + (x - ac1) ** 2;
	}, 0);
	const all = totals.reduce((t, r) => t + r, 0);
	const shares = categories.map((_, k) => counts.reduce((t, c) => t + (c[k] ?? 0), 0) / all);
	const expected = shares.reduce((t, p) => t + p * p, 0);
	const weighted = agreed.reduce((t, a, i) => t + (a * (totals[i] ?? 0)) / all, 0);
	const alpha = ((1 - 1 / all) * weighted + 1 / all - expected) / (1 - expected);
	const alphaSpread = counts.reduce((t, c, i) => {
		const surplus = ((totals[i] ?? 0) - all / n) / (all / n);
		const own = c.reduce((s, x, k) => s + x * (shares[k] ?? 0), 0) / (all / n) - expected * surplus;
		const a = ((agreed[i] ?? 0) * (totals[i] ?? 0)) / (all / n) - weighted * surplus;
		return t + ((a - expected - 2 * (1 - alpha) * (own - expected)) / (1 - expected) - alpha) ** 2;
	}, 0);
	return [ac1, Math.sqrt(spread / (n * (n - 1))), alpha, Math.sqrt(alphaSpread / (n * (n - 1)))];
}

function ourAgreement(): unknown {
	const ratings = readRatings(rows, categories);
	return [gwetAc(ratings), krippendorffAlpha(ratings)];
}

const margins = [
	{ variable: 'age', targets: { young: 0.3, middle: 0.4, old: 0.3 } },
	{ variable: 'sex', targets: { female: 0.51, male: 0.49 } },
	{ variable: 'ethnicity', targets: { a: 0.8, b: 0.08, c: 0.06, d: 0.06 } },
	{ variable: 'deprivation', targets: { one: 0.2, two: 0.2, three: 0.2, four: 0.2, five: 0.2 } },
];
const peopleSource = sequence(3);
const people = Array.from({ length: 20_000 }, () =>
	Object.fromEntries(
		margins.map(({ variable, targets }) => {
			const names = Object.keys(targets);
			return [variable, names[Math.floor(peopleSource() ** 1.3 * names.length)] ?? ''];
		}),
	),
);

function plainRake(): unknown {
	const coded = margins.map(({ variable, targets }) => {
		const names = Object.keys(targets);
		const place = new Map(names.map((name, i) => [name, i]));
		return {
			codes: people.map((person) => place.get(person[variable] ?? '') ?? 0),
			wanted: Object.values(targets),
		};
	});
	const weights = new Float64Array(people.length).fill(1);
	const sums = ({ codes, wanted }: { codes: number[]; wanted: number[] }) => {
		const found = wanted.map(() => 0);
		for (let i = 0; i < weights.length; i++) {
			const code = codes[i] ?? 0;
			found[code] = (found[code] ?? 0) + (weights[i] ?? 0);
		}
		return found;
	};
	for (let round = 0; round < 1000; round++) {
		for (const margin of coded) {
			const factors = sums(margin).map((sum, c) => ((margin.wanted[c] ?? 0) * weights.length) / sum);
			for (let i = 0; i < weights.length; i++)
				weights[i] = (weights[i] ?? 0) * (factors[margin.codes[i] ?? 0] ?? 1);
		}
		const gaps = coded.flatMap((margin) =>
			sums(margin).map((sum, c) => Math.abs(sum / weights.length - (margin.wanted[c] ?? 0))),
		);
		if (Math.max(...gaps) <= 0.001) break;
	}
	return weights;
}

const small = points(43);
const large = points(10_000);

const lines: Line[] = [
	{
		name: 'Wilson, a million',
		ours: ourWilson,
		plain: plainWilson,
	},
	{
		name: 'Byar, a million',
		ours: ourByar,
		plain: plainByar,
	},
	{
		name: '200 funnels of 43',
		ours: () => repeat(200, () => funnel('proportion', small)),
		plain: () => repeat(200, () => plainFunnel(small)),
	},
	{ name: 'funnel of 10,000', ours: () => funnel('proportion', large), plain: () => plainFunnel(large) },
	{
		name: '20 agreements of 1,000 × 10 × 5',
		ours: () => repeat(20, ourAgreement),
		plain: () => repeat(20, plainAgreement),
	},
	{ name: 'raking, 20,000 on four margins', ours: () => rake(people, margins), plain: plainRake },
];

function repeat(times: number, run: () => unknown): unknown {
	let last: unknown;
	for (let i = 0; i < times; i++) last = run();
	return last;
}

/** The two take turns, so that a busy machine slows both alike; the quickest round of each counts. */
function quickest({ ours, plain }: Line): { ours: number; plain: number } {
	const best = { ours: Infinity, plain: Infinity };
	for (let round = 0; round < rounds; round++) {
		best.plain = Math.min(best.plain, timed(plain));
		best.ours = Math.min(best.ours, timed(ours));
	}
	return best;
}

function timed(run: () => unknown): number {
	const start = performance.now();
	run();
	return performance.now() - start;
}

/** Milliseconds in R by name, or the reason why there are none. */
function timesInR(): Map<string, string> | string {
	const script = join(import.meta.dirname, 'statistics.R');
	const { status, stdout, error } = spawnSync('Rscript', ['--vanilla', script], { encoding: 'utf8' });
	if (error !== undefined) return 'R is not installed';
	if (status !== 0) return 'R did not finish';
	return new Map(
		stdout
			.trim()
			.split('\n')
			.map((line): [string, string] => {
				const [name = '', said = ''] = line.split('\t');
				return [name, Number.isFinite(Number(said)) ? `${Number(said).toFixed(1)} ms` : said];
			}),
	);
}

/** Each method against a plain loop of the same formula, and against R where it is installed. */
export async function benchStatistics(print: (line: string) => void): Promise<void> {
	const r = timesInR();
	for (const line of lines) {
		const { ours, plain } = quickest(line);
		const inR = typeof r === 'string' ? r : (r.get(line.name) ?? 'no answer');
		print(
			`${line.name}: ${ours.toFixed(1)} ms, plain loop ${plain.toFixed(1)} ms, ratio ${(ours / plain).toFixed(2)}; R: ${inR}`,
		);
	}
}
