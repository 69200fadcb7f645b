-- Search over what everybody may read now. It looks past row security, and so by the indexes, at the newest public edition
-- of each release and at nothing else; whoever asks then reads the rows that it names under their own policy.

-- Counting walks over all rows that match: texts and vectors are kept beside them, and read for those few that are ranked.
alter table edition.entry set (toast_tuple_target = 128);

-- What is called so is found before what speaks of it.
create index on edition.entry using gin (to_tsvector('english'::regconfig, left(title, 2000)));
-- What is suggested while somebody types.
create index on edition.entry using gin (to_tsvector('simple'::regconfig, left(title, 2000)))
	where kind in ('publication', 'document', 'indicator', 'term');

-- Each word that stands in an edition: what a misspelt one may have been meant for. Made of the entries, as they are.
create table edition.word (
	edition_id uuid not null references edition.edition,
	word text not null,
	primary key (edition_id, word)
);
create index on edition.word (word text_pattern_ops);
call app.protect('edition.word');
create policy owner on edition.word to inspectorate_owner using (true);
create policy search on edition.word for select to inspectorate_search using (true);
grant select on edition.word to inspectorate_search;
create trigger kept before update or delete or truncate on edition.word
	for each statement execute function app.refuse_change();
-- It has no audit trigger: it is made of what is frozen, and nobody adds to it otherwise.

create function edition.take_words() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	insert into edition.word (edition_id, word)
		select distinct a.edition_id, w.word from added a, lateral unnest(tsvector_to_array(
			to_tsvector('simple'::regconfig, concat_ws(' ', left(a.title, 2000), a.force_name, left(a.words, 200000))))) w (word)
		where w.word ~ '^[[:alpha:]]{4,30}$'
		on conflict do nothing;
	return null;
end $$;
revoke all on function edition.take_words() from public;
create trigger words after insert on edition.entry referencing new table as added
	for each statement execute function edition.take_words();

do $$
begin
	if exists (select from pg_extension e join pg_namespace n on n.oid = e.extnamespace
			where e.extname = 'pg_trgm' and n.nspname = 'edition') then
		execute 'create index on edition.word using gin (word edition.gin_trgm_ops)';
	end if;
end $$;

-- What matches any of these texts, each in the words of a search engine. `groups` counts all that matches, for the force;
-- `reached` how many of those of these kinds and this year are in order: of thousands, those called so and the newest.
create function edition.search(texts text[], force text, kinds text[], of_year integer, most integer, skip integer)
returns table (ids bigint[], reached bigint, groups jsonb)
language plpgsql stable security definer rows 1 set search_path = '' set random_page_cost = 1.1
	-- A word in most texts is no reason to read them all: the index knows where it is, and only what is ranked is read.
	set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
	query tsquery := '';
	each text;
begin
	-- Below, editions are compared in a way that no index helps with, for the same reason.
	foreach each in array texts loop
		query := query || websearch_to_tsquery('english', each);
	end loop;
	-- Planned anew each time: of how many texts hold a word, one word differs from another a thousandfold.
	return query execute '
		with matching as materialized (
			select e.id, e.kind, e.year from edition.entry e
			where e.found @@ $1 and (e.edition_id = any ($2)) is true and ($3 is null or e.force_slug = $3)
		), chosen as materialized (
			select m.id, m.year from matching m where ($4 is null or m.kind = any ($4)) and ($5 is null or m.year = $5)
		), many as (
			select count(*) > 1000 as are from chosen
		), near as (
			select c.id from chosen c where not (select are from many)
			union
			(select e.id from edition.entry e where (select are from many)
				and to_tsvector(''english''::regconfig, left(e.title, 2000)) @@ $1 and (e.edition_id = any ($2)) is true
				and ($3 is null or e.force_slug = $3) and ($4 is null or e.kind = any ($4)) and ($5 is null or e.year = $5)
				order by e.year desc, e.id desc limit 500)
			union
			(select c.id from chosen c where (select are from many) order by c.year desc, c.id desc limit 500)
		), page as (
			select e.id, ts_rank(e.found, $1, 1) as rank, e.year from near n join edition.entry e on e.id = n.id
			order by rank desc, e.year desc, e.id limit $6 offset $7
		)
		select array(select p.id from page p order by p.rank desc, p.year desc, p.id), (select count(*) from near),
			(select coalesce(jsonb_agg(jsonb_build_object(''kind'', g.kind, ''year'', g.year, ''count'', g.count)), ''[]'')
				from (select m.kind, m.year, count(*) from matching m group by m.kind, m.year) g)'
		using query, edition.newest_ones(), force, kinds, of_year, most, skip;
end $$;

-- What is called something that begins so, in any order of the words.
create function edition.suggest(start text, most integer) returns bigint[]
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
	query tsquery;
	found bigint[];
begin
	select to_tsquery('simple', string_agg(quote_literal(lexeme) || ':*', ' & ')) into query
		from unnest(to_tsvector('simple', left(start, 200)));
	if query is null then return '{}'; end if;
	execute 'select array(select s.id from (
			select distinct on (lower(e.title)) e.id, e.kind, e.year, length(e.title) as long from edition.entry e
			where e.kind in (''publication'', ''document'', ''indicator'', ''term'')
				and to_tsvector(''simple''::regconfig, left(e.title, 2000)) @@ $1 and (e.edition_id = any ($2)) is true
			order by lower(e.title), e.year desc, e.id
		) s order by s.year desc, s.long, s.id limit $3)' into found using query, edition.newest_ones(), most;
	return found;
end $$;

-- For each word that nothing is found by, the published words that look like it.
create function edition.words_like(typed text[]) returns table (typed_word text, word text)
language plpgsql stable security definer rows 20 set search_path = '' set enable_seqscan = off set jit = off as $$
declare
	newest uuid[] := edition.newest_ones();
	each text;
	near text := case when to_regproc('edition.similarity') is null
		then 'w.word like left($1, 2) || ''%'' and length(w.word) between length($1) - 2 and length($1) + 2'
		else 'w.word operator(edition.%) $1 and length(w.word) between length($1) - 2 and length($1) + 2' end;
begin
	foreach each in array typed loop
		if numnode(plainto_tsquery('english', each)) = 0 or exists (select from edition.entry e
			where e.found @@ plainto_tsquery('english', each) and (e.edition_id = any (newest)) is true) then continue; end if;
		return query execute 'select distinct $1, w.word from edition.word w
			where ' || near || ' and w.edition_id = any ($2) limit 400' using each, newest;
	end loop;
end $$;

-- What search owns, only search can give.
grant create on schema edition to inspectorate_search;
alter function edition.search(text[], text, text[], integer, integer, integer) owner to inspectorate_search;
alter function edition.suggest(text, integer) owner to inspectorate_search;
alter function edition.words_like(text[]) owner to inspectorate_search;
revoke create on schema edition from inspectorate_search;
set local role inspectorate_search;
revoke all on function edition.search(text[], text, text[], integer, integer, integer), edition.suggest(text, integer),
	edition.words_like(text[]) from public;
grant execute on function edition.search(text[], text, text[], integer, integer, integer), edition.suggest(text, integer),
	edition.words_like(text[]) to inspectorate_public;
set local role inspectorate_owner;
