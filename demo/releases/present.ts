import { moveDocument } from '../../src/documents/index.ts';
import { dayIn } from '../../src/foundation/index.ts';
import { programmeBySlug, publishedOn } from '../../src/programmes/index.ts';
import {
	accountNamed,
	addItems,
	addRelease,
	announce,
	moveRelease,
	nameReader,
	releaseBySlug,
} from '../../src/releases/index.ts';
import { people } from '../steps.ts';
import { demandRelease } from './past.ts';
import { documentOf, pilot } from './pilot.ts';
import { byAccount, type Stage, until } from './stage.ts';

export const embargoed = 'peel-pilot-first-reports';
export const inPreparation = 'peel-pilot-further-documents';

const signed = byAccount('present release: reports passed again', people.editor, async (actor, tx) => {
	const { id } = await documentOf(tx, 'derbyshire');
	await moveDocument(tx, actor, { id, action: 'pass' });
});

const underSigned = byAccount('present release: reports signed', people.hmInspector, async (actor, tx) => {
	for (const force of ['derbyshire', 'durham'] as const) {
		const { id } = await documentOf(tx, force);
		await moveDocument(tx, actor, { id, action: 'sign' });
	}
});

/** Public tomorrow at one minute past midnight, from wherever today is; read from today on by those who are named. */
const gathered = byAccount('present release: gathered', people.manager, async (actor, tx, means) => {
	const today = dayIn(means.services.clock);
	const releaseAt = publishedOn(today.add({ days: 1 }));
	const programme = await programmeBySlug(tx, pilot);
	const common = { kind: 'reports', programme: programme?.id ?? null, illustrative: true } as const;
	const release = await addRelease(tx, {
		...common,
		slug: embargoed,
		title: 'PEEL assessments, pilot of the present round: first reports',
		summary: 'How good two forces are at serving their public. An illustration: no force was asked.',
		releaseAt,
		deliverAt: publishedOn(today),
	});
	await addItems(tx, release.id, [
		{ document: (await documentOf(tx, 'derbyshire')).id },
		{ document: (await documentOf(tx, 'durham')).id },
		{ indicator: 'vulnerability-referrals' },
	]);
	await announce(
		tx,
		{ ...common, ...release },
		{ title: 'PEEL assessments, pilot of the present round (illustrative)', releaseAt, because: null },
	);
	const next = await addRelease(tx, {
		...common,
		slug: inPreparation,
		title: 'PEEL assessments, pilot of the present round: further documents',
		summary: 'The report about a third force, and a summary for the public of the first.',
		releaseAt: publishedOn(today.add({ days: 21 })),
	});
	await addItems(tx, next.id, [
		{ document: (await documentOf(tx, 'derbyshire', 'force-summary')).id },
		{ document: (await documentOf(tx, 'cleveland')).id },
	]);
	await moveRelease(tx, actor, means.releasing, { id: release.id, action: 'submit' });
});

/** A second person approves what was frozen. Were its instant past by then, it stays frozen, and says so. */
const approved = byAccount('present release: approved', people.hmInspector, async (actor, tx, means) => {
	const { id, state, releaseAt } = await demandRelease(tx, embargoed);
	const ahead = releaseAt !== null && Temporal.Instant.compare(means.services.clock.now(), releaseAt) < 0;
	if (state === 'frozen' && ahead) await moveRelease(tx, actor, means.releasing, { id, action: 'approve' });
});

const named = byAccount('present release: readers named', people.manager, async (_, tx, means) => {
	const release = await releaseBySlug(tx, embargoed);
	const now = means.services.clock.now();
	if (release === null || release.releaseAt === null) return;
	if (Temporal.Instant.compare(now, release.releaseAt) >= 0) return;
	const reader = async (email: string, purpose: string) => {
		const account = await accountNamed(tx, email);
		if (account === null || release.releaseAt === null) return;
		await nameReader(tx, {
			...{ release: release.id, account: account.id, purpose, closes: release.releaseAt },
			opens: now.round({ smallestUnit: 'minute', roundingMode: 'floor' }),
		});
	};
	await reader(people.reader, 'To prepare a briefing for ministers on the day of publication');
	await reader(people.derbyshireBody, 'To prepare its comments on the report about its force');
});

export const presentStages: readonly Stage[] = [
	signed,
	underSigned,
	gathered,
	until('present release: frozen', async (tx) => (await demandRelease(tx, embargoed)).state !== 'freezing'),
	approved,
	named,
];
