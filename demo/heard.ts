import { addEvidence, receiveStatement, type Section } from '../src/evidence/index.ts';
import { type Inspection, todayIn } from '../src/programmes/index.ts';
import { presentInspectionsOf } from './findings/round.ts';
import { people, type Step } from './steps.ts';

/** What a force says of itself between inspections, and what is noticed about it. All of it is made up. */
export const heard: Step = {
	name: 'present round: heard between inspections',
	by: people.inspector,
	async act(actor, tx) {
		const today = await todayIn(tx);
		const [derbyshire, durham, cleveland] = await presentInspectionsOf(tx, [
			'derbyshire',
			'durham',
			'cleveland',
		]);
		if (derbyshire === undefined || durham === undefined || cleveland === undefined) return;
		const statement = {
			force: derbyshire.force.id,
			year: today.year,
			illustrative: true,
			gatheredByName: actor.name,
		};
		await receiveStatement(tx, {
			...statement,
			receivedOn: today.subtract({ days: 80 }),
			sections: sections(first),
		});
		await receiveStatement(tx, {
			...statement,
			receivedOn: today.subtract({ days: 30 }),
			note: 'The second version counts demand in the control room anew.',
			sections: sections(second),
		});
		for (const { of, days, title, text, by } of noticed({ derbyshire, durham, cleveland })) {
			await addEvidence(tx, {
				kind: by === 'force' ? 'force update' : 'monitoring',
				force: of.force.id,
				suppliedBy: by === 'force' ? of.force.id : null,
				source: { name: by === 'force' ? of.force.name : 'Calls with the force between inspections' },
				title,
				text,
				happenedOn: today.subtract({ days }),
				gatheredByName: actor.name,
				reliability: 'force-reported',
				bearing: 'context',
				illustrative: true,
				bearsOn: [],
			});
		}
	},
};

const first: readonly (readonly [number: string, heading: string, text: string])[] = [
	[
		'1',
		'Demand on the control room',
		'Emergency calls have grown by 4% in a year. Calls on other lines have fallen.',
	],
	[
		'2',
		'Investigating crime',
		'Investigators are at 94% of establishment. Digital examination takes 14 weeks.',
	],
	[
		'3',
		'Protecting vulnerable people',
		'Referrals to partners grow faster than the unit that checks them. Four posts are planned for the spring.',
	],
	[
		'4',
		'Workforce and wellbeing',
		'One sergeant supervises nine constables. Most of those who leave do so in their first four years.',
	],
	['5', 'Money and plans', 'Savings of £2.1m are planned for next year, and all of them are found.'],
];

const second = first.map(([number, heading, text]) =>
	number === '1'
		? ([
				number,
				heading,
				'Emergency calls have grown by 9% in a year: calls that are passed on by other services are counted now.',
			] as const)
		: ([number, heading, text] as const),
);

function sections(all: typeof first): Section[] {
	return all.map(([number, heading, text]) => ({ number, heading, text }));
}

type Three = Record<'derbyshire' | 'durham' | 'cleveland', Inspection>;

function noticed({ derbyshire, durham, cleveland }: Three) {
	return [
		{
			of: derbyshire,
			days: 45,
			title: 'Backlog of referrals',
			text: 'The force told us that 120 referrals waited at the end of the month, half as many as in the month before.',
			by: 'inspectorate',
		},
		{
			of: derbyshire,
			days: 12,
			title: 'Four posts in the referral unit',
			text: 'Since our visit, four posts have been filled and referrals are read on the day on which they come.',
			by: 'force',
		},
		{
			of: durham,
			days: 25,
			title: 'New control room',
			text: 'The move to the new control room is put off by two months. The force will tell us of call times every week until it is done.',
			by: 'inspectorate',
		},
		{
			of: cleveland,
			days: 8,
			title: 'Supervision of investigations',
			text: 'The force has begun to examine ten investigations of each team every month, and will share what it finds.',
			by: 'inspectorate',
		},
	] as const;
}
