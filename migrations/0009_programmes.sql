-- The forces that are inspected. An organisation is whom an account belongs to; a force is what an inspectorate knows of it.

create schema programmes;
grant usage on schema programmes to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader,
	inspectorate_worker;

create table programmes.force (
	id uuid primary key references foundation.organisation,
	-- Of the area it polices; null for a force that polices none.
	code text unique check (code ~ '^[A-Z][0-9]{8}$'),
	region text not null,
	in_scope boolean not null default true,
	scope_note text,
	check (in_scope or scope_note is not null)
);
call app.protect('programmes.force');
create policy read on programmes.force for select to inspectorate_staff, inspectorate_force, inspectorate_body,
	inspectorate_reader, inspectorate_worker using (true);
create policy add on programmes.force for insert to inspectorate_staff
	with check (app.has_role('programme manager') or app.has_role('administrator'));
create policy change on programmes.force for update to inspectorate_staff
	using (app.has_role('programme manager') or app.has_role('administrator'));
grant select on programmes.force to inspectorate_staff, inspectorate_force, inspectorate_body, inspectorate_reader,
	inspectorate_worker;
grant insert, update on programmes.force to inspectorate_staff;
create trigger audit after insert or update or delete on programmes.force
	for each row execute function app.audit('force', 'id', '', 'id');
