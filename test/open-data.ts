import assert from 'node:assert/strict';
import type pg from 'pg';
import { htmlOf, keptOf, readDocument } from '../src/documents/index.ts';
import { reportMeta } from './documents/meta.ts';
import { resolverForTests } from './documents/resolver.ts';

/*
 * A small public state, arranged past the rules of releasing, which have tests of their own: two publications, a
 * correction, a withdrawal, and one that is not public and says "secret" wherever it can.
 */

type Edition = {
	slug: string;
	number?: number;
	at?: string;
	note?: string;
	changes?: readonly object[];
	withdrawn?: boolean;
	illustrative?: boolean;
};

export async function addEdition(owner: pg.Client, edition: Edition): Promise<string> {
	const { slug, number = 1, at = '2019-05-02', note, changes = [], withdrawn = false } = edition;
	const { rows } = await owner.query<{ id: string }>(
		`insert into edition.edition (release_id, number, slug, title, summary, kind, release_at, change_note, changes,
			content_hash, records_hash, approved_at, withdrawn_at, withdrawn_because, illustrative)
		values (md5($1)::uuid, $2, $1, 'Title of ' || $1, 'Summary of ' || $1, 'reports', $3, $4, $5, sha256('a'), sha256('a'),
			'2014-01-01', $6, $7, $8) returning id`,
		[
			...[slug, number, at, note, JSON.stringify(changes), withdrawn ? '2024-01-01' : null],
			...[withdrawn ? 'It named somebody' : null, edition.illustrative ?? false],
		],
	);
	return rows[0]?.id ?? assert.fail();
}

export async function addRows(
	owner: pg.Client,
	edition: string,
	tables: Readonly<Record<string, readonly object[]>>,
): Promise<void> {
	for (const [table, rows] of Object.entries(tables)) {
		for (const row of rows) {
			const columns = Object.keys(row).join(', ');
			await owner.query(
				`insert into edition.${table} (edition_id, ${columns}) select $1, ${columns}
				from jsonb_populate_record(null::edition.${table}, $2)`,
				[edition, JSON.stringify(row)],
			);
		}
	}
}

const forces = [
	{ force_id: '00000000-0000-4000-8000-00000000000d', slug: 'derbyshire', name: 'Derbyshire Constabulary' },
	{ force_id: '00000000-0000-4000-8000-00000000000e', slug: 'durham', name: 'Durham Constabulary' },
] as const;

/** What an edition says: `word` stands in every text of it. */
export function rowsSaying(word: string, illustrative = false): Record<string, readonly object[]> {
	return {
		force: forces.map(({ slug, name, force_id }, index) => ({
			...{ force_id, slug, name: word === 'secret' ? `${name} secret` : name, spellings: ['An “old” name'] },
			...{ stood_on: word === 'secret' ? '2999-01-01' : '2019-05-02', code: `E2300001${8 + index}` },
			...{ kind: 'territorial', in_scope: true, region: 'East', nation: 'England' },
			...{ authorities: [{ code: 'E07000032', name: 'Amber Valley' }], similar_illustrative: illustrative },
			...{ similar_forces: ['durham'], became: [] },
		})),
		meaning: [
			{
				...{ framework: 'peel', version: 1, stood_on: '2019-05-02', title: word, cycle: '2018/19' },
				...{ inspection: '2018/19 PEEL assessment', summary: word, family: 'four', compared: [] },
				grades: [{ grade: 'good', title: 'Good', rank: 0.3333, positive: true, means: word }],
				components: [
					{
						...{
							component: 'crime',
							kind: 'question',
							pillar: null,
							title: 'Crime',
							asks: null,
							graded: true,
						},
						continues: [],
					},
				],
			},
		],
		grade: forces.map(({ force_id, slug, name }) => ({
			...{ force_id, force_slug: slug, force_name: name, framework: 'peel', version: 1, component: 'crime' },
			...{
				kind: 'question',
				title: `Investigating ${word}`,
				position: 1,
				grade: 'good',
				grade_title: 'Good',
			},
			...{ rank: 0.3333, last_inspected: '2018/19', carried_over: false, direction_illustrative: false },
			...{
				note: `=${word}; "quoted", in two\nlines`,
				summary: word,
				summary_at: 'report#crime',
				illustrative,
			},
		})),
		indicator: [
			{
				...{
					indicator: 'recorded-crime-rate',
					version: 1,
					title: `Recorded ${word}`,
					text: '',
					hash: '\\x00',
				},
				gathered: true,
				content: {
					...{ id: 'recorded-crime-rate', version: 1, title: `Recorded ${word}`, meaning: word },
					...{
						theme: `Recorded crime`,
						unit: 'crimes per 1,000 people',
						kind: 'rate',
						per: 1000,
						decimals: 1,
					},
					...{ window: { months: 12, ending: 'march' }, polarity: 'lower is better', method: 'byar' },
					numerator: { source: 'recorded-crime', measure: 'crimes' },
				},
			},
		],
		figure: ['E23000018', 'E23000019', 'group:E23000018', 'EW'].flatMap((area) =>
			[2017, 2018, 2019].map((year) => ({
				...{ indicator: 'recorded-crime-rate', version: 1, area, area_name: `Area ${word}` },
				...{ period_since: `${year - 1}-04-01`, period_until: `${year}-03-31`, breakdown: {} },
				...{ value: '77.123456789012', lower: '-1.5', upper: null, numerator: '1', denominator: '1000' },
				...{ markers: ['estimated', 'revised'], method: 'byar', snapshots: [], hash: '\\x00', illustrative },
			})),
		),
		snapshot: [
			{
				...{ snapshot_id: '00000000-0000-4000-8000-00000000000a', source: 'recorded-crime', position: 1 },
				...{ release: word, period_since: '2016-04-01', period_until: '2019-03-31', files: [], parquet: 'a' },
				...{ licence: 'Open Government Licence v3.0', illustrative },
			},
		],
		raised: [1, 2, 3].map((number) => ({
			...{ number, kind: 'recommendation', force_id: forces[0].force_id, force_slug: 'derbyshire' },
			...{ force_name: forces[0].name, text: `Do ${word} ${number}.`, theme: 'Custody & care', illustrative },
			items: [{ letter: 'a', text: 'First', due: null }],
		})),
		finding: [
			{
				...{ number: 1, force_id: forces[0].force_id, force_slug: 'derbyshire', component: 'crime' },
				...{ component_title: 'Crime', tone: 'positive', text: `Found ${word}.`, illustrative },
			},
		],
		statement: [
			{
				...{
					force_id: forces[0].force_id,
					force_slug: 'derbyshire',
					force_name: forces[0].name,
					kind: 'force',
				},
				...{ text: `We say ${word}.`, at: '2019-04-01', illustrative },
			},
		],
		term: [{ slug: 'custody', term: 'Custody', meaning: word }],
		document: [
			{
				...{
					id: '00000000-0000-4000-8000-000000000000',
					position: 1,
					slug: 'report',
					cited: 1,
					title: `A ${word}`,
				},
				...{
					kind: 'report',
					layout: 'report',
					language: 'en-GB',
					force_slug: 'derbyshire',
					tree: {},
					source: {},
				},
				html: '',
				...{ words: word, illustrative, force_name: forces[0].name },
			},
		],
		entry: ['crime', 'burglary'].map((anchor) => ({
			...{ kind: 'section', address: `/publications/x/report#${anchor}`, title: `Section ${word}` },
			...{
				path: ['Publication', 'Report'],
				words: `Words ${word}.`,
				year: 2019,
				language: 'en-GB',
				illustrative,
			},
		})),
		file: [
			{
				...{ id: '00000000-0000-4000-8000-000000000000', position: 1, name: 'data.csv', title: word },
				...{ type: 'text/csv', sha256: '0'.repeat(64), size: 4, content: '\\x00' },
			},
		],
	};
}

export async function publicWorld(owner: pg.Client): Promise<void> {
	const written = '# Crime\n\nVictims wait.\n\n## Burglary\n\nNobody *comes*.';
	const doc = await readDocument(reportMeta({}), [{ markdown: written }], resolverForTests());
	const told = { html: htmlOf(doc), tree: JSON.parse(keptOf(doc)) };
	await owner.query('set session_replication_role = replica');
	const say = async (edition: Edition, word: string, only?: readonly string[]) => {
		const id = await addEdition(owner, edition);
		const rows = Object.entries(rowsSaying(word, edition.illustrative)).filter(
			([table]) => only === undefined || only.includes(table),
		);
		// Ids of documents and files are their own.
		const own = rows.map(([table, all]) => [
			table,
			all.map((row) => ({
				...row,
				...('id' in row ? { id: crypto.randomUUID() } : {}),
				...(table === 'document' ? told : {}),
			})),
		]);
		await addRows(owner, id, Object.fromEntries(own));
	};
	await say({ slug: 'peel-2018-19' }, 'before');
	await say(
		{
			...{ slug: 'peel-2018-19', number: 2, at: '2019-06-01', note: 'A grade was copied wrongly' },
			changes: [{ what: 'Crime in Derbyshire', was: 'Good', becomes: 'Outstanding' }],
		},
		'plain',
	);
	await say({ slug: 'custody', at: '2020-01-01', illustrative: true }, 'made up', ['grade', 'raised']);
	await say({ slug: 'gone', at: '2020-02-01', withdrawn: true }, 'secret');
	await say({ slug: 'secret', at: '2999-01-01' }, 'secret');
	await owner.query('reset session_replication_role');
}
