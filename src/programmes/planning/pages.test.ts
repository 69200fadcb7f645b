import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkIn, on, planning, springProgramme, typed, typedWeeks, wordsIn } from '../../../test/planning.ts';
import { testService } from '../../../test/service.ts';
import { addFocus, focusOf } from './focus.store.ts';

const service = await testService();
const { owner, signedInAs } = service;
const { manager, as, planned, opened, says, refuses, does, north, south } = await planning(service);
const inspector = await signedInAs('inspector');

describe('a programme', () => {
	it('is added whole or not at all, and every fault has its sentence', async () => {
		const before = (await owner.query('select from programmes.programme')).rowCount;
		const fields = {
			name: 'Wrong',
			purpose: 'p',
			embargoHour: '00:01',
			frameworks: 'test-custody@1',
			...typedWeeks('2027-01-04', '2027-04-30'),
		};
		await refuses('/programmes/add', { ...fields, name: '  ' }, /Enter the name of the programme/);
		await refuses('/programmes/add', { ...fields, purpose: '' }, /Enter what the programme is for/);
		await refuses(
			'/programmes/add',
			{ ...fields, embargoHour: '24:00' },
			/Enter the time of publication as hours/,
		);
		await refuses('/programmes/add', { ...fields, frameworks: 'no-such@1' }, /Choose at least one framework/);
		await refuses(
			'/programmes/add',
			{ ...fields, ...typedWeeks('2027-05-01', '2027-04-30') },
			/The last day of fieldwork must be the same as or after the first day/,
		);
		await refuses(
			'/programmes/add',
			{ ...fields, 'fieldworkSince-month': '13' },
			/The first day of fieldwork must be a real date/,
		);
		assert.equal((await owner.query('select from programmes.programme')).rowCount, before);
		await does('/programmes/add', { ...fields, name: 'Taken name' });
		await refuses(
			'/programmes/add',
			{ ...fields, name: 'taken NAME' },
			/“taken NAME” already leads to Taken name/,
		);
	});

	it('is renamed, and its former address leads to the new one', async () => {
		const { at } = await planned();
		await refuses(`${at}/rename`, { name: ' ' }, /Enter the name of the programme/);
		await refuses(
			`${at}/rename`,
			{ name: 'Later', ...typed('until', '2199-01-01') },
			/must be today or in the past/,
		);
		const words = await does(`${at}/rename`, { name: 'Printed in the end', ...typed('until', '2026-01-31') });
		assert.match(words, /Programme \d+, until 31 January 2026/);
		const former = await manager.get(at);
		assert.deepEqual([former.statusCode, former.headers.location], [303, '/programmes/printed-in-the-end']);
		assert.match(await says(`${at}/edit`), /Printed in the end/);
		assert.equal((await manager.get('/programmes/never-was')).statusCode, 404);
	});

	it('is read by every member of staff, and changed by those who plan', async () => {
		const { at } = await planned();
		const words = await says(at, inspector);
		assert.match(words, /Northshire Police/);
		assert.doesNotMatch(words, /Change|Add a tranche|Rename/);
		assert.doesNotMatch(await says(`${at}/focus`, inspector), /Add a focus/);
		assert.doesNotMatch(await says('/programmes', inspector), /Add a programme/);
		assert.equal((await inspector.get(`${at}/plan`)).statusCode, 404);
	});

	it('is found by the time of its fieldwork', async () => {
		await as((tx) =>
			springProgramme(tx, 'Long ago', { fieldworkSince: on('2014-01-01'), fieldworkUntil: on('2014-04-30') }),
		);
		assert.match(await says('/programmes?when=past'), /Long ago/);
		assert.doesNotMatch(await says('/programmes?when=future'), /Long ago/);
		assert.match(await says('/programmes?when=present'), /No programme matches this filter/);
		assert.match(await says('/programmes?when=sideways'), /Long ago/);
	});
});

describe('its frameworks', () => {
	it('may be two versions, the second with a note that says for whom it is', async () => {
		const { at, inspection, year } = await planned();
		const url = `${at}/frameworks`;
		await refuses(url, { framework: 'test-custody@2' }, /Enter why there is another version/);
		await refuses(url, { framework: 'test-custody@1', note: 'n' }, /Choose a framework from the list/);
		assert.match(
			await does(url, { framework: 'test-custody@2', note: 'From March' }),
			/2 From March Take out/,
		);
		const plan = { which: 'all', ...typedWeeks(`${year}-03-04`, `${year}-03-08`) };
		await refuses(`${at}/plan`, plan, /Choose the framework they are inspected under/);
		assert.match(
			await does(`${at}/plan`, { ...plan, framework: 'test-custody@2' }),
			/Southshire Police .* Planned Custody visits, version 2/,
		);
		// The one that is planned already moves to the second, as long as it is only planned.
		const weeks = typedWeeks(`${year}-01-07`, `${year}-01-18`);
		const to = { framework: 'test-custody@2', ...weeks };
		assert.match(
			await does(`${at}/inspections/${inspection}`, to),
			/Northshire Police .* Planned Custody visits, version 2/,
		);
	});

	it('keep the version that an inspection is pinned to, and the last one', async () => {
		const { at } = await planned();
		const url = `${at}/frameworks`;
		assert.match(await says(url), /1 inspection pinned to it/);
		await refuses(
			`${url}/test-custody@1/remove`,
			{},
			/One inspection is pinned to Custody visits, version 1/,
			url,
		);
		await does(url, { framework: 'test-custody@2', note: 'Later' });
		const remove = linkIn(await manager.get(url), 'Take out Custody visits, version 2');
		assert.match(await does(remove), /Custody visits, version 2, is taken out/);
		const bare = await as((tx) => springProgramme(tx, 'Without a plan', { forces: [] }));
		await refuses(
			`/programmes/${bare.slug}/frameworks/test-custody@1/remove`,
			{},
			/A programme has at least one framework/,
			`/programmes/${bare.slug}/frameworks`,
		);
	});
});

describe('its forces', () => {
	it('are left out for a reason each, or for one that several share', async () => {
		const { slug } = await as((tx) => springProgramme(tx, 'Shared reason'));
		const url = `/programmes/${slug}/forces`;
		const words = await does(url, {
			out: [north, south],
			because: 'Inspected next year',
			[`because-${south}`]: 'Inspected last year',
		});
		assert.match(words, /0 forces are in scope, and 2 left out/);
		assert.match(words, /Northshire Police Inspected next year Southshire Police Inspected last year/);
		assert.match(
			await does(url, { out: south, [`because-${south}`]: 'Still' }),
			/One force is in scope, and 1 left out/,
		);
	});

	it('stay in scope as long as an inspection of them stands', async () => {
		const { at, inspection } = await planned();
		const out = { out: north, because: 'r' };
		assert.match(await says(`${at}/forces`), /1 force is in the plan, and cannot be left out/);
		await refuses(`${at}/forces`, out, /Take Northshire Police out of the plan before you leave it out/);
		await opened(inspection);
		await refuses(`${at}/forces`, out, /The inspection of Northshire Police has begun, so it stays in scope/);
		assert.match(await says(at), /2 forces/);
	});
});

describe('its focus', () => {
	it('stands in an order that can be changed', async () => {
		const { id, at } = await planned();
		const [, , last = ''] = await as(async (tx) => {
			const ids: string[] = [];
			for (const title of ['Burglary', 'Theft', 'Violence']) {
				ids.push(await addFocus(tx, { programme: id, title, because: `${title} is common.` }));
			}
			return ids;
		});
		const titles = async () => (await as((tx) => focusOf(tx, id))).map(({ title }) => title);
		const words = await does(`${at}/focus/${last}/up`, {}, `${at}/focus`);
		assert.match(words, /Burglary .* Violence .* Theft/);
		await does(`${at}/focus/${last}/up`, {}, `${at}/focus`);
		await does(`${at}/focus/${last}/up`, {}, `${at}/focus`);
		assert.deepEqual(await titles(), ['Violence', 'Burglary', 'Theft']);
		await refuses(`${at}/focus/${last}`, { title: 'Harm', because: '' }, /Enter the reason that is printed/);
		await does(`${at}/focus/${last}`, { title: 'Violence with injury', because: 'It harms most.' });
		await does(`${at}/focus/${last}/remove`);
		assert.deepEqual(await titles(), ['Burglary', 'Theft']);
	});

	it('of another programme is not found under this one', async () => {
		const [mine, other] = [await planned(), await planned()];
		const theirs = await as((tx) => addFocus(tx, { programme: other.id, title: 'T', because: 'B' }));
		assert.equal((await manager.get(`${mine.at}/focus/${theirs}`)).statusCode, 404);
		assert.equal((await manager.submit(`${mine.at}/focus/${theirs}/remove`, {}, mine.at)).statusCode, 404);
		assert.equal((await manager.get(`${mine.at}/inspections/${other.inspection}`)).statusCode, 404);
	});
});

describe('its inputs', () => {
	it('are programmes that are here, and inspections that are known by name', async () => {
		const [mine, other] = [await planned(), await planned()];
		const url = `${mine.at}/inputs`;
		await refuses(url, { kind: 'ours' }, /Choose a programme/);
		await refuses(url, { kind: 'ours', programme: mine.id }, /Choose a programme/);
		await refuses(url, { kind: 'other', title: ' ' }, /Enter the name of the inspection/);
		await does(url, { kind: 'ours', programme: other.id });
		await does(url, {
			kind: 'other',
			title: 'Crime data integrity 2014',
			note: 'How well crime is recorded',
		});
		const page = await manager.get(mine.at);
		assert.match(wordsIn(page.body), /Crime data integrity 2014: How well crime is recorded/);
		const removing = /action="([^"]*\/inputs\/[^"]*\/remove)"/.exec((await manager.get(url)).body)?.[1] ?? '';
		await does(removing, {}, url);
		assert.equal((await manager.get(url)).body.match(/\/remove"/g)?.length, 1);
	});
});

describe('its calendar and its team', () => {
	it('say what is done and what is overdue', async () => {
		const { at } = await planned();
		await refuses(`${at}/calendar/add`, { title: 'Letters' }, /Enter the day by which it has to be done/);
		const words = await does(`${at}/calendar/add`, { title: 'Letters sent', ...typed('due', '2020-01-31') });
		assert.match(words, /31 January 2020 Letters sent The whole programme Overdue Mark as done/);
		const done = /action="([^"]*\/done)"/.exec((await manager.get(at)).body)?.[1] ?? '';
		assert.match(await does(done, {}, at), /Letters sent The whole programme Done Not done/);
		const milestone = linkIn(await manager.get(at), 'Letters sent');
		await does(milestone, { title: 'Letters sent', ...typed('due', '2199-01-31') });
		await does(milestone.concat('/not-done'), {}, at);
		assert.match(await says(at), /31 January 2199 Letters sent The whole programme To do/);
		assert.doesNotMatch(await does(milestone.concat('/remove'), {}, milestone), /31 January 2199/);
	});

	it('say who leads, and one person has one part', async () => {
		const { at } = await planned();
		const url = `${at}/team`;
		const officer = await signedInAs('force liaison officer');
		await refuses(url, { account: officer.account, part: 'lead' }, /Choose a person from the list/);
		await refuses(
			url,
			{ account: inspector.account },
			/Choose whether they lead the programme or work on it/,
		);
		await does(url, { account: inspector.account, part: 'member' });
		assert.match(await does(url, { account: inspector.account, part: 'lead' }), /leads the programme/);
		assert.match(await says(at), /Leads The inspector .*Team Nobody yet/);
		await does(`${url}/${inspector.account}/remove`, {}, url);
		assert.match(await says(at), /Leads Nobody yet/);
	});
});
