-- What public pages need and an edition did not hold yet: the register, what grades mean, how each judgment reads in the
-- report and what it is beside the one before; and what search looks at. It is frozen with what uses it: a page about 2018
-- says what was so in 2018.

-- A force as it stood in the register on the day of the release. The register of the newest edition is the one of now.
create table edition.force (
	edition_id uuid not null references edition.edition,
	force_id uuid not null,
	-- The day on which it stood so: that of the release, also in a correction years later.
	stood_on date not null,
	slug text not null,
	name text not null,
	-- Every other spelling that publications use, earlier names among them.
	spellings text[] not null,
	-- Of its area, as the Office for National Statistics has it; null for a force without an area.
	code text,
	kind text not null check (kind in ('territorial', 'other')),
	in_scope boolean not null,
	scope_note text,
	region text not null,
	nation text check (nation in ('England', 'Wales')),
	-- Of its tile on a map: { column, row, short }
	place jsonb,
	-- [{ code, name }]
	authorities jsonb not null default '[]',
	-- The other forces of its most similar group, by their addresses; null where no group is on record.
	similar_forces text[],
	similar_source text,
	-- Of a force that is like no other: the reason that is printed.
	similar_none_because text,
	similar_illustrative boolean not null default false,
	-- Its first and its last day.
	since date,
	until date,
	-- What it has become: [{ slug, name, since, note }]
	became jsonb not null default '[]',
	primary key (edition_id, force_id)
);

-- What a framework asks, what its grades mean, and with which others they are compared.
create table edition.meaning (
	edition_id uuid not null references edition.edition,
	framework text not null,
	version integer not null,
	-- The day of the release.
	stood_on date not null,
	title text not null,
	-- As readers name the round: "2018/19".
	cycle text not null,
	-- How a sentence names an inspection by it: "2018/19 PEEL assessment".
	inspection text not null,
	summary text not null,
	-- Grades are compared within one family only; null where nothing is graded.
	family text,
	-- What is printed where something was inspected and no grade given.
	ungraded text,
	-- From the best to the worst: [{ grade, title, rank, positive, means }], the rank from 0 to 1 as edition.grade has it.
	grades jsonb not null default '[]',
	-- Its pillars and questions in their order: [{ component, kind, pillar, title, asks, graded, continues }], the earlier
	-- questions that it goes on from as "peel-2017/investigating-crime".
	components jsonb not null default '[]',
	-- The other frameworks that there were: [{ framework, version, title, cycle, comparable, because }], each with the
	-- sentence why its grades are compared with these, or are not.
	compared jsonb not null default '[]',
	primary key (edition_id, framework, version)
);

alter table edition.grade
	-- The question itself: "How effectively does the force reduce crime?"
	add asks text,
	add pillar_title text,
	-- Under which framework the grade was given: of what is carried over, an earlier one.
	add given_framework text,
	add given_version integer,
	-- What its report says of it right beside the grade, and where: "derbyshire-report#investigating-crime".
	add summary text,
	add summary_at text,
	-- How the force has moved since it was last judged; null where that cannot be said, and the note says why.
	add direction text check (direction in ('improved', 'declined', 'unchanged')),
	-- With what it is compared, or why with nothing.
	add direction_note text,
	add direction_illustrative boolean not null default false;

alter table edition.indicator
	-- All its figures are here: of all areas and periods. Otherwise those that documents quote.
	add gathered boolean not null default false;

-- What search looks at. It is read out of the rows and the trees of the edition and says nothing that they do not say, so
-- it is no part of the hash that is approved: how texts are cut up for finding may change, and what is published does not.
create table edition.entry (
	id bigint primary key generated always as identity,
	edition_id uuid not null references edition.edition,
	kind text not null check (kind in ('publication', 'document', 'section', 'file', 'judgment', 'finding', 'raised', 'statement',
		'indicator', 'term')),
	force_id uuid,
	force_slug text,
	force_name text,
	-- Where it stands, for ever: "/publications/derbyshire-2018/report#investigating-crime".
	address text not null,
	title text not null,
	-- What stands above it, from the outermost: the publication, the document, the headings.
	path text[] not null,
	words text not null,
	-- Of its document or its release.
	year integer not null,
	theme text,
	language text not null default 'en-GB',
	illustrative boolean not null,
	-- One section in a thousand is longer than what is looked at here; a vector has an end.
	found tsvector not null generated always as (
		setweight(to_tsvector('english'::regconfig, left(title, 2000)), 'A')
		|| setweight(to_tsvector('english'::regconfig, left(coalesce(force_name, ''), 500)), 'B')
		|| setweight(to_tsvector('english'::regconfig, left(words, 200000)), 'C')) stored
);
create index on edition.entry (edition_id);
create index on edition.entry using gin (found);

-- Misspelt titles are found by their triples of letters, where the server brings them.
do $$
begin
	if exists (select from pg_available_extensions where name = 'pg_trgm') then
		create extension if not exists pg_trgm with schema edition;
		execute 'create index on edition.entry using gin (lower(title) edition.gin_trgm_ops)';
	end if;
exception when insufficient_privilege then
	raise notice 'Spellings are not guessed: this server does not let us have pg_trgm.';
end $$;

do $$
declare
	named text;
begin
	foreach named in array array['force', 'meaning', 'entry'] loop
		execute format('call app.protect(%L)', 'edition.' || named);
		execute format('grant select on edition.%I to inspectorate_staff, inspectorate_worker', named);
		execute format('create policy staff on edition.%I for select to inspectorate_staff, inspectorate_worker
			using (true)', named);
		execute format('create policy owner on edition.%I to inspectorate_owner using (true)', named);
		execute format('create policy published on edition.%I for select to inspectorate_force, inspectorate_body,
			inspectorate_reader using (edition_id = any ((select edition.public_ones())::uuid[]))', named);
		execute format('create trigger kept before update or delete or truncate on edition.%I
			for each statement execute function app.refuse_change()', named);
		execute format('create policy freezing on edition.%I for insert to inspectorate_worker
			with check (releases.is_freezing(edition_id))', named);
		execute format('grant insert on edition.%I to inspectorate_worker', named);
		execute format('grant select on edition.%I to inspectorate_public, inspectorate_force, inspectorate_body,
			inspectorate_reader', named);
	end loop;
	foreach named in array array['force', 'meaning'] loop
		execute format('create policy early on edition.%I for select to inspectorate_reader
			using (edition_id = any ((select edition.early_ones())::uuid[]))', named);
	end loop;
end $$;

-- The public's pages cost the same however many editions there are: a row is asked by its own edition, whose policy tells
-- the public of no other than those that are out, and not row by row against a list of them all.
alter policy published on edition.edition using (release_at <= (select app.now()) and approved_at is not null
	and void_at is null and (withdrawn_at is null or withdrawn_at >= release_at));
do $$
declare
	named text;
begin
	foreach named in array array['document', 'copy', 'grade', 'figure', 'indicator', 'snapshot', 'finding', 'raised',
		'statement', 'term', 'file', 'force', 'meaning', 'entry']
	loop
		execute format('alter policy published on edition.%I to inspectorate_force, inspectorate_body,
			inspectorate_reader', named);
		execute format('create policy for_all on edition.%I for select to inspectorate_public using (exists (
			select from edition.edition e where e.id = edition_id and e.withdrawn_at is null))', named);
	end loop;
end $$;
-- What is frozen has no audit trigger: it comes with its header, whose hash is of it all, or is made of what is.

-- The newest edition of each release that everybody may read: what the website calls "now".
create function edition.newest_ones() returns uuid[] language sql stable security definer set search_path = ''
	return array(select distinct on (e.release_id) e.id from edition.edition e where e.release_at <= app.now()
		and e.approved_at is not null and e.void_at is null and e.withdrawn_at is null
		order by e.release_id, e.number desc);
revoke all on function edition.newest_ones() from public;
grant execute on function edition.newest_ones() to inspectorate_public, inspectorate_staff, inspectorate_force,
	inspectorate_body, inspectorate_reader, inspectorate_worker, inspectorate_search;

-- Search finds numbers past row security, and so by its indexes; whoever asks reads the rows under their own policy.
grant usage on schema edition to inspectorate_search;
grant select on edition.entry to inspectorate_search;
create policy search on edition.entry for select to inspectorate_search using (true);

-- Pages ask for what is public of one force, one indicator, one question.
create index on edition.edition (release_id, number desc) where void_at is null and approved_at is not null;
create index on edition.grade (force_id);
create index on edition.grade (framework, component);
create index on edition.raised (force_id);
create index on edition.raised (number);
create index on edition.finding (force_id);
create index on edition.statement (force_id);
create index on edition.document (force_id);
create index on edition.indicator (indicator, gathered);
create index on edition.meaning (framework, version, stood_on);
create index on edition.force (stood_on);
create index on edition.force (force_id);
create index on edition.force (slug);
