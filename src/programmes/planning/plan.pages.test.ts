import assert from 'node:assert/strict';
import { describe, it, mock, test } from 'node:test';
import pg from 'pg';
import {
	forceNamed,
	on,
	planning,
	springProgramme,
	typed,
	typedWeeks,
	wordsIn,
} from '../../../test/planning.ts';
import { testService } from '../../../test/service.ts';
import { addFocus } from './focus.store.ts';
import { planInspections } from './plan.store.ts';
import { addTranche } from './tranche.store.ts';

const service = await testService();
const { owner } = service;
const { manager, as, planned, opened, says, refuses, does, north } = await planning(service);

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
		await opened(inspection, 'fieldwork');
		const page = `${at}/inspections/${inspection}`;
		assert.match(await says(page), /Fieldwork has begun, and its days stay/);
		const words = await does(page, {
			...typedWeeks(`${year}-02-04`, `${year}-02-08`),
			...typed('publishOn', `${year}-06-01`),
		});
		assert.match(words, new RegExp(`7 January ${year} to 18 January ${year} 1 June ${year}`));
		await opened(inspection, 'published');
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
