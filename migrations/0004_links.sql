-- Who quotes or uses what: an edge from the thing above to the thing below, for anyone below to read.

create table foundation.link (
	id bigint generated always as identity primary key,
	from_kind text not null,
	from_id text not null,
	relation text not null,
	to_kind text not null,
	to_id text not null,
	-- The organisation whose matter the edge is; null when it is nobody's in particular.
	organisation_id uuid references foundation.organisation,
	created_at timestamptz not null default app.now(),
	created_by uuid default app.account(),
	unique (from_kind, from_id, relation, to_kind, to_id)
);
create index on foundation.link (to_kind, to_id);
create index on foundation.link (organisation_id);
call app.protect('foundation.link');
create policy staff on foundation.link to inspectorate_staff, inspectorate_worker using (true);
create policy own_organisation on foundation.link to inspectorate_force, inspectorate_body
	using (organisation_id = app.organisation());
grant select, insert, delete on foundation.link to inspectorate_staff, inspectorate_worker;
grant select, insert on foundation.link to inspectorate_force;
grant select on foundation.link to inspectorate_body;
create trigger audit after insert or update or delete on foundation.link
	for each row execute function app.audit('link', 'id', '', 'organisation_id');
