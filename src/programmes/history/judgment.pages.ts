import { z } from 'zod';
import { type AccountActor, csv, get, mayTry, type Part, view } from '../../foundation/index.ts';
import { forceAt, ofForce, ofRow } from '../forces/fields.ts';
import { type Force, forcePolicy } from '../forces/force.ts';
import { listSuccessions } from '../forces/succession.store.ts';
import { forceTabs, type TabPorts } from '../forces/tabs.ts';
import { allFrameworks } from '../frameworks/framework.store.ts';
import { atlasOf, type Reading, read } from './atlas.ts';
import { entryPages } from './entry.pages.ts';
import { type GridGroup, gridOf } from './grid.ts';
import { cellsOf, csvHeader, csvRow, rowOf, shownIn } from './judgment.lists.ts';
import { judgmentsOf } from './judgment.store.ts';
import { judgmentPolicy } from './judgment.ts';
import { recordOf } from './record.store.ts';

export function historyPages(ports: TabPorts = {}): Part {
	return {
		policies: [judgmentPolicy],
		routes: [historyPage(ports), historyFile, recordPage(ports), ...entryPages()],
	};
}

const { read: permit, change } = judgmentPolicy.can;
const perPage = 50;

const query = z.object({
	pillar: z.string().max(300).default(''),
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

const historyPage = (ports: TabPorts) =>
	get({
		url: '/forces/:slug/judgments',
		opens: 'account',
		permit,
		params: ofForce,
		query,
		async handle({ tx, params, query, actor, demand }) {
			const force = await forceAt(tx, params);
			demand({ organisation: force.id });
			const frameworks = await allFrameworks(tx);
			const judgments = await judgmentsOf(tx, [force.id]);
			const successions = await listSuccessions(tx, force.id);
			const grid = gridOf({ judgments, frameworks, forceName: force.name });
			const chosen = grid.groups.filter(({ key }) => query.pillar === '' || key === query.pillar);
			const groups = chosen.length > 0 ? chosen : grid.groups;
			const listed = readingsIn(groups);
			const pages = Math.max(1, Math.ceil(listed.length / perPage));
			const page = Math.min(query.page, pages);
			return view('history/history.njk', {
				...headOf(force, actor, ports),
				before: successions.filter(({ successor }) => successor.id === force.id),
				columns: [
					{ text: 'Pillar or question', rowHeader: true },
					...grid.cycles.map((text) => ({ text })),
					{ text: 'Direction of travel' },
				],
				groups: groups.map(({ title, rows }) => ({
					title,
					rows: rows.map((row) => rowOf(force, grid.cycles, row)),
				})),
				rows: listed.slice((page - 1) * perPage, page * perPage).map((reading) => cellsOf(force, reading)),
				pagination: {
					page,
					pages,
					total: listed.length,
					noun: 'judgment',
					href: `?${new URLSearchParams({ pillar: query.pillar, page: '' })}`,
				},
				pillars: grid.groups.map(({ key, title }) => ({
					key,
					title,
					href: `/forces/${force.slug}/judgments?${new URLSearchParams({ pillar: key })}`,
				})),
				chosen: chosen.length > 0 && query.pillar !== '' ? query.pillar : null,
			});
		},
	});

/** Each once, the newest first: a question that two go on from stands on two lines of the grid. */
function readingsIn(groups: readonly GridGroup[]): Reading[] {
	const all = groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => [...cells.values()].flat()));
	return [...new Map(all.map((reading) => [reading.judgment.id, reading])).values()].sort(
		(a, b) =>
			Temporal.Instant.compare(b.judgment.publishedAt, a.judgment.publishedAt) ||
			a.component.title.localeCompare(b.component.title, 'en-GB'),
	);
}

const historyFile = get({
	url: '/forces/:slug/judgments.csv',
	opens: 'account',
	permit,
	params: ofForce,
	async handle({ tx, params, demand }) {
		const force = await forceAt(tx, params);
		demand({ organisation: force.id });
		const atlas = atlasOf(await allFrameworks(tx));
		const rows = (await judgmentsOf(tx, [force.id])).map((judgment) =>
			csvRow(force.name, read(atlas, judgment)),
		);
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(csvHeader, rows),
			saveAs: `judgments-${force.slug}.csv`,
		};
	},
});

const recordPage = (ports: TabPorts) =>
	get({
		url: '/forces/:slug/judgments/:id',
		opens: 'account',
		permit,
		params: ofRow,
		async handle({ tx, params, actor, demand }) {
			const force = await forceAt(tx, params);
			demand({ organisation: force.id });
			const { line, shown } = await recordOf(tx, force, params.id);
			const entries = line.map((reading, index) => shownIn(force, reading, line[index + 1] ?? null));
			return view('history/record.njk', {
				...headOf(force, actor, ports),
				line: entries.toReversed(),
				shown: entries[line.indexOf(shown)],
				stands: line.at(-1) === shown && !shown.judgment.withdrawn,
			});
		},
	});

function headOf(force: Force, actor: AccountActor, ports: TabPorts) {
	return {
		force,
		tabs: forceTabs(force, 'judgments', { actor, ...ports }),
		lists: mayTry(actor, forcePolicy.can.list),
		mayChange: mayTry(actor, change),
	};
}
