import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readFramework } from './check.ts';
import type { Framework } from './framework.ts';
import { componentOf, gradeOf } from './lookup.ts';

const folder = new URL('../../../frameworks/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

function read(file: string, others?: readonly Framework[]): Framework {
	const reading = readFramework(readFileSync(new URL(file, folder), 'utf8'), file, others);
	if ('framework' in reading) return reading.framework;
	return assert.fail(reading.problems.map(({ line, text }) => `${file}:${line} ${text}`).join('\n'));
}
const shipped = files.map((file) => read(file));

function framework(id: string, version = 1): Framework {
	return (
		shipped.find((one) => one.id === id && one.version === version) ??
		assert.fail(`${id}, version ${version}, is not shipped`)
	);
}

function question(of: Framework, id: string) {
	return of.questions.find((one) => one.id === id) ?? assert.fail(`${of.id} has no question ${id}`);
}

test('every framework that is shipped is sound, and every earlier question it names is shipped too', () => {
	for (const file of files) read(file, shipped);
	assert.deepEqual(shipped.map(({ id, version }) => `${id} ${version}`).sort(), [
		'core-business-2014 1',
		'crime-2014 1',
		'peel-2015 1',
		'peel-2016 1',
		'peel-2017 1',
		'peel-2018-19 1',
		'peel-2021-22 1',
		'peel-2021-22 2',
		'peel-2023-25 1',
	]);
});

test('Core business has three areas and 29 indicators, each with stock findings, and no grades', () => {
	const core = framework('core-business-2014');
	assert.equal(core.scale, undefined);
	assert.deepEqual(
		core.questions.map(({ indicators }) => indicators.map(({ id }) => id)),
		[numbered('p', 10), numbered('a', 14), numbered('f', 5)],
	);
	for (const { id, stock } of core.questions.flatMap(({ indicators }) => indicators)) {
		const kinds = stock.map(({ kind }) => kind);
		assert.ok(kinds.includes('strength') && kinds.includes('weakness'), id);
	}
	for (const heading of ['Crime recording and attendance', 'Attendance at crimes and incidents'])
		assert.equal(componentOf(core, heading)?.id, 'attendance');
});

test('the crime inspection grades three questions on four grades, two of them positive, and nothing overall', () => {
	const crime = framework('crime-2014');
	assert.deepEqual(
		crime.questions.map(({ id, graded }) => [id, graded]),
		[
			['reducing-crime', true],
			['investigating-offending', true],
			['anti-social-behaviour', true],
		],
	);
	assert.deepEqual(
		crime.pillars.map(({ graded }) => graded),
		[false],
	);
	assert.deepEqual(
		crime.scale?.grades.map(({ id, positive }) => [id, positive]),
		[
			['outstanding', true],
			['good', true],
			['requires-improvement', false],
			['inadequate', false],
		],
	);
	assert.equal(crime.samples.find(({ id }) => id === 'crime-investigations')?.size, 20);
	assert.equal(crime.actionPlan.length, 5);
});

test('the integrated assessment has ten questions under three graded pillars, one ungraded and four for every force', () => {
	const peel = framework('peel-2018-19');
	assert.deepEqual(
		peel.pillars.map(({ id, graded }) => [
			id,
			graded,
			peel.questions.filter(({ pillar }) => pillar === id).length,
		]),
		[
			['effectiveness', true, 5],
			['efficiency', true, 2],
			['legitimacy', true, 3],
		],
	);
	assert.deepEqual(
		peel.questions.filter(({ graded }) => !graded).map(({ id }) => id),
		['armed-policing'],
	);
	const mandatory = peel.questions.filter((one) => one.mandatory);
	assert.deepEqual(
		mandatory.map(({ id }) => id),
		[
			'protecting-vulnerable-people',
			'armed-policing',
			'planning-for-the-future',
			'ethical-and-lawful-behaviour',
		],
	);
	for (const { id, because } of mandatory) assert.notEqual(because, undefined, id);
});

test('every name that the 2018/19 reports give a question leads to it', () => {
	const peel = framework('peel-2018-19');
	const names: Record<string, string[]> = {
		'preventing-crime': [
			'Preventing crime and anti-social behaviour',
			'Preventing crime and tackling anti-social behaviour',
		],
		'investigating-crime': ['Investigating crime'],
		'protecting-vulnerable-people': ['Protecting vulnerable people'],
		'serious-organised-crime': ['Tackling serious and organised crime'],
		'armed-policing': ['Firearms capability', 'Armed response capability', 'Armed policing'],
		'meeting-current-demands': ['Meeting current demands', 'Meeting current demands and using resources'],
		'planning-for-the-future': ['Planning for the future'],
		'treating-the-public-fairly': ['Treating the public fairly', 'Fair treatment of the public'],
		'ethical-and-lawful-behaviour': ['Ethical and lawful workforce behaviour'],
		'treating-the-workforce-fairly': ['Treating the workforce fairly', 'Fair treatment of the workforce'],
	};
	assert.deepEqual(
		Object.keys(names),
		peel.questions.map(({ id }) => id),
	);
	for (const [id, said] of Object.entries(names))
		for (const name of said) assert.equal(componentOf(peel, name)?.id, id, name);
});

test('sixty case files of each force are read, ninety of West Yorkshire, and the sample says what it is not for', () => {
	const sample = framework('peel-2018-19').samples.find(({ id }) => id === 'case-files');
	assert.equal(sample?.size, 60);
	assert.deepEqual(
		sample.sizes.map(({ force, size }) => [force, size]),
		[['E23000010', 90]],
	);
	assert.notEqual(sample.caution, undefined);
});

test('demand and resources, two questions until 2017, go on as one', () => {
	const { continues } = question(framework('peel-2018-19'), 'meeting-current-demands');
	assert.deepEqual(
		continues.filter((one) => one.startsWith('peel-2017/')),
		['peel-2017/understanding-demand', 'peel-2017/using-resources'],
	);
});

test('the inspections of a year that had three are named by their pillar', () => {
	for (const year of ['2015', '2016', '2017'])
		assert.deepEqual(
			framework(`peel-${year}`).pillars.map(({ inspection }) => inspection),
			['effectiveness', 'efficiency', 'legitimacy'].map((pillar) => `${year} ${pillar} inspection`),
		);
});

test('there are four grades until 2018/19 and five since, and no cycle shares a family across a break that was announced', () => {
	const families = new Map(shipped.map(({ id, scale }) => [id, scale?.family]));
	for (const id of ['peel-2015', 'peel-2016', 'peel-2017', 'peel-2018-19'])
		assert.equal(families.get(id), 'peel-four-grades');
	const later = [families.get('crime-2014'), families.get('peel-2021-22'), families.get('peel-2023-25')];
	assert.equal(new Set([...later, 'peel-four-grades']).size, 4);
	for (const { id, scale } of shipped)
		if (scale !== undefined) assert.equal(scale.grades.length, /^peel-202/.test(id) ? 5 : 4, id);
	for (const version of [1, 2])
		assert.equal(framework('peel-2021-22', version).scale?.family, families.get('peel-2021-22'));
});

test('the mid-cycle revision of 2021/22 stops grading the service for victims; before it, eleven of thirteen areas were graded', () => {
	const graded = (version: number) =>
		framework('peel-2021-22', version).questions.filter((one) => one.graded).length;
	assert.equal(graded(1), 11);
	assert.equal(question(framework('peel-2021-22', 1), 'service-for-victims').graded, true);
	assert.equal(question(framework('peel-2021-22', 2), 'service-for-victims').graded, false);
});

test('2023–25 grades nine of its ten areas, says what good looks like in each, and ties its grades to findings', () => {
	const peel = framework('peel-2023-25');
	const areas = peel.questions.filter(({ pillar }) => pillar !== 'reported-apart');
	assert.equal(areas.length, 10);
	assert.deepEqual(
		areas.filter(({ graded }) => !graded).map(({ id }) => id),
		['service-for-victims'],
	);
	for (const one of peel.questions.filter(({ graded }) => graded)) {
		assert.ok((one.characteristics.good?.length ?? 0) >= 3, one.id);
		assert.ok(one.criteria.length >= 2, one.id);
	}
	assert.deepEqual(
		question(peel, 'service-for-victims').parts.map(({ title }) => title),
		['Call handling', 'Deployment and response', 'Recording', 'Investigation', 'Outcomes'],
	);
	const requires = (grade: string) =>
		peel.guards.filter((one) => one.grade === grade && one.rule === 'requires').map(({ finding }) => finding);
	assert.deepEqual(requires('inadequate'), ['cause of concern']);
	assert.deepEqual(requires('requires-improvement'), ['area for improvement']);
	assert.deepEqual(requires('adequate'), ['area for improvement']);
	assert.equal(gradeOf(peel, 'adequate')?.positive, true);
});

test('each outline has its findings question by question, and a section per pillar only where pillars are graded', () => {
	for (const { id, outlines, pillars } of shipped) {
		for (const { id: outline, kind, sections } of outlines) {
			const per = new Set(sections.map((section) => section.per));
			// A letter about one cause of concern has none, and neither has an annex of data.
			if (!['accelerated-letter', 'data-of-forces'].includes(outline))
				assert.ok(per.has('question'), `${id}, ${kind}`);
			if (per.has('pillar'))
				assert.ok(
					pillars.every(({ graded }) => graded),
					`${id}, ${kind}`,
				);
			for (const section of sections) assert.notEqual(section.words, undefined, `${id}, ${section.id}`);
		}
	}
});

function numbered(letter: string, last: number): string[] {
	return Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);
}

test('each section of a shipped outline says what its writer begins with, or is written by somebody', () => {
	const open = shipped.flatMap(({ id, outlines }) =>
		outlines.flatMap((outline) =>
			outline.sections.flatMap(({ id: section, start }) =>
				start === undefined ? [`${id}/${outline.id}/${section}`] : [],
			),
		),
	);
	assert.deepEqual(open, ['core-business-2014/national-report/summary']);
});
