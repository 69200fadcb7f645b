import type { Indicator } from '../indicators/indicator.ts';
import type { Duck } from '../tables/duck.ts';
import { figuresAsPublished } from './as-published.ts';
import { basisOf } from './basis.ts';
import type { Defined } from './defined.ts';
import { deflatorOf } from './deflator.ts';
import type { Figure } from './figure.ts';
import { type Finishing, finish } from './finish.ts';
import type { Inputs } from './inputs.ts';
import { publishedOf, standsAsPublished } from './published.ts';
import { type Ends, openSession, periodsIn, prepare, type Session, snapshotsOf } from './session.ts';
import { type Sums, sumsIn } from './sums.ts';
import { withoutSmall } from './without-small.ts';

/**
 * The results of an indicator from the newest snapshots: for each force, region and group and for the nation, in all of
 * its windows, of all and of each part. Nothing is stored.
 */
export async function compute(
	duck: Duck,
	defined: Defined,
	inputs: Inputs,
	options: { ends?: Ends } = {},
): Promise<Figure[]> {
	const [only] = await computeAll(duck, [defined], inputs, options);
	return only?.figures ?? [];
}

/** The same for several: what each source has is found out once. `each` takes the results as they come. */
export async function computeAll(
	duck: Duck,
	all: readonly Defined[],
	inputs: Inputs,
	options: { ends?: Ends } = {},
): Promise<{ indicator: Indicator; figures: Figure[] }[]> {
	const results: { indicator: Indicator; figures: Figure[] }[] = [];
	await computeEach(
		duck,
		all,
		inputs,
		async ({ indicator }, figures) => void results.push({ indicator, figures }),
		options,
	);
	return results;
}

export async function computeEach(
	duck: Duck,
	all: readonly Defined[],
	inputs: Inputs,
	each: (defined: Defined, figures: Figure[]) => Promise<void>,
	options: { ends?: Ends } = {},
): Promise<void> {
	await duck.use(async (connection) => {
		const session = await openSession(connection, inputs);
		const ask = (index: number) => {
			const defined = all[index];
			const asked = defined === undefined ? null : question(session, defined, options);
			// Met when its turn comes, and not before.
			asked?.catch(() => {});
			return asked;
		};
		let next = ask(0);
		try {
			for (const [index, defined] of all.entries()) {
				const finishing = await next;
				// While the figures of one are made and kept, DuckDB adds up the next.
				next = ask(index + 1);
				await each(defined, (await finishing?.()) ?? []);
			}
		} finally {
			await next?.catch(() => {});
		}
	});
}

/** Asks DuckDB everything about one indicator; what comes back makes the figures. */
async function question(
	session: Session,
	defined: Defined,
	options: { ends?: Ends },
): Promise<() => Promise<Figure[]>> {
	const { indicator } = defined;
	const { inputs, areas } = session;
	if (standsAsPublished(indicator)) {
		const periods = await periodsIn(session, indicator, options.ends);
		const figures = await figuresAsPublished(session, defined, periods);
		return async () => figures;
	}
	const added = await addUp(session, defined, options);
	if (added === null) return async () => [];
	return async () =>
		withoutSmall(await finish({ ...added, sums: added.sums(), defined, areas }), indicator, inputs);
}

type Added = Omit<Finishing, 'defined' | 'areas' | 'sums'> & { sums(): Sums[] };

/** Everything of one indicator added up, and what beside that makes its figures; null where there is nothing. */
export async function addUp(
	session: Session,
	{ indicator, hash }: Defined,
	{ ends }: { ends?: Ends },
): Promise<Added | null> {
	const periods = await periodsIn(session, indicator, ends);
	const prepared = await prepare(session, indicator, periods);
	if (prepared === null) return null;
	const { duck } = session;
	const { published: rows } = indicator;
	const published =
		rows === undefined ? [] : await publishedOf(duck, rows, snapshotsOf(session, rows.source));
	const worth = await deflatorOf(session, indicator, periods);
	const basis = await basisOf(session, { indicator, hash }, prepared, worth?.snapshots ?? []);
	const found = await duck.runAndReadAll(prepared.sql);
	return { periods, basis, published, worth, sums: () => sumsIn(found, indicator) };
}
