import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import { enqueue, enqueueAll } from '../jobs/job.store.ts';
import { type AnyJob, defineJob, type JobKind, PermanentFailure } from '../jobs/job.ts';
import { boxFor } from '../kernel/box.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SettingsSource } from '../settings/settings.ts';
import { type Message, PermanentMailFailure, type Postman } from './message.ts';
import { postmanOf } from './postman.ts';

export type Mailer = {
	/** The message leaves once the transaction has been committed, and not if it is rolled back. */
	post(tx: Tx, message: Message): Promise<void>;
};

/** For those who write to many, and for whom a function of the database asks for the job. */
export type Mailing = Mailer & {
	/** The same for many, in one statement. */
	postAll(tx: Tx, messages: readonly Message[]): Promise<void>;
	/** What the job is asked for with. */
	closed(message: Message): z.output<typeof kind.payload>;
};

const message = z.object({
	to: z.string(),
	subject: z.string(),
	text: z.string(),
	stop: z.string().exactOptional(),
});

/**
 * The id stays the same in every attempt, so that a message that was sent twice is known as one. A link in a message is
 * as good as a password, so that it waits closed: not even who reads the database can use it.
 */
const kind: JobKind<{ id: string; closed: string }> = {
	name: 'send mail',
	payload: z.object({ id: z.uuid(), closed: z.string() }),
};

/** Spread over nearly three days: longer than a mail server is out of order over a weekend. */
const attempts = 20;

const box = (secret: string) => boxFor(secret, 'mail');

export function mailer(secret: string): Mailing {
	const { close } = box(secret);
	const closed = (letter: Message) => ({
		id: randomUUID(),
		closed: close(JSON.stringify(message.parse(letter))),
	});
	return {
		closed,
		async post(tx, letter) {
			await enqueue(tx, kind, closed(letter));
		},
		async postAll(tx, letters) {
			await enqueueAll(tx, kind, letters.map(closed));
		},
	};
}

/** Hands messages over to whoever takes mail away when their turn comes: settings may have changed since they were posted. */
export function sendMailJob(
	services: { settings: SettingsSource; secret: string; clock: Clock },
	outboxFolder: string,
): AnyJob {
	const { open } = box(services.secret);
	return defineJob({
		...kind,
		attempts,
		async run({ payload: { id, closed } }) {
			const letter = { ...message.parse(JSON.parse(open(closed))), id };
			// They may have been changed in another process.
			await services.settings.refresh();
			const postman = await postmanOf(services.settings.current(), { outboxFolder, clock: services.clock });
			try {
				await handOver(postman, letter);
			} finally {
				postman.close();
			}
		},
	});
}

async function handOver(postman: Postman, letter: Message & { id: string }): Promise<void> {
	try {
		await postman.send(letter);
	} catch (error) {
		if (error instanceof PermanentMailFailure) throw new PermanentFailure(error.message, { cause: error });
		throw error;
	}
}
