import { z } from 'zod';
import {
	day,
	dayParts,
	form,
	Invalid,
	Missing,
	post,
	Refused,
	type Route,
	redirect,
	withDays,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { setterChoices } from '../register/due.ts';
import { longest, optionalWords, words } from '../register/fields.ts';
import { promisedByNumber } from '../register/promise.store.ts';
import { dueSetters, promisedHref, promisePolicy } from '../register/promise.ts';
import { isOpen } from '../register/state.ts';
import { isStaff, isTheirs, partLine, promisedLine } from '../register/view.ts';
import { addNote, setDeadline, setNeeded } from './keep.store.ts';
import { linkKinds, linkPromised, unlinkPromised } from './link.store.ts';
import { movesDeadline, ofPart, ofPromise, partAt, partHref, promisedAt } from './place.ts';
import { keepingTyped } from './typed.ts';

const { keep, note, 'set a deadline': setsDeadline } = promisePolicy.can;

/** A day is set or moved by whoever's it is, and why stays on record. */
const deadlinePages = form({
	url: '/followup/:number/parts/:letter/deadline',
	opens: 'account',
	permit: setsDeadline,
	params: ofPart,
	view: 'acting/deadline.njk',
	fields: withDays(
		['due'],
		z.object({
			due: day('deadline'),
			because: words('Enter what the deadline rests on, or why it is moved', 1000),
			setBy: z.enum(['', ...dueSetters]).catch(''),
			setByName: optionalWords(200),
			was: z.string().max(20).catch(''),
		}),
	),
	async load({ tx, actor, params, demand }) {
		const { promised, part } = await partAt(tx, params, { actor, demand });
		if (!isTheirs(actor, promised)) throw new Missing();
		if (!movesDeadline(actor, part))
			throw new Refused('Whoever set this deadline moves it. Ask the inspectorate if it cannot be kept.');
		if (!isOpen(part.state)) throw new Refused('It is over: nothing is due any more.');
		return {
			promised: promisedLine(promised, await todayIn(tx)),
			part,
			shown: partLine(promised, part, await todayIn(tx)),
			staff: isStaff(actor),
			setters: setterChoices,
			limit: 1000,
			was: part.due?.on.toString() ?? '',
			action: partHref(promised, part, 'deadline'),
			back: promisedHref(promised),
		};
	},
	initial: ({ part }) => ({ ...dayParts('due', part.due?.on ?? null), setBy: 'inspectorate' }),
	async submit({ tx, actor, values, data: { part, staff, was, back } }) {
		if (values.was !== was)
			throw new Refused('Somebody has moved this deadline since you opened the page. Look at it again.');
		const setBy = staff
			? values.setBy
			: actor.organisation?.kind === 'policing body'
				? 'policing body'
				: 'force';
		if (setBy === '') throw new Invalid({ setBy: 'Choose whose deadline it is' });
		await setDeadline(tx, {
			part: part.id,
			on: values.due,
			because: values.because,
			setBy,
			setByName: staff && setBy === 'other' ? values.setByName : null,
		});
		return redirect(back, 'The deadline is set.');
	},
});

const neededPages = form({
	url: '/followup/:number/needed',
	opens: 'account',
	permit: keep,
	params: ofPromise,
	view: 'acting/needed.njk',
	fields: z.object({ needed: optionalWords() }),
	async load({ tx, actor, params, demand }) {
		const promised = await promisedAt(tx, params, { actor, demand });
		return { promised: promisedLine(promised, await todayIn(tx)), limit: longest };
	},
	initial: ({ promised }) => ({ needed: promised.needed ?? '' }),
	async submit({ tx, values, data: { promised } }) {
		await setNeeded(tx, promised.id, values.needed);
		return redirect(promised.href, 'What has to be seen before it is closed is written down.');
	},
});

/** Between colleagues: a form of its own, on a row of a table that nobody else reads. */
const notePages = form({
	url: '/followup/:number/notes',
	opens: 'account',
	permit: note,
	params: ofPromise,
	view: 'acting/note.njk',
	fields: z.object({ note: words('Enter the note') }),
	async load({ tx, actor, params, demand }) {
		const promised = await promisedAt(tx, params, { actor, demand });
		return { promised: promisedLine(promised, await todayIn(tx)), limit: longest };
	},
	async submit({ tx, values, data: { promised } }) {
		await addNote(tx, promised.id, values.note);
		return redirect(`${promised.href}#notes`, 'The note is kept. Nobody outside the inspectorate reads it.');
	},
});

export const linkChoices = [
	{ value: 'repeats', text: 'This one says it again' },
	{ value: 'related', text: 'The two are about the same' },
	{ value: 'unrelated', text: 'They have nothing to do with each other, though the words are alike' },
];

const linkPages = form({
	url: '/followup/:number/links',
	opens: 'account',
	permit: keep,
	params: ofPromise,
	view: 'acting/link.njk',
	fields: z.object({
		other: z.string('Enter the number of the other').max(50),
		kind: z.enum(linkKinds, 'Choose how the two belong together'),
		because: optionalWords(1000),
	}),
	async load({ tx, actor, params, demand }) {
		const promised = await promisedAt(tx, params, { actor, demand });
		return { promised: promisedLine(promised, await todayIn(tx)), kinds: linkChoices };
	},
	async submit({ tx, values, data: { promised } }) {
		const [, number] = /^(?:fu[- ]?)?([1-9]\d{0,14})$/i.exec(values.other.trim()) ?? [];
		if (number === undefined) throw new Invalid({ other: 'Enter the number of the other, such as FU-12' });
		const other = await promisedByNumber(tx, Number(number));
		if (other === null) throw new Invalid({ other: `There is no FU-${number}` });
		await linkPromised(tx, {
			from: promised.id,
			to: other.id,
			kind: values.kind,
			because: values.because,
		});
		return redirect(promised.href, 'The two are linked.');
	},
});

const unlinkRoute = post({
	url: '/followup/:number/links/:link/remove',
	opens: 'account',
	permit: keep,
	params: ofPromise.extend({ link: z.uuid() }),
	async handle({ tx, actor, params, demand }) {
		const promised = await promisedAt(tx, params, { actor, demand });
		await unlinkPromised(tx, promised.id, params.link);
		return redirect(promisedHref(promised), 'The link is removed.');
	},
});

export const keepPages: Route[] = [
	...keepingTyped({ because: 'What it rests on' }, deadlinePages),
	...neededPages,
	...notePages,
	...linkPages,
	unlinkRoute,
];
