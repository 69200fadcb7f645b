import { statementsFor } from '../../src/accuracy/index.ts';
import { type Press, pressOf } from '../../src/documents/index.ts';
import {
	type AccountActor,
	type Actor,
	asDemonstrated,
	type Files,
	findEntries,
	type Mailer,
	record,
	type Services,
	type Tx,
} from '../../src/foundation/index.ts';
import { freezePast, type ReleasingPorts, recordPast, releaseBySlug } from '../../src/releases/index.ts';

export const operator: Actor = { kind: 'operator', name: 'demonstration' };
const kind = 'demonstration';

/** What the stages of this layer do their work with. */
export type Means = {
	services: Services;
	files: Files;
	mailer: Mailer;
	/** How the service itself freezes a release and looks at what is frozen. */
	releasing: ReleasingPorts;
	signal: AbortSignal;
};

/**
 * A part of the layer under its own name, which stands in the record when it is done. It may have to wait for something
 * that the service does by itself: it is asked again then.
 */
export type Stage = {
	name: string;
	take(means: Means): Promise<'done' | 'later'>;
};

/** The same for a stage of one account, whole or not at all. */
export function byAccount(
	name: string,
	email: string,
	act: (actor: AccountActor, tx: Tx, means: Means) => Promise<void>,
): Stage {
	return {
		name,
		async take(means) {
			await asDemonstrated(means.services, email, async (actor, tx) => {
				await act(actor, tx, means);
				await noted(tx, name);
			});
			return 'done';
		},
	};
}

/** What belongs to the machine's operator: putting on record what was published before this system was there. */
export function byOperator(name: string, act: (actor: Actor, tx: Tx) => Promise<void>): Stage {
	return {
		name,
		async take({ services }) {
			await services.database.asActor(operator, async (tx) => {
				await act(operator, tx);
				await noted(tx, name);
			});
			return 'done';
		},
	};
}

/** What the service does by itself sooner or later, done now. It has to bear being done twice. */
export function byWorker(name: string, task: string, act: (tx: Tx) => Promise<void>): Stage {
	return {
		name,
		async take({ services: { database } }) {
			await database.asActor({ kind: 'worker', task }, act);
			await database.asActor(operator, (tx) => noted(tx, name));
			return 'done';
		},
	};
}

/** Freezes a past release and puts it on record. What could not be frozen is open again, and says why. */
export function recorded(name: string, slug: string): Stage {
	return {
		name,
		async take({ services, files, signal }) {
			const { database } = services;
			const release = await database.asActor(operator, (tx) => releaseBySlug(tx, slug));
			if (release === null) throw new Error(`The demonstration has no release “${slug}”.`);
			const press: Press = pressOf(services);
			const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
				database.asActor({ kind: 'worker', task: 'record a release' }, work);
			await freezePast(asWorker, release.id, { files, press, signal, statements: statementsFor });
			await database.asActor(operator, async (tx) => {
				await recordPast(tx, operator, release.id);
				await noted(tx, name);
			});
			return 'done';
		},
	};
}

/** Waits until it is so. */
export function until(name: string, holds: (tx: Tx) => Promise<boolean>): Stage {
	return {
		name,
		take: ({ services }) =>
			services.database.asActor(operator, async (tx) => {
				if (!(await holds(tx))) return 'later';
				await noted(tx, name);
				return 'done';
			}),
	};
}

async function noted(tx: Tx, name: string): Promise<void> {
	await record(tx, { subject: { kind, id: name }, action: 'loaded' });
}

/** Takes what has not been taken, in this order; answers whether that was all. */
export async function takeStages(means: Means, stages: readonly Stage[]): Promise<'done' | 'later'> {
	const { entries } = await means.services.database.asActor(operator, (tx) =>
		findEntries(tx, { kind, action: 'loaded' }, {}, 1_000),
	);
	const taken = new Set(entries.map(({ subject_id }) => subject_id));
	for (const { name, take } of stages) {
		if (taken.has(name)) continue;
		means.signal.throwIfAborted();
		if ((await take(means)) === 'later') return 'later';
	}
	return 'done';
}
