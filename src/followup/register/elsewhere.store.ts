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
	const since = publicBy(raised);
	return (
		raised.kind !== 'promising practice' &&
		raised.withdrawn === null &&
		raised.source !== null &&
		since !== null &&
		Temporal.PlainDate.compare(since, today) <= 0
	);
}

/**
 * The day on which it was said. Where nobody knows that, it was public when an inspection first found what had become of
 * it; but then no months can be counted from its day.
 */
function publicBy({ raisedOn, due, subItems, progress }: Raised): Temporal.PlainDate | null {
	if (raisedOn !== null) return raisedOn;
	if ([due, ...subItems.map((item) => item.due)].some((one) => one !== null && one.kind !== 'none'))
		return null;
	return progress.map(({ foundOn }) => foundOn).toSorted(Temporal.PlainDate.compare)[0] ?? null;
}

/** Enters what a report said that was published elsewhere: from then on everybody reads it in the register. */
export async function enterElsewhere(tx: Tx, id: string): Promise<number> {
	const raised = await raisedById(tx, id);
	if (raised === null) throw new Missing();
	const { source } = raised;
	const firstOn = publicBy(raised);
	if (!saidBefore(raised, await todayIn(tx)) || source === null || firstOn === null)
		throw new Refused(
			'Only what was published elsewhere before, with its report and its day, is entered so.',
		);
	if (!(await elsewhere(tx)).some((one) => one.id === id))
		throw new Refused('It is in the register already.');
	const place = { elsewhere: source, address: raised.sourceAddress, firstOn };
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
