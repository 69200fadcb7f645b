import { type Actor, Missing, Refused, type Tx } from '../../foundation/index.ts';
import { frameworkOf } from '../frameworks/framework.store.ts';
import { inspectionById } from '../planning/plan.store.ts';
import { closedFor, type Decision, problemsOfDecision, type Scoping, ScopingRefused } from './scoping.ts';

/** Every decision about the scope of an inspection, the earliest first. */
export async function scopingsOf(tx: Tx, inspection: string): Promise<Scoping[]> {
	return scopingsOfMany(tx, [inspection]);
}

/** The decision that holds. */
export async function scopingOf(tx: Tx, inspection: string): Promise<Scoping | null> {
	return (await scopingsOf(tx, inspection)).at(-1) ?? null;
}

/** All decisions of several inspections, each with its table, in two queries however many there are. */
export async function scopingsOfMany(tx: Tx, inspections: readonly string[]): Promise<Scoping[]> {
	if (inspections.length === 0) return [];
	const heads = await tx
		.selectFrom('programmes.scoping')
		.select([
			'id',
			'inspection_id as inspection',
			'number',
			'decided_by as decidedBy',
			'decided_by_name as decidedByName',
			'decided_at as decidedAt',
			'reason',
		])
		.where('inspection_id', 'in', [...inspections])
		.orderBy('inspection_id')
		.orderBy('number')
		.execute();
	if (heads.length === 0) return [];
	const rows = await tx
		.selectFrom('programmes.scoping_row')
		.select(['scoping_id', 'component', 'inspected', 'reason'])
		.where(
			'scoping_id',
			'in',
			heads.map(({ id }) => id),
		)
		.orderBy('component')
		.execute();
	const tables = Map.groupBy(rows, ({ scoping_id }) => scoping_id);
	return heads.map((head) => ({
		...head,
		rows: (tables.get(head.id) ?? []).map(({ component, inspected, reason }) => ({
			component,
			inspected,
			reason,
		})),
	}));
}

/**
 * Keeps a decision beside the earlier ones, under the name of whoever decides. Only an operator, who has no name of an
 * own here, says whose decision it was and when: for what was decided before this system was there.
 */
export async function decideScoping(
	tx: Tx,
	actor: Actor,
	decision: Decision & {
		inspection: string;
		/** The number of the decision that whoever decides has seen; 0 for none. Without it, the newest is taken. */
		seen?: number;
		decidedByName?: string;
		decidedAt?: Temporal.Instant;
	},
): Promise<string> {
	const inspection = await inspectionById(tx, decision.inspection);
	if (inspection === null) throw new Missing();
	const framework = await frameworkOf(tx, inspection);
	if (framework === null) throw new Missing();
	const earlier = await scopingOf(tx, inspection.id);
	const closed = closedFor(inspection.state, earlier);
	if (closed !== null) throw new Refused(closed);
	if (decision.seen !== undefined && decision.seen !== (earlier?.number ?? 0)) {
		throw new ScopingRefused({
			'': `${earlier?.decidedByName ?? 'Somebody'} has decided about this scope since you opened the page. Look at that decision before you go on.`,
		});
	}
	const problems = problemsOfDecision(framework, { ...decision, state: inspection.state, earlier });
	if (Object.keys(problems).length > 0) throw new ScopingRefused(problems);
	const { id } = await tx
		.insertInto('programmes.scoping')
		.values({
			inspection_id: inspection.id,
			number: (earlier?.number ?? 0) + 1,
			decided_by_name: deciderOf(actor, decision.decidedByName),
			reason: decision.reason,
			...(decision.decidedAt === undefined ? {} : { decided_at: decision.decidedAt }),
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await tx
		.insertInto('programmes.scoping_row')
		.values(decision.rows.map((row) => ({ ...row, scoping_id: id })))
		.execute();
	return id;
}

function deciderOf(actor: Actor, printed: string | undefined): string {
	if (actor.kind === 'account') return actor.name;
	if (actor.kind === 'operator' && printed !== undefined) return printed;
	throw new Refused('A scope is decided by somebody with a name.');
}
