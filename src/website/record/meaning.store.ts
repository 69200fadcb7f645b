import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import type { T } from '../words/words.ts';
import { type Meaning, Meanings } from './meaning.ts';
import { isNewest } from './newest.ts';

const grades = z.array(
	z.object({
		grade: z.string(),
		title: z.string(),
		rank: z.number(),
		positive: z.boolean(),
		means: z.string(),
	}),
);
const components = z.array(
	z.object({
		component: z.string(),
		kind: z.enum(['pillar', 'question']),
		pillar: z.string().nullable(),
		title: z.string(),
		asks: z.string().nullable(),
		graded: z.boolean(),
		continues: z.array(z.string()),
	}),
);
const compared = z.array(
	z.object({
		framework: z.string(),
		version: z.number(),
		title: z.string(),
		cycle: z.string(),
		comparable: z.boolean(),
		because: z.string(),
	}),
);

type Row = Omit<Meaning, 'grades' | 'components' | 'compared'> & {
	grades: unknown;
	components: unknown;
	compared: unknown;
};

/** Every framework that something public was judged by, as it was last frozen; the newest rounds come last. */
export async function meaningsNow(tx: Tx, t?: T): Promise<Meanings> {
	const { rows } = await sql<Row>`
		select m.framework, m.version, m.title, m.cycle, m.inspection, m.summary, m.family, m.ungraded, m.grades,
			m.components, m.compared
		from (select distinct on (l.framework, l.version) l.framework, l.version, l.edition_id
			from edition.meaning l join edition.edition e on e.id = l.edition_id where ${isNewest}
			order by l.framework, l.version, l.stood_on desc, e.release_at desc, e.id) latest
		join edition.meaning m using (edition_id, framework, version) order by m.cycle, m.framework, m.version`.execute(
		tx,
	);
	return new Meanings(
		rows.map((row) => ({
			...row,
			grades: grades.parse(row.grades),
			components: components.parse(row.components),
			compared: compared.parse(row.compared),
		})),
		t,
	);
}
