import { mayTry, type Waiting, type WaitingSource } from '../../foundation/index.ts';
import { endOf } from '../register/due.ts';
import { isStaff } from '../register/view.ts';
import { responseWorkflow } from './answering.ts';
import { isOfBody } from './fields.ts';
import { countLate, responsesOf } from './response.store.ts';
import { responseHref, responsePolicy } from './response.ts';

/** As many as a home page can bear; the list has them all. */
const most = 20;
const kind = 'Responses';

/** For a body, what it is to respond to; for its chief officer, what they are invited to comment on; for staff, how many are late. */
export const answeringWaiting: WaitingSource = async (actor, tx) => {
	if (isStaff(actor)) {
		if (!mayTry(actor, responseWorkflow.policy.can.record)) return [];
		const late = await countLate(tx);
		if (late === 0) return [];
		const text = `${late === 1 ? 'A report has' : `${late} reports have`} no response on record after 56 days`;
		return [{ kind, text, href: '/followup/responses?state=late' }];
	}
	const [body, chief] = [isOfBody(actor), mayTry(actor, responsePolicy.can.comment)];
	if (!body && !chief) return [];
	const open = (await responsesOf(tx)).filter(
		({ standing, state, commentedAt }) =>
			(standing.kind === 'waiting' || standing.kind === 'late') &&
			(body || (state === 'invited' && commentedAt === null)),
	);
	return open.slice(0, most).map((response): Waiting => {
		const text = body
			? `Respond to “${response.title}”`
			: `Comment on “${response.title}” for the policing body`;
		return { kind, text, href: responseHref(response), due: endOf(response.dueOn) };
	});
};
