import type { Meanings } from './meaning.ts';

/** What was published of one question of one force, in the newest edition of one release. */
export type PublicJudgment = {
	force: { id: string; slug: string; name: string };
	/** Where it was published. */
	release: { slug: string; title: string; edition: number; publishedAt: Temporal.Instant };
	/** Under which framework the round was; what is carried over was graded under an earlier one, `given`. */
	framework: string;
	version: number;
	component: string;
	kind: 'pillar' | 'question';
	/** The id of its pillar; null for a pillar. */
	pillar: string | null;
	pillarTitle: string | null;
	title: string;
	/** The question itself. */
	asks: string | null;
	position: number;
	/** Null: inspected, and not graded. */
	grade: string | null;
	gradeTitle: string;
	/** On the scale that it was given on, from 0 for the best to 1. */
	rank: number | null;
	given: { framework: string; version: number };
	/** In words, as it is printed: "2018/19". */
	lastInspected: string;
	carriedOver: boolean;
	/** Of what was judged in an earlier release: when. */
	judgedAt: Temporal.Instant | null;
	source: string | null;
	/** Of what is carried over: the sentence that says so. */
	note: string | null;
	/** What the report says of it right beside the grade, and the address of that. */
	summary: string | null;
	summaryHref: string | null;
	direction: 'improved' | 'declined' | 'unchanged' | null;
	/** With what it is compared, or why with nothing. */
	directionNote: string | null;
	directionIllustrative: boolean;
	illustrative: boolean;
};

/** How a grade looks beside its word: from the best to the worst of the scale that it was given on. */
type GradeLook = 'best' | 'good' | 'weak' | 'worst' | 'none';

export function lookOf({ grade, rank }: Pick<PublicJudgment, 'grade' | 'rank'>): GradeLook {
	if (grade === null || rank === null) return 'none';
	if (rank <= 0) return 'best';
	if (rank >= 1) return 'worst';
	return rank < 0.5 ? 'good' : 'weak';
}

/** What stands of one round: what it judged and nothing newer has judged since. */
export type Round = {
	framework: string;
	version: number;
	/** Null where what it means has not been frozen. */
	title: string | null;
	cycle: string | null;
	release: PublicJudgment['release'];
	/** Each pillar before its questions. */
	judgments: readonly PublicJudgment[];
};

const keyOf = ({ framework, component }: { framework: string; component: string }) =>
	`${framework}/${component}`;

/**
 * What the inspectorate says now of one force, round by round, the newest first: the newest judgment of each question.
 * What a newer round has asked again, under whatever name, is left to the record.
 */
export function standingOf(judgments: readonly PublicJudgment[], meanings: Meanings): Round[] {
	const answered = new Set<string>();
	const rounds: Round[] = [];
	for (const own of roundsIn(judgments)) {
		const [first] = own;
		if (first === undefined) continue;
		const left = own.filter((one) => !answered.has(keyOf(one)));
		for (const one of own) {
			answered.add(keyOf(one));
			for (const earlier of continuedBy(one, meanings)) answered.add(earlier);
		}
		// A pillar of an older round is told only above questions of it that still stand.
		const questions = left.filter(({ kind }) => kind === 'question');
		const whole = left.length === own.length;
		const shown = left.filter(
			({ kind, component }) =>
				kind === 'question' || whole || questions.some(({ pillar }) => pillar === component),
		);
		if (shown.length === 0) continue;
		const meaning = meanings.of(first);
		rounds.push({
			framework: first.framework,
			version: first.version,
			title: meaning?.title ?? null,
			cycle: meaning?.cycle ?? null,
			release: first.release,
			judgments: shown,
		});
	}
	return rounds;
}

/** The judgments of each release by each framework, the newest first, each in the order of its report. */
function roundsIn(judgments: readonly PublicJudgment[]): PublicJudgment[][] {
	return [...Map.groupBy(judgments, (one) => `${one.release.slug} ${one.framework}`).values()]
		.map((own) => own.toSorted((a, b) => a.position - b.position))
		.toSorted(([a], [b]) => (a === undefined || b === undefined ? 0 : newestFirst(a, b)));
}

/** What is newer comes first. A correction does not make a judgment newer: it is as old as the first edition. */
export function newestFirst({ release: a }: PublicJudgment, { release: b }: PublicJudgment): number {
	return (
		Temporal.Instant.compare(b.publishedAt, a.publishedAt) ||
		Number(a.slug > b.slug) - Number(a.slug < b.slug)
	);
}

function continuedBy(one: PublicJudgment, meanings: Meanings): readonly string[] {
	return meanings.of(one)?.components.find(({ component }) => component === one.component)?.continues ?? [];
}

/** One cell of the record: how a question was judged in one round. */
export type Reading = {
	judgment: PublicJudgment;
	/** Whether it is compared with the reading after it, and why not. */
	comparable: boolean;
	because: string | null;
};

export type RecordLine = {
	/** As the newest round calls it. */
	framework: string;
	component: string;
	kind: 'pillar' | 'question';
	title: string;
	pillarTitle: string | null;
	/** By the year in which it was inspected; several where several earlier questions went into this one. */
	byYear: ReadonlyMap<string, readonly Reading[]>;
};

export type Record = {
	/** "2014", "2018/19": the earliest first. */
	years: readonly string[];
	lines: readonly RecordLine[];
};

/**
 * How each question was judged over the years, along what it goes on from. A judgment that a later report carried over
 * stands in its own year, and once.
 */
export function recordOf(judgments: readonly PublicJudgment[], meanings: Meanings): Record {
	const rounds = roundsIn(judgments);
	const lines: RecordLine[] = [];
	const taken = new Set<string>();
	for (const head of rounds.flat()) {
		if (taken.has(keyOf(head))) continue;
		const keys = new Set([keyOf(head), ...continuedBy(head, meanings)]);
		const own = rounds.flat().filter((one) => keys.has(keyOf(one)) && !taken.has(keyOf(one)));
		for (const one of own) taken.add(keyOf(one));
		lines.push({
			framework: head.framework,
			component: head.component,
			kind: head.kind,
			title: head.title,
			pillarTitle: head.pillarTitle,
			byYear: byYear(own, meanings),
		});
	}
	const years = new Set(lines.flatMap(({ byYear: all }) => [...all.keys()]));
	return { years: [...years].toSorted(), lines };
}

function byYear(own: readonly PublicJudgment[], meanings: Meanings): Map<string, Reading[]> {
	// What was judged in a year itself is told rather than what a later report says of it.
	const first = own.toSorted((a, b) => Number(a.carriedOver) - Number(b.carriedOver));
	const years = new Map<string, PublicJudgment[]>();
	for (const one of first) {
		const there = years.get(one.lastInspected) ?? [];
		if (one.carriedOver && there.length > 0) continue;
		if (there.some((other) => keyOf(other) === keyOf(one))) continue;
		years.set(one.lastInspected, [...there, one]);
	}
	const order = [...years.keys()].toSorted();
	return new Map(
		order.map((year, index) => [
			year,
			(years.get(year) ?? []).map((judgment): Reading => {
				const next = years.get(order[index + 1] ?? '')?.[0];
				return {
					judgment,
					...(next === undefined
						? { comparable: true, because: null }
						: meanings.compare(judgment.given, next.given)),
				};
			}),
		]),
	);
}
