import { all, none, outsiders, ownAccount, type Rows, type Sight, staff } from '../sight.ts';

/**
 * Each account has an edition that everybody may read, and one that is still ahead, approved, and open to them alone; of
 * that one, rows about their own force and about another.
 */
const out = "md5('out' || $account::text)::uuid";
const ahead = '$account::uuid';
const another = "md5('another' || $account::text)::uuid";
const own = 'coalesce($organisation::uuid, gen_random_uuid())';

const inside: Sight = { ...staff, worker: all };
const isOut = "edition_id in (select id from edition.edition where title = 'Out')";
/** What was released is for everybody; beforehand whoever is named reads what is theirs. */
const early = (theirs: string): Sight => ({
	...inside,
	public: isOut,
	...outsiders(`${isOut} or (edition_id = $account and ${theirs})`),
	// Somebody of no force, who is named for all of it.
	reader: `${isOut} or edition_id = $account`,
});
const forForces = early('force_id = $organisation');
const forOutsideReaders: Sight = {
	...early('false'),
	force: isOut,
	otherForce: isOut,
	body: isOut,
};
const editionOut = "title = 'Out'";

function each<T>(tables: readonly string[], value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [table, value]));
}

/** A row of each edition, and of the one that is ahead one about the own force and one about another. */
function rowsOf(columns: string, values: (edition: string, force: string) => string): string {
	return `(${columns}) values ${values(out, own)}, ${values(ahead, own)}, ${values(ahead, another)}`;
}

/** The same of what is about no force. */
function plainRowsOf(columns: string, values: (edition: string) => string): string {
	return `(${columns}) values ${values(out)}, ${values(ahead)}`;
}

export const releasesRows: Rows = {
	sights: {
		...each(['releases.release', 'releases.item', 'releases.instant_change'], inside),
		...each(['releases.told', 'releases.followed'], inside),
		// The worker signs, and reads what is closed to it without the secret of the installation.
		'releases.signing_secret': { administrator: all, inspector: none, worker: all },
		'edition.bundle': {
			...inside,
			public: `${isOut} and kind = 'public'`,
			...outsiders(`${isOut} and kind = 'public'`),
		},
		...each(['releases.reader', 'releases.access'], { ...inside, ...outsiders(ownAccount) }),
		'edition.edition': {
			...inside,
			public: editionOut,
			...outsiders(`${editionOut} or id = $account`),
		},
		...each(['document', 'copy', 'grade', 'finding', 'raised', 'statement'].map(inEdition), forForces),
		...each(
			['figure', 'indicator', 'snapshot', 'term', 'file', 'force', 'meaning'].map(inEdition),
			forOutsideReaders,
		),
		// Nobody searches what is not public.
		'edition.entry': { ...inside, public: isOut, ...outsiders(isOut), search: all },
		'edition.word': { search: all },
		'edition.announcement': {
			...inside,
			public: 'announced_at <= now()',
			...outsiders('announced_at <= now()'),
		},
		'edition.signing_key': { ...inside, public: all, ...outsiders(all) },
	},
	seeds: {
		'releases.release': `(id, slug, title, kind, added_by) values (${ahead}, $account, 'A', 'reports', $account)`,
		'releases.item': `(release_id, position, indicator, added_by) values (${ahead}, 1, 'A', $account)`,
		'releases.reader': `(release_id, account_id, purpose, opens_at, closes_at, force_id, named_by) values (
			${ahead}, $account, 'A', now() - interval '1 hour', now() + interval '1 hour', $organisation, $account)`,
		'releases.access': `(release_id, account_id, account_name, address, what)
			values (${ahead}, $account, 'A', '/a', 'A')`,
		'releases.instant_change': `(release_id, kind, was, becomes, because, asked_by)
			values (${ahead}, 'delayed', now(), now() + interval '1 hour', 'A', $account)`,
		'releases.told': `(edition_id, account_id) values (${out}, $account)`,
		'releases.followed': `(edition_id) values (${out})`,
		'releases.signing_secret': "(fingerprint, closed) values (md5($account) || md5($account), 'A')",
		'edition.bundle': `(edition_id, kind, name, sha256, size, fingerprint) values
			(${out}, 'public', 'a', repeat('a', 64), 1, md5($account) || md5($account)),
			(${out}, 'staff', 'a', repeat('a', 64), 1, md5($account) || md5($account))`,
		'edition.signing_key': `(fingerprint, pem, retired_at)
			values (md5($account) || md5($account), '-----BEGIN PUBLIC KEY-----', now())`,
		'edition.edition': plainRowsOf(
			'id, release_id, number, slug, title, kind, release_at, content_hash, records_hash, approved_at',
			(edition) =>
				`(${edition}, ${edition}, 1, 'a', ${edition === out ? "'Out'" : "'Ahead'"}, 'reports',
				now() + ${edition === out ? "interval '-1 hour'" : "interval '1 hour'"}, sha256('a'), sha256('a'), now())`,
		),
		'edition.document': rowsOf(
			'edition_id, position, slug, cited, title, kind, layout, language, force_id, tree, source, html, words, illustrative',
			(edition, force) =>
				`(${edition}, 1, replace(gen_random_uuid()::text, '-', ''), 1, 'A', 'letter', 'letter', 'en-GB', ${force},
				'{}', '{}', '', '', false)`,
		),
		'edition.copy': rowsOf(
			'document_id, edition_id, force_id, face, type, name, sha256, size, content',
			(edition, force) =>
				`(gen_random_uuid(), ${edition}, ${force}, 'pdf', 'a', 'a', repeat('a', 64), 1, 'a')`,
		),
		'edition.grade': rowsOf(
			`edition_id, force_id, force_slug, force_name, framework, version, component, kind, title, position,
			grade_title, last_inspected, carried_over, illustrative`,
			(edition, force) =>
				`(${edition}, ${force}, 'a', 'A', 'used', 1, 'a', 'question', 'A', 1, 'A', '2014', false, false)`,
		),
		'edition.figure': plainRowsOf(
			`edition_id, indicator, version, area, area_name, period_since, period_until, markers, method, snapshots,
			hash, illustrative`,
			(edition) =>
				`(${edition}, 'a', 1, 'a', 'A', '2014-01-01', '2014-12-31', '{}', 'a', '{}', sha256('a'), false)`,
		),
		'edition.indicator': plainRowsOf(
			'edition_id, indicator, version, title, content, text, hash',
			(edition) => `(${edition}, 'a', 1, 'A', '{}', 'a', sha256('a'))`,
		),
		'edition.snapshot': plainRowsOf(
			'edition_id, snapshot_id, source, position, release, period_since, period_until, files, parquet, licence, illustrative',
			(edition) =>
				`(${edition}, gen_random_uuid(), 'a', 1, 'a', '2014-01-01', '2014-12-31', '[]', 'a', 'a', false)`,
		),
		'edition.finding': rowsOf(
			'edition_id, number, force_id, component, component_title, tone, text, illustrative',
			(edition, force) =>
				`(${edition}, ${force === another ? 2 : 1}, ${force}, 'a', 'A', 'strength', 'A', false)`,
		),
		'edition.raised': rowsOf(
			'edition_id, number, kind, force_id, text, illustrative',
			(edition, force) =>
				`(${edition}, ${force === another ? 2 : 1}, 'recommendation', ${force}, 'A', false)`,
		),
		'edition.statement': rowsOf(
			'edition_id, force_id, force_slug, force_name, kind, text, at, illustrative',
			(edition, force) => `(${edition}, ${force}, 'a', 'A', 'force', 'A', now(), false)`,
		),
		'edition.term': plainRowsOf(
			'edition_id, slug, term, meaning',
			(edition) => `(${edition}, 'a', 'A', 'A')`,
		),
		'edition.file': plainRowsOf(
			'edition_id, position, name, title, type, sha256, size, content',
			(edition) => `(${edition}, 1, 'a', 'A', 'a', repeat('a', 64), 1, 'a')`,
		),
		'edition.force': plainRowsOf(
			'edition_id, force_id, stood_on, slug, name, spellings, kind, in_scope, region',
			(edition) => `(${edition}, gen_random_uuid(), '2014-01-01', 'a', 'A', '{}', 'other', true, 'A')`,
		),
		'edition.meaning': plainRowsOf(
			'edition_id, framework, version, stood_on, title, cycle, inspection, summary',
			(edition) => `(${edition}, 'a', 1, '2014-01-01', 'A', '2014', 'A', 'A')`,
		),
		'edition.entry': plainRowsOf(
			'edition_id, kind, address, title, path, words, year, illustrative',
			(edition) => `(${edition}, 'section', '/a', 'A', '{}', 'A', 2014, false)`,
		),
		'edition.word': plainRowsOf('edition_id, word', (edition) => `(${edition}, 'word')`),
		'edition.announcement': `(release_id, title, kind, release_at, announced_at, announced_by) values
			(${ahead}, 'A', 'reports', now(), now() - interval '1 hour', $account),
			(${ahead}, 'A', 'reports', now(), now() + interval '1 hour', $account)`,
	},
	changes: {
		...each(['releases.release', 'releases.item', 'releases.reader', 'edition.signing_key'], {
			administrator: all,
		}),
	},
	removals: { 'releases.item': { administrator: all } },
	additions: {
		'releases.signing_secret': ['administrator'],
		// The triggers speak before the policies do: what is gathered has to be there, and its release open.
		...each(['releases.item', 'releases.reader', 'releases.instant_change'], ['administrator', 'inspector']),
	},
};

function inEdition(table: string): string {
	return `edition.${table}`;
}
