-- Organisations, the accounts that belong to them, and the sessions in which they act.

create table foundation.organisation (
	id uuid primary key default gen_random_uuid(),
	kind text not null check (kind in ('inspectorate', 'force', 'policing body', 'other')),
	name text not null check (name = btrim(name) and name <> ''),
	-- A policing body answers for one force.
	force_id uuid references foundation.organisation,
	check (force_id is null or kind = 'policing body')
);
create unique index on foundation.organisation (kind, lower(name));
create unique index one_inspectorate on foundation.organisation (kind) where kind = 'inspectorate';
call app.protect('foundation.organisation');
create policy read on foundation.organisation for select
	to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader, inspectorate_worker,
		inspectorate_authentication using (true);
create policy add on foundation.organisation for insert to inspectorate_staff
	with check (app.has_role('administrator') or app.has_role('programme manager'));
create policy change on foundation.organisation for update to inspectorate_staff
	using (app.has_role('administrator') or app.has_role('programme manager'));
grant select on foundation.organisation to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_worker, inspectorate_authentication;
grant insert, update on foundation.organisation to inspectorate_staff;
create trigger audit after insert or update or delete on foundation.organisation
	for each row execute function app.audit('organisation', 'id', '', 'id');

create table foundation.account (
	id uuid primary key default gen_random_uuid(),
	email text not null check (email = lower(btrim(email)) and email like '_%@_%'),
	name text not null check (name = btrim(name) and name <> ''),
	-- Null: belongs to no body, an outside reader who sees only what they were named for.
	organisation_id uuid references foundation.organisation,
	roles text[] not null,
	state text not null default 'invited' check (state in ('invited', 'active', 'suspended')),
	created_at timestamptz not null default app.now()
);
create unique index on foundation.account (email);
create index on foundation.account (organisation_id);
call app.protect('foundation.account');
create policy staff on foundation.account for select to inspectorate_staff, inspectorate_worker, inspectorate_authentication
	using (true);
create policy own_organisation on foundation.account for select to inspectorate_force, inspectorate_body
	using (organisation_id = app.organisation());
create policy own on foundation.account for select to inspectorate_reader using (id = app.account());
create policy invite on foundation.account for insert to inspectorate_staff with check (app.has_role('administrator'));
create policy manage on foundation.account for update to inspectorate_staff using (app.has_role('administrator'));
create policy accept on foundation.account for update to inspectorate_authentication using (true);
grant select on foundation.account to inspectorate_staff, inspectorate_worker, inspectorate_authentication,
	inspectorate_force, inspectorate_body, inspectorate_reader;
grant insert, update on foundation.account to inspectorate_staff;
grant update (name, state) on foundation.account to inspectorate_authentication;
create trigger audit after insert or update or delete on foundation.account
	for each row execute function app.audit('account', 'id', '', 'organisation_id');

-- A role fits the kind of organisation it is held in: the rule stands in the database, not in a page alone.
create function app.keep_roles_fitting() returns trigger language plpgsql as $$
declare
	home text := (select kind from foundation.organisation where id = new.organisation_id);
	fitting text[] := case home
		when 'inspectorate' then
			array['programme manager', 'inspector', 'analyst', 'editor', 'HM Inspector', 'administrator']
		when 'force' then array['force liaison officer', 'force contributor', 'chief officer']
		when 'policing body' then array['local policing body']
		else array['reader'] end;
begin
	if new.organisation_id is not null and home is null then
		raise exception 'There is no such organisation.' using errcode = 'foreign_key_violation';
	end if;
	if home = 'other' then
		raise exception 'An account belongs to the inspectorate, a force, a policing body or no body.'
			using errcode = 'check_violation';
	end if;
	if cardinality(new.roles) = 0 or not new.roles <@ fitting then
		raise exception 'The roles % do not fit an account of %.', new.roles, coalesce('a ' || home, 'no organisation')
			using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger roles_fit before insert or update of roles, organisation_id on foundation.account
	for each row execute function app.keep_roles_fitting();

create schema authentication;
grant usage on schema authentication to inspectorate_authentication;

create table authentication.session (
	id uuid primary key default gen_random_uuid(),
	token_hash bytea not null unique,
	account_id uuid not null references foundation.account,
	method text not null,            -- 'password', 'passkey', 'identity provider', 'demonstration'
	device text not null default '', -- "Firefox on Linux", as far as it is known
	created_at timestamptz not null default app.now(),
	seen_at timestamptz not null default app.now(),
	idle_for interval not null,
	until timestamptz not null,
	ended_at timestamptz
);
create index on authentication.session (account_id);
call app.protect('authentication.session');
create policy authentication on authentication.session to inspectorate_authentication using (true);
grant select, insert, update, delete on authentication.session to inspectorate_authentication;

-- Who holds this session, if it still counts. Says so to the server's login only, and only for a token it was shown.
create function app.session_of(hash bytea) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
	present timestamptz := app.now();
	found_session authentication.session;
	answer jsonb;
begin
	select * into found_session from authentication.session s
	where s.token_hash = hash and s.ended_at is null and s.until > present and s.seen_at + s.idle_for > present;
	if not found then return null; end if;
	-- Written at most once a minute: a session's last use needs no finer grain.
	if found_session.seen_at < present - interval '1 minute' then
		update authentication.session set seen_at = present where id = found_session.id;
	end if;
	select jsonb_build_object('session', found_session.id, 'method', found_session.method, 'account', a.id,
		'name', a.name, 'email', a.email, 'roles', a.roles, 'organisation', a.organisation_id,
		'organisationKind', o.kind, 'organisationName', o.name, 'organisationForce', o.force_id)
	into answer
	from foundation.account a left join foundation.organisation o on o.id = a.organisation_id
	where a.id = found_session.account_id and a.state = 'active';
	return answer;
end $$;
revoke all on function app.session_of(bytea) from public;
grant execute on function app.session_of(bytea) to inspectorate_server;
grant create on schema app to inspectorate_authentication;
alter function app.session_of(bytea) owner to inspectorate_authentication;
revoke create on schema app from inspectorate_authentication;

-- Becomes the holder of the session for this transaction, and says who that is; null, and powerless, when nobody.
create function app.enter(hash bytea, request text) returns jsonb language plpgsql as $$
declare
	who jsonb := app.session_of(hash);
begin
	if who is null then return null; end if;
	perform set_config('app.account', who ->> 'account', true),
		set_config('app.organisation', coalesce(who ->> 'organisation', ''), true),
		set_config('app.roles', (select string_agg(r, ',') from jsonb_array_elements_text(who -> 'roles') r), true),
		set_config('app.actor', 'account', true),
		set_config('app.actor_name', who ->> 'name', true),
		set_config('app.request', request, true),
		set_config('role', case who ->> 'organisationKind'
			when 'inspectorate' then 'inspectorate_staff'
			when 'force' then 'inspectorate_force'
			when 'policing body' then 'inspectorate_body'
			else 'inspectorate_reader' end, true);
	return who;
end $$;
revoke all on function app.enter(bytea, text) from public;
grant execute on function app.enter(bytea, text) to inspectorate_server;
