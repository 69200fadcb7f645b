import type { Indicator } from '../indicators/indicator.ts';
import type { Duck } from '../tables/duck.ts';
import { figuresAsPublished } from './as-published.ts';
import { basisOf } from './basis.ts';
import type { Defined } from './defined.ts';
import { deflatorOf } from './deflator.ts';
import type { Figure } from './figure.ts';
import { finish } from './finish.ts';
import type { Inputs } from './inputs.ts';
import { publishedOf, standsAsPublished } from './published.ts';
import { type Ends, openSession, periodsIn, prepare, type Session, snapshotsOf } from './session.ts';
import { readSums } from './sums.ts';
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
		for (const defined of all) await each(defined, await figuresIn(session, defined, options));
	});
}

async function figuresIn(session: Session, defined: Defined, { ends }: { ends?: Ends }): Promise<Figure[]> {
	const { indicator } = defined;
	const periods = await periodsIn(session, indicator, ends);
	if (standsAsPublished(indicator)) return figuresAsPublished(session, defined, periods);
	const prepared = await prepare(session, indicator, periods);
	if (prepared === null) return [];
	const published =
		indicator.published === undefined
			? []
			: await publishedOf(
					session.duck,
					indicator.published,
					snapshotsOf(session, indicator.published.source),
				);
	const worth = await deflatorOf(session, indicator, periods);
	const basis = await basisOf(session, defined, prepared, worth?.snapshots ?? []);
	const sums = await readSums(session.duck, prepared.sql, indicator);
	return withoutSmall(
		finish({ defined, prepared, sums, basis, published, worth }),
		indicator,
		session.inputs,
	);
}
