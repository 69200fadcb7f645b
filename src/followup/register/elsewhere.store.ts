import { Missing, Refused, type Tx } from '../../foundation/index.ts';
import { dueDay, dueText, type Raised, raisedById, raisedOf } from '../../judgments/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { type Asked, enter } from './entering.store.ts';

/**
 * What is on record as said in a report from before this system was there, and is not in the register yet: nothing of it
 * enters by itself, because whatever enters is public.
 */
export async function elsewhere(tx: Tx): Promise<Raised[]> {
	const today = await todayIn(tx);
	const there = new Set(
		(await tx.selectFrom('followup.promise').select('raised_id').execute()).map(({ raised_id }) => raised_id),
	);
	return (await raisedOf(tx, { every: true })).filter(
		(raised) => saidBefore(raised, today) && !there.has(raised.id),
	);
}

function saidBefore(raised: Raised, today: Temporal.PlainDate): boolean {
	return (
		raised.kind !== 'promising practice' &&
		raised.withdrawn === null &&
		raised.source !== null &&
		raised.raisedOn !== null &&
		Temporal.PlainDate.compare(raised.raisedOn, today) <= 0
	);
}

/** Enters what a report said that was published elsewhere: from then on everybody reads it in the register. */
export async function enterElsewhere(tx: Tx, id: string): Promise<number> {
	const raised = await raisedById(tx, id);
	if (raised === null) throw new Missing();
	const { source, raisedOn } = raised;
	if (!saidBefore(raised, await todayIn(tx)) || source === null || raisedOn === null)
		throw new Refused(
			'Only what was published elsewhere before, with its report and its day, is entered so.',
		);
	if (!(await elsewhere(tx)).some((one) => one.id === id))
		throw new Refused('It is in the register already.');
	const place = { elsewhere: source, address: raised.sourceAddress, firstOn: raisedOn };
	return enter(tx, place, askedBy(raised));
}

function askedBy(raised: Raised): Asked {
	const { number, id, title, text, addressee, theme, component, illustrative, due } = raised;
	return {
		number: String(number),
		raised: id,
		raisedOn: raised.raisedOn,
		raisedIn: raised.source,
		raisedAt: raised.sourceAddress,
		standard:
			raised.standard === null ? null : `${raised.standard.standard.title}, ${raised.standard.version}`,
		parent: null,
		kind: raised.kind === 'promising practice' ? 'recommendation' : raised.kind,
		force: raised.force?.id ?? null,
		component,
		componentTitle: null,
		title,
		text,
		addressee,
		theme,
		due: due === null ? null : dueText(due),
		dueOn: dueDay(due, raised.raisedOn),
		items: raised.subItems.map((item) => ({
			letter: item.letter,
			text: item.text,
			due: item.due === null ? null : dueText(item.due),
			due_on: dueDay(item.due, raised.raisedOn)?.toString() ?? null,
		})),
		illustrative,
	};
}
