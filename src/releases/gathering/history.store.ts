import { citeDocument, documentsOf } from '../../documents/index.ts';
import { allIndicators } from '../../figures/index.ts';
import { type TimelineEntry, type Tx, timelineOf } from '../../foundation/index.ts';
import { inspectionsOf } from '../../programmes/index.ts';

const kinds = ['release', 'named reader', 'change of instant'];
/** A cycle brings a hundred things at once. */
const mostItems = 500;
const mostNamed = 10;

/** What has happened to a release, newest first. What came in or went out at once is one entry, and named. */
export async function historyOfRelease(tx: Tx, id: string): Promise<TimelineEntry[]> {
	const { entries } = await timelineOf(tx, { kind: kinds, id });
	const items = await timelineOf(tx, { kind: 'release item', id }, {}, mostItems);
	const names = await namesOf(tx, items.entries);
	const together = Map.groupBy(items.entries, ({ when, who, about }) => `${when} ${who} ${about.action}`);
	const said = [...together.values()].flatMap((group): TimelineEntry[] => {
		const [first] = group;
		return first === undefined ? [] : [{ ...first, what: sentenceOf(group, names), changes: [] }];
	});
	return [...said, ...entries].toSorted(
		(a, b) => Temporal.Instant.compare(b.when, a.when) || rank(a.about) - rank(b.about),
	);
}

/** Of what was done at once, a release was there before anything came into it, and is frozen after. */
function rank({ kind, action }: TimelineEntry['about']): number {
	if (kind === 'release item') return 1;
	return action === 'added' ? 2 : 0;
}

function sentenceOf(group: readonly TimelineEntry[], names: ReadonlyMap<string, string>): string {
	const action = group[0]?.about.action;
	if (action === 'changed') return 'Order changed';
	const all = group.toReversed().map((entry) => names.get(thingIn(entry)) ?? 'a file');
	const rest = all.length - mostNamed;
	const named = rest > 0 ? [...all.slice(0, mostNamed), `${rest} more`] : all;
	const sentence = `${new Intl.ListFormat('en-GB').format(named)} ${action === 'added' ? 'added' : 'taken out'}`;
	return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

const things = ['Document', 'Inspection', 'Indicator', 'File'];

function thingIn({ changes }: TimelineEntry): string {
	const change = changes.find(({ name }) => things.includes(name));
	return change?.after ?? change?.before ?? '';
}

async function namesOf(tx: Tx, entries: readonly TimelineEntry[]): Promise<Map<string, string>> {
	const of = (thing: string) => [
		...new Set(
			entries.flatMap(({ changes }) =>
				changes.flatMap(({ name, before, after }) => (name === thing ? [after ?? before ?? ''] : [])),
			),
		),
	];
	const names = new Map<string, string>();
	for (const document of await documentsOf(tx, { ids: of('Document') })) {
		const about = document.force === null ? '' : ` (${document.force.name})`;
		names.set(document.id, `${citeDocument(document)}${about}`);
	}
	for (const { id, force } of await inspectionsOf(tx, { ids: of('Inspection') })) {
		names.set(id, `the judgments of ${force.name}`);
	}
	if (of('Indicator').length > 0) {
		for (const { id, title } of await allIndicators(tx)) names.set(id, `the figures of “${title}”`);
	}
	const files = of('File');
	if (files.length > 0) {
		const found = await tx
			.selectFrom('foundation.file')
			.select(['id', 'name'])
			.where('id', 'in', files)
			.execute();
		for (const { id, name } of found) names.set(id, `“${name}”`);
	}
	return names;
}
