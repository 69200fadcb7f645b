-- Releases of data that are not to be quoted any more: their publisher has withdrawn them, or they should never have been
-- brought. The release stays, and so do the figures that rest on it; whatever quotes them says so.

create table figures.withdrawal (
	snapshot_id uuid primary key references figures.snapshot,
	because text not null check (btrim(because) <> ''),
	at timestamptz not null default app.now(),
	by_account uuid default app.account(),
	by_name text not null check (by_name <> '')
);

call app.protect('figures.withdrawal');
create policy staff on figures.withdrawal for select to inspectorate_staff, inspectorate_worker using (true);
grant select on figures.withdrawal to inspectorate_staff, inspectorate_worker;
create policy add on figures.withdrawal for insert to inspectorate_staff
	with check (app.has_role('analyst') or app.has_role('programme manager') or app.has_role('administrator'));
grant insert on figures.withdrawal to inspectorate_staff;
-- One that was withdrawn by mistake is put back.
create policy remove on figures.withdrawal for delete to inspectorate_staff
	using (app.has_role('analyst') or app.has_role('programme manager') or app.has_role('administrator'));
grant delete on figures.withdrawal to inspectorate_staff;

create trigger audit after insert or update or delete on figures.withdrawal
	for each row execute function app.audit('snapshot', 'snapshot_id', '', '');
