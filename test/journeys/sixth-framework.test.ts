import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { open } from '../paper.ts';
import { testService } from '../service.ts';

/*
 * A framework that nobody who wrote this product has seen: three grades, other pillars, other questions. It is an
 * editor's YAML and nothing else, and everything up to an opened inspection is done in forms without scripts.
 */

const round = (year: number, question: Record<'desk' | 'promise', string>) => `
id: front-desk-${year}
version: 1
title: Front desk visits ${year}
cycle: '${year}'
inspection: ${year} front desk visit
summary: How people are met who come to a police station.
scale:
  family: front-desk
  ungraded: Seen, no grade
  grades:
    - { id: assured, title: Assured, positive: true, means: People are met well. }
    - { id: growing, title: Growing, positive: true, means: People are met well in some places. }
    - { id: failing, title: Failing, positive: false, means: People are turned away. }
pillars:
  - { id: welcome, title: Welcome, asks: How well are people met?, graded: true }
  - { id: follow-up, title: Follow-up, graded: false }
questions:
  - id: desk
    pillar: welcome
    title: At the desk
    aliases: [Front counter]
    asks: How well are people met at the desk?
    graded: true
    mandatory: true
    because: Everybody who comes stands there first.
${question.desk}
  - id: promise
    pillar: follow-up
    title: Keeping promises
    asks: How well does the force do what it said at the desk?
    graded: true
${question.promise}
  - id: building
    pillar: welcome
    title: The building
    graded: false
outlines:
  - id: note
    kind: letter
    title: Note to the chief officer
    sections: [{ id: found, title: What we found, per: question, words: 100 }]
`;
const earlier = round(2021, { desk: '', promise: '' });
const sixth = round(2023, {
	desk: '    continues: [front-desk-2021/desk]',
	promise: '    continues: [crime-2014/investigating-offending]',
});
const shipped = (name: string) =>
	readFileSync(new URL(`../../frameworks/${name}.yaml`, import.meta.url), 'utf8');

test('an editor’s YAML carries a programme from its plan to the judgments of a force, with no programmer', async () => {
	const service = await testService();
	const manager = await service.signedInAs('programme manager');
	const inspector = await service.signedInAs('inspector');
	const today = Temporal.Now.plainDateISO('Europe/London');
	const first = today.add({ days: 28 });
	const last = first.add({ days: 4 });

	// What came before, and the sixth.
	const written = {
		'core-business-2014': shipped('core-business-2014'),
		'crime-2014': shipped('crime-2014'),
	};
	for (const [name, content] of Object.entries({
		...written,
		'front-desk-2021': earlier,
		'front-desk-2023': sixth,
	})) {
		const asked = await open(manager, '/frameworks/add');
		const checked = await asked.press('Check the framework', {
			'YAML file': { name: `${name}.yaml`, content },
		});
		const kept = await checked.press('Add this framework');
		assert.match(kept.url, new RegExp(`/frameworks/${name}/1$`));
	}
	const shown = await open(inspector, '/frameworks/front-desk-2023/1');
	for (const words of ['Assured', 'Growing', 'Failing', 'Welcome', 'Keeping promises', 'Front counter'])
		assert.ok(shown.words.includes(words), words);

	// A force, who leads it, and who inspects it.
	await (await open(manager, '/forces/add')).press('Add the force', {
		Name: 'Northshire Police',
		Region: 'North',
		'Is it in scope of these inspections?': 'In scope',
	});
	for (const [kind, post] of [
		['Chief officer', 'Chief Constable'],
		['HM Inspector', 'HM Inspector of Constabulary'],
	] as const) {
		await (await open(manager, '/forces/northshire/posts/add')).press('Add to the register', {
			'What are they for the force?': kind,
			Post: post,
			Surname: post,
		});
	}

	// What the force was judged on before: once in the same family of grades, once in another.
	for (const [framework, component, grade, published] of [
		['front-desk-2021', 'Welcome: At the desk', 'Growing', '2022-01-15'],
		['crime-2014', 'Effectiveness: Investigating offending', 'Good', '2014-11-27'],
	] as const)
		await judged(framework, component, grade, Temporal.PlainDate.from(published));

	// A programme under it, with a tranche, and the force in its plan.
	const programme = await (await open(manager, '/programmes/add')).press('Add the programme', {
		Name: 'Front desks',
		'What is it for?': 'To see how people are met.',
		'Which frameworks does it inspect under?': 'Front desk visits 2023, version 1',
		'First day of fieldwork': first,
		'Last day of fieldwork': first.add({ weeks: 8 }),
	});
	assert.equal(programme.url, '/programmes/front-desks');
	const plan = await (await open(manager, '/programmes/front-desks/tranches/add')).press('Add the tranche', {
		Name: 'Spring',
		'First day of fieldwork': first,
		'Last day of fieldwork': last,
	});
	const planned = await plan.press('Plan the inspections', {
		'Which forces are inspected?': 'All forces in scope that are not in the plan yet (1)',
		'Day of publication (optional)': last.add({ weeks: 6 }),
	});
	const home = planned.link('Northshire Police');
	assert.match(home, /^\/inspections\//);

	// Its scope: the mandatory question is told with its reason, the others are asked.
	const asked = await open(manager, `${home}/scoping/decide`);
	assert.ok(asked.words.includes('Everybody who comes stands there first.'));
	const scoped = await asked.press('Keep this decision', {
		'Keeping promises': 'Yes, inspect it',
		'Keeping promises / Why?': 'People complain that nobody calls back.',
		'The building': 'No',
		'The building / Why?': 'It is new.',
	});
	assert.ok(scoped.words.includes('Keeping promises'));

	// Somebody leads it, and then it opens.
	await (await open(manager, `${home}/team/add`)).press('Add to the team', {
		'Who?': 'The inspector (inspector)',
		'What is their part?': 'They lead the inspection',
	});
	const opened = await (await open(manager, `${home}/open`)).press('Open the inspection');
	assert.ok(opened.words.includes('Preparing'), opened.words);

	// Judgments of it, in its own three grades.
	const entry = await open(manager, '/forces/northshire/judgments/add/front-desk-2023@1');
	for (const grade of ['Assured', 'Growing', 'Failing', 'Seen, no grade'])
		assert.ok(entry.words.includes(grade), grade);
	await judged('front-desk-2023', 'Welcome: At the desk', 'Assured', today);
	await judged('front-desk-2023', 'Follow-up: Keeping promises', 'Failing', today);
	const judgments = await open(inspector, `${home}/judgments`);
	for (const said of [
		'This is an improvement on “growing”',
		'“good” in the 2014 crime inspection, is on another scale',
		'Assured',
		'Failing',
	])
		assert.ok(judgments.words.includes(said), `${said}: ${judgments.words}`);
	assert.doesNotMatch(judgments.words, /decline|unchanged/);

	// What an inspection rests on stays as it is, and whoever would change it is told what to do instead.
	const changed = { name: 'front-desk-2023.yaml', content: sixth.replace('At the desk', 'At the counter') };
	await assert.rejects(
		(await open(manager, '/frameworks/add')).press('Check the framework', { 'YAML file': changed }),
		/is in use, so it stays as it is.*Write “version: 2”/,
	);
	const second = { ...changed, content: changed.content.replace('version: 1', 'version: 2') };
	const next = await (await open(manager, '/frameworks/add')).press('Check the framework', {
		'YAML file': second,
	});
	await next.press('Add this framework');
	assert.ok((await open(inspector, `${home}/judgments`)).words.includes('At the desk'));

	async function judged(framework: string, component: string, grade: string, published: Temporal.PlainDate) {
		const entry = await open(manager, `/forces/northshire/judgments/add/${framework}@1`);
		return entry.press('Add the judgment', {
			'Pillar or question': component,
			Grade: grade,
			'When was it published?': published,
			Report: 'A report of that year',
		});
	}
});
