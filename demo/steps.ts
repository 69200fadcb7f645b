import {
	type AccountActor,
	type Actor,
	asDemonstrated,
	findEntries,
	record,
	type Services,
	type Tx,
} from '../src/foundation/index.ts';

/** What one account of the demonstration does, whole or not at all. Its name stands in the record when it is done. */
export type Step = {
	name: string;
	by: string;
	act(actor: AccountActor, tx: Tx): Promise<void>;
};

const kind = 'demonstration';

/**
 * What takes several people is not one transaction: each step is one, and says in the record that it was taken. What a
 * start left undone, the next one does, and nothing is done twice, whatever visitors have changed since.
 */
export async function takeSteps(services: Services, steps: readonly Step[]): Promise<void> {
	const operator: Actor = { kind: 'operator', name: 'demonstration' };
	const { entries } = await services.database.asActor(operator, (tx) =>
		findEntries(tx, { kind, action: 'loaded' }, {}, 1_000),
	);
	const taken = new Set(entries.map(({ subject_id }) => subject_id));
	for (const { name, by, act } of steps) {
		if (taken.has(name)) continue;
		await asDemonstrated(services, by, async (actor, tx) => {
			await act(actor, tx);
			await record(tx, { subject: { kind, id: name }, action: 'loaded' });
		});
	}
}

/** Whose part a step is: the accounts of `accounts.ts`. */
export const people = {
	inspector: 'inspector@demo.example',
	editor: 'editor@demo.example',
	manager: 'manager@demo.example',
	reader: 'reader@demo.example',
	derbyshireBody: 'policingbody.derbyshire@demo.example',
	hmInspector: 'hmi@demo.example',
	derbyshire: 'liaison.derbyshire@demo.example',
	derbyshireContributor: 'contributor.derbyshire@demo.example',
	derbyshireChief: 'chief.derbyshire@demo.example',
	durham: 'liaison.durham@demo.example',
	cleveland: 'liaison.cleveland@demo.example',
};
