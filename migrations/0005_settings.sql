-- What is set in the browser. The environment's word goes first. Secrets are kept closed (kernel/box.ts).

create table foundation.setting (
	key text primary key,
	value jsonb not null
);
call app.protect('foundation.setting');
create policy read on foundation.setting for select
	to inspectorate_staff, inspectorate_worker, inspectorate_authentication using (true);
create policy change on foundation.setting to inspectorate_staff
	using (app.has_role('administrator')) with check (app.has_role('administrator'));
grant select on foundation.setting to inspectorate_staff, inspectorate_worker, inspectorate_authentication;
grant insert, update, delete on foundation.setting to inspectorate_staff;
create trigger audit after insert or update or delete on foundation.setting
	for each row execute function app.audit('setting', 'key', '', '');

-- A demonstration is marked as one once, on a database in which nobody has been given an account yet.
create policy mark on app.installation for update to inspectorate_staff
	using (kind = 'new' and app.has_role('administrator')) with check (kind in ('demonstration', 'live'));
grant update (kind, since) on app.installation to inspectorate_staff;
