import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import pg from 'pg';
import { testFrameworkKey } from '../../../test/frameworks/index.ts';
import { everyAnswer, operator, take } from '../../../test/inspections.ts';
import { brought, castOf, found, raise } from '../../../test/judging.ts';
import { open } from '../../../test/paper.ts';
import { asOperator, forceNamed, keepTwoVersions } from '../../../test/planning.ts';
import { testService } from '../../../test/service.ts';
import { dayIn, systemClock } from '../../foundation/index.ts';
import {
	addHolder,
	addProgramme,
	addToTeam,
	decideScoping,
	planInspections,
} from '../../programmes/index.ts';

const service = await testService();
const { database } = service;
const cast = await castOf(service);
const today = dayIn(systemClock);
const at = { component: 'first-hour' };
await asOperator(database, keepTwoVersions);

/** A programme over these forces, each with an inspection in fieldwork. */
async function programmeOver(name: string, names: readonly string[]) {
	const forces = await asOperator(database, async (tx) => {
		const all = [];
		for (const one of names) all.push(await forceNamed(tx, one));
		return all;
	});
	return asOperator(database, async (tx) => {
		const { id, slug } = await addProgramme(tx, {
			name,
			purpose: 'To see.',
			assessment: null,
			fieldworkSince: today,
			fieldworkUntil: today.add({ days: 20 }),
			frameworks: [testFrameworkKey],
			forces: forces.map((force) => ({ force, excludedBecause: null })),
		});
		const inspections = await planInspections(tx, {
			...testFrameworkKey,
			programme: id,
			tranche: null,
			forces,
			fieldworkSince: today,
			fieldworkUntil: today.add({ days: 10 }),
			publishOn: today.add({ days: 60 }),
		});
		return { slug, forces, inspections };
	}).then(async (programme) => {
		for (const [index, inspection] of programme.inspections.entries()) {
			await asOperator(database, async (tx) => {
				for (const kind of ['chief officer', 'HM Inspector'] as const) {
					await addHolder(tx, {
						force: programme.forces[index] ?? '',
						kind,
						post: kind === 'chief officer' ? 'Chief Constable' : 'HM Inspector',
						title: null,
						firstName: null,
						surname: 'C',
						honours: null,
						knownAs: null,
						salutation: null,
						email: null,
						since: null,
						until: null,
					});
				}
				await addToTeam(tx, { inspection, account: cast.inspector.account, part: 'lead' });
			});
			await take(service, inspection, 'decide', 'open', 'begin fieldwork');
		}
		return programme;
	});
}

const { slug, inspections } = await programmeOver('Board', ['Ashire', 'Beeshire', 'Ceeshire', 'Deeshire']);
for (const [index, inspection] of inspections.entries()) {
	for (const text of ['Quick.', 'Kind.', 'Calm.'])
		await found(service, inspection, 'first-hour', 'strength', text);
	await found(service, inspection, 'first-hour', 'weakness', `Slow at night in the ${index + 1}th.`);
	const grade = index === 2 ? 'weak' : 'sound';
	if (index < 3) await brought(service, cast, { inspection, ...at }, { grade });
}
const board = `/programmes/${slug}/moderation/first-hour`;

test('a board shows forces side by side, and flags the one with similar findings and another grade', async () => {
	const page = await open(cast.manager, board);
	assert.match(page.words, /2 sound, 1 weak, 1 no grade yet\. 1 force flagged\./);
	assert.match(
		page.words,
		/Ceeshire Proposed Weak .* 3 1 0 0 Similar findings and another grade: Ashire \(Sound\) and Beeshire \(Sound\)/,
	);
	assert.match((await open(cast.manager, `${board}?view=findings`)).words, /Slow at night in the 3th/);
	const flagged = await open(cast.manager, `${board}?flagged=yes`);
	assert.doesNotMatch(flagged.words, /Beeshire Proposed/);
	const weak = await open(cast.manager, `${board}?grade=weak`);
	assert.match(weak.words, /Ceeshire Proposed/);
	assert.doesNotMatch(weak.words, /Ashire Proposed/);
	assert.match((await open(cast.manager, `${board}?grade=strong`)).words, /No force matches these filters/);
	const { body } = await cast.manager.get(`${board}.csv?state=proposed`);
	assert.match(body, /^Board,first-hour,Ceeshire,Proposed,Weak,,,Weak,,,0,0,0,3,0,1,0,0,0,Similar findings/m);
	assert.doesNotMatch(body, /Deeshire/);
});

test('what a force is not inspected on is told beside the board, and is not on it', async () => {
	const [first = ''] = inspections;
	await database.asActor(operator, async (tx) => {
		const rows = everyAnswer.map((row) =>
			row.component === 'food-and-rest' ? { ...row, inspected: false, reason: 'Judged well' } : row,
		);
		await decideScoping(tx, operator, {
			inspection: first,
			rows,
			reason: 'New facts',
			decidedByName: 'A. Inspector',
		});
	});
	const page = await open(cast.manager, `/programmes/${slug}/moderation/food-and-rest`);
	assert.match(page.words, /1 force not on this board Ashire ?: no earlier judgment is on record/);
	assert.match((await open(cast.manager, `/programmes/${slug}/moderation`)).words, /Ashire.*?Not inspected/);
	assert.equal((await cast.manager.get(`/programmes/${slug}/moderation/no-such-question`)).statusCode, 404);
	assert.equal((await cast.manager.get('/programmes/nowhere/moderation')).statusCode, 404);
});

test('a board of many forces takes as many queries as one of few', async () => {
	const few = await programmeOver('Few', ['Eeshire', 'Effshire']);
	for (const inspection of few.inspections) {
		await found(service, inspection, 'first-hour');
		await brought(service, cast, { inspection, ...at });
		await raise(service, inspection, 'first-hour');
	}
	const sent = mock.method(pg.Client.prototype, 'query');
	const cost = async (url: string) => {
		await cast.manager.get(url);
		sent.mock.resetCalls();
		assert.equal((await cast.manager.get(url)).statusCode, 200);
		return sent.mock.callCount();
	};
	for (const end of ['', '/first-hour', '/first-hour?view=findings', '/first-hour.csv', '/care']) {
		const small = await cost(`/programmes/few/moderation${end}`);
		assert.equal(await cost(`/programmes/${slug}/moderation${end}`), small, end);
	}
	sent.mock.restore();
});
