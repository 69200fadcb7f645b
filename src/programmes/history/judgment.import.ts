import { inWordsDate, nearest, type Tx } from '../../foundation/index.ts';
import { forceColumn, forceIn, forceNames } from '../forces/finder.ts';
import { knownSpellings, todayIn } from '../forces/force.store.ts';
import { allFrameworks } from '../frameworks/framework.store.ts';
import type { Component, Framework } from '../frameworks/framework.ts';
import { componentOf, gradeOf, isPillar } from '../frameworks/lookup.ts';
import { codeColumn, dayColumn, optional, shortened, textColumn, yesNoColumn } from '../imports/column.ts';
import { defineImport, type Row, type TellFault, toldOr } from '../imports/import.ts';
import { atlasOf, read, scaleInWords } from './atlas.ts';
import { ungraded } from './entry.ts';
import { dayOf } from './judgment.lists.ts';
import { addJudgments, allJudgments } from './judgment.store.ts';
import { type Judgment, judgmentPolicy, type NewJudgment, publishedOn } from './judgment.ts';

const columns = {
	force: forceColumn,
	framework: textColumn('Framework', {
		about: 'The id of the framework that it was judged under.',
		example: 'peel-2017',
	}),
	version: codeColumn('Version', {
		about: 'The number of its version.',
		example: '1',
		shape: /^[1-9]\d{0,8}$/,
		remedy: 'Write the number of the version, such as 1.',
	}),
	component: textColumn('Component', {
		about: 'The pillar or question: its id, its title, or another name that the framework has for it.',
		example: 'investigating-crime',
	}),
	grade: textColumn('Grade', {
		about: 'The id or the title of a grade of that framework, or “ungraded” where none was given.',
		example: 'requires-improvement',
	}),
	published: dayColumn('Published', { about: 'The day on which it was published.', example: '2018-03-22' }),
	source: textColumn('Source', {
		about: 'The report that it stands in.',
		example: 'PEEL: police effectiveness 2017',
		most: 300,
	}),
	address: optional(
		codeColumn('Address', {
			about: 'Where the report is.',
			example: 'https://www.example.org/report',
			shape: /^https?:\/\/[^\s/]+\S*$/,
			remedy: 'Write an address that begins with https://, or leave it empty.',
		}),
	),
	note: optional(
		textColumn('Note', {
			about: 'Whatever a reader has to know of it.',
			example: 'The report names two years.',
			most: 2000,
		}),
	),
	illustrative: optional(
		yesNoColumn('Illustrative', { about: '“yes” where it was made up.', example: 'no' }),
	),
};
type Columns = typeof columns;

export const judgmentImport = defineImport({
	name: 'judgments',
	title: 'Judgments',
	about:
		'One row for each judgment that was published: of one force, one pillar or question, under one version of a framework. A judgment that is here already and differs is corrected on its own page, with the reason.',
	permit: judgmentPolicy.can.change,
	ignored: ['cycle', 'pillar or question', 'title', 'grade title'],
	columns,
	async apply(tx, rows, fault) {
		const [spellings, frameworks, kept] = await Promise.all([
			knownSpellings(tx),
			allFrameworks(tx),
			allJudgments(tx),
		]);
		const today = await todayIn(tx);
		const before = new Map(kept.map((judgment) => [slotOf(judgment), judgment]));
		const lines = new Map<string, number>();
		const added: NewJudgment[] = [];
		let unchanged = 0;
		for (const row of rows) {
			const { published } = row.values;
			const force = forceIn({ spellings, fault }, row, 'force', row.values.force, null);
			const framework = frameworkIn(frameworks, row, fault);
			const component = framework === null ? null : componentIn(framework, row, fault);
			const grade = framework === null ? undefined : gradeIn(framework, component, row, fault);
			const future = Temporal.PlainDate.compare(published, today) > 0;
			if (future)
				fault(
					row,
					'published',
					`${inWordsDate(published)} is in the future`,
					'Import a judgment once it is published.',
				);
			if (force === null || framework === null || component === null || grade === undefined || future)
				continue;
			const slot = slotOf({ force: force.id, framework: framework.id, component: component.id });
			const line = lines.get(slot);
			const known = before.get(slot);
			const judgment = judgmentIn(row, { force: force.id, framework, component, grade, known });
			if (line !== undefined)
				fault(row, 'component', `Line ${line} has a judgment of the same`, 'Keep one of the two rows.');
			else if (known !== undefined && !same(known, judgment)) {
				fault(
					row,
					null,
					otherwise(framework, component, known),
					'Correct that one on its page, with the reason, or remove the row.',
				);
			} else if (known !== undefined) unchanged += 1;
			else added.push(judgment);
			lines.set(slot, line ?? row.line);
		}
		await addJudgments(tx, added);
		return { added: added.length, changed: 0, unchanged };
	},
	async export(tx: Tx) {
		const [nameOf, frameworks, judgments] = await Promise.all([
			forceNames(tx),
			allFrameworks(tx),
			allJudgments(tx),
		]);
		const atlas = atlasOf(frameworks);
		return judgments.map((judgment) => ({
			...judgment,
			force: nameOf(judgment.force, null),
			version: String(judgment.version),
			grade: read(atlas, judgment).grade?.id ?? ungraded,
			published: dayOf(judgment.publishedAt),
		}));
	},
});

function frameworkIn(
	frameworks: readonly Framework[],
	row: Row<Columns>,
	fault: TellFault<Columns>,
): Framework | null {
	const { framework: id, version } = row.values;
	const versions = frameworks.filter((framework) => framework.id === id);
	const found = versions.find((framework) => framework.version === Number(version));
	if (found !== undefined) return found;
	const ids = [...new Set(frameworks.map((framework) => framework.id))];
	if (versions.length === 0) {
		const remedy =
			ids.length === 0
				? 'Add the framework first.'
				: `Did you mean “${nearest(id, ids)}”? Write it so, or add the framework first.`;
		fault(row, 'framework', `There is no framework “${shortened(id)}”`, remedy);
	} else {
		const known = versions.map((framework) => framework.version).join(', ');
		fault(row, 'version', `The framework “${id}” has no version ${version}`, `Write one of: ${known}.`);
	}
	return null;
}

function componentIn(framework: Framework, row: Row<Columns>, fault: TellFault<Columns>): Component | null {
	const found = componentOf(framework, row.values.component);
	if (found !== undefined) return found;
	const ids = [...framework.pillars, ...framework.questions].map(({ id }) => id);
	fault(
		row,
		'component',
		`${framework.title} has no pillar or question “${shortened(row.values.component)}”`,
		`Did you mean “${nearest(row.values.component, ids)}”?`,
	);
	return null;
}

/** Null where none was given; undefined where that was told as a fault. */
function gradeIn(
	framework: Framework,
	component: Component | null,
	row: Row<Columns>,
	fault: TellFault<Columns>,
): string | null | undefined {
	const text = row.values.grade.toLocaleLowerCase('en-GB');
	if (text === ungraded || text === framework.scale?.ungraded.toLocaleLowerCase('en-GB')) return null;
	const grade =
		gradeOf(framework, text) ??
		framework.scale?.grades.find(({ title }) => title.toLocaleLowerCase('en-GB') === text);
	const scale = scaleInWords(framework);
	if (grade === undefined) {
		const remedy =
			scale === null ? 'It gives no grades: write “ungraded”.' : `Write one of: ${scale}, ungraded.`;
		fault(row, 'grade', `“${shortened(row.values.grade)}” is not a grade of ${framework.title}`, remedy);
		return undefined;
	}
	if (component === null || component.graded) return grade.id;
	fault(row, 'grade', `“${component.title}” is not graded in ${framework.title}`, 'Write “ungraded”.');
	return undefined;
}

function judgmentIn(
	row: Row<Columns>,
	of: {
		force: string;
		framework: Framework;
		component: Component;
		grade: string | null;
		known: Judgment | undefined;
	},
) {
	return {
		force: of.force,
		framework: of.framework.id,
		version: of.framework.version,
		component: of.component.id,
		grade: of.grade,
		publishedAt: publishedOn(row.values.published),
		source: row.values.source,
		address: toldOr(row, 'address', of.known?.address),
		note: toldOr(row, 'note', of.known?.note),
		illustrative: toldOr(row, 'illustrative', of.known?.illustrative) ?? false,
		basis: 'imported' as const,
	};
}

/** One judgment of a component stands in a round, under whichever version. */
function slotOf({
	force,
	framework,
	component,
}: Pick<Judgment, 'force' | 'framework' | 'component'>): string {
	return `${force} ${framework}/${component}`;
}

function same(known: Judgment, row: ReturnType<typeof judgmentIn>): boolean {
	return (
		known.version === row.version &&
		known.grade === row.grade &&
		dayOf(known.publishedAt).equals(dayOf(row.publishedAt)) &&
		known.source === row.source &&
		known.address === row.address &&
		known.note === row.note &&
		known.illustrative === row.illustrative
	);
}

function otherwise(framework: Framework, component: Component, known: Judgment): string {
	const grade = gradeOf(framework, known.grade)?.title.toLocaleLowerCase('en-GB') ?? ungraded;
	const what = isPillar(component) ? `the pillar “${component.title}”` : `“${component.title}”`;
	return `There is another judgment of ${what} in ${framework.cycle}: ${grade}, published on ${inWordsDate(known.publishedAt)}, in “${shortened(known.source)}”`;
}
