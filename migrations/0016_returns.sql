-- What forces are asked for, once: each request with its purpose and its day, and how it was answered.

create schema returns;
grant usage on schema returns to inspectorate_staff, inspectorate_force, inspectorate_worker;

create table returns.request (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: RQ-204.
	number bigint not null unique generated always as identity,
	force_id uuid not null references programmes.force,
	-- What it is asked for; null: monitoring between inspections.
	inspection_id uuid references programmes.inspection,
	programme_id uuid references programmes.programme,
	-- Requests that were written together for several forces.
	batch uuid,
	asks text not null check (asks in ('documents', 'data')),
	title text not null check (title = btrim(title) and title <> ''),
	-- What exactly is asked for.
	text text not null check (btrim(text) <> ''),
	purpose text not null check (btrim(purpose) <> ''),
	due date not null,
	due_because text,
	state text not null default 'draft' check (state in ('draft', 'sent', 'answered', 'closed', 'not needed', 'withdrawn')),
	sent_at timestamptz,
	answered_at timestamptz,
	-- What was held already when it was written, and why that does not answer it.
	held_shown integer check (held_shown >= 0),
	held_because text,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	check (state in ('draft', 'not needed', 'withdrawn') or sent_at is not null)
);
create index on returns.request (force_id, state, due);
create index on returns.request (inspection_id);
create index on returns.request (programme_id);
create index on returns.request (batch);

-- The pillars and questions that it is asked for.
create table returns.request_bears_on (
	request_id uuid not null references returns.request,
	framework text not null,
	version integer not null,
	component text not null,
	primary key (request_id, framework, version, component),
	foreign key (framework, version, component) references programmes.framework_component
);

-- One answer, or one part of it: a file, something that was sent before, or why it cannot be supplied.
create table returns.answer (
	id uuid primary key default gen_random_uuid(),
	request_id uuid not null references returns.request,
	kind text not null check (kind in ('file', 'held', 'cannot')),
	text text not null default '',
	file_id uuid references foundation.file,
	-- What kind of evidence a file becomes.
	becomes text check (becomes in ('document', 'force update', 'action plan')),
	-- What it became, or what it points to.
	item_id uuid references evidence.item,
	-- Prepared by somebody at the force, until it is sent with the rest.
	sent_at timestamptz,
	by uuid default app.account() references foundation.account,
	by_organisation uuid default app.organisation(),
	at timestamptz not null default app.now(),
	check (kind <> 'cannot' or btrim(text) <> ''),
	check (kind <> 'file' or (file_id is not null and becomes is not null)),
	check (kind <> 'held' or item_id is not null)
);
create index on returns.answer (request_id);
create index on returns.answer (item_id);

do $$
declare
	named text;
begin
	foreach named in array array['request', 'request_bears_on', 'answer'] loop
		execute format('call app.protect(%L)', 'returns.' || named);
		execute format('create policy worker on returns.%I for select to inspectorate_worker using (true)', named);
		execute format('create policy staff on returns.%I for select to inspectorate_staff using (%s)', named,
			-- What a force prepares is its own until it sends it.
			case named when 'answer' then 'sent_at is not null or by_organisation is not distinct from app.organisation()'
				else 'true' end);
		execute format('grant select on returns.%I to inspectorate_staff, inspectorate_worker', named);
		execute format('create policy add on returns.%I for insert to inspectorate_staff
			with check (evidence.may_gather())', named);
		execute format('create policy change on returns.%I for update to inspectorate_staff
			using (evidence.may_gather())', named);
		execute format('grant insert, update on returns.%I to inspectorate_staff', named);
	end loop;
end $$;
create policy remove on returns.request_bears_on for delete to inspectorate_staff using (evidence.may_gather());
grant delete on returns.request_bears_on to inspectorate_staff;

-- A force sees what it was sent.
create policy own on returns.request for select to inspectorate_force
	using (force_id = app.organisation() and sent_at is not null);
-- Everybody at the force prepares an answer; those who speak for it send it.
create policy answer on returns.request for update to inspectorate_force
	using (force_id = app.organisation() and sent_at is not null
		and (app.has_role('force liaison officer') or app.has_role('chief officer')));
create policy own on returns.request_bears_on for select to inspectorate_force
	using (exists (select from returns.request r where r.id = request_id));
create policy own on returns.answer for select to inspectorate_force
	using (exists (select from returns.request r where r.id = request_id));
create policy prepare on returns.answer for insert to inspectorate_force
	with check (by_organisation = app.organisation() and by = app.account() and sent_at is null
		and exists (select from returns.request r where r.id = request_id and r.state = 'sent')
		-- It points to nothing but what the force itself has sent.
		and (item_id is null or kind = 'held' and exists (select from evidence.item i where i.id = item_id)));
create policy send on returns.answer for update to inspectorate_force
	using (sent_at is null and exists (select from returns.request r where r.id = request_id)
		and (app.has_role('force liaison officer') or app.has_role('chief officer')))
	with check (exists (select from returns.request r where r.id = request_id)
		and (item_id is null or exists (select from evidence.item i where i.id = item_id)));
create policy take_back on returns.answer for delete to inspectorate_force
	using (sent_at is null and exists (select from returns.request r where r.id = request_id));
-- What was shown beside it when it was written is the inspectorate's own.
grant select (id, number, force_id, inspection_id, programme_id, asks, title, text, purpose, due, due_because, state,
	sent_at, answered_at, illustrative) on returns.request to inspectorate_force;
grant update (state, answered_at) on returns.request to inspectorate_force;
grant select on returns.request_bears_on, returns.answer to inspectorate_force;
grant insert, delete on returns.answer to inspectorate_force;
grant update (sent_at, item_id) on returns.answer to inspectorate_force;
-- What it sends bears on what it was asked for.
create policy bring on evidence.bears_on for insert to inspectorate_force
	with check (exists (select from evidence.item i where i.id = item_id and i.added_by = app.account()));
grant insert on evidence.bears_on to inspectorate_force;

create trigger moved before insert or update on returns.request
	for each row execute function app.moved_by('request', 'id', 'state', 'draft');
create trigger audit after insert or update or delete on returns.request
	for each row execute function app.audit('request', 'id', '', 'force_id', 'state,sent_at,answered_at');
create trigger audit after insert or update or delete on returns.request_bears_on
	for each row execute function app.audit('request question', 'request_id', '', '');
create trigger audit after insert or update or delete on returns.answer
	-- What is prepared at a force is not read in the record either; that it was sent is told by the request.
	for each row execute function app.audit('answer', 'id', 'kind,text,becomes,file_id,item_id', '', 'sent_at,item_id');
