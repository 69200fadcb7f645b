// What is public, made up for measuring: 43 forces, graded and asked for things in several rounds, with figures; and
// further editions, each about one force.
import pg from 'pg';
import { createDatabase, type OwnerAddress } from '../src/foundation/database/prepare.ts';
import { clusterOfTests } from '../test/database.ts';

export const forces = 43;
const questions = 12;
const rounds = 5;
const years = 10;
const indicators = ['recorded-crime', 'outcome-charged', 'emergency-calls', 'victim-satisfaction'];

export type PublicWorld = {
	address: OwnerAddress;
	owner: pg.Client;
	/** Publishes so many more, each about one force, and none of them about the first. */
	publishMore(count: number): Promise<void>;
	/** Publishes one about this force, now. */
	publish(force: number): Promise<void>;
	close(): Promise<void>;
};

export async function openPublicWorld(): Promise<PublicWorld> {
	const { template, ...cluster } = clusterOfTests();
	const address = { ...cluster, database: `test_${process.pid}_public` };
	await createDatabase(cluster, address.database, template);
	const owner = new pg.Client(address);
	await owner.connect();
	await owner.query(
		`grant connect on database ${address.database} to inspectorate_server, inspectorate_visitor, inspectorate_jobs`,
	);
	// As an installation that is used, and not as one for tests.
	await owner.query('alter table app.installation disable trigger kept');
	await owner.query("update app.installation set kind = 'live'");
	await owner.query('alter table app.installation enable trigger kept');
	await owner.query('set session_replication_role = replica');
	for (let round = 1; round <= rounds; round += 1) await addRound(owner, round);
	await addFigures(owner);
	await owner.query('analyze');
	let more = 0;
	const publish = async (force: number) => {
		more += 1;
		await addLetter(owner, `letter-${more}`, force);
	};
	return {
		address,
		owner,
		publish,
		async publishMore(count) {
			await owner.query('begin');
			for (let i = 0; i < count; i += 1) await publish(2 + (i % (forces - 1)));
			await owner.query('commit');
			await owner.query('analyze');
		},
		close: () => owner.end(),
	};
}

const one = (index: number) => ({
	force_id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
	force_slug: `force-${index}`,
	force_name: `Force ${index} Police`,
});
const all = Array.from({ length: forces }, (_, index) => index + 1);
const text = (of: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${of} ${(index * 7919) % 997}`).join(' ');

async function addEdition(owner: pg.Client, slug: string, at: string): Promise<string> {
	const { rows } = await owner.query<{ id: string }>(
		`insert into edition.edition (release_id, number, slug, title, kind, release_at, content_hash, records_hash, approved_at)
		values (md5($1)::uuid, 1, $1, initcap($1), 'reports', $2, sha256('a'), sha256('a'), $2) returning id`,
		[slug, at],
	);
	return rows[0]?.id ?? '';
}

async function add(owner: pg.Client, table: string, edition: string, rows: readonly object[]): Promise<void> {
	const columns = Object.keys(rows[0] ?? {}).join(', ');
	await owner.query(
		`insert into edition.${table} (edition_id, ${columns})
		select $1, ${columns} from jsonb_populate_recordset(null::edition.${table}, $2)`,
		[edition, JSON.stringify(rows)],
	);
}

async function addRound(owner: pg.Client, round: number): Promise<void> {
	const year = 2013 + round;
	const edition = await addEdition(owner, `round-${round}`, `${year}-06-01`);
	await add(
		owner,
		'force',
		edition,
		all.map((index) => ({
			...{
				force_id: one(index).force_id,
				slug: `force-${index}`,
				name: one(index).force_name,
				spellings: [],
			},
			...{ code: areaOf(index), kind: 'territorial', in_scope: true, region: 'North', nation: 'England' },
			...{ authorities: [], similar_forces: [`force-${(index % forces) + 1}`], similar_illustrative: true },
			...{ became: [], stood_on: `${year}-06-01` },
		})),
	);
	const framework = { framework: `round-${round}`, version: 1 };
	const components = Array.from({ length: questions }, (_, index) => ({
		...{
			component: `question-${index}`,
			kind: 'question',
			pillar: null,
			title: `How well is ${index} done?`,
		},
		...{ asks: null, graded: true, continues: round > 1 ? [`round-${round - 1}/question-${index}`] : [] },
	}));
	await add(owner, 'meaning', edition, [
		{
			...{
				...framework,
				stood_on: `${year}-06-01`,
				title: `Round ${round}`,
				cycle: String(year),
				summary: '',
			},
			...{ inspection: `${year} inspection`, family: 'four', components, compared: [] },
			grades: [{ grade: 'good', title: 'Good', rank: 0.3333, positive: true, means: 'It is good.' }],
		},
	]);
	await add(
		owner,
		'grade',
		edition,
		all.flatMap((index) =>
			components.map(({ component, title }, position) => ({
				...{ ...one(index), ...framework, component, kind: 'question', title, position },
				...{
					grade: 'good',
					grade_title: 'Good',
					rank: 0.3333,
					last_inspected: String(year),
					carried_over: false,
				},
				...{ given_framework: `round-${round}`, given_version: 1, direction: 'unchanged' },
				...{ direction_note: 'It was good before.', direction_illustrative: true, illustrative: true },
				...{ summary: text(component, 40), summary_at: `report-${index}#${component}` },
			})),
		),
	);
	await add(
		owner,
		'raised',
		edition,
		all.flatMap((index) =>
			[1, 2, 3, 4].map((raised) => ({
				...{ ...one(index), number: round * 1_000 + index * 10 + raised, kind: 'area for improvement' },
				...{ component: `question-${raised}`, component_title: 'How well', items: [], illustrative: true },
				text: text('The force should', 30),
			})),
		),
	);
	await add(
		owner,
		'document',
		edition,
		all.map((index) => documentOf(index, `report-${index}`)),
	);
}

async function addFigures(owner: pg.Client): Promise<void> {
	const edition = await addEdition(owner, 'statistics', '2020-01-21');
	await add(
		owner,
		'indicator',
		edition,
		indicators.map((indicator) => ({
			...{ indicator, version: 1, title: `Title of ${indicator}`, text: '', hash: '\\x00', gathered: true },
			content: {
				...{
					id: indicator,
					version: 1,
					title: `Title of ${indicator}`,
					meaning: 'What it tells',
					theme: 'Crime',
				},
				...{ unit: 'crimes per 1,000 people', kind: 'rate', per: 1000, decimals: 1, method: 'byar' },
				...{ window: { months: 12, ending: 'march' }, polarity: 'lower is better' },
				numerator: { source: 'recorded-crime', measure: 'offences' },
				denominator: { source: 'population', measure: 'population' },
			},
		})),
	);
	const areas = ['EW', ...all.flatMap((index) => [areaOf(index), `group:${areaOf(index)}`])];
	await add(
		owner,
		'figure',
		edition,
		indicators.flatMap((indicator) =>
			areas.flatMap((area, index) =>
				Array.from({ length: years }, (_, year) => ({
					...{ indicator, version: 1, area, area_name: area, breakdown: {}, markers: [], method: 'byar/1' },
					...{ period_since: `${2010 + year}-04-01`, period_until: `${2011 + year}-03-31`, snapshots: [] },
					...{ value: 60 + index + year, lower: 59 + index + year, upper: 61 + index + year },
					...{ numerator: 1000 + index, denominator: 20_000, hash: '\\x00', illustrative: true },
				})),
			),
		),
	);
}

async function addLetter(owner: pg.Client, slug: string, force: number): Promise<void> {
	const edition = await addEdition(owner, slug, new Date(Date.now() - 1_000).toISOString());
	await add(owner, 'document', edition, [documentOf(force, slug)]);
}

const documentOf = (force: number, slug: string) => ({
	...{ ...one(force), position: force, slug, cited: force, title: `A letter ${slug}`, kind: 'letter' },
	...{
		layout: 'letter',
		language: 'en-GB',
		tree: {},
		source: {},
		html: '<p>A letter</p>',
		words: 'A letter',
	},
	...{ dated: '2020-01-21', illustrative: true, id: crypto.randomUUID() },
});

const areaOf = (index: number) => `E23000${String(index).padStart(3, '0')}`;
