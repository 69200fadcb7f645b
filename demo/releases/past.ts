import { documentsOf, saveBlock, writtenBlocksOf } from '../../src/documents/index.ts';
import type { Tx } from '../../src/foundation/index.ts';
import { programmeBySlug, publishedOn } from '../../src/programmes/index.ts';
import { gatherPast, releaseBySlug } from '../../src/releases/index.ts';
import { people } from '../steps.ts';
import { byAccount, byOperator, recorded, type Stage } from './stage.ts';

/** What the source programmes published, as they were published; what is not stated of it, its record says. */
type Published = {
	/** Of the programme, and of the release. */
	slug: string;
	title: string;
	summary: string;
	/** One minute past midnight in London. */
	on: string;
	because: string;
};

export const published: readonly Published[] = [
	{
		slug: 'core-business-2014',
		title: 'Core business: An inspection of crime prevention, police attendance and use of police time',
		summary:
			'How well forces prevent crime and anti-social behaviour, how they respond to reports of crime, and how well they free up the time of their staff: the national report, the data of each force, and letters to three chief constables.',
		on: '2014-09-04',
		because:
			'The letters to the chief constables of 3 September 2014 say that it would be published on Thursday 4 September 2014 at 00:01.',
	},
	{
		slug: 'crime-inspection-2014',
		title: 'Crime inspection 2014: Derbyshire',
		summary:
			'How effective Derbyshire Constabulary is at cutting crime: at reducing and preventing it, at investigating it, and at tackling anti-social behaviour. The report says November 2014; its day here is illustrative.',
		on: '2014-11-30',
		because:
			'The report says November 2014, and the letters of that September say the end of the month. The day and the time are illustrative.',
	},
	{
		slug: 'peel-2018-19',
		title: 'PEEL 2018/19: Derbyshire',
		summary:
			'How effectively, efficiently and legitimately Derbyshire Constabulary keeps people safe and reduces crime. Its pages are of January 2020; its day here is illustrative.',
		on: '2020-01-21',
		because:
			'Its pages were last changed in January 2020. That they were published on the 21st, and the time, are illustrative.',
	},
];

/** Its documents in the order in which they were written: the national report first, then what is about forces. */
async function documentsIn(tx: Tx, programme: string): Promise<{ document: string }[]> {
	const all = await documentsOf(tx, { programme });
	return all.toSorted((a, b) => a.number - b.number).map(({ id }) => ({ document: id }));
}

function gathered({ slug, title, summary, on, because }: Published): Stage {
	return byOperator(`past release: ${slug} gathered`, async (actor, tx) => {
		const programme = await programmeBySlug(tx, slug);
		if (programme === null) throw new Error(`The demonstration has no programme “${slug}”.`);
		await gatherPast(tx, actor, {
			...{ slug, title, summary, because, programme: programme.id, kind: 'reports' },
			releaseAt: publishedOn(Temporal.PlainDate.from(on)),
			gathers: await documentsIn(tx, programme.id),
		});
	});
}

/** Words of the report of 2014 as it prints them, twice; and as they were written here. */
export const misprint = {
	programme: 'crime-inspection-2014',
	right: /crime in Derbyshire fell by (:compare\[[^\]]*\]\{[^}]*\})/,
	printed: 'crime in Derbyshire has reduced by $1 reduction',
};

/** The block of the summary, in which the words stand that are printed wrong. */
export async function summaryBlock(tx: Tx, programme: string) {
	const found = await programmeBySlug(tx, programme);
	const [document] = found === null ? [] : await documentsOf(tx, { programme: found.id });
	const block = (document === undefined ? [] : await writtenBlocksOf(tx, document.id)).find(
		({ section }) => section === 'summary',
	);
	if (document === undefined || block === undefined)
		throw new Error(`The demonstration has no summary in a document of “${programme}”.`);
	return { document, block };
}

/** The first edition holds the words as they were printed; a correction mends them. */
const asPrinted = byAccount('past release: words as they were printed', people.editor, async (_, tx) => {
	const { block } = await summaryBlock(tx, misprint.programme);
	const text = block.text.replace(misprint.right, misprint.printed);
	// Whoever visits may have written in it before.
	if (text !== block.text) await saveBlock(tx, block.id, { seen: block.latest, text });
});

export const pastStages: readonly Stage[] = [
	asPrinted,
	...published.flatMap((one) => [gathered(one), recorded(`past release: ${one.slug} recorded`, one.slug)]),
];

export async function demandRelease(tx: Tx, slug: string) {
	const release = await releaseBySlug(tx, slug);
	if (release === null) throw new Error(`The demonstration has no release “${slug}”.`);
	return release;
}
