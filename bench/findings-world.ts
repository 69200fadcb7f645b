// Evidence, findings and judgments made up for measuring, written by SQL into a country of its own: words are drawn so
// that a few are in nearly every text, and most in hardly any.
import type pg from 'pg';

export type Made = {
	/** How many items of evidence and findings there are to search. */
	items: number;
	findings: number;
	/** The question that so many items bear on, cited by findings, and one with few. */
	many: { path: string; items: number };
	few: { path: string; items: number };
	/** A board of all forces, and one of four. */
	wide: { path: string; forces: number; questions: number };
	narrow: { path: string; forces: number; questions: number };
};

const vocabulary = 5_000;
const wordsInText = 40;

/** A word by its place: the lower, the more texts it is in. No stem of English, so none is folded into another. */
export const wordAt = (place: number) =>
	`q${[...String(place)].map((digit) => 'bcdfghjklm'[Number(digit)]).join('')}x`;

const wordSql = (place: string) => `('q' || translate((${place})::text, '0123456789', 'bcdfghjklm') || 'x')`;
/** `skew`: the higher, the more of a text are its commonest words. */
export const textSql = (
	of: string,
	words = wordsInText,
) => `(select string_agg(${wordSql(`floor(${vocabulary} * power(random(), 4))::int`)}, ' ')
	from generate_series(1, ${words}) w where ${of} is not null)`;

export async function fillFindings(
	owner: pg.Client,
	size: { items: number; findings: number; itemsOfQuestion: number },
): Promise<Made> {
	await owner.query('set session_replication_role = replica');
	await owner.query('select setseed(0.5)');
	for (const statement of statements(size)) await owner.query(statement);
	await owner.query('reset session_replication_role');
	await owner.query('analyze');
	const { rows } = await owner.query<{ id: string; programme: string; items: string }>(
		`select i.id, p.slug as programme, (select count(*) from evidence.bears_on b join evidence.item e on e.id = b.item_id
				where e.inspection_id = i.id and b.component = 'question-1') as items
		from programmes.inspection i join programmes.programme p on p.id = i.programme_id
		where p.slug in ('programme-0-1', 'programme-0-2') order by p.slug, 3 desc`,
	);
	const of = (programme: string) => rows.filter((row) => row.programme === programme);
	const thread = (row: { id: string; items: string } | undefined) => ({
		path: `/inspections/${row?.id}/questions/question-1/thread`,
		items: Number(row?.items),
	});
	const board = (programme: string) => ({
		path: `/programmes/${programme}/moderation`,
		forces: of(programme).length,
		questions: 12,
	});
	const counted = await owner.query<{ items: number; findings: number }>(
		'select (select count(*) from evidence.item)::int as items, (select count(*) from judgments.finding)::int as findings',
	);
	return {
		items: counted.rows[0]?.items ?? 0,
		findings: counted.rows[0]?.findings ?? 0,
		many: thread(of('programme-0-1')[0]),
		few: thread(of('programme-0-2')[0]),
		wide: board('programme-0-1'),
		narrow: board('programme-0-2'),
	};
}

function statements({ items, findings, itemsOfQuestion }: Parameters<typeof fillFindings>[1]): string[] {
	return [
		// The second programme of now inspects four forces only.
		`delete from programmes.inspection i using programmes.programme p
			where p.id = i.programme_id and p.slug = 'programme-0-2'
				and i.force_id not in (select id from programmes.force order by id limit 4)`,
		`delete from programmes.programme_force f using programmes.programme p
			where p.id = f.programme_id and p.slug = 'programme-0-2'
				and f.force_id not in (select id from programmes.force order by id limit 4)`,
		`update programmes.inspection i set state = 'judging', announced_at = now() - interval '90 days'
			from programmes.programme p where p.id = i.programme_id and p.slug in ('programme-0-1', 'programme-0-2')`,
		'update programmes.scoping_row set inspected = true',
		`create temporary table places as select row_number() over (order by i.id) - 1 as place, i.id as inspection,
			i.programme_id as programme, i.force_id as force, i.framework, i.version from programmes.inspection i`,
		`insert into evidence.source (id, kind, name, force_id, inspection_id)
			select gen_random_uuid(), 'person', 'Source ' || s, force, inspection from places, generate_series(1, 5) s`,
		`create temporary table made as select n, gen_random_uuid() as id, p.*,
				(array['interview', 'document', 'observation', 'focus group', 'figure'])[1 + n % 5] as kind
			from generate_series(1, ${items}) n join places p on p.place = n % (select count(*) from places)`,
		// One question of one inspection has as many as are asked for, one of another has five.
		`insert into made select ${items} + s, gen_random_uuid(), p.*, 'interview' from
			(select * from places where programme = (select id from programmes.programme where slug = 'programme-0-1')
				order by place limit 1) p, generate_series(1, ${itemsOfQuestion}) s`,
		`insert into made select ${items} + ${itemsOfQuestion} + s, gen_random_uuid(), p.*, 'interview' from
			(select * from places where programme = (select id from programmes.programme where slug = 'programme-0-2')
				order by place limit 1) p, generate_series(1, 5) s`,
		`insert into evidence.item (id, kind, force_id, inspection_id, source_id, sensitivity, illustrative, latest)
			select m.id, m.kind, m.force, m.inspection, s.id, case when n % 20 = 0 then 'team' else 'ordinary' end, true, 1
			from made m join lateral (select id from evidence.source s where s.inspection_id = m.inspection
				and s.name = 'Source ' || (1 + n % 5)) s on true`,
		`insert into evidence.version (item_id, number, title, text, happened_on, gathered_by_name, reliability, bearing)
			select id, 1, 'Item ' || n || ' ' || ${wordSql(`floor(${vocabulary} * random())::int`)}, ${textSql('n')},
				current_date - (n % 700)::int, 'A', 'as told', 'informs' from made`,
		`insert into evidence.bears_on (item_id, framework, version, component)
			select id, framework, version, case when n > ${items} then 'question-1' else 'question-' || (2 + n % 7) end from made`,
		`create temporary table said as select n, gen_random_uuid() as id, p.* from generate_series(1, ${findings}) n
			join places p on p.place = n % (select count(*) from places)`,
		`insert into said select ${findings} + row_number() over (), gen_random_uuid(), p.* from places p, generate_series(1, 50) s
			where p.place in (select place from made where n > ${items}) and (s <= 2
				or p.programme = (select id from programmes.programme where slug = 'programme-0-1'))`,
		`insert into judgments.finding (id, inspection_id, programme_id, force_id, framework, version, component, tone, text, illustrative)
			select id, inspection, programme, force, framework, version,
				case when n > ${findings} then 'question-1' else 'question-' || (2 + n % 7) end,
				(array['strength', 'neutral', 'weakness'])[1 + n % 3], ${textSql('n')}, true from said`,
		// What bears on the question is cited by its findings, item by item in turns.
		`insert into judgments.citation (finding_id, item_id, relation)
			select s.id, m.id, 'supports' from (select id, inspection, row_number() over (partition by inspection order by n) as turn,
				count(*) over (partition by inspection) as of from said where n > ${findings}) s
			join (select id, inspection, row_number() over (partition by inspection order by n) as turn from made
				where n > ${items}) m on m.inspection = s.inspection and m.turn % s.of + 1 = s.turn`,
		`insert into judgments.judgment (id, inspection_id, programme_id, force_id, framework, version, component, state, illustrative)
			select gen_random_uuid(), p.inspection, p.programme, p.force, p.framework, p.version, c.component, 'proposed', true
			from places p join programmes.programme q on q.id = p.programme and q.slug in ('programme-0-1', 'programme-0-2')
			join programmes.framework_component c on c.framework = p.framework and c.version = p.version
				and c.kind in ('question', 'pillar')`,
		`insert into judgments.opinion (judgment_id, stage, framework, version, grade, rationale, by, by_name)
			select j.id, 'proposed', j.framework, j.version,
				case when c.graded then (array['strong', 'sound', 'weak'])[1 + abs(hashtext(j.id::text)) % 3] end, 'Because',
				gen_random_uuid(), 'A'
			from judgments.judgment j join programmes.framework_component c using (framework, version, component)`,
	];
}
