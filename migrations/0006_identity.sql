-- How people prove who they are. Only the authentication role reaches this schema; what happens in it is recorded by
-- name ("password changed", "signed in") through app.record, so its tables have no audit trigger: a trigger would say
-- the same with less sense, and nearer to the secrets.

create table authentication.password (
	account_id uuid primary key references foundation.account,
	hash text not null,
	changed_at timestamptz not null default app.now()
);

-- The secret is kept closed (kernel/box.ts). A code is good for one step of thirty seconds, and each step is used once.
create table authentication.totp (
	account_id uuid primary key references foundation.account,
	secret text not null,
	last_step bigint not null,
	since timestamptz not null default app.now()
);

create table authentication.recovery_code (
	account_id uuid not null references foundation.account,
	hash bytea not null,
	used_at timestamptz,
	primary key (account_id, hash)
);

-- Recovery codes that their holder has not put away yet, kept closed, for the session that made them and no other.
create table authentication.fresh_codes (
	session_id uuid primary key references authentication.session on delete cascade,
	codes text not null
);

create table authentication.passkey (
	id text primary key,
	account_id uuid not null references foundation.account,
	name text not null,
	public_key bytea not null,
	sign_count bigint not null,
	transports text[] not null,
	created_at timestamptz not null default app.now(),
	used_at timestamptz
);
create index on authentication.passkey (account_id);

-- Who an account is at the identity provider. One account, one person, one link.
create table authentication.identity (
	issuer text not null,
	subject text not null,
	account_id uuid not null unique references foundation.account,
	since timestamptz not null default app.now(),
	primary key (issuer, subject)
);

-- Somebody between the first proof and the last. It is no session: nothing that opens as an account knows this table.
create table authentication.half_session (
	token_hash bytea primary key,
	account_id uuid not null references foundation.account,
	step text not null check (step in ('code', 'set-up')),
	method text not null,
	next text not null,
	until timestamptz not null
);
create index on authentication.half_session (account_id);

-- What was sent by mail, or printed for the first administrator. A reset that was asked for an unknown address is written
-- down too, for nobody, so that both take the same work.
create table authentication.link (
	token_hash bytea primary key,
	purpose text not null check (purpose in ('invitation', 'reset', 'first administrator')),
	account_id uuid references foundation.account,
	created_at timestamptz not null default app.now(),
	until timestamptz not null,
	used_at timestamptz
);
create index on authentication.link (account_id);

-- Failures in proving who one is, by account and by network address. The keys are digests: nobody's address is kept.
create table authentication.attempt (
	key bytea primary key,
	failures integer not null default 0,
	last_at timestamptz not null default app.now(),
	wait_until timestamptz
);

-- What may be used once and was handed out without being written down: challenges, and journeys to the identity provider.
create table authentication.spent (
	hash bytea primary key,
	until timestamptz not null
);

-- The sign-in page of a demonstration shows these to everyone.
create table authentication.demonstration (
	account_id uuid primary key references foundation.account,
	password text not null
);

do $$
declare name text;
begin
	foreach name in array array['password', 'totp', 'recovery_code', 'fresh_codes', 'passkey', 'identity',
		'half_session', 'link', 'attempt', 'spent', 'demonstration']
	loop
		call app.protect(('authentication.' || name)::regclass);
		execute format('grant select, insert, update, delete on authentication.%I to inspectorate_authentication', name);
	end loop;
end $$;
create policy authentication on authentication.password to inspectorate_authentication using (true);
create policy authentication on authentication.totp to inspectorate_authentication using (true);
create policy authentication on authentication.recovery_code to inspectorate_authentication using (true);
create policy authentication on authentication.fresh_codes to inspectorate_authentication using (true);
create policy authentication on authentication.passkey to inspectorate_authentication using (true);
create policy authentication on authentication.identity to inspectorate_authentication using (true);
create policy authentication on authentication.half_session to inspectorate_authentication using (true);
create policy authentication on authentication.link to inspectorate_authentication using (true);
create policy authentication on authentication.attempt to inspectorate_authentication using (true);
create policy authentication on authentication.spent to inspectorate_authentication using (true);
create policy authentication on authentication.demonstration to inspectorate_authentication using (true)
	with check (exists (select from app.installation where kind = 'demonstration'));

-- The first administrator makes their own account, with a link that only the machine's operator could read. The door
-- closes behind them.
grant insert on foundation.account, foundation.organisation to inspectorate_authentication;
create policy first_administrator on foundation.account for insert to inspectorate_authentication
	with check (roles = array['administrator']
		and not exists (select from foundation.account other where 'administrator' = any (other.roles)));
create policy first_inspectorate on foundation.organisation for insert to inspectorate_authentication
	with check (kind = 'inspectorate');
create policy goes_live on app.installation for update to inspectorate_authentication
	using (kind = 'new') with check (kind = 'live');
grant update (kind, since) on app.installation to inspectorate_authentication;

-- An installation always has somebody who can let others in. The lock makes two administrators who suspend each other
-- at the same moment take turns.
create function app.keep_an_administrator() returns trigger language plpgsql as $$
begin
	if old.state = 'active' and 'administrator' = any (old.roles)
		and not (new.state = 'active' and 'administrator' = any (new.roles)) then
		perform pg_advisory_xact_lock(hashtextextended('administrators', 0));
		if not exists (select from foundation.account a
			where a.id <> old.id and a.state = 'active' and 'administrator' = any (a.roles)) then
			raise exception 'This is the only active administrator.' using errcode = 'restrict_violation';
		end if;
	end if;
	return new;
end $$;
create trigger keeps_an_administrator before update of roles, state on foundation.account
	for each row execute function app.keep_an_administrator();

-- People may see what was done to their own account, also by somebody who failed to get into it.
create policy own_account on foundation.audit_entry for select
	to inspectorate_force, inspectorate_body, inspectorate_reader
	using (subject_kind = 'account' and subject_id = app.account()::text);

-- What has served its time. What happened is in the record; these rows only opened doors that are shut. Sessions stay
-- for a month after their end, so that it can still be told when somebody was last here.
create function app.sweep_authentication() returns void language sql security definer set search_path = ''
begin atomic
	delete from authentication.half_session where until < app.now();
	delete from authentication.link where until < app.now();
	delete from authentication.spent where until < app.now();
	delete from authentication.attempt where last_at < app.now() - interval '2 days';
	delete from authentication.session where coalesce(ended_at, until) < app.now() - interval '30 days';
end;
revoke all on function app.sweep_authentication() from public;
grant execute on function app.sweep_authentication() to inspectorate_worker;
grant create on schema app to inspectorate_authentication;
alter function app.sweep_authentication() owner to inspectorate_authentication;
revoke create on schema app from inspectorate_authentication;
