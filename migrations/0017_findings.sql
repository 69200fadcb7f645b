-- What inspectors found, what they raised, and the judgments that rest on it: proposed, moderated blind where a round is
-- calibrated, approved by somebody who did not write them.

create schema judgments;
grant usage on schema judgments to inspectorate_staff, inspectorate_worker, inspectorate_search;

-- Who may write about this inspection now. What was published before this system was there is brought in by those who plan.
create function judgments.may_write(inspection uuid) returns boolean language sql stable
	return case
		when inspection is null then programmes.may_lead()
		else exists (select from programmes.inspection i where i.id = inspection and (
			i.state in ('preparing', 'fieldwork', 'judging', 'reporting') and programmes.may_lead()
			or i.state = 'closed' and programmes.may_plan()))
	end;

create table judgments.finding (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: F-311.
	number bigint not null unique generated always as identity,
	-- Null: a finding of the whole programme, about no one force.
	inspection_id uuid references programmes.inspection,
	programme_id uuid not null references programmes.programme,
	force_id uuid references programmes.force,
	framework text not null,
	version integer not null,
	-- The question; the sub-question under it, where there is one.
	component text not null,
	part text,
	tone text not null check (tone in ('strength', 'neutral', 'weakness')),
	text text not null check (btrim(text) <> ''),
	-- The framework's indicator and the sentence of its bank that this one began as.
	indicator text,
	stock text,
	-- Counted up by every change of its words: whoever writes says which one they read.
	edition integer not null default 1,
	withdrawn_at timestamptz,
	withdrawn_because text check (btrim(withdrawn_because) <> ''),
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	-- Everyone who has written in it: they cannot approve the judgment that rests on it.
	written_by uuid[] not null default '{}',
	words tsvector not null generated always as (to_tsvector('english', text)) stored,
	foreign key (framework, version, component) references programmes.framework_component,
	check ((inspection_id is null) = (force_id is null)),
	check ((withdrawn_at is null) = (withdrawn_because is null))
);
create index on judgments.finding (inspection_id, component);
create index on judgments.finding (programme_id, component);
create index on judgments.finding (force_id);
create index on judgments.finding using gin (words);

-- What a finding rests on, what speaks against it, and what of other forces it is compared with.
create table judgments.citation (
	finding_id uuid not null references judgments.finding,
	item_id uuid not null references evidence.item,
	relation text not null check (relation in ('supports', 'contradicts', 'compares')),
	-- Where in it, and what of it.
	note text,
	by uuid default app.account() references foundation.account,
	at timestamptz not null default app.now(),
	primary key (finding_id, item_id)
);
create index on judgments.citation (item_id);

create function judgments.keep_citation_right() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	finding judgments.finding;
	item evidence.item;
	bearing text;
begin
	select * into finding from judgments.finding f where f.id = new.finding_id;
	select * into item from evidence.item i where i.id = new.item_id for share;
	select v.bearing into bearing from evidence.version v where v.item_id = item.id and v.number = item.latest;
	if item.withdrawn_at is not null then
		raise exception 'This evidence has been withdrawn.' using errcode = 'check_violation', constraint = 'not_withdrawn';
	end if;
	if new.relation <> 'compares' and bearing <> 'informs' then
		raise exception 'This evidence does not inform judgment.' using errcode = 'check_violation', constraint = 'informs';
	end if;
	if new.relation <> 'compares' and finding.force_id is not null and item.force_id is not null
		and item.force_id <> finding.force_id then
		raise exception 'This evidence is of another force.' using errcode = 'check_violation', constraint = 'same_force';
	end if;
	return new;
end $$;
revoke all on function judgments.keep_citation_right() from public;
create trigger kept_right before insert or update on judgments.citation
	for each row execute function judgments.keep_citation_right();

-- Why a weakness may rest on one sample, one survey or figures alone: an HM Inspector says so, of its words as they were.
create table judgments.sole_basis (
	id uuid primary key default gen_random_uuid(),
	finding_id uuid not null references judgments.finding,
	edition integer not null,
	because text not null check (btrim(because) <> ''),
	by uuid not null default app.account() references foundation.account,
	by_name text not null check (by_name <> ''),
	at timestamptz not null default app.now()
);
create index on judgments.sole_basis (finding_id);

create table judgments.finding_object (
	finding_id uuid not null references judgments.finding,
	object_id uuid not null references evidence.assessed_object,
	primary key (finding_id, object_id)
);
create index on judgments.finding_object (object_id);

-- What is raised on findings: promising practice, area for improvement, cause of concern, recommendation.
create table judgments.raised (
	id uuid primary key default gen_random_uuid(),
	number bigint not null unique generated always as identity,
	kind text not null check (kind in
		('promising practice', 'area for improvement', 'cause of concern', 'recommendation')),
	-- Null: of a national report, or of a report from before this system was there.
	inspection_id uuid references programmes.inspection,
	programme_id uuid references programmes.programme,
	-- Null: to all forces, or to a body that is none.
	force_id uuid references programmes.force,
	framework text,
	version integer,
	component text,
	-- A recommendation under a cause of concern.
	parent_id uuid references judgments.raised,
	title text,
	-- "The force should …"; the words before its sub-items, where it has any.
	text text not null check (btrim(text) <> ''),
	-- Who has to act: "the chief constable", "all forces", "the Home Office".
	addressee text,
	theme text,
	standard_version_id uuid references evidence.standard_version,
	-- By when, where it has no sub-items of its own: the columns of a sub-item.
	due_kind text check (due_kind in ('none', 'day', 'months', 'immediately')),
	due_on date,
	due_months integer check (due_months > 0),
	due_set_by text check (due_set_by in ('inspectorate', 'force', 'policing body', 'other')),
	due_set_by_name text,
	-- The report it stands in, where that was published earlier or elsewhere, and when.
	source text,
	source_address text check (source_address ~ '^https?://'),
	raised_on date,
	edition integer not null default 1,
	withdrawn_at timestamptz,
	withdrawn_because text check (btrim(withdrawn_because) <> ''),
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	written_by uuid[] not null default '{}',
	words tsvector not null generated always as (to_tsvector('english', coalesce(title, '') || ' ' || text)) stored,
	foreign key (framework, version, component) references programmes.framework_component,
	check (parent_id is null or kind = 'recommendation'),
	check (inspection_id is not null or programme_id is not null or source is not null),
	check ((due_kind = 'day') = (due_on is not null)),
	check ((due_kind = 'months') = (due_months is not null)),
	check (due_kind is null or due_kind = 'none' or due_set_by is not null),
	check ((withdrawn_at is null) = (withdrawn_because is null))
);
create index on judgments.raised (inspection_id, component);
create index on judgments.raised (programme_id);
create index on judgments.raised (force_id, kind);
create index on judgments.raised (parent_id);
create index on judgments.raised using gin (words);

create table judgments.sub_item (
	id uuid primary key default gen_random_uuid(),
	raised_id uuid not null references judgments.raised,
	-- (a), (b), (c).
	letter text not null check (letter ~ '^[a-z]$'),
	text text not null check (btrim(text) <> ''),
	due_kind text check (due_kind in ('none', 'day', 'months', 'immediately')),
	due_on date,
	due_months integer check (due_months > 0),
	due_set_by text check (due_set_by in ('inspectorate', 'force', 'policing body', 'other')),
	due_set_by_name text,
	unique (raised_id, letter) deferrable initially deferred,
	check ((due_kind = 'day') = (due_on is not null)),
	check ((due_kind = 'months') = (due_months is not null)),
	check (due_kind is null or due_kind = 'none' or due_set_by is not null)
);

create table judgments.raised_finding (
	raised_id uuid not null references judgments.raised,
	finding_id uuid not null references judgments.finding,
	primary key (raised_id, finding_id)
);
create index on judgments.raised_finding (finding_id);

-- What a later inspection found about something raised earlier, or one sub-item of it. Not a state of any workflow: a
-- dated finding that stays.
create table judgments.progress (
	id uuid primary key default gen_random_uuid(),
	raised_id uuid not null references judgments.raised,
	sub_item_id uuid references judgments.sub_item,
	-- The force it was found at, where the recommendation is to more than one.
	force_id uuid references programmes.force,
	outcome text not null check (outcome in ('achieved', 'in part', 'improving', 'not addressed')),
	found_on date not null,
	inspection_id uuid references programmes.inspection,
	finding_id uuid references judgments.finding,
	source text,
	text text not null check (btrim(text) <> ''),
	illustrative boolean not null default false,
	by uuid default app.account() references foundation.account,
	at timestamptz not null default app.now(),
	check (inspection_id is not null or source is not null)
);
create index on judgments.progress (raised_id);
create index on judgments.progress (finding_id);
create index on judgments.progress (inspection_id);

-- Remarks that only advise ("might consider"). They are printed, and never followed up as promises.
create table judgments.advice (
	id uuid primary key default gen_random_uuid(),
	inspection_id uuid not null references programmes.inspection,
	framework text not null,
	version integer not null,
	component text not null,
	finding_id uuid references judgments.finding,
	text text not null check (btrim(text) <> ''),
	edition integer not null default 1,
	illustrative boolean not null default false,
	by uuid default app.account() references foundation.account,
	at timestamptz not null default app.now(),
	foreign key (framework, version, component) references programmes.framework_component
);
create index on judgments.advice (inspection_id, component);
create index on judgments.advice (finding_id);

-- One pillar or question of one inspection on its way to a judgment. What grade it has is told by the opinions below, so
-- that whoever grades blind can see that it is there.
create table judgments.judgment (
	id uuid primary key default gen_random_uuid(),
	inspection_id uuid not null references programmes.inspection,
	programme_id uuid not null references programmes.programme,
	force_id uuid not null references programmes.force,
	framework text not null,
	version integer not null,
	component text not null,
	state text not null default 'open' check (state in ('open', 'proposed', 'moderated', 'approved')),
	illustrative boolean not null default false,
	unique (inspection_id, component),
	foreign key (framework, version, component) references programmes.framework_component
);
create index on judgments.judgment (programme_id, component);
create index on judgments.judgment (force_id);

-- Every grade that was suggested, proposed, decided in moderation or approved, by whom and why. Null: inspected, not graded.
-- Why something was sent back or reopened stands here too and not with the step: it would tell the grade to whoever is
-- to grade blind.
create table judgments.opinion (
	id uuid primary key default gen_random_uuid(),
	judgment_id uuid not null references judgments.judgment,
	stage text not null check (stage in ('suggested', 'proposed', 'moderated', 'approved', 'sent back', 'reopened')),
	framework text not null,
	version integer not null,
	grade text,
	rationale text not null check (btrim(rationale) <> ''),
	-- Which criteria and characteristics were found met, in part or not: { "wanted-people": "met" }.
	criteria jsonb not null default '{}',
	-- Of a suggestion: the rule that it follows, in words.
	rule text,
	-- Of an approval: what was approved, as a hash, and part by part so that it can be told what is no longer the same.
	content_hash bytea check (length(content_hash) = 32),
	content jsonb,
	by uuid not null default app.account() references foundation.account,
	by_name text not null check (by_name <> ''),
	at timestamptz not null default app.now(),
	number bigint not null unique generated always as identity,
	foreign key (framework, version, grade) references programmes.framework_grade,
	check ((stage = 'suggested') = (rule is not null)),
	check ((stage = 'approved') = (content_hash is not null)),
	check ((content_hash is null) = (content is null)),
	check (grade is null or stage not in ('sent back', 'reopened'))
);
create index on judgments.opinion (judgment_id, number);

-- An opinion is part of a step: it stands where the step led to, and so behind the rules of the workflow.
create function judgments.keep_opinion_right() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	about judgments.judgment;
	proposed judgments.opinion;
	moderated judgments.opinion;
begin
	select * into about from judgments.judgment j where j.id = new.judgment_id;
	if new.stage <> 'suggested'
			and about.state <> (case when new.stage in ('sent back', 'reopened') then 'open' else new.stage end) then
		raise exception 'An opinion is given with the step that it belongs to.'
			using errcode = 'check_violation', constraint = 'with_its_step';
	end if;
	if new.stage = 'approved' then
		if exists (select from judgments.finding f where f.inspection_id = about.inspection_id
					and f.component = about.component and f.withdrawn_at is null
					and new."by" in (select f.added_by union select unnest(f.written_by)))
				or exists (select from judgments.raised r where r.inspection_id = about.inspection_id
					and r.component = about.component and r.withdrawn_at is null
					and new."by" in (select r.added_by union select unnest(r.written_by))) then
			raise exception 'This needs two people, and this account has written what is approved.'
				using errcode = 'check_violation', constraint = 'not_who_wrote';
		end if;
		select * into proposed from judgments.opinion o
			where o.judgment_id = about.id and o.stage = 'proposed' order by o.number desc limit 1;
		select * into moderated from judgments.opinion o
			where o.judgment_id = about.id and o.stage = 'moderated' order by o.number desc limit 1;
		if moderated."by" = new."by" and moderated.grade is distinct from proposed.grade then
			raise exception 'This needs two people, and this account has decided on the grade that is approved.'
				using errcode = 'check_violation', constraint = 'not_who_wrote';
		end if;
	end if;
	if (about.framework, about.version) is distinct from (new.framework, new.version) then
		raise exception 'A grade is one of the framework of the inspection.' using errcode = 'check_violation';
	end if;
	if new.grade is not null and exists (select from programmes.framework_component c
			where c.framework = about.framework and c.version = about.version and c.component = about.component
				and not c.graded) then
		raise exception 'This part of the framework is not graded.'
			using errcode = 'check_violation', constraint = 'not_graded';
	end if;
	return new;
end $$;
revoke all on function judgments.keep_opinion_right() from public;
create trigger kept_right before insert on judgments.opinion
	for each row execute function judgments.keep_opinion_right();
create trigger kept before update or delete or truncate on judgments.opinion
	for each statement execute function app.refuse_change();

-- A round in which moderators grade the same cases, each before they have seen the proposal and one another's grades.
create table judgments.calibration (
	id uuid primary key default gen_random_uuid(),
	programme_id uuid not null references programmes.programme,
	framework text not null,
	version integer not null,
	component text not null,
	name text not null check (name = btrim(name) and name <> ''),
	purpose text not null check (btrim(purpose) <> ''),
	due date not null,
	opened_at timestamptz not null default app.now(),
	opened_by uuid default app.account() references foundation.account,
	closed_at timestamptz,
	closed_because text,
	illustrative boolean not null default false,
	foreign key (framework, version, component) references programmes.framework_component
);
create index on judgments.calibration (programme_id);
create table judgments.calibration_case (
	calibration_id uuid not null references judgments.calibration,
	judgment_id uuid not null references judgments.judgment,
	primary key (calibration_id, judgment_id)
);
create index on judgments.calibration_case (judgment_id);
create table judgments.calibration_member (
	calibration_id uuid not null references judgments.calibration,
	account_id uuid not null references foundation.account,
	primary key (calibration_id, account_id)
);
create index on judgments.calibration_member (account_id);
create table judgments.calibration_grade (
	calibration_id uuid not null,
	judgment_id uuid not null,
	account_id uuid not null default app.account(),
	framework text not null,
	version integer not null,
	grade text not null,
	because text not null check (btrim(because) <> ''),
	at timestamptz not null default app.now(),
	primary key (calibration_id, judgment_id, account_id),
	foreign key (calibration_id, judgment_id) references judgments.calibration_case,
	foreign key (calibration_id, account_id) references judgments.calibration_member,
	foreign key (framework, version, grade) references programmes.framework_grade
);
create trigger kept before update or delete or truncate on judgments.calibration_grade
	for each statement execute function app.refuse_change();

-- A round is of judgments of its own question; nobody grades blind what their own team is about to say, or has said.
create function judgments.keep_round_right() returns trigger language plpgsql as $$
begin
	if exists (select from judgments.calibration_case c
			join judgments.calibration r on r.id = c.calibration_id
			join judgments.judgment j on j.id = c.judgment_id
			where r.id = new.calibration_id and (j.programme_id, j.framework, j.version, j.component)
				is distinct from (r.programme_id, r.framework, r.version, r.component)) then
		raise exception 'A case is a judgment of the same question and programme.'
			using errcode = 'check_violation', constraint = 'same_question';
	end if;
	if exists (select from judgments.calibration_member m
			join judgments.calibration_case c on c.calibration_id = m.calibration_id
			join judgments.judgment j on j.id = c.judgment_id
			where m.calibration_id = new.calibration_id and (
				exists (select from programmes.team_member t
					where t.inspection_id = j.inspection_id and t.account_id = m.account_id)
				or exists (select from foundation.transition t where t.workflow = 'judgment'
					and t.subject_id = j.id::text and t.action = 'propose' and t.account = m.account_id))) then
		raise exception 'Who is of the team, or has proposed the grade, does not grade it blind.'
			using errcode = 'check_violation', constraint = 'not_of_the_team';
	end if;
	return null;
end $$;
create trigger kept_right after insert on judgments.calibration_case
	for each row execute function judgments.keep_round_right();
create trigger kept_right after insert on judgments.calibration_member
	for each row execute function judgments.keep_round_right();

-- Whoever is named in an open round has not seen its cases until their own grade is stored. Runs as the owner, past the
-- policies that ask it.
create function judgments.blind_to() returns setof uuid language sql stable security definer set search_path = ''
begin atomic
	select c.judgment_id from judgments.calibration_member m
		join judgments.calibration r on r.id = m.calibration_id and r.closed_at is null
		join judgments.calibration_case c on c.calibration_id = r.id
		where m.account_id = app.account() and not exists (select from judgments.calibration_grade g
			where g.calibration_id = r.id and g.judgment_id = c.judgment_id and g.account_id = app.account());
end;
revoke all on function judgments.blind_to() from public;
grant execute on function judgments.blind_to() to inspectorate_staff;
-- Who has graded which case of a round, and not how: for its progress, which whoever grades blind may see.
create function judgments.graded_in(round uuid) returns table (judgment_id uuid, account_id uuid)
	language sql stable security definer set search_path = ''
begin atomic
	select g.judgment_id, g.account_id from judgments.calibration_grade g where g.calibration_id = round;
end;
revoke all on function judgments.graded_in(uuid) from public;
grant execute on function judgments.graded_in(uuid) to inspectorate_staff;
create function judgments.is_blind(judgment uuid) returns boolean language sql stable
	return judgment in (select judgments.blind_to());

do $$
declare
	named text;
begin
	foreach named in array array['finding', 'citation', 'sole_basis', 'finding_object', 'raised', 'sub_item',
		'raised_finding', 'progress', 'advice', 'judgment', 'opinion', 'calibration', 'calibration_case',
		'calibration_member', 'calibration_grade']
	loop
		execute format('call app.protect(%L)', 'judgments.' || named);
		execute format('grant select, insert on judgments.%I to inspectorate_staff', named);
		execute format('grant select on judgments.%I to inspectorate_worker', named);
		execute format('create policy worker on judgments.%I for select to inspectorate_worker using (true)', named);
		if named not in ('opinion', 'calibration_grade') then
			execute format('create policy staff on judgments.%I for select to inspectorate_staff using (true)', named);
		end if;
		if named in ('finding', 'raised', 'judgment', 'calibration', 'calibration_case', 'calibration_member',
			'calibration_grade', 'opinion') then
			execute format('create policy owner on judgments.%I for select to inspectorate_owner using (true)', named);
		end if;
	end loop;
end $$;
create policy owner on evidence.version for select to inspectorate_owner using (true);
create policy owner on programmes.framework_component for select to inspectorate_owner using (true);

-- What belongs to an inspection is written while it may be written.
do $$
declare
	named text;
begin
	foreach named in array array['finding', 'raised', 'advice'] loop
		execute format('create policy add on judgments.%I for insert to inspectorate_staff
			with check (judgments.may_write(inspection_id))', named);
		execute format('create policy change on judgments.%I for update to inspectorate_staff
			using (judgments.may_write(inspection_id)) with check (judgments.may_write(inspection_id))', named);
		execute format('grant update on judgments.%I to inspectorate_staff', named);
	end loop;
	foreach named in array array['citation', 'finding_object', 'raised_finding'] loop
		execute format('create policy add on judgments.%I for insert to inspectorate_staff with check (exists (
			select from judgments.finding f where f.id = finding_id and judgments.may_write(f.inspection_id)))', named);
		execute format('create policy change on judgments.%I for update to inspectorate_staff using (exists (
			select from judgments.finding f where f.id = finding_id and judgments.may_write(f.inspection_id)))', named);
		execute format('create policy remove on judgments.%I for delete to inspectorate_staff using (exists (
			select from judgments.finding f where f.id = finding_id and judgments.may_write(f.inspection_id)))', named);
		execute format('grant update, delete on judgments.%I to inspectorate_staff', named);
	end loop;
end $$;
create policy remove on judgments.advice for delete to inspectorate_staff using (judgments.may_write(inspection_id));
grant delete on judgments.advice to inspectorate_staff;
create policy add on judgments.sub_item for insert to inspectorate_staff with check (exists (
	select from judgments.raised r where r.id = raised_id and judgments.may_write(r.inspection_id)));
create policy change on judgments.sub_item for update to inspectorate_staff using (exists (
	select from judgments.raised r where r.id = raised_id and judgments.may_write(r.inspection_id)));
create policy remove on judgments.sub_item for delete to inspectorate_staff using (exists (
	select from judgments.raised r where r.id = raised_id and judgments.may_write(r.inspection_id)));
grant update, delete on judgments.sub_item to inspectorate_staff;
create policy add on judgments.sole_basis for insert to inspectorate_staff
	with check (app.has_role('HM Inspector') and by = app.account());
create policy add on judgments.progress for insert to inspectorate_staff
	with check (judgments.may_write(inspection_id) and by is not distinct from app.account());

create policy add on judgments.judgment for insert to inspectorate_staff with check (judgments.may_write(inspection_id));
create policy change on judgments.judgment for update to inspectorate_staff
	using (programmes.may_lead());
grant update (state) on judgments.judgment to inspectorate_staff;

-- A grade is the word of a named person, each in their part, and is read by whoever need not grade it blind.
-- Asked once for all rows, not row by row.
create policy read on judgments.opinion for select to inspectorate_staff
	using (judgment_id <> all (array(select judgments.blind_to())));
create policy add on judgments.opinion for insert to inspectorate_staff with check (by = app.account()
	and not judgments.is_blind(judgment_id) and case stage
		when 'suggested' then programmes.may_lead()
		when 'proposed' then app.has_role('inspector') or app.has_role('HM Inspector')
		when 'approved' then app.has_role('HM Inspector')
		else app.has_role('programme manager') or app.has_role('HM Inspector') end);
create policy read on judgments.calibration_grade for select to inspectorate_staff
	using (account_id = app.account() or judgment_id <> all (array(select judgments.blind_to())));
create policy add on judgments.calibration_grade for insert to inspectorate_staff
	with check (account_id = app.account() and exists (select from judgments.calibration r
		where r.id = calibration_id and r.closed_at is null
			and (r.framework, r.version) = (calibration_grade.framework, calibration_grade.version)));

create policy add on judgments.calibration for insert to inspectorate_staff
	with check (programmes.may_plan() or app.has_role('HM Inspector'));
-- Closing a round ends its blindness, so nobody closes one who has still to grade in it.
create policy change on judgments.calibration for update to inspectorate_staff
	using ((programmes.may_plan() or app.has_role('HM Inspector'))
		and not exists (select from judgments.calibration_case c where c.calibration_id = calibration.id
			and c.judgment_id = any (array(select judgments.blind_to()))));
grant update (closed_at, closed_because, due) on judgments.calibration to inspectorate_staff;
create policy add on judgments.calibration_case for insert to inspectorate_staff
	with check (programmes.may_plan() or app.has_role('HM Inspector'));
create policy add on judgments.calibration_member for insert to inspectorate_staff
	with check (programmes.may_plan() or app.has_role('HM Inspector'));

insert into foundation.two_person_rule (workflow, action, not_who_did) values
	('judgment', 'moderate', 'propose'),
	('judgment', 'approve', 'propose');

create trigger moved before insert or update on judgments.judgment
	for each row execute function app.moved_by('judgment', 'id', 'state', 'open');
create trigger audit after insert or update or delete on judgments.finding
	for each row execute function app.audit('finding', 'id', 'words', '');
create trigger audit after insert or update or delete on judgments.citation
	for each row execute function app.audit('finding', 'finding_id', '', '');
create trigger audit after insert or update or delete on judgments.sole_basis
	for each row execute function app.audit('finding', 'finding_id', '', '');
create trigger audit after insert or update or delete on judgments.finding_object
	for each row execute function app.audit('finding', 'finding_id', '', '');
create trigger audit after insert or update or delete on judgments.raised
	for each row execute function app.audit('raised', 'id', 'words', '');
create trigger audit after insert or update or delete on judgments.sub_item
	for each row execute function app.audit('raised', 'raised_id', '', '');
create trigger audit after insert or update or delete on judgments.raised_finding
	for each row execute function app.audit('raised', 'raised_id', '', '');
create trigger audit after insert or update or delete on judgments.progress
	for each row execute function app.audit('raised', 'raised_id', '', '');
create trigger audit after insert or update or delete on judgments.advice
	for each row execute function app.audit('advice', 'id', '', '');
create trigger audit after insert or update or delete on judgments.judgment
	for each row execute function app.audit('judging', 'id', '', '', 'state');
-- Whoever grades blind reads the record too: it says that an opinion was given, and the opinion itself never changes.
create trigger audit after insert or update or delete on judgments.opinion
	for each row execute function app.audit('judging', 'judgment_id', 'grade,rationale,criteria,rule,content_hash,content', '');
create trigger audit after insert or update or delete on judgments.calibration
	for each row execute function app.audit('calibration', 'id', '', '');
create trigger audit after insert or update or delete on judgments.calibration_case
	for each row execute function app.audit('calibration', 'calibration_id', '', '');
create trigger audit after insert or update or delete on judgments.calibration_member
	for each row execute function app.audit('calibration', 'calibration_id', '', '');
create trigger audit after insert or update or delete on judgments.calibration_grade
	for each row execute function app.audit('calibration', 'calibration_id', 'grade,because', '');

create policy search on judgments.finding for select to inspectorate_search using (true);
create policy search on judgments.raised for select to inspectorate_search using (true);
grant select on judgments.finding, judgments.raised to inspectorate_search;
