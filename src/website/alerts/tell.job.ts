import { z } from 'zod';
import {
	type AnyJob,
	defineJob,
	type JobCall,
	type Mailing,
	type Services,
	type Tx,
} from '../../foundation/index.ts';
import { registerNow } from '../record/index.ts';
import { forget } from './following.store.ts';
import { linksFor } from './link.ts';
import { newsMail } from './mails.ts';
import {
	addNews,
	endNews,
	headsOf,
	type News,
	newestEditions,
	nextFollowers,
	spokenOf,
	unheardOf,
	untold,
} from './news.store.ts';

type Call = Pick<JobCall<unknown>, 'asWorker'>;
type AsPublic = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** How many are told in one transaction. */
const batch = 500;

/**
 * Every minute: whoever follows what has become public, was corrected or withdrawn is told. It looks as the public, and so
 * finds nothing before its instant.
 */
export function tellJob(services: Services, mailer: Mailing, { most = batch } = {}): AnyJob {
	const asPublic: AsPublic = (work) => services.database.asActor({ kind: 'public' }, work);
	const links = linksFor(services.secret);

	async function tell(call: Call, news: News[], signal: AbortSignal): Promise<void> {
		const { name, address } = services.settings.current();
		const heads = await asPublic((tx) => headsOf(tx, [...new Set(news.map(({ edition }) => edition))]));
		const register = await asPublic(registerNow);
		for (const { id, edition, what, forces } of news) {
			const head = heads.find((one) => one.id === edition);
			// It came and went before anybody was told, or went and came back.
			const holds = head !== undefined && (head.withdrawnBecause !== null) === (what === 'withdrawn');
			if (!holds) {
				await call.asWorker((tx) => endNews(tx, id));
				continue;
			}
			const names = forces.flatMap((force) => register.byId(force)?.name ?? []).sort();
			const tellSome = (tx: Tx) =>
				nextFollowers(tx, id, most).then(async (followers) => {
					await mailer.postAll(
						tx,
						followers.map((one) =>
							newsMail(
								{ name, address },
								{ head, what, forces: names },
								{
									to: links.opened(one.address),
									token: links.following(one.id).token,
									language: one.language,
								},
							),
						),
					);
					return followers.length;
				});
			while ((await call.asWorker(tellSome)) === most) signal.throwIfAborted();
		}
	}

	return defineJob({
		name: 'tell followers',
		payload: z.object({}),
		async run(call) {
			const editions = await asPublic(newestEditions);
			await call.asWorker(async (tx) => {
				const unheard = await unheardOf(tx, editions);
				const there = unheard.filter(({ what }) => what !== 'withdrawn').map(({ id }) => id);
				await addNews(tx, unheard, await asPublic((visitor) => spokenOf(visitor, there)));
			});
			const news = await call.asWorker(untold);
			if (news.length > 0) await tell(call, news, call.signal);
		},
	});
}

/** Whoever has not shown in time that an address is theirs is forgotten. */
export function forgetJob(): AnyJob {
	return defineJob({
		name: 'forget who has not confirmed',
		payload: z.object({}),
		run: ({ asWorker }) => asWorker(forget),
	});
}
