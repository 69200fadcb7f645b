import { z } from 'zod';
import { csv, get, type Route, view } from '../foundation/index.ts';
import { type BurdenFilter, type BurdenRow, burdenOf } from './burden.store.ts';
import { burdenBy, meanDays, reuseInWords, type Sums, summed } from './burden.ts';
import { requestChoices } from './choices.store.ts';
import { requestPolicy } from './request.ts';

const permit = requestPolicy.can['see the burden'];

const dayIn = z
	.string()
	.regex(/^[12]\d{3}-\d{2}-\d{2}$/)
	.transform((text, context) => {
		try {
			return Temporal.PlainDate.from(text);
		} catch {
			context.addIssue({ code: 'custom', message: 'No day' });
			return z.NEVER;
		}
	})
	.nullable()
	.catch(null)
	.default(null);
const slug = z
	.string()
	.regex(/^[a-z0-9-]{0,200}$/)
	.catch('');
const query = z.object({
	force: slug,
	programme: slug,
	since: dayIn,
	until: dayIn,
	by: z.enum(['force', 'programme', 'both']).catch('force'),
});
type Query = z.output<typeof query>;

/** What is asked of each force, by each programme: requests, reuse, what could not be supplied, and days. */
export const burdenPages: Route[] = [
	get({
		url: '/burden',
		opens: 'account',
		permit,
		query,
		async handle({ tx, query }) {
			const rows = await burdenOf(tx, query);
			const { programmes, forces } = await requestChoices(tx);
			const kept = keptOf(query);
			const offered = [{ value: 'none', text: 'None: between inspections' }, ...programmes];
			const applied = [
				...appliedTo(
					'force',
					'Force',
					forces.find(({ value }) => value === query.force)?.text ?? query.force,
					kept,
				),
				...appliedTo(
					'programme',
					'Programme',
					offered.find(({ value }) => value === query.programme)?.text ?? query.programme,
					kept,
				),
				...appliedTo('since', 'From', query.since?.toString() ?? '', kept),
				...appliedTo('until', 'To', query.until?.toString() ?? '', kept),
			];
			const total = summed(rows);
			return view('returns/burden.njk', {
				tabs: (['force', 'programme', 'both'] as const).map((by) => ({
					text: { force: 'By force', programme: 'By programme', both: 'Force and programme' }[by],
					href: `/burden?${new URLSearchParams({ ...kept, by })}`,
					active: by === query.by,
				})),
				lines: linesOf(rows, query.by),
				total: total.requests + total.notNeeded === 0 ? null : lineOf('All', null, total),
				reuse: reuseInWords(total),
				filter: {
					values: { ...query, since: query.since?.toString() ?? '', until: query.until?.toString() ?? '' },
					errors: {},
				},
				programmes: offered,
				forces,
				applied,
				keep: { by: query.by },
				csvHref: `/burden.csv?${new URLSearchParams(kept)}`,
				by: query.by,
			});
		},
	}),
	get({
		url: '/burden.csv',
		opens: 'account',
		permit,
		query,
		async handle({ tx, query }) {
			return {
				kind: 'data',
				type: 'text/csv; charset=utf-8',
				body: csv(header, (await burdenOf(tx, query)).map(csvRow)),
				saveAs: 'burden.csv',
			};
		},
	}),
];

const header = [
	'force',
	'programme',
	'requests sent',
	'not needed: what is held answered',
	'answers that pointed to something sent before',
	'files sent',
	'could not be supplied',
	'open now',
	'overdue now',
	'answered late',
	'days given',
	'answered',
	'days taken',
	'illustrative',
];

const csvRow = (row: BurdenRow) => [
	row.force.name,
	row.programme?.name ?? null,
	row.requests,
	row.notNeeded,
	row.pointed,
	row.files,
	row.cannot,
	row.open,
	row.overdue,
	row.late,
	row.daysGiven,
	row.answered,
	row.daysTaken,
	row.illustrative ? 'yes' : 'no',
];

function keptOf({ force, programme, since, until }: BurdenFilter): Record<string, string> {
	const all = { force, programme, since: since?.toString() ?? '', until: until?.toString() ?? '' };
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

function appliedTo(key: string, name: string, text: string, kept: Record<string, string>) {
	if (kept[key] === undefined) return [];
	const { [key]: _left, ...rest } = kept;
	return [{ name, text, href: `/burden?${new URLSearchParams(rest)}` }];
}

function linesOf(rows: readonly BurdenRow[], by: Query['by']) {
	if (by === 'both') {
		return rows.map((row) =>
			lineOf(
				row.force.name,
				`/requests?${new URLSearchParams({ force: row.force.slug, programme: row.programme?.slug ?? 'none' })}`,
				row,
				row.programme?.name ?? 'Between inspections',
			),
		);
	}
	return burdenBy(rows, by)
		.map(({ key, sums }) =>
			lineOf(
				key?.name ?? 'Between inspections',
				`/requests?${new URLSearchParams({ [by]: key?.slug ?? 'none' })}`,
				sums,
			),
		)
		.sort((a, b) => b.requests - a.requests || a.name.localeCompare(b.name, 'en-GB'));
}

function lineOf(name: string, href: string | null, sums: Sums, programme: string | null = null) {
	return {
		...sums,
		name,
		href,
		programme,
		given: meanDays(sums.daysGiven, sums.requests),
		taken: meanDays(sums.daysTaken, sums.answered),
	};
}
