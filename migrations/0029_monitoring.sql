-- How closely each force is watched, and why; what could not wait for its report; and how people are reminded of what is
-- due, by mail and by calendar.

-- Who decides how closely a force is watched.
create function followup.may_decide() returns boolean language sql stable parallel safe
	return app.has_role('HM Inspector');

-- What the inspectorate calls its stages.
create table followup.stage_name (
	stage text primary key check (stage in ('default', 'enhanced')),
	name text not null check (name = btrim(name) and name <> '')
);
insert into followup.stage_name values ('default', 'Default monitoring'), ('enhanced', 'Enhanced monitoring');

-- A change of stage; only added, and the newest that was not taken back holds. A force without one is in the default stage.
-- Its words are for the force and for everybody; the plan is for the force.
create table followup.stage (
	id uuid primary key default gen_random_uuid(),
	force_id uuid not null references programmes.force,
	-- Of this force: 1, 2, …
	step integer not null default 0,
	was text not null default 'default' check (was in ('default', 'enhanced')),
	stage text not null check (stage in ('default', 'enhanced')),
	decided_on date not null,
	reasons text not null check (btrim(reasons) <> ''),
	plan text check (btrim(plan) <> ''),
	-- Why it left the enhanced stage before every criterion was met.
	unmet_because text check (btrim(unmet_because) <> ''),
	illustrative boolean not null default false,
	decided_by uuid default app.account() references foundation.account,
	decided_by_name text not null default '',
	decided_by_role text not null default 'HM Inspector',
	at timestamptz not null default app.now(),
	unique (force_id, step)
);

-- That the force was told, that it was published, that it was taken back before either. With the first of those who are told
-- a decision gets its number: given earlier, a gap between two numbers would tell of one that nobody was told of.
create table followup.stage_notice (
	id uuid primary key default gen_random_uuid(),
	stage_id uuid not null references followup.stage,
	force_id uuid references programmes.force,
	what text not null check (what in ('told', 'published', 'taken back')),
	-- As it is cited: MON-4.
	number bigint unique,
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	unique (stage_id, what)
);
create index on followup.stage_notice (force_id);

-- Why, between colleagues of the inspectorate.
create table followup.stage_reasoning (
	id uuid primary key default gen_random_uuid(),
	stage_id uuid not null references followup.stage,
	text text not null check (btrim(text) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now()
);
create index on followup.stage_reasoning (stage_id);

-- What has to be seen before the force leaves the enhanced stage.
create table followup.criterion (
	id uuid primary key default gen_random_uuid(),
	stage_id uuid not null references followup.stage,
	position integer not null,
	text text not null check (btrim(text) <> ''),
	unique (stage_id, position)
);

-- Whether one is met, since when, and how the inspectorate knows; only added, and the newest holds. The words are for the
-- force and the inspectorate.
create table followup.criterion_look (
	id uuid primary key default gen_random_uuid(),
	criterion_id uuid not null references followup.criterion,
	number integer not null default 0,
	met boolean not null,
	on_day date not null,
	words text not null check (btrim(words) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	unique (criterion_id, number)
);

-- A cause of concern that did not wait for its report. Public by its release, and no sooner: before that it is for the
-- inspectorate alone.
create table followup.accelerated (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: ACC-2.
	number bigint not null unique generated always as identity,
	force_id uuid not null references programmes.force,
	inspection_id uuid references programmes.inspection,
	title text not null check (btrim(title) <> ''),
	-- Between colleagues of the inspectorate: the letter has its own words.
	found text not null check (btrim(found) <> ''),
	found_on date not null,
	-- By which the letter becomes public, and what was raised.
	release_id uuid references releases.release,
	raised_id uuid references judgments.raised,
	illustrative boolean not null default false,
	added_by uuid default app.account() references foundation.account,
	added_by_name text not null default '',
	added_at timestamptz not null default app.now(),
	unique (raised_id)
);
create index on followup.accelerated (force_id);
create index on followup.accelerated (inspection_id);
create index on followup.accelerated (release_id);

-- Who was told of it, and when.
create table followup.accelerated_told (
	id uuid primary key default gen_random_uuid(),
	accelerated_id uuid not null references followup.accelerated,
	told_on date not null,
	told_to text not null check (btrim(told_to) <> ''),
	how text check (btrim(how) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now()
);
create index on followup.accelerated_told (accelerated_id);

-- What everybody reads: in which stage a force is, as it was at each moment. Only added to; of a force, the newest row of
-- the highest decision holds.
create table edition.monitored (
	id bigint primary key generated always as identity,
	release_id uuid references releases.release,
	force_id uuid not null,
	force_slug text not null,
	force_name text not null,
	decision_number bigint not null,
	was text not null,
	stage text not null,
	-- As the inspectorate called it then.
	stage_name text not null,
	since date not null,
	reasons text not null,
	decided_by text not null,
	decided_by_role text not null,
	-- [{ text, met_on }], the day null while it is not met.
	criteria jsonb not null,
	-- Why it left before every criterion was met.
	unmet_because text,
	illustrative boolean not null,
	at timestamptz not null default app.now()
);
create index on edition.monitored (force_id, decision_number desc, id desc);
call edition.added_later('monitored');

create function followup.show_stage(decision uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
	insert into edition.monitored (force_id, force_slug, force_name, decision_number, was, stage, stage_name, since, reasons,
			decided_by, decided_by_role, criteria, unmet_because, illustrative)
		select s.force_id, coalesce(f.slug, f.id::text), o.name,
			(select min(t.number) from followup.stage_notice t where t.stage_id = s.id), s.was, s.stage, n.name, s.decided_on, s.reasons,
			s.decided_by_name, s.decided_by_role, coalesce((
				select jsonb_agg(jsonb_build_object('text', c.text, 'met_on', case when l.met then l.on_day end)
					order by c.position)
				from followup.criterion c left join lateral (select * from followup.criterion_look x
					where x.criterion_id = c.id order by x.number desc limit 1) l on true
				where c.stage_id = s.id), '[]'), s.unmet_because, s.illustrative
		from followup.stage s join followup.stage_name n on n.stage = s.stage join programmes.force f on f.id = s.force_id
			join foundation.organisation o on o.id = s.force_id
		where s.id = decision and exists (select from followup.stage_notice t where t.stage_id = s.id and t.what = 'published');
	if found then
		insert into edition.change (force_id, force_slug, what)
			select s.force_id, coalesce(f.slug, f.id::text), 'monitored'
			from followup.stage s join programmes.force f on f.id = s.force_id where s.id = decision;
	end if;
end $$;
revoke all on function followup.show_stage(uuid) from public;

-- The decision that holds for a force, told or not.
create function followup.newest_stage(force uuid) returns followup.stage language sql stable security definer
set search_path = '' begin atomic
	select s.* from followup.stage s where s.force_id = force and not exists (select from followup.stage_notice n
		where n.stage_id = s.id and n.what = 'taken back') order by s.step desc limit 1;
end;
revoke all on function followup.newest_stage(uuid) from public;

create function followup.keep_stage() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	before followup.stage;
begin
	perform app.hold('monitoring', new.force_id::text);
	before := followup.newest_stage(new.force_id);
	new.step := (select coalesce(max(s.step), 0) + 1 from followup.stage s where s.force_id = new.force_id);
	new.was := coalesce(before.stage, 'default');
	new.at := app.now();
	new.decided_by := app.account();
	new.decided_by_role := 'HM Inspector';
	new.decided_by_name := (select a.name from foundation.account a where a.id = app.account());
	if before.id is not null and not exists (select from followup.stage_notice n
			where n.stage_id = before.id and n.what = 'published') then
		raise exception 'The decision before it is not published yet.'
			using errcode = 'check_violation', constraint = 'stage_waits';
	end if;
	-- To stay in the enhanced stage with other reasons and criteria is a decision; to stay in the default one is none.
	if new.stage = 'default' and new.was = 'default' then
		raise exception 'The force is in that stage.' using errcode = 'check_violation', constraint = 'stage_same';
	end if;
	if new.decided_on > followup.today() or new.decided_on < before.decided_on then
		raise exception 'Decisions follow each other, and none is of tomorrow.'
			using errcode = 'check_violation', constraint = 'stage_day';
	end if;
	if new.was = 'enhanced' and new.stage = 'default' and exists (select from followup.criterion c
			where c.stage_id = before.id and coalesce((select l.met from followup.criterion_look l
				where l.criterion_id = c.id order by l.number desc limit 1), false) = false) then
		if new.unmet_because is null then
			raise exception 'Not every criterion is met.' using errcode = 'check_violation', constraint = 'stage_unmet';
		end if;
	else
		new.unmet_because := null;
	end if;
	return new;
end $$;
revoke all on function followup.keep_stage() from public;
create trigger kept_right before insert on followup.stage for each row execute function followup.keep_stage();

-- Looked at when the transaction ends: a force comes into the enhanced stage with something that leads out of it.
create function followup.keep_criteria() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if (new.stage = 'enhanced') <> exists (select from followup.criterion c where c.stage_id = new.id) then
		raise exception 'The enhanced stage has exit criteria, and it alone.'
			using errcode = 'check_violation', constraint = 'stage_criteria';
	end if;
	return null;
end $$;
revoke all on function followup.keep_criteria() from public;
create constraint trigger with_criteria after insert on followup.stage deferrable initially deferred
	for each row execute function followup.keep_criteria();

create function followup.keep_stage_notice() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	new.force_id := (select s.force_id from followup.stage s where s.id = new.stage_id);
	perform app.hold('monitoring', new.force_id::text);
	new.at := app.now();
	new.by := app.account();
	new.by_name := (select a.name from foundation.account a where a.id = app.account());
	if exists (select from followup.stage_notice n where n.stage_id = new.stage_id and (n.what = 'taken back'
			or n.what = 'published' or n.what = new.what or new.what = 'taken back')) then
		raise exception 'It stands elsewhere by now.' using errcode = 'check_violation', constraint = 'stage_overtaken';
	end if;
	if new.what <> 'taken back' and not exists (select from followup.stage_notice n where n.stage_id = new.stage_id) then
		-- Two forces that are told at once wait for each other.
		perform app.hold('monitoring', 'number');
		new.number := (select coalesce(max(n.number), 0) + 1 from followup.stage_notice n);
	end if;
	return new;
end $$;
revoke all on function followup.keep_stage_notice() from public;
create trigger kept_right before insert on followup.stage_notice
	for each row execute function followup.keep_stage_notice();
create function followup.show_stage_notice() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if new.what = 'published' then perform followup.show_stage(new.stage_id); end if;
	return null;
end $$;
revoke all on function followup.show_stage_notice() from public;
create trigger shown after insert on followup.stage_notice for each row execute function followup.show_stage_notice();

create function followup.keep_criterion_look() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	decision followup.stage;
begin
	select s.* into decision from followup.stage s join followup.criterion c on c.stage_id = s.id
		where c.id = new.criterion_id;
	perform app.hold('monitoring', decision.force_id::text);
	new.number := (select coalesce(max(l.number), 0) + 1 from followup.criterion_look l
		where l.criterion_id = new.criterion_id);
	new.at := app.now();
	new.by := app.account();
	new.by_name := (select a.name from foundation.account a where a.id = app.account());
	if (followup.newest_stage(decision.force_id)).id <> decision.id then
		raise exception 'Another decision holds by now.' using errcode = 'check_violation', constraint = 'criterion_over';
	end if;
	if new.on_day > followup.today() or new.on_day < decision.decided_on then
		raise exception 'It is met on a day between the decision and today.'
			using errcode = 'check_violation', constraint = 'criterion_day';
	end if;
	if new.met = coalesce((select l.met from followup.criterion_look l where l.criterion_id = new.criterion_id
			order by l.number desc limit 1), false) then
		raise exception 'It stands so already.' using errcode = 'check_violation', constraint = 'criterion_same';
	end if;
	return new;
end $$;
revoke all on function followup.keep_criterion_look() from public;
create trigger kept_right before insert on followup.criterion_look
	for each row execute function followup.keep_criterion_look();
create function followup.show_criterion_look() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	perform followup.show_stage((select c.stage_id from followup.criterion c where c.id = new.criterion_id));
	return null;
end $$;
revoke all on function followup.show_criterion_look() from public;
create trigger shown after insert on followup.criterion_look
	for each row execute function followup.show_criterion_look();

create trigger kept_right before insert on followup.stage_reasoning
	for each row execute function followup.keep_note();

create function followup.keep_accelerated() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if tg_op = 'INSERT' then
		new.added_at := app.now();
		new.added_by := app.account();
		new.added_by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), '');
	end if;
	if new.found_on > followup.today() then
		raise exception 'It was found today or earlier.' using errcode = 'check_violation', constraint = 'accelerated_day';
	end if;
	if new.inspection_id is not null and not exists (select from programmes.inspection i
			where i.id = new.inspection_id and i.force_id = new.force_id) then
		raise exception 'The inspection is of this force.'
			using errcode = 'check_violation', constraint = 'accelerated_inspection';
	end if;
	if new.raised_id is not null and not exists (select from judgments.raised r where r.id = new.raised_id
			and r.kind = 'cause of concern' and r.force_id = new.force_id) then
		raise exception 'It is a cause of concern of this force.'
			using errcode = 'check_violation', constraint = 'accelerated_raised';
	end if;
	return new;
end $$;
revoke all on function followup.keep_accelerated() from public;
create trigger kept_right before insert or update on followup.accelerated
	for each row execute function followup.keep_accelerated();
create function followup.keep_told() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	new.at := app.now();
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), '');
	if new.told_on > followup.today() or new.told_on < (select a.found_on from followup.accelerated a
			where a.id = new.accelerated_id) then
		raise exception 'Nobody is told before it is found.'
			using errcode = 'check_violation', constraint = 'accelerated_told_day';
	end if;
	return new;
end $$;
revoke all on function followup.keep_told() from public;
create trigger kept_right before insert on followup.accelerated_told for each row execute function followup.keep_told();
create policy followup_ask on judgments.raised for select to inspectorate_owner using (true);

do $$
declare
	named text;
begin
	foreach named in array array['stage_name', 'stage', 'stage_notice', 'stage_reasoning', 'criterion', 'criterion_look',
			'accelerated', 'accelerated_told'] loop
		execute format('call app.protect(%L)', 'followup.' || named);
		execute format('create policy owner on followup.%I to inspectorate_owner using (true)', named);
		execute format('create policy staff on followup.%I for select to inspectorate_staff, inspectorate_worker
			using (true)', named);
		execute format('grant select on followup.%I to inspectorate_staff, inspectorate_worker', named);
		if named not in ('stage_name', 'accelerated') then
			execute format('create trigger kept before update or delete or truncate on followup.%I
				for each statement execute function app.refuse_change()', named);
		end if;
	end loop;
end $$;
-- A force and its policing body: what they were told; and of what was accelerated what is public.
grant select on followup.stage_name, followup.stage, followup.stage_notice, followup.criterion, followup.criterion_look,
	followup.accelerated_told to inspectorate_force, inspectorate_body;
grant select (id, number, force_id, title, found_on, release_id, raised_id, illustrative) on followup.accelerated
	to inspectorate_force, inspectorate_body;
create policy anyone on followup.stage_name for select to inspectorate_force, inspectorate_body using (true);
create policy own on followup.stage_notice for select to inspectorate_force, inspectorate_body
	using (force_id = (select followup.own_force()) and what <> 'taken back');
create policy own on followup.stage for select to inspectorate_force, inspectorate_body
	using (force_id = (select followup.own_force()) and exists (select from followup.stage_notice n
		where n.stage_id = stage.id));
create policy own on followup.criterion for select to inspectorate_force, inspectorate_body
	using (exists (select from followup.stage s where s.id = stage_id));
create policy own on followup.criterion_look for select to inspectorate_force, inspectorate_body
	using (exists (select from followup.criterion c where c.id = criterion_id));
create policy own on followup.accelerated for select to inspectorate_force, inspectorate_body
	using (force_id = (select followup.own_force()) and release_id = any ((select edition.public_releases())::uuid[]));
create policy own on followup.accelerated_told for select to inspectorate_force, inspectorate_body
	using (exists (select from followup.accelerated a where a.id = accelerated_id));

grant update (name) on followup.stage_name to inspectorate_staff;
create policy change on followup.stage_name for update to inspectorate_staff
	using (followup.may_decide() or app.has_role('administrator') or app.has_role('programme manager'));
grant insert (id, force_id, stage, decided_on, reasons, plan, unmet_because, illustrative) on followup.stage
	to inspectorate_staff;
grant insert (stage_id, what) on followup.stage_notice to inspectorate_staff;
grant insert (stage_id, text) on followup.stage_reasoning to inspectorate_staff;
grant insert (stage_id, position, text) on followup.criterion to inspectorate_staff;
grant insert (criterion_id, met, on_day, words) on followup.criterion_look to inspectorate_staff;
grant insert (id, force_id, inspection_id, title, found, found_on, release_id, raised_id, illustrative)
	on followup.accelerated to inspectorate_staff;
grant update (inspection_id, release_id, raised_id) on followup.accelerated to inspectorate_staff;
grant insert (accelerated_id, told_on, told_to, how) on followup.accelerated_told to inspectorate_staff;
create policy decide on followup.stage for insert to inspectorate_staff with check (followup.may_decide());
create policy decide on followup.stage_notice for insert to inspectorate_staff with check (followup.may_decide());
create policy decide on followup.stage_reasoning for insert to inspectorate_staff with check (followup.may_follow());
-- With the decision, by whoever makes it, and not afterwards.
create policy decide on followup.criterion for insert to inspectorate_staff
	with check (followup.may_decide() and exists (select from followup.stage s where s.id = stage_id
		and s.decided_by = app.account() and s.at = app.now()));
create policy look on followup.criterion_look for insert to inspectorate_staff with check (followup.may_verify());
create policy add on followup.accelerated for insert to inspectorate_staff with check (followup.may_verify());
create policy change on followup.accelerated for update to inspectorate_staff using (followup.may_follow());
create policy add on followup.accelerated_told for insert to inspectorate_staff with check (followup.may_verify());

create trigger audit after insert or update or delete on followup.stage_name
	for each row execute function app.audit('monitoring stage', 'stage', '', '');
create trigger audit after insert or update or delete on followup.stage
	for each row execute function app.audit('monitoring decision', 'id', '', '');
create trigger audit after insert or update or delete on followup.stage_notice
	for each row execute function app.audit('monitoring decision', 'stage_id', '', '');
create trigger audit after insert or update or delete on followup.stage_reasoning
	for each row execute function app.audit('monitoring decision', 'stage_id', 'text', '');
create trigger audit after insert or update or delete on followup.criterion
	for each row execute function app.audit('monitoring decision', 'stage_id', '', '');
create trigger audit after insert or update or delete on followup.criterion_look
	for each row execute function app.audit('monitoring criterion', 'criterion_id', '', '');
create trigger audit after insert or update or delete on followup.accelerated
	for each row execute function app.audit('accelerated cause of concern', 'id', 'found', '');
create trigger audit after insert or update or delete on followup.accelerated_told
	for each row execute function app.audit('accelerated cause of concern', 'accelerated_id', '', '');
-- edition.monitored has none: it says again what the decisions say.

-- How often somebody wants to be reminded; without a row: daily.
create table followup.reminding (
	account_id uuid primary key default app.account() references foundation.account,
	often text not null check (often in ('daily', 'weekly', 'never'))
);
-- Who was written to on which day: nobody twice.
create table followup.reminder (
	account_id uuid not null references foundation.account,
	day date not null,
	at timestamptz not null default app.now(),
	primary key (account_id, day)
);
-- What somebody has been told of, at which distance of its day.
create table followup.reminded (
	account_id uuid not null references foundation.account,
	thing text not null,
	step text not null,
	day date not null,
	primary key (account_id, thing, step)
);
-- A secret address at which a calendar program reads somebody's deadlines. Its token is made of the id and the
-- installation's secret, so that nobody makes it who reads this; another id is another address.
create table followup.calendar (
	account_id uuid primary key default app.account() references foundation.account,
	id uuid not null,
	token_hash bytea not null unique check (length(token_hash) = 32),
	made_at timestamptz not null default app.now()
);
-- A view of the register that somebody comes back to.
create table followup.saved (
	id uuid primary key default gen_random_uuid(),
	account_id uuid not null default app.account() references foundation.account,
	name text not null check (name = btrim(name) and name <> ''),
	-- As it stands in the address of the register.
	query text not null,
	saved_at timestamptz not null default app.now()
);
create unique index saved_name on followup.saved (account_id, lower(name));

do $$
declare
	named text;
begin
	foreach named in array array['reminding', 'reminder', 'reminded', 'calendar', 'saved'] loop
		execute format('call app.protect(%L)', 'followup.' || named);
		execute format('create policy owner on followup.%I to inspectorate_owner using (true)', named);
		if named in ('reminding', 'calendar', 'saved') then
			execute format('grant select, insert, update, delete on followup.%I
				to inspectorate_staff, inspectorate_force, inspectorate_body', named);
			execute format('create policy own on followup.%I to inspectorate_staff, inspectorate_force, inspectorate_body
				using (account_id = app.account()) with check (account_id = app.account())', named);
		else
			execute format('grant select, insert on followup.%I to inspectorate_worker', named);
			execute format('create policy worker on followup.%I to inspectorate_worker using (true)', named);
		end if;
	end loop;
end $$;
grant select on followup.reminding to inspectorate_worker;
create policy worker on followup.reminding for select to inspectorate_worker using (true);
create trigger audit after insert or update or delete on followup.calendar
	for each row execute function app.audit('calendar address', 'account_id', 'id,token_hash', '');
-- The others have no audit trigger: they are somebody's own convenience, and decide nothing.

-- Who holds this address, if they may still sign in. Says so to the server's login only, for a token that it was shown.
create function followup.calendar_holder(hash bytea) returns jsonb language sql stable security definer set search_path = ''
begin atomic
	select jsonb_build_object('account', a.id, 'name', a.name, 'roles', a.roles, 'organisation', a.organisation_id,
			'organisationKind', o.kind)
		from followup.calendar c join foundation.account a on a.id = c.account_id
			join foundation.organisation o on o.id = a.organisation_id
		where c.token_hash = hash and a.state = 'active' and o.kind in ('inspectorate', 'force', 'policing body');
end;
-- Becomes that person for the rest of this transaction, as they are today, to read and nothing else. Null: nobody.
create function followup.enter_calendar(hash bytea) returns jsonb language plpgsql as $$
declare
	who jsonb := followup.calendar_holder(hash);
begin
	if who is null then return null; end if;
	perform set_config('app.account', who ->> 'account', true),
		set_config('app.organisation', who ->> 'organisation', true),
		set_config('app.roles', (select string_agg(r, ',') from jsonb_array_elements_text(who -> 'roles') r), true),
		set_config('app.actor', 'account', true),
		set_config('app.actor_name', who ->> 'name', true),
		set_config('transaction_read_only', 'on', true),
		set_config('role', case who ->> 'organisationKind'
			when 'inspectorate' then 'inspectorate_staff'
			when 'force' then 'inspectorate_force'
			else 'inspectorate_body' end, true);
	return who;
end $$;
revoke all on function followup.calendar_holder(bytea), followup.enter_calendar(bytea) from public;
grant usage on schema followup to inspectorate_authentication;
grant execute on function followup.calendar_holder(bytea), followup.enter_calendar(bytea)
	to inspectorate_authentication;
