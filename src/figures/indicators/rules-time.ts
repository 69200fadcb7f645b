import {
	into,
	isFields,
	itemsOf,
	nearest,
	type Path,
	type Placed,
	type Remark,
	textOf,
} from '../../foundation/index.ts';
import type { Catalogue } from './catalogue.ts';

/** Longer than any series is averaged: a larger number is a slip. */
const longest = 120;
const [earliest, latest] = ['1990-01-01', '2100-01-01'];

/** Windows, breaks and the times of caveats. */
export function* timeRules(
	root: Placed,
	lineOf: (path: Path) => number,
	{ areas }: Catalogue,
): Generator<Remark> {
	const months = into(into(root, 'window'), 'months');
	if (typeof months.value === 'number' && months.value > longest)
		yield {
			path: months.path,
			text: `A window of ${months.value} months is no window. Write 12 for a year.`,
		};
	yield* breaksIn(root, lineOf);
	for (const caveat of itemsOf(root, 'caveats')) {
		const [since, until] = [textOf(caveat, 'since'), textOf(caveat, 'until')];
		if (since !== undefined && until !== undefined && since > until)
			yield {
				path: into(caveat, 'until').path,
				text: `This caveat ends on ${until}, before it begins on ${since}. Put the earlier day in “since”.`,
			};
		yield* forcesOf(caveat, areas);
	}
}

function* breaksIn(root: Placed, lineOf: (path: Path) => number): Generator<Remark> {
	const seen = new Map<string, Placed>();
	for (const one of itemsOf(root, 'breaks')) {
		const at = textOf(one, 'at');
		const { path } = into(one, 'at');
		if (at === undefined) continue;
		if (/^\d{4}-\d\d-\d\d$/.test(at) && (at < earliest || at >= latest))
			yield {
				path,
				text: `A break on ${at} is outside every series that there is. Check the year.`,
			};
		const before = seen.get(at);
		if (before !== undefined)
			yield {
				path,
				text: `The series breaks on ${at} already, in line ${lineOf(before.path)}. Say both reasons there.`,
			};
		else seen.set(at, { value: at, path });
	}
}

const code = /^(?:[EW]\d{8}|BTP)$/;

function* forcesOf(caveat: Placed, areas: Catalogue['areas']): Generator<Remark> {
	for (const { value, path } of itemsOf(caveat, 'forces')) {
		if (typeof value !== 'string') continue;
		if (!code.test(value))
			yield {
				path,
				text: `“${value}” is no code of an area. Write the code of the force’s area, such as “E23000018” for Derbyshire.`,
			};
		else if (areas !== undefined && !areas.has(value))
			yield {
				path,
				text: `No force has the area “${value}”. Did you mean “${nearest(value, [...areas])}”?`,
			};
	}
}

/** A forecast, what it is of, and the version that came after. */
export function* versionRules(root: Placed, { indicators }: Catalogue): Generator<Remark> {
	const next = into(root, 'supersededBy');
	const { version, id } = isFields(root.value) ? root.value : {};
	if (typeof next.value === 'number' && typeof version === 'number' && next.value <= version)
		yield {
			path: next.path,
			text: `This is version ${version}, and a later one stands in its place: write its number, at least ${version + 1}.`,
		};
	const of = textOf(into(root, 'forecast'), 'of');
	if (of === undefined) return;
	const { path } = into(into(root, 'forecast'), 'of');
	if (of === id)
		yield { path, text: 'A forecast is of another indicator. Write the id of what is expected to change.' };
	else if (indicators !== undefined && !indicators.some((one) => one.id === of))
		yield {
			path,
			text:
				indicators.length === 0
					? `There is no indicator “${of}”.`
					: `There is no indicator “${of}”. Did you mean “${nearest(
							of,
							indicators.map((one) => one.id),
						)}”?`,
		};
}
