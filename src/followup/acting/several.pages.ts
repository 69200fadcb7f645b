import { z } from 'zod';
import {
	type AccountActor,
	form,
	historyOf,
	Invalid,
	judge,
	Missing,
	Refused,
	type Route,
	redirect,
	type Tx,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { longest, words } from '../register/fields.ts';
import { promisedOf } from '../register/promise.store.ts';
import { promisePolicy } from '../register/promise.ts';
import { citePart, isTheirs, partLine, promisedLine } from '../register/view.ts';
import { actOnAll } from './act.store.ts';
import { type Acting, type PartAction, partWorkflow } from './acting.ts';
import { openActions } from './place.ts';
import { keepingTyped } from './typed.ts';

/** What takes more than a reason is done one by one: evidence is of one part, and so is what takes its place. */
const several = openActions.filter((action) => action !== 'submit' && action !== 'supersede');

const most = 200;
const parts = z
	.union([z.uuid(), z.array(z.uuid()).max(most)])
	.optional()
	.transform((given) => [...new Set(given === undefined ? [] : [given].flat())]);

/** One reason for several parts, done together or not at all, and shown as such. */
const severalPages = form({
	url: '/followup/act',
	opens: 'account',
	permit: promisePolicy.can['act on several'],
	query: z.object({ part: parts }).catch({ part: [] }),
	view: 'acting/several.njk',
	fields: z.object({
		action: z.string('Choose what is done').min(1, 'Choose what is done'),
		reason: words('Enter one reason for all of them: it is shown with each'),
		seen: z
			.union([z.string(), z.array(z.string())])
			.optional()
			.transform((given) => (given === undefined ? [] : [given].flat())),
	}),
	async load({ tx, actor, query }) {
		const chosen = await chosenParts(tx, actor, query.part);
		const today = await todayIn(tx);
		return {
			chosen,
			rows: chosen.map(({ acting: { promised, part }, moves }) => ({
				promised: promisedLine(promised, today),
				part: partLine(promised, part, today),
				seen: `${part.id}.${moves}`,
			})),
			actions: several
				.filter((action) => chosen.some((one) => one.open.has(action)))
				.map((action) => ({
					value: action,
					text: partWorkflow.actions[action].label,
					hint: whoCannot(chosen, action),
				})),
			limit: longest,
			address: `/followup/act?${new URLSearchParams(query.part.map((id) => ['part', id]))}`,
		};
	},
	async submit({ tx, actor, values, data: { chosen } }) {
		const action = several.find((one) => one === values.action);
		if (action === undefined) throw new Invalid({ action: 'Choose what is done' });
		if (chosen.length === 0) throw new Invalid({ '': 'Choose at least one part in the register' });
		const changed = chosen.filter(
			({ acting: { part }, moves }) => !values.seen.includes(`${part.id}.${moves}`),
		);
		if (changed.length > 0)
			throw new Refused(
				`Somebody acted on ${changed.map(cited).join(', ')} since you opened the page. Look at the register again.`,
			);
		const cannot = chosen.filter(({ open }) => !open.has(action));
		if (cannot.length > 0) {
			const where = cannot.map((one) => `${cited(one)} is “${stateOf(one)}”`).join('; ');
			throw new Invalid({
				action: `“${partWorkflow.actions[action].label}” is not possible for all of these: ${where}. Nothing was done. Leave these out, or do something else`,
			});
		}
		await inWordsOfAll(() =>
			actOnAll(tx, actor, {
				parts: chosen.map(({ acting: { part } }) => part.id),
				action,
				words: values.reason,
			}),
		);
		const count = chosen.length === 1 ? 'One part is' : `${chosen.length} parts are`;
		return redirect('/followup', `${count} now ${partWorkflow.actions[action].done}.`);
	},
});

type Chosen = { acting: Acting; open: ReadonlySet<PartAction>; moves: number };

/** In the order of the register; what somebody may not see, or has nothing to do with, is not there. */
async function chosenParts(tx: Tx, actor: AccountActor, ids: readonly string[]): Promise<Chosen[]> {
	if (ids.length === 0) return [];
	const { promised } = await promisedOf(tx, { parts: ids });
	const found = promised
		.filter((one) => isTheirs(actor, one))
		.flatMap((one) =>
			one.parts.filter(({ id }) => ids.includes(id)).map((part): Acting => ({ promised: one, part })),
		);
	if (found.length < ids.length) throw new Missing();
	const chosen: Chosen[] = [];
	for (const acting of found) {
		const history = await historyOf(tx, partWorkflow.name, acting.part.id);
		const open = several.filter(
			(action) => judge(partWorkflow, { actor, subject: acting, action, history }).kind === 'open',
		);
		chosen.push({ acting, open: new Set(open), moves: history.moves });
	}
	return chosen;
}

const cited = ({ acting: { promised, part } }: Chosen): string => citePart(promised, part);
const stateOf = ({ acting: { part } }: Chosen): string => partWorkflow.states[part.state];

function whoCannot(chosen: readonly Chosen[], action: PartAction): string | undefined {
	const cannot = chosen.filter(({ open }) => !open.has(action));
	return cannot.length === 0 ? undefined : `Not possible for ${cannot.map(cited).join(', ')}.`;
}

/** What the database refuses of one is told of all: none of them was done. */
async function inWordsOfAll(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		const [sentence = ''] = Object.values(error.problems);
		throw new Invalid({ '': `${sentence.replace(/\.$/, '')}. None of them was done.` });
	}
}

export const severalRoutes: Route[] = keepingTyped({ reason: 'The reason' }, severalPages);
