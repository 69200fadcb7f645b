import { z } from 'zod';
import {
	dayParts,
	form,
	Invalid,
	Overtaken,
	optionalDay,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import { fullName, line, optionalLine, salutation } from '../../programmes/index.ts';
import { changeDocument, demandWriting, documentsOf } from './document.store.ts';
import { citeDocument, type Particulars, type WrittenDocument } from './document.ts';
import { documentAt, lines, one, seen } from './fields.ts';
import { isbnProblem } from './isbn.ts';
import { type Choice, firstParticulars, postChoices } from './particulars.store.ts';
import { documentPolicy } from './policy.ts';
import { documentHref, documentLine } from './view.ts';

const choice = z.union([z.literal(''), z.uuid('Choose one of the list')]).default('');

const fields = withDays(
	['dated'],
	z.object({
		seen,
		title: line('Enter the title', 300),
		subtitle: optionalLine(300),
		dated: optionalDay('date of the document'),
		isbn: optionalLine(40).refine((isbn) => isbn === null || isbnProblem(isbn) === null, {
			error: ({ input }) => isbnProblem(String(input ?? '')) ?? '',
		}),
		copyright: optionalLine(),
		anonymous: z
			.literal('yes')
			.optional()
			.transform((yes) => yes === 'yes'),
		strapline: optionalLine(),
		address: lines(8),
		website: optionalLine(),
		addressee: choice,
		sender: choice,
		'for-sender': z
			.literal('yes')
			.optional()
			.transform((yes) => yes === 'yes'),
		region: optionalLine(),
		salutation: optionalLine(),
		copies: lines(20),
		enclosure: choice,
		reference: optionalLine(100),
	}),
);

/** What a document says of itself; of a letter, to whom it goes and who signs it. */
export const detailsPages: Route[] = form({
	url: '/documents/:id/details',
	opens: 'account',
	permit: documentPolicy.can.write,
	params: one,
	view: 'drafts/details.njk',
	fields,
	async load({ tx, params }) {
		const { id } = await documentAt(tx, params);
		const document = await demandWriting(tx, id);
		const posts = await postChoices(tx, document);
		const chief = posts.holders.find((holder) => holder.id === document.addressee);
		return {
			document: documentLine(document),
			at: documentHref(document),
			first: await firstParticulars(tx, document),
			letter: document.layout === 'letter',
			national: document.force === null,
			addressees: posts.addressees,
			senders: posts.senders,
			enclosures: await enclosuresOf(tx, document),
			known: chief === undefined ? null : { name: fullName(chief), salutation: salutation(chief) },
		};
	},
	initial: ({ document, first }) => valuesOf(document, first),
	async submit({ tx, params, values, data }) {
		demandChoice(data, values);
		const { addressee, sender, enclosure, 'for-sender': forSender, ...same } = values;
		const letter = data.letter
			? { addressee: addressee || null, sender: sender || null, forSender, enclosure: enclosure || null }
			: {};
		try {
			await changeDocument(tx, params.id, { ...same, ...letter });
		} catch (error) {
			if (error instanceof Overtaken) throw new Invalid({ '': error.message });
			throw error;
		}
		return redirect(data.at, 'The details are saved.');
	},
});

/** What stands in the form: what is kept, and of what is not, what plan and register say. */
function valuesOf(document: WrittenDocument, first: Partial<Particulars>) {
	const text = (name: 'addressee' | 'sender' | 'salutation' | 'region') =>
		document[name] ?? first[name] ?? undefined;
	const { title, subtitle, isbn, copyright, anonymous, strapline, website, enclosure, reference } = document;
	return {
		seen: String(document.edition),
		title,
		subtitle: subtitle ?? undefined,
		isbn: isbn ?? undefined,
		copyright: copyright ?? undefined,
		anonymous: anonymous ? 'yes' : undefined,
		strapline: strapline ?? undefined,
		website: website ?? undefined,
		enclosure: enclosure ?? undefined,
		reference: reference ?? undefined,
		address: document.address.join('\n'),
		copies: document.copies.join('\n'),
		...dayParts('dated', document.dated ?? first.dated ?? null),
		...(document.layout === 'letter'
			? {
					addressee: text('addressee'),
					sender: text('sender'),
					'for-sender': document.forSender ? 'yes' : undefined,
					salutation: text('salutation'),
					region: text('region'),
				}
			: {}),
	};
}

/** Documents of the same programme, and those about all forces, can go with a letter. */
async function enclosuresOf(tx: Tx, document: WrittenDocument): Promise<Choice[]> {
	const others = await documentsOf(tx, { programme: document.programme.id });
	return others
		.filter(({ id, layout }) => id !== document.id && layout !== 'letter')
		.map((other) => ({ value: other.id, text: `${citeDocument(other)}: ${other.title}` }));
}

function demandChoice(
	data: Record<'addressees' | 'senders' | 'enclosures', readonly Choice[]>,
	chosen: Record<'addressee' | 'sender' | 'enclosure', string>,
): void {
	const among = (choices: readonly Choice[], value: string) =>
		value === '' || choices.some((one) => one.value === value);
	const problems = {
		...(among(data.addressees, chosen.addressee) ? {} : { addressee: 'Choose the addressee from the list' }),
		...(among(data.senders, chosen.sender) ? {} : { sender: 'Choose the sender from the list' }),
		...(among(data.enclosures, chosen.enclosure) ? {} : { enclosure: 'Choose a document from the list' }),
	};
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
}
