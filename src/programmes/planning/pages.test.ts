import assert from 'node:assert/strict';
import { describe, it, mock, test } from 'node:test';
import pg from 'pg';
import {
	asOperator,
	forceNamed,
	keepTwoVersions,
	linkIn,
	on,
	springProgramme,
	typed,
	typedWeeks,
	wordsIn,
} from '../../../test/planning.ts';
import { testService } from '../../../test/service.ts';
import { addFocus, focusOf } from './focus.store.ts';
import { planInspections } from './plan.store.ts';
import { addTranche } from './tranche.store.ts';

const { database, signedInAs, owner } = await testService();
const manager = await signedInAs('programme manager');
const inspector = await signedInAs('inspector');
const as = <T>(work: Parameters<typeof asOperator<T>>[1]) => asOperator(database, work);

const [north = '', south = ''] = await as(async (tx) => {
	await keepTwoVersions(tx);
	return [await forceNamed(tx, 'Northshire Police'), await forceNamed(tx, 'Southshire Police')];
});

let made = 0;
/** A programme over two forces, of which the first is in the plan. */
async function planned() {
	made += 1;
	return as(async (tx) => {
		const { id, slug } = await springProgramme(tx, `Programme ${made}`, {
			// Each in a year of its own, so that none asks what another asks.
			fieldworkSince: on(`${2030 + made}-01-07`),
			fieldworkUntil: on(`${2030 + made}-04-30`),
			forces: [north, south].map((force) => ({ force, excludedBecause: null })),
		});
		const [inspection = ''] = await planInspections(tx, {
			programme: id,
			tranche: null,
			forces: [north],
			framework: 'test-custody',
			version: 1,
			fieldworkSince: on(`${2030 + made}-01-07`),
			fieldworkUntil: on(`${2030 + made}-01-18`),
			publishOn: null,
		});
		return { id, at: `/programmes/${slug}`, inspection, year: 2030 + made };
	});
}

async function says(url: string, who = manager): Promise<string> {
	const page = await who.get(url);
	assert.equal(page.statusCode, 200, url);
	return wordsIn(page.body);
}

async function refuses(url: string, fields: Record<string, string | string[]>, sentence: RegExp, page = url) {
	const answer = await manager.submit(url, fields, page);
	assert.equal(answer.statusCode, page === url ? 422 : 409, wordsIn(answer.body));
	assert.match(wordsIn(answer.body), sentence);
}

async function does(
	url: string,
	fields: Record<string, string | string[]> = {},
	page = url,
): Promise<string> {
	const answer = await manager.submit(url, fields, page);
	assert.equal(answer.statusCode, 303, wordsIn(answer.body));
	return says(String(answer.headers.location));
}

/** As the workflow of inspections does. */
async function opened(inspection: string): Promise<void> {
	await owner.query('alter table programmes.inspection disable trigger moved');
	await owner.query("update programmes.inspection set state = 'preparing' where id = $1", [inspection]);
	await owner.query('alter table programmes.inspection enable trigger moved');
}

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
			/Southshire Police .* test-custody, version 2/,
		);
		// The one that is planned already moves to the second, as long as it is only planned.
		const weeks = typedWeeks(`${year}-01-07`, `${year}-01-18`);
		const to = { framework: 'test-custody@2', ...weeks };
		assert.match(await does(`${at}/inspections/${inspection}`, to), /Northshire Police .* version 2/);
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

describe('its tranches', () => {
	it('have names of their own, and may lie outside the weeks of the programme, which is told', async () => {
		const { at, year } = await planned();
		const url = `${at}/tranches/add`;
		await does(url, { name: 'Tranche 1', ...typedWeeks(`${year}-01-07`, `${year}-02-01`) });
		await refuses(
			url,
			{ name: 'Tranche 1', ...typedWeeks(`${year}-02-04`, `${year}-03-01`) },
			/The programme has a tranche of that name/,
		);
		const words = await does(url, { name: 'Tranche 2', ...typedWeeks(`${year}-04-01`, `${year}-06-01`) });
		assert.match(words, /Its weeks lie outside those of the programme\./);
		assert.match(await says(at), /Tranche 2 Outside the programme’s weeks/);
	});

	it('take in what is moved to them, and are removed when they are empty', async () => {
		const { id, at, inspection, year } = await planned();
		const tranche = await as((tx) =>
			addTranche(tx, {
				programme: id,
				name: 'First',
				fieldworkSince: on(`${year}-01-07`),
				fieldworkUntil: on(`${year}-02-01`),
			}),
		);
		const url = `${at}/tranches/${tranche}`;
		const plan = { framework: 'test-custody@1', ...typedWeeks(`${year}-01-07`, `${year}-01-18`) };
		const change = `${at}/inspections/${inspection}`;
		await refuses(change, { ...plan, tranche: crypto.randomUUID() }, /Choose a tranche from the list/);
		assert.match(await does(change, { ...plan, tranche: String(tranche) }), /Northshire Police First/);
		await refuses(`${url}/remove`, {}, /First has inspections or milestones/, url);
		await does(change, { ...plan, tranche: '' });
		assert.match(await does(`${url}/remove`, {}, url), /First is removed/);
	});
});

describe('what stands in the plan', () => {
	it('is taken out as long as it is only planned', async () => {
		const { at, inspection } = await planned();
		const url = `${at}/inspections/${inspection}/unplan`;
		assert.match(await does(url), /Northshire Police is out of the plan/);
		assert.equal((await manager.get(url)).statusCode, 404);

		const next = await planned();
		await opened(next.inspection);
		const page = `${next.at}/inspections/${next.inspection}`;
		assert.doesNotMatch(await says(page), /out of the plan|Under which framework/);
		await refuses(`${page}/unplan`, {}, /has been opened\. It can be cancelled/, page);
	});

	it('is kept when its scope has been decided, because decisions are', async () => {
		const { at, inspection } = await planned();
		await owner.query(
			"insert into programmes.scoping (inspection_id, number, decided_by_name) values ($1, 1, 'Somebody')",
			[inspection],
		);
		const page = `${at}/inspections/${inspection}`;
		await refuses(`${page}/unplan`, {}, /has been decided, and decisions are kept/, page);
	});

	it('keeps its weeks once fieldwork has begun, and still gets its day of publication', async () => {
		const { at, inspection, year } = await planned();
		await owner.query('alter table programmes.inspection disable trigger moved');
		await owner.query("update programmes.inspection set state = 'fieldwork' where id = $1", [inspection]);
		await owner.query('alter table programmes.inspection enable trigger moved');
		const page = `${at}/inspections/${inspection}`;
		assert.match(await says(page), /Fieldwork has begun, and its days stay/);
		const words = await does(page, {
			...typedWeeks(`${year}-02-04`, `${year}-02-08`),
			...typed('publishOn', `${year}-06-01`),
		});
		assert.match(words, new RegExp(`7 January ${year} to 18 January ${year} 1 June ${year}`));
		await owner.query('alter table programmes.inspection disable trigger moved');
		await owner.query("update programmes.inspection set state = 'published' where id = $1", [inspection]);
		await owner.query('alter table programmes.inspection enable trigger moved');
		const history = await manager.get(page);
		assert.equal(history.statusCode, 409);
		assert.match(wordsIn(history.body), /The plan of this inspection is history/);
	});

	it('is not planned for days on which the force is not there', async () => {
		const { at, inspection, year } = await planned();
		await owner.query('update programmes.force set existed_until = $2 where id = $1', [
			north,
			`${year}-03-31`,
		]);
		await refuses(
			`${at}/inspections/${inspection}`,
			{ framework: 'test-custody@1', ...typedWeeks(`${year}-04-01`, `${year}-04-12`) },
			new RegExp(`Northshire Police existed until 31 March ${year}`),
		);
		await owner.query('update programmes.force set existed_until = null where id = $1', [north]);
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

test('a page costs as many queries for a large plan as for a small one', async () => {
	const large = await as(async (tx) => {
		const forces: string[] = [];
		for (let n = 0; n < 12; n += 1) forces.push(await forceNamed(tx, `Shire ${n} Police`));
		const { id, slug } = await springProgramme(tx, 'Large', {
			fieldworkSince: on('2060-01-05'),
			fieldworkUntil: on('2060-04-30'),
			forces: forces.map((force) => ({ force, excludedBecause: null })),
		});
		// One force is left for the page that plans.
		for (const [n, force] of forces.slice(1).entries()) {
			const tranche = await addTranche(tx, {
				programme: id,
				name: `Tranche ${n}`,
				fieldworkSince: on('2060-01-05'),
				fieldworkUntil: on('2060-02-27'),
			});
			await planInspections(tx, {
				programme: id,
				tranche,
				forces: [force],
				framework: 'test-custody',
				version: 1,
				fieldworkSince: on('2060-01-05'),
				fieldworkUntil: on('2060-01-16'),
				publishOn: null,
			});
			await addFocus(tx, { programme: id, title: `Focus ${n}`, because: 'It is common.' });
		}
		return `/programmes/${slug}`;
	});
	const small = (await planned()).at;
	const sent = mock.method(pg.Client.prototype, 'query');
	const cost = async (url: string) => {
		sent.mock.resetCalls();
		await says(url);
		return sent.mock.callCount();
	};
	for (const part of ['', '/forces', '/focus', '/plan']) {
		const [few, many] = [await cost(small + part), await cost(large + part)];
		assert.ok(few > 3, part);
		assert.equal(many, few, part);
	}
	sent.mock.restore();
});
