-- The single history of every workflow: who moved what from which state to which, and why. A room keeps the present
-- state in a column of its own, for its queries and policies; the triggers here hold the two together.

create table foundation.transition (
	id bigint generated always as identity primary key,
	workflow text not null,
	subject_kind text not null,
	subject_id text not null,
	step integer not null default 0, -- the how-manyeth of this subject in this workflow, counted by the trigger below
	action text not null,
	done text not null,              -- how the action is told afterwards: 'submitted'
	from_state text not null,
	to_state text not null,
	account uuid default app.account(),
	by_organisation uuid default app.organisation(), -- whose account it was
	reason text check (reason <> ''),
	organisation_id uuid,            -- whose matter it is, when it is one organisation's
	shared boolean not null default false, -- shown to that organisation too
	at timestamptz not null default app.now(),
	transaction xid8 not null default pg_current_xact_id(),
	unique (workflow, subject_id, step)
);

-- Who did the one may not do the other. A room's migration adds its rules here; defineWorkflow names them too, and the
-- service is not ready while the two differ.
create table foundation.two_person_rule (
	workflow text not null,
	action text not null,
	not_who_did text not null,
	primary key (workflow, action, not_who_did)
);

-- An approval is of content: it holds the hash of what was approved, and stops counting when the content changes.
create table foundation.approval (
	id bigint generated always as identity primary key,
	subject_kind text not null,
	subject_id text not null,
	content_hash bytea not null check (length(content_hash) = 32),
	account uuid not null default app.account(),
	by_organisation uuid default app.organisation(),
	organisation_id uuid,
	at timestamptz not null default app.now()
);
create index on foundation.approval (subject_kind, subject_id, id);

call app.protect('foundation.transition');
call app.protect('foundation.two_person_rule');
call app.protect('foundation.approval');

create policy owner on foundation.transition to inspectorate_owner using (true);
create policy read on foundation.transition for select to inspectorate_staff, inspectorate_worker using (true);
create policy read_own on foundation.transition for select to inspectorate_force, inspectorate_body, inspectorate_reader
	using (by_organisation = app.organisation() or account = app.account()
		or (shared and organisation_id = app.organisation()));
create policy own on foundation.transition for insert
	to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader, inspectorate_worker
	with check (account is not distinct from app.account() and by_organisation is not distinct from app.organisation()
		and at = app.now() and transaction = pg_current_xact_id());
grant select, insert on foundation.transition to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_worker;

create policy owner on foundation.two_person_rule to inspectorate_owner using (true);
create policy read on foundation.two_person_rule for select to inspectorate_staff, inspectorate_worker using (true);
grant select on foundation.two_person_rule to inspectorate_staff, inspectorate_worker;

create policy read on foundation.approval for select to inspectorate_staff, inspectorate_worker using (true);
create policy read_own on foundation.approval for select to inspectorate_force, inspectorate_body, inspectorate_reader
	using (by_organisation = app.organisation() or account = app.account());
create policy own on foundation.approval for insert
	to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader
	with check (account = app.account() and by_organisation is not distinct from app.organisation() and at = app.now());
grant select, insert on foundation.approval to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader;
grant select on foundation.approval to inspectorate_worker;

create trigger kept before update or delete or truncate on foundation.transition
	for each statement execute function app.refuse_change();
create trigger kept before update or delete or truncate on foundation.approval
	for each statement execute function app.refuse_change();

-- Two people who act on the same thing at the same moment wait for each other.
create function app.hold(workflow text, subject_id text) returns void language sql volatile
	return pg_advisory_xact_lock(hashtextextended(workflow || ' ' || subject_id, 0));

revoke all on function app.hold(text, text) from public;
grant execute on function app.hold(text, text) to inspectorate_owner, inspectorate_staff, inspectorate_force,
	inspectorate_body, inspectorate_reader, inspectorate_worker;

-- Runs as the owner: the rules look at the whole history, whatever part of it the person may see.
create function app.check_transition() returns trigger language plpgsql security definer set search_path = '' as $$
declare last foundation.transition;
begin
	perform app.hold(new.workflow, new.subject_id);
	select * into last from foundation.transition t
	where t.workflow = new.workflow and t.subject_id = new.subject_id order by t.step desc limit 1;
	new.step := coalesce(last.step, 0) + 1;
	if last.to_state is distinct from new.from_state and last.id is not null then
		raise exception 'This % is no longer "%": it is "%".', new.subject_kind, new.from_state, last.to_state
			using errcode = 'restrict_violation';
	end if;
	if exists (select from foundation.two_person_rule r where r.workflow = new.workflow and r.action = new.action) then
		if new.account is null then
			raise exception 'Only a signed-in person can do this: it needs two people.' using errcode = 'restrict_violation';
		end if;
		if exists (
			select from foundation.two_person_rule r
			join foundation.transition t on t.workflow = r.workflow and t.action = r.not_who_did
			where r.workflow = new.workflow and r.action = new.action
				and t.subject_id = new.subject_id and t.account = new.account
		) then
			raise exception 'This needs two people, and this account has done the other part.'
				using errcode = 'restrict_violation';
		end if;
	end if;
	return new;
end $$;
revoke all on function app.check_transition() from public;
-- How many steps a thing has taken, also those that the asker may not see: whether it has moved is no secret.
create function app.moves_of(workflow text, subject_id text) returns integer language sql stable
	security definer set search_path = ''
	return (select coalesce(max(t.step), 0) from foundation.transition t where t.workflow = $1 and t.subject_id = $2);

revoke all on function app.moves_of(text, text) from public;
grant execute on function app.moves_of(text, text) to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_worker;

create trigger checked before insert on foundation.transition for each row execute function app.check_transition();

create function app.audit_transition() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	perform app.record(new.subject_kind, new.subject_id, new.done, jsonb_build_object('state', new.from_state),
		jsonb_build_object('state', new.to_state), new.reason, new.organisation_id, new.shared);
	return null;
end $$;
revoke all on function app.audit_transition() from public;
create trigger audit after insert on foundation.transition for each row execute function app.audit_transition();

create trigger audit after insert or update or delete on foundation.two_person_rule
	for each row execute function app.audit('two-person rule', 'workflow', '', '');

create function app.audit_approval() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	perform app.record(new.subject_kind, new.subject_id, 'content approved', null,
		jsonb_build_object('content_hash', encode(new.content_hash, 'hex')), null, new.organisation_id);
	return null;
end $$;
revoke all on function app.audit_approval() from public;
create trigger audit after insert on foundation.approval for each row execute function app.audit_approval();

-- Attached to a room's table as: before insert or update of its state, for each row execute function
-- app.moved_by('workflow', 'id column', 'state column', 'state it starts in'). The state moves by a transition of the
-- same transaction, and in no other way.
create function app.moved_by() returns trigger language plpgsql security definer set search_path = '' as $$
declare
	subject text := to_jsonb(new) ->> tg_argv[1];
	is_now text := to_jsonb(new) ->> tg_argv[2];
	was text;
begin
	if tg_op = 'INSERT' then
		if is_now is distinct from tg_argv[3] then
			raise exception 'A new % starts as "%".', tg_table_name, tg_argv[3] using errcode = 'restrict_violation';
		end if;
		return new;
	end if;
	was := to_jsonb(old) ->> tg_argv[2];
	if is_now is distinct from was and not exists (
		select from foundation.transition t
		where t.workflow = tg_argv[0] and t.subject_id = subject and t.from_state = was and t.to_state = is_now
			and t.transaction = pg_current_xact_id()
	) then
		raise exception 'The state of this % is changed by its workflow only.', tg_table_name
			using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
revoke all on function app.moved_by() from public;
