import { type T, wordsIn } from '../words/words.ts';

/** What a framework asks, what its grades mean, and with which others they are compared. */
export type Meaning = {
	framework: string;
	version: number;
	title: string;
	/** As readers name the round: "2018/19". */
	cycle: string;
	/** "2018/19 PEEL assessment" */
	inspection: string;
	summary: string;
	/** Grades are compared within one family only; null where nothing is graded. */
	family: string | null;
	ungraded: string | null;
	/** From the best to the worst. */
	grades: readonly { grade: string; title: string; rank: number; positive: boolean; means: string }[];
	components: readonly {
		component: string;
		kind: 'pillar' | 'question';
		pillar: string | null;
		title: string;
		asks: string | null;
		graded: boolean;
		/** The earlier questions that it goes on from: "peel-2017/investigating-crime". */
		continues: readonly string[];
	}[];
	compared: readonly {
		framework: string;
		version: number;
		title: string;
		cycle: string;
		comparable: boolean;
		because: string;
	}[];
};

export type FrameworkVersion = { framework: string; version: number };

export class Meanings {
	readonly all: readonly Meaning[];
	readonly #byKey: ReadonlyMap<string, Meaning>;

	readonly #t: T;

	constructor(all: readonly Meaning[], t: T = wordsIn('en')) {
		this.all = all;
		this.#t = t;
		this.#byKey = new Map(all.map((one) => [keyOf(one), one]));
	}

	of(version: FrameworkVersion): Meaning | undefined {
		return this.#byKey.get(keyOf(version));
	}

	/** Whether grades given under one are compared with those given under the other, and the sentence why not. */
	compare(one: FrameworkVersion, other: FrameworkVersion): { comparable: boolean; because: string | null } {
		if (keyOf(one) === keyOf(other)) return { comparable: true, because: null };
		const said =
			this.of(one)?.compared.find((each) => keyOf(each) === keyOf(other)) ??
			this.of(other)?.compared.find((each) => keyOf(each) === keyOf(one));
		if (said !== undefined) return { comparable: said.comparable, because: said.because };
		const [a, b] = [this.of(one), this.of(other)];
		if (a !== undefined && b !== undefined && a.family !== null && a.family === b.family)
			return { comparable: true, because: null };
		return {
			comparable: false,
			because: this.#t('record.compared.unknown', {
				one: a?.inspection ?? one.framework,
				other: b?.inspection ?? other.framework,
			}),
		};
	}
}

export function keyOf({ framework, version }: FrameworkVersion): string {
	return `${framework}@${version}`;
}
