import { inWordsDate } from '../../foundation/index.ts';
import type { Promised } from '../register/promise.ts';
import type { Answering } from './answering.ts';
import { londonDay } from './clock.ts';
import { newestOf } from './response.store.ts';
import {
	answers,
	inDays,
	type Published,
	type Response,
	responseHref,
	standingInWords,
	standings,
} from './response.ts';

/** A response as a row of a list, and at the head of its pages. */
export function responseLine(response: Response) {
	const { standing, published } = response;
	return {
		...response,
		href: responseHref(response),
		tag: standings[standing.kind],
		time: standingInWords(standing),
		/** Of what stands beside the tag; that of the report stands beside its title. */
		marked: published?.illustrative === true,
		on: published?.on ?? null,
	};
}

/** A version as everybody reads it; `dueOn` is that of its report. */
export function shownVersion(version: Omit<Published, 'version' | 'at'>, { dueOn }: Pick<Response, 'dueOn'>) {
	return {
		...version,
		punctual:
			version.daysLate === 0
				? 'in time'
				: `${inDays(version.daysLate)} after the last day, ${inWordsDate(dueOn)}`,
		parts: version.parts.map((part) => ({ ...part, said: answers[part.answer] })),
	};
}

/** What would be published of what the body has written; the first publication decides the day. */
export function previewOf(
	{ response, writing }: Answering & { writing: NonNullable<Answering['writing']> },
	{
		first,
		today,
		bodyName,
		also,
	}: {
		first: Published | null;
		today: Temporal.PlainDate;
		bodyName: string;
		also: readonly { release: string; slug: string; title: string }[];
	},
) {
	const { draft, comments, asks } = writing;
	const chief = newestOf(comments, 'force');
	const respondedOn = first?.respondedOn ?? today;
	const daysLate = Math.max(0, response.dueOn.until(respondedOn, { largestUnit: 'days' }).days);
	return shownVersion(
		{
			bodyName,
			respondedOn,
			daysLate,
			text: draft.text,
			parts: asks.flatMap((asked) => {
				const part = draft.parts.get(asked.id);
				return part?.answer == null
					? []
					: [
							{
								promise: asked.number,
								national: asked.national?.number ?? null,
								title: asked.title,
								text: asked.text,
								items: askLine(asked).items,
								answer: part.answer,
								words: part.text,
							},
						];
			}),
			also: also.filter(({ release }) => draft.also.includes(release)),
			chiefInvitedOn: response.invited === null ? null : londonDay(response.invited.at),
			chiefComments: chief?.text ?? null,
			chiefBy: chief?.byName ?? null,
			chiefCommentedOn: chief === null ? null : londonDay(chief.at),
			reply: newestOf(comments, 'policing body')?.text ?? null,
			elsewhere: first?.elsewhere ?? null,
			recorded: false,
			note: null,
			illustrative: response.illustrative,
		},
		response,
	);
}

/** A recommendation above its fields: with its sub-items, and where the register has it. */
export function askLine(asked: Promised) {
	return {
		number: asked.number,
		cited: `FU-${asked.number}`,
		href: `/followup/${asked.number}`,
		title: asked.title,
		text: asked.text,
		national: asked.national !== null,
		items: asked.parts.flatMap(({ letter, text }) => (letter === null ? [] : [{ letter, text }])),
	};
}
