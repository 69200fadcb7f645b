-- What a local policing body says to a report about its force: due within 56 days that begin with the day of publication,
-- with the comments of the chief officer, and of each recommendation what is done or why nothing is. What is being written
-- is its writers' own; what is published stands in edition.response, and is corrected by another version with a note.

-- One answer to the reports about a force in one release: it has the same number before anybody has written a word of it.
create function followup.response_id(release uuid, force uuid) returns uuid language sql immutable parallel safe
	-- Of the form that RFC 9562 leaves to whoever makes it: version 8.
	return overlay(overlay(md5(release::text || ' ' || force::text) placing '8' from 13) placing '8' from 17)::uuid;

-- What the body is called that answers for a force on a day; where the register does not say, the one that does today.
create function followup.body_of(force uuid, day date) returns text language sql stable security definer
	set search_path = ''
	return coalesce((select o.name from programmes.policing_body b join foundation.organisation o on o.id = b.organisation_id
			where b.force_id = force and (b.since is null or b.since <= day) and (b.until is null or b.until >= day)
			order by b.since desc nulls last limit 1),
		(select o.name from foundation.organisation o where o.force_id = force and o.kind = 'policing body'
			order by o.name limit 1));
create policy answering_ask on programmes.policing_body for select to inspectorate_owner using (true);

-- Reports about a force that everybody can read now, as the newest edition has them; published on the day in London of the
-- first edition that held one. Past: published before this system was there.
create function followup.reports(wanted uuid default null)
returns table (id uuid, release_id uuid, force_id uuid, force_slug text, force_name text, title text, release_slug text,
	document_slug text, published_on date, due_on date, past boolean, illustrative boolean)
language sql stable security definer set search_path = ''
begin atomic
	with newest as (
		select distinct on (e.release_id) e.id, e.release_id, e.slug, e.withdrawn_at from edition.edition e
		where e.release_at <= app.now() and e.approved_at is not null and e.void_at is null
			and (e.withdrawn_at is null or e.withdrawn_at >= e.release_at)
		order by e.release_id, e.number desc
	), asks as materialized (
		-- The inspectorate sees those of all forces. Asked once, and not for every report.
		select not exists (select from foundation.organisation o
			where o.id = app.organisation() and o.kind in ('force', 'policing body')) as everything, followup.own_force() as own
	)
	select distinct on (n.release_id, d.force_id)
		followup.response_id(n.release_id, d.force_id), n.release_id, d.force_id, d.force_slug, d.force_name, d.title, n.slug,
		d.slug, first.published_on, first.published_on + 55, first.past, whole.illustrative
	from newest n
		-- A report that quotes one figure that is made up is not made up: its release says so of itself.
		join releases.release whole on whole.id = n.release_id
		join edition.document d on d.edition_id = n.id and d.kind = 'report' and d.force_id is not null
		join asks a on a.everything or a.own = d.force_id
		cross join lateral (
			select (min(e.release_at) at time zone 'Europe/London')::date as published_on,
				(array_agg(e.recorded_because order by e.number))[1] is not null as past
			from edition.edition e
			where e.release_id = n.release_id and e.release_at <= app.now() and e.approved_at is not null and e.void_at is null
				and (e.withdrawn_at is null or e.withdrawn_at >= e.release_at)
				and exists (select from edition.document x
					where x.edition_id = e.id and x.kind = 'report' and x.force_id = d.force_id)
		) first
	where n.withdrawn_at is null and (wanted is null or followup.response_id(n.release_id, d.force_id) = wanted)
	order by n.release_id, d.force_id, d.position;
end;

create table followup.response (
	id uuid primary key default gen_random_uuid(),
	release_id uuid not null references releases.release,
	force_id uuid not null references programmes.force,
	-- The body invites the comments of the chief officer before it publishes.
	state text not null default 'preparing' check (state in ('preparing', 'invited', 'published')),
	invited_at timestamptz,
	invited_by_name text,
	-- The newest comments of the chief officer.
	commented_at timestamptz,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	unique (release_id, force_id),
	check ((invited_at is null) = (invited_by_name is null))
);
create index on followup.response (force_id);

-- What the body is writing: its own until it publishes.
create table followup.response_draft (
	response_id uuid primary key references followup.response,
	text text not null default '',
	-- National reports that are answered with it: one response, on the force report.
	also uuid[] not null default '{}',
	-- So that nobody writes over what a colleague has written meanwhile.
	version integer not null default 1,
	by_name text not null default '',
	at timestamptz not null default app.now()
);

-- Of each recommendation: action taken, action proposed, or why none.
create table followup.response_part (
	response_id uuid not null references followup.response_draft,
	promise_id uuid not null references followup.promise,
	answer text check (answer in ('taken', 'proposed', 'none')),
	text text not null default '',
	primary key (response_id, promise_id)
);
create index on followup.response_part (promise_id);

-- What the chief officer says for it, and what the body replies to that; only added, and the newest of each is published.
create table followup.response_comment (
	id uuid primary key default gen_random_uuid(),
	response_id uuid not null references followup.response,
	of text not null default 'force' check (of in ('force', 'policing body')),
	number integer not null check (number > 0),
	text text not null check (btrim(text) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	unique (response_id, of, number)
);

-- What everybody reads of a response. Only added to: the newest version holds, and the first says when it came.
create table edition.response (
	id bigint primary key generated always as identity,
	response_id uuid not null,
	version integer not null check (version > 0),
	release_id uuid references releases.release,
	force_id uuid not null,
	force_slug text not null,
	force_name text not null,
	-- The local policing body.
	body_name text not null check (btrim(body_name) <> ''),
	-- Of the report: /publications/<release_slug>/<document_slug>.
	report_title text not null,
	release_slug text not null,
	document_slug text not null,
	report_published_on date not null,
	due_on date not null check (due_on = report_published_on + 55),
	-- The day on which the response was first published, here or elsewhere; days_late is 0 when it was in time.
	responded_on date not null,
	days_late integer not null check (days_late = greatest(responded_on - due_on, 0)),
	-- The comments of the body.
	text text not null check (btrim(text) <> ''),
	-- Of each recommendation: [{ promise, raised, national, title, text, items: [{ letter, text }], answer: taken | proposed |
	-- none, words }], where promise, raised and national are numbers (national: of the promise to all forces; null: of this
	-- force alone).
	parts jsonb not null default '[]',
	-- National reports that it answers too: [{ release_id, slug, title }]
	also jsonb not null default '[]',
	chief_invited_on date,
	chief_comments text check (btrim(chief_comments) <> ''),
	chief_by text,
	chief_commented_on date,
	-- What the body says to the comments of the chief officer.
	reply text check (btrim(reply) <> ''),
	-- The address, where it was published elsewhere; recorded: the inspectorate put it on record.
	elsewhere text check (elsewhere ~ '^https?://[^\s]+$'),
	recorded boolean not null,
	-- Of a correction: what it corrects.
	note text check (btrim(note) <> ''),
	illustrative boolean not null,
	at timestamptz not null default app.now(),
	unique (response_id, version),
	constraint response_after check (responded_on >= report_published_on),
	constraint response_ahead check (responded_on <= (at at time zone 'Europe/London')::date),
	constraint response_noted check ((version = 1) = (note is null)),
	constraint response_recorded check (not recorded or elsewhere is not null)
);
create index on edition.response (release_id);
create index on edition.response (force_id, response_id, version desc);
call edition.added_later('response');

do $$
declare
	named text;
begin
	foreach named in array array['response', 'response_draft', 'response_part', 'response_comment'] loop
		execute format('call app.protect(%L)', 'followup.' || named);
		execute format('create policy owner on followup.%I to inspectorate_owner using (true)', named);
	end loop;
end $$;
-- That it is being written, and how far it is.
create policy staff on followup.response for select to inspectorate_staff, inspectorate_worker using (true);
create policy own on followup.response for select to inspectorate_force, inspectorate_body
	using (force_id = (select followup.own_force()));
grant select on followup.response to inspectorate_staff, inspectorate_worker, inspectorate_force, inspectorate_body;
create policy answered on followup.response for insert to inspectorate_force, inspectorate_body
	with check (force_id = (select followup.own_force()));
create policy recorded on followup.response for insert to inspectorate_staff with check (followup.may_follow());
grant insert (release_id, force_id) on followup.response to inspectorate_force, inspectorate_body,
	inspectorate_staff;
create policy invite on followup.response for update to inspectorate_body
	using (force_id = (select followup.own_force())) with check (state = 'invited');
grant update (state) on followup.response to inspectorate_body;
-- What it says.
create policy own on followup.response_draft to inspectorate_body
	using (exists (select from followup.response r where r.id = response_id));
grant select, insert (response_id, text, also), update (text, also, version) on followup.response_draft to inspectorate_body;
create policy own on followup.response_part to inspectorate_body
	using (exists (select from followup.response r where r.id = response_id));
grant select, insert, update, delete on followup.response_part to inspectorate_body;
create policy own on followup.response_comment for select to inspectorate_force, inspectorate_body
	using (exists (select from followup.response r where r.id = response_id));
create policy say on followup.response_comment for insert to inspectorate_force
	with check (of = 'force' and by = app.account() and app.has_role('chief officer')
		and exists (select from followup.response r where r.id = response_id));
create policy say_too on followup.response_comment for insert to inspectorate_body
	with check (of = 'policing body' and by = app.account()
		and exists (select from followup.response r where r.id = response_id));
grant select, insert (response_id, number, text) on followup.response_comment to inspectorate_force, inspectorate_body;
create trigger kept before update or delete or truncate on followup.response_comment
	for each statement execute function app.refuse_change();

-- There is nothing to answer before a report is public.
create function followup.keep_response() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if tg_op = 'INSERT' then
		new.id := followup.response_id(new.release_id, new.force_id);
		new.added_at := app.now();
		new.added_by := app.account();
		new.invited_at := null;
		if not exists (select from followup.reports(new.id)) then
			raise exception 'There is no report to respond to.'
				using errcode = 'check_violation', constraint = 'response_published';
		end if;
		-- So is all that is done in a demonstration.
		new.illustrative := (select r.illustrative from followup.reports(new.id) r)
			or exists (select from app.installation m where m.kind = 'demonstration');
	elsif new.state = 'invited' and old.state <> 'invited' then
		new.invited_at := app.now();
		new.invited_by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), '');
	elsif new.state = 'published' and not exists (select from edition.response e where e.response_id = new.id) then
		raise exception 'Nothing is published.' using errcode = 'check_violation', constraint = 'response_whole';
	end if;
	return new;
end $$;
revoke all on function followup.keep_response() from public;
create trigger kept_right before insert or update on followup.response
	for each row execute function followup.keep_response();
create trigger moved before insert or update on followup.response
	for each row execute function app.moved_by('policing body response', 'id', 'state', 'preparing');

create function followup.keep_response_draft() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	new.at := app.now();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), '');
	return new;
end $$;
revoke all on function followup.keep_response_draft() from public;
create trigger kept_right before insert or update on followup.response_draft
	for each row execute function followup.keep_response_draft();

create function followup.keep_response_comment() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	-- Whoever comments at this moment waits, and so does whoever publishes. Of another force's nothing is answered here, not
	-- even how many comments it has: row security says that there is none.
	perform from followup.response r where r.id = new.response_id and r.force_id = followup.own_force() for update;
	if not found then return new; end if;
	new.of := coalesce((select case o.kind when 'force' then 'force' when 'policing body' then 'policing body' end
		from foundation.organisation o where o.id = app.organisation()), new.of);
	new.at := app.now();
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), '');
	if new.number <> (select coalesce(max(c.number), 0) + 1 from followup.response_comment c
			where c.response_id = new.response_id and c.of = new.of) then
		raise exception 'A colleague has written meanwhile.'
			using errcode = 'check_violation', constraint = 'comment_overtaken';
	end if;
	if new.of = 'force' then
		update followup.response r set commented_at = new.at where r.id = new.response_id;
	elsif not exists (select from followup.response_comment c where c.response_id = new.response_id and c.of = 'force') then
		raise exception 'There are no comments to reply to.'
			using errcode = 'check_violation', constraint = 'comment_reply';
	end if;
	return new;
end $$;
revoke all on function followup.keep_response_comment() from public;
create trigger kept_right before insert on followup.response_comment
	for each row execute function followup.keep_response_comment();

-- National reports that everybody can read now.
create function followup.national_reports() returns table (release_id uuid, slug text, title text, published_on date)
language sql stable security definer set search_path = ''
begin atomic
	with newest as (
		select distinct on (e.release_id) e.id, e.release_id, e.slug, e.withdrawn_at from edition.edition e
		where e.release_at <= app.now() and e.approved_at is not null and e.void_at is null
			and (e.withdrawn_at is null or e.withdrawn_at >= e.release_at)
		order by e.release_id, e.number desc
	)
	select distinct on (n.release_id) n.release_id, n.slug, d.title,
		(select (min(e.release_at) at time zone 'Europe/London')::date from edition.edition e
			where e.release_id = n.release_id and e.approved_at is not null and e.void_at is null)
	from newest n join edition.document d on d.edition_id = n.id and d.kind = 'national report' and d.force_id is null
	where n.withdrawn_at is null
	order by n.release_id, d.position;
end;

-- The recommendations that a response has to say something about: those of the report, and of national ones it answers too.
create function followup.response_asks(release uuid, force uuid, also uuid[]) returns setof uuid language sql stable
	security definer set search_path = ''
	begin atomic
		select p.id from followup.promise p where p.kind = 'recommendation' and p.force_id = force
			and (p.release_id = release or p.release_id = any (also));
	end;

-- Its sub-items, as they are printed below it.
create function followup.items_of(promise uuid) returns jsonb language sql stable security definer set search_path = ''
	begin atomic
		select coalesce(jsonb_agg(jsonb_build_object('letter', t.letter, 'text', t.text) order by t.letter), '[]')
			from followup.part t where t.promise_id = promise and t.letter is not null;
	end;
revoke all on function followup.items_of(uuid) from public;

-- A person of the policing body publishes what it has written. Said: what a correction corrects.
create function followup.publish_response(response uuid, said text default null) returns integer language plpgsql
	security definer set search_path = '' as $$
declare
	held followup.response;
	report record;
	draft followup.response_draft;
	last edition.response;
	on_day date := followup.today();
begin
	select * into held from followup.response r where r.id = response for update;
	if held.id is null or not app.has_role('local policing body')
			or held.force_id is distinct from followup.own_force() then
		raise exception 'The policing body of the force publishes its response.'
			using errcode = 'check_violation', constraint = 'response_whose';
	end if;
	select * into report from followup.reports(response);
	if not found then
		raise exception 'There is no report to respond to.'
			using errcode = 'check_violation', constraint = 'response_published';
	end if;
	if held.state = 'preparing' then
		raise exception 'The chief officer is invited to comment first.'
			using errcode = 'check_violation', constraint = 'response_invited';
	end if;
	select * into draft from followup.response_draft d where d.response_id = response;
	if btrim(coalesce(draft.text, '')) = '' or exists (
			select from followup.response_asks(held.release_id, held.force_id, draft.also) a
			where not exists (select from followup.response_part p where p.response_id = response and p.promise_id = a
				and p.answer is not null and btrim(p.text) <> '')) then
		raise exception 'A response has comments on the report, and says something about each recommendation.'
			using errcode = 'check_violation', constraint = 'response_whole';
	end if;
	select * into last from edition.response e where e.response_id = response order by e.version desc limit 1;
	insert into edition.response (response_id, version, release_id, force_id, force_slug, force_name, body_name,
			report_title, release_slug, document_slug, report_published_on, due_on, responded_on, days_late, text, parts, also,
			chief_invited_on, chief_comments, chief_by, chief_commented_on, reply, elsewhere, recorded, note, illustrative)
		select response, coalesce(last.version, 0) + 1, held.release_id, held.force_id, report.force_slug, report.force_name,
			(select o.name from foundation.organisation o where o.id = app.organisation()), report.title, report.release_slug,
			report.document_slug, report.published_on, report.due_on, coalesce(last.responded_on, on_day),
			greatest(coalesce(last.responded_on, on_day) - report.due_on, 0), draft.text,
			coalesce((select jsonb_agg(jsonb_build_object('promise', p.number, 'raised', p.raised_number, 'national', n.number,
					'title', p.title, 'text', p.text, 'items', followup.items_of(p.id), 'answer', t.answer, 'words', t.text)
					order by p.national_id is not null, p.number)
				from followup.response_asks(held.release_id, held.force_id, draft.also) a
					join followup.promise p on p.id = a left join followup.promise n on n.id = p.national_id
					join followup.response_part t on t.promise_id = p.id and t.response_id = response), '[]'),
			coalesce((select jsonb_agg(jsonb_build_object('release_id', r.release_id, 'slug', r.slug, 'title', r.title)
					order by r.published_on, r.title)
				from followup.national_reports() r where r.release_id = any (draft.also)), '[]'),
			(held.invited_at at time zone 'Europe/London')::date, chief.text, chief.by_name,
			(chief.at at time zone 'Europe/London')::date, body.text, last.elsewhere, false, said, held.illustrative
		from (select) one
			left join lateral (select * from followup.response_comment c where c.response_id = response and c.of = 'force'
				order by c.number desc limit 1) chief on true
			left join lateral (select * from followup.response_comment c
				where c.response_id = response and c.of = 'policing body' order by c.number desc limit 1) body on true;
	insert into edition.change (release_id, force_id, force_slug, what)
		values (held.release_id, held.force_id, report.force_slug, 'response');
	update followup.response r set state = 'published' where r.id = response and r.state <> 'published';
	return coalesce(last.version, 0) + 1;
end $$;

-- The inspectorate puts on record what was published elsewhere; and corrects what it put on record.
create function followup.record_response(response uuid, body text, on_day date, address text, words text,
	chief text default null, answers jsonb default '[]', said text default null) returns integer language plpgsql
	security definer set search_path = '' as $$
declare
	held followup.response;
	report record;
	last edition.response;
begin
	select * into held from followup.response r where r.id = response for update;
	if held.id is null or followup.own_force() is not null or not followup.may_follow() then
		raise exception 'The inspectorate puts it on record.'
			using errcode = 'check_violation', constraint = 'response_whose';
	end if;
	select * into report from followup.reports(response);
	if not found then
		raise exception 'There is no report to respond to.'
			using errcode = 'check_violation', constraint = 'response_published';
	end if;
	select * into last from edition.response e where e.response_id = response order by e.version desc limit 1;
	if last.id is not null and not last.recorded then
		raise exception 'The policing body has published its response here.'
			using errcode = 'check_violation', constraint = 'response_by_body';
	end if;
	insert into edition.response (response_id, version, release_id, force_id, force_slug, force_name, body_name,
			report_title, release_slug, document_slug, report_published_on, due_on, responded_on, days_late, text, parts,
			chief_comments, elsewhere, recorded, note, illustrative)
		select response, coalesce(last.version, 0) + 1, held.release_id, held.force_id, report.force_slug, report.force_name,
			body, report.title, report.release_slug, report.document_slug, report.published_on, report.due_on, on_day,
			greatest(on_day - report.due_on, 0), words,
			coalesce((select jsonb_agg(jsonb_build_object('promise', p.number, 'raised', p.raised_number, 'national', n.number,
					'title', p.title, 'text', p.text, 'items', followup.items_of(p.id), 'answer', t.answer, 'words', t.words)
					order by p.national_id is not null, p.number)
				from jsonb_to_recordset(answers) as t (promise uuid, answer text, words text)
					join followup.promise p on p.id = t.promise left join followup.promise n on n.id = p.national_id
				where t.answer in ('taken', 'proposed', 'none') and btrim(t.words) <> ''
					and p.id in (select followup.response_asks(held.release_id, held.force_id, '{}'))), '[]'),
			chief, address, true, said, held.illustrative
		from (select) one;
	insert into edition.change (release_id, force_id, force_slug, what)
		values (held.release_id, held.force_id, report.force_slug, 'response');
	update followup.response r set state = 'published' where r.id = response and r.state <> 'published';
	return coalesce(last.version, 0) + 1;
end $$;

revoke all on function followup.body_of(uuid, date), followup.reports(uuid), followup.national_reports(),
	followup.response_asks(uuid, uuid, uuid[]), followup.publish_response(uuid, text),
	followup.record_response(uuid, text, date, text, text, text, jsonb, text) from public;
grant execute on function followup.body_of(uuid, date), followup.reports(uuid),
	followup.national_reports() to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_worker;
grant execute on function followup.response_asks(uuid, uuid, uuid[]), followup.publish_response(uuid, text)
	to inspectorate_body;
grant execute on function followup.record_response(uuid, text, date, text, text, text, jsonb, text) to inspectorate_staff;

create trigger audit after insert or update or delete on followup.response
	for each row execute function app.audit('policing body response', 'id', '', 'force_id', 'state');
-- What is being written is read by those who write it, and not in the record.
create trigger audit after insert or update or delete on followup.response_draft
	for each row execute function app.audit('policing body draft', 'response_id', 'text,also,answer', '');
create trigger audit after insert or update or delete on followup.response_part
	for each row execute function app.audit('policing body draft', 'response_id', 'text,also,answer', '');
create trigger audit after insert or update or delete on followup.response_comment
	for each row execute function app.audit('policing body comment', 'response_id', 'text', '');
create trigger audit after insert or update or delete on edition.response
	for each row execute function app.audit('published response', 'response_id', '', '');
