import { z } from 'zod';
import { type CsvValue, csv, get, mayTry, type Route, type Tx, view } from '../../foundation/index.ts';
import { componentsInOrder, isPillar, type Judgment, judgmentsOf } from '../../programmes/index.ts';
import { tones, toneTexts } from '../findings/finding.ts';
import { questionHref } from '../findings/question.ts';
import { directionInWords, isOver, publishedOf } from '../judging/earlier.ts';
import { standsOf } from '../judging/judging.store.ts';
import { calibrationPolicy, judgingPolicy, last, standing, stateTag } from '../judging/judgment.ts';
import { gradeTag, publishedTag } from '../judging/overview.ts';
import { citeRaised, raisedKinds, raisedTexts } from '../raised/raised.ts';
import {
	type Board,
	type BoardRow,
	boardOf,
	frameworkFor,
	inspectedIn,
	type Round,
	roundOf,
} from './board.store.ts';
import { roundsOf } from './calibration.store.ts';
import { likenessText } from './likeness.ts';

const { read } = judgingPolicy.can;
const ofProgramme = z.object({ slug: z.string().max(300) });
const ofBoard = z.object({ slug: z.string().max(300), component: z.string().regex(/^[a-z0-9-]{1,200}$/) });
const filter = z.object({
	grade: z.string().max(200).default(''),
	state: z.string().max(50).default(''),
	flagged: z.string().max(10).default(''),
	view: z.enum(['grades', 'findings']).catch('grades'),
});
type Filter = z.output<typeof filter>;

export const boardPages: Route[] = [
	get({
		url: '/programmes/:slug/moderation',
		opens: 'account',
		permit: read,
		params: ofProgramme,
		async handle({ tx, actor, params }) {
			const round = await roundOf(tx, params.slug);
			return view('moderation/programme.njk', {
				programme: round.programme,
				sections: await matrixOf(tx, round),
				rounds: await roundsOf(tx, round.programme.id),
				mayOpen: mayTry(actor, calibrationPolicy.can.open),
			});
		},
	}),
	get({
		url: '/programmes/:slug/moderation.csv',
		opens: 'account',
		permit: read,
		params: ofProgramme,
		async handle({ tx, params }) {
			const round = await roundOf(tx, params.slug);
			const sections = await matrixOf(tx, round);
			const rows = sections.flatMap(({ columns, rows: lines }) =>
				lines.flatMap(({ force, illustrative, cells }) =>
					cells.map((cell, index): CsvValue[] => [
						force,
						columns[index]?.id ?? '',
						columns[index]?.title ?? '',
						cell.where,
						cell.blind ? 'graded blind' : (cell.grade?.text ?? null),
						illustrative ? 'yes' : 'no',
					]),
				),
			);
			return {
				kind: 'data',
				type: 'text/csv; charset=utf-8',
				body: csv(['force', 'component', 'title', 'where it stands', 'grade', 'illustrative'], rows),
				saveAs: `moderation-${round.programme.slug}.csv`,
			};
		},
	}),
	get({
		url: '/programmes/:slug/moderation/:component',
		opens: 'account',
		permit: read,
		params: ofBoard,
		query: filter,
		async handle({ tx, actor, params, query }) {
			const board = await boardOf(tx, params.slug, params.component);
			return view('moderation/board.njk', {
				...shownBoard(board, query),
				mayOpen: mayTry(actor, calibrationPolicy.can.open),
				rounds: (await roundsOf(tx, board.round.programme.id)).filter(
					({ component }) => component === params.component,
				),
			});
		},
	}),
	get({
		url: '/programmes/:slug/moderation/:component.csv',
		opens: 'account',
		permit: read,
		params: ofBoard,
		query: filter,
		async handle({ tx, params, query }) {
			const board = await boardOf(tx, params.slug, params.component);
			return {
				kind: 'data',
				type: 'text/csv; charset=utf-8',
				body: csv(
					boardHeader,
					rowsFor(board, query).map((row) => boardRow(board, row)),
				),
				saveAs: `moderation-${board.round.programme.slug}-${params.component}.csv`,
			};
		},
	}),
];

/** Every force against every pillar and question: a table for each framework that the programme inspects under. */
async function matrixOf(tx: Tx, round: Round) {
	const stands = new Map(
		(await standsOf(tx, round.programme.id)).map((one) => [`${one.inspection} ${one.component}`, one]),
	);
	const over = await toldOf(tx, round);
	const groups = Map.groupBy(round.inspections, ({ framework, version }) => `${framework} ${version}`);
	return [...groups.values()].flatMap((inspections) => {
		const [first] = inspections;
		if (first === undefined) return [];
		const framework = frameworkFor(round, first);
		const components = componentsInOrder(framework).filter(
			(component) => !isPillar(component) || component.graded,
		);
		return [
			{
				title: framework.title,
				columns: components.map((component) => ({
					id: component.id,
					title: component.title,
					pillar: isPillar(component),
					href: `/programmes/${round.programme.slug}/moderation/${component.id}`,
				})),
				rows: inspections.map((inspection) => {
					return {
						force: inspection.force.name,
						href: `/inspections/${inspection.id}/questions`,
						illustrative: inspection.illustrative,
						cells: components.map((component) => {
							const one = stands.get(`${inspection.id} ${component.id}`);
							const state = one?.state ?? 'open';
							const inspected = inspectedIn(round, inspection, component);
							const isVoid = inspected === true && one?.void === true;
							const told = state === 'open' ? over.get(`${inspection.id} ${component.id}`) : undefined;
							return {
								href: questionHref(inspection.id, component.id),
								inspected,
								where:
									inspected === null
										? 'Scope not decided'
										: !inspected
											? 'Not inspected'
											: (told === undefined ? stateTag({ state, void: isVoid }) : publishedTag).text,
								isVoid,
								blind: one?.blind === true,
								grade:
									inspected === true && told !== undefined
										? gradeTag(framework, told)
										: one === undefined || state === 'open' || one.blind
											? null
											: gradeTag(framework, one),
							};
						}),
					};
				}),
			},
		];
	});
}

/** What was published of inspections that are over, by inspection and component. */
async function toldOf(tx: Tx, round: Round): Promise<Map<string, Judgment>> {
	const over = round.inspections.filter(isOver);
	const judgments = Map.groupBy(
		await judgmentsOf(
			tx,
			over.map(({ force }) => force.id),
		),
		({ force }) => force,
	);
	return new Map(
		over.flatMap((inspection) => {
			const framework = frameworkFor(round, inspection);
			const own = judgments.get(inspection.force.id) ?? [];
			return [...publishedOf({ framework, judgments: own }, inspection)].map(
				([component, judgment]) => [`${inspection.id} ${component}`, judgment] as const,
			);
		}),
	);
}

function rowsFor({ rows }: Board, { grade, state, flagged }: Filter): BoardRow[] {
	return rows.filter(({ judging, flags }) => {
		const stands = standing(judging);
		return (
			(grade === '' || (stands?.grade ?? '-') === grade) &&
			(state === '' || (state === 'void' ? judging.void === true : judging.state === state)) &&
			(flagged !== 'yes' || flags.length > 0)
		);
	});
}

function shownBoard(board: Board, query: Filter) {
	const { round, component } = board;
	const at = `/programmes/${round.programme.slug}/moderation/${component.id}`;
	const shown = rowsFor(board, query);
	const scale = frameworkFor(round, board.rows[0]?.inspection ?? round.inspections[0] ?? never()).scale;
	const address = (change: Partial<Filter>) => {
		const all = { ...query, ...change };
		const search = new URLSearchParams(
			Object.entries(all).filter(([name, value]) => value !== '' && !(name === 'view' && value === 'grades')),
		);
		return search.size === 0 ? at : `${at}?${search}`;
	};
	const grades = (scale?.grades ?? []).map(({ id, title }) => ({ value: id, text: title }));
	const states = [
		{ value: 'open', text: 'Open' },
		{ value: 'proposed', text: 'Proposed' },
		{ value: 'moderated', text: 'Moderated' },
		{ value: 'approved', text: 'Approved' },
		{ value: 'void', text: 'Void' },
	];
	const counted = [...grades, { value: '-', text: 'No grade yet' }].map(({ value, text }) => ({
		text,
		count: board.rows.filter(({ judging }) => !judging.blind && (standing(judging)?.grade ?? '-') === value)
			.length,
	}));
	return {
		programme: round.programme,
		component: {
			id: component.id,
			title: component.title,
			asks: component.asks ?? null,
			graded: component.graded,
		},
		at,
		csvHref: `${at}.csv${address({ view: 'grades' }).slice(at.length)}`,
		view: query.view,
		tabs: [
			{ text: 'Grades', href: address({ view: 'grades' }), active: query.view === 'grades' },
			{
				text: 'Findings side by side',
				href: address({ view: 'findings' }),
				active: query.view === 'findings',
			},
		],
		filter: {
			values: query,
			grades: [...grades, { value: '-', text: 'No grade yet' }],
			states,
			applied: [
				...(query.grade === ''
					? []
					: [
							{
								name: 'Grade',
								text:
									[...grades, { value: '-', text: 'No grade yet' }].find(({ value }) => value === query.grade)
										?.text ?? query.grade,
								href: address({ grade: '' }),
							},
						]),
				...(query.state === ''
					? []
					: [
							{
								name: 'State',
								text: states.find(({ value }) => value === query.state)?.text ?? query.state,
								href: address({ state: '' }),
							},
						]),
				...(query.flagged === 'yes'
					? [{ name: 'Only', text: 'flagged', href: address({ flagged: '' }) }]
					: []),
			],
			keep: query.view === 'grades' ? {} : { view: query.view },
		},
		counted: counted.filter(({ count }) => count > 0),
		flagged: board.rows.filter(({ flags }) => flags.length > 0).length,
		blind: board.rows.filter(({ judging }) => judging.blind).length,
		total: board.rows.length,
		rows: shown.map((row) => shownRow(row)),
		notInspected: board.notInspected.map(({ inspection, previous }) => ({
			name: inspection.force.name,
			href: questionHref(inspection.id, component.id),
			previous: previous === null ? null : `${previous.title}, ${previous.year}`,
		})),
		undecided: board.undecided.map(({ id, force }) => ({
			name: force.name,
			href: `/inspections/${id}/scoping`,
		})),
		likenessText,
		tones: tones.map((tone) => ({ tone, ...toneTexts[tone] })),
	};
}

function never(): never {
	throw new Error('a board has inspections');
}

function shownRow({
	inspection,
	framework,
	component,
	judging,
	published,
	previous,
	direction,
	met,
	said,
	findings,
	raised,
	flags,
}: BoardRow) {
	const stands = standing(judging);
	const told = stands === null ? published : null;
	const proposed = last(judging, 'proposed');
	const moved = directionInWords(direction);
	return {
		name: inspection.force.name,
		href: questionHref(inspection.id, component.id),
		illustrative: inspection.illustrative,
		where: told === null ? stateTag(judging) : publishedTag,
		blind: judging.blind,
		grade: stands !== null ? gradeTag(framework, stands) : told !== null ? gradeTag(framework, told) : null,
		proposed:
			stands === null || proposed === null || proposed.grade === stands.grade
				? null
				: gradeTag(framework, proposed).text,
		by: stands?.byName ?? null,
		previous: previous === null ? null : `${previous.title}, ${previous.year}`,
		direction: moved,
		met,
		said,
		flags,
		byTone: tones.map((tone) => findings.filter((finding) => finding.tone === tone)),
		raised: raisedKinds.flatMap((kind) =>
			raised
				.filter((one) => one.kind === kind)
				.map(({ id, number, text }) => ({
					href: `/raised/${id}`,
					cited: citeRaised({ kind, number }),
					tag: raisedTexts[kind],
					text,
				})),
		),
	};
}

const boardHeader = [
	'programme',
	'component',
	'force',
	'where it stands',
	'proposed',
	'moderated',
	'approved',
	'grade that stands',
	'previous grade',
	'direction',
	'criteria met',
	'criteria met in part',
	'criteria not met',
	'strengths',
	'descriptions',
	'weaknesses',
	'promising practice',
	'areas for improvement',
	'causes of concern',
	'flagged because',
	'illustrative',
] as const;

function boardRow({ round }: Board, row: BoardRow): CsvValue[] {
	const { inspection, framework, component, judging, met, said } = row;
	const titled = (grade: { grade: string | null } | null) =>
		grade === null ? null : gradeTag(framework, grade).text;
	const stands = standing(judging);
	const told = stands === null ? row.published : null;
	return [
		round.programme.name,
		component.id,
		inspection.force.name,
		(told === null ? stateTag(judging) : publishedTag).text,
		titled(last(judging, 'proposed')),
		titled(last(judging, 'moderated')),
		titled(last(judging, 'approved')),
		judging.blind ? 'graded blind' : titled(stands ?? told),
		row.previous === null ? null : `${row.previous.title}, ${row.previous.year}`,
		directionInWords(row.direction).word,
		met.met,
		met.inPart,
		met.notMet,
		said.strengths,
		said.neutral,
		said.weaknesses,
		said.practices,
		said.improvements,
		said.concerns,
		row.flags.join('; '),
		inspection.illustrative ? 'yes' : 'no',
	];
}
