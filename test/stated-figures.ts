import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { loadFigures } from '../demo/figures.ts';
import { loadRegister } from '../demo/register.ts';
import { compareArea } from '../src/figures/comparison/comparison.ts';
import { printed } from '../src/figures/comparison/print.ts';
import { type Figure, figuresOf, indicatorOf, keepIndicatorFiles, recompute } from '../src/figures/index.ts';
import { systemClock } from '../src/foundation/kernel/clock.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { settingsSource } from '../src/foundation/settings/settings.ts';
import { testDatabase } from './database.ts';

/** The demonstration's figures in a database of their own, and what is printed of them. */

const { database, secret } = await testDatabase();
export const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-demonstration-'));
after(() => rm(dataFolder, { recursive: true, force: true }));
const settings = settingsSource({
	database,
	environment: {},
	secret,
	fallbackAddress: () => 'http://localhost',
});
export const services = { database, clock: systemClock, log: silent, secret, settings, dataFolder };
export const actor = { kind: 'operator', name: 'test' } as const;

/** Loads everything, and computes these. */
export async function loadStated(indicators: readonly string[]): Promise<void> {
	await database.asActor(actor, (tx) => loadRegister(tx));
	await keepIndicatorFiles(services);
	await loadFigures(services);
	await recompute(services, { because: 'The demonstration was loaded', indicators });
}

export const [derbyshire, nation] = ['E23000018', 'EW'];
export const day = (text: string) => Temporal.PlainDate.from(text);

export type Said = { text: string; figure: Figure };

/** What is printed of an indicator for a period, by area; of the whole, or of one part of it. */
export async function said(
	indicator: string,
	until: string,
	part: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, Said>> {
	return database.asActor(actor, async (tx) => {
		const definition = await indicatorOf(tx, { indicator });
		assert.ok(definition, indicator);
		const figures = await figuresOf(tx, {
			indicators: [{ indicator, version: definition.version }],
			since: day(until),
			until: day(until),
			breakdown: 'all',
		});
		const wanted = figures.filter((one) => JSON.stringify(one.breakdown) === JSON.stringify(part));
		return new Map(
			wanted.map((figure) => [
				figure.area,
				{ text: figure.value === null ? (figure.marker ?? '') : printed(definition, figure.value), figure },
			]),
		);
	});
}

export async function assertSaid(
	indicator: string,
	until: string,
	own: string,
	theirs?: string,
	part: Readonly<Record<string, string>> = {},
): Promise<Figure> {
	const found = await said(indicator, until, part);
	assert.equal(found.get(derbyshire)?.text, own, `${indicator}, ${until}: Derbyshire`);
	if (theirs !== undefined)
		assert.equal(found.get(nation)?.text, theirs, `${indicator}, ${until}: England and Wales`);
	const figure = found.get(derbyshire)?.figure;
	assert.ok(figure);
	return figure;
}

export const compared = (indicator: string, until: string) =>
	database.asActor(actor, (tx) => compareArea(tx, { indicator, area: derbyshire, until: day(until) }));

/** "by its number" and "by its rate": the report does not say which it means, so both have to print alike. */
export async function assertChanged(
	indicator: string,
	until: string,
	years: number,
	own: string,
	theirs?: string,
) {
	const changes = (await compared(indicator, until)).changes.filter((one) => one.years === years);
	assert.ok(changes.length > 0, `${indicator} has a change over ${years} years`);
	for (const { of, area, nation: other } of changes) {
		assert.equal(area.printed, own, `${indicator}, ${until}, over ${years} by its ${of}`);
		if (theirs !== undefined)
			assert.equal(other?.printed, theirs, `${indicator}: England and Wales by its ${of}`);
	}
	return changes;
}
