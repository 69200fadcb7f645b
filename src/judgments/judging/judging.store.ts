import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { contentHash, type Tx } from '../../foundation/index.ts';
import type { Inspection } from '../../programmes/index.ts';
import { citeRaised, raisedKinds } from '../raised/raised.ts';
import {
	type Judging,
	type JudgingState,
	judgingStates,
	last,
	meetings,
	type Offer,
	type Opinion,
	type Parts,
	stages,
} from './judgment.ts';

export type Wanted =
	| { inspection: string; component?: string }
	| { programme: string; component?: string }
	| { ids: readonly string[] };

/** Judgments on their way with all that was said of them, in as many queries for many as for one. */
export async function judgingsOf(tx: Tx, wanted: Wanted): Promise<Judging[]> {
	if ('ids' in wanted && wanted.ids.length === 0) return [];
	const rows = await rowsOf(tx, wanted);
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const opinions = await opinionsOf(tx, ids);
	// Of many inspections, only what an approval has to be held against.
	const parts = await partsOf(
		tx,
		'programme' in wanted ? rows.filter(({ state }) => state === 'approved').map(({ id }) => id) : ids,
	);
	return rows.map(({ forceId, forceSlug, forceName, state, ...row }) => {
		const judging = {
			...row,
			force: { id: forceId, slug: forceSlug, name: forceName },
			state: stateOf(state),
			opinions: opinions.get(row.id) ?? [],
			parts: parts.get(row.id) ?? {},
		};
		return { ...judging, void: isVoid(judging) };
	});
}

/** What nobody has said anything of yet. */
export function unopened(inspection: Inspection, component: string): Judging {
	const { id, programme, force, framework, version, illustrative } = inspection;
	return {
		id: '',
		inspection: id,
		programme: programme.id,
		force,
		framework,
		version,
		component,
		state: 'open',
		illustrative,
		blind: false,
		opinions: [],
		parts: {},
		void: false,
	};
}

async function rowsOf(tx: Tx, wanted: Wanted) {
	const component = 'ids' in wanted ? undefined : wanted.component;
	return tx
		.selectFrom('judgments.judgment as judgment')
		.innerJoin('programmes.force as force', 'force.id', 'judgment.force_id')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'judgment.force_id')
		.select([
			'judgment.id',
			'judgment.inspection_id as inspection',
			'judgment.programme_id as programme',
			'judgment.force_id as forceId',
			sql<string>`coalesce(force.slug, force.id::text)`.as('forceSlug'),
			'organisation.name as forceName',
			'judgment.framework',
			'judgment.version',
			'judgment.component',
			'judgment.state',
			'judgment.illustrative',
			sql<boolean>`judgment.id = any (array(select judgments.blind_to()))`.as('blind'),
		])
		.$if('ids' in wanted, (query) =>
			query.where(sql<boolean>`judgment.id = any(${'ids' in wanted ? [...wanted.ids] : []}::uuid[])`),
		)
		.$if('inspection' in wanted, (query) =>
			query.where('judgment.inspection_id', '=', 'inspection' in wanted ? wanted.inspection : ''),
		)
		.$if('programme' in wanted, (query) =>
			query.where('judgment.programme_id', '=', 'programme' in wanted ? wanted.programme : ''),
		)
		.$if(component !== undefined, (query) => query.where('judgment.component', '=', component ?? ''))
		.orderBy('organisation.name')
		.orderBy('judgment.id')
		.execute();
}

function stateOf(word: string): JudgingState {
	const state = judgingStates.find((one) => one === word);
	if (state === undefined) throw new Error(`no judgment is "${word}"`);
	return state;
}

const criteriaShape = z.record(z.string(), z.enum(meetings)).catch({});
const partsShape = z.record(z.string(), z.string());

async function opinionsOf(tx: Tx, judgings: readonly string[]): Promise<Map<string, Opinion[]>> {
	const rows = await tx
		.selectFrom('judgments.opinion')
		.select([
			'id',
			'judgment_id',
			'number',
			'stage',
			'grade',
			'rationale',
			'criteria',
			'rule',
			'content_hash',
			'content',
			'by',
			'by_name',
			'at',
		])
		.where(anyOf('judgment_id', judgings))
		.orderBy('judgment_id')
		.orderBy('number')
		.execute();
	const all = new Map<string, Opinion[]>();
	for (const { judgment_id, number, stage, criteria, content_hash, content, by_name, ...row } of rows) {
		const known = stages.find((one) => one === stage);
		if (known === undefined) throw new Error(`no opinion is "${stage}"`);
		const of = all.get(judgment_id) ?? [];
		of.push({
			...row,
			number: Number(number),
			stage: known,
			criteria: criteriaShape.parse(criteria),
			hash: content_hash,
			parts: content === null ? null : partsShape.parse(content),
			byName: by_name,
		});
		all.set(judgment_id, of);
	}
	return all;
}

/** One statement for however many there are, so that its plan is kept. */
function anyOf(column: string, ids: readonly string[]): RawBuilder<boolean> {
	return sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`;
}

/**
 * Everything that stands under these judgments, each part as a hash of what it says now: findings by their words, what
 * they rest on by the newest version of the evidence, what is raised with its sub-items, what this inspection found of
 * it, advice, and of a pillar the judgments of its questions, which count by their steps.
 */
async function partsOf(tx: Tx, judgings: readonly string[]): Promise<Map<string, Parts>> {
	const texts = await partTexts(tx, judgings);
	return new Map([...texts].map(([id, text]) => [id, partsShape.parse(JSON.parse(text))]));
}

/** As the database writes them: the same parts are the same text. */
async function partTexts(tx: Tx, judgings: readonly string[]): Promise<Map<string, string>> {
	if (judgings.length === 0) return new Map();
	const { rows } = await sql<{ id: string; parts: string }>`
		with judgment as (select * from judgments.judgment where ${anyOf('id', judgings)}),
		finding as (select j.id as judgment_id, f.* from judgment j join judgments.finding f
			on f.inspection_id = j.inspection_id and f.component = j.component and f.withdrawn_at is null),
		raised as (select j.id as judgment_id, r.* from judgment j join judgments.raised r
			on r.inspection_id = j.inspection_id and r.component = j.component and r.withdrawn_at is null),
		part as (
			select judgment_id, 'finding/' || number as name,
				jsonb_build_array(edition, tone, text, part, indicator,
					(select jsonb_agg(o.object_id order by o.object_id) from judgments.finding_object o
						where o.finding_id = finding.id)) as says
			from finding
			union all
			select f.judgment_id, 'evidence/' || i.number || '/' || f.number,
				jsonb_build_array(c.relation, c.note, i.latest, i.withdrawn_at is not null)
			from finding f join judgments.citation c on c.finding_id = f.id join evidence.item i on i.id = c.item_id
			union all
			select r.judgment_id, 'raised/' || case r.kind when 'promising practice' then 'PP'
					when 'area for improvement' then 'AFI' when 'cause of concern' then 'CC' else 'R' end || '-' || r.number,
				jsonb_build_array(r.edition, r.kind, r.title, r.text, r.addressee, r.theme, r.standard_version_id,
					r.due_kind, r.due_on, r.due_months, r.due_set_by, r.due_set_by_name,
					(select jsonb_agg(jsonb_build_array(s.letter, s.text, s.due_kind, s.due_on, s.due_months, s.due_set_by,
						s.due_set_by_name) order by s.letter) from judgments.sub_item s where s.raised_id = r.id),
					(select jsonb_agg(f.finding_id order by f.finding_id) from judgments.raised_finding f
						where f.raised_id = r.id))
			from raised r
			union all
			select j.id, 'progress/' || p.id || '/' || r.number,
				jsonb_build_array(p.outcome, p.found_on, p.text, p.sub_item_id, p.finding_id)
			from judgment j join judgments.progress p on p.inspection_id = j.inspection_id
			join judgments.raised r on r.id = p.raised_id
			left join judgments.finding f on f.id = p.finding_id
			where coalesce(f.component, r.component) = j.component
			union all
			select j.id, 'advice/' || a.id, jsonb_build_array(a.edition, a.text)
			from judgment j join judgments.advice a on a.inspection_id = j.inspection_id and a.component = j.component
			union all
			select j.id, 'question/' || q.title, jsonb_build_array(under.state, (select max(t.step)
				from foundation.transition t where t.workflow = 'judgment' and t.subject_id = under.id::text))
			from judgment j
			join programmes.framework_component q on q.framework = j.framework and q.version = j.version
				and q.parent = j.component and q.kind = 'question'
			join judgments.judgment under on under.inspection_id = j.inspection_id and under.component = q.component
		)
		select judgment_id as id,
			jsonb_object_agg(name, encode(sha256(convert_to(says::text, 'UTF8')), 'hex'))::text as parts
		from part group by judgment_id`.execute(tx);
	return new Map(rows.map(({ id, parts }) => [id, parts]));
}

/** Where a judgment stands, and no word of why. */
export type Stand = {
	inspection: string;
	component: string;
	state: JudgingState;
	blind: boolean;
	grade: string | null;
	void: boolean;
};

/** Where every judgment of a programme stands, in two queries that bring no words. */
export async function standsOf(tx: Tx, programme: string): Promise<Stand[]> {
	const { rows } = await sql<{
		id: string;
		inspection: string;
		component: string;
		state: string;
		blind: boolean;
		grade: string | null;
		approved: string | null;
	}>`
		select j.id, j.inspection_id as inspection, j.component, j.state,
			j.id = any (array(select judgments.blind_to())) as blind, stands.grade,
			(stands.content - '{grade,rationale,criteria}'::text[])::text as approved
		from judgments.judgment j
		-- The last step led to the state, and brought the opinion of that name.
		left join lateral (select o.grade, o.content from judgments.opinion o
			where o.judgment_id = j.id and o.stage = j.state order by o.number desc limit 1) stands on true
		where j.programme_id = ${programme}::uuid`.execute(tx);
	const parts = await partTexts(
		tx,
		rows.filter(({ state }) => state === 'approved').map(({ id }) => id),
	);
	return rows.map(({ id, state, approved, ...row }) => ({
		...row,
		state: stateOf(state),
		void: state === 'approved' && !row.blind && approved !== (parts.get(id) ?? '{}'),
	}));
}

/** What an approval is of, part by part, and as one hash. */
export function contentOf(
	judging: Pick<Judging, 'inspection' | 'framework' | 'version' | 'component' | 'parts'>,
	offer: Offer,
): { parts: Parts; hash: Buffer } {
	const { inspection, framework, version, component } = judging;
	const short = (value: unknown) => contentHash(value).toString('hex');
	const parts = {
		...judging.parts,
		grade: short(offer.grade),
		rationale: short(offer.rationale),
		criteria: short(offer.criteria),
	};
	return { parts, hash: contentHash({ inspection, framework, version, component, parts }) };
}

function isVoid(judging: Omit<Judging, 'void'>): boolean | null {
	if (judging.state !== 'approved') return false;
	const approval = last(judging, 'approved');
	if (approval === null) return null;
	return approval.hash === null || !approval.hash.equals(contentOf(judging, approval).hash);
}

/** Those that are there are left as they are. */
export async function addJudgings(
	tx: Tx,
	inspection: Inspection,
	components: readonly string[],
): Promise<void> {
	if (components.length === 0) return;
	await tx
		.insertInto('judgments.judgment')
		.values(
			components.map((component) => ({
				inspection_id: inspection.id,
				programme_id: inspection.programme.id,
				force_id: inspection.force.id,
				framework: inspection.framework,
				version: inspection.version,
				component,
				illustrative: inspection.illustrative,
			})),
		)
		.onConflict((conflict) => conflict.columns(['inspection_id', 'component']).doNothing())
		.execute();
}

/** Rounds that are open, by the judgments that are cases of them. */
export async function openRoundsOf(
	tx: Tx,
	judgings: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
	if (judgings.length === 0) return new Map();
	const rows = await tx
		.selectFrom('judgments.calibration_case as case')
		.innerJoin('judgments.calibration as round', 'round.id', 'case.calibration_id')
		.select(['case.judgment_id', 'round.id', 'round.name'])
		.where(anyOf('case.judgment_id', judgings))
		.where('round.closed_at', 'is', null)
		.orderBy('round.opened_at')
		.execute();
	const all = new Map<string, { id: string; name: string }[]>();
	for (const { judgment_id, ...round } of rows)
		all.set(judgment_id, [...(all.get(judgment_id) ?? []), round]);
	return all;
}

export type FoundProgress = { raised: string; cited: string; outcome: string; text: string };

/** What this inspection found of what was raised before, under one question: a part of what is approved. */
export async function progressUnder(
	tx: Tx,
	{ inspection, component }: Pick<Judging, 'inspection' | 'component'>,
): Promise<FoundProgress[]> {
	const rows = await tx
		.selectFrom('judgments.progress as progress')
		.innerJoin('judgments.raised as raised', 'raised.id', 'progress.raised_id')
		.leftJoin('judgments.finding as finding', 'finding.id', 'progress.finding_id')
		.select(['raised.id as raised', 'raised.number', 'raised.kind', 'progress.outcome', 'progress.text'])
		.where('progress.inspection_id', '=', inspection)
		.where(sql<boolean>`coalesce(finding.component, raised.component) = ${component}`)
		.orderBy('raised.number')
		.orderBy('progress.at')
		.execute();
	return rows.map(({ number, kind, ...row }) => ({
		...row,
		cited: citeRaised({
			kind: raisedKinds.find((one) => one === kind) ?? 'recommendation',
			number: Number(number),
		}),
	}));
}
