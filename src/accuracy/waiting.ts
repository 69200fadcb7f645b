import { sql } from 'kysely';
import {
	type AccountActor,
	mayTry,
	type Tx,
	type Waiting,
	type WaitingSource,
	zone,
} from '../foundation/index.ts';
import { todayIn } from '../programmes/index.ts';
import { isStaff } from './fields.ts';
import { roundsOf } from './round.store.ts';
import { citeRound, type Round, roundHref, roundPolicy } from './round.ts';

/** As many as a home page can bear; the list of rounds has them all. */
const most = 20;
const kind = 'Accuracy check';

/** For those of a force, what they are to check and what was decided; for staff, what waits for decisions and what is overdue. */
export const accuracyWaiting: WaitingSource = async (actor, tx) => {
	if (actor.organisation?.kind === 'force') return ofForce(tx);
	if (!isStaff(actor) || !mayTry(actor, roundPolicy.can.run)) return [];
	return [...(await ofStaff(tx, actor)), ...(await ofInspector(tx, actor))];
};

async function ofForce(tx: Tx): Promise<Waiting[]> {
	const { rounds } = await roundsOf(tx, { states: ['shared', 'decided'] });
	return rounds.slice(0, most).map(
		(round): Waiting =>
			round.state === 'shared'
				? {
						kind,
						text: `Check the facts of ${citeRound(round)}: ${round.title}`,
						href: roundHref(round),
						due: endOf(round.deadline),
					}
				: {
						kind,
						text: `Read what was decided on ${citeRound(round)}: ${round.title}`,
						href: roundHref(round, 'points'),
					},
	);
}

/** Rounds that the reader prepared, or that are about an inspection of theirs. */
async function ofStaff(tx: Tx, { account }: AccountActor): Promise<Waiting[]> {
	const { rounds } = await roundsOf(tx, { states: ['shared', 'submitted', 'decided'] });
	const mine = new Set(await inspectionsOfTeam(tx, account));
	const own = rounds.filter(({ addedBy, inspection }) => addedBy === account || mine.has(inspection));
	const today = await todayIn(tx);
	return own.flatMap((round) => toDo(round, today)).slice(0, most);
}

function toDo(round: Round, today: Temporal.PlainDate): Waiting[] {
	const named = `${citeRound(round)}: ${round.title}, ${round.force.name}`;
	if (round.state === 'submitted')
		return [{ kind, text: `Decide ${named}`, href: roundHref(round, 'points') }];
	if (round.state === 'decided')
		return [{ kind, text: `Record the changes and close ${named}`, href: roundHref(round, 'points') }];
	return Temporal.PlainDate.compare(round.deadline, today) < 0
		? [{ kind, text: `No response yet to ${named}`, href: roundHref(round), due: endOf(round.deadline) }]
		: [];
}

/** Matters of judgment that no HM Inspector has decided yet. */
async function ofInspector(tx: Tx, actor: AccountActor): Promise<Waiting[]> {
	if (!actor.roles.includes('HM Inspector')) return [];
	const rows = await tx
		.selectFrom('accuracy.point as point')
		.innerJoin('accuracy.round as round', 'round.id', 'point.round_id')
		.select(['round.id', 'round.number', 'round.title', sql<number>`count(*)::integer`.as('count')])
		.where('round.state', '=', 'submitted')
		.where('point.withdrawn_at', 'is', null)
		.where('point.sent_at', 'is not', null)
		.where(
			sql<boolean>`case (select d.outcome from accuracy.decision d where d.point_id = point.id
				order by d.number desc limit 1) when 'to HM Inspector' then true else point.argument = 'judgment'
				and not exists (select from accuracy.decision d where d.point_id = point.id) end`,
		)
		.groupBy(['round.id', 'round.number', 'round.title'])
		.orderBy('round.number')
		.limit(most)
		.execute();
	return rows.map(({ id, number, title, count }) => ({
		kind,
		text: `Decide ${count === 1 ? 'a matter' : `${count} matters`} of judgment of AC-${number}: ${title}`,
		href: roundHref({ id }, 'points'),
	}));
}

async function inspectionsOfTeam(tx: Tx, account: string): Promise<string[]> {
	const rows = await tx
		.selectFrom('programmes.team_member')
		.select('inspection_id as id')
		.where('account_id', '=', account)
		.where('inspection_id', 'is not', null)
		.execute();
	return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** A day is over at midnight in London. */
function endOf(day: Temporal.PlainDate): Temporal.Instant {
	return day.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 });
}
