import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { aPromise } from '../../../test/promised.ts';
import { testService } from '../../../test/service.ts';
import { addForce, todayIn } from '../../programmes/index.ts';
import { isLatePart, isOpenPart } from '../register/part.sql.ts';
import { promisedById } from '../register/promise.store.ts';
import { isOverdue } from '../register/promise.ts';
import { isOpen, partStates } from '../register/state.ts';
import { partWorkflow, takenOver } from './acting.ts';

const { owner, database } = await testService();
const operator = { kind: 'operator', name: 'tests' } as const;
const force = await database.asActor(operator, (tx) =>
	addForce(tx, { name: 'Hereshire Police', code: null, region: 'North', inScope: true, scopeNote: null }),
);

/** Without the acts that would have led there. */
async function stand(part: string | undefined, state: string): Promise<void> {
	await owner.query('set session_replication_role = replica');
	await owner.query('update followup.part set state = $2 where id = $1', [part, state]);
	await owner.query('reset session_replication_role');
}

test('the database opens exactly the steps that the workflow has', async () => {
	const { parts } = await aPromise(owner, { force });
	const steps = partWorkflow.steps.filter(({ action }) => !takenOver.includes(action));
	const opens = async (from: string, to: string) => {
		await owner.query('begin');
		try {
			await stand(parts[0], from);
			await owner.query(`insert into followup.act (part_id, becomes, words) values ($1, $2, 'Because.')`, [
				parts[0],
				to,
			]);
			return true;
		} catch (error) {
			// Whatever else stands in the way is asked only of a step that is open.
			return !(error instanceof Error && 'constraint' in error && error.constraint === 'act_overtaken');
		} finally {
			await owner.query('rollback');
		}
	};
	for (const from of partStates)
		for (const to of partStates)
			assert.equal(
				await opens(from, to),
				steps.some((step) => step.from === from && step.to === to),
				`${from} → ${to}`,
			);
});

test('what is open and what is late is the same in the register’s SQL as in what was read', async () => {
	const letters = partStates.map((_, index) => String.fromCharCode(97 + index));
	const today = await database.asActor(operator, todayIn);
	let late = 0;
	for (const due of [today.subtract({ days: 1 }), today, today.add({ days: 1 })]) {
		const { id, parts } = await aPromise(owner, { force, letters, due: due.toString() });
		for (const [index, state] of partStates.entries()) await stand(parts[index], state);
		await database.asActor(operator, async (tx) => {
			const { rows } = await sql<{ id: string; open: boolean; late: boolean }>`
				select t.id, ${isOpenPart} as open, ${isLatePart} as late from followup.part t
				where t.promise_id = ${id} order by t.letter`.execute(tx);
			const read = (await promisedById(tx, id))?.parts ?? [];
			assert.deepEqual(
				rows,
				read.map((part) => ({ id: part.id, open: isOpen(part.state), late: isOverdue(part, today) })),
			);
			late += rows.filter((row) => row.late).length;
		});
	}
	assert.equal(late, partStates.filter(isOpen).length, 'on the day after, and only then');
});
