-- Search over evidence, findings and what is raised. It finds numbers only, past row security and so by the indexes;
-- whoever asks then reads and counts the rows under their own policy.

-- Sub-items are found as what they belong to.
create index on judgments.sub_item using gin (to_tsvector('english', text));
create policy search on judgments.sub_item for select to inspectorate_search using (true);
grant select on judgments.sub_item to inspectorate_search;

create function judgments.search(words text, force uuid default null)
returns table (what text, id uuid, rank real)
language sql stable security definer rows 2000 set search_path = ''
begin atomic
	select 'evidence'::text, i.id, ts_rank(v.words, q.query)
		from websearch_to_tsquery('english', words) as q (query)
		join evidence.version v on v.words @@ q.query
		join evidence.item i on i.id = v.item_id and i.latest = v.number
		where search.force is null or i.force_id = search.force
	union all
	select 'finding', f.id, ts_rank(f.words, q.query)
		from websearch_to_tsquery('english', words) as q (query)
		join judgments.finding f on f.words @@ q.query
		where search.force is null or f.force_id = search.force
	union all
	select 'raised', found.id, max(found.rank)
		from (select r.id, ts_rank(r.words, q.query) as rank
				from websearch_to_tsquery('english', words) as q (query)
				join judgments.raised r on r.words @@ q.query
			union all
			select s.raised_id, ts_rank(to_tsvector('english', s.text), q.query)
				from websearch_to_tsquery('english', words) as q (query)
				join judgments.sub_item s on to_tsvector('english', s.text) @@ q.query) as found
		join judgments.raised r on r.id = found.id
		where search.force is null or r.force_id = search.force
		group by found.id;
end;

-- What search owns, only search can give: a grant or revoke by anyone else is no more than a warning.
grant create on schema judgments to inspectorate_search;
alter function judgments.search(text, uuid) owner to inspectorate_search;
revoke create on schema judgments from inspectorate_search;
set local role inspectorate_search;
revoke all on function judgments.search(text, uuid) from public;
grant execute on function judgments.search(text, uuid) to inspectorate_staff;
set local role inspectorate_owner;
