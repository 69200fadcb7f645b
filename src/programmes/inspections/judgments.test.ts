import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testFrameworkKey } from '../../../test/frameworks/index.ts';
import { arrange, everyAnswer, operator } from '../../../test/inspections.ts';
import { testService } from '../../../test/service.ts';
import { perform, type Tx } from '../../foundation/index.ts';
import {
	addForce,
	addJudgment,
	addProgramme,
	decideScoping,
	inspectionMoves,
	keepFramework,
	planInspections,
	publishedOn,
} from '../index.ts';

const service = await testService();
const { database, owner, signedInAs } = service;
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const inspector = await signedInAs('inspector');

const day = (text: string) => Temporal.PlainDate.from(text);

/** "component: grade", or ungraded, of one round. */
type Round = [framework: string, published: string, grades: Record<string, string | null>];

async function judge(force: string, rounds: readonly Round[], illustrative = false): Promise<void> {
	await as(async (tx) => {
		for (const [framework, published, grades] of rounds) {
			for (const [component, grade] of Object.entries(grades)) {
				await addJudgment(tx, {
					force,
					framework,
					version: 1,
					component,
					grade,
					source: `A report under ${framework}`,
					publishedAt: publishedOn(day(published)),
					basis: 'entered',
					illustrative,
				});
			}
		}
	});
}

/** The rows of the tables of judgments, cell by cell, without marks and hidden words. */
function tableOf(body: string, caption: string): string[][] {
	const table = new RegExp(`<caption[^>]*>${caption}</caption>([\\s\\S]*?)</table>`).exec(body)?.[1] ?? '';
	return [...table.matchAll(/<tr class="govuk-table__row">([\s\S]*?)<\/tr>/g)].slice(1).map(([, row = '']) =>
		[...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => wordsOf(cell)),
	);
}

function wordsOf(html: string): string {
	return html
		.replaceAll(/<span class="govuk-visually-hidden">[\s\S]*?<\/span>/g, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

const shipped = ['peel-2015', 'peel-2016', 'peel-2017', 'peel-2018-19'];
const notInspected = ['preventing-crime', 'serious-organised-crime', 'treating-the-workforce-fairly'];

const derbyshire = await as(async (tx) => {
	for (const name of shipped) {
		const file = fileURLToPath(new URL(`../../../frameworks/${name}.yaml`, import.meta.url));
		await keepFramework(tx, { source: readFileSync(file, 'utf8'), file });
	}
	const force = await addForce(tx, {
		name: 'Derbyshire Constabulary',
		code: null,
		region: 'Eastern',
		inScope: true,
		scopeNote: null,
	});
	const weeks = { fieldworkSince: day('2019-07-01'), fieldworkUntil: day('2019-09-30') };
	const programme = await addProgramme(tx, {
		name: 'Integrated PEEL assessment 2018/19',
		purpose: 'To assess forces.',
		assessment: null,
		...weeks,
		frameworks: [{ framework: 'peel-2018-19', version: 1 }],
		forces: [{ force, excludedBecause: null }],
	});
	const [id = ''] = await planInspections(tx, {
		programme: programme.id,
		tranche: null,
		forces: [force],
		framework: 'peel-2018-19',
		version: 1,
		...weeks,
		publishOn: day('2020-01-21'),
	});
	const { rows } = await owner.query<{ component: string; mandatory: boolean }>(
		"select component, mandatory from programmes.framework_component where framework = 'peel-2018-19' and kind = 'question'",
	);
	return { force, id, questions: rows };
});
