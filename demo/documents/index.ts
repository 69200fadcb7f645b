import { type Composing, compose } from '../../src/documents/index.ts';
import type { Actor, Services, Tx } from '../../src/foundation/index.ts';
import { findingsOf } from '../../src/judgments/index.ts';
import { type Inspection, inspectionsOf, programmeBySlug } from '../../src/programmes/index.ts';
import { people, type Step, takeSteps } from '../steps.ts';
import { copies, paper2014 } from './letters.ts';
import { textsIn } from './text.ts';

/**
 * Documents as an editor of the demonstration has begun them: the letters and reports of 2014 and 2020, in our own words
 * with the same facts, a national report that is still being written, and a report of the present round.
 */
export async function loadDocuments(services: Services): Promise<void> {
	await takeSteps(services, [written]);
}

const written: Step = {
	name: 'documents written',
	by: people.editor,
	// What they quote is kept by the service itself, once it has computed the figures.
	act: (actor, tx) => writeDocuments(tx, actor),
};

export async function writeDocuments(tx: Tx, actor: Actor): Promise<void> {
	await writeCoreBusiness(tx, actor);
	await writeCrime2014(tx, actor);
	await writePeel2018(tx, actor);
	await writePresent(tx, actor);
}

async function writeCoreBusiness(tx: Tx, actor: Actor): Promise<void> {
	const programme = await programmeBySlug(tx, 'core-business-2014');
	if (programme === null) throw new Error('The demonstration has no programme “core-business-2014”.');
	const common = { dated: Temporal.PlainDate.from('2014-09-04'), ...paper2014, copyright: '© HMIC 2014' };
	const of = { programme: programme.id };
	const national = await compose(tx, actor, {
		of,
		outline: 'national-report',
		particulars: common,
		texts: textsIn(['core-business-national.md'], []),
	});
	await compose(tx, actor, { of, outline: 'data-of-forces', particulars: common });
	const texts = textsIn(['letters.md'], []);
	for (const inspection of await inspectionsOf(tx, of)) {
		await compose(tx, actor, {
			of: { inspection: inspection.id },
			outline: 'force-letter',
			texts,
			particulars: {
				...paper2014,
				// The post of the sender names the region, where the letter does.
				region: null,
				// Its accounts are roles and nobody of the register, so that one signs for the other.
				forSender: true,
				copies: copies[inspection.force.slug] ?? [],
				enclosure: national.id,
			},
		});
	}
}

async function writeCrime2014(tx: Tx, actor: Actor): Promise<void> {
	await write(tx, actor, 'crime-inspection-2014', {
		files: ['crime-2014.md'],
		outline: 'force-report',
		particulars: { ...paper2014, address: [], copyright: '© HMIC 2014', isbn: '978-1-78246-621-5' },
	});
}

async function writePeel2018(tx: Tx, actor: Actor): Promise<void> {
	await write(tx, actor, 'peel-2018-19', {
		files: ['overall', 'effectiveness', 'efficiency', 'legitimacy'].map((part) => `peel-2018-19-${part}.md`),
		outline: 'force-report',
		particulars: { copyright: '© HMICFRS 2020', website: 'https://www.justiceinspectorates.gov.uk/hmicfrs/' },
	});
}

async function write(
	tx: Tx,
	actor: Actor,
	slug: string,
	{ files, ...composing }: Omit<Composing, 'of'> & { files: readonly string[] },
): Promise<void> {
	const programme = await programmeBySlug(tx, slug);
	const [inspection] = programme === null ? [] : await inspectionsOf(tx, { programme: programme.id });
	if (inspection === undefined) throw new Error(`The demonstration has no inspection in “${slug}”.`);
	const findings = await findingsOf(tx, { inspection: inspection.id });
	await compose(tx, actor, {
		...composing,
		of: { inspection: inspection.id },
		texts: textsIn(files, findings),
	});
}

/** Of the first inspection of the present round that is reported on: as it is composed, with a summary by its HM Inspector. */
export async function writePresent(tx: Tx, actor: Actor): Promise<void> {
	const programme = await programmeBySlug(tx, 'peel-present-round');
	const all: Inspection[] = programme === null ? [] : await inspectionsOf(tx, { programme: programme.id });
	const reported = all.find(({ state }) => state === 'reporting');
	if (reported === undefined) return;
	await compose(tx, actor, {
		of: { inspection: reported.id },
		outline: 'force-report',
		texts: textsIn(['present.md'], []),
	});
}
