-- The register of forces, by date: what they are and were called, who leads them, whom they are compared with, what they
-- serve. `since` is the first day, `until` the last; null is open.

-- Attached to a table with `since` and `until` as: before insert or update, for each row execute function
-- app.one_at_a_time('key column', 'kind column or empty', 'sentence').
create function app.one_at_a_time() returns trigger language plpgsql as $$
declare
	key text := to_jsonb(new) ->> tg_argv[0];
	kind text := case when tg_argv[1] <> '' then to_jsonb(new) ->> tg_argv[1] end;
	taken boolean;
begin
	-- Two who add at the same moment: the second waits, and then sees the first. A file may bring thousands of keys, and the
	-- server has room for a few thousand locks: 256 of them stand for all keys of a table.
	perform pg_advisory_xact_lock(tg_relid::integer, hashtext(key) & 255);
	execute format(
		'select exists (select from %s other where other.%I::text = $1 and ($2 is null or to_jsonb(other) ->> $3 = $2)
			and other.id <> $4 and daterange(other.since, other.until, ''[]'') && daterange($5, $6, ''[]''))',
		tg_relid::regclass, tg_argv[0])
		into taken using key, kind, tg_argv[1], new.id, new.since, new.until;
	if taken then raise exception '%', tg_argv[2] using errcode = 'exclusion_violation'; end if;
	return new;
end $$;

alter table programmes.force
	-- Its address on our pages: "derbyshire".
	add slug text unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	add existed_since date,
	add existed_until date,
	add check (existed_since <= existed_until);

-- The name that is printed. The organisation's name is the newest of these that has begun; a job sees to it on its day.
create table programmes.force_name (
	id uuid primary key default gen_random_uuid(),
	force_id uuid not null references programmes.force,
	name text not null check (name = btrim(name) and name <> ''),
	since date,
	until date,
	check (since <= until)
);
create index on programmes.force_name (force_id);
create policy follow on foundation.organisation for update to inspectorate_worker using (kind = 'force');
grant update (name) on foundation.organisation to inspectorate_worker;
create trigger one_at_a_time before insert or update on programmes.force_name for each row
	execute function app.one_at_a_time('force_id', '', 'A force has one name at a time. End the earlier name first.');

-- Every spelling that publications use, each leading to one force. `key` is the spelling without what does not tell.
create table programmes.force_alias (
	id uuid primary key default gen_random_uuid(),
	force_id uuid not null references programmes.force,
	spelling text not null check (spelling = btrim(spelling) and spelling <> ''),
	key text not null unique check (key <> ''),
	-- Where it was met: "data.police.uk".
	source text
);
create index on programmes.force_alias (force_id);

-- A merger has several predecessors of one successor; a division the other way round.
create table programmes.force_succession (
	id uuid primary key default gen_random_uuid(),
	predecessor_id uuid not null references programmes.force,
	successor_id uuid not null references programmes.force,
	-- The first day of the successor.
	since date not null,
	note text,
	unique (predecessor_id, successor_id),
	check (predecessor_id <> successor_id)
);
create index on programmes.force_succession (successor_id);

-- Who holds a post that concerns a force: its chief officer, its liaison officer at the inspectorate, the HM Inspector.
create table programmes.post_holder (
	id uuid primary key default gen_random_uuid(),
	force_id uuid not null references programmes.force,
	kind text not null check (kind in ('chief officer', 'liaison officer', 'HM Inspector')),
	-- As it is printed: "Chief Constable", "HM Inspector of Constabulary, Eastern Region".
	post text not null check (post <> ''),
	title text,
	-- First name or initial, as in the address: "M".
	first_name text,
	surname text not null check (surname = btrim(surname) and surname <> ''),
	honours text,
	-- How people call them, and how a letter begins: "Michael".
	known_as text,
	salutation text,
	email text,
	since date,
	until date,
	illustrative boolean not null default false,
	check (since <= until)
);
create index on programmes.post_holder (force_id);
create trigger one_at_a_time before insert or update on programmes.post_holder for each row
	execute function app.one_at_a_time('force_id', 'kind', 'This post has somebody in it at that time. End that entry first.');

-- Which policing body answers for a force, by date. The body is an organisation of its own.
create table programmes.policing_body (
	id uuid primary key default gen_random_uuid(),
	force_id uuid not null references programmes.force,
	organisation_id uuid not null references foundation.organisation,
	since date,
	until date,
	check (since <= until)
);
create index on programmes.policing_body (force_id);
create index on programmes.policing_body (organisation_id);
create trigger one_at_a_time before insert or update on programmes.policing_body for each row
	execute function app.one_at_a_time('force_id', '', 'A force has one policing body at a time. End the earlier entry first.');

-- A force's most similar group: directed (the others' groups are their own), dated, up to seven others.
create table programmes.similar_group (
	id uuid primary key default gen_random_uuid(),
	force_id uuid not null references programmes.force,
	since date,
	until date,
	-- Who published it, and where.
	source text not null check (source <> ''),
	-- For a force that is like no other: the reason that is printed.
	none_because text,
	illustrative boolean not null default false,
	check (since <= until)
);
create index on programmes.similar_group (force_id);
create trigger one_at_a_time before insert or update on programmes.similar_group for each row
	execute function app.one_at_a_time('force_id', '', 'A force has one most similar group at a time. End the earlier group first.');

create table programmes.similar_member (
	group_id uuid not null references programmes.similar_group on delete cascade,
	force_id uuid not null references programmes.force,
	primary key (group_id, force_id)
);
create index on programmes.similar_member (force_id);

create function programmes.keep_group_right() returns trigger language plpgsql as $$
declare
	at_head programmes.similar_group;
begin
	select * into at_head from programmes.similar_group where id = new.group_id for update;
	if at_head.force_id = new.force_id then
		raise exception 'A force is not a member of its own group.' using errcode = 'check_violation';
	end if;
	if at_head.none_because is not null then
		raise exception 'This group is recorded as having no members.' using errcode = 'check_violation';
	end if;
	if (select count(*) from programmes.similar_member where group_id = new.group_id) >= 7 then
		raise exception 'A group has up to seven other forces.' using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger kept_right before insert on programmes.similar_member
	for each row execute function programmes.keep_group_right();

-- Nor is it made wrong from its head.
create function programmes.keep_group_head_right() returns trigger language plpgsql as $$
begin
	if new.force_id <> old.force_id then
		raise exception 'A group stays with its force. Add a group for the other force.' using errcode = 'check_violation';
	end if;
	if new.none_because is not null
		and exists (select from programmes.similar_member where group_id = new.id) then
		raise exception 'This group has members.' using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger kept_right before update on programmes.similar_group
	for each row execute function programmes.keep_group_head_right();

-- Local authorities, and the force that serves them, by date.
create table programmes.local_authority (
	code text primary key check (code ~ '^[A-Z][0-9]{8}$'),
	name text not null check (name <> '')
);
create table programmes.local_authority_force (
	id uuid primary key default gen_random_uuid(),
	authority text not null references programmes.local_authority,
	force_id uuid not null references programmes.force,
	since date,
	until date,
	check (since <= until)
);
create index on programmes.local_authority_force (force_id);
create index on programmes.local_authority_force (authority);
create trigger one_at_a_time before insert or update on programmes.local_authority_force for each row
	execute function app.one_at_a_time('authority', '', 'One force serves a local authority at a time. End the earlier entry first.');

-- Bodies that are not forces, such as regional units, and the forces they serve. Each is an organisation of kind "other".
create table programmes.other_body (
	id uuid primary key references foundation.organisation,
	what text not null check (what <> ''),
	existed_since date,
	existed_until date,
	check (existed_since <= existed_until)
);
create table programmes.other_body_force (
	id uuid primary key default gen_random_uuid(),
	body_id uuid not null references programmes.other_body,
	force_id uuid not null references programmes.force,
	since date,
	until date,
	check (since <= until)
);
create index on programmes.other_body_force (body_id);
create index on programmes.other_body_force (force_id);
create trigger one_at_a_time before insert or update on programmes.other_body_force for each row
	execute function app.one_at_a_time('body_id', 'force_id', 'This body serves that force at that time already.');

-- Everyone who has an account may read the register, but for who holds which post: a force reads that of itself.
do $$
declare
	named text;
begin
	foreach named in array array['force_name', 'force_alias', 'force_succession', 'post_holder', 'policing_body',
		'similar_group', 'similar_member', 'local_authority', 'local_authority_force', 'other_body', 'other_body_force']
	loop
		execute format('call app.protect(%L)', 'programmes.' || named);
		execute format('create policy staff on programmes.%I for select to inspectorate_staff, inspectorate_worker using (true)', named);
		execute format('create policy add on programmes.%I for insert to inspectorate_staff
			with check (app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
		-- A member of a group is taken out and another put in, so that the rules of a group look at it.
		if named <> 'similar_member' then
			execute format('create policy change on programmes.%I for update to inspectorate_staff
				using (app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
			execute format('grant update on programmes.%I to inspectorate_staff', named);
		end if;
		execute format('create policy remove on programmes.%I for delete to inspectorate_staff
			using (app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
		execute format('grant select, insert, delete on programmes.%I to inspectorate_staff', named);
		execute format('grant select on programmes.%I to inspectorate_force, inspectorate_worker', named);
		if named <> 'post_holder' then
			execute format('grant select on programmes.%I to inspectorate_body, inspectorate_reader', named);
			execute format('create policy outside on programmes.%I for select
				to inspectorate_force, inspectorate_body, inspectorate_reader using (true)', named);
		end if;
	end loop;
end $$;
create policy own on programmes.post_holder for select to inspectorate_force using (force_id = app.organisation());

create trigger audit after insert or update or delete on programmes.force_name
	for each row execute function app.audit('force', 'force_id', '', 'force_id');
create trigger audit after insert or update or delete on programmes.force_alias
	for each row execute function app.audit('force', 'force_id', '', 'force_id');
create trigger audit after insert or update or delete on programmes.force_succession
	for each row execute function app.audit('force', 'predecessor_id', '', 'predecessor_id');
create trigger audit after insert or update or delete on programmes.post_holder
	for each row execute function app.audit('force', 'force_id', '', 'force_id');
create trigger audit after insert or update or delete on programmes.policing_body
	for each row execute function app.audit('force', 'force_id', '', 'force_id');
create trigger audit after insert or update or delete on programmes.similar_group
	for each row execute function app.audit('force', 'force_id', '', 'force_id');
create trigger audit after insert or update or delete on programmes.similar_member
	for each row execute function app.audit('similar group', 'group_id', '', '');
create trigger audit after insert or update or delete on programmes.local_authority
	for each row execute function app.audit('local authority', 'code', '', '');
create trigger audit after insert or update or delete on programmes.local_authority_force
	for each row execute function app.audit('local authority', 'authority', '', '');
create trigger audit after insert or update or delete on programmes.other_body
	for each row execute function app.audit('other body', 'id', '', 'id');
create trigger audit after insert or update or delete on programmes.other_body_force
	for each row execute function app.audit('other body', 'body_id', '', 'body_id');
