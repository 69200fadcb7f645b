-- The record of every change: written by trigger in the transaction that makes the change, sealed in hash-linked
-- batches soon afterwards. Nobody is granted update or delete; nothing refers to it, so nothing cascades into it.

create table foundation.audit_entry (
	id bigint generated always as identity primary key,
	at timestamptz not null,
	actor text not null,             -- 'account', 'command line', 'job', 'sign-in'
	actor_name text,                 -- the account's, operator's or job's name as it was then
	account_id uuid,
	subject_kind text not null,
	subject_id text not null,
	action text not null,
	before jsonb,
	after jsonb,
	reason text,
	organisation_id uuid,            -- whose matter it is, when it is one organisation's
	shared boolean not null default false, -- shown to that organisation too
	request text
);
create index on foundation.audit_entry (subject_kind, subject_id, id);
create index on foundation.audit_entry (account_id, id);
create index on foundation.audit_entry (at);
create index on foundation.audit_entry (action, id);

-- Entries that no batch holds yet. A row is seen here only once its transaction has committed, so sealing needs no
-- guess about which numbers are still to come.
create table foundation.audit_unsealed (
	entry_id bigint primary key
);

create table foundation.audit_batch (
	number bigint primary key,
	sealed_at timestamptz not null,
	entries integer not null,
	previous bytea not null,
	hash bytea not null
);

create table foundation.audit_seal (
	batch bigint not null,
	position integer not null,
	entry_id bigint not null unique,
	hash bytea not null,
	primary key (batch, position)
);

call app.protect('foundation.audit_entry');
call app.protect('foundation.audit_unsealed');
call app.protect('foundation.audit_batch');
call app.protect('foundation.audit_seal');

create policy write on foundation.audit_entry for insert to inspectorate_auditor with check (true);
create policy read_back on foundation.audit_entry for select to inspectorate_auditor using (true);
create policy staff on foundation.audit_entry for select to inspectorate_staff, inspectorate_worker using (true);
create policy shared on foundation.audit_entry for select to inspectorate_force, inspectorate_body, inspectorate_reader
	using ((shared and organisation_id = app.organisation()) or account_id = app.account());
create policy write on foundation.audit_unsealed for insert to inspectorate_auditor with check (true);
create policy seal on foundation.audit_unsealed to inspectorate_worker using (true);
create policy read on foundation.audit_unsealed for select to inspectorate_staff using (true);
create policy read on foundation.audit_batch for select to inspectorate_staff, inspectorate_worker using (true);
create policy seal on foundation.audit_batch for insert to inspectorate_worker with check (true);
create policy read on foundation.audit_seal for select to inspectorate_staff, inspectorate_worker using (true);
create policy seal on foundation.audit_seal for insert to inspectorate_worker with check (true);

grant insert, select on foundation.audit_entry to inspectorate_auditor;
grant insert on foundation.audit_unsealed to inspectorate_auditor;
grant select on foundation.audit_entry to inspectorate_staff, inspectorate_worker, inspectorate_force,
	inspectorate_body, inspectorate_reader;
grant select, delete on foundation.audit_unsealed to inspectorate_worker;
grant select on foundation.audit_unsealed to inspectorate_staff;
grant select, insert on foundation.audit_batch, foundation.audit_seal to inspectorate_worker;
grant select on foundation.audit_batch, foundation.audit_seal to inspectorate_staff;

create function app.refuse_change() returns trigger language plpgsql as $$
begin
	raise exception '% is never changed or removed.', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger kept before update or delete or truncate on foundation.audit_entry
	for each statement execute function app.refuse_change();
create trigger kept before update or delete or truncate on foundation.audit_batch
	for each statement execute function app.refuse_change();
create trigger kept before update or delete or truncate on foundation.audit_seal
	for each statement execute function app.refuse_change();

-- The bytes that are hashed for an entry: one text for one entry, whatever the session's settings.
create function app.audit_text(entry foundation.audit_entry) returns text language sql immutable parallel safe
	return jsonb_build_array(
		entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.actor, entry.actor_name,
		entry.account_id, entry.subject_kind, entry.subject_id, entry.action, entry.before, entry.after, entry.reason,
		entry.organisation_id, entry.shared, entry.request)::text;

create function app.record(
	subject_kind text, subject_id text, action text, before jsonb default null, after jsonb default null,
	reason text default null, organisation_id uuid default null, shared boolean default false
) returns bigint language plpgsql security definer set search_path = '' as $$
declare entry bigint;
begin
	insert into foundation.audit_entry
		(at, actor, actor_name, account_id, subject_kind, subject_id, action, before, after, reason, organisation_id,
			shared, request)
	values (app.now(), coalesce(nullif(current_setting('app.actor', true), ''), 'owner'),
		nullif(current_setting('app.actor_name', true), ''), app.account(),
		$1, $2, $3, $4, $5, coalesce($6, nullif(current_setting('app.reason', true), '')), $7, $8,
		nullif(current_setting('app.request', true), ''))
	returning id into entry;
	insert into foundation.audit_unsealed values (entry);
	return entry;
end $$;

-- Attached to a table as: for each row execute function
-- app.audit('kind', 'id column', 'secret columns', 'organisation column', 'columns told elsewhere').
-- Columns named secret are recorded as changed, never with their value. A column is told elsewhere when another entry
-- tells its changes better, as a workflow's transition does for a state.
create function app.audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	secrets text[] := string_to_array(coalesce(tg_argv[2], ''), ',');
	elsewhere text[] := string_to_array(coalesce(tg_argv[4], ''), ',');
	was jsonb; is_now jsonb; secret text; column_name text;
begin
	if tg_op <> 'INSERT' then was := to_jsonb(old); end if;
	if tg_op <> 'DELETE' then is_now := to_jsonb(new); end if;
	if tg_op = 'UPDATE' then
		-- Only what changed, so that a timeline reads as a story. Secrets count as changed before they are hidden.
		for column_name in select jsonb_object_keys(is_now) loop
			if column_name = any (elsewhere)
				or was -> column_name is not distinct from is_now -> column_name and column_name <> tg_argv[1] then
				was := was - column_name;
				is_now := is_now - column_name;
			end if;
		end loop;
		if is_now - tg_argv[1] = '{}'::jsonb then return null; end if;
	end if;
	foreach secret in array secrets loop
		if was ? secret then was := jsonb_set(was, array[secret], '"(not shown)"'); end if;
		if is_now ? secret then is_now := jsonb_set(is_now, array[secret], '"(not shown)"'); end if;
	end loop;
	perform app.record(tg_argv[0], coalesce(to_jsonb(new), to_jsonb(old)) ->> tg_argv[1],
		case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end,
		was, is_now, null,
		case when coalesce(tg_argv[3], '') <> '' then (coalesce(to_jsonb(new), to_jsonb(old)) ->> tg_argv[3])::uuid end);
	return null;
end $$;

-- What the auditor owns, only the auditor can give: a grant or revoke by anyone else is no more than a warning.
grant create on schema app to inspectorate_auditor;
alter function app.record(text, text, text, jsonb, jsonb, text, uuid, boolean) owner to inspectorate_auditor;
alter function app.audit() owner to inspectorate_auditor;
revoke create on schema app from inspectorate_auditor;
set local role inspectorate_auditor;
revoke all on function app.record(text, text, text, jsonb, jsonb, text, uuid, boolean), app.audit() from public;
grant execute on function app.record(text, text, text, jsonb, jsonb, text, uuid, boolean) to
	inspectorate_owner, inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader,
	inspectorate_worker, inspectorate_authentication, inspectorate_jobs;
grant execute on function app.audit() to inspectorate_owner;
set local role inspectorate_owner;
