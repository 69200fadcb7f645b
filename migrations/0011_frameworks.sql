-- Frameworks: each version as its file was read, and the parts of it that other rows refer to.

create table programmes.framework_version (
	framework text not null check (framework ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	version integer not null check (version > 0),
	title text not null,
	cycle text not null,
	-- Judgments are compared only within one family; null for a framework that does not grade.
	family text,
	content jsonb not null,
	-- The file as it was written, for whoever writes the next version.
	source text not null,
	file text not null,
	-- SHA-256 of the content, so that spaces and comments do not count.
	hash bytea not null check (length(hash) = 32),
	loaded_at timestamptz not null default app.now(),
	primary key (framework, version)
);

-- Pillars, questions and sub-questions, so that a judgment can only be about what there is.
create table programmes.framework_component (
	framework text not null,
	version integer not null,
	component text not null,
	kind text not null check (kind in ('pillar', 'question', 'part')),
	-- The pillar of a question, the question of a part.
	parent text,
	title text not null,
	graded boolean not null,
	mandatory boolean not null,
	position integer not null,
	primary key (framework, version, component),
	foreign key (framework, version) references programmes.framework_version on delete cascade,
	check ((kind = 'pillar') = (parent is null))
);

create table programmes.framework_grade (
	framework text not null,
	version integer not null,
	grade text not null,
	title text not null,
	-- 1 is the best.
	rank integer not null,
	positive boolean not null,
	primary key (framework, version, grade),
	foreign key (framework, version) references programmes.framework_version on delete cascade
);

do $$
declare
	named text;
begin
	foreach named in array array['framework_version', 'framework_component', 'framework_grade'] loop
		execute format('call app.protect(%L)', 'programmes.' || named);
		-- A framework is published: everyone who has an account may read it.
		execute format('create policy read on programmes.%I for select to inspectorate_staff, inspectorate_force,
			inspectorate_body, inspectorate_reader, inspectorate_worker using (true)', named);
		execute format('create policy add on programmes.%I for insert to inspectorate_staff
			with check (app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
		execute format('create policy change on programmes.%I for update to inspectorate_staff
			using (app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
		execute format('create policy remove on programmes.%I for delete to inspectorate_staff
			using (app.has_role(''programme manager'') or app.has_role(''administrator''))', named);
		execute format('grant select on programmes.%I to inspectorate_force, inspectorate_body, inspectorate_reader,
			inspectorate_worker', named);
		execute format('grant select, insert, update, delete on programmes.%I to inspectorate_staff', named);
	end loop;
end $$;
create trigger audit after insert or update or delete on programmes.framework_version
	for each row execute function app.audit('framework', 'framework', 'content,source', '');
-- framework_component and framework_grade have no audit: they are read out of framework_version.content, which has one.
