import { z } from 'zod';
import {
	type AccountActor,
	type FormValues,
	Missing,
	type Problems,
	type Subject,
	type Tx,
} from '../../foundation/index.ts';
import { clean, tooLong, typed, within, words } from '../register/fields.ts';
import type { Promised } from '../register/promise.ts';
import { responseById } from './response.store.ts';
import { type Answer, answers, type Response } from './response.ts';

export const one = z.object({ id: z.uuid() });

export const longest = { text: 20_000, part: 5000, note: 2000 } as const;

/** Text that may be left empty, and is empty then. */
export const optionalWords = (most: number) => z.string().default('').pipe(typed).pipe(within(most));

/** Where something was published. */
export const address = words('Enter the address at which the response was published', 2000).pipe(
	z.string().refine((text) => /^https?:\/\/\S+$/.test(text) && URL.canParse(text), {
		message: 'Enter an address that begins with https:// or http://',
	}),
);

/** The number of the version that the writer has read. */
export const seen = z.coerce.number().int().min(0).catch(-1);

export function isOfBody(actor: AccountActor): boolean {
	return actor.organisation?.kind === 'policing body';
}

/** The response of an address, for the inspectorate, the force and its body; for others it is not there. */
export async function responseAt(
	tx: Tx,
	{ id }: { id: string },
	demand: (subject: Subject) => void,
): Promise<Response> {
	const response = await responseById(tx, id);
	if (response === null) throw new Missing();
	demand({ organisation: response.force.id });
	return response;
}

export type TypedPart = { promise: string; answer: Answer | null; text: string };

/** The two fields of each recommendation, "answer-12" and "words-12", as they were typed. */
export function partsIn(
	body: Readonly<Record<string, unknown>>,
	asks: readonly Promised[],
): { parts: TypedPart[]; problems: Problems } {
	const problems: Problems = {};
	const parts = asks.map(({ id, number }): TypedPart => {
		const said = textIn(body[`answer-${number}`]);
		const text = clean(textIn(body[`words-${number}`]));
		if (text.length > longest.part) problems[`words-${number}`] = tooLong(longest.part);
		const answer = answerIn(said);
		if (said !== '' && answer === null) problems[`answer-${number}`] = 'Choose one of these answers';
		return { promise: id, answer, text };
	});
	return { parts, problems };
}

function textIn(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function answerIn(text: string): Answer | null {
	return Object.hasOwn(answers, text) ? (text as Answer) : null; // hasOwn does not tell the compiler.
}

/** What these fields hold before anybody has typed. */
export function partValues(
	asks: readonly Promised[],
	parts: ReadonlyMap<string, { answer: Answer | null; text: string }>,
): FormValues {
	return Object.fromEntries(
		asks.flatMap(({ id, number }) => {
			const part = parts.get(id);
			return [
				[`answer-${number}`, part?.answer ?? ''],
				[`words-${number}`, part?.text ?? ''],
			];
		}),
	);
}
