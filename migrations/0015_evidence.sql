-- What inspectors saw, heard and read, and what forces sent. Evidence is never edited away: a correction is another version.

create schema evidence;
grant usage on schema evidence to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader,
	inspectorate_worker, inspectorate_search;

-- Codes, standards and guidance of others that findings rest on.
create table evidence.standard (
	id uuid primary key default gen_random_uuid(),
	slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	title text not null check (title = btrim(title) and title <> ''),
	issuer text not null check (issuer <> ''),
	kind text not null check (kind in
		('legislation', 'code of practice', 'guidance', 'recording standard', 'scheme', 'plan', 'other')),
	note text
);
create table evidence.standard_version (
	id uuid primary key default gen_random_uuid(),
	standard_id uuid not null references evidence.standard,
	-- As it is cited: "2014", "version 3".
	version text not null check (version <> ''),
	in_force_from date,
	-- The last day on which it was in force.
	in_force_to date,
	address text check (address ~ '^https?://'),
	-- Another standard took its place, or a later version of this one.
	superseded_by uuid references evidence.standard_version,
	note text,
	unique (standard_id, version),
	check (in_force_from <= in_force_to),
	check (superseded_by <> id)
);
create index on evidence.standard_version (superseded_by);

-- Who or what an item comes from: a person, a meeting, a sample, a survey. Two items from one are one source.
create table evidence.source (
	id uuid primary key default gen_random_uuid(),
	kind text not null check (kind in
		('person', 'meeting', 'place', 'sample', 'survey', 'figures', 'document', 'organisation')),
	name text not null check (name = btrim(name) and name <> ''),
	force_id uuid references programmes.force,
	inspection_id uuid references programmes.inspection,
	note text,
	unique nulls not distinct (force_id, inspection_id, kind, name)
);
create index on evidence.source (inspection_id);

create table evidence.item (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: E-1043.
	number bigint not null unique generated always as identity,
	kind text not null check (kind in
		('document', 'interview', 'focus group', 'observation', 'reality test', 'visit', 'figure', 'record review',
		'public survey', 'workforce survey', 'published page', 'management statement', 'force update', 'earlier finding',
		'other inspection', 'monitoring', 'action plan', 'cannot supply')),
	-- Null: it is about policing nationally.
	force_id uuid references programmes.force,
	-- For which it was gathered; null: between inspections.
	inspection_id uuid references programmes.inspection,
	-- The force that sent it; null: the inspectorate gathered it.
	supplied_by uuid references foundation.organisation,
	source_id uuid not null references evidence.source,
	-- 'team': its words are for the inspection's team, HM Inspectors and programme managers; others see that it is there.
	sensitivity text not null default 'ordinary' check (sensitivity in ('ordinary', 'team')),
	-- Withdrawn: it stays, and nothing new rests on it.
	withdrawn_at timestamptz,
	withdrawn_because text check (btrim(withdrawn_because) <> ''),
	withdrawn_by uuid references foundation.account,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	-- The number of its newest version, kept by the trigger below.
	latest integer not null default 0,
	check ((withdrawn_at is null) = (withdrawn_because is null))
);
create index on evidence.item (inspection_id, number);
create index on evidence.item (force_id, number);
create index on evidence.item (supplied_by);
create index on evidence.item (source_id);

create table evidence.version (
	id uuid primary key default gen_random_uuid(),
	item_id uuid not null references evidence.item,
	number integer not null check (number > 0),
	title text not null check (title = btrim(title) and title <> ''),
	-- What it says, in as many words as it takes.
	text text not null,
	happened_on date not null,
	happened_until date,
	place text,
	gathered_by uuid references foundation.account,
	gathered_by_name text not null check (gathered_by_name <> ''),
	-- How many people or records stand behind it: so many of so many.
	counted integer check (counted >= 0),
	counted_of integer check (counted_of > 0),
	unit text check (unit in ('people', 'records')),
	reliability text not null check (reliability in
		('as told', 'force-reported', 'corroborated', 'verified', 'non-statistical')),
	-- Whether it informs judgment, only suggests themes, or is there to be known.
	bearing text not null check (bearing in ('informs', 'themes', 'context')),
	-- A page that was checked: where it was, and when it was captured.
	address text check (address ~ '^https?://'),
	captured_at timestamptz,
	-- The figure that it states, as the room of figures names it: "victim-based-crime/E23000018/2014-06-30".
	figure text,
	-- Why this version took the place of the one before it.
	because text check (btrim(because) <> ''),
	entered_at timestamptz not null default app.now(),
	entered_by uuid default app.account() references foundation.account,
	by_organisation uuid default app.organisation(),
	words tsvector not null generated always as
		(setweight(to_tsvector('english', title), 'A') || to_tsvector('english', text || ' ' || coalesce(place, ''))) stored,
	unique (item_id, number),
	check (happened_on <= happened_until),
	check (counted <= counted_of),
	check ((unit is null) = (counted_of is null)),
	check (counted is null or counted_of is not null),
	check ((number = 1) = (because is null))
);
create index on evidence.version using gin (words);
create index on evidence.version (happened_on);

-- The files of a version: a correction brings its own, or keeps those of the version before it.
create table evidence.version_file (
	item_id uuid not null,
	number integer not null,
	file_id uuid not null references foundation.file,
	primary key (item_id, number, file_id),
	foreign key (item_id, number) references evidence.version (item_id, number)
);
create index on evidence.version_file (file_id);

-- What it can never do: an action plan informs no judgment; a survey of the workforce that whoever wishes answers may at
-- most suggest themes. Nobody can say otherwise.
create function evidence.keep_version_right() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	item evidence.item;
begin
	select * into item from evidence.item i where i.id = new.item_id for update;
	if item.kind = 'action plan' and new.bearing <> 'context' then
		raise exception 'An action plan does not inform judgment.' using errcode = 'check_violation', constraint = 'bearing';
	end if;
	if item.kind = 'workforce survey' and new.bearing = 'informs' then
		raise exception 'A survey of the workforce may suggest themes; it does not inform judgment.'
			using errcode = 'check_violation', constraint = 'bearing';
	end if;
	if new.number <> item.latest + 1 then
		raise exception 'There is a newer version already.' using errcode = 'unique_violation', constraint = 'newest_version';
	end if;
	update evidence.item set latest = new.number where id = new.item_id;
	return new;
end $$;
revoke all on function evidence.keep_version_right() from public;
create trigger kept_right before insert on evidence.version
	for each row execute function evidence.keep_version_right();
create trigger kept before update or delete or truncate on evidence.version
	for each statement execute function app.refuse_change();
create trigger kept before update or delete or truncate on evidence.version_file
	for each statement execute function app.refuse_change();

-- Evidence that was gathered for an inspection is about its force.
create function evidence.keep_item_right() returns trigger language plpgsql as $$
begin
	if new.inspection_id is not null and not exists (select from programmes.inspection i
			where i.id = new.inspection_id and (new.force_id is null or i.force_id = new.force_id)) then
		raise exception 'The inspection is of another force.' using errcode = 'check_violation', constraint = 'same_force';
	end if;
	return new;
end $$;
create trigger kept_right before insert on evidence.item for each row execute function evidence.keep_item_right();

-- The pillars, questions and sub-questions it bears on.
create table evidence.bears_on (
	item_id uuid not null references evidence.item,
	framework text not null,
	version integer not null,
	component text not null,
	primary key (item_id, framework, version, component),
	foreign key (framework, version, component) references programmes.framework_component
);
create index on evidence.bears_on (framework, version, component);

-- Evidence of one inspection that another one uses too, and why.
create table evidence.reuse (
	item_id uuid not null references evidence.item,
	inspection_id uuid not null references programmes.inspection,
	because text not null check (btrim(because) <> ''),
	by uuid default app.account() references foundation.account,
	at timestamptz not null default app.now(),
	primary key (item_id, inspection_id)
);
create index on evidence.reuse (inspection_id);

-- A force's management statement: yearly, in versions; each of its sections is an item of evidence.
create table evidence.statement (
	id uuid primary key default gen_random_uuid(),
	force_id uuid not null references programmes.force,
	year integer not null check (year between 2000 and 2200),
	version integer not null check (version > 0),
	received_on date not null,
	-- The whole document.
	file_id uuid references foundation.file,
	source_id uuid not null references evidence.source,
	note text,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	unique (force_id, year, version)
);
create table evidence.statement_section (
	statement_id uuid not null references evidence.statement,
	position integer not null,
	-- As the statement numbers it: "4", "4.2".
	number text,
	heading text not null check (heading <> ''),
	item_id uuid not null references evidence.item,
	primary key (statement_id, position)
);
create index on evidence.statement_section (item_id);

-- The systems and arrangements that inspectors look at: what each is for, where to look, and what became of it.
create table evidence.assessed_object (
	id uuid primary key default gen_random_uuid(),
	-- Null: it is regional or national.
	force_id uuid references programmes.force,
	-- Whose it is: the force, a partner, a regional unit.
	owner text not null check (owner <> ''),
	kind text not null check (kind in
		('risk assessment', 'safeguarding hub', 'scrutiny panel', 'board or meeting', 'database', 'system', 'team',
		'plan or strategy', 'scheme', 'process', 'policy', 'training', 'other')),
	name text not null check (name = btrim(name) and name <> ''),
	purpose text not null check (purpose <> ''),
	where_to_look text,
	since date,
	until date,
	illustrative boolean not null default false,
	unique nulls not distinct (force_id, name),
	check (since <= until)
);
create table evidence.object_bears_on (
	object_id uuid not null references evidence.assessed_object,
	framework text not null,
	version integer not null,
	component text not null,
	primary key (object_id, framework, version, component),
	foreign key (framework, version, component) references programmes.framework_component
);
create table evidence.object_item (
	object_id uuid not null references evidence.assessed_object,
	item_id uuid not null references evidence.item,
	primary key (object_id, item_id)
);
create index on evidence.object_item (item_id);
-- Where it stood from when to when: a member of a scheme, suspended, under review.
create table evidence.object_state (
	id uuid primary key default gen_random_uuid(),
	object_id uuid not null references evidence.assessed_object,
	state text not null check (btrim(state) <> ''),
	since date not null,
	until date,
	item_id uuid references evidence.item,
	note text,
	by uuid default app.account() references foundation.account,
	at timestamptz not null default app.now(),
	check (since <= until)
);
create index on evidence.object_state (object_id);

-- Who gathers: inspectors, HM Inspectors, analysts and programme managers, and an operator at the machine.
create function evidence.may_gather() returns boolean language sql stable parallel safe
	return programmes.may_lead() or app.has_role('analyst');
create function evidence.on_team(inspection uuid) returns boolean language sql stable
	return exists (select from programmes.team_member m where m.account_id = app.account()
		and (m.inspection_id = inspection or m.inspection_id is null
			and m.programme_id = (select i.programme_id from programmes.inspection i where i.id = inspection)));

-- Whose team-only words somebody may read: those they entered, those of their teams' inspections and what these use again.
create function evidence.is_of_team(item evidence.item) returns boolean language sql stable
	return (item).added_by is not distinct from app.account() or app.has_role('HM Inspector')
		or app.has_role('programme manager') or evidence.on_team((item).inspection_id)
		or exists (select from evidence.reuse r where r.item_id = (item).id and evidence.on_team(r.inspection_id));

-- The source of that name, which is made where it is not there: who asks may not see those of others, and must not make
-- them twice.
create function evidence.source_named(kind text, name text, force uuid, inspection uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
	found_id uuid;
begin
	if not evidence.may_gather()
		and (force is distinct from app.organisation() or kind not in ('document', 'organisation')) then
		raise exception 'This source is not yours to name.' using errcode = 'insufficient_privilege';
	end if;
	insert into evidence.source (kind, name, force_id, inspection_id)
		values (source_named.kind, source_named.name, source_named.force, source_named.inspection)
		on conflict do nothing;
	select s.id into found_id from evidence.source s where s.kind = source_named.kind and s.name = source_named.name
		and s.force_id is not distinct from source_named.force
		and s.inspection_id is not distinct from source_named.inspection;
	return found_id;
end $$;
revoke all on function evidence.source_named(text, text, uuid, uuid) from public;
grant execute on function evidence.source_named(text, text, uuid, uuid) to inspectorate_staff, inspectorate_force;

do $$
declare
	named text;
begin
	foreach named in array array['standard', 'standard_version', 'source', 'item', 'version', 'bears_on', 'reuse',
		'version_file', 'statement', 'statement_section', 'assessed_object', 'object_bears_on', 'object_item',
		'object_state']
	loop
		execute format('call app.protect(%L)', 'evidence.' || named);
		execute format('grant select, insert on evidence.%I to inspectorate_staff', named);
		execute format('grant select on evidence.%I to inspectorate_worker', named);
		execute format('create policy worker on evidence.%I for select to inspectorate_worker using (true)', named);
		if named not in ('version', 'version_file', 'source') then
			execute format('create policy staff on evidence.%I for select to inspectorate_staff using (true)', named);
		end if;
		if named not in ('version', 'version_file', 'reuse') then
			execute format('create policy add on evidence.%I for insert to inspectorate_staff
				with check (evidence.may_gather())', named);
		end if;
		if named in ('standard', 'standard_version', 'bears_on', 'statement', 'assessed_object', 'object_bears_on',
			'object_item', 'object_state') then
			execute format('create policy change on evidence.%I for update to inspectorate_staff
				using (evidence.may_gather())', named);
			execute format('create policy remove on evidence.%I for delete to inspectorate_staff
				using (evidence.may_gather())', named);
			execute format('grant update, delete on evidence.%I to inspectorate_staff', named);
		end if;
	end loop;
end $$;

-- Only whoever may read words for the team says that they are for everybody.
create policy change on evidence.item for update to inspectorate_staff
	using (evidence.may_gather() and (sensitivity = 'ordinary' or evidence.is_of_team(item)))
	with check (evidence.may_gather());
grant update (sensitivity, withdrawn_at, withdrawn_because, withdrawn_by) on evidence.item to inspectorate_staff;
-- What the trigger of versions writes.
create policy owner on evidence.item to inspectorate_owner using (true) with check (true);
-- What the function that names sources reads and writes.
create policy owner on evidence.source to inspectorate_owner using (true) with check (true);

create policy staff on evidence.version for select to inspectorate_staff using (
	exists (select from evidence.item i where i.id = item_id
		and (i.sensitivity = 'ordinary' or evidence.is_of_team(i))));
create policy add on evidence.version for insert to inspectorate_staff with check (evidence.may_gather()
	and entered_by is not distinct from app.account() and by_organisation is not distinct from app.organisation()
	and exists (select from evidence.item i where i.id = item_id
		and (i.sensitivity = 'ordinary' or evidence.is_of_team(i))));
create policy staff on evidence.version_file for select to inspectorate_staff
	using (exists (select from evidence.version v where v.item_id = version_file.item_id
		and v.number = version_file.number));
create policy add on evidence.version_file for insert to inspectorate_staff with check (evidence.may_gather()
	and exists (select from evidence.version v where v.item_id = version_file.item_id
		and v.number = version_file.number));
-- Who was spoken to is for the team where what they said is.
create policy staff on evidence.source for select to inspectorate_staff using (
	not exists (select from evidence.item i where i.source_id = source.id)
	or exists (select from evidence.item i where i.source_id = source.id
		and (i.sensitivity = 'ordinary' or evidence.is_of_team(i))));
-- Nobody takes into another inspection what they may not read.
create policy add on evidence.reuse for insert to inspectorate_staff with check (evidence.may_gather()
	and exists (select from evidence.version v where v.item_id = reuse.item_id));

-- A force sees what it sent, and adds to it. What the inspectorate wrote about it is not for it.
create policy own on evidence.item for select to inspectorate_force using (supplied_by = app.organisation());
create policy bring on evidence.item for insert to inspectorate_force with check (
	supplied_by = app.organisation() and force_id = app.organisation() and added_by = app.account()
	and kind in ('document', 'force update', 'action plan', 'management statement', 'cannot supply')
	and sensitivity = 'ordinary' and withdrawn_at is null
	-- A force makes nothing up, except where everything is.
	and (not illustrative or exists (select from app.installation where kind in ('demonstration', 'test'))));
create policy own on evidence.version for select to inspectorate_force using (by_organisation = app.organisation());
create policy bring on evidence.version for insert to inspectorate_force with check (
	by_organisation = app.organisation() and entered_by = app.account() and reliability = 'force-reported'
	and exists (select from evidence.item i where i.id = item_id and i.supplied_by = app.organisation()));
create policy own on evidence.source for select to inspectorate_force
	using (exists (select from evidence.item i where i.source_id = source.id));
create policy bring on evidence.version_file for insert to inspectorate_force with check (
	exists (select from evidence.version v where v.item_id = version_file.item_id and v.number = version_file.number));
create policy own on evidence.version_file for select to inspectorate_force
	using (exists (select from evidence.version v where v.item_id = version_file.item_id
		and v.number = version_file.number));
create policy own on evidence.bears_on for select to inspectorate_force
	using (exists (select from evidence.item i where i.id = item_id));
create policy own on evidence.reuse for select to inspectorate_force
	using (exists (select from evidence.item i where i.id = item_id)
		and exists (select from programmes.inspection i where i.id = reuse.inspection_id));
create policy own on evidence.statement for select to inspectorate_force using (force_id = app.organisation());
create policy own on evidence.statement_section for select to inspectorate_force
	using (exists (select from evidence.statement s where s.id = statement_id));
grant select on evidence.item, evidence.version, evidence.version_file, evidence.source, evidence.bears_on,
	evidence.statement, evidence.statement_section to inspectorate_force;
grant select (item_id, inspection_id, at) on evidence.reuse to inspectorate_force;
grant insert on evidence.item, evidence.version, evidence.version_file to inspectorate_force;

-- Standards are public knowledge.
create policy known on evidence.standard for select to inspectorate_force, inspectorate_body, inspectorate_reader
	using (true);
create policy known on evidence.standard_version for select
	to inspectorate_force, inspectorate_body, inspectorate_reader using (true);
grant select on evidence.standard, evidence.standard_version to inspectorate_force, inspectorate_body,
	inspectorate_reader;

create trigger audit after insert or update or delete on evidence.standard
	for each row execute function app.audit('standard', 'id', '', '');
create trigger audit after insert or update or delete on evidence.standard_version
	for each row execute function app.audit('standard', 'standard_id', '', '');
create trigger audit after insert or update or delete on evidence.source
	for each row execute function app.audit('evidence source', 'id', 'name,note', '');
create trigger audit after insert or update or delete on evidence.item
	for each row execute function app.audit('evidence', 'id', '', '', 'latest');
-- Who may read the words of an item is decided by the item; whoever reads the record sees only that they were written.
create trigger audit after insert or update or delete on evidence.version
	for each row execute function app.audit('evidence', 'item_id',
		'title,text,place,gathered_by_name,address,because,words', '');
create trigger audit after insert or update or delete on evidence.version_file
	for each row execute function app.audit('evidence', 'item_id', '', '');
create trigger audit after insert or update or delete on evidence.bears_on
	for each row execute function app.audit('evidence', 'item_id', '', '');
create trigger audit after insert or update or delete on evidence.reuse
	for each row execute function app.audit('evidence', 'item_id', '', '');
create trigger audit after insert or update or delete on evidence.statement
	for each row execute function app.audit('management statement', 'id', '', '');
create trigger audit after insert or update or delete on evidence.statement_section
	for each row execute function app.audit('management statement', 'statement_id', '', '');
create trigger audit after insert or update or delete on evidence.assessed_object
	for each row execute function app.audit('assessed object', 'id', '', '');
create trigger audit after insert or update or delete on evidence.object_bears_on
	for each row execute function app.audit('assessed object', 'object_id', '', '');
create trigger audit after insert or update or delete on evidence.object_item
	for each row execute function app.audit('assessed object', 'object_id', '', '');
create trigger audit after insert or update or delete on evidence.object_state
	for each row execute function app.audit('assessed object', 'object_id', '', '');

-- Search finds numbers only, past row security and so by the index; whoever asks reads the rows under their own policy.
create policy search on evidence.version for select to inspectorate_search using (true);
create policy search on evidence.item for select to inspectorate_search using (true);
grant select on evidence.version, evidence.item to inspectorate_search;
