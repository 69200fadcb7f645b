-- The ground under every schema: who is acting, what time it is, what kind of installation this is.
-- Roles exist already (src/foundation/database/roles.ts): they belong to the server, not to one database.

revoke all on schema public from public;

create schema app;
grant usage on schema app to public;

-- Who is acting. A transaction-local setting reads as the empty string after a commit, hence nullif.
create function app.account() returns uuid language sql stable parallel safe
	return nullif(current_setting('app.account', true), '')::uuid;

create function app.organisation() returns uuid language sql stable parallel safe
	return nullif(current_setting('app.organisation', true), '')::uuid;

create function app.has_role(wanted text) returns boolean language sql stable parallel safe
	return coalesce(wanted = any (string_to_array(current_setting('app.roles', true), ',')), false);

-- Every table of ours is protected by row-level security that binds its owner too.
create procedure app.protect(relation regclass) language plpgsql as $$
begin
	execute format('alter table %s enable row level security', relation);
	execute format('alter table %s force row level security', relation);
end $$;

-- One row: what this database is. A demonstration stays one for ever, and so does a real installation.
create table app.installation (
	one boolean primary key default true check (one),
	kind text not null default 'new' check (kind in ('new', 'demonstration', 'live', 'test')),
	since timestamptz not null default now()
);
call app.protect('app.installation');
create policy anyone on app.installation for select using (true);
create policy owner on app.installation to inspectorate_owner using (true);
grant select on app.installation to public;
insert into app.installation default values;

create function app.keep_installation_kind() returns trigger language plpgsql as $$
begin
	if tg_op <> 'UPDATE' or old.kind <> 'new' then
		raise exception 'This database is marked as "%" for ever.', old.kind using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger kept before update or delete on app.installation
	for each row execute function app.keep_installation_kind();

-- The clock. Only the owner can shift it, and only in a test or a demonstration.
create table app.clock (
	one boolean primary key default true check (one),
	shift interval not null default '0'
);
call app.protect('app.clock');
create policy anyone on app.clock for select using (true);
create policy owner on app.clock to inspectorate_owner using (true);
grant select on app.clock to public;
insert into app.clock default values;

create function app.keep_clock_true() returns trigger language plpgsql as $$
begin
	if new.shift <> interval '0'
		and not exists (select from app.installation where kind in ('demonstration', 'test')) then
		raise exception 'The clock is shifted only in a test or a demonstration.' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger kept before insert or update on app.clock for each row execute function app.keep_clock_true();

create function app.now() returns timestamptz language sql stable parallel safe
	return (select transaction_timestamp() + shift from app.clock);

create schema foundation;
grant usage on schema foundation to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader,
	inspectorate_worker, inspectorate_authentication, inspectorate_search, inspectorate_auditor;

-- Where a web form's token is written down once it has been used, so that a form sent twice is done once.
create table foundation.submission (
	token text primary key,
	account_id uuid,
	location text not null,
	-- The cookies that went with the answer, kept closed: whoever signs in with an impatient finger gets them all the same.
	cookies text,
	at timestamptz not null default now()
);
create index on foundation.submission (at);
call app.protect('foundation.submission');
create policy own on foundation.submission
	to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader, inspectorate_authentication
	using (account_id is not distinct from app.account()) with check (account_id is not distinct from app.account());
create policy sweep on foundation.submission to inspectorate_worker using (true);
grant select, insert on foundation.submission to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_authentication;
grant select, delete on foundation.submission to inspectorate_worker;
