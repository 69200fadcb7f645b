import { type CsvValue, csv, get, type Part, paginationOf, type Tx, view } from '../../foundation/index.ts';
import { listForces, todayIn } from '../forces/force.store.ts';
import { listProgrammes } from '../planning/programme.store.ts';
import { programmePolicy } from '../planning/programme.ts';
import { askedWithin, nearestFieldwork, trancheNames } from './board.store.ts';
import { pictureOf, rowOf, totalsOf } from './board.ts';
import { listItem, shownRow } from './board.view.ts';
import {
	addressOf,
	appliedOf,
	type BoardQuery,
	boardQuery,
	choiceOf,
	daysInWords,
	forcesOf,
} from './choice.ts';
import { marksOf } from './mark.ts';
import { columnsOf, lastDayOf, moved, spans, weeksFromMonth } from './week.ts';

/** As many rows as a page has; a country's forces are fewer. */
const perPage = 100;

export function boardPages(): Part {
	const { read } = programmePolicy.can;
	return {
		navigation: [{ text: 'Planning', href: '/planning', permit: read, layouts: ['staff'] }],
		routes: [
			get({
				url: '/planning',
				opens: 'account',
				permit: read,
				query: boardQuery,
				handle: async ({ tx, query }) =>
					view(query.view === 'list' ? 'overview/board-list.njk' : 'overview/board.njk', {
						board: await boardOf(tx, query),
					}),
			}),
			get({
				url: '/planning.csv',
				opens: 'account',
				permit: read,
				query: boardQuery,
				handle: async ({ tx, query }) => ({
					kind: 'data',
					type: 'text/csv; charset=utf-8',
					body: csv(csvColumns, await csvRows(tx, query)),
					saveAs: 'planning.csv',
				}),
			}),
		],
	};
}

/** What the board, the list and the spreadsheet are all made of, in as many queries for ten forces as for a thousand. */
async function drawn(tx: Tx, query: BoardQuery) {
	const today = await todayIn(tx);
	const forces = await listForces(tx);
	const programmes = await listProgrammes(tx);
	const tranches = await trancheNames(tx);
	const choice = choiceOf(query, { programmes, tranches, today });
	const picture = pictureOf(await askedWithin(tx, choice.weeks, today), choice.weeks, today);
	const chosen = forcesOf(forces, choice, picture);
	return { today, forces, programmes, tranches, choice, picture, chosen };
}

async function boardOf(tx: Tx, query: BoardQuery) {
	const { today, forces, programmes, tranches, choice, picture, chosen } = await drawn(tx, query);
	const { weeks } = choice;
	const asked = chosen.flatMap(({ id }) => picture.within.get(id) ?? []);
	const onBoard = new Set(asked.map(({ programme }) => programme.id));
	const legend = programmes.filter(({ id }) => onBoard.has(id)).reverse();
	const marks = marksOf(legend);
	const names = new Map(programmes.map(({ id, name }) => [id, name]));
	const listed = query.view === 'list' ? chosen.filter(({ id }) => picture.within.has(id)) : chosen;
	const page = Math.min(query.page, Math.max(1, Math.ceil(listed.length / perPage)));
	const rows = listed.slice((page - 1) * perPage, page * perPage).map((force) => rowOf(force, picture));
	const at = (change: Parameters<typeof addressOf>[2]) =>
		addressOf('/planning', query, { page: '', ...change });
	const empty = asked.length === 0;
	const nearest = empty ? await nearestFieldwork(tx, weeks) : null;
	const from = (day: Temporal.PlainDate) => ({
		day,
		href: at({ from: weeksFromMonth(day, weeks.count).since.toString() }),
	});
	return {
		span: daysInWords(weeks.since, lastDayOf(weeks)),
		weeks: weeks.count,
		columns: columnsOf(weeks, today),
		rows: rows.map((row) =>
			query.view === 'list' ? listItem(row, { names, tranches }) : shownRow(row, { names, marks }),
		),
		totals: totalsOf(chosen, picture),
		conflicts: chosen.reduce((sum, { id }) => sum + (picture.conflicts.get(id)?.length ?? 0), 0),
		inspections: asked.length,
		free: chosen.length - chosen.filter(({ id }) => picture.within.has(id)).length,
		empty,
		anyForces: forces.length > 0,
		anyProgrammes: programmes.length > 0,
		nearest: {
			before: nearest?.before ? from(nearest.before) : null,
			after: nearest?.after ? from(nearest.after) : null,
		},
		legend: legend.map(({ id, slug, name, illustrative }) => ({
			mark: marks.get(id) ?? '',
			name,
			href: `/programmes/${slug}`,
			illustrative,
		})),
		moves: {
			previous: at({ from: moved(weeks, -weeks.count).since.toString() }),
			next: at({ from: moved(weeks, weeks.count).since.toString() }),
			now: query.from === '' && choice.programme === null ? null : at({ from: nowOf(today, weeks.count) }),
		},
		tabs: [
			{ text: 'Board', href: at({ view: '' }), active: query.view === '' },
			{ text: 'List by force', href: at({ view: 'list' }), active: query.view === 'list' },
		],
		filter: {
			values: { ...query, weeks: String(weeks.count), tranche: choice.tranche?.id ?? '' },
			programmes: programmes.map(({ slug, name }) => ({ value: slug, text: name })),
			tranches: tranches
				.filter(({ programme }) => programme === choice.programme?.id)
				.map(({ id, name }) => ({ value: id, text: name })),
			regions: [...new Set(forces.map(({ region }) => region))]
				.sort()
				.map((region) => ({ value: region, text: region })),
			spans: spans.map((count) => ({ value: count, text: `${count} weeks` })),
			applied: appliedOf(query, choice),
			keep: {
				...(query.from === '' ? {} : { from: query.from }),
				...(query.view === '' ? {} : { view: query.view }),
			},
			clear: addressOf('/planning', query, {
				programme: '',
				tranche: '',
				region: '',
				conflicts: '',
				page: '',
			}),
		},
		csvHref: addressOf('/planning.csv', query, { page: '', view: '' }),
		pagination: {
			...paginationOf({
				page,
				total: listed.length,
				query: {},
				noun: 'force',
				size: perPage,
			}),
			href: `${at({ page: '' })}${at({ page: '' }).includes('?') ? '&' : '?'}page=`,
		},
	};
}

function nowOf(today: Temporal.PlainDate, count: number): string {
	return weeksFromMonth(today, count).since.toString();
}

const csvColumns = [
	'force',
	'code',
	'region',
	'programme',
	'tranche',
	'fieldwork from',
	'fieldwork to',
	'state',
	'conflict with',
	'illustrative',
];

async function csvRows(tx: Tx, query: BoardQuery): Promise<CsvValue[][]> {
	const { programmes, tranches, picture, chosen } = await drawn(tx, query);
	const names = new Map(programmes.map(({ id, name }) => [id, name]));
	const trancheNamed = new Map(tranches.map(({ id, name }) => [id, name]));
	return chosen.flatMap((force) => {
		const conflicts = picture.conflicts.get(force.id) ?? [];
		return (picture.within.get(force.id) ?? []).map((one): CsvValue[] => [
			force.name,
			force.code,
			force.region,
			names.get(one.programme.id) ?? '',
			one.tranche === null ? null : (trancheNamed.get(one.tranche) ?? null),
			one.fieldworkSince.toString(),
			one.fieldworkUntil.toString(),
			one.state,
			conflicts
				.flatMap(({ one: a, other: b }) => (a === one ? [b] : b === one ? [a] : []))
				.map(({ programme }) => names.get(programme.id) ?? '')
				.join('; '),
			one.illustrative ? 'yes' : 'no',
		]);
	});
}
