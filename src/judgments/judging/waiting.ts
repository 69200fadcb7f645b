import { sql } from 'kysely';
import { mayTry, type WaitingSource } from '../../foundation/index.ts';
import { judgmentWorkflow } from './workflow.ts';

const most = 20;

/** Judgments that wait for the reader's decision or approval, and those that were sent back to their team. */
export const judgmentsWaiting: WaitingSource = async (actor, tx) => {
	if (actor.organisation?.kind !== 'inspectorate') return [];
	const { moderate, approve, propose } = judgmentWorkflow.policy.can;
	const kind = 'Judgments';
	const waiting = [];
	if (mayTry(actor, moderate)) {
		const boards = await tx
			.selectFrom('judgments.judgment as judgment')
			.innerJoin('programmes.programme as programme', 'programme.id', 'judgment.programme_id')
			.innerJoin('programmes.framework_component as component', (join) =>
				join
					.onRef('component.framework', '=', 'judgment.framework')
					.onRef('component.version', '=', 'judgment.version')
					.onRef('component.component', '=', 'judgment.component'),
			)
			.select([
				'programme.slug',
				'programme.name',
				'judgment.component',
				'component.title',
				sql<number>`count(*)::integer`.as('count'),
			])
			.where('judgment.state', '=', 'proposed')
			.where(sql<boolean>`judgment.id <> all (array(select judgments.blind_to()))`)
			.where(notBy(actor.account))
			.groupBy([
				'programme.slug',
				'programme.name',
				'judgment.component',
				'component.title',
				'component.position',
			])
			.orderBy('programme.name')
			.orderBy('component.position')
			.limit(most)
			.execute();
		for (const { slug, name, component, title, count } of boards) {
			waiting.push({
				kind,
				text: `Moderate “${title}”, ${name}: ${count === 1 ? 'one force' : `${count} forces`}`,
				href: `/programmes/${slug}/moderation/${component}`,
			});
		}
	}
	const single = tx
		.selectFrom('judgments.judgment as judgment')
		.innerJoin('programmes.programme as programme', 'programme.id', 'judgment.programme_id')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'judgment.force_id')
		.innerJoin('programmes.framework_component as component', (join) =>
			join
				.onRef('component.framework', '=', 'judgment.framework')
				.onRef('component.version', '=', 'judgment.version')
				.onRef('component.component', '=', 'judgment.component'),
		)
		.select([
			'judgment.inspection_id as inspection',
			'judgment.component',
			'component.title',
			'organisation.name as force',
			'programme.name as programme',
		])
		.orderBy('organisation.name')
		.orderBy('component.position')
		.limit(most);
	const listed = (text: string, rows: Awaited<ReturnType<typeof single.execute>>) => {
		for (const { inspection, component, title, force, programme } of rows) {
			waiting.push({
				kind,
				text: `${text} “${title}”, ${force}, ${programme}`,
				href: `/inspections/${inspection}/questions/${component}`,
			});
		}
	};
	if (mayTry(actor, approve)) {
		listed(
			'Approve',
			await single.where('judgment.state', '=', 'moderated').where(notBy(actor.account)).execute(),
		);
	}
	if (mayTry(actor, propose)) {
		listed(
			'Look again at',
			await single
				.where('judgment.state', '=', 'open')
				.where(
					sql<boolean>`exists (select from programmes.team_member m
						where m.inspection_id = judgment.inspection_id and m.account_id = ${actor.account}::uuid)`,
				)
				.where(
					sql<boolean>`exists (select from foundation.transition t
						where t.workflow = 'judgment' and t.subject_id = judgment.id::text)`,
				)
				.execute(),
		);
	}
	return waiting;
};

/** Not proposed by this account, which could not decide on it. */
function notBy(account: string) {
	return sql<boolean>`not exists (select from foundation.transition t where t.workflow = 'judgment'
		and t.subject_id = judgment.id::text and t.action = 'propose' and t.account = ${account}::uuid)`;
}
