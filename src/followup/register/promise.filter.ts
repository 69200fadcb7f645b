import { sql } from 'kysely';
import { isLatePart, isOpenPart } from './part.sql.ts';
import type { PromiseKind, Whose } from './promise.ts';
import type { PartState } from './state.ts';

/** The id of nothing: whoever asks by it finds nothing. */
export const nobody = '00000000-0000-0000-0000-000000000000';

export type PromiseFilter = {
	ids?: readonly string[];
	numbers?: readonly number[];
	/** The ids of parts: what they are parts of. */
	parts?: readonly string[];
	/** The id of a force; with `national`, what is asked of all as well. */
	force?: string;
	/** What is asked of no one force, nor of all. */
	nobodys?: boolean;
	national?: 'too' | 'only';
	/** The id of what was asked of all forces: what each of them was. */
	of?: string;
	/** The id of a cause of concern: the recommendations under it. */
	under?: string;
	release?: string;
	kinds?: readonly PromiseKind[];
	whose?: Whose;
	/** Null: what has none. */
	theme?: string | null;
	/** Of any of its parts. */
	states?: readonly PartState[];
	open?: boolean;
	overdue?: boolean;
	/** A part that is due on one of these days. */
	dueSince?: Temporal.PlainDate;
	dueUntil?: Temporal.PlainDate;
	publishedSince?: Temporal.PlainDate;
	publishedUntil?: Temporal.PlainDate;
	words?: string;
	older?: boolean;
	most?: number;
	skip?: number;
};

/** What a promise of the filter is, and what at least one of its parts is: conditions on `p`. */
export function matching(filter: PromiseFilter) {
	const {
		ids,
		numbers,
		parts: ofParts,
		force,
		nobodys,
		national,
		of,
		under,
		release,
		kinds,
		whose,
		theme,
		words,
		older,
		publishedSince,
		publishedUntil,
	} = filter;
	const parts = partsMatching(filter);
	return sql.join(
		[
			sql`true`,
			...(ids === undefined ? [] : [sql`p.id = any (${[...ids]}::uuid[])`]),
			...(numbers === undefined ? [] : [sql`p.number = any (${[...numbers]}::bigint[])`]),
			...(ofParts === undefined
				? []
				: [
						sql`p.id in (select t.promise_id from followup.part t where t.id = any (${[...ofParts]}::uuid[]))`,
					]),
			...(force === undefined
				? national === 'only'
					? [sql`p.everybody`]
					: []
				: [national === 'too' ? sql`(p.force_id = ${force} or p.everybody)` : sql`p.force_id = ${force}`]),
			...(nobodys === true ? [sql`p.force_id is null and not p.everybody`] : []),
			...(of === undefined ? [] : [sql`p.national_id = ${of}`]),
			...(under === undefined ? [] : [sql`p.parent_id = ${under}`]),
			...(release === undefined ? [] : [sql`p.release_id = ${release}`]),
			...(kinds === undefined ? [] : [sql`p.kind = any (${[...kinds]}::text[])`]),
			...(whose === undefined ? [] : [sql`p.whose = ${whose}`]),
			...(theme === undefined ? [] : [theme === null ? sql`p.theme is null` : sql`p.theme = ${theme}`]),
			...(words === undefined || words.trim() === ''
				? []
				: [sql`p.words @@ websearch_to_tsquery('english', ${words})`]),
			...(older === undefined ? [] : [older ? sql`p.raised_id is null` : sql`p.raised_id is not null`]),
			...(publishedSince === undefined ? [] : [sql`p.published_on >= ${publishedSince.toString()}::date`]),
			...(publishedUntil === undefined ? [] : [sql`p.published_on <= ${publishedUntil.toString()}::date`]),
			...(parts.length === 0
				? []
				: [
						sql`exists (select from followup.part t where t.promise_id = p.id and ${sql.join(parts, sql` and `)})`,
					]),
		],
		sql` and `,
	);
}

/** The same of each part `t`. */
export function partsMatching({ states, open: isOpen, overdue, dueSince, dueUntil }: PromiseFilter) {
	return [
		...(states === undefined ? [] : [sql`t.state = any (${[...states]}::text[])`]),
		...(isOpen === undefined ? [] : [isOpen ? isOpenPart : sql`not ${isOpenPart}`]),
		...(overdue === true ? [isLatePart] : []),
		...(dueSince === undefined ? [] : [sql`t.due_on >= ${dueSince.toString()}::date`]),
		...(dueUntil === undefined ? [] : [sql`t.due_on <= ${dueUntil.toString()}::date`]),
	];
}
