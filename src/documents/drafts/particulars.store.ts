import type { Tx } from '../../foundation/index.ts';
import {
	fullName,
	type Holder,
	holderOn,
	holdersOf,
	inspectionById,
	listForces,
	salutation,
	todayIn,
} from '../../programmes/index.ts';
import type { Layout } from '../tree/doc.ts';
import { holdsOn } from './checked.store.ts';
import type { Particulars, WrittenDocument } from './document.ts';

/**
 * What a document says of itself at first, from the plan and the register: a letter is of the day before its publication,
 * from the HM Inspector to the chief officer of that day, with the salutation that is on record.
 */
export async function firstParticulars(
	tx: Tx,
	{ inspection, layout }: { inspection: string | null; layout: Layout },
): Promise<Partial<Particulars>> {
	const of = inspection === null ? null : await inspectionById(tx, inspection);
	if (of === null) return {};
	const letter = layout === 'letter';
	const dated = letter ? (of.publishOn?.subtract({ days: 1 }) ?? null) : of.publishOn;
	if (!letter) return { dated };
	const holders = await holdersOf(tx, [of.force.id]);
	const on = dated ?? (await todayIn(tx));
	const addressee = holderOn(holders, 'chief officer', on);
	const sender = holderOn(holders, 'HM Inspector', on);
	const force = (await listForces(tx)).find(({ id }) => id === of.force.id);
	return {
		dated,
		addressee: addressee?.id ?? null,
		sender: sender?.id ?? null,
		salutation: addressee === null ? null : salutation(addressee),
		// Many posts have their region in their name.
		region: sender === null || /\bregion\b/i.test(sender.post) ? null : (force?.region ?? null),
	};
}

export type Choice = { value: string; text: string };

/** Who a letter may go to and come from: those of its day first, then others of the register, with their post. */
export async function postChoices(
	tx: Tx,
	document: WrittenDocument,
): Promise<{ addressees: Choice[]; senders: Choice[]; holders: Holder[] }> {
	const holders = await holdersOf(tx, document.force === null ? [] : [document.force.id]);
	const on = document.dated ?? (await todayIn(tx));
	const choices = (kind: Holder['kind']) => {
		const of = holders.filter((holder) => holder.kind === kind);
		const then = of.filter((holder) => holdsOn(holder, on));
		return [
			...then.map((holder) => ({ value: holder.id, text: `${fullName(holder)}, ${holder.post}` })),
			...of
				.filter((holder) => !then.includes(holder))
				.map((holder) => ({
					value: holder.id,
					text: `${fullName(holder)}, ${holder.post} (not on the day of the letter)`,
				})),
		];
	};
	return { addressees: choices('chief officer'), senders: choices('HM Inspector'), holders };
}
