import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFrameworkKey } from '../../../test/frameworks/index.ts';
import { arrange } from '../../../test/inspections.ts';
import { testService } from '../../../test/service.ts';
import { frameworkOf, inspectionById } from '../../programmes/index.ts';
import { figureSignals } from './signals.ts';
import { counted, madeIndicator } from './testing/made.ts';
import { operator, putFigures, putForces, putIndicator } from './testing/world.ts';

const service = await testService();
const { database } = service;

test('who decides what to inspect sees what is outlying of the force before fieldwork, on the page of scoping', async () => {
	const rate = madeIndicator();
	const forces = await database.asActor(operator, async (tx) => {
		const forces = await putForces(tx, 12);
		await putIndicator(tx, rate);
		const now = Temporal.Now.plainDateISO();
		const [past, coming] = [now.subtract({ years: 1 }), now.add({ years: 1 })].map(
			(day) => `${day.year}-03-31`,
		);
		for (const until of [past, coming])
			await putFigures(
				tx,
				forces.map(({ code: area }, i) => {
					const events = i === 0 && until === past ? 95_000 : 40_000 + ((i * 7919) % 12) * 40;
					return counted(rate, events, 1_000_000, { area, until: until ?? '' });
				}),
			);
		return forces;
	});
	const [outlying, plain] = forces;
	const one = await arrange(service, { force: outlying?.id ?? '' });
	const other = await arrange(service, { force: plain?.id ?? '' });
	const signalsOf = (id: string) =>
		database.asActor(operator, async (tx) => {
			const inspection = await inspectionById(tx, id);
			const framework = await frameworkOf(tx, testFrameworkKey);
			assert.ok(inspection && framework);
			return figureSignals(tx, inspection, framework);
		});
	const [signal, ...more] = await signalsOf(one.id);
	assert.deepEqual(more, []);
	assert.equal(signal?.speaks, 'for');
	assert.match(signal?.text ?? '', /^Incidents: 95\.0 is above the 99\.8% limits of the funnel/);
	assert.deepEqual(await signalsOf(other.id), []);
	const inspector = await service.signedInAs('inspector');
	assert.match(
		(await inspector.get(`/inspections/${one.id}/scoping/decide`)).body,
		/Incidents: 95\.0 is above/,
	);
	assert.doesNotMatch((await inspector.get(`/inspections/${other.id}/scoping/decide`)).body, /99\.8%/);
});
