import {
	addAccelerated,
	addLogEntry,
	decideStage,
	decisionsOf,
	lookAtCriterion,
	tellAccelerated,
} from '../../src/followup/index.ts';
import { type AccountActor, Missing, type Tx } from '../../src/foundation/index.ts';
import { addFindings } from '../../src/judgments/index.ts';
import { forceBySlug, todayIn } from '../../src/programmes/index.ts';
import { presentInspectionOf } from '../findings/round.ts';
import { demandRelease } from '../releases/past.ts';
import { byAccount, type Stage } from '../releases/stage.ts';
import { people } from '../steps.ts';
import { askedOf, promiseAbout } from './asked.ts';
import { concern, visits, visitTo } from './visits.ts';

/*
 * A force that is watched closely. Nothing of it was: it is one of which no document says so, and every row is marked.
 */

export const monitored = 'durham';

/** Days before the day of loading. */
const ago = { decided: 84, met: 12, found: 88, told: 87 };

const reasons =
	'Calls from vulnerable people wait too long for an officer, and the force does not know by how much. An illustration: no force was asked.';
const plan =
	'A call each month with the deputy chief constable, the figures of each week, and a visit of two days after three months.';
const reasoning =
	'We weighed a letter alone. The force had answered two letters on the same matter with plans that were not carried out, so that a letter would have been the third.';
const criteria = [
	'The force knows, for each week, how long vulnerable people waited.',
	'Nine of ten of them are seen within the time that the force gives itself, in three months one after the other.',
	'A supervisor looks at every wait of more than a day, and it is written down what follows.',
];
const whyMet = 'The figures of twelve weeks were sent, and agree with the calls that we followed.';

type Entry = Omit<Parameters<typeof addLogEntry>[1], 'force' | 'on' | 'by'> & { days: number };

const log: readonly Entry[] = [
	{
		...{ days: 70, kind: 'meeting', title: 'First monthly call (illustrative)' },
		...{ source: 'Monthly call with the deputy chief constable' },
		text: 'The force has given the matter to a chief superintendent, who reports to the chief officers each week.',
	},
	{
		...{ days: 33, kind: 'data', title: 'Waits of vulnerable people, week by week (illustrative)' },
		...{ source: 'Figures that the force sends each week' },
		text: 'In each of the newest four weeks more people were seen within the time that the force gives itself than in any of the first four.',
	},
	{
		...{ days: 12, kind: 'visit', title: 'Visit to the control room (illustrative)' },
		...{ source: 'Visit of two inspectors' },
		text: 'We followed calls from their beginning. The times that the force recorded are right. Some long waits had been looked at by a supervisor, and others had not.',
	},
];

/** An entry of the log that a finding of the present round rests on. */
const cited = { entry: 1, component: 'responding-to-the-public' };
const finding =
	'More vulnerable people are seen within the time that the force gives itself than three months before, and still not enough of them.';

async function forceOf(tx: Tx): Promise<string> {
	const found = await forceBySlug(tx, monitored);
	if (found === null) throw new Missing();
	return found.id;
}

async function decide(tx: Tx): Promise<void> {
	await decideStage(tx, {
		...{ force: await forceOf(tx), stage: 'enhanced', reasons, plan, criteria, reasoning },
		on: (await todayIn(tx)).subtract({ days: ago.decided }),
		...{ publish: true, illustrative: true },
	});
}

async function watch(actor: AccountActor, tx: Tx): Promise<void> {
	const today = await todayIn(tx);
	const force = await forceOf(tx);
	const by = { account: actor.account, name: actor.name };
	const entries: string[] = [];
	for (const { days, ...entry } of log) {
		const on = today.subtract({ days });
		entries.push((await addLogEntry(tx, { ...entry, force, on, by, illustrative: true })).id);
	}
	const { id: inspection } = await presentInspectionOf(tx, monitored);
	await addFindings(tx, { inspection }, [
		{
			...{ component: cited.component, tone: 'neutral', text: finding },
			citations: [{ item: entries[cited.entry] ?? '', relation: 'supports' }],
		},
	]);
	const [decision] = await decisionsOf(tx, { forces: [force] });
	const [first] = decision?.criteria ?? [];
	if (first === undefined) throw new Error('There is no criterion to look at.');
	await lookAtCriterion(tx, first.id, {
		...{ met: true, words: whyMet },
		on: today.subtract({ days: ago.met }),
	});
	const raised = promiseAbout(await askedOf(tx, monitored), concern.text).raised;
	const { id } = await addAccelerated(tx, {
		...{ force, title: concern.title, illustrative: true },
		found:
			'On the third day of the visit: calls from people at risk had waited for more than a day, and nobody knew of them.',
		foundOn: today.subtract({ days: ago.found }),
		inspection: (await visitTo(tx, monitored)).id,
		release: (await demandRelease(tx, visits)).id,
		raised: raised?.id ?? null,
	});
	await tellAccelerated(tx, id, {
		on: today.subtract({ days: ago.told }),
		...{
			to: 'The chief constable and the policing body',
			how: 'By telephone, and in a letter on the same day',
		},
	});
}

export const monitoringStages: readonly Stage[] = [
	byAccount('follow-up: a force is monitored', people.hmInspector, (_, tx) => decide(tx)),
	byAccount('follow-up: the log of a force', people.inspector, watch),
];
