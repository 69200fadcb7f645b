import type { GateSource } from '../programmes/index.ts';

/** Nobody is left with an open request of an inspection whose judgments are made. */
export const requestsOpen: GateSource = async (tx, inspection, action) => {
	if (action !== 'begin reporting') return [];
	const rows = await tx
		.selectFrom('returns.request')
		.select(({ fn }) => ['state', fn.countAll<number>().as('count')])
		.where('inspection_id', '=', inspection.id)
		.where('state', 'in', ['sent', 'answered'])
		.groupBy('state')
		.orderBy('state')
		.execute();
	const href = `/inspections/${inspection.id}/requests`;
	return rows.map(({ state, count }) => ({
		text:
			state === 'sent'
				? `${requests(count)} ${count === 1 ? 'waits' : 'wait'} for the force. Withdraw what is no longer needed.`
				: `${count === 1 ? 'The answer to 1 request has' : `The answers to ${count} requests have`} not been looked at. Accept, or ask again.`,
		href,
	}));
};

const requests = (count: number) => `${count} request${count === 1 ? '' : 's'}`;
