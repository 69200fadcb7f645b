-- Search over evidence, findings and what is raised. It finds numbers only, past row security and so by the indexes;
-- whoever asks then reads and counts the rows under their own policy.

-- Sub-items are found as what they belong to.
create index on judgments.sub_item using gin (to_tsvector('english', text));
create policy search on judgments.sub_item for select to inspectorate_search using (true);
grant select on judgments.sub_item to inspectorate_search;

create function judgments.search(words text, force uuid default null)
returns table (what text, id uuid, version integer, rank real)
language plpgsql stable security definer rows 2000 set search_path = '' set random_page_cost = 1.1 as $$
begin
	-- Planned anew each time: of how many texts hold a word, one word differs from another a thousandfold. What is looked
	-- up row by row lies in memory, so a thousand hits are not a reason to read every item there is.
	return query execute '
		select ''evidence''::text, i.id, v.number, ts_rank(v.words, $1)
			from evidence.version v join evidence.item i on i.id = v.item_id and i.latest = v.number
			where v.words @@ $1 and ($2 is null or i.force_id = $2)
		union all
		select ''finding'', f.id, null, ts_rank(f.words, $1)
			from judgments.finding f where f.words @@ $1 and ($2 is null or f.force_id = $2)
		union all
		select ''raised'', found.id, null, max(found.rank)
			from (select r.id, ts_rank(r.words, $1) as rank from judgments.raised r where r.words @@ $1
				union all
				select s.raised_id, ts_rank(to_tsvector(''english'', s.text), $1)
					from judgments.sub_item s where to_tsvector(''english'', s.text) @@ $1) as found
			join judgments.raised r on r.id = found.id
			where $2 is null or r.force_id = $2
			group by found.id'
		using websearch_to_tsquery('english', words), force;
end $$;

-- What search owns, only search can give: a grant or revoke by anyone else is no more than a warning.
grant create on schema judgments to inspectorate_search;
alter function judgments.search(text, uuid) owner to inspectorate_search;
revoke create on schema judgments from inspectorate_search;
set local role inspectorate_search;
revoke all on function judgments.search(text, uuid) from public;
grant execute on function judgments.search(text, uuid) to inspectorate_staff;
set local role inspectorate_owner;
