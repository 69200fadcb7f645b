import { z } from 'zod';
import {
	type AccountActor,
	beside,
	buttonsFor,
	day,
	dayParts,
	form,
	get,
	historyOf,
	Invalid,
	Missing,
	mayTry,
	type Place,
	Refused,
	type Route,
	redirect,
	type Tx,
	timelineOf,
	view,
	withDays,
	workflowRoutes,
} from '../foundation/index.ts';
import { isStaff, longest, one, optionalWords, seen, speaksFor, words } from './fields.ts';
import { frozenOfRound, passagesOf } from './passage.store.ts';
import { standing } from './point.ts';
import { extensionsOf, preparedAt, roundById } from './round.store.ts';
import { type Round, roundHref, roundPolicy, workingDaysAfter } from './round.ts';
import { extendRound, handIn, roundingOf, roundMoves, type Telling } from './rounding.store.ts';
import { type Rounding, roundWorkflow } from './rounding.ts';
import { draftHtml, markedPassage } from './shown.ts';
import { keepingTyped } from './typed.ts';
import { pointLine, roundLine, roundTabs } from './view.ts';

const { read, run, comment } = roundPolicy.can;

const place: Place<Rounding> = {
	url: '/accuracy/:id',
	title: ({ round }) => `AC-${round.number}: ${round.title}, ${round.force.name}`,
};

/** What needs more than a reason has a page of its own. */
const ownSteps = ['hand-in', 'extend'].map((step) => `/accuracy/:id/${step}`);

export function roundPages(tell: Telling): Route[] {
	return [
		roundPage,
		...keepingTyped({ note: 'What else should the inspectorate know?' }, handInPage),
		...keepingTyped({ reason: 'Why is the deadline extended?' }, extendPage(tell)),
		...workflowRoutes(roundMoves(tell), place).filter(({ url }) => !ownSteps.includes(url)),
	];
}

/** What was shared, as its readers see it, with what to do next: the same address for both sides. */
const roundPage = get({
	url: '/accuracy/:id',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const subject = await roundingOf(tx, params.id);
		if (subject === null) throw new Missing();
		const { round, members, points, today } = subject;
		demand({ readers: members.filter(({ removed }) => !removed).map(({ account }) => account) });
		const staff = isStaff(actor);
		const mayComment = mayTry(actor, comment) && round.state === 'shared';
		return view('accuracy/round.njk', {
			round: roundLine(round, today, staff),
			staff,
			tabs: roundTabs(round, 'draft', { actor, points: points.length }),
			extensions: await extensionsOf(tx, [round.id]),
			next: nextFor(subject, actor),
			prepared: staff && round.state === 'shared' ? await preparedAt(tx, round.id) : 0,
			buttons: await buttonsFor(roundMoves(), place, { tx, actor, subject }),
			mayComment,
			...(await sharedView(tx, actor, subject, mayComment)),
			timeline: staff ? (await timelineOf(tx, { kind: 'accuracy round', id: round.id })).entries : [],
		});
	},
});

/** The frozen draft, or the table of figures; before it is shared, neither. */
async function sharedView(tx: Tx, actor: AccountActor, { round, points }: Rounding, mayComment: boolean) {
	const frozen = await frozenOfRound(tx, round.id);
	if (frozen === null) return { html: null, figures: null };
	const passages = await passagesOf(tx, round.id);
	if (frozen.tree !== null) {
		const html = draftHtml(round, frozen.tree, { reader: actor.name, passages, points, mayComment });
		return { html, figures: null };
	}
	return {
		html: null,
		figures: passages.map((passage) => {
			const [rest] = passage.restsOn;
			return {
				...passage,
				title: rest?.title ?? '',
				period: rest?.period ?? null,
				source: rest?.source ?? null,
				commentHref: mayComment ? roundHref(round, `points/new?passage=${passage.number}`) : null,
				points: points
					.filter((point) => markedPassage(point.passage) === passage.number)
					.map((point) => pointLine(round, point)),
			};
		}),
	};
}

/** One sentence: what this person does next. */
function nextFor({ round, members, points, today }: Rounding, actor: AccountActor): string | null {
	const open = standing(points).length;
	if (isStaff(actor)) {
		switch (round.state) {
			case 'preparing':
				return 'Nobody at the force sees this yet. Share it when the people and the deadline are right.';
			case 'shared':
				return 'The force reads and comments. You see its points when they are handed in.';
			case 'submitted':
				return open === 0
					? 'There is nothing to decide. Send that to the force.'
					: 'Decide each point, and say why. The force is told all decisions together.';
			case 'decided':
				return 'The force has been told. Record the changes that were made, and close the round.';
			default:
				return null;
		}
	}
	if (round.state === 'shared') {
		const until =
			Temporal.PlainDate.compare(round.deadline, today) < 0
				? ' The deadline has passed: what you hand in now is taken, and marked late.'
				: '';
		return `${
			speaksFor(members, actor)
				? 'Read it, comment where something is wrong, and hand in for your force when everybody is done.'
				: `Read it, and comment where something is wrong. ${handingIn(members)} hands in for your force.`
		} The inspectorate sees nothing of it before.${until}`;
	}
	if (round.state === 'submitted')
		return 'The inspectorate decides on each of your points. You are told when it has.';
	if (round.state === 'decided' || round.state === 'closed')
		return round.response === 'points' ? 'Every point has a decision, with its reason.' : null;
	return null;
}

function handingIn(members: Rounding['members']): string {
	const names = members.filter(({ handsIn, removed }) => handsIn && !removed).map(({ name }) => name);
	return names.length === 0 ? 'One person' : names.join(' or ');
}

/** One person hands in for the force, once; that nothing is wrong is said and not assumed. */
const handInPage = form({
	url: '/accuracy/:id/hand-in',
	opens: 'account',
	permit: roundWorkflow.policy.can['hand in'],
	params: one,
	query: seen,
	view: 'accuracy/hand-in.njk',
	fields: z.object({ nil: z.string().optional(), note: optionalWords(2000), read: z.string().optional() }),
	async load({ tx, params, demand }) {
		const subject = await roundingOf(tx, params.id);
		if (subject === null) throw new Missing();
		demand(roundWorkflow.about(subject));
		const { round, points, today } = subject;
		if (round.state !== 'shared') throw new Refused(tooLate(round));
		const { moves } = await historyOf(tx, roundWorkflow.name, round.id);
		const written = points.filter(({ withdrawn }) => withdrawn === null);
		return {
			round: roundLine(round, today, false),
			points: written.map((point) => pointLine(round, point)),
			/** Which points whoever hands in has read on the page. */
			read: written.map(({ number }) => number).join(' '),
			late: Temporal.PlainDate.compare(round.deadline, today) < 0,
			action: roundHref(round, `hand-in?seen=${moves}`),
		};
	},
	async submit({ tx, actor, params, query, values, data }) {
		if (values.read !== undefined && values.read !== data.read)
			throw new Invalid({
				'': 'A colleague has raised or withdrawn a point since you opened the page. Read the points below again',
			});
		if (data.points.length === 0 && values.nil !== 'yes')
			throw new Invalid({
				nil: 'Say that your force has read it and found nothing wrong, or go back and comment',
			});
		try {
			await handIn(tx, actor, { id: params.id, note: values.note, seen: query.seen });
		} catch (error) {
			// A colleague was quicker by a moment; anything else that has changed is read, and handed in all the same.
			const round = error instanceof Refused ? await roundById(tx, params.id) : null;
			if (round !== null && round.state !== 'shared') throw new Refused(tooLate(round));
			await beside('', () => Promise.reject(error));
		}
		return redirect(roundHref({ id: params.id }), 'It is handed in for your force.');
	},
});

function tooLate({ state, submittedBy }: Round): string {
	if (state === 'taken back') return 'The inspectorate has taken this round back.';
	return submittedBy === null
		? 'The inspectorate has closed this round without a response.'
		: `${submittedBy} has handed in for your force already, with every point that was written by then.`;
}

function extendPage(tell: Telling): [Route, Route] {
	return form({
		url: '/accuracy/:id/extend',
		opens: 'account',
		permit: run,
		params: one,
		query: seen,
		view: 'accuracy/extend.njk',
		fields: withDays(
			['until'],
			z.object({
				until: day('new deadline'),
				reason: words('Enter the reason why the deadline is extended', 2000),
			}),
		),
		async load({ tx, params }) {
			const subject = await roundingOf(tx, params.id);
			if (subject === null) throw new Missing();
			const { round, today } = subject;
			if (round.state !== 'shared')
				throw new Refused('Only a round that is with the force has a deadline to extend.');
			const { moves } = await historyOf(tx, roundWorkflow.name, round.id);
			return {
				round: roundLine(round, today, true),
				today,
				limit: longest,
				action: roundHref(round, `extend?seen=${moves}`),
			};
		},
		initial: ({ round, today }) => dayParts('until', workingDaysAfter(later(round, today), 5)),
		async submit({ tx, actor, params, query, values, data }) {
			if (Temporal.PlainDate.compare(values.until, data.today) < 0)
				throw new Invalid({ until: 'The new deadline must be today or later' });
			const { until, reason: because } = values;
			const asked = { id: params.id, seen: query.seen, until, because, byName: actor.name };
			await beside('', () => extendRound(tx, actor, asked, tell));
			return redirect(
				roundHref({ id: params.id }),
				'The deadline is extended, and the people who are named are told.',
			);
		},
	});
}

function later({ deadline }: Pick<Round, 'deadline'>, today: Temporal.PlainDate): Temporal.PlainDate {
	return Temporal.PlainDate.compare(deadline, today) < 0 ? today : deadline;
}
