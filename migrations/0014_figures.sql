-- Figures: the immutable vintages of published data, the definitions of what is computed from them, and the results that
-- are served. The data themselves lie in Parquet files, named by their hashes.

create schema figures;
grant usage on schema figures to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader,
	inspectorate_worker;

-- One vintage of one data set. Nothing of it is ever changed; a later release is a row of its own.
create table figures.snapshot (
	id uuid primary key default gen_random_uuid(),
	-- Of the sources in src/figures/sources: "stop-and-search".
	source text not null,
	-- As the publisher names it: "year ending June 2018, corrected".
	release text not null check (release <> ''),
	published_on date,
	-- What its rows are about.
	period_since date not null,
	period_until date not null,
	-- SHA-256 over the hashes of the files in order: the same files twice are one snapshot.
	files_hash text not null check (files_hash ~ '^[0-9a-f]{64}$'),
	-- [{ name, sha256, bytes }]
	files jsonb not null,
	-- The Parquet file: its SHA-256 is its name.
	parquet text not null check (parquet ~ '^[0-9a-f]{64}$'),
	rows bigint not null check (rows >= 0),
	-- Which columns it has beside those that all have.
	breakdowns text[] not null,
	licence text not null,
	note text,
	illustrative boolean not null default false,
	imported_at timestamptz not null default app.now(),
	imported_by uuid default app.account(),
	imported_by_name text not null,
	check (period_since <= period_until),
	unique (source, files_hash)
);
create index on figures.snapshot (source, published_on);

-- What the reader of the source decided about rows: dropped, merged, marked or put right, how many, why, and a few of them.
create table figures.snapshot_decision (
	id bigint generated always as identity primary key,
	snapshot_id uuid not null references figures.snapshot,
	kind text not null check (kind in ('dropped', 'merged', 'marked', 'corrected', 'kept')),
	reason text not null,
	rows bigint not null check (rows > 0),
	examples jsonb not null
);
create index on figures.snapshot_decision (snapshot_id);

-- How the data of each force came, or that none did.
create table figures.snapshot_force (
	snapshot_id uuid not null references figures.snapshot,
	-- The code of its area, as in the data.
	area text not null,
	how text not null check (how in ('published', 'hub', 'manual', 'direct', 'none')),
	rows bigint not null,
	note text,
	primary key (snapshot_id, area)
);

-- Files that could not be taken, with everything that has to be put right in them.
create table figures.refused_import (
	id uuid primary key default gen_random_uuid(),
	source text not null,
	release text,
	-- [{ name, sha256, bytes }]
	files jsonb not null,
	-- [{ file, where, text }]
	faults jsonb not null,
	at timestamptz not null default app.now(),
	by_account uuid default app.account(),
	by_name text not null
);
create index on figures.refused_import (at);

-- An indicator as its file was read. A version stays as long as a result rests on it.
create table figures.indicator_version (
	indicator text not null check (indicator ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	version integer not null check (version > 0),
	title text not null,
	content jsonb not null,
	source text not null,
	file text not null,
	hash bytea not null check (length(hash) = 32),
	loaded_at timestamptz not null default app.now(),
	primary key (indicator, version)
);

-- One result: indicator × area × period × breakdown. What it rests on is in its inputs; `hash` is of all of that.
create table figures.figure (
	indicator text not null,
	version integer not null,
	-- A force by the code of its area, "region:…", "EW" (England and Wales), "EW+BTP".
	area text not null,
	period_since date not null,
	period_until date not null,
	-- {} for the whole; { "ethnicity": "Black" } for a part.
	breakdown jsonb not null default '{}',
	-- Exact, as decimals: nothing is stored rounded. Null with a marker.
	value numeric,
	lower numeric,
	upper numeric,
	numerator numeric,
	denominator numeric,
	-- Cases that may still come into the numerator, where the indicator has such.
	undecided numeric,
	-- The source's own value, where recomputation is held against it.
	published numeric,
	-- Everything that has to be said of it, the gravest first.
	markers text[] not null default '{}' check (markers <@ array['not available', 'suppressed', 'incomplete', 'projected',
		'small base', 'provisional', 'revised']),
	marker text generated always as (markers[1]) stored,
	-- The forces without which it was added up, by the codes of their areas.
	missing text[] not null default '{}',
	-- What the indicator leaves out, by the breakdown that says so: { "type": "120" }.
	left_out jsonb not null default '{}',
	-- "byar/1"; for a group with the rule by which it was averaged: "byar/1; pooled/1".
	method text not null,
	-- All that it rests on, and of those the ones that each of its parts was read from: they may be of different ages.
	snapshots uuid[] not null,
	numerator_snapshots uuid[] not null,
	denominator_snapshots uuid[] not null,
	illustrative boolean not null default false,
	hash bytea not null check (length(hash) = 32),
	primary key (indicator, version, area, period_until, period_since, breakdown),
	foreign key (indicator, version) references figures.indicator_version,
	check (value is not null or marker is not null),
	check (value is null or not markers && array['not available', 'suppressed'])
);
create index on figures.figure (area, indicator, period_until);
-- Every area of one period: what a comparison and the list of what to look at read.
create index on figures.figure (indicator, version, period_until) where breakdown = '{}';

-- From what the results of an indicator were computed last: while that stays the same, so do they.
create table figures.computation (
	indicator text not null,
	version integer not null,
	-- Of the definition, of every snapshot that is there for it, of the register of forces and their groups, and of the engine.
	inputs bytea not null check (length(inputs) = 32),
	figures bigint not null,
	at timestamptz not null default app.now(),
	primary key (indicator, version),
	foreign key (indicator, version) references figures.indicator_version
);

-- What a recomputation changed, for whoever quotes it.
create table figures.recomputation (
	id uuid primary key default gen_random_uuid(),
	at timestamptz not null default app.now(),
	because text not null,
	indicator text not null,
	version integer not null,
	added bigint not null,
	changed bigint not null,
	removed bigint not null,
	-- The first few that changed: area, period, breakdown, was, is.
	examples jsonb not null,
	-- Who quotes a figure that changed, as far as that is known when it changes: [{ kind, id, figure }]
	quoted jsonb not null default '[]'
);
create index on figures.recomputation (indicator, at);

do $$
declare
	named text;
begin
	foreach named in array array['snapshot', 'snapshot_decision', 'snapshot_force', 'refused_import', 'indicator_version', 'figure', 'computation',
		'recomputation']
	loop
		execute format('call app.protect(%L)', 'figures.' || named);
		execute format('create policy staff on figures.%I for select to inspectorate_staff, inspectorate_worker using (true)', named);
		execute format('grant select on figures.%I to inspectorate_staff, inspectorate_worker', named);
		execute format('create policy add on figures.%I for insert to inspectorate_staff
			with check (app.has_role(''analyst'') or app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
		execute format('create policy add_by_job on figures.%I for insert to inspectorate_worker with check (true)', named);
		execute format('grant insert on figures.%I to inspectorate_staff, inspectorate_worker', named);
	end loop;
	-- Results are served from here and recomputed at will: what they rest on is what is immutable.
	foreach named in array array['indicator_version', 'figure', 'computation'] loop
		execute format('create policy change on figures.%I for update to inspectorate_staff
			using (app.has_role(''analyst'') or app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
		execute format('create policy change_by_job on figures.%I for update to inspectorate_worker using (true)', named);
		execute format('create policy remove on figures.%I for delete to inspectorate_staff
			using (app.has_role(''analyst'') or app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
		execute format('create policy remove_by_job on figures.%I for delete to inspectorate_worker using (true)', named);
		execute format('grant update, delete on figures.%I to inspectorate_staff, inspectorate_worker', named);
	end loop;
end $$;

create trigger audit after insert or update or delete on figures.snapshot
	for each row execute function app.audit('snapshot', 'id', '', '');
create trigger audit after insert or update or delete on figures.refused_import
	for each row execute function app.audit('refused import', 'id', 'faults', '');
create trigger audit after insert or update or delete on figures.indicator_version
	for each row execute function app.audit('indicator', 'indicator', 'content,source', '');
create trigger audit after insert or update or delete on figures.recomputation
	for each row execute function app.audit('recomputation', 'id', '', '');
-- snapshot_decision and snapshot_force are parts of the snapshot, which has an audit; figure and computation are derived,
-- and what a recomputation changed in them is told by its recomputation.
