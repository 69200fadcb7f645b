import { z } from 'zod';
import {
	type AnyJob,
	defineJob,
	type JobCall,
	type Mailing,
	type Message,
	type Services,
	type Tx,
} from '../../foundation/index.ts';
import { registerNow } from '../record/index.ts';
import { forget } from './following.store.ts';
import { linksFor } from './link.ts';
import { movedMail, newsMail } from './mails.ts';
import { addDays, type Moved, movedDays, movedOn } from './moved.store.ts';
import {
	addNews,
	endNews,
	type Follower,
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
		const editions = [...new Set(news.flatMap(({ edition }) => edition ?? []))];
		const heads = await asPublic((tx) => headsOf(tx, editions));
		const register = await asPublic(registerNow);

		type To = { to: string; token: string; language: string };
		/** What is written to a follower; null where there is nothing left to tell. */
		async function writing(one: News): Promise<((follower: Follower, to: To) => Message | null) | null> {
			const house = { name, address };
			if (one.what === 'moved') {
				const moved = await asPublic((tx) => movedOn(tx, one.day));
				return moved.length === 0
					? null
					: (follower, to) => movedMail(house, { day: one.day, moved: concerning(follower, moved) }, to);
			}
			const { what, forces } = one;
			const head = heads.find(({ id }) => id === one.edition);
			// It came and went before anybody was told, or went and came back.
			if (head === undefined || (head.withdrawnBecause !== null) !== (what === 'withdrawn')) return null;
			const names = forces.flatMap((force) => register.byId(force)?.name ?? []).sort();
			return (_, to) => newsMail(house, { head, what, forces: names }, to);
		}

		for (const one of news) {
			const { id } = one;
			const write = await writing(one);
			if (write === null) {
				await call.asWorker((tx) => endNews(tx, id));
				continue;
			}
			const tellSome = (tx: Tx) =>
				nextFollowers(tx, id, most).then(async (followers) => {
					await mailer.postAll(
						tx,
						followers.flatMap(
							(follower) =>
								write(follower, {
									to: links.opened(follower.address),
									token: links.following(follower.id).token,
									language: follower.language,
								}) ?? [],
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
				await addDays(tx, await asPublic(movedDays));
			});
			const news = await call.asWorker(untold);
			if (news.length > 0) await tell(call, news, call.signal);
		},
	});
}

/** Of what moved, what somebody follows, and what happened since they do. */
function concerning({ since, everything, forces, themes }: Follower, moved: readonly Moved[]): Moved[] {
	return moved.filter(
		({ at, forceId, theme }) =>
			Temporal.Instant.compare(at, since) > 0 &&
			(everything ||
				(forceId !== null && forces.includes(forceId)) ||
				(theme !== null && themes.includes(theme))),
	);
}

/** Whoever has not shown in time that an address is theirs is forgotten. */
export function forgetJob(): AnyJob {
	return defineJob({
		name: 'forget who has not confirmed',
		payload: z.object({}),
		run: ({ asWorker }) => asWorker(forget),
	});
}
