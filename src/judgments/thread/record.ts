import type { TimelineEntry } from '../../foundation/index.ts';

/** What the things of a thread are called, by their numbers: "F-12" and where it is read. */
export type Called = ReadonlyMap<string, { text: string; href: string }>;

/** Columns that say which row it is, and nothing that anybody decided. */
const inner = new Set([
	'Added by',
	'Added',
	'At',
	'By',
	'By name',
	'By organisation',
	'Component',
	'Edition',
	'Entered',
	'Entered by',
	'Finding',
	'Framework',
	'Force',
	'Id',
	'Inspection',
	'Item',
	'Judgment',
	'Latest',
	'Number',
	'Programme',
	'Raised',
	'Source',
	'Version',
	'Withdrawn by',
	'Written by',
	'Content',
	'Content hash',
	'Criteria',
	'Grade',
	'Rationale',
	'Relation',
	'Rule',
	'Stage',
	'Words',
]);

/** A step of a judgment is told by what was said with it, and the first version of evidence by the item itself. */
export function isTold({ about, changes }: TimelineEntry): boolean {
	const value = (field: string) => changes.find(({ name }) => name === field)?.after ?? null;
	if (about.kind === 'judging') return about.action === 'added' || value('Stage') !== null;
	return about.kind !== 'evidence' || value('Gathered by name') === null || value('Number') !== '1';
}

const relationTexts: Readonly<Record<string, string>> = {
	supports: 'supports it',
	contradicts: 'speaks against it',
	compares: 'is compared with it',
};

/** An entry of the record with the names that readers know: "F-12 cites E-40". */
export function inThread(entry: TimelineEntry, called: Called): TimelineEntry & { href: string | null } {
	const { kind, id, action } = entry.about;
	const about = called.get(id);
	const name = about?.text ?? kind;
	const value = (field: string) => {
		const change = entry.changes.find((one) => one.name === field);
		return change?.after ?? change?.before ?? null;
	};
	return {
		...entry,
		what: whatIn({ name, kind, action }, value, called),
		changes: entry.changes
			.filter(({ name: field, before, after }) => !inner.has(field) && !(before === null && after === 'no'))
			.map((change) => ({
				...change,
				before: named(change.before, called),
				after: named(change.after, called),
			})),
		href: about?.href ?? null,
	};
}

function whatIn(
	{ name, kind, action }: { name: string; kind: string; action: string },
	value: (field: string) => string | null,
	called: Called,
): string {
	const other = (field: string) => called.get(value(field) ?? '')?.text;
	const item = other('Item');
	const relation = relationTexts[value('Relation') ?? ''];
	if (relation !== undefined && item !== undefined) {
		if (action === 'added') return `${name} cites ${item}, which ${relation}`;
		return action === 'removed' ? `${name} no longer cites ${item}` : `${name}: how it cites ${item}`;
	}
	const stage = value('Stage');
	if (stage !== null) return `${name} ${stage}`;
	const raised = other('Raised');
	const finding = other('Finding');
	if (raised !== undefined && finding !== undefined) {
		return action === 'removed' ? `${raised} no longer rests on ${finding}` : `${raised} rests on ${finding}`;
	}
	if (value('Letter') !== null) return `${name}, sub-item (${value('Letter')}) ${action}`;
	if (value('Outcome') !== null) return `${name}: progress found`;
	if (value('Gathered by name') !== null) return `${name} corrected: version ${value('Number')}`;
	if (kind === 'evidence') return ofEvidence(name, action, value, called);
	return kind === 'judging' && action === 'added' ? `${name} begun` : `${name} ${action}`;
}

function ofEvidence(
	name: string,
	action: string,
	value: (field: string) => string | null,
	called: Called,
): string {
	const component = value('Component');
	if (component !== null) {
		const question = called.get(component)?.text ?? component;
		return action === 'removed' ? `${name} no longer bears on ${question}` : `${name} bears on ${question}`;
	}
	if (value('Withdrawn because') !== null) return `${name} withdrawn`;
	if (value('Because') !== null) return `${name} used again in another inspection`;
	if (value('File') !== null) return `${name} brought with a file`;
	return action === 'added' ? `${name} recorded` : `${name} ${action}`;
}

function named(text: string | null, called: Called): string | null {
	return text === null ? null : (called.get(text)?.text ?? text);
}
