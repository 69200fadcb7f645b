import { saveList, setOften } from '../../src/followup/index.ts';
import { byAccount, type Stage } from '../releases/stage.ts';
import { people } from '../steps.ts';

/** What some keep for themselves: lists that they come back to, and how often they are reminded. */
export const ownStages: readonly Stage[] = [
	byAccount('follow-up: lists of the manager', people.manager, async (_, tx) => {
		await saveList(tx, { name: 'Derbyshire: past their deadline', query: 'state=overdue&force=derbyshire' });
		await saveList(tx, { name: 'Asked of all forces', query: 'national=only' });
	}),
	byAccount('follow-up: lists of the force', people.derbyshire, async (_, tx) => {
		await saveList(tx, { name: 'Recommendations that are open', query: 'state=open&kind=recommendation' });
		await setOften(tx, 'weekly');
	}),
];
