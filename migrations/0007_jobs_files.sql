-- Work that is done after the request that asked for it, how far it is, and the files that people bring.

-- What kinds of job there are: written by the program that can run them, each time it starts. Nothing else can be
-- asked for. It follows the program and not a decision of anyone's, hence no audit.
create table foundation.job_kind (
	name text primary key,
	attempts smallint not null check (attempts between 1 and 100)
);
call app.protect('foundation.job_kind');
create policy register on foundation.job_kind to inspectorate_worker using (true);
create policy look_up on foundation.job_kind for select to inspectorate_jobs using (true);
grant select, insert, update on foundation.job_kind to inspectorate_worker;
grant usage on schema foundation to inspectorate_jobs;
grant select on foundation.job_kind to inspectorate_jobs;

-- How far a long piece of work is. What it makes is audited where it is made; its progress is nobody's decision, hence
-- no audit. Whether its job waits, runs or has failed is the job's own knowledge and not copied here.
create table foundation.work (
	id uuid primary key,
	title text not null,
	job_id bigint not null,
	done integer not null default 0,
	total integer,
	sentence text not null default '',
	reported_at timestamptz,
	finished_at timestamptz,
	result text,                       -- where what it made is to be seen
	account_id uuid references foundation.account default app.account(),
	organisation_id uuid references foundation.organisation, -- whose people may follow it too
	created_at timestamptz not null default app.now()
);
create index on foundation.work (account_id, created_at);
call app.protect('foundation.work');
create policy own on foundation.work
	to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader
	using (account_id = app.account()) with check (account_id is not distinct from app.account());
create policy administrator on foundation.work for select to inspectorate_staff using (app.has_role('administrator'));
create policy own_organisation on foundation.work for select to inspectorate_force, inspectorate_body
	using (organisation_id = app.organisation());
create policy report on foundation.work to inspectorate_worker using (true);
grant select, insert on foundation.work to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_worker;
grant update on foundation.work to inspectorate_worker;

-- Everything below runs as the login that owns the queue. Nobody else can touch the queue's own tables and functions.

-- Asks for a job, in the transaction that causes it: what is rolled back was never asked for.
create function app.enqueue(kind text, payload jsonb, run_at timestamptz default null, key text default null)
returns bigint language plpgsql security definer set search_path = '' as $$
declare
	most smallint := (select attempts from foundation.job_kind where name = kind);
begin
	if most is null then
		raise exception 'There is no job named "%".', kind using errcode = 'undefined_object';
	end if;
	-- The queue goes by the server's clock; who asks goes by the shifted one of a test or demonstration.
	return (graphile_worker.add_job(
		identifier => kind, payload => payload::json, max_attempts => most,
		run_at => run_at - (select shift from app.clock), job_key => kind || ' ' || key)).id;
end $$;

-- A job as people see it: never with its payload, which may hold what only its reader should know.
create type app.job as (
	id bigint, kind text, state text, attempts integer, most integer, asked_at timestamptz, next_at timestamptz,
	error text
);

create function app.jobs_as_seen() returns setof app.job language plpgsql stable security definer
set search_path = '' as $$
begin
	return query
	select j.id, t.identifier,
		case
			when j.locked_at is not null then 'running'
			when j.attempts >= j.max_attempts then 'failed'
			when j.attempts > 0 then 'trying again'
			else 'waiting' end,
		j.attempts::integer, j.max_attempts::integer, j.created_at + c.shift, j.run_at + c.shift, j.last_error
	from graphile_worker._private_jobs j
	join graphile_worker._private_tasks t on t.id = j.task_id
	cross join app.clock c;
end $$;

create function app.demand_administrator() returns void language plpgsql as $$
begin
	if not app.has_role('administrator') then
		raise exception 'Only an administrator may do this.' using errcode = 'insufficient_privilege';
	end if;
end $$;

create function app.job_list() returns setof app.job language plpgsql security definer set search_path = '' as $$
begin
	perform app.demand_administrator();
	return query select * from app.jobs_as_seen();
end $$;

-- How many there are in each state, and since when the oldest of them is due. Says nothing about any one of them.
create function app.job_counts() returns table (state text, count bigint, oldest timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
	return query select j.state, count(*), min(j.next_at) from app.jobs_as_seen() j group by j.state;
end $$;

-- The job behind a piece of work. Whoever knows the work's number was shown the work, under its policies.
create function app.job_of_work(number uuid) returns setof app.job language plpgsql stable security definer
set search_path = '' as $$
begin
	return query select j.* from foundation.work w join app.jobs_as_seen() j on j.id = w.job_id where w.id = number;
end $$;

-- Starts a job that waits or has failed from the beginning, with all its attempts. Says whether there was one.
create function app.job_retry(number bigint) returns boolean language plpgsql security definer set search_path = '' as $$
declare
	job app.job;
begin
	perform app.demand_administrator();
	select * into job from app.jobs_as_seen() where id = number and state in ('trying again', 'failed');
	if not found then return false; end if;
	perform graphile_worker.reschedule_jobs(array[number], run_at => now(), attempts => 0,
		max_attempts => coalesce((select k.attempts from foundation.job_kind k where k.name = job.kind), job.most));
	perform pg_notify('jobs:insert', '{"count":1}'),
		app.record('job', number::text, 'tried again', jsonb_build_object('kind', job.kind, 'error', job.error));
	return true;
end $$;

create function app.job_abandon(number bigint) returns boolean language plpgsql security definer set search_path = '' as $$
declare
	job app.job;
begin
	perform app.demand_administrator();
	select * into job from app.jobs_as_seen() where id = number and state in ('trying again', 'failed');
	if not found then return false; end if;
	perform graphile_worker.complete_jobs(array[number]),
		app.record('job', number::text, 'given up', jsonb_build_object('kind', job.kind, 'error', job.error));
	return true;
end $$;

create policy look_up on foundation.work for select to inspectorate_jobs using (true);
grant select on foundation.work to inspectorate_jobs;
grant create on schema app to inspectorate_jobs;
revoke all on function app.enqueue(text, jsonb, timestamptz, text), app.jobs_as_seen(), app.job_list(),
	app.job_counts(), app.job_of_work(uuid), app.job_retry(bigint), app.job_abandon(bigint) from public;
grant execute on function app.enqueue(text, jsonb, timestamptz, text), app.job_of_work(uuid) to
	inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader, inspectorate_worker,
	inspectorate_authentication;
grant execute on function app.job_counts() to inspectorate_staff, inspectorate_worker;
grant execute on function app.job_list(), app.job_retry(bigint), app.job_abandon(bigint) to inspectorate_staff;
alter function app.enqueue(text, jsonb, timestamptz, text) owner to inspectorate_jobs;
alter function app.jobs_as_seen() owner to inspectorate_jobs;
alter function app.job_list() owner to inspectorate_jobs;
alter function app.job_counts() owner to inspectorate_jobs;
alter function app.job_of_work(uuid) owner to inspectorate_jobs;
alter function app.job_retry(bigint) owner to inspectorate_jobs;
alter function app.job_abandon(bigint) owner to inspectorate_jobs;
revoke create on schema app from inspectorate_jobs;

-- Content that is, or was about to be, in the file store: written down before the content is, so that whatever a crash
-- leaves behind can be found and removed. Says nothing that the audit of files does not say better, hence no audit.
create table foundation.file_content (
	sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
	kept_at timestamptz not null default now()
);
create index on foundation.file_content (kept_at);
call app.protect('foundation.file_content');
create policy keep on foundation.file_content to inspectorate_worker using (true);
grant select, insert, update, delete on foundation.file_content to inspectorate_worker;

create table foundation.file (
	id uuid primary key default gen_random_uuid(),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint not null check (size >= 0),
	name text not null check (name <> ''),
	media_type text not null,
	-- Whose people may see it beside the inspectorate's; null: nobody's.
	organisation_id uuid references foundation.organisation,
	-- What it belongs to; null: the general exchange of files.
	subject_kind text,
	subject_id text,
	uploaded_by uuid references foundation.account default app.account(),
	at timestamptz not null default app.now(),
	withdrawn_at timestamptz,
	check ((subject_kind is null) = (subject_id is null))
);
create index on foundation.file (sha256);
create index on foundation.file (organisation_id, at);
create index on foundation.file (subject_kind, subject_id);
create index on foundation.file (at);
call app.protect('foundation.file');
create policy staff on foundation.file to inspectorate_staff using (true);
create policy own_organisation on foundation.file for select to inspectorate_force, inspectorate_body
	using (organisation_id = app.organisation());
create policy bring on foundation.file for insert to inspectorate_force, inspectorate_body
	with check (organisation_id = app.organisation() and uploaded_by = app.account());
create policy withdraw on foundation.file for update to inspectorate_force, inspectorate_body
	using (organisation_id = app.organisation() and uploaded_by = app.account());
create policy sweep on foundation.file for select to inspectorate_worker using (true);
grant select, insert on foundation.file to inspectorate_staff, inspectorate_force, inspectorate_body;
-- A file's content and name are never changed: another file is another row.
grant update (withdrawn_at) on foundation.file to inspectorate_staff, inspectorate_force, inspectorate_body;
grant select on foundation.file to inspectorate_worker;
create trigger audit after insert or update or delete on foundation.file
	for each row execute function app.audit('file', 'id', '', 'organisation_id');

-- What the page about the system says of the database. Its size is told only to those who may connect to it, which the
-- roles that act may not by themselves.
create function app.database_facts() returns table (version text, size bigint, connections bigint, most integer)
language plpgsql stable security definer set search_path = '' as $$
begin
	return query select current_setting('server_version'), pg_database_size(current_database()),
		(select count(*) from pg_stat_activity where datname = current_database()),
		current_setting('max_connections')::integer;
end $$;
create function app.migrations_applied() returns table (count bigint, last text, at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
	return query select count(*) over (), a.name, a.at from migration.applied a order by a.number desc limit 1;
end $$;
revoke all on function app.database_facts(), app.migrations_applied() from public;
grant execute on function app.database_facts(), app.migrations_applied() to inspectorate_staff;
grant create on schema app to inspectorate_jobs;
alter function app.database_facts() owner to inspectorate_jobs;
revoke create on schema app from inspectorate_jobs;
