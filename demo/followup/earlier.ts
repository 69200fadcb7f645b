import { elsewhere, enterElsewhere, linkPromised, type Promised } from '../../src/followup/index.ts';
import type { Tx } from '../../src/foundation/index.ts';
import { addProgress, addRaised } from '../../src/judgments/index.ts';
import { forceBySlug } from '../../src/programmes/index.ts';
import { askedOf } from './asked.ts';

/*
 * What was asked before this system was there. What the report of 2018/19 says of it is a fact; two forces of which there is
 * no document have a made-up past of one row each, so that something is said twice.
 */

const day = (text: string) => Temporal.PlainDate.from(text);

type Repeated = {
	force: string;
	outcome: 'improving' | 'not addressed';
	found: string;
	because: string;
};

export const repeated: readonly Repeated[] = [
	{
		force: 'durham',
		outcome: 'improving',
		found: 'Illustrative: more has been done about it than a year before, and not yet everything.',
		because: 'It is asked again, in the same words, because what has improved is not all of it.',
	},
	{
		force: 'cleveland',
		outcome: 'not addressed',
		found: 'Illustrative: it was identified in 2017, and has still not been addressed.',
		because: 'It was identified in 2017 and has still not been addressed, so it is asked again.',
	},
];

/** The first that the force was asked in 2018/19, as if it had been asked in 2017. */
export async function raiseBefore(tx: Tx): Promise<void> {
	for (const { force, outcome, found } of repeated) {
		const again = await lastAsked(tx, force);
		const id = await forceBySlug(tx, force);
		const raised = await addRaised(tx, {
			of: {
				force: id?.id ?? '',
				...{ framework: 'peel-2017', version: 1, component: null },
			},
			...{ kind: 'area for improvement', text: again.text, addressee: 'the force', due: { kind: 'none' } },
			...{ source: 'PEEL: police effectiveness 2017 (illustrative)', raisedOn: day('2018-03-31') },
			illustrative: true,
		});
		await addProgress(tx, {
			...{ raised: raised.id, force: id?.id ?? null, outcome, text: found, illustrative: true },
			...{ foundOn: day('2020-01-21'), source: 'PEEL 2018/19: the other forces (illustrative)' },
		});
	}
}

/** Each is entered by a decision: from then on everybody reads it. */
export async function enterWhatWasSaid(tx: Tx): Promise<void> {
	for (const { id } of await elsewhere(tx)) await enterElsewhere(tx, id);
}

export async function linkWhatWasSaid(tx: Tx): Promise<void> {
	for (const { force, because } of repeated) {
		const now = await lastAsked(tx, force);
		const before = (await askedOf(tx, force)).find((one) => one.id !== now.id && one.text === now.text);
		if (before === undefined) throw new Error(`Nothing of “${force}” was said before.`);
		await linkPromised(tx, { from: now.id, to: before.id, kind: 'repeats', because });
	}
}

/** Of 2018/19, in a release. */
async function lastAsked(tx: Tx, force: string): Promise<Promised> {
	const [first] = (await askedOf(tx, force)).filter(({ release }) => release !== null);
	if (first === undefined) throw new Error(`“${force}” is asked nothing.`);
	return first;
}
