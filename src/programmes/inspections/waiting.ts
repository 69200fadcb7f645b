import { type Tx, type Waiting, type WaitingSource, zone } from '../../foundation/index.ts';
import { type Inspection, inspectionsOf } from '../planning/plan.store.ts';
import type { GatePorts } from './gates.ts';
import type { Inspecting, InspectionAction } from './inspecting.ts';
import { standingsOf } from './inspection.store.ts';
import { inspectionWorkflow, inTheWay } from './inspection.ts';

/** As many as a home page can bear; the list of inspections has them all. */
const most = 20;

/** What the reader's own inspections need next, for the home page. */
export function inspectionsWaiting(ports: GatePorts = {}): WaitingSource {
	return async (actor, tx) => {
		if (actor.organisation?.kind !== 'inspectorate') return [];
		const own = await ownInspections(tx, actor.account);
		return (await standingsOf(tx, own, ports)).flatMap((subject) => needOf(subject) ?? []);
	};
}

/** Those of the account's teams that are under way, the soonest first. */
async function ownInspections(tx: Tx, account: string): Promise<Inspection[]> {
	const found = await tx
		.selectFrom('programmes.team_member as member')
		.innerJoin('programmes.inspection as inspection', 'inspection.id', 'member.inspection_id')
		.select('inspection.id')
		.where('member.account_id', '=', account)
		.where('inspection.state', 'not in', ['published', 'closed', 'cancelled'])
		.orderBy('inspection.fieldwork_since', (order) => order.asc().nullsLast())
		.orderBy('inspection.id')
		.limit(most)
		.execute();
	return inspectionsOf(tx, { ids: found.map(({ id }) => id) });
}

/** The next thing to do for an inspection, and by when; null while it goes on as it should. */
export function needOf(subject: Inspecting): Waiting | null {
	const { inspection, today } = subject;
	const { fieldworkSince, fieldworkUntil, publishOn } = inspection;
	const { action } = inTheWay(subject);
	if (action === null) return null;
	const due: Partial<Record<InspectionAction, Temporal.PlainDate | null>> = {
		open: fieldworkSince,
		'begin fieldwork': fieldworkSince,
		'end fieldwork': fieldworkUntil,
	};
	const day = due[action] === undefined ? publishOn : due[action];
	const early = day !== null && Temporal.PlainDate.compare(today, day) < 0;
	// As of that day: what only has to be waited for is nobody's to do.
	const { problems } = inTheWay(early ? { ...subject, today: day } : subject);
	const [first, ...rest] = problems.filter(({ href }) => href !== undefined);
	if (first === undefined && (problems.length > 0 || (early && action !== 'open'))) return null;
	const more = rest.length > 0 ? `, and ${rest.length} more` : '';
	return {
		kind: 'Inspections',
		text: `${inspection.force.name}, ${inspection.programme.name}: ${first === undefined ? inspectionWorkflow.actions[action].label : first.text + more}`,
		href: `/inspections/${inspection.id}`,
		...(day === null ? {} : { due: endOf(day) }),
	};
}

/** A day is over at midnight in London. */
function endOf(day: Temporal.PlainDate): Temporal.Instant {
	return day.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 });
}
