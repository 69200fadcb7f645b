import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judged, round } from '../../../test/judgments.ts';
import type { Framework } from '../frameworks/framework.ts';
import { assess } from './assessment.ts';
import { atlasOf, read } from './atlas.ts';
import { carriedOverTogether } from './carry-over.ts';
import { compare } from './direction.ts';
import type { Judgment } from './judgment.ts';

const years = ['2014', '2015', '2016', '2017', '2018/19', '2021 to 2022', '2023 to 2025'];
const questions = ['crime', 'fraud', 'arms'];
const scales: Record<string, readonly string[]> = {
	four: ['outstanding', 'good', 'requires-improvement', 'inadequate'],
	five: ['outstanding', 'good', 'adequate', 'requires-improvement', 'inadequate'],
	three: ['strong', 'sound', 'weak'],
};

/** A history: rounds of any scales, each question going on from any of the round before, and any judgments. */
const histories = fc
	.array(
		fc.record({
			family: fc.constantFrom(...Object.keys(scales)),
			continues: fc.array(fc.subarray(questions), { minLength: 3, maxLength: 3 }),
			grades: fc.array(fc.option(fc.nat({ max: 5 })), { minLength: 3, maxLength: 3 }),
			illustrative: fc.boolean(),
		}),
		{ minLength: 2, maxLength: years.length },
	)
	.map((rounds) => {
		const frameworks = rounds.map(({ family, continues }, index) =>
			round(
				`r-${index}`,
				years[index] ?? '',
				Object.fromEntries(
					questions.map((question, at) => [
						question,
						index === 0 ? [] : (continues[at] ?? []).map((earlier) => `r-${index - 1}/${earlier}`),
					]),
				),
				{ family, grades: scales[family] ?? [] },
			),
		);
		const judgments = rounds.flatMap(({ family, grades, illustrative }, index) =>
			questions.flatMap((question, at) => {
				const grade = grades[at];
				// Null: not inspected. A number beyond the scale: inspected, without a grade.
				if (grade === null || grade === undefined) return [];
				const publishedAt = Temporal.Instant.from(`${2014 + index}-06-01T00:00:00Z`);
				return [
					judged(`r-${index}`, question, scales[family]?.[grade] ?? null, { publishedAt, illustrative }),
				];
			}),
		);
		return { frameworks, judgments };
	});

function lastOf({ frameworks, judgments }: { frameworks: Framework[]; judgments: Judgment[] }) {
	const framework = frameworks.at(-1);
	assert.ok(framework);
	const inspected = new Set(
		judgments.filter((each) => each.framework === framework.id).map((each) => each.component),
	);
	const scope = new Map(questions.map((question) => [question, inspected.has(question)]));
	return { framework, rows: assess({ framework, scope, judgments, frameworks, forceName: 'F' }) };
}

const every = { numRuns: 400 };

test('a carry-over sentence holds exactly the year and the grade of its record, and of no other', () => {
	fc.assert(
		fc.property(histories, (history) => {
			const { framework, rows } = lastOf(history);
			for (const { carriedOver, carries, gradeTitle, lastInspected, grade } of rows) {
				if (carriedOver === null || carries === null) continue;
				const told = carriedOver.replace(`not inspected in ${framework.cycle}`, '');
				assert.deepEqual(
					years.filter((year) => told.includes(year)),
					[lastInspected],
				);
				const graded = Object.values(scales)
					.flat()
					.map((id) => id.replaceAll('-', ' '));
				assert.deepEqual(
					[...new Set(graded)].filter((title) => told.includes(`“${title}”`)),
					grade === null ? [] : [gradeTitle?.toLowerCase()],
				);
				assert.equal(carries.judgment.grade, grade);
				assert.equal(carries.framework.cycle, lastInspected);
			}
		}),
		every,
	);
});

test('the sentences for all that is carried over count what the rows show', () => {
	fc.assert(
		fc.property(histories, (history) => {
			const { framework, rows } = lastOf(history);
			const carried = rows.filter(({ kind, carriedOver }) => kind === 'question' && carriedOver !== null);
			const told = carriedOverTogether(framework, rows);
			if (carried.length === 0) return assert.equal(told, null);
			assert.ok(told?.startsWith(`${carried.length} of the 3 questions `));
			for (const year of years.filter((each) => each !== framework.cycle)) {
				const count = carried.filter(({ lastInspected }) => lastInspected === year).length;
				assert.equal(told?.includes(`${count} from ${year}`), count > 0, `${year}: ${told}`);
			}
		}),
		every,
	);
});

test('which of two judgments is better turns round with them, and is never said across families', () => {
	fc.assert(
		fc.property(histories, ({ frameworks, judgments }) => {
			const atlas = atlasOf(frameworks);
			const readings = judgments.map((judgment) => read(atlas, judgment));
			for (const a of readings) {
				for (const b of readings) {
					const [there, back] = [compare(a, b), compare(b, a)];
					assert.equal(there === null ? null : there + (back ?? Number.NaN), there === null ? back : 0);
					if (a.framework.scale?.family !== b.framework.scale?.family) assert.equal(there, null);
				}
			}
		}),
		every,
	);
});

test('a direction is told for what was inspected only, and only within one family', () => {
	fc.assert(
		fc.property(histories, (history) => {
			const { framework, rows } = lastOf(history);
			for (const { direction, inspected, component } of rows) {
				if ('none' in direction) continue;
				assert.equal(inspected, true, component);
				const named = history.frameworks.find(({ inspection }) =>
					direction.sentence.includes(`the ${inspection}.`),
				);
				assert.equal(named?.scale?.family, framework.scale?.family);
			}
		}),
		every,
	);
});
