-- Every promise kept track of until it is verified: what was asked of whom, by when, and every act on it. What is asked
-- enters when its release is public. Words for everybody and words between colleagues are rows of different tables.

create schema followup;
grant usage on schema followup to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_worker;

-- Who looks after the register; and who may say that something is done.
create function followup.may_follow() returns boolean language sql stable parallel safe
	return app.has_role('inspector') or app.has_role('HM Inspector') or app.has_role('programme manager')
		-- The machine's own operator has the rights of an administrator, and no account.
		or (app.has_role('administrator') and app.account() is null);
create function followup.may_verify() returns boolean language sql stable parallel safe
	return app.has_role('inspector') or app.has_role('HM Inspector');
-- A day is over at midnight in London.
create function followup.today() returns date language sql stable parallel safe
	return (app.now() at time zone 'Europe/London')::date;
-- The force that whoever asks belongs to or, of a policing body, answers for.
create function followup.own_force() returns uuid language sql stable security definer set search_path = ''
	begin atomic
		select case o.kind when 'force' then o.id else o.force_id end from foundation.organisation o
			where o.id = app.organisation() and o.kind in ('force', 'policing body');
	end;
revoke all on function followup.own_force() from public;
grant execute on function followup.own_force() to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_worker;

create table followup.promise (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: FU-4.
	number bigint not null unique generated always as identity,
	-- Null: out of a register from before this system was there.
	raised_id uuid references judgments.raised,
	raised_number bigint,
	-- By which it became public, and the newest edition that it was read from.
	release_id uuid references releases.release,
	edition_id uuid references edition.edition,
	-- To all forces: it has no parts, each force has one of its own that says so.
	everybody boolean not null default false,
	national_id uuid references followup.promise,
	-- A recommendation under a cause of concern.
	parent_id uuid references followup.promise,
	-- Null: to all forces, or to a body that is none.
	force_id uuid references programmes.force,
	-- Whose it is to act.
	whose text not null default 'force' check (whose in ('force', 'policing body', 'other')),
	addressee text,
	kind text not null check (kind in ('area for improvement', 'cause of concern', 'recommendation')),
	title text,
	text text not null check (btrim(text) <> ''),
	component text,
	component_title text,
	theme text,
	standard text,
	-- What has to be seen before it is closed.
	needed text check (btrim(needed) <> ''),
	source text not null check (btrim(source) <> ''),
	-- Where it stands for everybody to read.
	source_address text,
	-- Of an older register: what it was called there.
	older_id text check (btrim(older_id) <> ''),
	published_on date not null,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	words tsvector not null generated always as (to_tsvector('english', coalesce(title, '') || ' ' || text)) stored,
	constraint promise_once unique nulls not distinct (raised_id, force_id, national_id, older_id, source),
	check (num_nonnulls(raised_id, older_id) = 1),
	-- What was raised elsewhere, before this system was there, is in no release.
	check (release_id is null or raised_id is not null),
	check (not everybody or force_id is null),
	check (national_id is null or force_id is not null)
);
create index on followup.promise (force_id, kind);
create index on followup.promise (national_id);
create index on followup.promise (parent_id);
create index on followup.promise (release_id);
create index on followup.promise (published_on);
create index on followup.promise using gin (words);

-- A promise without sub-items has one part without a letter. The state stands here and nowhere else, so that no whole is
-- closed over an open part.
create table followup.part (
	id uuid primary key default gen_random_uuid(),
	promise_id uuid not null references followup.promise,
	letter text check (letter ~ '^[a-z]$'),
	text text not null check (btrim(text) <> ''),
	due_on date,
	-- "within six months of publication", and whose deadline it is.
	due_basis text,
	due_set_by text check (due_set_by in ('inspectorate', 'force', 'policing body', 'other')),
	due_set_by_name text,
	state text not null default 'awaiting response' check (state in ('awaiting response', 'accepted', 'rejected',
		'in progress', 'submitted for verification', 'verified closed', 'not accepted as closed', 'superseded',
		'no longer applicable', 'reopened')),
	state_since timestamptz not null default app.now(),
	unique nulls not distinct (promise_id, letter),
	check (due_on is null or num_nonnulls(due_basis, due_set_by) = 2)
);
create index on followup.part (state, due_on);

-- A day that was set or moved, only added; by whom, and why. The newest holds, and stands in its part.
create table followup.deadline (
	id uuid primary key default gen_random_uuid(),
	part_id uuid not null references followup.part,
	was date,
	becomes date not null,
	set_by text not null check (set_by in ('inspectorate', 'force', 'policing body', 'other')),
	set_by_name text,
	because text not null check (btrim(because) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now()
);
create index on followup.deadline (part_id, at);

-- What has been read of an edition into the register.
create table followup.entered (
	edition_id uuid primary key references edition.edition,
	at timestamptz not null default app.now()
);

-- What was done about a part; only added. Its words are for everybody.
create table followup.act (
	id uuid primary key default gen_random_uuid(),
	part_id uuid not null references followup.part,
	number integer not null default 0,
	was text not null default '',
	becomes text not null,
	-- Of whoever acted, for everybody to read.
	words text check (btrim(words) <> ''),
	-- What took its place.
	instead_id uuid references followup.promise,
	-- Several in one go, for one reason.
	bulk_id uuid,
	-- An older register says so: nobody here has looked.
	taken_over boolean not null default false,
	-- For whom it was done: the inspectorate may write down what a force told it.
	of text not null default 'inspectorate' check (of in ('inspectorate', 'force', 'policing body', 'system')),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	unique (part_id, number),
	check ((becomes = 'superseded') = (instead_id is not null))
);
create index on followup.act (at);

-- What is sent so that a part can be verified: words, a file, an item of evidence, what an inspection found. Of those who
-- sent it and of the inspectorate.
create table followup.proof (
	id uuid primary key default gen_random_uuid(),
	act_id uuid not null references followup.act,
	text text check (btrim(text) <> ''),
	file_id uuid references foundation.file,
	evidence_id uuid references evidence.item,
	progress_id uuid references judgments.progress,
	at timestamptz not null default app.now(),
	check (num_nonnulls(evidence_id, file_id, text, progress_id) > 0)
);
create index on followup.proof (act_id);
create index on followup.proof (file_id);

-- Between colleagues of the inspectorate: nothing reads it for anybody else.
create table followup.note (
	id uuid primary key default gen_random_uuid(),
	promise_id uuid not null references followup.promise,
	text text not null check (btrim(text) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now()
);
create index on followup.note (promise_id);

-- Two promises that belong together, as somebody has decided: it was said before; it is about the same; it is not, though
-- the words are alike.
create table followup.link (
	id uuid primary key default gen_random_uuid(),
	from_id uuid not null references followup.promise,
	to_id uuid not null references followup.promise,
	kind text not null check (kind in ('repeats', 'related', 'unrelated')),
	because text check (btrim(because) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	check (from_id <> to_id),
	unique (from_id, to_id)
);
create index on followup.link (to_id);

-- What everybody reads: where each part stands, as it was at each moment. Only added to; the newest of a part holds. Rows
-- are written by the functions below, and hold no word that was not meant for everybody.
create table edition.followed (
	id bigint primary key generated always as identity,
	release_id uuid references releases.release,
	promise_number bigint not null,
	raised_number bigint,
	-- Of what was asked of all forces: its number in the register.
	national_number bigint,
	kind text not null,
	title text,
	promise_text text not null,
	addressee text,
	theme text,
	component text,
	source text not null,
	source_address text,
	published_on date not null,
	force_id uuid,
	force_slug text,
	force_name text,
	letter text,
	text text not null,
	due_on date,
	due_basis text,
	due_set_by text,
	state text not null,
	since timestamptz not null,
	-- What was said with it, and of whom it is.
	words text,
	words_of text,
	-- The number of what took its place; several in one go; an older register says so.
	instead bigint,
	bulk boolean not null,
	taken_over boolean not null,
	-- Its words are made up; and where it stands is, as all that is done in a demonstration.
	illustrative boolean not null,
	state_illustrative boolean not null,
	at timestamptz not null default app.now()
);
create index on edition.followed (release_id);
create index on edition.followed (force_id, promise_number, letter, id desc);
create index on edition.followed (promise_number, letter, id desc);
create index on edition.followed (raised_number);

-- That something public has changed which no edition holds: of which force, and of which release. One short question tells
-- whether there is anything new.
create table edition.change (
	id bigint primary key generated always as identity,
	release_id uuid references releases.release,
	force_id uuid,
	force_slug text,
	what text not null,
	at timestamptz not null default app.now()
);

-- Releases of which there is something for everybody to read now.
create function edition.public_releases() returns uuid[] language sql stable security definer set search_path = ''
	return array(select distinct e.release_id from edition.edition e where e.release_at <= app.now()
		and e.approved_at is not null and e.void_at is null and e.withdrawn_at is null);
revoke all on function edition.public_releases() from public;
grant execute on function edition.public_releases() to inspectorate_public, inspectorate_staff, inspectorate_force,
	inspectorate_body, inspectorate_reader, inspectorate_worker;

-- Called for each table of `edition` whose rows are added one by one after the release that they belong to.
create procedure edition.added_later(named text) language plpgsql as $$
begin
	execute format('call app.protect(%L)', 'edition.' || named);
	execute format('grant select on edition.%I to inspectorate_public, inspectorate_staff, inspectorate_force,
		inspectorate_body, inspectorate_reader, inspectorate_worker', named);
	execute format('create policy owner on edition.%I to inspectorate_owner using (true)', named);
	execute format('create policy staff on edition.%I for select to inspectorate_staff, inspectorate_worker using (true)',
		named);
	execute format('create policy published on edition.%I for select to inspectorate_public, inspectorate_force,
		inspectorate_body, inspectorate_reader
		using (release_id is null or release_id = any ((select edition.public_releases())::uuid[]))', named);
	execute format('create trigger kept before update or delete or truncate on edition.%I
		for each statement execute function app.refuse_change()', named);
end $$;
revoke all on procedure edition.added_later(text) from public;
call edition.added_later('followed');
call edition.added_later('change');

-- What responses and plans say about something that was asked quotes it: without what stands in a release that is no
-- longer public. Items: [{ promise }], by numbers of the register.
create function edition.still_asked(items jsonb) returns jsonb language sql stable security definer set search_path = ''
	return (select coalesce(jsonb_agg(i order by n), '[]') from jsonb_array_elements(items) with ordinality x (i, n)
		where not exists (select from followup.promise p where p.number = (i ->> 'promise')::bigint
			and p.release_id is not null and p.release_id <> all ((select edition.public_releases())::uuid[])));
-- The same of whole reports: [{ release_id }].
create function edition.still_out(items jsonb) returns jsonb language sql stable security definer set search_path = ''
	return (select coalesce(jsonb_agg(i order by n), '[]') from jsonb_array_elements(items) with ordinality x (i, n)
		where i ->> 'release_id' is null or (i ->> 'release_id')::uuid = any ((select edition.public_releases())::uuid[]));
revoke all on function edition.still_asked(jsonb), edition.still_out(jsonb) from public;
grant execute on function edition.still_asked(jsonb), edition.still_out(jsonb) to inspectorate_public, inspectorate_staff,
	inspectorate_force, inspectorate_body, inspectorate_reader, inspectorate_worker;

-- What everybody reads of one part now.
create function followup.show_part(part uuid, act uuid default null) returns void language plpgsql
	security definer set search_path = '' as $$
declare
	asked followup.promise;
begin
	select p.* into asked from followup.promise p join followup.part t on t.promise_id = p.id where t.id = part;
	insert into edition.followed (release_id, promise_number, raised_number, national_number, kind, title, promise_text,
			addressee, theme, component, source, source_address, published_on, force_id, force_slug, force_name, letter, text,
			due_on, due_basis, due_set_by, state, since, words, words_of, instead, bulk, taken_over, illustrative, state_illustrative)
		select asked.release_id, asked.number, asked.raised_number, n.number, asked.kind, asked.title, asked.text,
			asked.addressee, asked.theme, asked.component, asked.source, asked.source_address, asked.published_on,
			asked.force_id, coalesce(f.slug, f.id::text), o.name, t.letter, t.text, t.due_on, t.due_basis,
			coalesce(t.due_set_by_name, t.due_set_by), t.state, t.state_since, a.words,
			case when a.words is not null then a.of end, i.number, a.bulk_id is not null, coalesce(a.taken_over, false),
			asked.illustrative, asked.illustrative or exists (select from app.installation m where m.kind = 'demonstration')
		from followup.part t
			left join lateral (select * from followup.act x where x.part_id = t.id and (act is null or x.id = act)
				order by x.number desc limit 1) a on true
			left join followup.promise i on i.id = a.instead_id
			left join followup.promise n on n.id = asked.national_id
			left join programmes.force f on f.id = asked.force_id
			left join foundation.organisation o on o.id = asked.force_id
		where t.id = part;
	insert into edition.change (release_id, force_id, force_slug, what)
		select asked.release_id, asked.force_id, coalesce(f.slug, f.id::text), 'followed'
		from (select) one left join programmes.force f on f.id = asked.force_id;
end $$;
revoke all on function followup.show_part(uuid, uuid) from public;

-- Who may see what. Of a promise, who is asked sees all that is theirs; a note is seen by staff.
do $$
declare
	named text;
begin
	foreach named in array array['promise', 'part', 'deadline', 'entered', 'act', 'proof', 'note', 'link'] loop
		execute format('call app.protect(%L)', 'followup.' || named);
		execute format('create policy owner on followup.%I to inspectorate_owner using (true)', named);
		execute format('create policy staff on followup.%I for select to inspectorate_staff, inspectorate_worker
			using (true)', named);
		execute format('grant select on followup.%I to inspectorate_staff, inspectorate_worker', named);
		if named not in ('entered', 'note', 'link') then
			execute format('grant select on followup.%I to inspectorate_force, inspectorate_body', named);
			execute format('create policy own on followup.%I for select to inspectorate_force, inspectorate_body using (%s)',
				named, case named
					-- What is asked of all forces, and what of their own.
					when 'promise' then 'everybody or force_id = (select followup.own_force())'
					when 'part' then 'exists (select from followup.promise p where p.id = promise_id and p.force_id is not null)'
					when 'proof' then 'exists (select from followup.act a where a.id = act_id)
						and (evidence_id is null and progress_id is null)'
					else 'exists (select from followup.part p where p.id = part_id)' end);
		end if;
		if named in ('deadline', 'entered', 'act', 'proof', 'note') then
			execute format('create trigger kept before update or delete or truncate on followup.%I
				for each statement execute function app.refuse_change()', named);
		end if;
	end loop;
end $$;

grant insert on followup.promise, followup.part to inspectorate_worker, inspectorate_staff;
grant insert on followup.entered to inspectorate_worker;
create policy entered on followup.entered for insert to inspectorate_worker with check (edition.is_public(edition_id));
grant update (title, text, edition_id, addressee, theme, standard, component, component_title, source, source_address)
	on followup.promise to inspectorate_worker;
grant update (needed) on followup.promise to inspectorate_staff;
grant update (text) on followup.part to inspectorate_worker;
create policy entered on followup.promise for insert to inspectorate_worker with check (true);
create policy entered on followup.part for insert to inspectorate_worker with check (true);
create policy corrected on followup.promise for update to inspectorate_worker using (true);
create policy corrected on followup.part for update to inspectorate_worker using (true);
-- Out of an older register, or of a report from before this system was there: nothing else is entered by hand.
create policy taken_over on followup.promise for insert to inspectorate_staff
	with check (followup.may_follow() and release_id is null and (raised_id is null or exists (
		select from judgments.raised r where r.id = raised_id and r.source is not null and r.withdrawn_at is null)));
create policy taken_over on followup.part for insert to inspectorate_staff
	with check (followup.may_follow() and exists (select from followup.promise p where p.id = promise_id
		and p.release_id is null));
create policy change on followup.promise for update to inspectorate_staff using (followup.may_follow());

grant insert on followup.act, followup.proof, followup.deadline, followup.note, followup.link to inspectorate_staff;
grant insert on followup.act to inspectorate_worker;
grant delete on followup.link to inspectorate_staff;
create policy add on followup.act for insert to inspectorate_staff
	with check (by is not distinct from app.account() and case
		when becomes in ('verified closed', 'not accepted as closed') and not taken_over then followup.may_verify()
		else followup.may_follow() end);
create policy ended on followup.act for insert to inspectorate_worker
	with check (of = 'system' and becomes in ('no longer applicable', 'superseded'));
-- With what is sent, by whoever sends it, and not afterwards: who closes it must not have added to it.
create policy add on followup.proof for insert to inspectorate_staff
	with check (followup.may_follow() and exists (select from followup.act a where a.id = act_id
		and a.by is not distinct from app.account() and a.at = app.now()));
create policy add on followup.deadline for insert to inspectorate_staff with check (followup.may_follow());
create policy add on followup.note for insert to inspectorate_staff
	with check (by is not distinct from app.account());
create policy add on followup.link for insert to inspectorate_staff with check (followup.may_follow());
create policy remove on followup.link for delete to inspectorate_staff using (followup.may_follow());

-- Whose it is to act: a force on what is the force's, a policing body on what is its own.
create function followup.is_ours(part uuid) returns boolean language sql stable security definer set search_path = ''
	return exists (select from followup.part t join followup.promise p on p.id = t.promise_id
		join foundation.organisation o on o.id = app.organisation()
		where t.id = part and p.force_id = followup.own_force() and p.whose = o.kind);
revoke all on function followup.is_ours(uuid) from public;
grant execute on function followup.is_ours(uuid) to inspectorate_force, inspectorate_body;
grant insert (id, part_id, becomes, words, bulk_id) on followup.act to inspectorate_force, inspectorate_body;
grant insert (act_id, text, file_id) on followup.proof to inspectorate_force, inspectorate_body;
grant insert (part_id, becomes, set_by, set_by_name, because) on followup.deadline to inspectorate_force, inspectorate_body;
create policy own_act on followup.act for insert to inspectorate_force, inspectorate_body
	with check (followup.is_ours(part_id) and by = app.account()
		and becomes in ('accepted', 'rejected', 'in progress', 'submitted for verification'));
create policy own_act on followup.proof for insert to inspectorate_force, inspectorate_body
	with check (exists (select from followup.act a where a.id = act_id and a.by = app.account()
		and a.at = app.now())
		and (file_id is null or exists (select from foundation.file f where f.id = file_id and f.uploaded_by = app.account())));
create policy own_act on followup.deadline for insert to inspectorate_force, inspectorate_body
	with check (followup.is_ours(part_id) and by = app.account());

-- The state of a part follows from its acts, and who closes has neither sent the evidence nor written it.
create function followup.keep_act() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	part followup.part;
	asked followup.promise;
begin
	-- Whoever acts on the same part at this moment waits.
	select * into part from followup.part p where p.id = new.part_id for update;
	select * into asked from followup.promise p where p.id = part.promise_id;
	new.number := (select coalesce(max(a.number), 0) + 1 from followup.act a where a.part_id = new.part_id);
	new.was := part.state;
	new.at := app.now();
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	-- Of whom it is nobody of a force chooses.
	new.of := coalesce((select case o.kind when 'force' then 'force' when 'policing body' then 'policing body' end
		from foundation.organisation o where o.id = app.organisation() and o.kind <> 'inspectorate'), new.of);
	-- The inspectorate writes down what it was told, and never its own decisions in the name of others.
	if app.account() is not null and (new.of = 'system'
			or new.becomes not in ('accepted', 'rejected', 'in progress', 'submitted for verification')) then
		new.of := 'inspectorate';
	end if;
	if new.taken_over then
		if asked.raised_id is not null or part.state <> 'awaiting response' or new.becomes = 'awaiting response' then
			raise exception 'Only what an older register says is taken over, and once.'
				using errcode = 'check_violation', constraint = 'act_taken_over';
		end if;
	elsif not (case new.becomes
		when 'accepted' then part.state in ('awaiting response', 'reopened')
		when 'rejected' then part.state in ('awaiting response', 'reopened', 'accepted')
		when 'in progress' then part.state in ('awaiting response', 'accepted', 'reopened', 'not accepted as closed')
		when 'submitted for verification' then part.state in ('accepted', 'in progress', 'not accepted as closed', 'reopened')
		when 'verified closed' then part.state = 'submitted for verification'
		when 'not accepted as closed' then part.state = 'submitted for verification'
		when 'superseded' then part.state not in ('verified closed', 'superseded', 'no longer applicable')
		when 'no longer applicable' then part.state not in ('verified closed', 'superseded', 'no longer applicable')
		when 'reopened' then part.state in ('verified closed', 'rejected', 'superseded', 'no longer applicable')
		else false end) then
		raise exception 'It stands elsewhere by now.' using errcode = 'check_violation', constraint = 'act_overtaken';
	end if;
	if new.words is null and (new.bulk_id is not null or new.taken_over or new.becomes in
			('rejected', 'not accepted as closed', 'superseded', 'no longer applicable', 'reopened')) then
		raise exception 'It needs a reason.' using errcode = 'check_violation', constraint = 'act_reason';
	end if;
	if new.instead_id = asked.id or exists (select from followup.promise p where p.id = new.instead_id
			and p.force_id is distinct from asked.force_id and p.id is distinct from asked.national_id and not p.everybody) then
		raise exception 'What takes its place is of the same force.'
			using errcode = 'check_violation', constraint = 'act_instead';
	end if;
	if new.becomes = 'verified closed' and not new.taken_over and (app.account() is null or exists (
			select from followup.act a left join followup.proof p on p.act_id = a.id
				left join evidence.version v on v.item_id = p.evidence_id
				left join judgments.progress g on g.id = p.progress_id
				left join foundation.file f on f.id = p.file_id
			where a.part_id = new.part_id and a.becomes = 'submitted for verification'
				and app.account() in (a.by, v.entered_by, v.gathered_by, g.by, f.uploaded_by))) then
		raise exception 'Somebody closes it who did not write the evidence.'
			using errcode = 'check_violation', constraint = 'act_two_people';
	end if;
	update followup.part p set state = new.becomes, state_since = new.at where p.id = new.part_id;
	return new;
end $$;
revoke all on function followup.keep_act() from public;
create trigger kept_right before insert on followup.act for each row execute function followup.keep_act();
create function followup.show_act() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	perform followup.show_part(new.part_id, new.id);
	return null;
end $$;
revoke all on function followup.show_act() from public;
create trigger shown after insert on followup.act for each row execute function followup.show_act();
create policy followup_ask on foundation.file for select to inspectorate_owner using (true);
create policy followup_ask on judgments.progress for select to inspectorate_owner using (true);
create policy followup_ask on programmes.force for select to inspectorate_owner using (true);

-- Nothing is submitted without something to look at; looked at when the transaction ends.
create function followup.keep_proof() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if new.becomes = 'submitted for verification' and not new.taken_over
			and not exists (select from followup.proof p where p.act_id = new.id) then
		raise exception 'It is submitted with evidence.' using errcode = 'check_violation', constraint = 'act_proof';
	end if;
	return null;
end $$;
revoke all on function followup.keep_proof() from public;
create constraint trigger with_proof after insert on followup.act deferrable initially deferred
	for each row execute function followup.keep_proof();

-- The inspectorate's day is moved by the inspectorate; where it set none, a force may set its own, and move that.
create function followup.keep_deadline() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	part followup.part;
	kind text := (select o.kind from foundation.organisation o where o.id = app.organisation());
begin
	select * into part from followup.part p where p.id = new.part_id for update;
	new.was := part.due_on;
	new.at := app.now();
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	if kind in ('force', 'policing body') then
		new.set_by := kind;
		-- Nobody sets a day in the name of others.
		new.set_by_name := null;
		if part.due_set_by is not null and part.due_set_by <> kind then
			raise exception 'Whoever set the deadline moves it.' using errcode = 'check_violation', constraint = 'deadline_whose';
		end if;
	end if;
	if part.state in ('rejected', 'verified closed', 'superseded', 'no longer applicable') then
		raise exception 'Nothing is due any more.' using errcode = 'check_violation', constraint = 'deadline_over';
	end if;
	if new.becomes < (select p.published_on from followup.promise p where p.id = part.promise_id) then
		raise exception 'It was not published by then.' using errcode = 'check_violation', constraint = 'deadline_published';
	end if;
	update followup.part p set due_on = new.becomes, due_basis = new.because, due_set_by = new.set_by,
		due_set_by_name = new.set_by_name where p.id = new.part_id;
	perform followup.show_part(new.part_id);
	return new;
end $$;
revoke all on function followup.keep_deadline() from public;
create trigger kept_right before insert on followup.deadline for each row execute function followup.keep_deadline();

create function followup.keep_note() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	new.at := app.now();
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	return new;
end $$;
revoke all on function followup.keep_note() from public;
create trigger kept_right before insert on followup.note for each row execute function followup.keep_note();
create trigger kept_right before insert on followup.link for each row execute function followup.keep_note();

-- A part is public from the moment on at which it is there, and again when its words are corrected.
create function followup.show_new_part() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if tg_op = 'INSERT' or new.text is distinct from old.text then perform followup.show_part(new.id); end if;
	return null;
end $$;
revoke all on function followup.show_new_part() from public;
create trigger shown after insert or update on followup.part for each row execute function followup.show_new_part();
-- So is what stands above its parts: a heading that was corrected must not be read on as it was.
create function followup.show_corrected() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if (new.title, new.text, new.addressee, new.theme, new.component, new.source, new.source_address) is distinct from
			(old.title, old.text, old.addressee, old.theme, old.component, old.source, old.source_address) then
		perform followup.show_part(t.id) from followup.part t where t.promise_id = new.id;
	end if;
	return null;
end $$;
revoke all on function followup.show_corrected() from public;
create trigger shown after update on followup.promise for each row execute function followup.show_corrected();
create trigger moved before insert or update on followup.part
	for each row execute function app.moved_by('promise part', 'id', 'state', 'awaiting response');

create trigger audit after insert or update or delete on followup.promise
	for each row execute function app.audit('promise', 'id', 'words', '');
create trigger audit after insert or update or delete on followup.part
	for each row execute function app.audit('promise', 'promise_id', '', '', 'state,state_since');
create trigger audit after insert or update or delete on followup.deadline
	for each row execute function app.audit('promise part', 'part_id', '', '');
create trigger audit after insert or update or delete on followup.act
	for each row execute function app.audit('promise part', 'part_id', '', '');
create trigger audit after insert or update or delete on followup.proof
	for each row execute function app.audit('promise proof', 'id', 'text', '');
create trigger audit after insert or update or delete on followup.note
	for each row execute function app.audit('promise', 'promise_id', 'text', '');
create trigger audit after insert or update or delete on followup.link
	for each row execute function app.audit('promise', 'from_id', '', '');
-- followup.entered has no audit: what was read of an edition says so itself.
-- edition.followed and edition.change have no audit: they say again what the acts say, and are never changed.
