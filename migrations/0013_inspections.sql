-- Programmes, what they plan, and the inspections that come of them: one programme × one force.

create table programmes.programme (
	id uuid primary key default gen_random_uuid(),
	slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	name text not null check (name = btrim(name) and name <> ''),
	purpose text not null check (purpose <> ''),
	-- What it is a part of: "PEEL 2018/19".
	assessment text,
	fieldwork_since date not null,
	fieldwork_until date not null,
	-- On the day of publication, in London.
	embargo_hour time not null default '00:01',
	illustrative boolean not null default false,
	check (fieldwork_since <= fieldwork_until)
);

-- What it was called before. Every name leads to it.
create table programmes.programme_name (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null references programmes.programme,
	name text not null check (name = btrim(name) and name <> ''),
	-- The address that it had under this name; null where that is the address it still has.
	slug text unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	-- The last day on which it was called so, where that is known.
	until date
);
create index on programmes.programme_name (programme_id);

-- One programme may inspect under two versions: the earlier forces under the one, the later under the other.
create table programmes.programme_framework (
	programme_id uuid not null references programmes.programme,
	framework text not null,
	version integer not null,
	note text,
	primary key (programme_id, framework, version),
	foreign key (framework, version) references programmes.framework_version
);
create index on programmes.programme_framework (framework, version);

-- The forces it is about, and those it leaves out with the reason that is printed.
create table programmes.programme_force (
	programme_id uuid not null references programmes.programme,
	force_id uuid not null references programmes.force,
	excluded_because text check (excluded_because <> ''),
	primary key (programme_id, force_id)
);
create index on programmes.programme_force (force_id);

-- The offences, groups or themes it looks at in particular.
create table programmes.programme_focus (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null references programmes.programme,
	title text not null check (title <> ''),
	because text not null check (because <> ''),
	position integer not null
);
create index on programmes.programme_focus (programme_id);

-- Other inspections that it rests on: one of ours, or one that we know by name only.
create table programmes.programme_input (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null references programmes.programme,
	input_id uuid references programmes.programme,
	title text not null check (title <> ''),
	note text,
	check (input_id <> programme_id)
);
create index on programmes.programme_input (programme_id);
create index on programmes.programme_input (input_id);

create table programmes.tranche (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null references programmes.programme,
	name text not null check (name = btrim(name) and name <> ''),
	position integer not null,
	fieldwork_since date not null,
	fieldwork_until date not null,
	unique (programme_id, name),
	check (fieldwork_since <= fieldwork_until)
);

-- The calendar: what has to be done by when, of the whole programme or of one tranche.
create table programmes.milestone (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null references programmes.programme,
	tranche_id uuid references programmes.tranche,
	title text not null check (title <> ''),
	due date not null,
	done_at timestamptz
);
create index on programmes.milestone (programme_id);
create index on programmes.milestone (tranche_id);

create table programmes.inspection (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null references programmes.programme,
	force_id uuid not null references programmes.force,
	tranche_id uuid references programmes.tranche,
	-- Pinned: what it is inspected under, whatever later versions say.
	framework text not null,
	version integer not null,
	fieldwork_since date,
	fieldwork_until date,
	publish_on date,
	state text not null default 'planned' check (state in
		('planned', 'preparing', 'fieldwork', 'judging', 'reporting', 'published', 'closed', 'cancelled')),
	-- When the force was told. Before that its plan is the inspectorate's own.
	announced_at timestamptz,
	illustrative boolean not null default false,
	unique (programme_id, force_id),
	foreign key (programme_id, framework, version) references programmes.programme_framework,
	foreign key (programme_id, force_id) references programmes.programme_force,
	check ((fieldwork_since is null) = (fieldwork_until is null)),
	check (fieldwork_since <= fieldwork_until)
);
create index on programmes.inspection (force_id);
create index on programmes.inspection (tranche_id);
-- What goes on in some weeks, beside many years that are over.
create index on programmes.inspection (fieldwork_until);
create index on programmes.inspection (programme_id, framework, version);

-- Who works on a programme or on one inspection of it.
create table programmes.team_member (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null references programmes.programme,
	inspection_id uuid references programmes.inspection,
	account_id uuid not null references foundation.account,
	part text not null check (part in ('lead', 'member')),
	-- Whose team it is: the inspection's history tells who joined it, and the programme's who joined that.
	team_of uuid not null generated always as (coalesce(inspection_id, programme_id)) stored,
	unique nulls not distinct (programme_id, inspection_id, account_id)
);
create index on programmes.team_member (inspection_id);
create index on programmes.team_member (account_id);

-- A decision which questions one force is inspected against; the newest holds, the earlier ones stay.
create table programmes.scoping (
	id uuid primary key default gen_random_uuid(),
	inspection_id uuid not null references programmes.inspection,
	number integer not null check (number > 0),
	decided_by uuid default app.account() references foundation.account,
	-- The name as it was, or of whoever decided before this system was there.
	decided_by_name text not null check (decided_by_name <> ''),
	decided_at timestamptz not null default app.now(),
	-- Of the first for the whole, of a later one for the change.
	reason text,
	unique (inspection_id, number)
);
create table programmes.scoping_row (
	scoping_id uuid not null references programmes.scoping,
	component text not null,
	inspected boolean not null,
	reason text,
	primary key (scoping_id, component)
);

-- After fieldwork has begun a change needs a reason. The database holds that too.
create function programmes.keep_scoping_right() returns trigger language plpgsql as $$
declare
	standing text;
begin
	select state into standing from programmes.inspection where id = new.inspection_id for share;
	if new.number > 1 and standing not in ('planned', 'preparing') and coalesce(btrim(new.reason), '') = '' then
		raise exception 'Fieldwork has begun: a change of scope needs a reason.' using errcode = 'check_violation';
	end if;
	if standing in ('published', 'closed', 'cancelled') and new.number > 1 then
		raise exception 'This inspection is over: its scope stands.' using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger kept_right before insert on programmes.scoping for each row execute function programmes.keep_scoping_right();

-- A version that anything rests on stays as it is. Whoever wants it different writes the next version.
create function programmes.keep_framework_frozen() returns trigger language plpgsql as $$
declare
	at_hand record := coalesce(old, new);
begin
	-- Whoever is just beginning to rest on it holds a lock on its row: this waits, and then sees them.
	perform from programmes.framework_version v
		where v.framework = at_hand.framework and v.version = at_hand.version for update;
	if exists (select from programmes.programme_framework p
			where p.framework = at_hand.framework and p.version = at_hand.version)
		or exists (select from programmes.judgment j
			where j.framework = at_hand.framework and j.version = at_hand.version) then
		raise exception 'Version % of the framework "%" is in use and stays as it is.', at_hand.version, at_hand.framework
			using errcode = 'restrict_violation';
	end if;
	return coalesce(new, old);
end $$;
create trigger frozen before update or delete on programmes.framework_version
	for each row execute function programmes.keep_framework_frozen();
create trigger frozen before insert or update or delete on programmes.framework_component
	for each row execute function programmes.keep_framework_frozen();
create trigger frozen before insert or update or delete on programmes.framework_grade
	for each row execute function programmes.keep_framework_frozen();

-- Programme managers plan, and an operator at the machine; inspectors and HM Inspectors move an inspection too, choose its
-- team and its scope.
create function programmes.may_plan() returns boolean language sql stable parallel safe
	return app.has_role('programme manager') or app.has_role('administrator');
create function programmes.may_lead() returns boolean language sql stable parallel safe
	return programmes.may_plan() or app.has_role('HM Inspector') or app.has_role('inspector');

do $$
declare
	named text;
begin
	foreach named in array array['programme', 'programme_name', 'programme_framework', 'programme_force',
		'programme_focus', 'programme_input', 'tranche', 'milestone', 'inspection', 'team_member', 'scoping', 'scoping_row']
	loop
		execute format('call app.protect(%L)', 'programmes.' || named);
		execute format('create policy staff on programmes.%I for select to inspectorate_staff, inspectorate_worker using (true)', named);
		execute format('grant select on programmes.%I to inspectorate_staff, inspectorate_worker', named);
		if named not like 'scoping%' and named not in ('inspection', 'team_member') then
			execute format('create policy add on programmes.%I for insert to inspectorate_staff
				with check (programmes.may_plan())', named);
			execute format('create policy change on programmes.%I for update to inspectorate_staff
				using (programmes.may_plan())', named);
			execute format('create policy remove on programmes.%I for delete to inspectorate_staff
				using (programmes.may_plan())', named);
			execute format('grant insert, update, delete on programmes.%I to inspectorate_staff', named);
		end if;
	end loop;
end $$;

create policy add on programmes.inspection for insert to inspectorate_staff
	with check (programmes.may_plan());
create policy change on programmes.inspection for update to inspectorate_staff using (programmes.may_lead());
create policy remove on programmes.inspection for delete to inspectorate_staff
	using (programmes.may_plan() and state = 'planned');
grant insert, update, delete on programmes.inspection to inspectorate_staff;
create policy add on programmes.team_member for insert to inspectorate_staff with check (programmes.may_lead());
create policy change on programmes.team_member for update to inspectorate_staff using (programmes.may_lead());
create policy remove on programmes.team_member for delete to inspectorate_staff using (programmes.may_lead());
grant insert, update, delete on programmes.team_member to inspectorate_staff;

-- Decisions are only ever added, each under the name of whoever decides.
create policy add on programmes.scoping for insert to inspectorate_staff
	with check (programmes.may_lead() and decided_by is not distinct from app.account());
create policy add on programmes.scoping_row for insert to inspectorate_staff with check (programmes.may_lead()
	and exists (select from programmes.scoping s
		where s.id = scoping_id and s.decided_by is not distinct from app.account()));
grant insert on programmes.scoping, programmes.scoping_row to inspectorate_staff;

-- A force sees its own inspections from the moment it was told, with what it is inspected against, and the programme.
create policy own on programmes.inspection for select to inspectorate_force
	using (force_id = app.organisation() and announced_at <= app.now());
create policy own on programmes.programme for select to inspectorate_force
	using (exists (select from programmes.inspection i where i.programme_id = programme.id));
create policy own on programmes.scoping for select to inspectorate_force
	using (exists (select from programmes.inspection i where i.id = scoping.inspection_id));
create policy own on programmes.scoping_row for select to inspectorate_force
	using (exists (select from programmes.scoping s where s.id = scoping_row.scoping_id));
create policy own on programmes.tranche for select to inspectorate_force
	using (exists (select from programmes.inspection i where i.tranche_id = tranche.id));
grant select on programmes.inspection, programmes.programme to inspectorate_force;
-- When the others of its tranche are visited is not for it.
grant select (id, name) on programmes.tranche to inspectorate_force;
grant select (id, inspection_id, number, decided_at) on programmes.scoping to inspectorate_force;
grant select (scoping_id, component, inspected) on programmes.scoping_row to inspectorate_force;

create trigger audit after insert or update or delete on programmes.programme
	for each row execute function app.audit('programme', 'id', '', '');
create trigger audit after insert or update or delete on programmes.programme_name
	for each row execute function app.audit('programme', 'programme_id', '', '');
create trigger audit after insert or update or delete on programmes.programme_framework
	for each row execute function app.audit('programme', 'programme_id', '', '');
create trigger audit after insert or update or delete on programmes.programme_force
	for each row execute function app.audit('programme', 'programme_id', '', '');
create trigger audit after insert or update or delete on programmes.programme_focus
	for each row execute function app.audit('programme', 'programme_id', '', '');
create trigger audit after insert or update or delete on programmes.programme_input
	for each row execute function app.audit('programme', 'programme_id', '', '');
create trigger audit after insert or update or delete on programmes.tranche
	for each row execute function app.audit('programme', 'programme_id', '', '');
create trigger audit after insert or update or delete on programmes.milestone
	for each row execute function app.audit('programme', 'programme_id', '', '');
create trigger audit after insert or update or delete on programmes.inspection
	for each row execute function app.audit('inspection', 'id', '', 'force_id', 'state,announced_at');
create trigger moved before insert or update on programmes.inspection
	for each row execute function app.moved_by('inspection', 'id', 'state', 'planned');
create trigger audit after insert or update or delete on programmes.team_member
	for each row execute function app.audit('team', 'team_of', '', '');
create trigger audit after insert or update or delete on programmes.scoping
	for each row execute function app.audit('scope', 'inspection_id', '', '');
create trigger audit after insert or update or delete on programmes.scoping_row
	for each row execute function app.audit('scoping', 'scoping_id', '', '');
