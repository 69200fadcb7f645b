import { z } from 'zod';
import { type AnyJob, defineJob, type Mailer, type Services } from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { dueOf, type Submitted, submittedOf, waitsFor } from './due.store.ts';
import { ahead, type Due, keyOf, stepOf } from './due.ts';
import { reminderMail } from './mails.ts';
import { hourIn, putDown, type Reminded, type Told, toRemind } from './remind.store.ts';

/** Not in the night: the first hour of the day, in London, in which somebody is written to. */
const firstHour = 7;

const keyOfSubmitted = ({ part, since }: Submitted) => `verify ${part} ${since}`;

/**
 * Every hour from the morning on: whoever has something new to do is written to, once a day at most. What was told is put
 * down together with the mail, for one person at a time, so that nobody is told twice however often the job runs, at
 * once or after it broke off.
 */
export function remindJob({ settings }: Pick<Services, 'settings'>, mailer: Mailer): AnyJob {
	return defineJob({
		name: 'remind of what is due',
		payload: z.object({}),
		async run({ asWorker, signal }) {
			if ((await asWorker(hourIn)) < firstHour) return;
			const { people, submitted, today } = await asWorker(async (tx) => ({
				people: await toRemind(tx),
				submitted: await submittedOf(tx),
				today: await todayIn(tx),
			}));
			const ofForce = new Map<string, readonly Due[]>();
			const dueFor = async ({ kind, force }: Reminded): Promise<readonly Due[]> => {
				if (kind === 'inspectorate' || force === null) return [];
				const known = ofForce.get(`${kind} ${force}`);
				if (known !== undefined) return known;
				const until = today.add({ days: ahead });
				const found = await asWorker((tx) =>
					dueOf(tx, { force, as: kind, theirs: true, since: null, until }),
				);
				ofForce.set(`${kind} ${force}`, found);
				return found;
			};
			for (const person of people) {
				signal.throwIfAborted();
				const due = await dueFor(person);
				const toVerify =
					person.kind === 'inspectorate' ? submitted.filter((one) => waitsFor(one, person.account)) : [];
				const things: Told[] = [
					...due.flatMap((one) => {
						const step = stepOf(one, today);
						return step === null ? [] : [{ thing: keyOf(one), step }];
					}),
					...toVerify.map((one) => ({ thing: keyOfSubmitted(one), step: 'waits' })),
				];
				if (things.length === 0) continue;
				await asWorker(async (tx) => {
					const fresh = new Set((await putDown(tx, person.account, things)).map(({ thing }) => thing));
					if (fresh.size === 0) return;
					await mailer.post(
						tx,
						reminderMail(settings.current(), person, {
							due: due.filter((one) => fresh.has(keyOf(one))),
							submitted: toVerify.filter((one) => fresh.has(keyOfSubmitted(one))),
							today,
						}),
					);
				});
			}
		},
	});
}
