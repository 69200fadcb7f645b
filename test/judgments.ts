import assert from 'node:assert/strict';
import { type Framework, frameworkShape } from '../src/programmes/frameworks/framework.ts';
import { assess } from '../src/programmes/history/assessment.ts';
import type { Judgment } from '../src/programmes/history/judgment.ts';

const title = (id: string) => `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;

type Asked = Record<string, readonly string[]>;

/** A framework of one pillar and these questions, each with what it goes on from. */
export function round(
	id: string,
	cycle: string,
	questions: Asked,
	more: { family?: string; grades?: readonly string[]; inspection?: string; [field: string]: unknown } = {},
): Framework {
	const {
		family = 'four',
		grades = ['outstanding', 'good', 'weak'],
		inspection = `${cycle} visit`,
		...rest
	} = more;
	return frameworkShape.parse({
		id,
		version: 1,
		title: `Round of ${cycle}`,
		cycle,
		inspection,
		summary: 'A round.',
		scale: {
			family,
			grades: grades.map((grade) => ({
				id: grade,
				title: title(grade),
				positive: grade !== 'weak',
				means: 'Words.',
			})),
		},
		pillars: [{ id: 'whole', title: 'The whole', graded: true }],
		questions: Object.entries(questions).map(([question, continues]) => ({
			id: question,
			title: title(question),
			pillar: 'whole',
			graded: question !== 'armed',
			continues,
		})),
		...rest,
	});
}

let made = 0;
export function judged(
	framework: string,
	component: string,
	grade: string | null,
	more: Partial<Judgment> = {},
): Judgment {
	made += 1;
	return {
		id: `${made}`,
		force: 'f',
		framework,
		version: 1,
		component,
		grade,
		source: 'A report',
		address: null,
		publishedAt: Temporal.Instant.from(`${/\d{4}/.exec(framework)?.[0] ?? '2000'}-06-01T00:00:00Z`),
		basis: 'entered',
		note: null,
		illustrative: false,
		replaces: null,
		replacesBecause: null,
		withdrawn: false,
		enteredAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
		...more,
	};
}

/** Three rounds of one family, each going on from the last, and one of another. */
export const r2016 = round('r-2016', '2016', { crime: [], fraud: [], armed: [] });
export const r2017 = round('r-2017', '2017', {
	crime: ['r-2016/crime'],
	fraud: ['r-2016/fraud'],
	armed: ['r-2016/armed'],
});
export const r2018 = round('r-2018', '2018/19', {
	crime: ['r-2017/crime'],
	all: ['r-2017/crime', 'r-2017/fraud'],
	armed: ['r-2017/armed'],
	new: [],
});
export const five = round(
	'r-2023',
	'2023 to 2025',
	{ crime: ['r-2018/crime'], all: ['r-2018/all'] },
	{ family: 'five', grades: ['outstanding', 'good', 'adequate', 'weak'] },
);
export const frameworks = [five, r2018, r2016, r2017];

/** The line of one component in an assessment under these rounds. */
export function row(
	framework: Framework,
	component: string,
	inspected: boolean | null,
	judgments: readonly Judgment[],
) {
	const scope = new Map(inspected === null ? [] : [[component, inspected]]);
	const rows = assess({ framework, scope, judgments, frameworks, forceName: 'Northshire Police' });
	const found = rows.find((each) => each.component === component);
	assert.ok(found);
	return found;
}
