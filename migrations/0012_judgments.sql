-- Judgments as they were published, of this and of earlier rounds. What an inspection is still about to judge is kept by
-- the room of judgments, and comes here when it is published.

create table programmes.judgment (
	id uuid primary key default gen_random_uuid(),
	force_id uuid not null references programmes.force,
	framework text not null,
	version integer not null,
	-- A pillar or a question.
	component text not null,
	-- Null: it was inspected, and no grade was given.
	grade text,
	-- The report it stands in, as it is cited, and where that is.
	source text not null check (source <> ''),
	address text check (address ~ '^https?://'),
	published_at timestamptz not null,
	-- How it came here.
	basis text not null check (basis in ('entered', 'imported', 'inspection')),
	-- Whatever a reader has to know of it: where its source contradicts itself, say.
	note text,
	illustrative boolean not null default false,
	-- A correction takes the place of the row it names; that stays.
	replaces uuid unique references programmes.judgment,
	replaces_because text check (btrim(replaces_because) <> ''),
	-- A correction that says: this judgment was never made.
	withdrawn boolean not null default false,
	entered_at timestamptz not null default app.now(),
	entered_by uuid default app.account(),
	foreign key (framework, version, component) references programmes.framework_component,
	foreign key (framework, version, grade) references programmes.framework_grade,
	check ((replaces is null) = (replaces_because is null)),
	check (not withdrawn or replaces is not null)
);
create index on programmes.judgment (force_id, published_at);
create index on programmes.judgment (framework, version);
create index on programmes.judgment (force_id, framework, component);

-- A judgment is about a pillar or a question, and has a grade only where one is given. One judgment of each in a round
-- stands: a correction may be about which component it was, so what has been replaced does not count.
create function programmes.keep_judgment_right() returns trigger language plpgsql as $$
begin
	if exists (select from programmes.framework_component c where c.framework = new.framework and c.version = new.version
			and c.component = new.component and (c.kind = 'part' or not c.graded and new.grade is not null)) then
		raise exception 'This part of the framework is not graded.' using errcode = 'check_violation';
	end if;
	perform pg_advisory_xact_lock(hashtextextended('judgment/' || new.force_id || '/' || new.framework, 0));
	if new.replaces is not null and not exists (select from programmes.judgment earlier
			where earlier.id = new.replaces and earlier.force_id = new.force_id and earlier.framework = new.framework) then
		raise exception 'A correction is about the same force and framework.' using errcode = 'check_violation';
	end if;
	if not new.withdrawn and exists (select from programmes.judgment other
			where other.force_id = new.force_id and other.framework = new.framework and other.component = new.component
				and other.id is distinct from new.replaces and not other.withdrawn
				and not exists (select from programmes.judgment later where later.replaces = other.id)) then
		raise exception 'There is a judgment of this already.' using errcode = 'unique_violation', constraint = 'one_judgment';
	end if;
	return new;
end $$;
create trigger kept_right before insert on programmes.judgment
	for each row execute function programmes.keep_judgment_right();
call app.protect('programmes.judgment');
create policy staff on programmes.judgment for select to inspectorate_staff, inspectorate_worker using (true);
-- Outside the inspectorate a judgment exists from the moment it is published.
create policy published on programmes.judgment for select to inspectorate_force, inspectorate_body, inspectorate_reader
	using (published_at <= app.now());
create policy add on programmes.judgment for insert to inspectorate_staff
	with check ((app.has_role('programme manager') or app.has_role('administrator'))
		and entered_by is not distinct from app.account());
grant select on programmes.judgment to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader,
	inspectorate_worker;
grant insert on programmes.judgment to inspectorate_staff;
create trigger audit after insert or update or delete on programmes.judgment
	for each row execute function app.audit('judgment', 'id', '', 'force_id');
