-- Releases: what is published together, at which instant, by whom it was approved; and the schema `edition`, which holds what
-- was frozen of them. The public reads that schema and nothing else, from the instant on.

create schema releases;
grant usage on schema releases to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader,
	inspectorate_worker;
create schema edition;
grant usage on schema edition to inspectorate_public, inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_worker;

create function releases.may_publish() returns boolean language sql stable parallel safe
	return programmes.may_plan() or app.has_role('HM Inspector') or app.has_role('editor');
-- The second person's part: what makes something public.
create function releases.may_approve() returns boolean language sql stable parallel safe
	return app.has_role('programme manager') or app.has_role('HM Inspector');

create table releases.release (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: REL-3.
	number bigint not null unique generated always as identity,
	-- Its address, for ever.
	slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	title text not null check (title = btrim(title) and title <> ''),
	-- What is said of it beside the title, on its own page.
	summary text,
	kind text not null check (kind in ('reports', 'statistics')),
	programme_id uuid references programmes.programme,
	-- Null: not set yet. On an approved release it moves by releases.instant_change only.
	release_at timestamptz,
	-- When chief officers are given what is about their force, and the letter with it; null: not beforehand.
	deliver_at timestamptz,
	-- The change note, while a correction is prepared.
	change_note text check (btrim(change_note) <> ''),
	-- Published before this system was there: why it is on record without two people of ours.
	recorded_because text check (btrim(recorded_because) <> ''),
	state text not null default 'preparing'
		check (state in ('preparing', 'freezing', 'frozen', 'approved', 'withdrawn')),
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	version integer not null default 1
);
create index on releases.release (programme_id);

-- What it gathers. Judgments, what was raised and statements come with the inspection; figures by their indicator.
create table releases.item (
	id uuid primary key default gen_random_uuid(),
	release_id uuid not null references releases.release,
	position integer not null,
	document_id uuid references documents.document,
	inspection_id uuid references programmes.inspection,
	indicator text,
	file_id uuid references foundation.file,
	added_by uuid default app.account() references foundation.account,
	check (num_nonnulls(document_id, inspection_id, indicator, file_id) = 1),
	unique nulls not distinct (release_id, document_id, inspection_id, indicator, file_id)
);
create index on releases.item (document_id);
create index on releases.item (inspection_id);
create index on releases.item (file_id);

-- A named person who may read it before the instant, what for, and from when until when.
create table releases.reader (
	id uuid primary key default gen_random_uuid(),
	release_id uuid not null references releases.release,
	account_id uuid not null references foundation.account,
	purpose text not null check (btrim(purpose) <> ''),
	opens_at timestamptz not null,
	closes_at timestamptz not null,
	-- A force's people, and its policing body, read what is about their force, and what is about no force.
	force_id uuid references programmes.force,
	named_by uuid default app.account() references foundation.account,
	named_at timestamptz not null default app.now(),
	revoked_at timestamptz,
	revoked_by uuid references foundation.account,
	revoked_because text check (btrim(revoked_because) <> ''),
	-- By somebody else, afterwards.
	confirmed_at timestamptz,
	confirmed_by uuid references foundation.account,
	check (opens_at < closes_at),
	check ((revoked_at is null) = (revoked_because is null)),
	check (confirmed_by <> revoked_by),
	check ((confirmed_by is null) = (confirmed_at is null)),
	check (confirmed_at is null or revoked_at is not null)
);
create unique index one_reading on releases.reader (release_id, account_id) where revoked_at is null;
create index on releases.reader (account_id);

-- Each look of a reader, in their own name. It is only added to.
create table releases.access (
	id bigint primary key generated always as identity,
	release_id uuid not null references releases.release,
	account_id uuid not null default app.account() references foundation.account,
	account_name text not null,
	-- What they looked at: the address of it, and in words.
	address text not null,
	what text not null,
	at timestamptz not null default app.now()
);
create index on releases.access (release_id, at);
create index on releases.access (account_id);

-- Bringing forward, delaying, accelerated publication: one asks and says why, another confirms, and only then it moves.
create table releases.instant_change (
	id uuid primary key default gen_random_uuid(),
	release_id uuid not null references releases.release,
	kind text not null check (kind in ('brought forward', 'delayed', 'accelerated')),
	was timestamptz not null,
	becomes timestamptz not null,
	because text not null check (btrim(because) <> ''),
	asked_by uuid not null default app.account() references foundation.account,
	asked_at timestamptz not null default app.now(),
	confirmed_by uuid references foundation.account,
	confirmed_at timestamptz,
	refused_by uuid references foundation.account,
	refused_at timestamptz,
	constraint instant_direction check (case kind when 'delayed' then becomes > was else becomes < was end),
	check (confirmed_by <> asked_by),
	check ((confirmed_by is null) = (confirmed_at is null)),
	check ((refused_by is null) = (refused_at is null)),
	check (num_nonnulls(confirmed_at, refused_at) < 2)
);
create index on releases.instant_change (release_id);
create unique index one_at_a_time on releases.instant_change (release_id)
	where confirmed_at is null and refused_at is null;

-- What was frozen of a release: the header. Nobody may change it; the functions below do, as the steps of two people.
create table edition.edition (
	id uuid primary key default gen_random_uuid(),
	release_id uuid not null references releases.release,
	-- Of this release: 1, then its corrections. One that was made void leaves its number to the next: what was never public
	-- is not counted.
	number integer not null check (number > 0),
	slug text not null,
	title text not null,
	summary text,
	kind text not null,
	programme_slug text,
	programme_name text,
	release_at timestamptz not null,
	change_note text,
	-- What a correction changed, in words: [{ what, was, becomes }]
	changes jsonb not null default '[]',
	-- The forces with their regions and groups, as its figures were added up; null where it has none.
	register jsonb,
	-- Of all rows below, in their order; the approval is bound to it.
	content_hash bytea not null check (length(content_hash) = 32),
	-- Of everything it was made from, as it stood in the records: what differs later makes an approval void.
	records_hash bytea not null check (length(records_hash) = 32),
	-- The same, thing by thing, so that what differs can be named: [{ thing, of, hash }]. For staff.
	records jsonb not null default '[]',
	frozen_at timestamptz not null default app.now(),
	frozen_by uuid references foundation.account,
	approved_at timestamptz,
	approved_by uuid references foundation.account,
	void_at timestamptz,
	void_because text,
	-- When those who had a part in it were told that it is.
	void_told_at timestamptz,
	withdrawn_at timestamptz,
	withdrawn_because text,
	-- Published before this system was there, and put on record afterwards.
	recorded_because text,
	illustrative boolean not null default false,
	check (approved_at is not null or approved_by is null),
	check ((void_at is null) = (void_because is null)),
	check ((withdrawn_at is null) = (withdrawn_because is null))
);
create unique index one_of_a_number on edition.edition (release_id, number) where void_at is null;
create index on edition.edition (release_id);
create index on edition.edition (release_at);
create index on edition.edition (slug);

-- Those that everybody may read now. A policy asks for them once, and not for every row.
create function edition.public_ones() returns uuid[] language sql stable security definer set search_path = ''
	return array(select e.id from edition.edition e where e.release_at <= app.now()
		and e.approved_at is not null and e.void_at is null and e.withdrawn_at is null);

create function edition.is_public(edition uuid) returns boolean language sql stable security definer set search_path = ''
	return exists (select from edition.edition e where e.id = edition and e.release_at <= app.now()
		and e.approved_at is not null and e.void_at is null and e.withdrawn_at is null);

-- Whoever asks has been named for it, and it is open to them now. Force: whose thing it is that they ask for.
create function edition.may_read_early(edition uuid, force uuid) returns boolean language sql stable
	security definer set search_path = ''
	return exists (select from edition.edition e join releases.reader r on r.release_id = e.release_id
		where e.id = edition and r.account_id = app.account() and r.revoked_at is null
			and r.opens_at <= app.now() and app.now() < r.closes_at
			and e.approved_at is not null and e.void_at is null and e.withdrawn_at is null
			and (r.force_id is null or force is null or r.force_id = force));

-- Those that whoever asks has been named for, and that are open to them now.
create function edition.early_ones() returns uuid[] language sql stable security definer set search_path = ''
	return array(select e.id from edition.edition e join releases.reader r on r.release_id = e.release_id
		where r.account_id = app.account() and r.revoked_at is null and r.opens_at <= app.now() and app.now() < r.closes_at
			and e.approved_at is not null and e.void_at is null and e.withdrawn_at is null);

-- Is there an edition of it that everybody may read now?
create function releases.is_public(release uuid) returns boolean language sql stable
	return exists (select from edition.edition e where e.release_id = release and e.release_at <= app.now()
		and e.approved_at is not null and e.void_at is null and e.withdrawn_at is null);

-- A letter or report as it is published. Its tree is what every face is made from again.
create table edition.document (
	id uuid primary key default gen_random_uuid(),
	edition_id uuid not null references edition.edition,
	position integer not null,
	-- Its address within the release: "derbyshire-letter".
	slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	-- As it was cited while it was written: 12 of D-12.
	cited bigint not null,
	title text not null,
	subtitle text,
	kind text not null,
	layout text not null,
	language text not null,
	force_id uuid,
	force_slug text,
	force_name text,
	dated date,
	isbn text,
	tree jsonb not null,
	-- What it is made from: the texts in their order, and each answer of the records. For proofs; not for the public.
	source jsonb not null,
	html text not null,
	words text not null,
	illustrative boolean not null,
	unique (edition_id, slug)
);

-- Its faces, byte for byte.
create table edition.copy (
	document_id uuid not null references edition.document,
	edition_id uuid not null references edition.edition,
	force_id uuid,
	face text not null check (face in ('html', 'pdf', 'text', 'odt')),
	type text not null,
	name text not null,
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint not null,
	content bytea not null,
	primary key (document_id, face)
);

create table edition.grade (
	edition_id uuid not null references edition.edition,
	force_id uuid not null,
	force_slug text not null,
	force_name text not null,
	framework text not null,
	version integer not null,
	component text not null,
	kind text not null check (kind in ('pillar', 'question')),
	pillar text,
	title text not null,
	position integer not null,
	-- Null: inspected, and not graded.
	grade text,
	grade_title text not null,
	rank numeric,
	-- In words, as it is printed: "2018/19", "2016".
	last_inspected text not null,
	carried_over boolean not null,
	judged_at timestamptz,
	source text,
	note text,
	illustrative boolean not null,
	primary key (edition_id, force_id, framework, version, component)
);

create table edition.figure (
	edition_id uuid not null references edition.edition,
	indicator text not null,
	version integer not null,
	area text not null,
	area_name text not null,
	period_since date not null,
	period_until date not null,
	breakdown jsonb not null default '{}',
	value numeric,
	lower numeric,
	upper numeric,
	numerator numeric,
	denominator numeric,
	markers text[] not null,
	method text not null,
	snapshots uuid[] not null,
	hash bytea not null,
	illustrative boolean not null,
	primary key (edition_id, indicator, version, area, period_until, period_since, breakdown)
);

create table edition.indicator (
	edition_id uuid not null references edition.edition,
	indicator text not null,
	version integer not null,
	title text not null,
	content jsonb not null,
	-- Its file, as an analyst wrote it, and the hash of what that says: part of the hash of every figure of it.
	text text not null,
	hash bytea not null,
	primary key (edition_id, indicator, version)
);

-- Which vintages its figures were computed from: their hashes prove which.
create table edition.snapshot (
	edition_id uuid not null references edition.edition,
	snapshot_id uuid not null,
	source text not null,
	-- The newest of its source first, as figures are computed from them.
	position integer not null,
	release text not null,
	published_on date,
	period_since date not null,
	period_until date not null,
	files jsonb not null,
	parquet text not null,
	licence text not null,
	illustrative boolean not null,
	primary key (edition_id, snapshot_id)
);

-- Findings that its documents state.
create table edition.finding (
	edition_id uuid not null references edition.edition,
	number bigint not null,
	force_id uuid,
	force_slug text,
	component text not null,
	component_title text not null,
	tone text not null,
	text text not null,
	illustrative boolean not null,
	primary key (edition_id, number)
);

-- Areas for improvement, causes of concern, recommendations, promising practice, each as it is to be followed up.
create table edition.raised (
	edition_id uuid not null references edition.edition,
	number bigint not null,
	kind text not null,
	force_id uuid,
	force_slug text,
	force_name text,
	component text,
	component_title text,
	parent bigint,
	title text,
	text text not null,
	addressee text,
	theme text,
	-- In words, and the day where it is one.
	due text,
	due_on date,
	-- [{ letter, text, due, due_on }]
	items jsonb not null default '[]',
	illustrative boolean not null,
	primary key (edition_id, number)
);

-- What a force says of itself, published unedited and marked as the force's; and how the accuracy check went.
create table edition.statement (
	edition_id uuid not null references edition.edition,
	force_id uuid not null,
	force_slug text not null,
	force_name text not null,
	kind text not null check (kind in ('force', 'accuracy')),
	text text not null,
	by_name text,
	at timestamptz not null,
	illustrative boolean not null,
	primary key (edition_id, force_id, kind)
);

create table edition.term (
	edition_id uuid not null references edition.edition,
	slug text not null,
	term text not null,
	meaning text not null,
	primary key (edition_id, slug)
);

create table edition.file (
	id uuid primary key default gen_random_uuid(),
	edition_id uuid not null references edition.edition,
	position integer not null,
	name text not null,
	title text not null,
	type text not null,
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint not null,
	content bytea not null,
	unique (edition_id, name)
);

-- What the public is told is coming: a title and an instant, and nothing of what stands in it. Only added to; the newest of
-- a release holds.
create table edition.announcement (
	id uuid primary key default gen_random_uuid(),
	number bigint not null unique generated always as identity,
	release_id uuid not null references releases.release,
	-- Without its address: that is made of the title that it will have.
	title text not null check (btrim(title) <> ''),
	kind text not null,
	release_at timestamptz not null,
	-- Why it moved, in words for everybody.
	because text,
	cancelled boolean not null default false,
	announced_at timestamptz not null default app.now(),
	announced_by uuid default app.account()
);
create index on edition.announcement (release_id);

-- The job reads judgments as they stand; nothing is kept from it.
grant execute on function judgments.blind_to() to inspectorate_worker;

-- Rows are added to an edition while its release is frozen, and at no other time: an edition is whole or it is not there.
create function releases.is_freezing(edition uuid) returns boolean language sql stable security definer set search_path = ''
	return exists (select from edition.edition e join releases.release r on r.id = e.release_id
		where e.id = edition and e.approved_at is null and e.void_at is null and r.state = 'freezing');
revoke all on function releases.is_freezing(uuid) from public;
grant execute on function releases.is_freezing(uuid) to inspectorate_worker;

-- Who may see what. Rows of an edition are written by the job that freezes it, and never changed: no person has a hand in
-- between what was gathered and what is approved.
do $$
declare
	named text;
begin
	foreach named in array array['release', 'item', 'reader', 'access', 'instant_change'] loop
		execute format('call app.protect(%L)', 'releases.' || named);
		execute format('grant select on releases.%I to inspectorate_staff, inspectorate_worker', named);
		execute format('create policy staff on releases.%I for select to inspectorate_staff, inspectorate_worker
			using (true)', named);
		execute format('create policy owner on releases.%I to inspectorate_owner using (true)', named);
	end loop;
	foreach named in array array['edition', 'document', 'copy', 'grade', 'figure', 'indicator', 'snapshot', 'finding',
		'raised', 'statement', 'term', 'file', 'announcement']
	loop
		execute format('call app.protect(%L)', 'edition.' || named);
		execute format('grant select on edition.%I to inspectorate_staff, inspectorate_worker', named);
		execute format('create policy staff on edition.%I for select to inspectorate_staff, inspectorate_worker
			using (true)', named);
		execute format('create policy owner on edition.%I to inspectorate_owner using (true)', named);
		if named not in ('edition', 'announcement') then
			execute format('create policy published on edition.%I for select to inspectorate_public, inspectorate_force,
				inspectorate_body, inspectorate_reader
				using (edition_id = any ((select edition.public_ones())::uuid[]))', named);
			execute format('create trigger kept before update or delete or truncate on edition.%I
				for each statement execute function app.refuse_change()', named);
			execute format('create policy freezing on edition.%I for insert to inspectorate_worker
				with check (releases.is_freezing(edition_id))', named);
			execute format('grant insert on edition.%I to inspectorate_worker', named);
		end if;
	end loop;
end $$;

-- What the public reads: columns by name, so that nothing that is added later is shown by itself.
grant select (id, release_id, number, slug, title, summary, kind, programme_slug, programme_name, release_at, change_note,
		changes, withdrawn_at, withdrawn_because, recorded_because, illustrative)
	on edition.edition to inspectorate_public, inspectorate_force, inspectorate_body, inspectorate_reader;
-- A withdrawn edition is there and says so; what stood in it is not. What was withdrawn before its instant never was there.
create policy published on edition.edition for select to inspectorate_public, inspectorate_force, inspectorate_body,
	inspectorate_reader using (release_at <= app.now() and approved_at is not null and void_at is null
		and (withdrawn_at is null or withdrawn_at >= release_at));
grant select (id, edition_id, position, slug, cited, title, subtitle, kind, layout, language, force_id, force_slug,
		force_name, dated, isbn, tree, html, words, illustrative)
	on edition.document to inspectorate_public, inspectorate_force, inspectorate_body, inspectorate_reader;
do $$
declare
	named text;
begin
	foreach named in array array['copy', 'grade', 'figure', 'indicator', 'snapshot', 'finding', 'raised', 'statement', 'term',
		'file', 'announcement']
	loop
		execute format('grant select on edition.%I to inspectorate_public, inspectorate_force, inspectorate_body,
			inspectorate_reader', named);
	end loop;
	-- Before the instant: whoever was named, what is theirs.
	foreach named in array array['document', 'copy', 'grade', 'finding', 'raised', 'statement'] loop
		execute format('create policy early on edition.%I for select to inspectorate_force, inspectorate_body,
			inspectorate_reader using (edition.may_read_early(edition_id, force_id))', named);
	end loop;
	foreach named in array array['figure', 'indicator', 'snapshot', 'term', 'file'] loop
		execute format('create policy early on edition.%I for select to inspectorate_reader
			using (edition_id = any ((select edition.early_ones())::uuid[]))', named);
	end loop;
end $$;
create policy early on edition.edition for select to inspectorate_force, inspectorate_body, inspectorate_reader
	using (edition.may_read_early(id, null::uuid));
create policy announced on edition.announcement for select to inspectorate_public, inspectorate_force, inspectorate_body,
	inspectorate_reader using (announced_at <= app.now());
revoke all on function edition.is_public(uuid), edition.public_ones(), edition.may_read_early(uuid, uuid),
	edition.early_ones() from public;
grant execute on function edition.is_public(uuid), edition.public_ones() to inspectorate_public, inspectorate_staff, inspectorate_force,
	inspectorate_body, inspectorate_reader, inspectorate_worker;
grant execute on function edition.may_read_early(uuid, uuid), edition.early_ones() to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader;

-- Who may write what.
grant insert, update (slug, title, summary, kind, programme_id, release_at, deliver_at, change_note, recorded_because,
	illustrative, state, version) on releases.release to inspectorate_staff;
create policy add on releases.release for insert to inspectorate_staff with check (releases.may_publish()
	and added_by is not distinct from app.account());
create policy change on releases.release for update to inspectorate_staff using (releases.may_publish());
grant update (state) on releases.release to inspectorate_worker;
create policy freezing on releases.release for update to inspectorate_worker using (state = 'freezing')
	with check (state in ('frozen', 'preparing'));
grant insert, update (position), delete on releases.item to inspectorate_staff;
create policy add on releases.item for insert to inspectorate_staff with check (releases.may_publish()
	and added_by is not distinct from app.account());
create policy change on releases.item for update to inspectorate_staff using (releases.may_publish());
create policy remove on releases.item for delete to inspectorate_staff using (releases.may_publish());
grant insert, update (revoked_at, revoked_by, revoked_because, confirmed_at, confirmed_by) on releases.reader
	to inspectorate_staff;
create policy add on releases.reader for insert to inspectorate_staff with check (releases.may_publish()
	and named_by is not distinct from app.account() and revoked_at is null);
create policy change on releases.reader for update to inspectorate_staff using (releases.may_publish());
grant insert on releases.access to inspectorate_force, inspectorate_body, inspectorate_reader;
-- What they are told of their own access, while it is open; by whom and why it was withdrawn is between publishers.
grant select (id, release_id, account_id, purpose, opens_at, closes_at, force_id, revoked_at) on releases.reader
	to inspectorate_force, inspectorate_body, inspectorate_reader;
grant select on releases.access to inspectorate_force, inspectorate_body, inspectorate_reader;
create policy own on releases.reader for select to inspectorate_force, inspectorate_body, inspectorate_reader
	using (account_id = app.account() and revoked_at is null and opens_at <= app.now() and app.now() < closes_at);
create policy own on releases.access for insert to inspectorate_force, inspectorate_body, inspectorate_reader
	with check (account_id = app.account() and at = app.now()
		and exists (select from releases.reader r where r.release_id = access.release_id and r.account_id = app.account()));
create policy own_look on releases.access for select to inspectorate_force, inspectorate_body, inspectorate_reader
	using (account_id = app.account());
create trigger kept before update or delete or truncate on releases.access
	for each statement execute function app.refuse_change();
grant insert, update (confirmed_by, confirmed_at, refused_by, refused_at) on releases.instant_change to inspectorate_staff;
create policy add on releases.instant_change for insert to inspectorate_staff
	with check (releases.may_publish() and asked_by = app.account() and asked_at = app.now() and confirmed_by is null
		and refused_by is null);
create policy change on releases.instant_change for update to inspectorate_staff
	using (releases.may_publish() and confirmed_at is null and refused_at is null)
	with check (coalesce(confirmed_by, refused_by) = app.account() and coalesce(confirmed_at, refused_at) = app.now());
grant insert on edition.edition to inspectorate_worker;
create policy freezing on edition.edition for insert to inspectorate_worker with check (
	approved_at is null and approved_by is null and void_at is null and withdrawn_at is null
	and exists (select from releases.release r where r.id = release_id and r.state = 'freezing'
		and r.release_at = edition.release_at and r.recorded_because is not distinct from edition.recorded_because));
grant insert on edition.announcement to inspectorate_staff;
create policy announce on edition.announcement for insert to inspectorate_staff
	with check (releases.may_publish() and announced_at = app.now() and announced_by is not distinct from app.account());
create trigger kept before update or delete or truncate on edition.announcement
	for each statement execute function app.refuse_change();
create trigger kept before delete or truncate on edition.edition
	for each statement execute function app.refuse_change();

-- What the rules of a release ask of other rooms, whoever acts.
create policy releases_ask on foundation.approval for select to inspectorate_owner using (true);
create policy releases_ask on foundation.account for select to inspectorate_owner using (true);
create policy releases_ask on foundation.organisation for select to inspectorate_owner using (true);
create policy releases_ask on programmes.inspection for select to inspectorate_owner using (true);

-- The steps of a release, and whose they are: the history holds no other, under whatever name. Without this, the rule of
-- two people would be as good as the name that a step is given.
create function releases.keep_step() returns trigger language plpgsql as $$
declare
	held releases.release;
	public boolean;
	whose text;
begin
	if current_user not in ('inspectorate_staff', 'inspectorate_worker') then
		raise exception 'Releases are the inspectorate''s.' using errcode = 'restrict_violation';
	end if;
	select * into held from releases.release r where r.id = new.subject_id::uuid;
	public := releases.is_public(held.id);
	whose := case
		when new.subject_kind <> 'release' or new.from_state is distinct from held.state then null
		when (new.from_state, new.action, new.to_state) = ('preparing', 'submit', 'freezing') then 'publisher'
		when (new.from_state, new.action, new.to_state) in (('freezing', 'freeze', 'frozen'),
			('freezing', 'give up', 'preparing')) then 'worker'
		when (new.from_state, new.action, new.to_state) = ('frozen', 'approve', 'approved')
			and held.recorded_because is null then 'approver'
		when (new.from_state, new.action, new.to_state) = ('frozen', 'record', 'approved')
			and held.recorded_because is not null then 'administrator'
		when (new.from_state, new.action, new.to_state) = ('frozen', 'open again', 'preparing') then 'publisher'
		when (new.from_state, new.action, new.to_state) = ('approved', 'open again', 'preparing')
			and not public then 'publisher'
		when (new.from_state, new.action, new.to_state) = ('approved', 'correct', 'preparing') and public then 'publisher'
		when (new.action, new.to_state) = ('withdraw', 'withdrawn')
			and (new.from_state = 'approved' or public and new.from_state <> 'withdrawn') then 'publisher'
		when (new.from_state, new.action, new.to_state) = ('withdrawn', 'confirm withdrawal', 'withdrawn') then 'publisher'
		when (new.from_state, new.action, new.to_state) = ('withdrawn', 'put back', 'approved') then 'approver'
	end;
	if whose is null then
		raise exception 'A release does not go from "%" to "%" by "%".', new.from_state, new.to_state, new.action
			using errcode = 'check_violation', constraint = 'release_step';
	end if;
	if not (case whose
			when 'worker' then current_user = 'inspectorate_worker'
			when 'publisher' then current_user = 'inspectorate_staff' and releases.may_publish()
			when 'approver' then current_user = 'inspectorate_staff' and releases.may_approve()
			else current_user = 'inspectorate_staff' and app.has_role('administrator') end) then
		raise exception 'This step of a release is not yours.' using errcode = 'check_violation', constraint = 'release_step';
	end if;
	if new.action in ('open again', 'correct', 'withdraw', 'give up') and new.reason is null then
		raise exception 'This step of a release needs a reason.' using errcode = 'check_violation', constraint = 'release_step';
	end if;
	-- The machine's own operator may be alone; anybody with an account may not.
	if new.action = 'record' and exists (select from foundation.transition t where t.workflow = 'release'
			and t.subject_id = new.subject_id and t.action = 'submit' and t.account = app.account()) then
		raise exception 'This needs two people, and this account has done the other part.'
			using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger release_step before insert on foundation.transition for each row when (new.workflow = 'release')
	execute function releases.keep_step();

-- A step in the history and the state of its release are one thing: neither is there without the other.
create function releases.keep_followed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if (select r.state from releases.release r where r.id = new.subject_id::uuid) is distinct from (
			select t.to_state from foundation.transition t where t.workflow = 'release' and t.subject_id = new.subject_id
				order by t.step desc limit 1) then
		raise exception 'A step of a release was written down and not taken.'
			using errcode = 'check_violation', constraint = 'release_step';
	end if;
	return null;
end $$;
revoke all on function releases.keep_followed() from public;
create constraint trigger release_followed after insert on foundation.transition deferrable initially deferred
	for each row when (new.workflow = 'release') execute function releases.keep_followed();

-- What a release gathers, and when, is changed while it is prepared and at no other time.
create function releases.keep_release() returns trigger language plpgsql as $$
declare
	was releases.release;
begin
	if current_user = 'inspectorate_owner' then return new; end if;
	if tg_op = 'UPDATE' then was := old; end if;
	-- A correction of it is of today, whoever begins it: two people approve it like any other.
	if new.recorded_because is distinct from was.recorded_because and not app.has_role('administrator')
			and not (tg_op = 'UPDATE' and new.recorded_because is null and old.state = 'approved'
				and new.state = 'preparing') then
		raise exception 'An administrator puts on record what was published before.'
			using errcode = 'check_violation', constraint = 'recorded_by_administrator';
	end if;
	if tg_op = 'INSERT' then return new; end if;
	if old.state <> 'preparing' and new.state <> 'preparing' and (new.release_at, new.title, new.slug, new.summary,
			new.kind, new.programme_id, new.change_note, new.recorded_because, new.illustrative) is distinct from
			(old.release_at, old.title, old.slug, old.summary, old.kind, old.programme_id, old.change_note,
			old.recorded_because, old.illustrative) then
		raise exception 'This release is frozen. It is opened again before it is changed.'
			using errcode = 'check_violation', constraint = 'release_open';
	end if;
	if new.slug <> old.slug and exists (select from edition.edition e where e.release_id = new.id) then
		raise exception 'Its address is known already, and stays.' using errcode = 'check_violation', constraint = 'address_kept';
	end if;
	if new.state = 'freezing' and old.state = 'preparing' and new.change_note is null and releases.is_public(new.id) then
		raise exception 'A correction says what it corrects.' using errcode = 'check_violation', constraint = 'correction_noted';
	end if;
	return new;
end $$;
create trigger kept_right before insert or update on releases.release
	for each row execute function releases.keep_release();

create function releases.keep_items() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if not exists (select from releases.release r where r.id = coalesce(new.release_id, old.release_id)
			and r.state = 'preparing' for update) then
		raise exception 'This release is frozen. It is opened again before anything is added or taken out.'
			using errcode = 'check_violation', constraint = 'release_open';
	end if;
	return coalesce(new, old);
end $$;
revoke all on function releases.keep_items() from public;
create trigger kept_right before insert or update or delete on releases.item
	for each row execute function releases.keep_items();

-- Somebody of a force reads what is about their force. Where a release has nothing of it, they are not its readers.
create function releases.keep_reader() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	home record;
begin
	if tg_op = 'INSERT' then
		select o.kind, case o.kind when 'force' then o.id else o.force_id end as force into home
			from foundation.account a left join foundation.organisation o on o.id = a.organisation_id
			-- Whoever is invited reads as soon as their account is set up.
			where a.id = new.account_id and a.state in ('active', 'invited');
		if not found then
			raise exception 'There is no such account.' using errcode = 'check_violation', constraint = 'reader_known';
		end if;
		if home.kind = 'inspectorate' then
			raise exception 'Staff read releases in any case.' using errcode = 'check_violation', constraint = 'reader_not_staff';
		end if;
		new.force_id := home.force;
		if home.force is not null and not exists (
				select from releases.item i left join documents.document d on d.id = i.document_id
					left join programmes.inspection n on n.id = i.inspection_id
				where i.release_id = new.release_id and home.force in (d.force_id, n.force_id)) then
			raise exception 'Nothing in this release is about their force.'
				using errcode = 'check_violation', constraint = 'reader_force';
		end if;
		return new;
	end if;
	if old.revoked_at is null and new.revoked_at is not null then
		-- By whoever does it, at once.
		new.revoked_at := app.now();
		new.revoked_by := app.account();
	elsif (new.revoked_at, new.revoked_by, new.revoked_because) is distinct from
			(old.revoked_at, old.revoked_by, old.revoked_because) then
		raise exception 'Access that was withdrawn stays withdrawn.' using errcode = 'check_violation', constraint = 'revoked';
	end if;
	if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
		if old.confirmed_at is not null or old.revoked_at is null or app.account() is null
				or old.revoked_by is not distinct from app.account() then
			raise exception 'Somebody else confirms that access was withdrawn.'
				using errcode = 'check_violation', constraint = 'confirmed_by_another';
		end if;
		new.confirmed_at := app.now();
		new.confirmed_by := app.account();
	end if;
	return new;
end $$;
revoke all on function releases.keep_reader() from public;
create trigger kept_right before insert or update on releases.reader
	for each row execute function releases.keep_reader();

-- The rows of an edition come one after the other, and its hashes with the last of them: until then they are zeros, and a
-- release does not get past its freezing with such an edition.
create function releases.unsealed() returns bytea language sql immutable parallel safe
	return decode(repeat('00', 32), 'hex');
create function releases.seal_edition(edition uuid, content bytea, made_from bytea, things jsonb, differences jsonb,
	forces jsonb, made_up boolean) returns boolean language plpgsql security definer set search_path = '' as $$
begin
	update edition.edition e set content_hash = content, records_hash = made_from, records = things,
			changes = differences, register = forces, illustrative = made_up
		where e.id = edition and e.content_hash = releases.unsealed() and releases.is_freezing(edition)
			and content <> releases.unsealed();
	return found;
end $$;
revoke all on function releases.seal_edition(uuid, bytea, bytea, jsonb, jsonb, jsonb, boolean) from public;
grant execute on function releases.seal_edition(uuid, bytea, bytea, jsonb, jsonb, jsonb, boolean) to inspectorate_worker;

-- What the clock says at this moment, and not when the transaction began: looking at what was frozen takes a while, and
-- nothing that became public meanwhile goes away again.
create function releases.clock() returns timestamptz language sql volatile as $$
	select clock_timestamp() + shift from app.clock
$$;

-- An approval counts no more: what it was given to has changed. Nothing that is public is touched by it, or about to be: a
-- second is enough to commit.
create function releases.void_edition(edition uuid, because text) returns boolean language plpgsql security definer
	set search_path = '' as $$
begin
	update edition.edition e set void_at = app.now(), void_because = because
		where e.id = edition and e.void_at is null
			and (e.approved_at is null or e.release_at > releases.clock() + interval '1 second');
	return found;
end $$;
revoke all on function releases.void_edition(uuid, text) from public;
grant execute on function releases.void_edition(uuid, text) to inspectorate_worker;

-- Once for each that is void, whatever made it so: true for whoever has to tell it.
create function releases.tell_void(edition uuid) returns boolean language plpgsql security definer set search_path = '' as $$
begin
	update edition.edition e set void_told_at = app.now()
		where e.id = edition and e.void_at is not null and e.void_told_at is null;
	return found;
end $$;
revoke all on function releases.tell_void(uuid) from public;
grant execute on function releases.tell_void(uuid) to inspectorate_worker;

-- The steps of a release are those of its edition: approved by the second person, void when it is opened again, withdrawn.
create function releases.move_edition() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	newest edition.edition;
	why text;
begin
	if new.state = old.state then return null; end if;
	-- The one that counts, and otherwise the one that was made void last.
	select * into newest from edition.edition e where e.release_id = new.id
		order by e.number desc, e.void_at desc nulls first limit 1 for update;
	select t.reason into why from foundation.transition t
		where t.workflow = 'release' and t.subject_id = new.id::text order by t.step desc limit 1;
	if new.state = 'frozen' and (newest.id is null or newest.void_at is not null
			or newest.content_hash = releases.unsealed()) then
		raise exception 'Nothing whole has been frozen.' using errcode = 'check_violation', constraint = 'edition_whole';
	end if;
	if new.state = 'approved' and old.state = 'frozen' then
		if newest.id is null or newest.void_at is not null then
			raise exception 'It has changed since it was frozen.' using errcode = 'check_violation', constraint = 'approval_void';
		end if;
		if new.recorded_because is not null then
			if not app.has_role('administrator') or newest.release_at > app.now() then
				raise exception 'Only what was published before is put on record so.'
					using errcode = 'check_violation', constraint = 'recorded_past';
			end if;
		elsif not exists (select from foundation.approval a where a.subject_kind = 'release' and a.subject_id = new.id::text
				and a.content_hash = newest.content_hash and a.account = app.account() and a.at = app.now()) then
			raise exception 'An approval is of what was frozen.' using errcode = 'check_violation', constraint = 'approval_of_content';
		elsif newest.release_at <= releases.clock() and not releases.is_public(new.id) then
			raise exception 'The instant of release has passed.' using errcode = 'check_violation', constraint = 'instant_ahead';
		end if;
		update edition.edition e set approved_at = app.now(), approved_by = app.account(),
			-- A correction is there as soon as it is approved.
			release_at = case when e.recorded_because is null then greatest(e.release_at, app.now()) else e.release_at end
			where e.id = newest.id;
	elsif new.state = 'preparing' and old.state in ('frozen', 'approved') then
		if not releases.void_edition(newest.id, coalesce(why, 'It was opened again.'))
				and newest.void_at is null and newest.release_at > app.now() then
			raise exception 'It is public, or about to be.' using errcode = 'check_violation', constraint = 'instant_ahead';
		end if;
	elsif new.state = 'withdrawn' then
		-- A correction that was under way is not part of what may be put back.
		if newest.approved_at is null then
			perform releases.void_edition(newest.id, coalesce(why, 'The release was withdrawn.'));
		end if;
		update edition.edition e set withdrawn_at = app.now(), withdrawn_because = coalesce(why, '')
			where e.release_id = new.id and e.withdrawn_at is null and e.approved_at is not null and e.void_at is null;
	elsif old.state = 'withdrawn' then
		update edition.edition e set withdrawn_at = null, withdrawn_because = null where e.release_id = new.id;
	end if;
	return null;
end $$;
revoke all on function releases.move_edition() from public;
create trigger moves_edition after update of state on releases.release
	for each row execute function releases.move_edition();

-- The instant of what is approved moves when a second person confirms it.
create function releases.move_instant() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	release releases.release;
begin
	select * into release from releases.release r where r.id = new.release_id for update;
	if tg_op = 'INSERT' then
		if release.state not in ('frozen', 'approved') or release.release_at <= app.now() then
			raise exception 'Only the instant of a release that is frozen and still ahead is moved so.'
				using errcode = 'check_violation', constraint = 'instant_ahead';
		end if;
		new.was := release.release_at;
		if new.becomes <= app.now() then
			raise exception 'The new instant has passed.' using errcode = 'check_violation', constraint = 'instant_future';
		end if;
		return new;
	end if;
	if new.confirmed_at is not null and old.confirmed_at is null then
		if new.confirmed_by is distinct from app.account() or new.asked_by = app.account() then
			raise exception 'This needs two people, and this account has done the other part.'
				using errcode = 'restrict_violation';
		end if;
		if release.release_at <= releases.clock() + interval '1 second' then
			raise exception 'It is public, or about to be.' using errcode = 'check_violation', constraint = 'instant_ahead';
		end if;
		if release.state not in ('frozen', 'approved') or release.release_at <> new.was then
			raise exception 'Its instant has been set anew since this was asked.'
				using errcode = 'check_violation', constraint = 'instant_since';
		end if;
		if new.becomes <= app.now() then
			raise exception 'The new instant has passed.' using errcode = 'check_violation', constraint = 'instant_future';
		end if;
		-- What has not been delivered yet is delivered as long beforehand as it was to be.
		update releases.release r set release_at = new.becomes, version = r.version + 1,
			-- By the hours between them: a day is not always as long as another.
			deliver_at = case when r.deliver_at > app.now()
				then r.deliver_at + make_interval(secs => extract(epoch from new.becomes - new.was)::float)
				else r.deliver_at end
			where r.id = release.id;
		-- Whoever was to read until the instant reads until the new one.
		update releases.reader r set closes_at = new.becomes where r.release_id = release.id and r.closes_at = new.was
			and r.revoked_at is null and r.opens_at < new.becomes;
		update edition.edition e set release_at = new.becomes
			where e.release_id = release.id and e.void_at is null and e.release_at = new.was;
	end if;
	return new;
end $$;
revoke all on function releases.move_instant() from public;
create trigger moved before insert or update on releases.instant_change
	for each row execute function releases.move_instant();

-- A signed document that is opened again makes every approval void that holds it.
create function releases.document_opened() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	perform releases.void_edition(e.id, format('D-%s is no longer signed as it was.', new.number))
		from edition.edition e join releases.item i on i.release_id = e.release_id
		where i.document_id = new.id and e.void_at is null
			and (e.approved_at is null or e.release_at > app.now());
	return null;
end $$;
revoke all on function releases.document_opened() from public;
create trigger opened after update of state on documents.document for each row
	when (old.state = 'signed' and new.state <> 'signed') execute function releases.document_opened();

create trigger moved before insert or update on releases.release
	for each row execute function app.moved_by('release', 'id', 'state', 'preparing');
insert into foundation.two_person_rule (workflow, action, not_who_did) values
	('release', 'approve', 'submit'),
	('release', 'confirm withdrawal', 'withdraw'),
	('release', 'put back', 'withdraw');

create trigger audit after insert or update or delete on releases.release
	for each row execute function app.audit('release', 'id', '', '', 'state');
create trigger audit after insert or update or delete on releases.item
	for each row execute function app.audit('release item', 'release_id', '', '');
create trigger audit after insert or update or delete on releases.reader
	for each row execute function app.audit('named reader', 'release_id', '', '');
create trigger audit after insert or update or delete on releases.instant_change
	for each row execute function app.audit('change of instant', 'release_id', '', '');
create trigger audit after insert or update or delete on edition.edition
	for each row execute function app.audit('edition', 'id', 'records,changes,register', '');
create trigger audit after insert on edition.announcement
	for each row execute function app.audit('release', 'release_id', '', '');
-- releases.access is a log itself; the rows of an edition come with its header, whose hash is of them all.

-- Whoever is named to read and has no account yet is invited by those who name them, and only as a reader.
create policy invite_reader on foundation.account for insert to inspectorate_staff with check (releases.may_publish()
	and organisation_id is null and roles = array['reader'] and state = 'invited');

-- Chief officers are given what is about their force: from the delivery until the instant they are its readers. Done by a
-- job that looks every minute; whoever has been a reader of it already, or was refused it, is left as they are. Answers
-- whom it was delivered to.
create function releases.deliver(release uuid) returns setof uuid language plpgsql security definer set search_path = '' as $$
begin
	return query
		insert into releases.reader (release_id, account_id, purpose, opens_at, closes_at, named_by)
		select r.id, a.id, 'Delivered to chief officers before publication', app.now(), r.release_at, null
		from releases.release r join foundation.account a on a.state = 'active' and 'chief officer' = any (a.roles)
		where r.id = deliver.release and r.state = 'approved' and r.deliver_at <= app.now() and r.release_at > app.now()
			and exists (select from edition.edition e where e.release_id = r.id and e.approved_at is not null
				and e.void_at is null and e.withdrawn_at is null)
			and exists (select from releases.item i left join documents.document d on d.id = i.document_id
				left join programmes.inspection n on n.id = i.inspection_id
				where i.release_id = r.id and a.organisation_id in (d.force_id, n.force_id))
			and not exists (select from releases.reader known where known.release_id = r.id and known.account_id = a.id)
		returning account_id;
end $$;
revoke all on function releases.deliver(uuid) from public;
grant execute on function releases.deliver(uuid) to inspectorate_worker;

-- What follows an instant, by job: whom it was told to, and that all of it was done. Nothing public waits for it.
create table releases.told (
	edition_id uuid not null references edition.edition,
	account_id uuid not null references foundation.account,
	at timestamptz not null default app.now(),
	primary key (edition_id, account_id)
);
create table releases.followed (
	edition_id uuid primary key references edition.edition,
	at timestamptz not null default app.now()
);
do $$
declare
	named text;
begin
	foreach named in array array['told', 'followed'] loop
		execute format('call app.protect(%L)', 'releases.' || named);
		execute format('create policy staff on releases.%I for select to inspectorate_staff, inspectorate_worker
			using (true)', named);
		execute format('create policy add on releases.%I for insert to inspectorate_worker
			with check (edition.is_public(edition_id) and at = app.now())', named);
		execute format('grant select on releases.%I to inspectorate_staff, inspectorate_worker', named);
		execute format('grant insert on releases.%I to inspectorate_worker', named);
		execute format('create trigger kept before update or delete or truncate on releases.%I
			for each statement execute function app.refuse_change()', named);
	end loop;
end $$;
-- They have no audit trigger: they say what a job did, and no person decides it.

-- An inspection is published by its release, and its judgments stand in the history from then on: the job may write what a
-- public edition says, and nothing else.
create function releases.inspection_is_public(inspection uuid) returns boolean language sql stable
	return exists (select from releases.item i left join documents.document d on d.id = i.document_id
		where inspection in (i.inspection_id, d.inspection_id) and releases.is_public(i.release_id));
grant update (state) on programmes.inspection to inspectorate_worker;
create policy released on programmes.inspection for update to inspectorate_worker using (state = 'reporting')
	with check (state = 'published' and releases.inspection_is_public(id));
grant insert on programmes.judgment to inspectorate_worker;
create policy released on programmes.judgment for insert to inspectorate_worker with check (basis = 'inspection'
	and not withdrawn and entered_by is null
	and exists (select from edition.grade g join edition.edition e on e.id = g.edition_id
		where g.force_id = judgment.force_id and g.framework = judgment.framework and g.version = judgment.version
			and g.component = judgment.component and g.grade is not distinct from judgment.grade and not g.carried_over
			and e.release_at = judgment.published_at and edition.is_public(e.id)));

-- The inspectorate's signing keys: what bundles are signed with. The public part of each is for everybody, for ever; one at
-- a time is in use, and the one before it retires.
create table edition.signing_key (
	-- SHA-256 of the key as it is published.
	fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
	pem text not null check (pem ~ '^-----BEGIN PUBLIC KEY-----'),
	made_at timestamptz not null default app.now(),
	retired_at timestamptz
);
create unique index one_in_use on edition.signing_key ((true)) where retired_at is null;
call app.protect('edition.signing_key');
create policy owner on edition.signing_key to inspectorate_owner using (true);
create policy anyone on edition.signing_key for select to inspectorate_public, inspectorate_staff, inspectorate_force,
	inspectorate_body, inspectorate_reader, inspectorate_worker using (true);
grant select on edition.signing_key to inspectorate_public, inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_worker;
create policy add on edition.signing_key for insert to inspectorate_staff with check (app.has_role('administrator'));
create policy retire on edition.signing_key for update to inspectorate_staff using (app.has_role('administrator'));
grant insert (fingerprint, pem), update (retired_at) on edition.signing_key to inspectorate_staff;
create function releases.keep_signing_key() returns trigger language plpgsql as $$
begin
	if old.retired_at is not null then
		if new is not distinct from old then return new; end if;
		raise exception 'A key that is retired stays so.' using errcode = 'check_violation', constraint = 'key_retired';
	end if;
	new.retired_at := app.now();
	return new;
end $$;
create trigger kept_right before update on edition.signing_key for each row execute function releases.keep_signing_key();
create trigger kept before delete or truncate on edition.signing_key
	for each statement execute function app.refuse_change();
create trigger audit after insert or update or delete on edition.signing_key
	for each row execute function app.audit('signing key', 'fingerprint', '', '');

-- Their secret part, closed with what only this installation knows.
create table releases.signing_secret (
	fingerprint text primary key references edition.signing_key,
	closed text not null
);
call app.protect('releases.signing_secret');
create policy owner on releases.signing_secret to inspectorate_owner using (true);
create policy own on releases.signing_secret to inspectorate_staff using (app.has_role('administrator'))
	with check (app.has_role('administrator'));
grant select, insert on releases.signing_secret to inspectorate_staff;
create trigger kept before update or delete or truncate on releases.signing_secret
	for each statement execute function app.refuse_change();
-- It has no audit trigger: that a key was made is on record with its public part, and this is never shown.

-- Whoever makes a bundle signs it: people at the command line, and the job. The first key is made when it is needed.
create policy sign on releases.signing_secret for select to inspectorate_worker using (true);
create policy first on releases.signing_secret for insert to inspectorate_worker with check (true);
create policy first on edition.signing_key for insert to inspectorate_worker with check (retired_at is null);
grant select, insert on releases.signing_secret to inspectorate_worker;
grant insert (fingerprint, pem) on edition.signing_key to inspectorate_worker;

-- The bundles that are there to be taken, by their hash: the files are in the data folder, and can all be made again. One
-- for staff holds rows that nobody else may have.
create table edition.bundle (
	edition_id uuid not null references edition.edition,
	kind text not null check (kind in ('public', 'staff')),
	name text not null,
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint not null,
	fingerprint text not null references edition.signing_key,
	made_at timestamptz not null default app.now(),
	primary key (edition_id, kind)
);
call app.protect('edition.bundle');
create policy owner on edition.bundle to inspectorate_owner using (true);
create policy staff on edition.bundle for select to inspectorate_staff, inspectorate_worker using (true);
create policy published on edition.bundle for select to inspectorate_public, inspectorate_force, inspectorate_body,
	inspectorate_reader using (kind = 'public' and edition_id = any ((select edition.public_ones())::uuid[]));
create policy make on edition.bundle for insert to inspectorate_worker
	with check (kind = 'staff' or edition.is_public(edition_id));
create policy again on edition.bundle for update to inspectorate_worker using (true)
	with check (kind = 'staff' or edition.is_public(edition_id));
grant select on edition.bundle to inspectorate_public, inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_worker;
grant insert, update (name, sha256, size, fingerprint, made_at) on edition.bundle to inspectorate_worker;
create trigger kept before delete or truncate on edition.bundle
	for each statement execute function app.refuse_change();
-- It has no audit trigger: bundles are copies; that somebody took one for staff is recorded by name.
