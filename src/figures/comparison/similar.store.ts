import type { Tx } from '../../foundation/index.ts';
import { listForces } from '../../programmes/index.ts';
import { figuresOf } from '../engine/figure.store.ts';
import { listIndicators } from '../indicators/indicator.store.ts';
import { forcesOn } from './areas.ts';
import { newestPeriods } from './newest.store.ts';
import { groupsOfArea } from './official.ts';
import { type Proposal, proposeSimilar } from './similar.ts';

/** Forces like this one in the indicators chosen, each in the newest period that ended on the day or earlier. */
export async function similarTo(
	tx: Tx,
	asked: { area: string; indicators: readonly string[]; on: Temporal.PlainDate; size?: number },
): Promise<Proposal | { none: string }> {
	const { area, on, size } = asked;
	if (asked.indicators.length === 0)
		return { none: 'Choose the indicators in which forces are to be alike.' };
	const indicators = (await listIndicators(tx)).filter(({ id }) => asked.indicators.includes(id));
	const wanted = (await newestPeriods(tx, { area, on })).filter(({ indicator, version }) =>
		indicators.some((one) => one.id === indicator && one.version === version),
	);
	const forces = await listForces(tx);
	return proposeSimilar({
		area,
		indicators,
		figures: await figuresOf(tx, { indicators: wanted, at: wanted }),
		forces: forcesOn(forces, on),
		official: (await groupsOfArea(tx, forces, area))(on),
		...(size === undefined ? {} : { size }),
	});
}
