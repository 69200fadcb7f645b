import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import type { Actor } from '../src/foundation/database/actor.ts';
import type { Database, Tx } from '../src/foundation/index.ts';
import { addForce } from '../src/programmes/forces/force.store.ts';
import { keepFramework } from '../src/programmes/frameworks/framework.store.ts';
import { planInspections } from '../src/programmes/planning/plan.store.ts';
import { addProgramme, type NewProgramme } from '../src/programmes/planning/programme.store.ts';
import { testFramework, testFrameworkKey } from './frameworks/index.ts';
import type { TestService } from './service.ts';

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

/** A programme manager at work on two forces, and what a test asks of their browser. */
export async function planning({ database, signedInAs, owner }: TestService) {
	const manager = await signedInAs('programme manager');
	const as = <T>(work: (tx: Tx) => Promise<T>) => asOperator(database, work);
	const [north, south] = await as(async (tx) => {
		await keepTwoVersions(tx);
		return [await forceNamed(tx, 'Northshire Police'), await forceNamed(tx, 'Southshire Police')] as const;
	});
	let made = 0;

	async function says(url: string, who = manager): Promise<string> {
		const page = await who.get(url);
		assert.equal(page.statusCode, 200, url);
		return wordsIn(page.body);
	}

	return {
		manager,
		as,
		north,
		south,
		says,
		/** A programme over both, of which the first is in the plan; each in a year of its own, so that none asks twice. */
		async planned() {
			made += 1;
			const year = 2030 + made;
			return as(async (tx) => {
				const { id, slug } = await springProgramme(tx, `Programme ${made}`, {
					fieldworkSince: on(`${year}-01-07`),
					fieldworkUntil: on(`${year}-04-30`),
					forces: [north, south].map((force) => ({ force, excludedBecause: null })),
				});
				const [inspection = ''] = await planInspections(tx, {
					...testFrameworkKey,
					programme: id,
					tranche: null,
					forces: [north],
					fieldworkSince: on(`${year}-01-07`),
					fieldworkUntil: on(`${year}-01-18`),
					publishOn: null,
				});
				return { id, at: `/programmes/${slug}`, inspection, year };
			});
		},
		/** Moves an inspection on, as its workflow does. */
		async opened(inspection: string, state = 'preparing'): Promise<void> {
			await owner.query('alter table programmes.inspection disable trigger moved');
			await owner.query('update programmes.inspection set state = $2 where id = $1', [inspection, state]);
			await owner.query('alter table programmes.inspection enable trigger moved');
		},
		/** A form is shown again with this sentence; sent from another page, it is answered by a page that says so. */
		async refuses(url: string, fields: Record<string, string | string[]>, sentence: RegExp, page = url) {
			const answer = await manager.submit(url, fields, page);
			assert.equal(answer.statusCode, page === url ? 422 : 409, wordsIn(answer.body));
			assert.match(wordsIn(answer.body), sentence);
		},
		/** Sends a form, and reads the page that it leads to. */
		async does(url: string, fields: Record<string, string | string[]> = {}, page = url): Promise<string> {
			const answer = await manager.submit(url, fields, page);
			assert.equal(answer.statusCode, 303, wordsIn(answer.body));
			return says(String(answer.headers.location));
		},
	};
}
