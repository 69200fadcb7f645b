import type { LightMyRequestResponse } from 'fastify';
import type { Actor } from '../src/foundation/database/actor.ts';
import type { Database, Tx } from '../src/foundation/index.ts';
import { addForce } from '../src/programmes/forces/force.store.ts';
import { keepFramework } from '../src/programmes/frameworks/framework.store.ts';
import { addProgramme, type NewProgramme } from '../src/programmes/planning/programme.store.ts';
import { testFramework, testFrameworkKey } from './frameworks/index.ts';

/** Forces, a framework in two versions and programmes for tests that plan. */

export const operator: Actor = { kind: 'operator', name: 'tests' };
export const asOperator = <T>(database: Database, work: (tx: Tx) => Promise<T>) =>
	database.asActor(operator, work);

export const on = (day: string) => Temporal.PlainDate.from(day);

export async function keepTwoVersions(tx: Tx): Promise<void> {
	await keepFramework(tx, { source: testFramework, file: 'first.yaml' });
	await keepFramework(tx, { source: testFramework.replace('version: 1', 'version: 2'), file: 'second.yaml' });
}

export function forceNamed(
	tx: Tx,
	name: string,
	more: { existedUntil?: Temporal.PlainDate } = {},
): Promise<string> {
	return addForce(tx, { name, code: null, region: 'R', inScope: true, scopeNote: null, ...more });
}

/** A programme in the spring of 2027, under the framework of the tests. */
export function springProgramme(tx: Tx, name: string, more: Partial<NewProgramme> = {}) {
	return addProgramme(tx, {
		name,
		purpose: 'To see how well forces do.',
		assessment: null,
		fieldworkSince: on('2027-01-04'),
		fieldworkUntil: on('2027-04-30'),
		frameworks: [testFrameworkKey],
		...more,
	});
}

/** What somebody types into the three boxes of a date. */
export function typed(name: string, day: string): Record<string, string> {
	const { day: d, month, year } = on(day);
	return { [`${name}-day`]: String(d), [`${name}-month`]: String(month), [`${name}-year`]: String(year) };
}

export const typedWeeks = (since: string, until: string) => ({
	...typed('fieldworkSince', since),
	...typed('fieldworkUntil', until),
});

/** Where the link leads that reads so, hidden words included. */
export function linkIn({ body }: LightMyRequestResponse, text: string): string {
	for (const [, href = '', inside = ''] of body.matchAll(/<a\b[^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)) {
		if (wordsIn(inside) === text) return href.replaceAll('&amp;', '&');
	}
	throw new Error(`no link reads “${text}”`);
}

/** What a page says, without its markup. */
export function wordsIn(html: string): string {
	return html
		.replaceAll(/<head>[\s\S]*?<\/head>|<script[\s\S]*?<\/script>/g, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll('&#39;', '’')
		.replaceAll('&amp;', '&')
		.replaceAll('&quot;', '"')
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/ ([.,;:)])/g, '$1')
		.trim();
}
