import { type AccountActor, forceOf, mayTry, type Tx, type Waiting, zone } from '../foundation/index.ts';
import { requestsOf } from './request.store.ts';
import { citeRequest, requestPolicy } from './request.ts';

/** As many as a home page can bear; the list of requests has them all. */
const most = 20;

/** What a force is asked for, and what the inspectorate has to look at: to those who asked, and to the inspection's team. */
export async function requestsWaiting(actor: AccountActor, tx: Tx): Promise<Waiting[]> {
	if (actor.organisation?.kind === 'force' && forceOf(actor) !== null) return toAnswer(tx);
	if (!mayTry(actor, requestPolicy.can.write)) return [];
	return toLookAt(tx, actor);
}

async function toAnswer(tx: Tx): Promise<Waiting[]> {
	const { requests } = await requestsOf(tx, { state: 'sent' });
	return requests.slice(0, most).map((request) => ({
		kind: 'Requests',
		text: `Answer ${citeRequest(request)}: ${request.title}`,
		href: `/requests/${request.id}`,
		due: endOf(request.due),
	}));
}

async function toLookAt(tx: Tx, actor: AccountActor): Promise<Waiting[]> {
	const rows = await tx
		.selectFrom('returns.request as request')
		.select('request.id')
		.where('request.state', '=', 'answered')
		.where(({ eb, exists, or, selectFrom }) =>
			or([
				eb('request.added_by', '=', actor.account),
				exists(
					selectFrom('programmes.team_member as member')
						.select('member.id')
						.whereRef('member.inspection_id', '=', 'request.inspection_id')
						.where('member.account_id', '=', actor.account),
				),
			]),
		)
		.orderBy('request.answered_at')
		.limit(most)
		.execute();
	const { requests } = await requestsOf(tx, { ids: rows.map(({ id }) => id) });
	return requests.map((request) => ({
		kind: 'Requests',
		text: `Look at the answer of ${request.force.name} to ${citeRequest(request)}: ${request.title}`,
		href: `/requests/${request.id}`,
	}));
}

/** A day is over at midnight in London. */
function endOf(day: Temporal.PlainDate): Temporal.Instant {
	return day.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 });
}
