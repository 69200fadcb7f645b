import { type AccountActor, get, may, type Route, type Tx, view } from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { setterText } from '../register/due.ts';
import { longest } from '../register/fields.ts';
import { countStates, promisedOf } from '../register/promise.store.ts';
import { type Promised, promisedHref, promisePolicy } from '../register/promise.ts';
import { isOpen, partStates, partStateTexts } from '../register/state.ts';
import { followupTabs, isStaff, isTheirs, partLine, promisedLine } from '../register/view.ts';
import { type Act, actsOf } from './act.store.ts';
import { foundOf } from './found.ts';
import { linkChoices } from './keep.pages.ts';
import { deadlinesOf, notesOf } from './keep.store.ts';
import { linksOf } from './link.store.ts';
import { nextFor, sendersOf } from './next.ts';
import { buttonsOf, movesDeadline, ofPromise, partHref, promisedAt } from './place.ts';
import { timelineOf } from './timeline.ts';

const { read, keep, note, 'set a deadline': setsDeadline } = promisePolicy.can;

/** One promise: where each part stands, what was done and said, and what can be done next. */
const promisePage = get({
	url: '/followup/:number',
	opens: 'account',
	permit: read,
	params: ofPromise,
	async handle({ tx, actor, params, demand }) {
		const promised = await promisedAt(tx, params, { actor, demand });
		const staff = isStaff(actor);
		const today = await todayIn(tx);
		const ids = promised.parts.map(({ id }) => id);
		const acts = await actsOf(tx, ids);
		const line = promisedLine(promised, today);
		return view('acting/promise.njk', {
			staff,
			tabs: followupTabs(actor, 'register'),
			promised: line,
			parts: await partsFor(tx, actor, { promised, acts, today }),
			unfinished:
				promised.parts.length > 1 &&
				promised.parts.some(({ state }) => !isOpen(state)) &&
				promised.parts.some(({ state }) => isOpen(state)),
			next: nextFor(actor, promised, { acts, today }),
			timeline: timelineOf(promised, { acts, deadlines: await deadlinesOf(tx, ids) }, staff),
			found: staff ? await foundOf(tx, promised) : [],
			raisedHref: staff && promised.raised !== null ? `/raised/${promised.raised.id}` : null,
			notes: staff ? await notesOf(tx, promised.id) : [],
			links: staff ? await linksFor(tx, promised) : [],
			under: await underOf(tx, promised),
			parent:
				promised.parent === null
					? null
					: { text: `FU-${promised.parent.number}`, href: `/followup/${promised.parent.number}` },
			forces: promised.everybody && staff ? await forcesOf(tx, promised) : null,
			own: promised.everybody && !staff ? await ownOf(tx, promised) : null,
			mayKeep: may(actor, keep),
			mayNote: may(actor, note),
			limit: longest,
		});
	},
});

async function partsFor(
	tx: Tx,
	actor: AccountActor,
	{ promised, acts, today }: { promised: Promised; acts: readonly Act[]; today: Temporal.PlainDate },
) {
	const lines = [];
	for (const part of promised.parts) {
		const setsIt =
			isOpen(part.state) &&
			isTheirs(actor, promised) &&
			may(actor, setsDeadline, { organisation: promised.force?.id ?? null }) &&
			movesDeadline(actor, part);
		lines.push({
			...partLine(promised, part, today),
			dueBy: part.due === null ? null : setterText(part.due),
			buttons: await buttonsOf(tx, actor, { promised, part }, sendersOf(acts, part)),
			deadlineHref: setsIt ? partHref(promised, part, 'deadline') : null,
		});
	}
	return lines;
}

async function linksFor(tx: Tx, promised: Promised) {
	return (await linksOf(tx, promised.id)).map((link) => ({
		...link,
		cited: `FU-${link.other.number}`,
		href: promisedHref(link.other),
		removeHref: promisedHref(promised, `links/${link.id}/remove`),
		said:
			link.kind === 'repeats'
				? link.from
					? 'This one says it again'
					: 'It was said again there'
				: (linkChoices.find(({ value }) => value === link.kind)?.text ?? link.kind),
	}));
}

/** The recommendations under a cause of concern. */
async function underOf(tx: Tx, promised: Promised) {
	if (promised.kind !== 'cause of concern') return [];
	const today = await todayIn(tx);
	const { promised: under } = await promisedOf(tx, { under: promised.id });
	return under.map((one) => promisedLine(one, today));
}

/** Where each force stands with what was asked of all: counts that open their lists. */
async function forcesOf(tx: Tx, promised: Promised) {
	const counts = await countStates(tx, { of: promised.id });
	const of = (state: string) => `/followup?national=${promised.number}&state=${encodeURIComponent(state)}`;
	return {
		promises: counts.promises,
		parts: counts.parts,
		takenOver: counts.takenOver,
		href: `/followup?national=${promised.number}`,
		overdue: { count: counts.overdue, href: of('overdue') },
		states: partStates.flatMap((state) => {
			const count = counts.states.get(state) ?? 0;
			return count === 0 ? [] : [{ ...partStateTexts[state], count, href: of(state) }];
		}),
	};
}

/** What it is for the force of whoever reads. */
async function ownOf(tx: Tx, promised: Promised) {
	const [own] = (await promisedOf(tx, { of: promised.id })).promised;
	return own === undefined ? null : promisedLine(own, await todayIn(tx));
}

export const promisePages: Route[] = [promisePage];
