// A cycle to be released: of each of 43 forces a signed report with figures and charts and the letter that goes before it,
// in a database of its own with the figures of the demonstration.
import type pg from 'pg';
import { loadFigures } from '../demo/figures.ts';
import { addBlock } from '../src/documents/drafts/block.store.ts';
import { addDocument, changeDocument } from '../src/documents/drafts/document.store.ts';
import { moveDocument } from '../src/documents/index.ts';
import { keepIndicatorFiles, recompute } from '../src/figures/index.ts';
import type { AccountActor, Role, Tx } from '../src/foundation/index.ts';
import { addFinding, addRaised } from '../src/judgments/index.ts';
import { holdersOf } from '../src/programmes/forces/post.store.ts';
import { addToTeam, listForces } from '../src/programmes/index.ts';
import { addItems } from '../src/releases/gathering/item.store.ts';
import type { Gathered } from '../src/releases/gathering/item.ts';
import { addRelease } from '../src/releases/gathering/release.store.ts';
import { moveRelease } from '../src/releases/gathering/releasing.store.ts';
import { arrange, take } from '../test/inspections.ts';
import { bare } from '../test/releases.ts';
import { operator, type World } from './figures-world.ts';

const dated = Temporal.PlainDate.from('2026-03-02');

export type Cycle = {
	release: string;
	documents: readonly string[];
	/** Back to where it is frozen from, with more in it where something is named. */
	again(more?: readonly Gathered[]): Promise<void>;
};

export async function fillCycle({ services }: World, owner: pg.Client, forces = 43): Promise<Cycle> {
	const { database } = services;
	await keepIndicatorFiles(services);
	await loadFigures(services);
	await recompute(services, { because: 'the bench' });
	await owner.query(
		"insert into foundation.organisation (kind, name) values ('inspectorate', 'Inspectorate')",
	);
	// Each force gets a chief officer and an HM Inspector of today.
	await owner.query(
		'set session_replication_role = replica; delete from programmes.post_holder; reset session_replication_role',
	);
	const editor = await person(owner, 'editor');
	const signatory = await person(owner, 'HM Inspector');
	const lead = await person(owner, 'inspector');
	const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
	const inspected = (await as((tx) => listForces(tx))).filter(({ inScope }) => inScope).slice(0, forces);
	const documents: string[] = [];
	for (const { id: force } of inspected) {
		const { id: inspection } = await arrange({ database }, { force });
		await as((tx) => addToTeam(tx, { inspection, account: lead.account, part: 'lead' }));
		await take({ database }, inspection, 'decide', 'open');
		await owner.query('update programmes.post_holder set email = $1 where force_id = $2', [
			signatory.email,
			force,
		]);
		const [report, letter] = await as((tx) => write(tx, { inspection, force }));
		for (const id of [report, letter]) {
			await database.asActor(editor, (tx) => moveDocument(tx, editor, { id, action: 'pass' }));
			await database.asActor(signatory, (tx) => moveDocument(tx, signatory, { id, action: 'sign' }));
			documents.push(id);
		}
	}
	const releaseAt = Temporal.Now.instant().add({ hours: 48 });
	const submit = (tx: Tx, id: string) => moveRelease(tx, operator, bare, { id, action: 'submit' });
	const release = await as(async (tx) => {
		const { id } = await addRelease(tx, { title: 'Custody of all forces', kind: 'reports', releaseAt });
		await addItems(
			tx,
			id,
			documents.map((document) => ({ document })),
		);
		await submit(tx, id);
		return id;
	});
	return {
		release,
		documents,
		again: (more = []) =>
			as(async (tx) => {
				await moveRelease(tx, operator, bare, { id: release, action: 'open again', reason: 'Once more' });
				await addItems(tx, release, more);
				await submit(tx, release);
			}),
	};
}

async function write(tx: Tx, { inspection, force }: { inspection: string; force: string }) {
	const of = { inspection };
	const same = { framework: 'test-custody', version: 1, outline: 'report', of, dated };
	const finding = await addFinding(tx, {
		of,
		component: 'first-hour',
		tone: 'neutral',
		text: 'People are seen by a nurse within :figure[recorded-crime]{until=2014-06-30} hours.',
	});
	const raised = await addRaised(tx, {
		of: { ...of, component: 'first-hour' },
		kind: 'area for improvement',
		text: 'The force should make sure that everybody is seen by a nurse.',
		due: { kind: 'months', months: 6, setBy: 'inspectorate', setByName: null },
	});
	const report = await addDocument(tx, {
		...same,
		kind: 'report',
		layout: 'report',
		title: 'People in custody',
	});
	const quoted = `::finding[F-${finding.number}]\n\n::area-for-improvement[AFI-${raised.number}]`;
	for (const text of [`# What we found\n\n${quoted}`, ...parts]) {
		await addBlock(tx, { document: report.id, section: 'findings', text });
	}
	const letter = await addDocument(tx, {
		...same,
		...{ kind: 'letter', layout: 'letter', title: 'Custody', salutation: 'Dear Chief', enclosure: report.id },
	});
	await addBlock(tx, { document: letter.id, section: 'findings', text: paragraph.repeat(4) });
	const holders = await holdersOf(tx, [force]);
	const holding = (kind: string) => holders.find((holder) => holder.kind === kind)?.id ?? null;
	await changeDocument(tx, letter.id, {
		seen: 1,
		addressee: holding('chief officer'),
		sender: holding('HM Inspector'),
	});
	return [report.id, letter.id] as const;
}

const paragraph =
	'In the year to June 2014 there were :figure[recorded-crime]{until=2014-06-30} crimes here, beside :figure[recorded-crime]{area=nation until=2014-06-30} in the country, and over four years they :compare[recorded-crime]{until=2014-06-30 over=4 of=number show=phrase}. The force should supervise what its officers do, record why they did it, and look at the records every month, so that it can tell whether what it does is fair. We read files and looked at figures, and found that most of it was done as it should be, though not everywhere and not every time.\n\n';

/** About twelve pages. */
const parts = Array.from({ length: 4 }, (_, part) =>
	[
		`# Part ${part + 1}`,
		...Array.from({ length: 3 }, (_, section) =>
			[`## Question ${section + 1} of part ${part + 1}`, paragraph.repeat(4)].join('\n\n'),
		),
		'::chart[recorded-crime]{kind=series since=2010-06-30 until=2014-06-30 with=nation}',
		':::table[Crimes]\n| Place | Crimes |\n| - | -: |\n| Here | :figure[recorded-crime]{until=2014-06-30} |\n:::',
	].join('\n\n'),
);

async function person(owner: pg.Client, role: Role): Promise<AccountActor> {
	const email = `${role.toLowerCase().replaceAll(' ', '-')}@bench.example`;
	const name = `The ${role}`;
	const { rows } = await owner.query<{ id: string; organisation: string }>(
		`insert into foundation.account (email, name, organisation_id, roles, state)
			select $1, $2, id, $3, 'active' from foundation.organisation where kind = 'inspectorate'
			returning id, organisation_id as organisation`,
		[email, name, [role]],
	);
	const [made] = rows;
	if (made === undefined) throw new Error('There is no inspectorate');
	return {
		...{ kind: 'account', account: made.id, name, email, roles: [role], session: '', method: 'password' },
		organisation: { id: made.organisation, kind: 'inspectorate', name: 'Inspectorate', force: null },
	};
}
