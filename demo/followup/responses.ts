import {
	addComment,
	inviteComments,
	keepDraft,
	type Response,
	recordResponse,
	responsesOf,
} from '../../src/followup/index.ts';
import type { Tx } from '../../src/foundation/index.ts';
import { byAccount, type Stage } from '../releases/stage.ts';
import { people } from '../steps.ts';
import { recommendation } from './acts.ts';
import { askedOf, promiseAbout } from './asked.ts';
import { firstAttendance, withoutCharge } from './visits.ts';

/*
 * What the policing body of Derbyshire may have answered: once in time, once late, and once it is still writing. All of it
 * is made up; the database marks what is done in a demonstration.
 */

const bodyName = 'Police and Crime Commissioner for Derbyshire';

async function responseAbout(tx: Tx, release: RegExp): Promise<Response> {
	const found = (await responsesOf(tx)).find(
		({ address, force }) => force.slug === 'derbyshire' && release.test(address),
	);
	if (found === undefined) throw new Error(`No response is owed to ${release}.`);
	return found;
}

async function recordBoth(actor: Parameters<typeof recordResponse>[1], tx: Tx): Promise<void> {
	const all = await askedOf(tx, 'derbyshire');
	const crime = await responseAbout(tx, /crime-inspection-2014/);
	await recordResponse(tx, actor, {
		...{ id: crime.id, bodyName, on: Temporal.PlainDate.from('2015-01-12') },
		address: 'https://policingbody.example/responses/crime-2014',
		text: 'Illustrative: I welcome this report. I will ask the chief constable in public each quarter how the force learns from what it tries.',
		chiefComments:
			'Illustrative: I accept the recommendation, and the force has begun on all three of its parts.',
		parts: [
			{
				promise: promiseAbout(all, recommendation).id,
				...{
					answer: 'proposed',
					words: 'Illustrative: each part has an owner, and is reported on in June 2015.',
				},
			},
		],
	});
	const peel = await responseAbout(tx, /peel-2018-19/);
	await recordResponse(tx, actor, {
		...{ id: peel.id, bodyName, on: Temporal.PlainDate.from('2020-04-02') },
		address: 'https://policingbody.example/responses/peel-2018-19',
		text: 'Illustrative: the report asks for twelve improvements. My office follows each of them with the force, and publishes where they stand.',
	});
}

const comments =
	'Illustrative: I accept both recommendations. The training of officers who first attend began in the week after the visit.';

/** Comments on the report, and something about one of two recommendations. */
async function write(tx: Tx): Promise<void> {
	const { id } = await responseAbout(tx, /domestic-abuse-visits/);
	const all = await askedOf(tx, 'derbyshire');
	await keepDraft(
		tx,
		id,
		{
			text: 'Illustrative: people who suffer domestic abuse have told my office much of what this report says.',
			also: [],
			parts: [
				{
					promise: promiseAbout(all, firstAttendance).id,
					...{ answer: 'taken', text: 'Illustrative: I have paid for the training of 400 officers.' },
				},
				{ promise: promiseAbout(all, withoutCharge).id, answer: null, text: '' },
			],
		},
		0,
	);
}

export const responseStages: readonly Stage[] = [
	byAccount('follow-up: responses on record', people.manager, recordBoth),
	byAccount('follow-up: a response begun', people.derbyshireBody, async (actor, tx) => {
		await write(tx);
		await inviteComments(tx, actor, (await responseAbout(tx, /domestic-abuse-visits/)).id);
	}),
	byAccount('follow-up: the chief officer comments', people.derbyshireChief, async (_, tx) => {
		const { id } = await responseAbout(tx, /domestic-abuse-visits/);
		await addComment(tx, id, { text: comments, seen: 0 });
	}),
];
