import { z } from 'zod';
import { form, Invalid, Refused, type Route, redirect } from '../foundation/index.ts';
import { ticked } from '../programmes/index.ts';
import { decide, recordSourceChange, recordTextChange } from './decision.store.ts';
import { type Difference, piecesOf } from './difference.ts';
import { sinceShared, versionsSince } from './draft.store.ts';
import { longest, ofPoint, type PointPlace, pointAt, words } from './fields.ts';
import { isJudgment, type Outcome } from './point.ts';
import { roundPolicy } from './round.ts';
import { keepingTyped } from './typed.ts';
import { pointLine } from './view.ts';

const { run } = roundPolicy.can;

const at = async (...asked: Parameters<typeof pointAt>) => {
	const place = await pointAt(...asked);
	if (place.point.withdrawn !== null) throw new Refused('The force has withdrawn this point.');
	return place;
};

const outcomeItems: readonly { value: Outcome; text: string; hint?: string }[] = [
	{ value: 'accepted', text: 'Accepted', hint: 'The draft is changed as the force asks.' },
	{
		value: 'accepted in part',
		text: 'Accepted in part',
		hint: 'The draft is changed, though not as the force asks.',
	},
	{ value: 'not accepted', text: 'Not accepted', hint: 'The draft stays as it is.' },
];
const toInspector = {
	value: 'to HM Inspector',
	text: 'It is a matter of judgment',
	hint: 'It goes to an HM Inspector, who decides it.',
} as const;

/** The inspectorate decides a point, and says why; the force reads both. */
const decidePages = form({
	url: '/accuracy/:id/points/:point/decide',
	opens: 'account',
	permit: run,
	params: ofPoint,
	view: 'accuracy/decide.njk',
	fields: z.object({
		outcome: z.enum(
			['accepted', 'accepted in part', 'not accepted', 'to HM Inspector'],
			'Choose what you decide',
		),
		reason: words('Enter the reason'),
		seen: z.coerce.number().int().catch(-1),
	}),
	async load({ tx, actor, params, demand }) {
		const { round, point } = await at(tx, params, demand);
		if (round.state !== 'submitted') throw new Refused('This round does not wait for decisions now.');
		const inspector = actor.roles.includes('HM Inspector');
		if (isJudgment(point) && !inspector)
			throw new Refused('This is a matter of judgment: an HM Inspector decides it.');
		return {
			round,
			point: pointLine(round, point),
			items: inspector ? outcomeItems : [...outcomeItems, toInspector],
			limit: longest,
		};
	},
	initial: ({ point }) => ({ seen: String(point.decisions.length) }),
	async submit({ tx, actor, values, data: { point, items } }) {
		if (values.seen !== point.decisions.length)
			throw new Invalid({
				'': 'Somebody else has decided this point since you opened the page. Read it again.',
			});
		const { outcome, reason } = values;
		if (!items.some(({ value }) => value === outcome))
			throw new Invalid({ outcome: 'Choose what you decide' });
		await decide(tx, point.id, { outcome, reason, byName: actor.name });
		return redirect(
			point.href,
			outcome === 'to HM Inspector'
				? 'It waits for an HM Inspector.'
				: 'It is decided. The force is told when all decisions are sent.',
		);
	},
});

/** Changes are recorded while a round is decided, and until it is closed. */
function demandOpen({ round }: PointPlace): void {
	if (round.state !== 'submitted' && round.state !== 'decided')
		throw new Refused('Changes are recorded after the force has handed in, and until the round is closed.');
}

/** Which of the words that differ from what was shared answer this point: the force sees these, word by word. */
const changePages = form({
	url: '/accuracy/:id/points/:point/change',
	opens: 'account',
	permit: run,
	params: ofPoint,
	view: 'accuracy/change.njk',
	fields: z.object({ differences: ticked, content: z.string().catch('') }),
	async load({ tx, params, demand }) {
		const place = await at(tx, params, demand);
		demandOpen(place);
		const { round, point } = place;
		const since = await sinceShared(tx, round);
		if (since === null) throw new Refused('Figures have no text: say what was done about their source.');
		return {
			round,
			point: pointLine(round, point),
			content: since.content,
			differences: since.differences.map((difference, index) => ({
				...difference,
				value: String(index),
				pieces: piecesOf(difference),
				near: difference.block !== null && difference.block === point.passage.block,
				recorded: isRecorded(place, difference),
			})),
		};
	},
	initial: ({ differences, content }) => ({
		content,
		differences: differences.filter(({ near, recorded }) => near && !recorded).map(({ value }) => value),
	}),
	async submit({ tx, actor, values, data: { round, point, content, differences } }) {
		if (values.content !== content)
			throw new Invalid({
				'': 'The draft has changed since you opened the page. Look at what differs once more.',
			});
		const chosen = differences.filter(
			({ value, recorded }) => values.differences.includes(value) && !recorded,
		);
		if (chosen.length === 0) throw new Invalid({ differences: 'Choose what was changed for this point' });
		for (const { block, was, becomes } of chosen) {
			await recordTextChange(tx, point.id, {
				...{ block, was, becomes, byName: actor.name },
				...(await versionsSince(tx, round.id, block)),
			});
		}
		return redirect(point.href, 'The change is recorded. The force sees it word by word.');
	},
});

function isRecorded({ point }: PointPlace, { was, becomes }: Difference): boolean {
	return point.changes.some(
		(change) => change.kind === 'text' && change.was === was && change.becomes === becomes,
	);
}

/** A figure goes back to the record that it comes from, and the record knows of the point. */
const sourcePages = form({
	url: '/accuracy/:id/points/:point/source',
	opens: 'account',
	permit: run,
	params: ofPoint,
	view: 'accuracy/source.njk',
	fields: z.object({
		record: z.string('Choose the record').max(1000, 'Choose the record'),
		said: words('Enter what was done about it', 2000),
	}),
	async load({ tx, params, demand }) {
		const place = await at(tx, params, demand);
		demandOpen(place);
		const { round, point } = place;
		if (point.passage.restsOn.length === 0) throw new Refused('This passage rests on no record.');
		return {
			round,
			point: pointLine(round, point),
			records: point.passage.restsOn.map(({ kind, id, title, area, period, source }) => ({
				value: `${kind} ${id}`,
				text: [title, area, period].filter((part) => part !== null).join(', '),
				hint: source ?? '',
			})),
			limit: 2000,
		};
	},
	initial: ({ records }) => (records.length === 1 ? { record: records[0]?.value } : {}),
	async submit({ tx, actor, values, data: { point } }) {
		const record = point.passage.restsOn.find(({ kind, id }) => `${kind} ${id}` === values.record);
		if (record === undefined) throw new Invalid({ record: 'Choose the record' });
		const { kind, id } = record;
		await recordSourceChange(tx, point.id, { record: { kind, id }, said: values.said, byName: actor.name });
		return redirect(point.href, 'It is recorded, and the force reads it.');
	},
});

export const decidingPages: Route[] = [
	...keepingTyped({ reason: 'Why?' }, decidePages),
	...changePages,
	...keepingTyped({ said: 'What was done about it?' }, sourcePages),
];
