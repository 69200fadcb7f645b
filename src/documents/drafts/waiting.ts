import { sql } from 'kysely';
import { mayTry, type WaitingSource } from '../../foundation/index.ts';
import { type DocumentAction, documentWorkflow } from './signing.ts';

const most = 20;

/** Documents that an editor has passed and the reader may sign. */
export const documentsWaiting: WaitingSource = async (actor, tx) => {
	if (actor.organisation?.kind !== 'inspectorate' || !mayTry(actor, documentWorkflow.policy.can.sign))
		return [];
	const passed = await tx
		.selectFrom('documents.document')
		.select(['id', 'number', 'title'])
		.where('state', '=', 'edited')
		.where(notBy(actor.account, 'pass'))
		.orderBy('number')
		.limit(most)
		.execute();
	return passed.map(({ id, number, title }) => ({
		kind: 'Documents',
		text: `Sign D-${number}, “${title}”`,
		href: `/documents/${id}`,
	}));
};

function notBy(account: string, action: DocumentAction) {
	return sql<boolean>`not exists (select from foundation.transition t where t.workflow = 'document'
		and t.subject_id = document.id::text and t.action = ${action} and t.account = ${account}::uuid)`;
}
