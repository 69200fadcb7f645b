import { addBlock } from '../../src/documents/drafts/block.store.ts';
import { addDocument } from '../../src/documents/drafts/document.store.ts';
import { moveDocument } from '../../src/documents/index.ts';
import { addEvidence } from '../../src/evidence/index.ts';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import { addRaised, moderate, propose } from '../../src/judgments/index.ts';
import { approve, judgedAt } from '../../src/judgments/judging/acts.store.ts';
import { contentOf } from '../../src/judgments/judging/judging.store.ts';
import { approvable } from '../../src/judgments/judging/judgment.ts';
import { operator } from '../inspections.ts';
import { type Cast, found, inspected } from '../judging.ts';
import type { publishers } from '../releases.ts';
import type { TestService } from '../service.ts';
import { type About, planted } from './words.ts';

export type Written = Awaited<ReturnType<typeof written>>;

/** An inspection of a new force with all that is found and judged, and a report of it that two people have signed. */
export async function written(
	service: TestService,
	cast: Cast,
	{ editor, inspector }: Awaited<ReturnType<typeof publishers>>,
	whose: About,
) {
	const { id: inspection, force, programme } = await inspected(service, cast);
	const of = { inspection, component: 'first-hour' };
	const text = `People see ${planted('finding', whose)}.`;
	const id = await found(service, inspection, of.component, 'neutral', text);
	const { rows } = await service.owner.query<{ number: number }>(
		'select number::int from judgments.finding where id = $1',
		[id],
	);
	const finding = { id, number: rows[0]?.number ?? 0 };
	const made = await service.database.asActor(operator, async (tx) => {
		const evidence = await addEvidence(tx, {
			kind: 'observation',
			inspection,
			source: { name: 'What was seen' },
			title: 'What was seen',
			text: 'It was qzvevidence.',
			happenedOn: dayIn(systemClock),
			gatheredByName: 'A. Inspector',
			reliability: 'verified',
		});
		const raised = await addRaised(tx, {
			of,
			kind: 'area for improvement',
			text: `The force should see to ${planted('raised', whose)}.`,
			addressee: 'the chief constable',
			due: { kind: 'months', months: 6, setBy: 'inspectorate', setByName: null },
		});
		const document = await addDocument(tx, {
			framework: 'test-custody',
			version: 1,
			outline: 'report',
			kind: 'report',
			layout: 'report',
			title: `Looking after ${planted('head', whose)}`,
			dated: Temporal.PlainDate.from('2026-03-02'),
			of: { inspection },
		});
		const block = await addBlock(tx, {
			document: document.id,
			section: 'findings',
			text: `# What we found\n\nThis is ${planted('text', whose)}.\n\n::finding[F-${finding.number}]\n\n::area-for-improvement[AFI-${raised.number}]`,
		});
		return { evidence: evidence.id, raised, document, block: block.id };
	});
	const { as } = cast;
	const offer = { ...of, grade: 'sound', rationale: 'Because of qzvrationale.' };
	await service.database.asActor(as.inspector, (tx) => propose(tx, as.inspector, { ...offer, criteria: {} }));
	await service.database.asActor(as.manager, (tx) => moderate(tx, as.manager, offer));
	await service.database.asActor(as.approver, async (tx) => {
		const { judging } = await judgedAt(tx, as.approver, of);
		const decided = approvable(judging);
		if (decided === null) throw new Error('it cannot be approved');
		await approve(tx, as.approver, { ...of, content: contentOf(judging, decided).parts });
	});
	await service.database.asActor(editor, (tx) =>
		moveDocument(tx, editor, { id: made.document.id, action: 'pass' }),
	);
	await service.database.asActor(inspector, (tx) =>
		moveDocument(tx, inspector, { id: made.document.id, action: 'sign' }),
	);
	return { ...made, finding, inspection, force, programme };
}
