import { type Block, type Box, type BoxKind, boxes, type Cell, type Table } from './block.ts';
import { type Context, inlines, tellWithdrawn } from './build-inline.ts';
import type { BlockContent, ContainerDirective, LeafDirective } from './markdown.ts';
import { placeOf, writtenOf } from './parse.ts';
import type { Place } from './place.ts';
import type { FoundCell, FoundTable } from './resolver.ts';

/** What a line of its own asks for. `inner` builds the blocks of a text that came with the answer. */
export function leafBlocks(
	context: Context,
	node: LeafDirective,
	inner: (context: Context) => Block[],
): Block[] {
	const { parsed, resolved, building } = context;
	const place = placeOf(parsed, node);
	const what = resolved.recognised.get(node);
	if (what?.as === 'gap') building.problems.push(what.problem);
	if (what?.as !== 'directive') return [{ kind: 'gap', written: writtenOf(parsed, node), place }];
	const { answers } = resolved;
	const { directive, attributes, label } = what;
	if (directive.name === 'page-break') return [{ kind: 'page-break', place }];

	const text = resolved.inner.get(node);
	const within = text === undefined ? [] : inner({ ...context, parsed: text });
	const box = answers.box.get(node);
	if (box !== undefined && directive.box !== undefined) {
		const { reference, title, addressee, due } = box;
		const told = { reference, addressee, due, title: wordsAt(title, place) };
		return [boxOf(context, directive.box, { ...told, blocks: within, place, id: attributes.id ?? label })];
	}
	if (text !== undefined) return within;

	const number = () => building.numbered('table', attributes.id);
	const chart = answers.chart.get(node);
	if (chart !== undefined) {
		const { drawn, facts } = chart;
		tellWithdrawn(building, facts, place);
		if (drawn.nothing !== null)
			building.fault(
				'nothing-to-draw',
				place,
				`The chart “${drawn.title}” shows nothing: ${drawn.nothing}`,
				'Choose a period or an area that has figures, or take the chart out.',
			);
		return [{ kind: 'chart', ...building.numbered('chart', attributes.id ?? label), drawn, facts, place }];
	}
	const table = answers.table.get(node);
	if (table !== undefined) return [foundTable(context, table, attributes.id ?? label, place)];
	const grade = answers.grade.get(node);
	if (grade !== undefined) return [{ kind: 'grade', ...grade, place }];
	const grades = answers.grades.get(node);
	if (grades !== undefined)
		return [
			{ kind: 'grades', ...number(), caption: wordsAt(grades.caption, place), rows: grades.rows, place },
		];
	const matrix = answers.matrix.get(node);
	if (matrix !== undefined)
		return [{ ...matrix, kind: 'grade-matrix', ...number(), caption: wordsAt(matrix.caption, place), place }];
	const scoping = answers.scoping.get(node);
	if (scoping !== undefined)
		return [{ ...scoping, kind: 'scoping', ...number(), caption: wordsAt(scoping.caption, place), place }];
	const meanings = answers.meanings.get(node);
	if (meanings !== undefined)
		return [
			{
				kind: 'definitions',
				items: meanings.map(({ term, meaning }) => ({ term, meaning: wordsAt(meaning, place) })),
				place,
			},
		];
	return [{ kind: 'gap', written: writtenOf(parsed, node), place }];
}

export function containerBlocks(
	context: Context,
	node: ContainerDirective,
	inner: (nodes: readonly BlockContent[]) => Block[],
): Block[] {
	const { parsed, resolved, building } = context;
	const place = placeOf(parsed, node);
	const what = resolved.recognised.get(node);
	if (what?.as === 'gap') building.problems.push(what.problem);
	if (what?.as !== 'directive') return [{ kind: 'gap', written: writtenOf(parsed, node), place }];
	const { directive, attributes, label } = what;
	if (!/(^|\n)[ \t>]*:{3,}\s*$/.test(writtenOf(parsed, node)))
		building.fault(
			'unknown-directive',
			place,
			`“:::${directive.name}” has no end, so that everything below belongs to it.`,
			'Write ::: on a line of its own where it ends.',
		);
	const [first, ...rest] = node.children;
	const labelled = first?.type === 'paragraph' && first.data?.directiveLabel === true;
	const title = labelled ? inlines(context, first.children) : [];
	const within = inner(labelled ? rest : node.children);

	if (directive.box !== undefined)
		return [
			boxOf(context, directive.box, {
				reference: attributes.reference ?? null,
				title,
				addressee: attributes.addressee ?? null,
				due: dayOf(context, attributes.due, place),
				blocks: within,
				place,
				id: attributes.id ?? (attributes.reference || label || directive.box),
			}),
		];
	if (directive.name === 'observations') {
		const { name = '', honours = '', post = '' } = attributes;
		if (name === '' || post === '')
			building.fault(
				'missing-part',
				place,
				'The observations are not signed.',
				`Say whose they are: ${directive.example}`,
			);
		const signed = name === '' ? null : { name, post, honours: honours === '' ? null : honours };
		return [{ kind: 'observations', signed, blocks: within, place }];
	}
	const table = within.find((block) => block.kind === 'table');
	if (table === undefined || within.length > 1) {
		building.fault(
			'table',
			place,
			'“:::table” holds one table, written with bars, and nothing else.',
			directive.example,
		);
		return within;
	}
	const numbered = building.numbered('table', attributes.id ?? label);
	return [{ ...table, ...numbered, caption: title, source: attributes.source ?? null, place }];
}

function boxOf(
	{ building }: Context,
	box: BoxKind,
	{ id, ...rest }: Omit<Box, 'kind' | 'box'> & { id: string },
): Box {
	const says = rest.reference === null ? boxes[box] : `${boxes[box]} ${rest.reference}`;
	return { kind: 'box', id: building.target(id, says), box, ...rest };
}

function dayOf({ building }: Context, due: string | undefined, place: Place): Temporal.PlainDate | null {
	if (due === undefined) return null;
	try {
		return Temporal.PlainDate.from(due);
	} catch {
		building.fault('refused', place, `“${due}” is not a day.`, 'Write it as in due=2015-03-31.');
		return null;
	}
}

function foundTable(
	{ building }: Context,
	{ caption, head, rows, source, notes }: FoundTable,
	wished: string,
	place: Place,
): Table {
	for (const row of rows) for (const { facts } of row) tellWithdrawn(building, facts ?? [], place);
	const cell = ({ text, numeric = false, facts }: FoundCell): Cell => ({
		numeric,
		children:
			facts === undefined ? wordsAt(text, place) : [{ kind: 'bound', text, facts, wording: null, place }],
	});
	return {
		kind: 'table',
		...building.numbered('table', wished),
		caption: wordsAt(caption, place),
		head: head.map(cell),
		rows: rows.map((row) => row.map(cell)),
		source,
		notes,
		place,
	};
}

/** Words from a record are text: whatever they hold, nothing in them is read as Markdown. */
function wordsAt(text: string, place: Place) {
	return text === '' ? [] : [{ kind: 'text' as const, text, place }];
}
