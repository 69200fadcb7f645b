import { inWordsDate, type TimelineEntry } from '../../foundation/index.ts';
import { bearingTexts, cite, type Evidence, kindTexts, reliabilityTexts, type Version } from './item.ts';

/** "4 September 2014", "1 to 3": when it was. */
export function whenInWords({
	happenedOn,
	happenedUntil,
}: Pick<Version, 'happenedOn' | 'happenedUntil'>): string {
	if (happenedUntil === null || happenedUntil.equals(happenedOn)) return inWordsDate(happenedOn);
	return `${inWordsDate(happenedOn)} to ${inWordsDate(happenedUntil)}`;
}

/** "18 of 25 people", "25 people"; null where nobody counted. */
export function countInWords({
	counted,
	countedOf,
	unit,
}: Pick<Version, 'counted' | 'countedOf' | 'unit'>): string | null {
	if (countedOf === null) return null;
	const called = unit === 'records' ? ['record', 'records'] : ['person', 'people'];
	const noun = countedOf === 1 ? called[0] : called[1];
	return counted === null ? `${countedOf} ${noun}` : `${counted} of ${countedOf} ${noun}`;
}

export function paragraphs(text: string): string[] {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** The words of a page where they are for the team. */
export const forTheTeam = 'Its words are for the team';

export const bearingTags = {
	informs: { text: bearingTexts.informs, colour: 'green' },
	themes: { text: bearingTexts.themes, colour: 'yellow' },
	context: { text: bearingTexts.context, colour: 'grey' },
} as const;

/** The same in a table, where there is little room. */
const shortBearings = {
	informs: { text: 'Informs', colour: 'green' },
	themes: { text: 'Themes', colour: 'yellow' },
	context: { text: 'None', colour: 'grey' },
} as const;

/** A version as its page shows it. */
export function versionInWords(version: Version) {
	return {
		...version,
		when: whenInWords(version),
		count: countInWords(version),
		reliabilityText: reliabilityTexts[version.reliability],
		bearingTag: bearingTags[version.bearing],
		paragraphs: paragraphs(version.text),
	};
}

/** A line of a list of evidence. */
export function lineOf(evidence: Evidence) {
	const { current } = evidence;
	return {
		id: evidence.id,
		cited: cite(evidence),
		kind: kindTexts[evidence.kind],
		title: current?.title ?? forTheTeam,
		when: current === null ? null : whenInWords(current),
		count: current === null ? null : countInWords(current),
		bearing: current === null ? null : shortBearings[current.bearing],
		force: evidence.force?.name ?? 'All forces',
		supplied: evidence.suppliedBy !== null,
		team: evidence.sensitivity === 'team',
		withdrawn: evidence.withdrawn !== null,
		illustrative: evidence.illustrative,
	};
}

/**
 * The record of an item as a story. Its item, versions, files, questions and uses are rows of several tables: which one an
 * entry is about is told by its fields. What they hold stands above it on the page.
 */
export function historyInWords(
	timeline: readonly TimelineEntry[],
	titleOf: (component: string) => string,
): TimelineEntry[] {
	return timeline.flatMap((entry) => {
		const field = (name: string) => entry.changes.find((change) => change.name === name);
		const said = (what: string): TimelineEntry => ({ ...entry, what, changes: [] });
		const value = (name: string) => field(name)?.after ?? field(name)?.before ?? '';
		if (entry.about.action === 'removed') {
			return field('Component') ? said(`No longer said to bear on “${titleOf(value('Component'))}”`) : entry;
		}
		if (entry.about.action !== 'added') {
			const mark = field('Sensitivity');
			if (field('Withdrawn because')) return said('Withdrawn');
			if (mark) return said(mark.after === 'team' ? 'Marked for the team only' : 'Opened to all staff');
			return entry;
		}
		if (field('Component')) return said(`Said to bear on “${titleOf(value('Component'))}”`);
		if (field('Bearing')) return value('Number') === '1' ? [] : said(`Corrected: version ${value('Number')}`);
		if (field('Kind')) return said('Recorded');
		// Files stand with their versions.
		if (field('File')) return [];
		if (field('Inspection')) return said('Used in another inspection');
		return entry;
	});
}
