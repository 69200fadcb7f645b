import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Clock } from '../kernel/clock.ts';
import { codeOf, Failure, Missing } from '../kernel/failures.ts';
import { compose } from './compose.ts';
import type { Letter, Postman, Sender } from './message.ts';
import { parseMail } from './parse.ts';

export type OutboxItem = { id: string; to: string; subject: string; at: Temporal.Instant };

export type Outbox = Postman & {
	/** The newest first, and no more than a page can show. */
	list(): Promise<OutboxItem[]>;
	/** Missing when there is no such message. */
	read(id: string): Promise<OutboxItem & { from: string; text: string }>;
};

const listed = 100;
const fileName = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{3})Z_([A-Za-z0-9-]{1,80})\.eml$/;

/** Mail that goes nowhere: each message is a file that any mail program opens. */
export async function outbox(settings: { folder: string; from: Sender; clock: Clock }): Promise<Outbox> {
	const { folder, from, clock } = settings;
	await mkdir(folder, { recursive: true, mode: 0o700 });

	async function files(): Promise<{ name: string; id: string; at: Temporal.Instant }[]> {
		const names = await readdir(folder);
		return names
			.sort()
			.reverse()
			.flatMap((name) => {
				const [, year, month, day, hour, minute, second, part, id] = fileName.exec(name) ?? [];
				if (id === undefined) return [];
				const at = Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}.${part}Z`);
				return [{ name, id, at }];
			});
	}

	async function load(file: { name: string; id: string; at: Temporal.Instant }) {
		const mail = parseMail(await readFile(join(folder, file.name), 'utf8'));
		return { id: file.id, at: file.at, from: mail.from, to: mail.to, subject: mail.subject, text: mail.text };
	}

	return {
		async send(letter: Letter) {
			const now = clock.now();
			const mail = new MailComposer({ ...compose(letter, from), date: new Date(now.epochMilliseconds) });
			const bytes = await mail.compile().build();
			// A repeated attempt finds its message there already.
			if ((await files()).some((file) => file.id === letter.id)) return;
			const name = `${stamp(now)}_${letter.id}.eml`;
			const part = join(folder, `${name}.part`);
			try {
				await writeFile(part, bytes, { mode: 0o600, flush: true });
				await rename(part, join(folder, name));
			} catch (cause) {
				await rm(part, { force: true });
				throw new Failure(`A message could not be written to the outbox (${codeOf(cause) ?? 'unknown'}).`, {
					cause,
				});
			}
		},

		async check() {
			const probe = join(folder, 'check.part');
			try {
				await writeFile(probe, '');
				await rm(probe);
			} catch (cause) {
				throw new Failure(`The outbox cannot be written (${codeOf(cause) ?? 'unknown'}).`, { cause });
			}
		},

		close() {},

		async list() {
			const items = await Promise.all((await files()).slice(0, listed).map(load));
			return items.map(({ id, to, subject, at }) => ({ id, to, subject, at }));
		},

		async read(id) {
			const file = (await files()).find((candidate) => candidate.id === id);
			if (file === undefined) throw new Missing();
			return load(file);
		},
	};
}

/** Sorts by time as a file name does. */
function stamp(instant: Temporal.Instant): string {
	return instant.toString({ smallestUnit: 'millisecond' }).replaceAll(/[-:]/g, '');
}
