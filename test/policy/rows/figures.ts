import { all, type Rows, type Sight, staff } from '../sight.ts';

/** Figures are the inspectorate's until something that quotes them is released; jobs compute them. */
const insideOnly: Sight = { ...staff, worker: all };
const byAdministrators: Sight = { administrator: all };

const immutable = [
	'snapshot',
	'snapshot_decision',
	'snapshot_force',
	'refused_import',
	'recomputation',
	'withdrawal',
] as const;
const recomputed = ['indicator_version', 'figure', 'computation'] as const;

function each<T>(tables: readonly string[], value: T): Record<string, T> {
	return Object.fromEntries(tables.map((table) => [`figures.${table}`, value]));
}

const hash = "repeat('a', 64)";

export const figuresRows: Rows = {
	sights: each([...immutable, ...recomputed], insideOnly),
	seeds: {
		'figures.snapshot': `(source, release, period_since, period_until, files_hash, files, parquet, rows, breakdowns, licence, imported_by_name)
			values ('a source', 'a release', '2020-01-01', '2020-01-31', encode(sha256(gen_random_uuid()::text::bytea), 'hex'), '[]', ${hash}, 1, '{}', 'a licence', 'A')`,
		'figures.snapshot_decision':
			"(snapshot_id, kind, reason, rows, examples) values (gen_random_uuid(), 'dropped', 'It was there twice', 1, '[]')",
		'figures.snapshot_force':
			"(snapshot_id, area, how, rows) values (gen_random_uuid(), 'E23000018', 'none', 0)",
		'figures.withdrawal': "(snapshot_id, because, by_name) values (gen_random_uuid(), 'It is wrong', 'A')",
		'figures.refused_import': "(source, files, faults, by_name) values ('a source', '[]', '[]', 'A')",
		'figures.indicator_version':
			"(indicator, version, title, content, source, file, hash) values ('i-' || gen_random_uuid(), 1, 'A', '{}', '', 'a.yaml', sha256('a'))",
		'figures.figure': `(indicator, version, area, period_since, period_until, value, method, snapshots, numerator_snapshots, denominator_snapshots, hash)
			values ('i-' || gen_random_uuid(), 1, 'E23000018', '2020-01-01', '2020-01-31', 1, 'none/1', '{}', '{}', '{}', sha256('a'))`,
		'figures.computation':
			"(indicator, version, inputs, figures) values ('i-' || gen_random_uuid(), 1, sha256('a'), 1)",
		'figures.recomputation':
			"(because, indicator, version, added, changed, removed, examples) values ('A', 'an-indicator', 1, 0, 0, 0, '[]')",
	},
	changes: each(recomputed, byAdministrators),
	removals: each([...recomputed, 'withdrawal'], byAdministrators),
	additions: each([...immutable, ...recomputed], ['administrator']),
};
