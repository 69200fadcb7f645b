-- The force checks the facts of a draft, and the final figures, point by point, and sees every decision. What it reads is
-- a frozen copy: nobody of a force reaches a document. Only those who are named learn that there is a round at all.

create schema accuracy;
grant usage on schema accuracy to inspectorate_staff, inspectorate_force, inspectorate_worker;

create function accuracy.may_run() returns boolean language sql stable parallel safe
	return documents.may_edit() or app.has_role('analyst');
-- A day is over at midnight in London.
create function accuracy.today() returns date language sql stable parallel safe
	return (app.now() at time zone 'Europe/London')::date;

create table accuracy.round (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: AC-4.
	number bigint not null unique generated always as identity,
	-- A draft before publication, or the final figures used about the force.
	kind text not null check (kind in ('draft', 'data')),
	force_id uuid not null references programmes.force,
	inspection_id uuid not null references programmes.inspection,
	document_id uuid references documents.document,
	-- Copied, because the force may not read where they come from.
	title text not null check (title = btrim(title) and title <> ''),
	programme text not null,
	-- Said to those who are named, beside the draft.
	message text check (btrim(message) <> ''),
	deadline date not null,
	state text not null default 'preparing'
		check (state in ('preparing', 'shared', 'submitted', 'decided', 'closed', 'taken back')),
	shared_at timestamptz,
	submitted_at timestamptz,
	submitted_by uuid references foundation.account,
	submitted_by_name text,
	-- Nil: the force has read it and says that nothing is wrong. None: it did not answer, which is not agreement.
	response text check (response in ('points', 'nil', 'none')),
	late boolean not null default false,
	-- What the force says as it hands in.
	handed_in_note text check (btrim(handed_in_note) <> ''),
	decided_at timestamptz,
	closed_at timestamptz,
	-- The reason of the newest step that those who are named have to know: taken back, opened again.
	told text check (btrim(told) <> ''),
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	check ((kind = 'draft') = (document_id is not null)),
	check (state in ('preparing', 'taken back') or shared_at is not null),
	check (state not in ('submitted', 'decided') or response is not null)
);
create index on accuracy.round (force_id, state);
create index on accuracy.round (inspection_id);
create index on accuracy.round (document_id);
create unique index one_at_a_time on accuracy.round (inspection_id, kind, document_id) nulls not distinct
	where state not in ('closed', 'taken back');

-- What was shared: the tree of the draft, and the hash of what its readers saw of it.
create table accuracy.frozen (
	round_id uuid primary key references accuracy.round,
	-- Null: figures, which are all in the passages.
	tree text,
	content_hash bytea not null check (length(content_hash) = 32),
	at timestamptz not null default app.now(),
	by uuid default app.account() references foundation.account
);

-- Everything in it that can be commented on, in the order of reading.
create table accuracy.passage (
	round_id uuid not null references accuracy.round,
	number integer not null check (number > 0),
	kind text not null
		check (kind in ('document', 'heading', 'sentence', 'figure', 'table', 'chart', 'grade', 'box', 'other')),
	-- The number of the sentence or table that a figure stands in.
	within integer,
	-- Under which headings.
	section text not null default '',
	words text not null,
	-- The block of the draft that it was written in.
	block_id uuid,
	-- [{ kind, id, title, value, area, period, source }]: of a figure, what it was taken from.
	rests_on jsonb not null default '[]',
	primary key (round_id, number),
	foreign key (round_id, within) references accuracy.passage
);

-- Who at the force reads it, and who of them hands in.
create table accuracy.member (
	round_id uuid not null references accuracy.round,
	account_id uuid not null references foundation.account,
	account_name text not null default '',
	hands_in boolean not null default false,
	added_by uuid default app.account() references foundation.account,
	added_at timestamptz not null default app.now(),
	removed_at timestamptz,
	primary key (round_id, account_id)
);
create index on accuracy.member (account_id);

create table accuracy.point (
	id uuid primary key default gen_random_uuid(),
	round_id uuid not null references accuracy.round,
	-- Within its round, as it is cited: AC-4.7.
	number integer not null default 0,
	passage integer not null,
	argument text not null check (argument in ('fact', 'judgment')),
	wrong text not null check (btrim(wrong) <> ''),
	proposed text check (btrim(proposed) <> ''),
	late boolean not null default false,
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	-- Handed in with the rest: before that it is the force's own.
	sent_at timestamptz,
	withdrawn_at timestamptz,
	withdrawn_by_name text,
	unique (round_id, number),
	foreign key (round_id, passage) references accuracy.passage
);

create table accuracy.support (
	point_id uuid not null references accuracy.point,
	account_id uuid not null default app.account() references foundation.account,
	account_name text not null default '',
	note text check (btrim(note) <> ''),
	at timestamptz not null default app.now(),
	primary key (point_id, account_id)
);

create table accuracy.attachment (
	id uuid primary key default gen_random_uuid(),
	point_id uuid not null references accuracy.point,
	file_id uuid not null references foundation.file,
	by uuid default app.account() references foundation.account,
	at timestamptz not null default app.now()
);
create index on accuracy.attachment (point_id);
create index on accuracy.attachment (file_id);

-- What the inspectorate says to a point. The newest holds.
create table accuracy.decision (
	id uuid primary key default gen_random_uuid(),
	point_id uuid not null references accuracy.point,
	number integer not null default 0,
	outcome text not null check (outcome in ('accepted', 'accepted in part', 'not accepted', 'to HM Inspector')),
	reason text not null check (btrim(reason) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null check (by_name <> ''),
	at timestamptz not null default app.now(),
	unique (point_id, number)
);

-- What was changed for a point: words of the draft, before and after; or the record that a figure comes from.
create table accuracy.change (
	id uuid primary key default gen_random_uuid(),
	point_id uuid not null references accuracy.point,
	kind text not null check (kind in ('text', 'record')),
	block_id uuid,
	-- The versions of the block that it was read in; null where it is made from records, or new.
	was_version integer,
	version integer,
	was text,
	becomes text,
	record_kind text,
	record_id text,
	-- Of a record: what was done about it.
	said text check (btrim(said) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null check (by_name <> ''),
	at timestamptz not null default app.now(),
	check (kind <> 'text' or (was is distinct from becomes and num_nonnulls(was, becomes) > 0)),
	check (kind <> 'record' or num_nonnulls(record_kind, record_id, said) = 3)
);
create index on accuracy.change (point_id);

create table accuracy.extension (
	id uuid primary key default gen_random_uuid(),
	round_id uuid not null references accuracy.round,
	was date not null,
	until date not null,
	because text not null check (btrim(because) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null check (by_name <> ''),
	at timestamptz not null default app.now(),
	check (until > was)
);
create index on accuracy.extension (round_id);

-- What the force says of itself. It is published unedited; null: taken back. The newest holds.
create table accuracy.statement (
	round_id uuid not null references accuracy.round,
	number integer not null default 0,
	text text check (btrim(text) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	primary key (round_id, number)
);

-- The rounds that whoever asks is named in; those of them that they may read; those that they hand in.
create function accuracy.named() returns setof uuid language sql stable security definer set search_path = ''
	begin atomic
		select r.id from accuracy.round r join accuracy.member m on m.round_id = r.id
			where m.account_id = app.account() and m.removed_at is null and r.shared_at is not null
				and r.force_id = app.organisation();
	end;
create function accuracy.readable() returns setof uuid language sql stable security definer set search_path = ''
	begin atomic
		select r.id from accuracy.round r join accuracy.named() n on n = r.id where r.state not in ('preparing', 'taken back');
	end;
create function accuracy.handing_in() returns setof uuid language sql stable security definer set search_path = ''
	begin atomic
		select m.round_id from accuracy.member m join accuracy.readable() n on n = m.round_id
			where m.account_id = app.account() and m.hands_in;
	end;
-- How many points are written at the force and not handed in: that, and nothing of what they say.
create function accuracy.prepared(round uuid) returns integer language sql stable security definer set search_path = ''
	return (select count(*)::integer from accuracy.point p
		where p.round_id = round and p.sent_at is null and p.withdrawn_at is null);
revoke all on function accuracy.named(), accuracy.readable(), accuracy.handing_in(), accuracy.prepared(uuid) from public;
grant execute on function accuracy.named(), accuracy.readable(), accuracy.handing_in() to inspectorate_force;
grant execute on function accuracy.prepared(uuid) to inspectorate_staff;

do $$
declare
	named text;
begin
	foreach named in array array['round', 'frozen', 'passage', 'member', 'point', 'support', 'attachment', 'decision',
		'change', 'extension', 'statement']
	loop
		execute format('call app.protect(%L)', 'accuracy.' || named);
		execute format('create policy owner on accuracy.%I to inspectorate_owner using (true)', named);
		execute format('create policy worker on accuracy.%I for select to inspectorate_worker using (true)', named);
		execute format('create policy staff on accuracy.%I for select to inspectorate_staff using (%s)', named, case
			-- What a force prepares is its own until it hands it in.
			when named = 'point' then 'sent_at is not null'
			when named in ('support', 'attachment') then 'exists (select from accuracy.point p where p.id = point_id)'
			else 'true' end);
		execute format('create policy own on accuracy.%I for select to inspectorate_force using (%s)', named, case
			when named = 'round' then 'id in (select accuracy.named())'
			when named in ('frozen', 'passage', 'point') then 'round_id in (select accuracy.readable())'
			when named in ('support', 'attachment') then 'exists (select from accuracy.point p where p.id = point_id)'
			-- Decisions are told together, when all of them are made.
			when named = 'decision' then 'exists (select from accuracy.point p join accuracy.round r on r.id = p.round_id
				where p.id = point_id and r.decided_at >= decision.at)'
			when named = 'change' then 'exists (select from accuracy.point p join accuracy.round r on r.id = p.round_id
				where p.id = point_id and r.decided_at is not null)'
			else 'round_id in (select accuracy.named())' end);
		execute format('grant select on accuracy.%I to inspectorate_staff, inspectorate_force, inspectorate_worker', named);
	end loop;
	foreach named in array array['round', 'frozen', 'passage', 'member', 'decision', 'change', 'extension'] loop
		execute format('create policy add on accuracy.%I for insert to inspectorate_staff with check (accuracy.may_run()%s)',
			named, case
				when named in ('decision', 'change', 'extension', 'frozen') then ' and by is not distinct from app.account()'
				when named = 'passage' then
					' and exists (select from accuracy.round r where r.id = round_id and r.state = ''preparing'')'
			end);
		execute format('grant insert on accuracy.%I to inspectorate_staff', named);
	end loop;
	-- What was shared and what was said stays as it is.
	foreach named in array array['frozen', 'passage', 'decision', 'change', 'extension', 'statement'] loop
		execute format('create trigger kept before update or delete or truncate on accuracy.%I
			for each statement execute function app.refuse_change()', named);
	end loop;
end $$;

create policy change on accuracy.round for update to inspectorate_staff using (accuracy.may_run());
grant update (title, message, deadline, state, response, told) on accuracy.round to inspectorate_staff;
create policy hand_in on accuracy.round for update to inspectorate_force
	using (state = 'shared' and id in (select accuracy.handing_in())) with check (state in ('shared', 'submitted'));
grant update (state, handed_in_note) on accuracy.round to inspectorate_force;

create policy change on accuracy.member for update to inspectorate_staff using (accuracy.may_run());
grant update (hands_in, removed_at) on accuracy.member to inspectorate_staff;
-- Somebody who is named may let a colleague in.
create policy let_in on accuracy.member for insert to inspectorate_force
	with check (round_id in (select accuracy.readable()) and added_by = app.account() and not hands_in and removed_at is null);
grant insert (round_id, account_id) on accuracy.member to inspectorate_force;

create policy comment on accuracy.point for insert to inspectorate_force
	with check (round_id in (select accuracy.readable()) and by = app.account());
grant insert (round_id, passage, argument, wrong, proposed) on accuracy.point to inspectorate_force;
create policy change on accuracy.point for update to inspectorate_force
	using (round_id in (select accuracy.handing_in()) or by = app.account() and round_id in (select accuracy.readable()));
grant update (sent_at, withdrawn_at) on accuracy.point to inspectorate_force;
create policy comment on accuracy.support for insert to inspectorate_force
	with check (account_id = app.account() and exists (select from accuracy.point p where p.id = point_id));
grant insert (point_id, note) on accuracy.support to inspectorate_force;
create policy comment on accuracy.attachment for insert to inspectorate_force
	with check (by = app.account() and exists (select from accuracy.point p where p.id = point_id)
		and exists (select from foundation.file f where f.id = file_id and f.uploaded_by = app.account()));
grant insert (point_id, file_id) on accuracy.attachment to inspectorate_force;
create policy state on accuracy.statement for insert to inspectorate_force
	with check (round_id in (select accuracy.handing_in()) and by = app.account());
grant insert (round_id, text) on accuracy.statement to inspectorate_force;

-- The steps of a round say when they were taken, by whom, and how the force answered: nobody types that.
create function accuracy.keep_round() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if new.state = old.state then
		if new.state <> 'preparing' and (new.title, new.message) is distinct from (old.title, old.message) then
			raise exception 'What was shared stays as it is.' using errcode = 'check_violation', constraint = 'round_shared';
		end if;
		return new;
	end if;
	if new.state = 'shared' and old.state = 'preparing' then
		new.shared_at := app.now();
		if new.deadline < accuracy.today() then
			raise exception 'The deadline has passed.' using errcode = 'check_violation', constraint = 'deadline_ahead';
		elsif not exists (select from accuracy.member m where m.round_id = new.id and m.hands_in and m.removed_at is null) then
			raise exception 'Nobody is named who hands in.' using errcode = 'check_violation', constraint = 'somebody_named';
		elsif not exists (select from accuracy.frozen f where f.round_id = new.id) then
			raise exception 'Nothing is frozen yet.' using errcode = 'check_violation', constraint = 'frozen_first';
		end if;
	elsif new.state = 'shared' then
		new.response := null;
		new.submitted_at := null;
		new.submitted_by := null;
		new.submitted_by_name := null;
		new.handed_in_note := null;
		new.late := false;
		new.closed_at := null;
	elsif new.state = 'submitted' and old.state = 'shared' then
		new.submitted_at := app.now();
		new.submitted_by := app.account();
		new.submitted_by_name := (select a.name from foundation.account a where a.id = app.account());
		new.late := accuracy.today() > new.deadline;
		new.response := case when exists (select from accuracy.point p
			where p.round_id = new.id and p.withdrawn_at is null) then 'points' else 'nil' end;
		if exists (select from accuracy.point p
				where p.round_id = new.id and p.withdrawn_at is null and p.sent_at is null) then
			raise exception 'Every point is handed in with it.' using errcode = 'check_violation', constraint = 'points_sent';
		end if;
	elsif new.state = 'decided' then
		new.decided_at := app.now();
	elsif new.state = 'closed' then
		new.closed_at := app.now();
		if old.state = 'shared' then
			if accuracy.today() <= new.deadline then
				raise exception 'The deadline has not passed.' using errcode = 'check_violation', constraint = 'deadline_passed';
			end if;
			new.response := 'none';
		end if;
	elsif new.state = 'submitted' then
		new.closed_at := null;
	end if;
	return new;
end $$;
revoke all on function accuracy.keep_round() from public;

create function accuracy.keep_member() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if tg_op = 'INSERT' then
		new.account_name := (select a.name from foundation.account a join accuracy.round r on r.force_id = a.organisation_id
			where a.id = new.account_id and a.state = 'active' and r.id = new.round_id);
		if new.account_name is null then
			raise exception 'Only people of the force are named.' using errcode = 'check_violation', constraint = 'member_force';
		end if;
	end if;
	return new;
end $$;
revoke all on function accuracy.keep_member() from public;
create trigger kept_right before insert on accuracy.member for each row execute function accuracy.keep_member();

create function accuracy.keep_point() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	round accuracy.round;
begin
	-- Whoever hands in at this moment waits, and so does whoever comments.
	select * into round from accuracy.round r where r.id = new.round_id for update;
	if tg_op = 'INSERT' then
		if round.state is distinct from 'shared' then
			raise exception 'This round takes no more points.' using errcode = 'check_violation', constraint = 'round_open';
		end if;
		new.number := (select coalesce(max(p.number), 0) + 1 from accuracy.point p where p.round_id = new.round_id);
		new.late := accuracy.today() > round.deadline;
		new.by_name := coalesce((select a.name from foundation.account a where a.id = new."by"), '');
		return new;
	end if;
	if old.sent_at is not null then new.sent_at := old.sent_at; end if;
	if new.sent_at is distinct from old.sent_at then
		if round.state <> 'shared' or old.withdrawn_at is not null then
			raise exception 'This round takes no more points.' using errcode = 'check_violation', constraint = 'round_open';
		end if;
		new.sent_at := app.now();
	end if;
	if old.withdrawn_at is not null then new.withdrawn_at := old.withdrawn_at; end if;
	if new.withdrawn_at is distinct from old.withdrawn_at then
		if round.state not in ('shared', 'submitted') then
			raise exception 'It has been decided.' using errcode = 'check_violation', constraint = 'round_open';
		end if;
		new.withdrawn_at := app.now();
		new.withdrawn_by_name := (select a.name from foundation.account a where a.id = app.account());
	end if;
	return new;
end $$;
revoke all on function accuracy.keep_point() from public;
create trigger kept_right before insert or update on accuracy.point
	for each row execute function accuracy.keep_point();

-- Others join a point, and add files to it, while the round is with the force.
create function accuracy.keep_beside() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if not exists (select from accuracy.point p join accuracy.round r on r.id = p.round_id
			where p.id = new.point_id and p.withdrawn_at is null and r.state = 'shared') then
		raise exception 'This round takes no more points.' using errcode = 'check_violation', constraint = 'round_open';
	end if;
	if tg_table_name = 'support' then
		new.account_name := coalesce((select a.name from foundation.account a where a.id = new.account_id), '');
	end if;
	return new;
end $$;
revoke all on function accuracy.keep_beside() from public;
create trigger kept_right before insert on accuracy.support for each row execute function accuracy.keep_beside();
create trigger kept_right before insert on accuracy.attachment for each row execute function accuracy.keep_beside();

-- A matter of judgment is decided by an HM Inspector and nobody else.
create function accuracy.keep_decision() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	point accuracy.point;
	round accuracy.round;
begin
	select * into point from accuracy.point p where p.id = new.point_id;
	select * into round from accuracy.round r where r.id = point.round_id for update;
	if round.state is distinct from 'submitted' or point.sent_at is null or point.withdrawn_at is not null then
		raise exception 'This point does not wait for a decision.'
			using errcode = 'check_violation', constraint = 'point_undecided';
	end if;
	if new.outcome <> 'to HM Inspector' and not app.has_role('HM Inspector') and (point.argument = 'judgment'
			or exists (select from accuracy.decision d where d.point_id = point.id and d.outcome = 'to HM Inspector')) then
		raise exception 'An HM Inspector decides matters of judgment.'
			using errcode = 'check_violation', constraint = 'by_hm_inspector';
	end if;
	new.number := (select coalesce(max(d.number), 0) + 1 from accuracy.decision d where d.point_id = new.point_id);
	return new;
end $$;
revoke all on function accuracy.keep_decision() from public;
create trigger kept_right before insert on accuracy.decision for each row execute function accuracy.keep_decision();

create function accuracy.keep_change() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if not exists (select from accuracy.point p join accuracy.round r on r.id = p.round_id
			where p.id = new.point_id and p.sent_at is not null and r.state in ('submitted', 'decided')) then
		raise exception 'Changes are recorded while a round is decided.'
			using errcode = 'check_violation', constraint = 'round_undecided';
	end if;
	return new;
end $$;
revoke all on function accuracy.keep_change() from public;
create trigger kept_right before insert on accuracy.change for each row execute function accuracy.keep_change();

create function accuracy.keep_statement() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	perform from accuracy.round r where r.id = new.round_id for update;
	new.number := (select coalesce(max(s.number), 0) + 1 from accuracy.statement s where s.round_id = new.round_id);
	new.by_name := coalesce((select a.name from foundation.account a where a.id = new."by"), '');
	return new;
end $$;
revoke all on function accuracy.keep_statement() from public;
create trigger kept_right before insert on accuracy.statement for each row execute function accuracy.keep_statement();

create trigger moved before insert or update on accuracy.round
	for each row execute function app.moved_by('accuracy round', 'id', 'state', 'preparing');
-- After the one above, by its name.
create trigger tells_steps before update on accuracy.round for each row execute function accuracy.keep_round();

create trigger audit after insert or update or delete on accuracy.round
	for each row execute function app.audit('accuracy round', 'id', '', '', 'state,shared_at,submitted_at,decided_at,closed_at');
create trigger audit after insert or update or delete on accuracy.frozen
	for each row execute function app.audit('accuracy round', 'round_id', 'tree', '');
create trigger audit after insert or update or delete on accuracy.member
	for each row execute function app.audit('accuracy round', 'round_id', '', '');
-- What is prepared at a force is not read in the record either; what was handed in is never changed.
create trigger audit after insert or update or delete on accuracy.point
	for each row execute function app.audit('accuracy point', 'id', 'passage,argument,wrong,proposed', '');
create trigger audit after insert or update or delete on accuracy.support
	for each row execute function app.audit('accuracy point', 'point_id', 'note', '');
create trigger audit after insert or update or delete on accuracy.attachment
	for each row execute function app.audit('accuracy point', 'point_id', 'file_id', '');
create trigger audit after insert or update or delete on accuracy.decision
	for each row execute function app.audit('accuracy point', 'point_id', '', '');
create trigger audit after insert or update or delete on accuracy.change
	for each row execute function app.audit('accuracy point', 'point_id', '', '');
create trigger audit after insert or update or delete on accuracy.extension
	for each row execute function app.audit('accuracy round', 'round_id', '', '');
create trigger audit after insert or update or delete on accuracy.statement
	for each row execute function app.audit('accuracy round', 'round_id', '', '');
-- accuracy.passage has no audit: it is read out of the tree that was frozen with it, and never changed.
