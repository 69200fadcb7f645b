-- Letters and reports while they are written: blocks of Markdown in the order of an outline, each version of each block,
-- who is at which, what was said of it, and who signed what.

create schema documents;
grant usage on schema documents to inspectorate_staff, inspectorate_worker;

create function documents.may_edit() returns boolean language sql stable parallel safe
	return programmes.may_lead() or app.has_role('editor');

create table documents.document (
	id uuid primary key default gen_random_uuid(),
	-- As it is cited: D-12.
	number bigint not null unique generated always as identity,
	-- The outline it follows, of this version of this framework.
	framework text not null,
	version integer not null,
	outline text not null,
	kind text not null check (kind in ('letter', 'report', 'national report', 'summary')),
	layout text not null check (layout in ('letter', 'report-2014', 'report-2018-19', 'national', 'report')),
	programme_id uuid not null references programmes.programme,
	-- Null: about all forces of the programme.
	inspection_id uuid references programmes.inspection,
	force_id uuid references programmes.force,
	title text not null check (title = btrim(title) and title <> ''),
	subtitle text,
	language text not null default 'en-GB',
	-- Its own date, printed on it.
	dated date,
	isbn text,
	copyright text,
	-- A report that must not name a force, nor let one be recognised.
	anonymous boolean not null default false,
	-- Of a letter: to whom, from whom, who gets a copy, what is enclosed, our own reference.
	addressee_id uuid references programmes.post_holder,
	sender_id uuid references programmes.post_holder,
	-- Another HM Inspector signs for the sender, and the letter says so.
	for_sender boolean not null default false,
	salutation text,
	copies text[] not null default '{}',
	enclosure_id uuid references documents.document,
	reference text,
	-- What the paper says at its head, and of which region its sender is.
	strapline text,
	address text[] not null default '{}',
	website text,
	region text,
	state text not null default 'writing' check (state in ('writing', 'edited', 'signed')),
	illustrative boolean not null default false,
	-- How many things that it quotes come to something else than when its writers last looked: counted by a job.
	differs integer not null default 0,
	added_at timestamptz not null default app.now(),
	added_by uuid default app.account() references foundation.account,
	-- Counted up by every change of the columns above: whoever changes them says which they read.
	edition integer not null default 1,
	foreign key (framework, version) references programmes.framework_version,
	check ((inspection_id is null) = (force_id is null))
);
create index on documents.document (programme_id);
create index on documents.document (inspection_id);
create index on documents.document (enclosure_id);

create table documents.block (
	id uuid primary key default gen_random_uuid(),
	document_id uuid not null references documents.document,
	-- The section of the outline, and its pillar or question where the section stands once for each.
	section text not null,
	component text,
	position integer not null,
	-- Other blocks show it by this name: a text that stands in two places is written once.
	name text check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	latest integer not null default 0,
	-- Left out of the document; its versions stay.
	removed_at timestamptz,
	unique (document_id, name)
);
create index on documents.block (document_id, position);

create table documents.block_version (
	block_id uuid not null references documents.block,
	number integer not null check (number > 0),
	text text not null,
	by uuid default app.account() references foundation.account,
	by_name text not null check (by_name <> ''),
	at timestamptz not null default app.now(),
	primary key (block_id, number)
);
create function documents.keep_newest() returns trigger language plpgsql security definer set search_path = '' as $$
begin
	if exists (select from documents.block b join documents.document d on d.id = b.document_id
			where b.id = new.block_id and d.state <> 'writing') then
		raise exception 'Its text is closed.' using errcode = 'check_violation', constraint = 'text_open';
	end if;
	update documents.block set latest = new.number where id = new.block_id and latest = new.number - 1;
	if not found then
		raise exception 'There is a newer version already.' using errcode = 'unique_violation', constraint = 'newest_version';
	end if;
	return new;
end $$;
revoke all on function documents.keep_newest() from public;
create trigger newest before insert on documents.block_version for each row execute function documents.keep_newest();
create trigger kept before update or delete or truncate on documents.block_version
	for each statement execute function app.refuse_change();

-- What somebody has typed and not yet saved: theirs alone, kept as they type. It is nobody's decision, hence no audit.
create table documents.typing (
	block_id uuid not null references documents.block,
	account_id uuid not null default app.account() references foundation.account,
	-- The version that they had before them.
	seen integer not null,
	text text not null,
	at timestamptz not null default app.now(),
	primary key (block_id, account_id)
);

-- Who is at which block, until when; whoever takes it over does so knowingly. It passes by itself, hence no audit.
create table documents.hold (
	block_id uuid primary key references documents.block,
	account_id uuid not null default app.account() references foundation.account,
	account_name text not null,
	since timestamptz not null default app.now(),
	until timestamptz not null
);

create table documents.comment (
	id uuid primary key default gen_random_uuid(),
	block_id uuid not null references documents.block,
	-- The version that it was made on, and the words it is about.
	number integer not null,
	quote text,
	text text not null check (btrim(text) <> ''),
	answers uuid references documents.comment,
	by uuid default app.account() references foundation.account,
	by_name text not null check (by_name <> ''),
	at timestamptz not null default app.now(),
	settled_at timestamptz,
	settled_by uuid references foundation.account
);
create index on documents.comment (block_id);
create index on documents.comment (answers);

-- A remark of the checker that a person let stand, and why. It holds for these words only.
create table documents.waiver (
	id uuid primary key default gen_random_uuid(),
	document_id uuid not null references documents.document,
	rule text not null,
	quote text not null,
	because text not null check (btrim(because) <> ''),
	by uuid default app.account() references foundation.account,
	by_name text not null check (by_name <> ''),
	at timestamptz not null default app.now(),
	unique (document_id, rule, quote)
);

-- What each block quotes and what that came to when its writer last looked: where it differs now, the draft says so. It
-- follows from the text and the records, hence no audit.
create table documents.quoted (
	block_id uuid not null references documents.block,
	-- The port and what was asked, written in one way: 'figure recorded-crime-rate area=derbyshire until=2014-06-30'.
	asked text not null,
	printed text not null,
	-- The figure or record behind it: "figure …", "finding …".
	rests_on text[] not null default '{}',
	seen_at timestamptz not null default app.now(),
	primary key (block_id, asked)
);
create index on documents.quoted using gin (rests_on);

-- Copies of a document as they were made, by the hash of everything they were made from: that of a draft has its reader's
-- name. They can all be made again, hence no audit.
create table documents.made (
	document_id uuid not null references documents.document,
	face text not null check (face in ('html', 'pdf', 'text', 'odt')),
	hash bytea not null check (length(hash) = 32),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	size bigint not null,
	pages integer,
	at timestamptz not null default app.now(),
	primary key (document_id, face, hash)
);

-- The picture of a signature, put under a letter when its holder signs, and at no other time.
create table documents.signature (
	account_id uuid primary key default app.account() references foundation.account,
	type text not null check (type in ('png', 'jpeg')),
	picture bytea not null check (length(picture) between 1 and 1000000),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	at timestamptz not null default app.now()
);

-- What an installation adds to the glossary that is shipped: its own files, as they were read when the service started.
create table documents.glossary_file (
	file text primary key,
	content jsonb not null
);
call app.protect('documents.glossary_file');
grant select on documents.glossary_file to inspectorate_staff, inspectorate_worker;
create policy staff on documents.glossary_file for select to inspectorate_staff, inspectorate_worker using (true);
create policy keep on documents.glossary_file to inspectorate_staff using (app.has_role('administrator'))
	with check (app.has_role('administrator'));
grant insert, update, delete on documents.glossary_file to inspectorate_staff;
create trigger audit after insert or update or delete on documents.glossary_file
	for each row execute function app.audit('glossary file', 'file', '', '');

do $$
declare
	named text;
begin
	foreach named in array array['document', 'block', 'block_version', 'typing', 'hold', 'comment', 'waiver', 'quoted',
		'made', 'signature']
	loop
		execute format('call app.protect(%L)', 'documents.' || named);
		execute format('grant select on documents.%I to inspectorate_staff, inspectorate_worker', named);
		execute format('create policy worker on documents.%I for select to inspectorate_worker using (true)', named);
		if named not in ('typing', 'signature') then
			execute format('create policy staff on documents.%I for select to inspectorate_staff using (true)', named);
		end if;
		if named not in ('typing', 'signature', 'made') then
			-- In one's own name: what the command line writes is in nobody's.
			execute format('create policy add on documents.%I for insert to inspectorate_staff
				with check (documents.may_edit()%s)', named, case
					when named in ('block_version', 'comment', 'waiver') then ' and by is not distinct from app.account()'
					when named = 'hold' then ' and account_id = app.account()'
				end);
			execute format('grant insert on documents.%I to inspectorate_staff', named);
		end if;
		if named in ('document', 'block', 'hold', 'comment', 'waiver', 'quoted') then
			execute format('create policy change on documents.%I for update to inspectorate_staff
				using (documents.may_edit()) with check (documents.may_edit()%s)', named, case named
					when 'waiver' then ' and by is not distinct from app.account()'
					when 'hold' then ' and account_id = app.account()'
				end);
			execute format('grant update%s on documents.%I to inspectorate_staff',
				case named when 'comment' then ' (settled_at, settled_by)' end, named);
		end if;
		if named in ('hold', 'waiver', 'quoted') then
			execute format('create policy remove on documents.%I for delete to inspectorate_staff
				using (documents.may_edit())', named);
			execute format('grant delete on documents.%I to inspectorate_staff', named);
		end if;
	end loop;
end $$;
create policy owner on documents.block to inspectorate_owner using (true);
create policy owner on documents.document for select to inspectorate_owner using (true);
create policy own on documents.typing to inspectorate_staff using (account_id = app.account())
	with check (account_id = app.account() and documents.may_edit());
grant insert, update, delete on documents.typing to inspectorate_staff;
create policy own on documents.signature to inspectorate_staff using (account_id = app.account())
	with check (account_id = app.account());
grant insert, update, delete on documents.signature to inspectorate_staff;
-- Whoever may read a signed letter sees its signature; who signed is in its history.
create policy signed on documents.signature for select to inspectorate_staff using (exists (
	select from foundation.transition t where t.workflow = 'document' and t.action = 'sign'
		and t.account = signature.account_id));
-- It reads documents with the judgments in them, and is itself blind to none.
grant execute on function judgments.blind_to() to inspectorate_worker;
create policy count on documents.document for update to inspectorate_worker using (true);
grant update (differs) on documents.document to inspectorate_worker;
-- What could not be answered when its writer looked is kept once it can be.
create policy notice on documents.quoted for insert to inspectorate_worker with check (true);
grant insert on documents.quoted to inspectorate_worker;
create policy make on documents.made to inspectorate_worker using (true) with check (true);
grant insert, update, delete on documents.made to inspectorate_worker;

insert into foundation.two_person_rule (workflow, action, not_who_did) values ('document', 'sign', 'pass');

create trigger moved before insert or update on documents.document
	for each row execute function app.moved_by('document', 'id', 'state', 'writing');
-- Nobody signs in another's name: the sender is who has the e-mail address that the register has of them.
create function documents.signed_by_sender() returns trigger language plpgsql set search_path = '' as $$
begin
	if not exists (select from programmes.post_holder h join foundation.account a on a.email = lower(btrim(h.email))
			where h.id = new.sender_id and a.id = app.account()) then
		raise exception 'Only its sender signs this document.' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
revoke all on function documents.signed_by_sender() from public;
create trigger signed_by_sender before update of state on documents.document for each row
	when (new.state = 'signed' and old.state <> 'signed' and new.sender_id is not null and not new.for_sender)
	execute function documents.signed_by_sender();
create trigger audit after insert or update or delete on documents.document
	for each row execute function app.audit('document', 'id', '', '', 'state,differs');
create trigger audit after insert or update or delete on documents.block
	for each row execute function app.audit('block', 'id', '', '', 'latest');
create trigger audit after insert or update or delete on documents.block_version
	for each row execute function app.audit('block', 'block_id', '', '');
create trigger audit after insert or update or delete on documents.comment
	for each row execute function app.audit('comment', 'id', '', '');
create trigger audit after insert or update or delete on documents.waiver
	for each row execute function app.audit('waiver', 'id', '', '');
create trigger audit after insert or update or delete on documents.signature
	for each row execute function app.audit('signature', 'account_id', 'picture', '');
-- typing, hold, quoted and made have no audit, for the reasons above.
