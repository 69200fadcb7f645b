-- How everybody hears of what has become of what was asked: kept pages, files of open data and mails to followers.

-- Rows of edition.change get their numbers before their transactions end, so that the newest number is no sign that all
-- those before it have been seen. By their transactions what is new is found, whichever of them ends first.
alter table edition.change add xact bigint not null default (pg_current_xact_id()::text::bigint);
create index on edition.change (xact);

-- Followers are told once a day, of each day that is over, what moved on it.
alter table website.news
	alter edition_id drop not null,
	add day date unique,
	drop constraint news_what_check,
	add constraint news_what_check check (what in ('published', 'withdrawn', 'put back', 'moved')),
	add constraint news_of_one check ((edition_id is null) = (what = 'moved') and (day is null) = (what <> 'moved'));

-- What took the place of something is told where it stands.
create index on edition.followed (instead) where instead is not null;
