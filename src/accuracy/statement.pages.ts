import { z } from 'zod';
import { beside, form, get, post, Refused, type Route, redirect, view } from '../foundation/index.ts';
import { todayIn } from '../programmes/index.ts';
import { isStaff, one, roundAt, roundOfSpokesperson, speaksFor, words } from './fields.ts';
import { pointsOf } from './point.store.ts';
import { extensionsOf } from './round.store.ts';
import { type Round, roundHref, roundPolicy } from './round.ts';
import { giveStatement, ownStatements } from './statement.store.ts';
import { roundStatement } from './statement.ts';
import { keepingTyped } from './typed.ts';
import { roundLine, roundTabs } from './view.ts';

const { read, 'state for the force': speak } = roundPolicy.can;
const longest = 10_000;

/** What is said of the round in public, and what the force says itself. */
const statementPage = get({
	url: '/accuracy/:id/statement',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const { round, members } = await roundAt(tx, params, demand);
		const points = await pointsOf(tx, round.id);
		const told = round.state === 'decided' || round.state === 'closed';
		const versions = await ownStatements(tx, round.id);
		const gives = !isStaff(actor) && isOpen(round) && speaksFor(members, actor);
		return view('accuracy/statement.njk', {
			round: roundLine(round, await todayIn(tx), isStaff(actor)),
			staff: isStaff(actor),
			tabs: roundTabs(round, 'statement', { actor, points: points.length }),
			sentences: told ? roundStatement(round, points, await extensionsOf(tx, [round.id])) : [],
			closed: round.state === 'closed',
			newest: versions[0] ?? null,
			versions,
			giveHref: gives ? roundHref(round, 'statement/give') : null,
			takeBack:
				gives && versions[0]?.text !== undefined && versions[0].text !== null
					? roundHref(round, 'statement/take-back')
					: null,
		});
	},
});

/** From the moment that the force has read the draft; a release takes it as it stands then. */
function isOpen({ state }: Pick<Round, 'state'>): boolean {
	return state !== 'preparing' && state !== 'taken back';
}

const seen = z.coerce.number().int().min(0).catch(-1);

const givePages = form({
	url: '/accuracy/:id/statement/give',
	opens: 'account',
	permit: speak,
	params: one,
	view: 'accuracy/statement-give.njk',
	fields: z.object({ text: words('Enter the statement of your force', longest), seen }),
	async load({ tx, params, demand }) {
		const { round } = await roundOfSpokesperson(tx, params, demand);
		if (!isOpen(round)) throw new Refused('This round was taken back.');
		const [newest] = await ownStatements(tx, round.id);
		return { round: roundLine(round, await todayIn(tx), false), newest: newest ?? null, limit: longest };
	},
	initial: ({ newest }) => ({ text: newest?.text ?? '', seen: String(newest?.number ?? 0) }),
	async submit({ tx, values, data: { round } }) {
		await beside('', () => giveStatement(tx, round.id, { text: values.text, seen: values.seen }));
		return redirect(roundHref(round, 'statement'), 'The statement of your force is given.');
	},
});

const takeBack = post({
	url: '/accuracy/:id/statement/take-back',
	opens: 'account',
	permit: speak,
	params: one,
	fields: z.object({ seen }),
	async handle({ tx, params, values, demand }) {
		const { round } = await roundOfSpokesperson(tx, params, demand);
		if (!isOpen(round)) throw new Refused('This round was taken back.');
		await giveStatement(tx, round.id, { text: null, seen: values.seen });
		return redirect(roundHref(round, 'statement'), 'The statement of your force is taken back.');
	},
});

export const statementPages: Route[] = [
	statementPage,
	...keepingTyped({ text: 'Statement' }, givePages),
	takeBack,
];
