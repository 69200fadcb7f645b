import { addRound, roundMoves } from '../src/accuracy/index.ts';
import { addBlock, addDocument, moveDocument } from '../src/documents/index.ts';
import { counted, madeIndicator } from '../src/figures/comparison/testing/made.ts';
import { putFigures, putForces, putIndicator } from '../src/figures/comparison/testing/world.ts';
import { type AccountActor, dayIn, perform, systemClock } from '../src/foundation/index.ts';
import { arrange, operator, take } from './inspections.ts';
import { actorOf } from './judging.ts';
import type { SignedIn } from './people.ts';
import type { TestService } from './service.ts';

/** A force with two forces beside it, one figure about it, and its people: one hands in, one comments, one is not named. */
export async function checkedForce(service: TestService) {
	const forces = await service.database.asActor(operator, async (tx) => {
		const made = await putForces(tx, 2);
		const rate = madeIndicator();
		await putIndicator(tx, rate);
		await putFigures(
			tx,
			made.map(({ code }, index) => counted(rate, 455 + 100 * index, 10_000, { area: code })),
		);
		return made;
	});
	const [own, other] = forces;
	if (own === undefined || other === undefined) throw new Error('there are two forces');
	const at = { organisation: own.id };
	return {
		force: own,
		liaison: await service.signedInAs('force liaison officer', at),
		contributor: await service.signedInAs('force contributor', at),
		chief: await service.signedInAs('chief officer', at),
		stranger: await service.signedInAs('force liaison officer', { organisation: other.id }),
		body: await service.signedInAs('local policing body'),
		reader: await service.signedInAs('reader'),
	};
}

/** Who somebody of a force is to the stores. */
export function ofForce(person: SignedIn, ...roles: AccountActor['roles']): AccountActor {
	return {
		...actorOf(person, ...roles),
		organisation: { id: person.organisation ?? '', kind: 'force', name: 'Force', force: null },
	};
}

/** A report about a force whose inspection it was told of, as an editor has passed it. */
export async function passedDraft(
	service: TestService,
	{ force, texts, lead }: { force: string; texts: readonly string[]; lead?: SignedIn },
) {
	const inspection = await arrange(service, { force, ...(lead === undefined ? {} : { lead }) });
	await take(service, inspection.id, 'decide', 'open');
	const written = await service.database.asActor(operator, async (tx) => {
		const document = await addDocument(tx, {
			framework: 'test-custody',
			version: 1,
			outline: 'report',
			kind: 'report',
			layout: 'report',
			title: 'How people in custody are looked after',
			dated: Temporal.PlainDate.from('2026-03-02'),
			of: { inspection: inspection.id },
		});
		const blocks: string[] = [];
		for (const text of texts)
			blocks.push((await addBlock(tx, { document: document.id, section: 'findings', text })).id);
		return { id: document.id, blocks };
	});
	const editor = actorOf(await service.signedInAs('editor'), 'editor');
	await service.database.asActor(editor, (tx) =>
		moveDocument(tx, editor, { id: written.id, action: 'pass' }),
	);
	return { ...written, inspection: inspection.id, editor };
}

/** A round that is shared with these people of the force, the first of whom hands in. */
export async function sharedRound(
	service: TestService,
	draft: { id: string; inspection: string },
	{ force, people }: { force: string; people: readonly SignedIn[] },
	kind: 'draft' | 'data' = 'draft',
): Promise<string> {
	const { id } = await service.database.asActor(operator, (tx) =>
		addRound(tx, {
			kind,
			force,
			inspection: draft.inspection,
			document: kind === 'draft' ? draft.id : null,
			title: 'How people in custody are looked after',
			programme: 'Custody visits',
			message: null,
			deadline: dayIn(systemClock).add({ days: 10 }),
			members: people.map(({ account }, index) => ({ account, handsIn: index === 0 })),
		}),
	);
	await service.database.asActor(operator, (tx) =>
		perform(roundMoves(), tx, operator, { id, action: 'share' }),
	);
	return id;
}
