-- Alerts: whoever follows a force, a theme or everything by e-mail. An address is nobody's to read: it waits closed with the
-- installation's secret and is known again by a keyed hash. The public's pages reach it by the functions below and in no
-- other way; the job that sends mails opens it.

create schema website;
grant usage on schema website to inspectorate_worker;

-- Somebody has typed an address, and nobody has shown yet that it is theirs: gone after 48 hours.
create table website.asked (
	address_hash bytea primary key check (length(address_hash) = 32),
	-- Of the link in the last mail.
	token_hash bytea not null unique check (length(token_hash) = 32),
	address text not null,
	language text not null,
	everything boolean not null,
	forces uuid[] not null,
	themes text[] not null,
	asked_at timestamptz not null default app.now(),
	-- How often a mail was sent since: each time the next one has to wait twice as long.
	mails integer not null default 1,
	constraint something_asked check (everything or cardinality(forces) + cardinality(themes) > 0)
);

create table website.follower (
	id uuid primary key,
	address_hash bytea not null unique check (length(address_hash) = 32),
	-- Of the link in each mail, which is made of the id and the installation's secret.
	token_hash bytea not null unique check (length(token_hash) = 32),
	address text not null,
	language text not null,
	everything boolean not null,
	-- By their ids in the register, and by the words that addresses of themes have.
	forces uuid[] not null,
	themes text[] not null,
	-- What became public before is no news.
	since timestamptz not null default app.now(),
	-- By which link, and when last: whoever presses its button twice is led to the same place twice.
	confirmed_with bytea not null,
	confirmed_at timestamptz not null default app.now(),
	constraint something_followed check (everything or cardinality(forces) + cardinality(themes) > 0)
);

-- From which network a mail was asked for within the hour, as a keyed hash.
create table website.asker (
	id bigint primary key generated always as identity,
	network_hash bytea not null check (length(network_hash) = 32),
	at timestamptz not null default app.now()
);
create index on website.asker (network_hash, at);

-- What has become of an edition for the public, and how far its followers have been told.
create table website.news (
	id bigint primary key generated always as identity,
	edition_id uuid not null references edition.edition,
	what text not null check (what in ('published', 'withdrawn', 'put back')),
	at timestamptz not null,
	-- Of whom and of what it speaks: kept, because what is withdrawn does not say it any more.
	forces uuid[] not null,
	themes text[] not null,
	-- Followers are told in the order of their ids; all up to this one have been.
	reached uuid,
	told_at timestamptz
);
create index on website.news (edition_id, id);
create index on website.news (id) where told_at is null;

do $$
declare
	named text;
begin
	foreach named in array array['asked', 'follower', 'asker', 'news'] loop
		execute format('call app.protect(%L)', 'website.' || named);
		execute format('create policy owner on website.%I to inspectorate_owner using (true)', named);
		execute format('create policy worker on website.%I to inspectorate_worker using (true)', named);
	end loop;
end $$;
grant select, delete on website.asked, website.asker to inspectorate_worker;
grant select on website.follower to inspectorate_worker;
grant select, insert, update (reached, told_at) on website.news to inspectorate_worker;
-- They have no audit trigger: the record is for ever, and who follows what is nobody's business and ends when they say so.
-- What the news say is said by their editions.

-- The functions of the pages ask for the mail that they cause, and the public asks for no job itself.
set role inspectorate_jobs;
grant execute on function app.enqueue(text, jsonb, timestamptz, text) to inspectorate_owner;
set role inspectorate_owner;

-- Somebody types an address. The answer says nothing of it: "asked", also where no mail is sent, or "too many" of one network.
create function app.ask_to_follow(address_hash bytea, address text, token_hash bytea, language text, everything boolean,
	forces uuid[], themes text[], network_hash bytea, mail jsonb)
returns text language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
	sent boolean;
begin
	if (select count(*) from website.asker r where r.network_hash = ask_to_follow.network_hash
			and r.at > app.now() - interval '1 hour') >= 30 then
		return 'too many';
	end if;
	insert into website.asker (network_hash) values (ask_to_follow.network_hash);
	delete from website.asked a where a.address_hash = ask_to_follow.address_hash
		and a.asked_at <= app.now() - interval '48 hours';
	insert into website.asked as a (address_hash, token_hash, address, language, everything, forces, themes)
		values (ask_to_follow.address_hash, ask_to_follow.token_hash, ask_to_follow.address, ask_to_follow.language,
			ask_to_follow.everything, ask_to_follow.forces, ask_to_follow.themes)
	-- What was chosen last is what the link confirms, whichever mail it stands in.
	on conflict (address_hash) do update set everything = excluded.everything, forces = excluded.forces,
		themes = excluded.themes, language = excluded.language,
		token_hash = case when a.asked_at <= app.now() - interval '1 hour' * power(2, a.mails - 1)
			then excluded.token_hash else a.token_hash end,
		mails = case when a.asked_at <= app.now() - interval '1 hour' * power(2, a.mails - 1)
			then a.mails + 1 else a.mails end,
		asked_at = case when a.asked_at <= app.now() - interval '1 hour' * power(2, a.mails - 1)
			then app.now() else a.asked_at end
	returning a.token_hash = ask_to_follow.token_hash into sent;
	if sent then
		perform app.enqueue('send mail', jsonb_build_object('payload', mail));
	end if;
	return 'asked';
end $$;

-- What a link of a mail would confirm. It says whose address it is to nobody.
create function app.asked_to_follow(link bytea) returns table (everything boolean, forces uuid[], themes text[])
language sql stable security definer set search_path = ''
begin atomic
	select a.everything, a.forces, a.themes from website.asked a where a.token_hash = link
		and a.asked_at > app.now() - interval '48 hours';
end;

-- Its button was pressed. What somebody follows already stays, and what they have chosen now is added.
create function app.confirm_following(link bytea, new_id uuid, new_token_hash bytea)
returns uuid language plpgsql security definer set search_path = '' as $$
declare
	asking website.asked;
	follower uuid;
begin
	delete from website.asked a where a.token_hash = link and a.asked_at > app.now() - interval '48 hours' returning * into asking;
	if asking.address_hash is null then
		select f.id into follower from website.follower f where f.confirmed_with = link
			and f.confirmed_at > app.now() - interval '48 hours';
		return follower;
	end if;
	insert into website.follower as f (id, address_hash, token_hash, address, language, everything, forces, themes, confirmed_with)
		values (new_id, asking.address_hash, new_token_hash, asking.address, asking.language, asking.everything, asking.forces,
			asking.themes, link)
	on conflict (address_hash) do update set everything = f.everything or excluded.everything,
		forces = array(select unnest(f.forces) union select unnest(excluded.forces)),
		themes = array(select unnest(f.themes) union select unnest(excluded.themes)),
		language = excluded.language, confirmed_with = excluded.confirmed_with, confirmed_at = app.now()
	returning f.id into follower;
	return follower;
end $$;

create function app.followed_by(link bytea) returns table (everything boolean, forces uuid[], themes text[])
language sql stable security definer set search_path = ''
begin atomic
	select f.everything, f.forces, f.themes from website.follower f where f.token_hash = link;
end;

create function app.change_following(link bytea, everything boolean, forces uuid[], themes text[], language text)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
	update website.follower f set everything = change_following.everything, forces = change_following.forces,
		themes = change_following.themes, language = change_following.language where f.token_hash = link;
	return found;
end $$;

-- Nothing of whoever stops stays.
create function app.stop_following(link bytea) returns void language plpgsql security definer set search_path = '' as $$
declare
	whose bytea;
begin
	delete from website.follower f where f.token_hash = link returning f.address_hash into whose;
	delete from website.asked a where a.address_hash = whose;
end $$;

-- How many there are: all that anybody is told of them.
create function app.count_followers() returns table (followers bigint, waiting bigint)
language sql stable security definer set search_path = ''
begin atomic
	select (select count(*) from website.follower),
		(select count(*) from website.asked a where a.asked_at > app.now() - interval '48 hours');
end;

revoke all on function app.ask_to_follow(bytea, text, bytea, text, boolean, uuid[], text[], bytea, jsonb),
	app.asked_to_follow(bytea), app.confirm_following(bytea, uuid, bytea), app.followed_by(bytea),
	app.change_following(bytea, boolean, uuid[], text[], text), app.stop_following(bytea), app.count_followers() from public;
grant execute on function app.ask_to_follow(bytea, text, bytea, text, boolean, uuid[], text[], bytea, jsonb),
	app.asked_to_follow(bytea), app.confirm_following(bytea, uuid, bytea), app.followed_by(bytea),
	app.change_following(bytea, boolean, uuid[], text[], text), app.stop_following(bytea) to inspectorate_public;
grant execute on function app.count_followers() to inspectorate_staff;
