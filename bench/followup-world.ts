// A register of promises made up for measuring, written by SQL into a country of its own: published over ten years, one in
// six with three sub-items, in every state, and one in twenty a repeat of what its force was asked before.
import type pg from 'pg';
import { textSql } from './findings-world.ts';

export type Register = { promises: number; parts: number; acts: number };

export async function fillRegister(owner: pg.Client, promises: number): Promise<Register> {
	await owner.query('set session_replication_role = replica');
	await owner.query('select setseed(0.5)');
	for (const statement of statements(promises)) await owner.query(statement);
	await owner.query('reset session_replication_role');
	await owner.query('vacuum analyze');
	const { rows } = await owner.query<Register>(
		`select (select count(*) from followup.promise)::int as promises, (select count(*) from followup.part)::int as parts,
			(select count(*) from followup.act)::int as acts`,
	);
	const [made] = rows;
	if (made === undefined) throw new Error('nothing was made');
	return made;
}

/** From what was asked last to what was asked first, in turns over the forces. */
const statements = (promises: number): string[] => [
	`create temporary table asked as
		select n, gen_random_uuid() as id, f.id as force, current_date - (n % 3650) as published,
			(array['area for improvement', 'recommendation', 'area for improvement', 'cause of concern'])[1 + n % 4] as kind,
			'The force should ensure ' || ${textSql('n', 24)} as text
		from generate_series(1, ${promises}) n
		join (select id, row_number() over (order by id) - 1 as place, count(*) over () as of from programmes.force) f
			on f.place = n % f.of`,
	`update asked a set text = b.text || ' at all times'
		from asked b where a.n % 20 = 0 and b.n = a.n + 43 * 17 and b.force = a.force`,
	`insert into followup.promise (id, force_id, kind, text, component, theme, standard, source, older_id, published_on, illustrative)
		select id, force, kind, text, 'question-' || (n % 12), 'Theme ' || (n % 15), case when n % 3 = 0 then 'Code ' || (n % 40) end,
			'Report of ' || extract(year from published), 'older ' || n, published, true from asked`,
	`insert into followup.part (id, promise_id, letter, text, due_on, due_basis, due_set_by, state, state_since)
		select gen_random_uuid(), a.id, letter, case when letter is null then a.text else 'Part ' || letter || ' of it' end,
			a.published + 180, 'within six months', 'inspectorate', s.state,
			case s.state when 'verified closed' then a.published + 60 + (a.n * 7) % 500 else a.published + 30 end
		from asked a
		cross join lateral unnest(case when a.n % 6 = 0 then array['a', 'b', 'c'] else array[null]::text[] end) letter
		cross join lateral (select (array['awaiting response', 'accepted', 'in progress', 'submitted for verification',
			'verified closed', 'verified closed', 'verified closed', 'rejected', 'not accepted as closed', 'superseded',
			'no longer applicable', 'reopened'])[1 + (a.n / 7 + ascii(coalesce(letter, 'a'))) % 12] as state) s`,
	`insert into followup.act (part_id, number, was, becomes, words, taken_over, at)
		select id, 1, 'awaiting response', 'accepted', 'We accept it', false, state_since - interval '20 days' from followup.part
		where state <> 'awaiting response'`,
	`insert into followup.act (part_id, number, was, becomes, words, instead_id, taken_over, at)
		select t.id, 2, 'accepted', t.state, 'It is so', case when t.state = 'superseded' then a.id end,
			t.state = 'verified closed' and a.n % 5 = 0, t.state_since
		from followup.part t join asked a on a.id = t.promise_id where t.state not in ('awaiting response', 'accepted')`,
	`insert into followup.link (from_id, to_id, kind, because)
		select a.id, b.id, 'repeats', 'The words are the same' from asked a join asked b on b.n = a.n + 43 * 17 and b.force = a.force
		where a.n % 40 = 0`,
];
