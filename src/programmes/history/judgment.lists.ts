import { type CsvValue, zone } from '../../foundation/index.ts';
import type { Force } from '../forces/force.ts';
import { isPillar } from '../frameworks/lookup.ts';
import type { Reading } from './atlas.ts';
import type { Direction } from './direction.ts';
import { ungraded } from './entry.ts';
import type { GridRow } from './grid.ts';

/** The file of a force's judgments; it can be imported again as it is. */
export const csvHeader = [
	'force',
	'framework',
	'version',
	'cycle',
	'component',
	'pillar or question',
	'title',
	'grade',
	'grade title',
	'published',
	'source',
	'address',
	'note',
	'illustrative',
] as const;

export function csvRow(forceName: string, { judgment, component, cycle, title }: Reading): CsvValue[] {
	return [
		forceName,
		judgment.framework,
		judgment.version,
		cycle,
		component.id,
		isPillar(component) ? 'pillar' : 'question',
		component.title,
		judgment.grade ?? ungraded,
		title,
		dayOf(judgment.publishedAt).toString(),
		judgment.source,
		judgment.address,
		judgment.note,
		judgment.illustrative ? 'yes' : 'no',
	];
}

export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
	return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** Green for a grade that speaks for the force, orange for one that speaks against it, grey for none. */
export function colourOf(positive: boolean | null): string {
	return positive === null ? 'grey' : positive ? 'green' : 'orange';
}

/** One line of the grid: a list of judgments for each year, and how it has moved. */
export function rowOf(force: Force, cycles: readonly string[], row: GridRow) {
	const { title, kind, cells, last, direction } = row;
	return {
		title,
		kind,
		cells: cycles.map((cycle) => {
			const entries = cells.get(cycle) ?? [];
			return entries.map((reading) => ({
				...gradeOn(force, reading),
				stands: last.some(({ judgment }) => judgment.id === reading.judgment.id),
				// What each was called then tells several of one year apart.
				as: entries.length > 1 ? reading.component.title : null,
			}));
		}),
		direction: directionOn(direction),
	};
}

export function directionOn(direction: Direction) {
	const { illustrative } = direction;
	if ('none' in direction) return { word: null, text: direction.none, illustrative };
	const { word, sentence } = direction;
	return { word: `${word.charAt(0).toUpperCase()}${word.slice(1)}`, text: sentence, illustrative };
}

/** One line of the list of all judgments. */
export function cellsOf(force: Force, reading: Reading) {
	const { judgment, component, cycle } = reading;
	return {
		...gradeOn(force, reading),
		component: component.title,
		pillar: isPillar(component),
		cycle,
		publishedAt: judgment.publishedAt,
		source: judgment.source,
		address: judgment.address,
		note: judgment.note,
	};
}

function gradeOn(force: Force, reading: Reading) {
	return {
		title: reading.title,
		colour: colourOf(reading.grade?.positive ?? null),
		href: `/forces/${force.slug}/judgments/${reading.judgment.id}`,
		illustrative: reading.judgment.illustrative,
	};
}

const came = {
	entered: 'Entered by hand',
	imported: 'Imported from a file',
	inspection: 'Published from an inspection',
} as const;

/** Everything that is known of one judgment; `later` is the one that took its place. */
export function shownIn(force: Force, reading: Reading, later: Reading | null) {
	const { judgment, framework, inspection } = reading;
	return {
		...cellsOf(force, reading),
		id: judgment.id,
		framework: { title: framework.title, id: framework.id, version: framework.version },
		inspection,
		came: came[judgment.basis],
		enteredAt: judgment.enteredAt,
		because: judgment.replacesBecause,
		withdrawn: judgment.withdrawn,
		later:
			later === null
				? null
				: { because: later.judgment.replacesBecause, withdrawn: later.judgment.withdrawn },
	};
}
