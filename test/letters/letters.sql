-- A room for the tests of the workflow: letters, each to one force.
create schema letters;
grant usage on schema letters to inspectorate_staff, inspectorate_force;
create table letters.letter (
	id uuid primary key default gen_random_uuid(),
	title text not null,
	text text not null default '',
	state text not null default 'draft',
	force_id uuid references foundation.organisation,
	locked boolean not null default false
);
call app.protect('letters.letter');
create policy staff on letters.letter to inspectorate_staff using (true);
create policy own_force on letters.letter to inspectorate_force using (force_id = app.organisation());
grant select, insert, update on letters.letter to inspectorate_staff;
grant select, update (state) on letters.letter to inspectorate_force;
create trigger audit after insert or update or delete on letters.letter
	for each row execute function app.audit('letter', 'id', '', 'force_id', 'state');
create trigger moved before insert or update on letters.letter
	for each row execute function app.moved_by('letter approval', 'id', 'state', 'draft');
insert into foundation.two_person_rule values ('letter approval', 'approve', 'submit');
