-- What promises of many years and forces have in common.

-- Sub-items say what is asked as much as the sentence above them: how alike two promises are counts their words too.
alter table followup.part add column words tsvector generated always as
	(case when letter is not null then to_tsvector('english'::regconfig, text) end) stored;
drop trigger audit on followup.part;
create trigger audit after insert or update or delete on followup.part
	for each row execute function app.audit('promise', 'promise_id', 'words', '', 'state,state_since,words');

-- Somebody has looked, which a closure that was taken over from an older register does not say.
create index on followup.act (part_id) where becomes = 'verified closed' and not taken_over;

-- What it was asked before a force may know. Why somebody says so stays between colleagues.
grant select (id, from_id, to_id, kind, at) on followup.link to inspectorate_force, inspectorate_body;
create policy own on followup.link for select to inspectorate_force, inspectorate_body
	using (kind = 'repeats' and exists (select from followup.promise p where p.id = from_id)
		and exists (select from followup.promise p where p.id = to_id));
