import { z } from 'zod';
import { form, get, Invalid, may, Refused, type Route, redirect, view } from '../foundation/index.ts';
import { ticked, todayIn } from '../programmes/index.ts';
import { isStaff, one, roundAt } from './fields.ts';
import { letIn, nameMembers, peopleAt, removeMember } from './member.store.ts';
import { pointsOf } from './point.store.ts';
import { type RoundState, roundHref, roundPolicy } from './round.ts';
import type { Telling } from './rounding.store.ts';
import { roundLine, roundTabs } from './view.ts';

const { read, run, 'let a colleague in': let_in } = roundPolicy.can;
const over: readonly RoundState[] = ['closed', 'taken back'];

export function peoplePages(tell: Telling): Route[] {
	return [peoplePage, ...namePage(tell), ...letInPage(tell)];
}

/** Who reads it, and who hands in. */
const peoplePage = get({
	url: '/accuracy/:id/people',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const { round, members } = await roundAt(tx, params, demand);
		const staff = isStaff(actor);
		const open = !over.includes(round.state);
		return view('accuracy/people.njk', {
			round: roundLine(round, await todayIn(tx), staff),
			staff,
			tabs: roundTabs(round, 'people', { actor, points: (await pointsOf(tx, round.id)).length }),
			members,
			nameHref: open && may(actor, run) ? roundHref(round, 'people/name') : null,
			letInHref: round.state === 'shared' && !staff ? roundHref(round, 'people/let-in') : null,
		});
	},
});

/** The inspectorate names people of the force, takes them off, and says who hands in. */
function namePage(tell: Telling): Route[] {
	return form({
		url: '/accuracy/:id/people/name',
		opens: 'account',
		permit: run,
		params: one,
		view: 'accuracy/people-name.njk',
		fields: z.object({ people: ticked, handsIn: ticked }),
		async load({ tx, params, demand }) {
			const { round, members } = await roundAt(tx, params, demand);
			if (over.includes(round.state)) throw new Refused('This round is over.');
			return {
				round: roundLine(round, await todayIn(tx), true),
				members,
				people: await peopleAt(tx, round.force.id),
			};
		},
		initial: ({ members }) => ({
			people: members.filter(({ removed }) => !removed).map(({ account }) => account),
			handsIn: members.filter(({ removed, handsIn }) => !removed && handsIn).map(({ account }) => account),
		}),
		async submit({ tx, values, data: { round, members, people } }) {
			const named = [...new Set([...values.handsIn, ...values.people])];
			const problems: Record<string, string> = {};
			const before = members.filter(({ removed }) => !removed).map(({ account }) => account);
			// Whose account is no longer in use can be taken off, and not be named.
			if (named.some((account) => !before.includes(account) && !people.some(({ id }) => id === account)))
				problems.people = 'Choose people of this force, from the list';
			if (values.handsIn.length === 0) problems.handsIn = 'Choose at least one person who hands in';
			if (Object.keys(problems).length > 0) throw new Invalid(problems);
			await nameMembers(
				tx,
				round.id,
				named.map((account) => ({ account, handsIn: values.handsIn.includes(account) })),
			);
			for (const account of before) if (!named.includes(account)) await removeMember(tx, round.id, account);
			const added = named.filter((account) => !before.includes(account));
			if (round.state === 'shared' && added.length > 0) await tell(tx, round, 'shared', added);
			return redirect(roundHref(round, 'people'), 'The people are named.');
		},
	});
}

/** Somebody who is named lets a colleague in, to read and to comment. */
function letInPage(tell: Telling): Route[] {
	return form({
		url: '/accuracy/:id/people/let-in',
		opens: 'account',
		permit: let_in,
		params: one,
		view: 'accuracy/people-let-in.njk',
		fields: z.object({ person: z.uuid('Choose a colleague') }),
		async load({ tx, params, demand }) {
			const { round, members } = await roundAt(tx, params, demand);
			if (round.state !== 'shared') throw new Refused('This round is not with your force any more.');
			const known = new Set(members.map(({ account }) => account));
			const people = (await peopleAt(tx, round.force.id)).filter(({ id }) => !known.has(id));
			return {
				round: roundLine(round, await todayIn(tx), false),
				people: people.map(({ id, name, email }) => ({ value: id, text: `${name}, ${email}` })),
			};
		},
		async submit({ tx, values, data: { round, people } }) {
			if (!people.some(({ value }) => value === values.person))
				throw new Invalid({ person: 'Choose a colleague' });
			await letIn(tx, round.id, values.person);
			await tell(tx, round, 'shared', [values.person]);
			return redirect(roundHref(round, 'people'), 'Your colleague can read and comment now.');
		},
	});
}
