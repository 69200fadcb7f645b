import type { Meanings, PublicForce, PublicJudgment, Round } from '../record/index.ts';

/** One question beside itself in several forces. */
export type GradeRow = {
	/** As the newest round calls it. */
	framework: string;
	component: string;
	kind: 'pillar' | 'question';
	title: string;
	asks: string | null;
	pillar: string | null;
	/** In the order of the forces; null where a force has not been judged on it. */
	cells: readonly (PublicJudgment | null)[];
	/** Why these grades are not compared, a sentence for each pair of scales; empty where they are. */
	apart: readonly string[];
};

/** The questions of one round, with what other rounds said of the same. */
export type GradeTable = {
	framework: string;
	version: number;
	title: string | null;
	cycle: string | null;
	rows: readonly GradeRow[];
};

const keyOf = ({ framework, component }: { framework: string; component: string }) =>
	`${framework}/${component}`;

/**
 * What stands now of several forces, question by question. A question that goes on from an earlier one has that one's
 * answers in its row; whether the grades mean the same is said there, for the eye compares what stands side by side.
 */
export function gradeTables(
	forces: readonly Pick<PublicForce, 'id'>[],
	standing: ReadonlyMap<string, readonly Round[]>,
	meanings: Meanings,
): GradeTable[] {
	const rounds = forces
		.flatMap(({ id }) => standing.get(id) ?? [])
		.toSorted((a, b) => (b.cycle ?? '').localeCompare(a.cycle ?? '') || byTime(b, a));
	const taken = new Set<string>();
	const tables = new Map<string, GradeTable & { rows: GradeRow[] }>();
	for (const round of rounds) {
		for (const head of round.judgments) {
			if (taken.has(keyOf(head))) continue;
			const earlier =
				meanings.of(head)?.components.find(({ component }) => component === head.component)?.continues ?? [];
			const keys = [keyOf(head), ...earlier];
			const cells = forces.map(({ id }) => {
				const own = (standing.get(id) ?? []).flatMap(({ judgments }) => judgments);
				return (
					keys.flatMap((key) => own.find((one) => keyOf(one) === key && !taken.has(key)) ?? [])[0] ?? null
				);
			});
			for (const key of keys) taken.add(key);
			const { framework, version } = round;
			const table = tables.get(framework) ?? {
				...{ framework, version, title: round.title, cycle: round.cycle },
				rows: [],
			};
			tables.set(framework, table);
			table.rows.push({
				framework,
				component: head.component,
				kind: head.kind,
				title: head.title,
				asks: head.asks,
				pillar: head.pillar,
				cells,
				apart: apartIn(cells, meanings),
			});
		}
	}
	return [...tables.values()].map((table) => ({ ...table, rows: inOrder(table, meanings) }));
}

function byTime(a: Round, b: Round): number {
	return Temporal.Instant.compare(a.release.publishedAt, b.release.publishedAt);
}

/** In the order in which the framework asks; forces may have been judged on different parts of it. */
function inOrder(table: GradeTable, meanings: Meanings): GradeRow[] {
	const order = meanings.of(table)?.components.map(({ component }) => component) ?? [];
	const place = ({ component }: GradeRow) => {
		const at = order.indexOf(component);
		return at < 0 ? order.length : at;
	};
	return table.rows.toSorted((a, b) => place(a) - place(b));
}

/** The sentences that say why grades that stand beside each other are not compared. */
function apartIn(cells: readonly (PublicJudgment | null)[], meanings: Meanings): string[] {
	const given = new Map(
		cells.flatMap((cell) =>
			cell === null || cell.grade === null
				? []
				: [[`${cell.given.framework}@${cell.given.version}`, cell.given]],
		),
	);
	const scales = [...given.values()];
	return [
		...new Set(
			scales.flatMap((one, index) =>
				scales.slice(index + 1).flatMap((other) => {
					const { comparable, because } = meanings.compare(one, other);
					return comparable || because === null ? [] : [because];
				}),
			),
		),
	];
}
