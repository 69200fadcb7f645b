import {
	assess,
	type Direction,
	type Framework,
	gradeOf,
	type Inspection,
	type Judgment,
} from '../../programmes/index.ts';

/** What a force was judged on before this round, question by question, and how a grade of now stands to it. */
export type Before = {
	/** The judgment that would be carried over: its grade, in words, and the year of it. */
	previous: { grade: string | null; title: string; year: string; comparable: boolean } | null;
	/** What is printed where it is not inspected. */
	carriedOver: string | null;
	illustrative: boolean;
};

export type Past = {
	framework: Framework;
	frameworks: readonly Framework[];
	/** Of one force. */
	judgments: readonly Judgment[];
	forceName: string;
};

const earlierOnly = ({ framework, judgments }: Past) =>
	judgments.filter((judgment) => judgment.framework !== framework.id);

export function beforeOf(past: Past): Map<string, Before> {
	const { framework } = past;
	const rows = assess({
		...past,
		judgments: earlierOnly(past),
		scope: new Map(framework.questions.map(({ id }) => [id, false])),
	});
	return new Map(
		rows.map((row) => [
			row.component,
			{
				previous:
					row.gradeTitle === null
						? null
						: {
								grade: row.grade,
								title: row.gradeTitle,
								year: row.lastInspected ?? '',
								comparable:
									row.warning === null && row.grade !== null && gradeOf(framework, row.grade) !== undefined,
							},
				carriedOver: row.carriedOver,
				illustrative: row.illustrative,
			},
		]),
	);
}

export function isOver({ state }: Pick<Inspection, 'state'>): boolean {
	return state === 'published' || state === 'closed';
}

/** What was published of a round that is over, by pillar and question. */
export function publishedOf(
	{ framework, judgments }: Pick<Past, 'framework' | 'judgments'>,
	inspection: Pick<Inspection, 'state'>,
): ReadonlyMap<string, Judgment> {
	if (!isOver(inspection)) return new Map();
	return new Map(
		judgments
			.filter((one) => one.framework === framework.id && one.version === framework.version)
			.map((one) => [one.component, one]),
	);
}

/** Later than any judgment that there is: what is about to be said is the newest. */
const now = Temporal.Instant.from('9999-01-01T00:00:00Z');

/** How these grades stand to the last ones, in the words in which a published assessment says it. */
export function directionsOf(past: Past, grades: ReadonlyMap<string, string | null>): Map<string, Direction> {
	const { framework } = past;
	const asIf = [...grades].map(
		([component, grade]): Judgment => ({
			id: component,
			force: '',
			framework: framework.id,
			version: framework.version,
			component,
			grade,
			source: '',
			address: null,
			publishedAt: now,
			basis: 'inspection',
			note: null,
			illustrative: false,
			replaces: null,
			replacesBecause: null,
			withdrawn: false,
			enteredAt: now,
		}),
	);
	const rows = assess({
		...past,
		judgments: [...earlierOnly(past), ...asIf],
		scope: new Map([...grades.keys()].map((component) => [component, true])),
	});
	return new Map(rows.map(({ component, direction }) => [component, direction]));
}

/** "Improved", or a dash with the sentence why it cannot be said. */
export function directionInWords(direction: Direction | undefined): {
	word: string | null;
	sentence: string;
} {
	if (direction === undefined) return { word: null, sentence: '' };
	return 'word' in direction
		? {
				word: `${direction.word.charAt(0).toUpperCase()}${direction.word.slice(1)}`,
				sentence: direction.sentence,
			}
		: { word: null, sentence: direction.none };
}
