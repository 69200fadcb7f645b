import { z } from 'zod';
import { evidencePolicy } from '../../evidence/index.ts';
import {
	type AccountActor,
	forceOf,
	get,
	Missing,
	mayTry,
	pageNumber,
	paginationOf,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { type Force, listForces, todayIn } from '../../programmes/index.ts';
import { followupTabs, isStaff } from '../register/view.ts';
import { acceleratedOf } from './accelerated.store.ts';
import { logKindOf, logOf } from './log.store.ts';
import { decisionsOf, stageNames, stagesNow } from './stage.store.ts';
import { holding, monitoringHref, monitoringPolicy } from './stage.ts';
import { acceleratedLine, decisionLine, forceAt, ofForce } from './view.ts';

const { read, decide, look, keep, 'name stages': name } = monitoringPolicy.can;

/** How closely each force is watched; a force and its policing body read their own page here. */
const listPage = get({
	url: '/followup/monitoring',
	opens: 'account',
	permit: read,
	async handle({ tx, actor }) {
		const forces = await listForces(tx);
		if (!isStaff(actor)) {
			const own = forces.find(({ id }) => id === forceOf(actor));
			if (own === undefined) throw new Missing();
			return pageOf(tx, actor, own, 1);
		}
		const names = await stageNames(tx);
		const now = await stagesNow(tx);
		const today = await todayIn(tx);
		const lines = forces
			.filter((force) => now.has(force.id) || isThere(force, today))
			.map((force) => {
				const decision = now.get(force.id);
				return {
					force: force.name,
					href: monitoringHref(force),
					decision: decision === undefined ? null : decisionLine(decision, names),
				};
			});
		return view('monitoring/list.njk', {
			tabs: followupTabs(actor, 'monitoring'),
			names,
			enhanced: lines.filter(({ decision }) => decision?.stage === 'enhanced'),
			others: lines.filter(({ decision }) => decision?.stage !== 'enhanced'),
			mayName: mayTry(actor, name),
		});
	},
});

function isThere({ inScope, existedSince, existedUntil }: Force, today: Temporal.PlainDate): boolean {
	const { compare } = Temporal.PlainDate;
	return (
		inScope &&
		(existedSince === null || compare(existedSince, today) <= 0) &&
		(existedUntil === null || compare(existedUntil, today) >= 0)
	);
}

const size = 20;

/** One force: the stage it is in and why, what leads out of it, what was accelerated, and the log. */
const forcePage = get({
	url: '/followup/monitoring/:force',
	opens: 'account',
	permit: read,
	params: ofForce,
	query: z.object({ page: pageNumber }),
	async handle({ tx, actor, params, query, demand }) {
		return pageOf(tx, actor, await forceAt(tx, params, demand), query.page);
	},
});

async function pageOf(tx: Tx, actor: AccountActor, force: Force, page: number) {
	const staff = isStaff(actor);
	const names = await stageNames(tx);
	const decisions = await decisionsOf(tx, { forces: [force.id], reasoning: staff });
	const now = holding(decisions);
	const accelerated = await acceleratedOf(tx, { force: force.id, staff });
	return view('monitoring/force.njk', {
		tabs: followupTabs(actor, 'monitoring'),
		staff,
		force: { ...force, href: monitoringHref(force) },
		names,
		now: now === null ? null : decisionLine(now, names),
		// What holds is shown whole; the others as they were.
		earlier: decisions.filter(({ id }) => id !== now?.id).map((one) => decisionLine(one, names)),
		accelerated: accelerated.map((one) => acceleratedLine(one, force)),
		mayDecide: mayTry(actor, decide),
		mayLook: mayTry(actor, look),
		mayKeep: mayTry(actor, keep),
		...(staff ? await logFor(tx, actor, force, page) : { log: null }),
	});
}

async function logFor(tx: Tx, actor: AccountActor, force: Force, page: number) {
	const { entries, total } = await logOf(tx, { force: force.id, page, size });
	return {
		mayLog: mayTry(actor, evidencePolicy.can.gather),
		log: entries.map((item) => ({
			href: `/evidence/${item.id}`,
			cited: `E-${item.number}`,
			kind: logKindOf(item),
			source: item.source.name,
			withdrawn: item.withdrawn !== null,
			illustrative: item.illustrative,
			title: item.current?.title ?? 'For the team only',
			text: item.current?.text ?? null,
			on: item.current?.happenedOn ?? null,
			by: item.current?.gatheredByName ?? null,
		})),
		pagination: { ...paginationOf({ page, total, query: {}, noun: 'entry', size }), nouns: 'entries' },
	};
}

export const overviewPages = [listPage, forcePage];
