import { choiceColumn, codeColumn, optional, textColumn, yesNoColumn } from '../imports/column.ts';
import { finderOf } from '../imports/dated.ts';
import { defineImport, toldOr } from '../imports/import.ts';
import { compareRows, forceColumn, forceIn, forceNames, sinceColumn, untilColumn } from './finder.ts';
import { knownSpellings, listForces } from './force.store.ts';
import { forcePolicy } from './force.ts';
import { addHolder, changeHolder, holdersOf } from './post.store.ts';
import { type Holder, postKinds } from './post.ts';

const columns = {
	force: forceColumn,
	kind: choiceColumn('Kind', postKinds, {
		about: `Which post: ${postKinds.join(', ')}.`,
		example: 'chief officer',
	}),
	post: textColumn('Post', { about: 'The post as it is printed.', example: 'Chief Constable' }),
	title: optional(textColumn('Title', { about: 'Before the name.', example: 'Ms', most: 50 })),
	firstName: optional(
		textColumn('First name', { about: 'The first name or initial, as in an address.', example: 'A' }),
	),
	surname: textColumn('Surname', { about: 'The surname.', example: 'B' }),
	honours: optional(textColumn('Honours', { about: 'After the name.', example: 'QPM', most: 50 })),
	knownAs: optional(
		textColumn('Known as', { about: 'How people call them. A letter begins with it.', example: 'A' }),
	),
	salutation: optional(
		textColumn('Salutation', {
			about: 'How a letter begins, where that is not “Dear” and what they are known as.',
			example: 'Dear Chief Constable',
		}),
	),
	email: optional(
		codeColumn('Email address', {
			about: 'Where mail reaches them.',
			example: 'chief.constable@force.example',
			shape: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
			remedy: 'Write an address such as name@force.example.',
		}),
	),
	since: sinceColumn,
	until: untilColumn,
	illustrative: optional(
		yesNoColumn('Illustrative', {
			about: 'Whether it was made up for a demonstration; empty is no.',
			example: 'no',
		}),
	),
};

/** What a holder is told by, beside the force, the kind and the first day. */
const parts = ['post', 'title', 'firstName', 'surname', 'honours', 'knownAs', 'salutation', 'email'] as const;

export const postImport = defineImport({
	name: 'post holders',
	title: 'Holders of posts',
	about:
		'One row for each person in a post that concerns a force, from one day to another: its chief officer, its liaison officer, its HM Inspector.',
	permit: forcePolicy.can.change,
	columns,
	async apply(tx, rows, fault) {
		const spellings = await knownSpellings(tx);
		const ids = (await listForces(tx)).map(({ id }) => id);
		const kept = (await holdersOf(tx, ids)).map((holder) => ({
			...holder,
			key: `${holder.force}/${holder.kind}`,
		}));
		const before = finderOf(kept);
		const incoming = rows.flatMap((row) => {
			const { kind, post, surname, since } = row.values;
			const force = forceIn({ spellings, fault }, row, 'force', row.values.force, since);
			if (force === null) return [];
			const key = `${force.id}/${kind}`;
			const known = before(key, since);
			const holder = {
				force: force.id,
				kind,
				post,
				surname,
				since,
				title: toldOr(row, 'title', known?.title),
				firstName: toldOr(row, 'firstName', known?.firstName),
				honours: toldOr(row, 'honours', known?.honours),
				knownAs: toldOr(row, 'knownAs', known?.knownAs),
				salutation: toldOr(row, 'salutation', known?.salutation),
				email: toldOr(row, 'email', known?.email),
				until: toldOr(row, 'until', known?.until),
				illustrative: toldOr(row, 'illustrative', known?.illustrative) ?? false,
			};
			return [{ ...holder, key, line: row.line, row }];
		});
		const { added, changed, unchanged } = compareRows(incoming, kept, sameHolder, fault);
		for (const { from, to } of changed) await changeHolder(tx, from.id, to);
		for (const holder of added) await addHolder(tx, holder);
		return { added: added.length, changed: changed.length, unchanged };
	},
	async export(tx) {
		const [nameOf, forces] = await Promise.all([forceNames(tx), listForces(tx)]);
		const holders = await holdersOf(
			tx,
			forces.map(({ id }) => id),
		);
		return holders.map((holder) => ({ ...holder, force: nameOf(holder.force, holder.since) }));
	},
});

type Told = Pick<Holder, (typeof parts)[number] | 'illustrative'>;

function sameHolder(a: Told, b: Told): boolean {
	return parts.every((part) => a[part] === b[part]) && a.illustrative === b.illustrative;
}
