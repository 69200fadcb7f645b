import { sql } from 'kysely';
import { mayTry, type Tx, type WaitingSource } from '../../foundation/index.ts';
import { type ReleaseAction, releaseWorkflow } from './releasing.ts';

const most = 20;
const { can } = releaseWorkflow.policy;

type Row = { id: string; number: number; title: string; due: Temporal.Instant | null };

/** What waits for a second person: frozen releases to approve, and withdrawals to confirm. */
export const gatheringWaiting: WaitingSource = async (actor, tx) => {
	if (actor.organisation?.kind !== 'inspectorate') return [];
	const toApprove = mayTry(actor, can.approve) ? await frozen(tx, actor.account) : [];
	const toConfirm = mayTry(actor, can['confirm withdrawal']) ? await withdrawn(tx, actor.account) : [];
	return [
		...toApprove.map(({ id, number, title, due }) => ({
			kind: 'Releases',
			text: `Approve REL-${number}, “${title}”`,
			href: `/releases/${id}`,
			...(due === null ? {} : { due }),
		})),
		...toConfirm.map(({ id, number, title }) => ({
			kind: 'Releases',
			text: `Confirm that REL-${number}, “${title}”, is withdrawn`,
			href: `/releases/${id}`,
		})),
	];
};

/** Frozen, not void, with an instant that has not passed or as a correction, and not submitted by whoever asks. */
async function frozen(tx: Tx, account: string): Promise<Row[]> {
	const { rows } = await sql<Row>`select r.id, r.number, r.title, e.release_at as due
		from releases.release r join edition.edition e on e.release_id = r.id
			and e.void_at is null and e.approved_at is null
		where r.state = 'frozen' and r.recorded_because is null
			and (e.release_at > app.now() or releases.is_public(r.id))
			and not ${did(account, 'submit')}
		order by e.release_at, r.number limit ${most}`.execute(tx);
	return rows;
}

async function withdrawn(tx: Tx, account: string): Promise<Row[]> {
	const { rows } = await sql<Row>`select r.id, r.number, r.title, null as due from releases.release r
		where r.state = 'withdrawn' and not ${did(account, 'withdraw')}
			and 'confirm withdrawal' <> (select t.action from foundation.transition t
				where t.workflow = 'release' and t.subject_id = r.id::text order by t.step desc limit 1)
		order by r.number limit ${most}`.execute(tx);
	return rows;
}

function did(account: string, action: ReleaseAction) {
	return sql<boolean>`exists (select from foundation.transition t where t.workflow = 'release'
		and t.subject_id = r.id::text and t.action = ${action} and t.account = ${account}::uuid)`;
}
