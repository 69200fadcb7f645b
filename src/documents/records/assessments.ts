import { type Judging, judgingsOf, standing } from '../../judgments/index.ts';
import {
	type AssessmentRow,
	assess,
	componentOf,
	type Framework,
	inspectionsOf,
	type Judgment,
	judgmentsOf,
	scopingsOfMany,
} from '../../programmes/index.ts';
import type { GradeGiven } from '../tree/block.ts';
import type { Fact } from '../tree/fact.ts';
import type { Known } from './known.ts';

/** One row of a force’s assessment, with what is quoted of it. */
export type AssessedRow = AssessmentRow & {
	given: GradeGiven;
	/** Under way: what nobody has approved yet, or what has changed since. */
	remark: string | null;
	fact: Fact;
};

export type Assessment = {
	framework: Framework;
	force: string;
	forceName: string;
	rows: readonly AssessedRow[];
};

/**
 * What was judged of these forces, in as many queries for all of them as for one: what was published, and of the
 * document’s own inspection what stands so far.
 */
export async function assessmentsOf(
	known: Known,
	forces: readonly string[],
	of?: Framework,
): Promise<Map<string, Assessment>> {
	const { tx, about } = known;
	if (forces.length === 0) return new Map();
	const framework = of ?? (await known.framework());
	const frameworks = await known.frameworks();
	const register = await known.register();
	const judgments = Map.groupBy(await judgmentsOf(tx, forces), ({ force }) => force);
	const inspections = (await inspectionsOf(tx, { forces })).filter(
		(one) => one.framework === framework.id && one.state !== 'cancelled',
	);
	const scopings = Map.groupBy(
		await scopingsOfMany(
			tx,
			inspections.map(({ id }) => id),
		),
		({ inspection }) => inspection,
	);
	const judgings =
		about.inspection === null || !forces.some((force) => force === about.force)
			? []
			: (await judgingsOf(tx, { inspection: about.inspection })).filter(
					(one) => one.framework === framework.id,
				);
	const assessed = forces.map((id): [string, Assessment] => {
		const force = register.byId(id);
		const forceName = force === undefined ? id : register.nameOn(force, about.on);
		const own = inspections.filter((one) => one.force.id === id);
		const inspection = own.find((one) => one.programme.id === about.programme) ?? own.at(-1);
		const scoping = inspection === undefined ? undefined : scopings.get(inspection.id)?.at(-1);
		const published = judgments.get(id) ?? [];
		const underWay = judgings.filter(
			(one) => one.force.id === id && !published.some((judgment) => isOf(judgment, one)),
		);
		const rows = assess({
			framework,
			scope: new Map(scoping?.rows.map(({ component, inspected }) => [component, inspected])),
			judgments: [...published, ...underWay.flatMap((one) => asIfPublished(one) ?? [])],
			frameworks,
			forceName,
		});
		return [
			id,
			{
				framework,
				force: id,
				forceName,
				rows: rows.map((row) => assessedRow(row, { framework, frameworks, force: id, forceName, underWay })),
			},
		];
	});
	return new Map(assessed);
}

function isOf({ framework, component }: Judgment, judging: Judging): boolean {
	return framework === judging.framework && component === judging.component;
}

/** Later than any judgment that there is: what is about to be said is the newest. */
const now = Temporal.Instant.from('9999-01-01T00:00:00Z');

function asIfPublished(judging: Judging): Judgment | null {
	const opinion = standing(judging);
	if (opinion === null) return null;
	const { id, force, framework, version, component, illustrative } = judging;
	return {
		id,
		force: force.id,
		framework,
		version,
		component,
		grade: opinion.grade,
		source: '',
		address: null,
		publishedAt: now,
		basis: 'inspection',
		note: null,
		illustrative,
		replaces: null,
		replacesBecause: null,
		withdrawn: false,
		enteredAt: opinion.at,
	};
}

type Beside = {
	framework: Framework;
	frameworks: readonly Framework[];
	force: string;
	forceName: string;
	underWay: readonly Judging[];
};

function assessedRow(row: AssessmentRow, beside: Beside): AssessedRow {
	const { framework, force, forceName, underWay } = beside;
	const judging = underWay.find(({ component }) => component === row.component);
	const { judgment } = row;
	return {
		...row,
		given: {
			title: row.gradeTitle ?? (row.standing === 'not graded' ? null : 'No judgment'),
			rank: rankOf(row, beside),
		},
		remark: remarkOn(judging, judgment !== null && judgment.id === judging?.id),
		fact: {
			id:
				judgment === null ? `question ${force} ${framework.id}/${row.component}` : `judgment ${judgment.id}`,
			of: 'judgment',
			title: row.title,
			value: null,
			unit: 'words',
			definition: `${framework.id}@${framework.version}/${row.component}`,
			area: { id: force, name: forceName },
			...(judgment === null ? {} : { computed: judgment.enteredAt }),
			...(row.illustrative ? { illustrative: true } : {}),
		},
	};
}

/** Where its grade stands on the scale that it was given under, from 0 for the best to 1. */
function rankOf({ judgment, grade }: AssessmentRow, { frameworks }: Beside): number | null {
	if (judgment === null || grade === null) return null;
	const scale = frameworks.find(
		({ id, version }) => id === judgment.framework && version === judgment.version,
	)?.scale;
	const place = scale?.grades.findIndex(({ id }) => id === grade) ?? -1;
	return scale === undefined || place < 0 ? null : place / (scale.grades.length - 1);
}

function remarkOn(judging: Judging | undefined, shown: boolean): string | null {
	if (judging === undefined) return null;
	if (judging.blind && !shown) return 'You grade this blind, so that it is not shown to you.';
	if (!shown) return null;
	if (judging.state !== 'approved') return 'This judgment has not been approved yet.';
	return judging.void === true ? 'What this judgment rests on has changed since it was approved.' : null;
}

/** The pillar or question that a name leads to. */
export function rowNamed({ framework, rows }: Assessment, name: string): AssessedRow | undefined {
	const component = componentOf(framework, name);
	return component === undefined ? undefined : rows.find((row) => row.component === component.id);
}
