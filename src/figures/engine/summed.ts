import { quotedName, quotedText } from '../tables/duck.ts';
import { type Facts, projected, rowsIn } from './coverage.ts';
import type { EngineSnapshot } from './inputs.ts';
import { both, chosen, counted, leftOut, type Role, type Strand } from './strand.ts';

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
	const keys = ['v', 'area', 'g', 'tile', ...breakdowns.map(quotedName)];
	const columns = parts.flatMap(({ role, part }) => {
		const x = letters[role];
		const among = parts.length === 1 && leftOut(part).length === 0 ? '' : ` filter (${counted(part)})`;
		return [
			`sum(value)${among} as ${x}`,
			`count(*)${among} as ${x}_rows`,
			...(facts?.marked === true
				? [
						`bit_or(${sign})${among} as ${x}_signs`,
						`count(*) filter (value is null and ${counted(part)}) as ${x}_lack`,
					]
				: [`0 as ${x}_signs`, `0 as ${x}_lack`]),
			illustrativeIn(facts, among, x),
			...(role === 'numerator'
				? leftOut(part).map(
						({ condition }, k) =>
							`sum(value) filter (${condition} and ${both(...chosen(part))}) as left_${k}`,
					)
				: []),
		];
	});
	const [only] = parts;
	const where = parts.length === 1 && only !== undefined ? both(...chosen(only.part)) : 'true';
	if (facts === null)
		return `select ${[...keys, ...columns].join(', ')} from (${nothing(strand)}) group by all`;
	return `select ${[...keys, ...columns].join(', ')} from (${rowsIn(strand, snapshots, facts)}) where ${where} group by all`;
}

function illustrativeIn(facts: Facts | null, among: string, x: string): string {
	if (facts?.illustrative !== true) return `false as ${x}_ill`;
	return facts.genuine ? `bool_or(illustrative)${among} as ${x}_ill` : `count(*)${among} > 0 as ${x}_ill`;
}

/** No rows, in the form of a strand's. */
function nothing(strand: Strand): string {
	const names = new Set([
		...strand.breakdowns,
		...strand.parts.flatMap(({ part }) => [...Object.keys(part.where), ...Object.keys(part.without)]),
	]);
	return `select 0 as v, ''::varchar as area, 0 as g, current_date as tile, 0::decimal(18, 4) as value, null::varchar as marker,
		false as illustrative${[...names].map((name) => `, null::varchar as ${quotedName(name)}`).join('')} where false`;
}

/** The sums of a strand for each force and window: of all, and of each part of each breakdown. */
function forcesOf({ strand }: Known, breakdowns: readonly string[]): string {
	const { name, parts } = strand;
	const own = breakdowns.filter((one) => strand.breakdowns.includes(one)).map(quotedName);
	const sets = [[], ...own.map((one) => [one])].map((one) => `(${['p', 'force', ...one].join(', ')})`);
	// A bit of it is set for each breakdown that a row is not told apart by.
	const grouping = own.length === 0 ? '0' : `grouping(${own.join(', ')})`;
	const all = own.length === 0 ? 0 : 2 ** own.length - 1;
	const bit = (index: number) => all - 2 ** (own.length - 1 - index);
	const numbers = own.map((one) => breakdowns.findIndex((other) => quotedName(other) === one));
	const dim = `case ${grouping} when ${all} then -1 ${own
		.map((_, index) => `when ${bit(index)} then ${numbers[index]}`)
		.join(' ')} end`;
	const part = `case ${grouping} when ${all} then '' ${own
		.map((one, index) => `when ${bit(index)} then ${one}`)
		.join(' ')} end`;
	const sums = parts.flatMap(({ role, part: of }) => {
		const x = letters[role];
		return [
			`sum(${x}) as ${x}`,
			`sum(${x}_rows) as ${x}_rows`,
			`coalesce(bit_or(${x}_signs), 0) as ${x}_signs`,
			`sum(${x}_lack) as ${x}_lack`,
			`coalesce(bool_or(${x}_ill), false) as ${x}_ill`,
			...(role === 'numerator' ? leftOut(of).map((_, k) => `sum(left_${k}) as left_${k}`) : []),
		];
	});
	return `select * from (
			select p, used.force, ${dim} as dim, ${part} as part, ${sums.join(', ')}
			from used_${name} as used join force on force.i = used.force
			join cells_${name} as cell on cell.area = force.code and cell.tile = used.tile and cell.v = used.v and cell.g = used.g
			group by grouping sets (${sets.map((one) => one.replace('force', 'used.force')).join(', ')})
		) where part is not null`;
}

/** The one query: sums for every area, window and part, from the sums of the forces that make each up. */
export function summedOf(
	known: readonly Known[],
	breakdowns: readonly string[],
	{ ofAll, carried }: { ofAll: boolean; carried: ReadonlySet<string> },
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
	const covered = (x: string) => `cover_${x}.whole is not null ${paired ? '' : `and cover_${x}.whole`}`;
	const dividend = `${covered('n')} and coalesce(n.n_lack, 0) = 0`;
	const zero = dividing === counting ? 'coalesce(d.d, 0)' : 'd.d';
	const divisor =
		dividing === undefined ? 'true' : `${covered('d')} and coalesce(d.d_lack, 0) = 0 and ${zero} is not null`;
	const same = (x: string, all: boolean) =>
		all ? `${x}.dim = -1` : `${x}.dim = kind.dim and ${x}.part = kind.part`;
	const join = (of: Known | undefined, x: string, all: boolean) =>
		of === undefined
			? ''
			: `left join force_${of.strand.name} as ${x} on ${x}.p = member.p and ${x}.force = member.force and ${same(x, all)}
			left join cover_${of.strand.name} as cover_${x} on cover_${x}.p = member.p and cover_${x}.force = member.force`;
	const has = (x: string, of: Known | undefined, column: string, none: string) =>
		of === undefined ? none : `coalesce(${x}.${column}, ${none})`;
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
		.join(', ')}, kind as (
			select distinct p, dim, part from force_${counting.strand.name} where n_rows > 0
		), member as (
			select period.i as p, area, force, illustrative from period join belonging
			on (belonging.since is null or belonging.since <= period.until)
				and (belonging.until is null or belonging.until >= period.until)
		), made as (
			select member.p, member.area, member.force, kind.dim, kind.part, member.illustrative as drawn,
				${dividend} as n_there, ${divisor} as d_there, cover_n.whole as n_whole,
				coalesce(n.n, 0) as n, ${dividing === undefined ? 'null' : zero} as d,
				${undecided === undefined ? 'null' : 'coalesce(u.u, 0)'} as u,
				${has('n', counting, 'n_signs', '0')} | ${has('d', dividing, 'd_signs', '0')} as signs,
				${has('n', counting, 'n_ill', 'false')} or ${has('d', dividing, 'd_ill', 'false')}
					or ${has('u', undecided, 'u_ill', 'false')} as ill
				${left.map((_, k) => `, coalesce(n.left_${k}, 0) as left_${k}`).join('')}
			from member join kind on kind.p = member.p
			${join(counting, 'n', false)}
			${join(dividing, 'd', ofAll)}
			${join(undecided, 'u', false)}
		)
		select p::integer as p, made.area::integer as area, dim::integer as dim, part,
			count(*)::integer as of, count(*) filter (n_there and d_there)::integer as there,
			count(*) filter (n_there)::integer as n_there, count(*) filter (d_there)::integer as d_there,
			bool_or(n_whole is not null) as begun,
			(sum(n) filter (n_there and d_there))::decimal(38, 4) as n, (sum(d) filter (n_there and d_there))::decimal(38, 4) as d,
			(sum(n) filter (n_there))::decimal(38, 4) as all_n, (sum(d) filter (d_there))::decimal(38, 4) as all_d,
			(sum(u) filter (n_there and d_there))::decimal(38, 4) as u,
			bit_or(signs)::integer as signs, bool_or(ill or drawn) as illustrative,
			string_agg(force.code, ',' order by force.code) filter (not (n_there and d_there) ${paired ? 'or not n_whole' : ''}) as missing
			${left.map((_, k) => `, (sum(left_${k}) filter (n_there and d_there))::decimal(38, 4) as left_${k}`).join('')}
		from made join force on force.i = made.force
		group by p, made.area, dim, part`;
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
