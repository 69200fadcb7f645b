-- What forces plan to do about what they are asked, and what they send when they are asked how it stands. A plan is the
-- force's own until it hands it in, and informs no judgment; an update is evidence for a later inspection.

-- The plans that a programme asks for, one of each force: what each has to say, and until when.
create table followup.plan_call (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null unique references programmes.programme,
	-- Copied: whoever is asked may not see the programme itself.
	programme text not null,
	title text not null check (title = btrim(title) and title <> ''),
	-- Said to the forces beside it.
	message text check (btrim(message) <> ''),
	due_on date not null,
	-- Null: no force sees it yet.
	asked_at timestamptz,
	asked_by_name text,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account
);
create table followup.plan_element (
	id uuid primary key default gen_random_uuid(),
	call_id uuid not null references followup.plan_call,
	number integer not null default 0,
	name text not null check (name = btrim(name) and name <> ''),
	-- What a plan has to say about it.
	says text not null check (btrim(says) <> ''),
	unique (call_id, number)
);
create unique index element_named on followup.plan_element (call_id, lower(name));

create table followup.plan (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: AP-4.
	number bigint not null unique generated always as identity,
	call_id uuid not null references followup.plan_call,
	force_id uuid not null references programmes.force,
	state text not null default 'being written' check (state in ('being written', 'handed in')),
	-- The newest that was handed in, and the newest that was published; 0: none.
	version integer not null default 0,
	published integer not null default 0,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	constraint plan_once unique (call_id, force_id)
);
create index on followup.plan (force_id);

-- What a force writes: for each element, and for each promise that it chose to answer. Null: nothing yet.
create table followup.plan_entry (
	id uuid primary key default gen_random_uuid(),
	plan_id uuid not null references followup.plan,
	element_id uuid references followup.plan_element,
	promise_id uuid references followup.promise,
	text text check (btrim(text) <> ''),
	-- How often it was written: whoever writes says which they read.
	edits integer not null default 0,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	unique (plan_id, element_id),
	unique (plan_id, promise_id),
	check (num_nonnulls(element_id, promise_id) = 1)
);
create index on followup.plan_entry (promise_id);
create table followup.plan_milestone (
	id uuid primary key default gen_random_uuid(),
	plan_id uuid not null references followup.plan,
	number integer not null default 0,
	-- What it belongs to; null: the whole plan.
	entry_id uuid references followup.plan_entry on delete set null,
	title text not null check (btrim(title) <> ''),
	-- A role, or a name as the force gives it.
	owner text not null check (btrim(owner) <> ''),
	due_on date not null,
	-- It was in a version that was handed in: it stays, and takes updates.
	handed_in boolean not null default false,
	dropped_because text check (btrim(dropped_because) <> ''),
	edits integer not null default 0,
	unique (plan_id, number)
);
create index on followup.plan_milestone (entry_id);

-- A plan as it was handed in; only added. The database copies what stands there.
create table followup.plan_version (
	plan_id uuid not null references followup.plan,
	number integer not null default 0,
	-- What the force says with it; why there is a new one.
	note text check (btrim(note) <> ''),
	-- { elements: [{ id, number, name, says, text }], promises: [{ id, number, kind, title, asked, text }],
	--   milestones: [{ id, number, element, promise, title, owner, due, dropped }] }
	content jsonb not null default '{}',
	late boolean not null default false,
	evidence_id uuid not null references evidence.item,
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	primary key (plan_id, number)
);
create index on followup.plan_version (evidence_id);

-- What the inspectorate found when it first looked at a version, and what it thinks of it; only added, the newest holds.
-- It is between the inspectorate and the force.
create table followup.plan_intake (
	id uuid primary key default gen_random_uuid(),
	plan_id uuid not null,
	version integer not null,
	number integer not null default 0,
	-- In line with national priorities; detailed enough; refers to the recommendations.
	in_line text not null check (in_line in ('yes', 'in part', 'no')),
	in_line_words text check (btrim(in_line_words) <> ''),
	detail text not null check (detail in ('yes', 'in part', 'no')),
	detail_words text check (btrim(detail_words) <> ''),
	refers text not null check (refers in ('yes', 'in part', 'no')),
	refers_words text check (btrim(refers_words) <> ''),
	words text check (btrim(words) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	unique (plan_id, version, number),
	foreign key (plan_id, version) references followup.plan_version,
	check (in_line = 'yes' or in_line_words is not null),
	check (detail = 'yes' or detail_words is not null),
	check (refers = 'yes' or refers_words is not null)
);
create table followup.plan_intake_row (
	intake_id uuid not null references followup.plan_intake,
	element_id uuid references followup.plan_element,
	promise_id uuid references followup.promise,
	found text not null check (found in ('present', 'in part', 'missing')),
	words text check (btrim(words) <> ''),
	unique nulls not distinct (intake_id, element_id, promise_id),
	check (num_nonnulls(element_id, promise_id) = 1),
	check (found = 'present' or words is not null)
);

-- How a milestone stands, as the force says; only added, the newest holds.
create table followup.plan_update (
	id uuid primary key default gen_random_uuid(),
	plan_id uuid not null references followup.plan,
	milestone_id uuid not null references followup.plan_milestone,
	number integer not null default 0,
	standing text not null check (standing in ('on track', 'delayed', 'done')),
	done_on date,
	text text not null check (btrim(text) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	unique (milestone_id, number),
	check ((standing = 'done') = (done_on is not null))
);
create index on followup.plan_update (plan_id);
create table followup.plan_update_file (
	update_id uuid not null references followup.plan_update,
	file_id uuid not null references foundation.file,
	primary key (update_id, file_id)
);
create index on followup.plan_update_file (file_id);

-- A version that the force has published: for everybody, and fixed.
create table followup.plan_publication (
	plan_id uuid not null,
	version integer not null,
	note text check (btrim(note) <> ''),
	-- Where the force published it besides.
	address text check (address ~ '^https?://'),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	primary key (plan_id, version),
	foreign key (plan_id, version) references followup.plan_version
);

-- Until a day forces say how it stands with what they were asked.
create table followup.window (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: UW-4.
	number bigint not null unique generated always as identity,
	-- Whose inspections consider what is sent.
	programme_id uuid not null references programmes.programme,
	programme text not null,
	title text not null check (title = btrim(title) and title <> ''),
	asked text not null check (btrim(asked) <> ''),
	from_on date not null,
	-- The last day; until its end in London.
	until_on date not null,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	added_by_name text not null default '',
	constraint window_days check (from_on <= until_on)
);
create index on followup.window (programme_id);
-- The forces that were asked.
create table followup.window_force (
	window_id uuid not null references followup.window,
	force_id uuid not null references programmes.force,
	primary key (window_id, force_id)
);
create index on followup.window_force (force_id);
create table followup.window_extension (
	id uuid primary key default gen_random_uuid(),
	window_id uuid not null references followup.window,
	was date not null default '-infinity',
	until date not null,
	because text not null check (btrim(because) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	constraint extended_forward check (until > was)
);
create index on followup.window_extension (window_id);
-- What a force sent: its words and files are an item of evidence.
create table followup.window_update (
	id uuid primary key default gen_random_uuid(),
	window_id uuid not null,
	force_id uuid not null default app.organisation(),
	-- Of what it tells; null: of the whole.
	part_id uuid references followup.part,
	evidence_id uuid not null unique references evidence.item,
	-- It came after the window.
	late boolean not null default false,
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	foreign key (window_id, force_id) references followup.window_force
);
create index on followup.window_update (window_id, force_id);
create index on followup.window_update (part_id);

-- What everybody reads of the plan that a force published. Only added to; the newest version of a plan holds.
create table edition.plan (
	id bigint primary key generated always as identity,
	-- Always null: a force publishes it, and no release does.
	release_id uuid references releases.release,
	number bigint not null,
	version integer not null,
	force_id uuid not null,
	force_slug text not null,
	force_name text not null,
	-- Of the programme that asks for it, and of the plan.
	programme text not null,
	title text not null,
	published_on date not null,
	published_at timestamptz not null,
	-- What the force says of this version; where else it is published.
	note text,
	address text,
	-- [{ number, name, says, text }]
	elements jsonb not null,
	-- [{ promise, kind, title, asked, text }]: promise is its number in the register.
	recommendations jsonb not null,
	-- [{ number, element, promise, title, owner, due, done }]: by numbers; done is the day, as the force said it when it
	-- published, or null.
	milestones jsonb not null,
	illustrative boolean not null,
	at timestamptz not null default app.now(),
	unique (number, version)
);
create index on edition.plan (force_id);
call edition.added_later('plan');

-- Whether a programme is about the force that asks.
create function followup.is_of_programme(programme uuid) returns boolean language sql stable security definer
	set search_path = ''
	return exists (select from programmes.programme_force f where f.programme_id = programme
		and f.force_id = followup.own_force() and f.excluded_because is null);
create policy followup_ask on programmes.programme_force for select to inspectorate_owner using (true);
-- What a plan of that force has to answer: recommendations and causes of concern that the programme made, and that are
-- neither refused nor over.
create function followup.asked_under(programme uuid, force uuid) returns setof uuid language sql stable security definer
	set search_path = ''
	begin atomic
		select p.id from followup.promise p
			left join judgments.raised r on r.id = p.raised_id
			left join programmes.inspection i on i.id = r.inspection_id
			left join releases.release e on e.id = p.release_id
			where p.force_id = force and p.whose = 'force' and p.kind <> 'area for improvement'
				and programme in (r.programme_id, i.programme_id, e.programme_id)
				and (followup.own_force() is null or followup.own_force() = force)
				and exists (select from followup.part t where t.promise_id = p.id
					and t.state not in ('rejected', 'verified closed', 'superseded', 'no longer applicable'));
	end;
revoke all on function followup.is_of_programme(uuid), followup.asked_under(uuid, uuid) from public;
grant execute on function followup.is_of_programme(uuid) to inspectorate_force, inspectorate_body;
grant execute on function followup.asked_under(uuid, uuid) to inspectorate_staff, inspectorate_force, inspectorate_body;
-- Who speaks for a force.
create function followup.speaks() returns boolean language sql stable parallel safe
	return app.has_role('chief officer') or app.has_role('force liaison officer');

do $$
declare
	named text;
begin
	foreach named in array array['plan_call', 'plan_element', 'plan', 'plan_entry', 'plan_milestone', 'plan_version',
		'plan_intake', 'plan_intake_row', 'plan_update', 'plan_update_file', 'plan_publication', 'window', 'window_force',
		'window_extension', 'window_update']
	loop
		execute format('call app.protect(%L)', 'followup.' || named);
		execute format('create policy owner on followup.%I to inspectorate_owner using (true)', named);
		-- What a force writes is its own until it hands it in: of that staff read the copy.
		if named not in ('plan_entry', 'plan_milestone') then
			execute format('create policy staff on followup.%I for select to inspectorate_staff, inspectorate_worker
				using (true)', named);
			execute format('grant select on followup.%I to inspectorate_staff, inspectorate_worker', named);
		end if;
		execute format('create policy own on followup.%I for select to inspectorate_force using (%s)', named, case named
			when 'plan_call' then 'asked_at is not null and followup.is_of_programme(programme_id)'
			when 'plan_element' then 'exists (select from followup.plan_call c where c.id = call_id)'
			when 'plan' then 'force_id = app.organisation()'
			when 'plan_intake_row' then 'exists (select from followup.plan_intake i where i.id = intake_id)'
			when 'plan_update_file' then 'exists (select from followup.plan_update u where u.id = update_id)'
			when 'window' then 'exists (select from followup.window_force f where f.window_id = id)'
			when 'window_force' then 'force_id = app.organisation()'
			when 'window_extension' then 'exists (select from followup.window_force f where f.window_id = window_extension.window_id)'
			when 'window_update' then 'force_id = app.organisation()'
			else 'exists (select from followup.plan p where p.id = plan_id)' end);
		execute format('grant select on followup.%I to inspectorate_force', named);
		if named not in ('plan_call', 'plan_element', 'plan', 'plan_entry', 'plan_milestone', 'window', 'window_force') then
			execute format('create trigger kept before update or delete or truncate on followup.%I
				for each statement execute function app.refuse_change()', named);
		end if;
	end loop;
	-- A policing body reads what its force handed in, and how it goes on; not what the inspectorate thinks of it, and not the
	-- files, which are between the force and the inspectorate.
	foreach named in array array['plan_call', 'plan_element', 'plan', 'plan_version', 'plan_update', 'plan_update_file',
		'plan_publication']
	loop
		execute format('create policy body on followup.%I for select to inspectorate_body using (%s)', named, case named
			when 'plan_call' then 'asked_at is not null and followup.is_of_programme(programme_id)'
			when 'plan_element' then 'exists (select from followup.plan_call c where c.id = call_id)'
			when 'plan' then 'version > 0 and force_id = (select followup.own_force())'
			when 'plan_update_file' then 'false'
			else 'exists (select from followup.plan p where p.id = plan_id)' end);
		execute format('grant select on followup.%I to inspectorate_body', named);
	end loop;
end $$;

create policy add on followup.plan_call for insert to inspectorate_staff with check (followup.may_follow());
create policy change on followup.plan_call for update to inspectorate_staff using (followup.may_follow());
grant insert on followup.plan_call, followup.plan_element, followup.plan_intake, followup.plan_intake_row
	to inspectorate_staff;
grant update (title, message, due_on, asked_at) on followup.plan_call to inspectorate_staff;
create policy add on followup.plan_element for insert to inspectorate_staff with check (followup.may_follow());
create policy change on followup.plan_element for update to inspectorate_staff using (followup.may_follow()
	and exists (select from followup.plan_call c where c.id = call_id and c.asked_at is null));
create policy remove on followup.plan_element for delete to inspectorate_staff using (followup.may_follow()
	and exists (select from followup.plan_call c where c.id = call_id and c.asked_at is null));
grant update (name, says), delete on followup.plan_element to inspectorate_staff;
create policy add on followup.plan_intake for insert to inspectorate_staff
	with check (followup.may_follow() and by is not distinct from app.account());
create policy add on followup.plan_intake_row for insert to inspectorate_staff
	with check (exists (select from followup.plan_intake i where i.id = intake_id and i.by is not distinct from app.account()
		and i.at = app.now()));

create policy begin on followup.plan for insert to inspectorate_force with check (force_id = app.organisation()
	and exists (select from followup.plan_call c where c.id = call_id));
grant insert (call_id, force_id) on followup.plan to inspectorate_force;
create policy move on followup.plan for update to inspectorate_force using (force_id = app.organisation());
grant update (state) on followup.plan to inspectorate_force;
create policy write on followup.plan_entry to inspectorate_force
	using (exists (select from followup.plan p where p.id = plan_id and p.state = 'being written'));
create policy write on followup.plan_milestone to inspectorate_force
	using (exists (select from followup.plan p where p.id = plan_id and p.state = 'being written'));
grant insert (plan_id, element_id, promise_id, text), update (text), delete on followup.plan_entry to inspectorate_force;
grant insert (plan_id, entry_id, title, owner, due_on), update (entry_id, title, owner, due_on, dropped_because), delete
	on followup.plan_milestone to inspectorate_force;
create policy hand_in on followup.plan_version for insert to inspectorate_force with check (followup.speaks()
	and exists (select from followup.plan p where p.id = plan_id)
	and exists (select from evidence.item e where e.id = evidence_id and e.kind = 'action plan'));
grant insert (plan_id, note, evidence_id) on followup.plan_version to inspectorate_force;
create policy tell on followup.plan_update for insert to inspectorate_force
	with check (exists (select from followup.plan_milestone m where m.id = milestone_id and m.plan_id = plan_update.plan_id));
grant insert (id, plan_id, milestone_id, standing, done_on, text) on followup.plan_update to inspectorate_force;
create policy tell on followup.plan_update_file for insert to inspectorate_force
	with check (exists (select from followup.plan_update u where u.id = update_id and u.by = app.account())
		and exists (select from foundation.file f where f.id = file_id and f.uploaded_by = app.account()));
grant insert on followup.plan_update_file to inspectorate_force;
create policy publish on followup.plan_publication for insert to inspectorate_force with check (followup.speaks()
	and exists (select from followup.plan p where p.id = plan_id));
grant insert (plan_id, version, note, address) on followup.plan_publication to inspectorate_force;

create function followup.may_open() returns boolean language sql stable parallel safe
	return app.has_role('programme manager') or (app.has_role('administrator') and app.account() is null);
create policy add on followup.window for insert to inspectorate_staff with check (followup.may_open());
create policy add on followup.window_force for insert to inspectorate_staff with check (followup.may_open());
create policy add on followup.window_extension for insert to inspectorate_staff with check (followup.may_open());
grant insert on followup.window, followup.window_force to inspectorate_staff;
grant insert (window_id, until, because) on followup.window_extension to inspectorate_staff;
create policy send on followup.window_update for insert to inspectorate_force with check (force_id = app.organisation()
	and exists (select from evidence.item e where e.id = evidence_id and e.kind = 'force update')
	and (part_id is null or followup.is_ours(part_id)));
grant insert (window_id, part_id, evidence_id) on followup.window_update to inspectorate_force;

-- What was asked of forces stays as they read it; something may be added to it.
create function followup.keep_plan_call() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if old.asked_at is not null then
		new.asked_at := old.asked_at;
	elsif new.asked_at is not null then
		if not exists (select from followup.plan_element e where e.call_id = new.id) then
			raise exception 'Nothing is asked of a plan yet.' using errcode = 'check_violation', constraint = 'call_elements';
		end if;
		new.asked_at := app.now();
		new.asked_by_name := (select a.name from foundation.account a where a.id = app.account());
	end if;
	return new;
end $$;
create trigger kept_right before update on followup.plan_call for each row execute function followup.keep_plan_call();
create function followup.keep_plan_element() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	asked timestamptz;
begin
	select c.asked_at into asked from followup.plan_call c where c.id = coalesce(new.call_id, old.call_id) for update;
	if tg_op <> 'INSERT' and asked is not null then
		raise exception 'Forces have read it.' using errcode = 'check_violation', constraint = 'element_asked';
	end if;
	if tg_op = 'DELETE' then return old; end if;
	if tg_op = 'INSERT' then
		new.number := (select coalesce(max(e.number), 0) + 1 from followup.plan_element e where e.call_id = new.call_id);
	end if;
	return new;
end $$;
create trigger kept_right before insert or update or delete on followup.plan_element
	for each row execute function followup.keep_plan_element();

create function followup.begin_plan() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	new.illustrative := (select c.illustrative from followup.plan_call c where c.id = new.call_id);
	return new;
end $$;
create trigger kept_right before insert on followup.plan for each row execute function followup.begin_plan();
create trigger moved before insert or update on followup.plan
	for each row execute function app.moved_by('action plan', 'id', 'state', 'being written');

create function followup.keep_plan_entry() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	plan followup.plan;
begin
	-- Whoever hands in at this moment waits, and so does whoever writes.
	select * into plan from followup.plan p where p.id = new.plan_id for update;
	-- Row security says that there is no such plan.
	if not found then return new; end if;
	if plan.state <> 'being written' then
		raise exception 'It is handed in.' using errcode = 'check_violation', constraint = 'plan_written';
	end if;
	if not exists (select from followup.plan_element e where e.id = new.element_id and e.call_id = plan.call_id
			union all select from followup.promise p where p.id = new.promise_id and p.force_id = plan.force_id
				and p.whose = 'force') then
		raise exception 'It is not of this plan.' using errcode = 'check_violation', constraint = 'entry_of_plan';
	end if;
	if tg_op = 'UPDATE' then new.edits := old.edits + 1; end if;
	new.at := app.now();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	return new;
end $$;
create trigger kept_right before insert or update on followup.plan_entry
	for each row execute function followup.keep_plan_entry();

create function followup.keep_plan_milestone() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	plan followup.plan;
begin
	select * into plan from followup.plan p where p.id = coalesce(new.plan_id, old.plan_id) for update;
	if not found then return coalesce(new, old); end if;
	if tg_op = 'DELETE' then
		if old.handed_in then
			raise exception 'It was handed in.' using errcode = 'check_violation', constraint = 'milestone_handed_in';
		end if;
		return old;
	end if;
	if plan.state <> 'being written' then
		raise exception 'It is handed in.' using errcode = 'check_violation', constraint = 'plan_written';
	end if;
	if new.entry_id is not null and not exists (select from followup.plan_entry e where e.id = new.entry_id
			and e.plan_id = new.plan_id) then
		raise exception 'It is not of this plan.' using errcode = 'check_violation', constraint = 'entry_of_plan';
	end if;
	if tg_op = 'INSERT' then
		new.number := (select coalesce(max(m.number), 0) + 1 from followup.plan_milestone m where m.plan_id = new.plan_id);
	else
		new.edits := old.edits + 1;
	end if;
	return new;
end $$;
create trigger kept_right before insert or update or delete on followup.plan_milestone
	for each row execute function followup.keep_plan_milestone();

-- A plan as it stands at the force; and, in the trigger below, as it is handed in.
create function followup.plan_content(plan uuid) returns jsonb language sql stable
	return (select jsonb_build_object(
		'elements', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'number', e.number, 'name', e.name,
				'says', e.says, 'text', n.text) order by e.number), '[]')
			from followup.plan_element e left join followup.plan_entry n on n.element_id = e.id and n.plan_id = p.id
			where e.call_id = p.call_id),
		'promises', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'kind', a.kind,
				'title', a.title, 'asked', a.text || coalesce((select string_agg(E'\n(' || t.letter || ') ' || t.text, ''
					order by t.letter) from followup.part t where t.promise_id = a.id and t.letter is not null), ''),
				'text', n.text) order by a.number), '[]')
			from followup.plan_entry n join followup.promise a on a.id = n.promise_id where n.plan_id = p.id),
		'milestones', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'number', m.number, 'element', e.number,
				'promise', a.number, 'title', m.title, 'owner', m.owner, 'due', m.due_on, 'dropped', m.dropped_because)
				order by m.number), '[]')
			from followup.plan_milestone m left join followup.plan_entry n on n.id = m.entry_id
				left join followup.plan_element e on e.id = n.element_id left join followup.promise a on a.id = n.promise_id
			where m.plan_id = p.id))
		from followup.plan p where p.id = plan_content.plan);
revoke all on function followup.plan_content(uuid) from public;
grant execute on function followup.plan_content(uuid) to inspectorate_force;

-- Copies what stands there, while nobody can write it.
create function followup.keep_plan_version() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	plan followup.plan;
begin
	select * into plan from followup.plan p where p.id = new.plan_id for update;
	if not found then return new; end if;
	if plan.state <> 'being written' then
		raise exception 'It is handed in.' using errcode = 'check_violation', constraint = 'plan_written';
	end if;
	if new.note is null and plan.version > 0 then
		raise exception 'A new version says what is new.' using errcode = 'check_violation', constraint = 'version_note';
	end if;
	new.number := plan.version + 1;
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	new.at := app.now();
	new.late := plan.version = 0 and followup.today() > (select c.due_on from followup.plan_call c where c.id = plan.call_id);
	new.content := followup.plan_content(plan.id);
	update followup.plan_milestone m set handed_in = true where m.plan_id = plan.id and not m.handed_in;
	update followup.plan p set version = new.number where p.id = plan.id;
	return new;
end $$;
create trigger kept_right before insert on followup.plan_version
	for each row execute function followup.keep_plan_version();

-- Who says something of a plan, when, and the how-manyeth it is: nobody types that.
create function followup.keep_plan_intake() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	perform from followup.plan p where p.id = new.plan_id for update;
	new.number := (select coalesce(max(i.number), 0) + 1 from followup.plan_intake i
		where i.plan_id = new.plan_id and i.version = new.version);
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	new.at := app.now();
	return new;
end $$;
create trigger kept_right before insert on followup.plan_intake
	for each row execute function followup.keep_plan_intake();
create function followup.keep_plan_update() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	milestone followup.plan_milestone;
begin
	select * into milestone from followup.plan_milestone m where m.id = new.milestone_id for update;
	if not milestone.handed_in or milestone.dropped_because is not null then
		raise exception 'It takes no updates.' using errcode = 'check_violation', constraint = 'milestone_open';
	end if;
	if new.done_on > followup.today() then
		raise exception 'It has not come yet.' using errcode = 'check_violation', constraint = 'done_ahead';
	end if;
	new.number := (select coalesce(max(u.number), 0) + 1 from followup.plan_update u where u.milestone_id = new.milestone_id);
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	new.at := app.now();
	return new;
end $$;
create trigger kept_right before insert on followup.plan_update
	for each row execute function followup.keep_plan_update();

-- What a force publishes is for everybody in the same moment, with how its milestones stand.
create function followup.keep_plan_publication() returns trigger language plpgsql security definer
	set search_path = '' as $$
declare
	plan followup.plan;
begin
	select * into plan from followup.plan p where p.id = new.plan_id for update;
	if not found then return new; end if;
	if new.version is distinct from plan.version or new.version = 0 then
		raise exception 'The newest version is published.' using errcode = 'check_violation', constraint = 'newest_published';
	end if;
	if new.note is null and plan.published > 0 then
		raise exception 'A new version says what is new.' using errcode = 'check_violation', constraint = 'version_note';
	end if;
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	new.at := app.now();
	update followup.plan p set published = new.version where p.id = plan.id;
	return new;
end $$;
create trigger kept_right before insert on followup.plan_publication
	for each row execute function followup.keep_plan_publication();
create function followup.show_plan() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	plan followup.plan;
begin
	select * into plan from followup.plan p where p.id = new.plan_id;
	insert into edition.plan (number, version, force_id, force_slug, force_name, programme, title, published_on, published_at,
			note, address, elements, recommendations, milestones, illustrative)
		select plan.number, new.version, plan.force_id, coalesce(f.slug, f.id::text), o.name, c.programme, c.title,
			followup.today(), new.at, new.note, new.address,
			(select coalesce(jsonb_agg(e - 'id' order by n), '[]')
				from jsonb_array_elements(v.content -> 'elements') with ordinality x (e, n)),
			(select coalesce(jsonb_agg(jsonb_build_object('promise', e -> 'number', 'kind', e -> 'kind', 'title', e -> 'title',
					'asked', e -> 'asked', 'text', e -> 'text') order by n), '[]')
				from jsonb_array_elements(v.content -> 'promises') with ordinality x (e, n)),
			(select coalesce(jsonb_agg(e - 'id' - 'dropped' || jsonb_build_object('done', (select u.done_on
					from followup.plan_update u where u.milestone_id = (e ->> 'id')::uuid order by u.number desc limit 1))
					order by n), '[]')
				from jsonb_array_elements(v.content -> 'milestones') with ordinality x (e, n)
				where e ->> 'dropped' is null),
			plan.illustrative
		from followup.plan_version v join followup.plan_call c on c.id = plan.call_id
			join programmes.force f on f.id = plan.force_id join foundation.organisation o on o.id = f.id
		where v.plan_id = plan.id and v.number = new.version;
	insert into edition.change (force_id, force_slug, what)
		select f.id, coalesce(f.slug, f.id::text), 'plan' from programmes.force f where f.id = plan.force_id;
	return null;
end $$;
create trigger shown after insert on followup.plan_publication for each row execute function followup.show_plan();

create function followup.keep_window() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	new.added_at := app.now();
	new.added_by := app.account();
	new.added_by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.added_by_name);
	return new;
end $$;
create trigger kept_right before insert on followup.window for each row execute function followup.keep_window();
create function followup.keep_window_extension() returns trigger language plpgsql security definer
	set search_path = '' as $$
begin
	select w.until_on into new.was from followup.window w where w.id = new.window_id for update;
	if new.until < followup.today() then
		raise exception 'That day is over.' using errcode = 'check_violation', constraint = 'extended_ahead';
	end if;
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	new.at := app.now();
	if new.until > new.was then
		update followup.window w set until_on = new.until where w.id = new.window_id;
	end if;
	return new;
end $$;
create trigger kept_right before insert on followup.window_extension
	for each row execute function followup.keep_window_extension();
-- What comes after the last day is kept, and says so.
create function followup.keep_window_update() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	open followup.window;
begin
	select * into open from followup.window w where w.id = new.window_id for share;
	if followup.today() < open.from_on then
		raise exception 'It is not open yet.' using errcode = 'check_violation', constraint = 'window_open';
	end if;
	new.late := followup.today() > open.until_on;
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	new.at := app.now();
	return new;
end $$;
create trigger kept_right before insert on followup.window_update
	for each row execute function followup.keep_window_update();
revoke all on function followup.keep_plan_call(), followup.keep_plan_element(), followup.begin_plan(),
	followup.keep_plan_entry(), followup.keep_plan_milestone(), followup.keep_plan_version(), followup.keep_plan_intake(),
	followup.keep_plan_update(), followup.keep_plan_publication(), followup.show_plan(), followup.keep_window(),
	followup.keep_window_extension(), followup.keep_window_update() from public;

create trigger audit after insert or update or delete on followup.plan_call
	for each row execute function app.audit('plan call', 'id', '', '');
create trigger audit after insert or update or delete on followup.plan_element
	for each row execute function app.audit('plan call', 'call_id', '', '');
create trigger audit after insert or update or delete on followup.plan
	for each row execute function app.audit('action plan', 'id', '', 'force_id', 'state,version,published');
-- What is prepared at a force is not read in the record either; what was handed in is never changed.
create trigger audit after insert or update or delete on followup.plan_entry
	for each row execute function app.audit('action plan', 'plan_id', 'text', '');
create trigger audit after insert or update or delete on followup.plan_milestone
	for each row execute function app.audit('action plan', 'plan_id', 'title,owner,due_on,dropped_because', '');
create trigger audit after insert or update or delete on followup.plan_version
	for each row execute function app.audit('action plan', 'plan_id', 'content', '');
create trigger audit after insert or update or delete on followup.plan_intake
	for each row execute function app.audit('action plan', 'plan_id', '', '');
create trigger audit after insert or update or delete on followup.plan_intake_row
	for each row execute function app.audit('plan intake', 'intake_id', '', '');
create trigger audit after insert or update or delete on followup.plan_update
	for each row execute function app.audit('action plan', 'plan_id', '', '');
create trigger audit after insert or update or delete on followup.plan_update_file
	for each row execute function app.audit('plan update', 'update_id', '', '');
create trigger audit after insert or update or delete on followup.plan_publication
	for each row execute function app.audit('action plan', 'plan_id', '', '');
create trigger audit after insert or update or delete on followup.window
	for each row execute function app.audit('update window', 'id', '', '', 'until_on');
create trigger audit after insert or update or delete on followup.window_force
	for each row execute function app.audit('update window', 'window_id', '', '');
create trigger audit after insert or update or delete on followup.window_extension
	for each row execute function app.audit('update window', 'window_id', '', '');
create trigger audit after insert or update or delete on followup.window_update
	for each row execute function app.audit('update window', 'window_id', '', 'force_id');
-- edition.plan has no audit: it says again what was handed in and published, and is never changed.
