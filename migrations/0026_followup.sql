-- Every promise kept track of until it is verified: what was asked of whom, by when, and every act on it. What is asked
-- enters when its release is public. Words for the public and words between colleagues are rows of different tables.

create schema followup;
grant usage on schema followup to inspectorate_staff, inspectorate_force, inspectorate_worker;

create function followup.may_follow() returns boolean language sql stable parallel safe
	return app.has_role('inspector') or app.has_role('HM Inspector') or app.has_role('programme manager');
-- A day is over at midnight in London.
create function followup.today() returns date language sql stable parallel safe
	return (app.now() at time zone 'Europe/London')::date;

create table followup.promise (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: FU-4.
	number bigint not null unique generated always as identity,
	-- Null: out of a register from before this system was there.
	raised_id uuid references judgments.raised,
	-- The release and edition by which it became public.
	edition_id uuid references edition.edition,
	-- To all forces; this is what one of them was asked.
	national_id uuid references followup.promise,
	-- Null: to all forces, or to a body that is none.
	force_id uuid references programmes.force,
	addressee text,
	kind text not null check (kind in ('area for improvement', 'cause of concern', 'recommendation')),
	title text,
	text text not null check (btrim(text) <> ''),
	theme text,
	-- What has to be seen before it is closed.
	needed text check (btrim(needed) <> ''),
	source text not null check (btrim(source) <> ''),
	source_address text,
	published_on date not null,
	superseded_by uuid references followup.promise,
	illustrative boolean not null default false,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	words tsvector not null generated always as (to_tsvector('english', coalesce(title, '') || ' ' || text)) stored,
	unique nulls not distinct (raised_id, force_id, source_address, national_id),
	check (num_nonnulls(raised_id, source_address) > 0),
	check (superseded_by is distinct from id)
);
create index on followup.promise (force_id, kind);
create index on followup.promise (national_id);
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

-- Only added. The words are for everybody.
create table followup.act (
	id uuid primary key default gen_random_uuid(),
	part_id uuid not null references followup.part,
	number integer not null default 0,
	becomes text not null,
	reason text check (btrim(reason) <> ''),
	-- Several in one go, for one reason.
	bulk_id uuid,
	by uuid default app.account() references foundation.account,
	by_name text not null default '',
	at timestamptz not null default app.now(),
	unique (part_id, number)
);

-- What is sent so that a part is verified.
create table followup.proof (
	id uuid primary key default gen_random_uuid(),
	act_id uuid not null references followup.act,
	evidence_id uuid references evidence.item,
	file_id uuid references foundation.file,
	text text check (btrim(text) <> ''),
	check (num_nonnulls(evidence_id, file_id, text) > 0)
);
create index on followup.proof (act_id);

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

-- The state of a part follows from its acts, and who closes has neither sent the evidence nor written it.
create function followup.keep_act() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	part followup.part;
begin
	-- Whoever acts on the same part at this moment waits.
	select * into part from followup.part p where p.id = new.part_id for update;
	new.number := (select coalesce(max(a.number), 0) + 1 from followup.act a where a.part_id = new.part_id);
	new.at := app.now();
	new.by := app.account();
	new.by_name := coalesce((select a.name from foundation.account a where a.id = app.account()), new.by_name);
	if not (case new.becomes
		when 'accepted' then part.state in ('awaiting response', 'reopened')
		when 'rejected' then part.state in ('awaiting response', 'reopened', 'accepted')
		when 'in progress' then part.state in ('accepted', 'reopened', 'not accepted as closed')
		when 'submitted for verification' then part.state in ('accepted', 'in progress', 'not accepted as closed', 'reopened')
		when 'verified closed' then part.state = 'submitted for verification'
		when 'not accepted as closed' then part.state = 'submitted for verification'
		when 'superseded' then part.state not in ('verified closed', 'superseded')
		when 'no longer applicable' then part.state not in ('verified closed', 'no longer applicable')
		when 'reopened' then part.state in ('verified closed', 'rejected', 'superseded', 'no longer applicable')
		else false end) then
		raise exception 'It stands elsewhere by now.' using errcode = 'check_violation', constraint = 'act_overtaken';
	end if;
	if new.reason is null and (new.bulk_id is not null or new.becomes in
			('rejected', 'not accepted as closed', 'superseded', 'no longer applicable', 'reopened')) then
		raise exception 'It needs a reason.' using errcode = 'check_violation', constraint = 'act_reason';
	end if;
	if new.becomes = 'verified closed' and (app.account() is null or exists (
			select from followup.act a left join followup.proof p on p.act_id = a.id
				left join evidence.version v on v.item_id = p.evidence_id
			where a.part_id = new.part_id and a.becomes = 'submitted for verification'
				and (a.by = app.account() or v.by = app.account()))) then
		raise exception 'Somebody closes it who did not write the evidence.'
			using errcode = 'check_violation', constraint = 'act_two_people';
	end if;
	update followup.part p set state = new.becomes, state_since = new.at where p.id = new.part_id;
	return new;
end $$;
revoke all on function followup.keep_act() from public;
create trigger kept_right before insert on followup.act for each row execute function followup.keep_act();

-- Nothing is submitted without something to look at; looked at when the transaction ends.
create function followup.keep_proof() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if new.becomes = 'submitted for verification' and not exists (select from followup.proof p where p.act_id = new.id) then
		raise exception 'It is submitted with evidence.' using errcode = 'check_violation', constraint = 'act_proof';
	end if;
	return null;
end $$;
revoke all on function followup.keep_proof() from public;
create constraint trigger with_proof after insert on followup.act deferrable initially deferred
	for each row execute function followup.keep_proof();
