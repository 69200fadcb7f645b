import { z } from 'zod';
import { dayParts, inWordsDate, optionalDay, pageNumber, type Tx } from '../../foundation/index.ts';
import { forceBySlug } from '../../programmes/index.ts';
import { nobody, type PromiseFilter } from './promise.filter.ts';
import { promisedByNumber, themesInRegister, yearsInRegister } from './promise.store.ts';
import { actors, promiseKinds, type Whose } from './promise.ts';
import { releasesInRegister } from './release.store.ts';
import { endedStates, partStates, partStateTexts } from './state.ts';

/* What the register is asked for in an address, as a filter, and as words. */

const word = z.string().max(300).catch('');
/** As an address says it: of no theme, or of no one force. */
export const none = '-';

/** Three boxes of a form, or the day as links say it. */
function folded(query: unknown): unknown {
	const asked: Record<string, unknown> = typeof query === 'object' ? { ...query } : {};
	const typed = ['day', 'month', 'year'].map((part) => String(asked[`before-${part}`] ?? '').trim());
	if (typed.some((part) => part !== '')) return { ...asked, before: typed.join(' ') };
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(asked.before ?? '')) ?? [];
	return { ...asked, before: day === undefined ? '' : `${day} ${month} ${year}` };
}

export const listQuery = z.preprocess(
	folded,
	z.object({
		force: word,
		kind: z.enum(['', ...promiseKinds]).catch(''),
		state: z.enum(['', 'open', 'ended', 'overdue', ...partStates]).catch(''),
		before: word,
		theme: word,
		whose: z.enum(['', ...actors]).catch(''),
		/** In which it was published. */
		year: z
			.string()
			.regex(/^([12]\d{3})?$/)
			.catch(''),
		words: word,
		release: word,
		from: z.enum(['', 'older', 'releases']).catch(''),
		/** What was asked of all forces; or, by its number, what became of one of these at each. */
		national: z
			.string()
			.regex(/^(only|\d{1,15})?$/)
			.catch(''),
		page: pageNumber,
	}),
);
export type ListQuery = z.output<typeof listQuery>;

const listFilters = [
	'state',
	'kind',
	'force',
	'before',
	'theme',
	'whose',
	'year',
	'release',
	'from',
	'national',
	'words',
] as const;
export type ListFilter = (typeof listFilters)[number];

export const whoseTexts: Readonly<Record<Whose, string>> = {
	force: 'The force',
	'policing body': 'The policing body',
	other: 'Somebody else',
};

const stateChoices: readonly { value: string; text: string }[] = [
	{ value: 'open', text: 'All that are open' },
	{ value: 'overdue', text: 'Past their deadline' },
	{ value: 'ended', text: 'All that are over' },
	...partStates.map((value) => ({ value, text: partStateTexts[value].text })),
];
export const kindChoices = promiseKinds.map((value) => ({
	value,
	text: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}));
const whoseChoices = actors.map((value) => ({ value, text: whoseTexts[value] }));
const fromChoices = [
	{ value: 'releases', text: 'Published with this system' },
	{ value: 'older', text: 'Taken over from an older register' },
];
const nationalChoices = [{ value: 'only', text: 'Asked of all forces' }];

const filterNames: Readonly<Record<ListFilter, string>> = {
	force: 'Force',
	kind: 'Kind',
	state: 'State',
	before: 'Due before',
	theme: 'Theme',
	whose: 'Whose it is',
	year: 'Year',
	words: 'Words',
	release: 'Report',
	from: 'Where it comes from',
	national: 'Asked of all forces',
};

/** What a list was asked for, as the store understands it; `unknown` names nothing, so nothing is found. */
export type Asked = {
	filter: PromiseFilter;
	problems: Record<string, string>;
	/** As an address says it again. */
	kept: Record<string, string>;
	applied: { filter: ListFilter; name: string; text: string; without: Record<string, string> }[];
	values: Record<string, string | string[] | undefined>;
};

/** `force`: whose list it is, where not everybody's is to be seen. */
export async function askedFor(tx: Tx, query: ListQuery, force: string | null): Promise<Asked> {
	const read = optionalDay('day').safeParse(query.before);
	const before = read.success ? read.data : null;
	const { page: _, ...rest } = query;
	const asked = { ...rest, before: before?.toString() ?? '', ...(force === null ? {} : { force: '' }) };
	const known = asked.force === '' ? null : await forceBySlug(tx, asked.force);
	const of = /^\d+$/.test(asked.national) ? await promisedByNumber(tx, Number(asked.national)) : null;
	const releases = asked.release === '' ? [] : await releasesInRegister(tx);
	const release = releases.find(({ slug }) => slug === asked.release);
	const filter: PromiseFilter = {
		...(force !== null && asked.national !== 'only' ? { force } : {}),
		...(asked.force === '' ? {} : asked.force === none ? { nobodys: true } : { force: known?.id ?? nobody }),
		...(asked.national === 'only' ? { national: 'only' as const } : {}),
		...(asked.national === '' || asked.national === 'only' ? {} : { of: of?.id ?? nobody }),
		...(asked.kind === '' ? {} : { kinds: [asked.kind] }),
		...stateFilter(asked.state),
		...(before === null ? {} : { dueUntil: before.subtract({ days: 1 }) }),
		...(asked.theme === '' ? {} : { theme: asked.theme === none ? null : asked.theme }),
		...(asked.whose === '' ? {} : { whose: asked.whose }),
		...(asked.year === ''
			? {}
			: {
					publishedSince: new Temporal.PlainDate(Number(asked.year), 1, 1),
					publishedUntil: new Temporal.PlainDate(Number(asked.year), 12, 31),
				}),
		...(asked.words === '' ? {} : { words: asked.words }),
		...(asked.release === '' ? {} : { release: release?.id ?? nobody }),
		...(asked.from === '' ? {} : { older: asked.from === 'older' }),
	};
	const kept = Object.fromEntries(
		listFilters.flatMap((name) => (asked[name] === '' ? [] : [[name, asked[name]] as const])),
	);
	const texts: Record<ListFilter, string> = {
		...asked,
		force: asked.force === none ? 'No one force' : (known?.name ?? asked.force),
		before: before === null ? '' : inWordsDate(before),
		state: textIn(stateChoices, asked.state),
		kind: textIn(kindChoices, asked.kind),
		theme: asked.theme === none ? 'None' : asked.theme,
		whose: textIn(whoseChoices, asked.whose),
		from: textIn(fromChoices, asked.from),
		release: release?.title ?? asked.release,
		national: asked.national === 'only' ? 'Only these' : `FU-${asked.national}, force by force`,
	};
	return {
		filter,
		problems: read.success ? {} : { before: 'The day must be a real date, such as 27 3 2027' },
		kept,
		applied: listFilters
			.filter((name) => asked[name] !== '')
			.map((name) => ({
				filter: name,
				name: filterNames[name],
				text: texts[name],
				without: Object.fromEntries(Object.entries(kept).filter(([one]) => one !== name)),
			})),
		values: { ...asked, ...(read.success ? dayParts('before', before) : typedDay(query.before)) },
	};
}

function stateFilter(state: ListQuery['state']): PromiseFilter {
	if (state === '') return {};
	if (state === 'open') return { open: true };
	if (state === 'ended') return { states: endedStates };
	return state === 'overdue' ? { overdue: true } : { states: [state] };
}

function textIn(choices: readonly { value: string; text: string }[], value: string): string {
	return choices.find((choice) => choice.value === value)?.text ?? value;
}

/** What was typed and is no day stays in its boxes. */
function typedDay(before: string): Record<string, string> {
	const [day = '', month = '', year = ''] = before.split(' ');
	return { 'before-day': day, 'before-month': month, 'before-year': year };
}

export async function listChoices(tx: Tx) {
	const themes = await themesInRegister(tx);
	const releases = await releasesInRegister(tx);
	const years = await yearsInRegister(tx);
	return {
		states: stateChoices,
		kinds: kindChoices,
		whose: whoseChoices,
		from: fromChoices,
		national: nationalChoices,
		themes: themes.map((theme) => ({ value: theme, text: theme })),
		years: years.map((year) => ({ value: String(year), text: String(year) })),
		releases: releases.map(({ slug, title }) => ({ value: slug, text: title })),
	};
}
