import { quotedName, quotedText } from '../tables/duck.ts';
import { type Facts, projected, rowsIn } from './coverage.ts';
import type { EngineSnapshot } from './inputs.ts';
import { both, chosen, columnsOf, counted, leftOut, type Role, type Strand } from './strand.ts';

/** A strand with what is known of its rows; without them where there are none. */
export type Known = { strand: Strand; snapshots: readonly EngineSnapshot[]; facts: Facts | null };

/** What markers are in a sum. */
export const signs = {
	'not available': 1,
	suppressed: 2,
	'small base': 4,
	provisional: 8,
	revised: 16,
	projected: 32,
	incomplete: 64,
} as const;

const sign = `case marker ${Object.entries(signs)
	.map(([marker, bit]) => `when ${quotedText(marker)} then ${bit}`)
	.join(' ')} else if(value is null, ${signs['not available']}, 0) end`;

const letters: Record<Role, string> = { numerator: 'n', denominator: 'd', undecided: 'u' };

/** The rows of a strand added up by area, month and what it is broken down by, once for each part that reads them. */
export function cellsOf({ strand, snapshots, facts }: Known): string {
	const { parts, breakdowns } = strand;
	const everyPart = parts.map(({ part }) => chosen(part));
	const common = (everyPart[0] ?? []).filter((one) =>
		everyPart.every((conditions) => conditions.includes(one)),
	);
	const among = (condition: string) => (condition === both(...common) ? '' : ` filter (${condition})`);
	// Records are counted; what is published as a number is added up.
	const total = (condition: string) =>
		facts?.ones === true ? `nullif(count(*)${among(condition)}, 0)` : `sum(value)${among(condition)}`;
	const columns = parts.flatMap(({ role, part }) => {
		const x = letters[role];
		return [
			`${total(counted(part))} as ${x}`,
			...(facts?.marked === true
				? [
						`bit_or(${sign})${among(counted(part))} as ${x}_signs`,
						`count(*) filter (value is null and ${counted(part)}) as ${x}_lack`,
					]
				: []),
			...(role === 'numerator'
				? leftOut(part).map(({ condition }, k) => `${total(both(...chosen(part), condition))} as left_${k}`)
				: []),
		];
	});
	const mixed = facts?.illustrative === true && facts.genuine;
	const any = parts.map(({ part }) => `(${counted(part)})`).join(' or ');
	const several = [
		...(facts === null || facts.vintages.length > 1 ? ['v'] : []),
		...(facts === null || facts.lengths.length > 1 ? ['g'] : []),
	];
	const keys = ['area', 'tile', ...breakdowns.map(quotedName), ...several];
	const alone = [
		...(several.includes('v') ? [] : [`${facts?.vintages[0]} as v`]),
		...(several.includes('g') ? [] : [`${facts?.lengths[0]} as g`]),
		...(mixed ? [] : [`${facts?.illustrative === true} as ill`]),
		...(facts?.marked === true
			? []
			: parts.flatMap(({ role }) => [`0 as ${letters[role]}_signs`, `0 as ${letters[role]}_lack`])),
	];
	return `select *${alone.map((one) => `, ${one}`).join('')} from (
			select ${[...keys, ...columns, ...(mixed ? [`bool_or(illustrative) filter (${any}) as ill`] : [])].join(', ')}
			from (${facts === null ? nothing(strand) : rowsIn(strand, snapshots, facts)})
			where ${both(...common)} group by ${keys.join(', ')})`;
}

/** No rows, in the form of a strand's. */
function nothing(strand: Strand): string {
	return `select 0 as v, ''::varchar as area, 0 as g, current_date as tile, 0::decimal(18, 4) as value, null::varchar as marker,
		false as illustrative${columnsOf(strand)
			.map((name) => `, null::varchar as ${quotedName(name)}`)
			.join('')} where false`;
}

/** The sums of a strand for each force and window: of all, and of each part of each breakdown. */
function forcesOf({ strand }: Known, breakdowns: readonly string[]): string {
	const { name, parts } = strand;
	const own = breakdowns.filter((one) => strand.breakdowns.includes(one)).map(quotedName);
	const sets = [[], ...own.map((one) => [one])].map((one) => `(${['p', 'used.force', ...one].join(', ')})`);
	// A bit of it is set for each breakdown that a row is not told apart by.
	const grouping = own.length === 0 ? '0' : `grouping(${own.join(', ')})`;
	const all = own.length === 0 ? 0 : 2 ** own.length - 1;
	const cases = own.map((one, index) => ({ one, bit: all - 2 ** (own.length - 1 - index) }));
	const number = (one: string) => breakdowns.findIndex((other) => quotedName(other) === one);
	const dim = `case ${grouping} when ${all} then -1 ${cases.map(({ one, bit }) => `when ${bit} then ${number(one)}`).join(' ')} end`;
	const part = `case ${grouping} when ${all} then '' ${cases.map(({ one, bit }) => `when ${bit} then ${one}`).join(' ')} end`;
	const sums = parts.flatMap(({ role, part: of }) => {
		const x = letters[role];
		return [
			`sum(${x}) as ${x}`,
			`coalesce(bit_or(${x}_signs), 0) as ${x}_signs`,
			`sum(${x}_lack) as ${x}_lack`,
			...(role === 'numerator' ? leftOut(of).map((_, k) => `sum(left_${k}) as left_${k}`) : []),
		];
	});
	return `select * from (
			select p, used.force, ${dim} as dim, ${part} as part, ${sums.join(', ')}, coalesce(bool_or(ill), false) as ill
			from used_${name} as used join force on force.i = used.force
			join cells_${name} as cell on cell.area = force.code and cell.tile = used.tile and cell.v = used.v and cell.g = used.g
			group by grouping sets (${sets.join(', ')})
		) where part is not null`;
}

/** How the whole numbers of a row are packed into one, which travels faster: the first stands highest. */
export const packing = {
	area: 1024,
	dim: 16,
	of: 128,
	there: 128,
	signs: 128,
	begun: 2,
	illustrative: 2,
} as const;

const packed = `(${Object.entries(packing).reduce(
	(text, [name, size]) => `(${text} * ${size} + ${name}::bigint)`,
	'p::bigint',
)})::double`;

/** The one query: sums for every area, window and part, from the sums of the forces that make each up. */
export function summedOf(
	known: readonly Known[],
	breakdowns: readonly string[],
	{
		ofAll,
		carried,
		without,
	}: {
		ofAll: boolean;
		carried: ReadonlySet<string> /** Areas that nobody asked for. */;
		without: readonly number[];
	},
): string {
	const strandOf = (role: Role) => known.find(({ strand }) => strand.parts.some((one) => one.role === role));
	const [counting, dividing, undecided] = [
		strandOf('numerator'),
		strandOf('denominator'),
		strandOf('undecided'),
	];
	if (counting === undefined) throw new TypeError('an indicator without a numerator');
	const left = counting.strand.parts.flatMap(({ role, part }) => (role === 'numerator' ? leftOut(part) : []));
	// Of the same rows, what is missing is missing above and below the line: the share stays one.
	const paired = dividing === counting && counting.strand.over === 'window';
	// What is read from the same rows stands in the same row already.
	const [d, u] = [dividing === counting && !ofAll ? 'n' : 'd', undecided === counting ? 'n' : 'u'];
	const covered = (x: string) => `cover_${x}.whole is not null ${paired ? '' : `and cover_${x}.whole`}`;
	const dividend = `${covered('n')} and coalesce(n.n_lack, 0) = 0`;
	const below = dividing === counting ? `coalesce(${d}.d, 0)` : `${d}.d`;
	const divisor =
		dividing === undefined
			? 'true'
			: `${covered(d)} and coalesce(${d}.d_lack, 0) = 0 and ${below} is not null`;
	const join = (of: Known | undefined, x: string, all: boolean) =>
		of === undefined
			? ''
			: `left join ${all ? 'force' : 'kept'}_${of.strand.name} as ${x} on ${x}.p = member.p and ${x}.force = member.force
				and ${all ? `${x}.dim = -1` : `${x}.k = kind.k`}
			left join cover_${of.strand.name} as cover_${x} on cover_${x}.p = member.p and cover_${x}.force = member.force`;
	const illustrative = [
		...new Set(['n', ...(dividing === undefined ? [] : [d]), ...(undecided === undefined ? [] : [u])]),
	];
	const units = (sum: string) => `(coalesce(${sum})::decimal(24, 4) * 10000)::bigint`;
	const has = 'n_there and d_there';
	return `with ${known
		.map(
			(one) => `cells_${one.strand.name} as materialized (
			${cellsOf(one)}${carried.has(one.strand.name) ? `\nunion all by name select * from carried_${one.strand.name}` : ''}
		), force_${one.strand.name} as materialized (
			${forcesOf(one, breakdowns)}
		), cover_${one.strand.name} as (
			select p, force, bool_and(whole) as whole from used_${one.strand.name} group by all
		)`,
		)
		.join(', ')}, part as materialized (
			-- Each part of each breakdown by a number: joining by words takes longer.
			select dim, part, row_number() over (order by dim, part) as k from (
				select distinct dim, part from force_${counting.strand.name} where n is not null or n_lack > 0
			)
		), ${known
			.map(
				({ strand }) => `kept_${strand.name} as materialized (
			select had.* exclude (dim, part), part.k from force_${strand.name} as had join part on part.dim = had.dim and part.part = had.part
		)`,
			)
			.join(', ')}, kind as (
			select distinct p, k from kept_${counting.strand.name} where n is not null or n_lack > 0
		), member as (
			select period.i as p, area, force, illustrative from period join belonging
			on (belonging.since is null or belonging.since <= period.until)
				and (belonging.until is null or belonging.until >= period.until)
				${without.length === 0 ? '' : `and area not in (${without.join(', ')})`}
		), made as (
			select member.p, member.area, member.force, kind.k,
				${dividend} as n_there, ${divisor} as d_there, cover_n.whole as n_whole, coalesce(n.n, 0) as n,
				${dividing === undefined ? 'null' : below} as d, ${undecided === undefined ? 'null' : `coalesce(${u}.u, 0)`} as u,
				coalesce(n.n_signs, 0) ${dividing === undefined ? '' : `| coalesce(${d}.d_signs, 0)`} as signs,
				member.illustrative or ${illustrative.map((x) => `coalesce(${x}.ill, false)`).join(' or ')} as ill
				${left.map((_, k) => `, coalesce(n.left_${k}, 0) as left_${k}`).join('')}
			from member join kind on kind.p = member.p
			${join(counting, 'n', false)}
			${d === 'd' ? join(dividing, 'd', ofAll) : ''}
			${u === 'u' ? join(undecided, 'u', false) : ''}
		), summed as (
			select p, made.area, k, count(*) as of, count(*) filter (${has}) as there,
				bool_or(n_whole is not null) and count(*) filter (n_there) = 0 as begun, bit_or(signs) as signs,
				bool_or(ill) as illustrative,
				sum(n) filter (${has}) as n, sum(d) filter (${has}) as d, sum(u) filter (${has}) as u,
				if(count(*) filter (n_there) = count(*), sum(n), null) as all_n,
				if(count(*) filter (d_there) = count(*), sum(d), null) as all_d,
				string_agg(force.code, ',' order by force.code) filter (not (${has}) ${paired ? 'or not n_whole' : ''}) as missing
				${left.map((_, k) => `, sum(left_${k}) filter (${has}) as left_${k}`).join('')}
			from made join force on force.i = made.force
			group by p, made.area, k
		)
		select ${packed.replace('dim::bigint', '(dim + 1)::bigint')} as packed, part.part, missing,
			${units('n, if(there = 0, all_n, null)')} as n, ${units('d, if(there = 0, all_d, null)')} as d, ${units('u')} as u
			${left.map((_, k) => `, ${units(`left_${k}, 0`)} as left_${k}`).join('')}
		from summed join part on part.k = summed.k`;
}

/** The vintages that each area and window rests on, for one strand. */
export function vintagesOf({ strand }: Known): string {
	return `select p::integer as p, area::integer as area, array_to_string(list_sort(list(distinct used.v)), ',') as vintages
		from (select distinct p, force, v from used_${strand.name} where v <> ${projected}) as used
		join period on period.i = used.p
		join belonging on belonging.force = used.force and (belonging.since is null or belonging.since <= period.until)
			and (belonging.until is null or belonging.until >= period.until)
		group by all`;
}
