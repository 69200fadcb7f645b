import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { forcesToday, today } from './force.store.ts';
import type { Force } from './force.ts';

/** A line of the register: a force with what is known of it today. */
export type RegisterRow = Force & {
	/** Its last day is over. */
	ended: boolean;
	/** Every name it has or had, the earliest first, with its days as in a file: "2014-04-01". */
	names: { name: string; since: string | null; until: string | null }[];
	aliases: string[];
	chiefOfficer: string | null;
	hmInspector: string | null;
	/** The other forces of its most similar group. */
	group: string[];
	/** The officer, the inspector or the group was made up for the demonstration. */
	illustrative: boolean;
};

const nowIn = (table: string) =>
	sql`daterange(${sql.ref(`${table}.since`)}, ${sql.ref(`${table}.until`)}, '[]') @> ${today}`;

const holder = (kind: string) => sql<string | null>`(
	select concat_ws(' ', h.title, h.first_name, h.surname, h.honours) || ', ' || h.post
	from programmes.post_holder h where h.force_id = force.id and h.kind = ${kind} and ${nowIn('h')})`;

/** The whole register in one query. */
export async function listRegister(tx: Tx): Promise<RegisterRow[]> {
	return forcesToday(tx)
		.select([
			sql<boolean>`coalesce(force.existed_until < ${today}, false)`.as('ended'),
			sql<RegisterRow['names']>`coalesce((select jsonb_agg(
				jsonb_build_object('name', n.name, 'since', n.since, 'until', n.until) order by n.since nulls first)
				from programmes.force_name n where n.force_id = force.id), '[]')`.as('names'),
			sql<string[]>`array(select a.spelling from programmes.force_alias a
				where a.force_id = force.id order by a.spelling)`.as('aliases'),
			holder('chief officer').as('chiefOfficer'),
			holder('HM Inspector').as('hmInspector'),
			sql<string[]>`array(select o.name from programmes.similar_group g
				join programmes.similar_member m on m.group_id = g.id
				join foundation.organisation o on o.id = m.force_id
				where g.force_id = force.id and ${nowIn('g')} order by o.name)`.as('group'),
			sql<boolean>`exists (select from programmes.post_holder h
					where h.force_id = force.id and h.illustrative and ${nowIn('h')})
				or exists (select from programmes.similar_group g
					where g.force_id = force.id and g.illustrative and ${nowIn('g')})`.as('illustrative'),
		])
		.orderBy('name')
		.execute();
}

export async function changeForce(
	tx: Tx,
	id: string,
	force: Omit<Force, 'id' | 'slug' | 'name'>,
): Promise<void> {
	await tx
		.updateTable('programmes.force')
		.set({
			code: force.code,
			region: force.region,
			in_scope: force.inScope,
			scope_note: force.scopeNote,
			existed_since: force.existedSince,
			existed_until: force.existedUntil,
		})
		.where('id', '=', id)
		.execute();
}
