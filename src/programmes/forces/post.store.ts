import { inWordsDate, Refused, type Tx } from '../../foundation/index.ts';
import { overlap, spanInWords } from '../imports/dated.ts';
import { byBeginning } from './name.ts';
import { fullName, type Holder, postKinds } from './post.ts';

/** Who holds and held the posts of these forces, the earliest first, in one query. */
export async function holdersOf(tx: Tx, forces: readonly string[]): Promise<Holder[]> {
	if (forces.length === 0) return [];
	const rows = await tx
		.selectFrom('programmes.post_holder')
		.selectAll()
		.where('force_id', 'in', forces)
		.execute();
	return rows
		.flatMap((row) => {
			const kind = postKinds.find((known) => known === row.kind);
			if (kind === undefined) return [];
			const { id, post, title, surname, honours, salutation, email, since, until, illustrative } = row;
			const { force_id: force, first_name: firstName, known_as: knownAs } = row;
			const name = { title, firstName, surname, honours, knownAs, salutation };
			return [{ id, force, kind, post, ...name, email, since, until, illustrative }];
		})
		.sort(byBeginning);
}

export type HolderFields = Omit<Holder, 'id' | 'illustrative'> & { illustrative?: boolean };

export async function addHolder(tx: Tx, holder: HolderFields): Promise<string> {
	await refuseTwoAtOnce(tx, holder, null);
	const { id } = await tx
		.insertInto('programmes.post_holder')
		.values({ ...columnsOf(holder), force_id: holder.force, illustrative: holder.illustrative ?? false })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function changeHolder(tx: Tx, id: string, holder: HolderFields): Promise<void> {
	await refuseTwoAtOnce(tx, holder, id);
	await tx.updateTable('programmes.post_holder').set(columnsOf(holder)).where('id', '=', id).execute();
}

export async function removeHolder(tx: Tx, id: string): Promise<void> {
	await tx.deleteFrom('programmes.post_holder').where('id', '=', id).execute();
}

function columnsOf(holder: HolderFields) {
	const { kind, post, title, surname, honours, salutation, email, since, until } = holder;
	const { firstName: first_name, knownAs: known_as } = holder;
	return { kind, post, title, first_name, surname, honours, known_as, salutation, email, since, until };
}

/** The database holds the same line; here it is said whose entry stands in the way. */
async function refuseTwoAtOnce(
	tx: Tx,
	{ force, kind, since, until }: HolderFields,
	self: string | null,
): Promise<void> {
	const other = (await holdersOf(tx, [force])).find(
		(known) => known.id !== self && known.kind === kind && overlap(known, { since, until }),
	);
	if (other === undefined) return;
	throw new Refused(
		`${fullName(other)} is the ${kind} ${spanInWords(other, inWordsDate)}. End or correct that entry first.`,
	);
}
