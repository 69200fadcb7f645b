import { z } from 'zod';
import {
	dayParts,
	type FormValues,
	optionalDay,
	type Problems,
	withDays,
	zone,
} from '../../foundation/index.ts';
import type { NewVersion } from './check.ts';
import {
	type Bearing,
	bearings,
	bearingsFor,
	type EvidenceKind,
	type Reliability,
	reliabilities,
	reliabilitiesFor,
	units,
	type Version,
} from './item.ts';
import type { KindForm } from './kind-form.ts';

export const longestText = 50_000;
const longestLine = 300;

function words(most: number) {
	return z
		.string()
		.default('')
		.transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim())
		.pipe(z.string().max(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`));
}

const line = words(longestLine);
const whole = z
	.string()
	.default('')
	.transform((text) => text.trim().replaceAll(',', ''))
	.pipe(
		z
			.string()
			.regex(/^\d{0,7}$/, 'Enter a whole number, such as 25')
			.transform((text) => (text === '' ? null : Number(text))),
	);
/** One choice sends a word, several send a list. */
const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]);

const shape = {
	title: line,
	source: line,
	'source-known': line,
	text: words(longestText),
	'happened-on': optionalDay('date'),
	'happened-until': optionalDay('last day'),
	place: line,
	'gathered-by': z.union([z.uuid(), z.literal('')]).catch(''),
	'gathered-by-name': line,
	counted: whole,
	'counted-of': whole,
	unit: z.enum(units).nullable().catch(null),
	reliability: z.enum(reliabilities).nullable().catch(null),
	bearing: z.enum(bearings).nullable().catch(null),
	address: words(2000),
	time: line,
	sensitivity: z.string().optional(),
	because: words(2000),
	seen: z.coerce.number().int().min(0).catch(0),
	keep: several,
	figure: words(500),
};

/** What a form of evidence sends: which fields it has is its kind's, and so is what has to be in them. */
const typedFields = withDays(['happened-on', 'happened-until'], z.object(shape).catchall(z.unknown()));
export type Typed = z.output<typeof typedFields>;

/** Everything that a form of evidence sends, before it is read: what is wrong with it is said all at once. */
export const sentFields = z.record(z.string(), z.unknown());

/** What was typed, and what is wrong with single fields; these are read as if they were empty. */
export function readTyped(sent: Readonly<Record<string, unknown>>): { typed: Typed; problems: Problems } {
	const read = typedFields.safeParse(sent);
	if (read.success) return { typed: read.data, problems: {} };
	const problems: Problems = {};
	for (const { path, message } of read.error.issues) problems[String(path[0] ?? '')] ??= message;
	const faulty = (name: string) => name.replace(/-(?:day|month|year)$/, '') in problems;
	const rest = Object.fromEntries(Object.entries(sent).filter(([name]) => !faulty(name)));
	return { typed: typedFields.parse(rest), problems };
}

/** Those who may have gathered it: the account and the name that is printed. */
export type Gatherers = readonly { value: string; text: string }[];

/** The version that was typed, and what is missing in it by the fields of its kind. */
export function typedVersion(
	form: KindForm,
	typed: Typed,
	{ gatherers, title }: { gatherers: Gatherers; title?: string | undefined },
): { version: NewVersion | null; problems: Problems } {
	const problems: Problems = {};
	const { kind, counts } = form;
	if (title === undefined && typed.title === '') problems.title = 'Enter a title';
	if (typed.text === '' && kind !== 'figure') problems.text = 'Enter what it says';
	const happenedOn = typed['happened-on'];
	if (happenedOn === null)
		problems['happened-on'] = `Enter the ${form.until ? 'first day' : lowerFirst(form.day)}`;
	const reliability = onlyOf(reliabilitiesFor(kind)) ?? typed.reliability;
	if (reliability === null || !reliabilitiesFor(kind).includes(reliability))
		problems.reliability = 'Choose how far it can be relied on';
	const bearing = onlyOf(bearingsFor(kind)) ?? typed.bearing;
	if (bearing === null || !bearingsFor(kind).includes(bearing))
		problems.bearing = 'Choose whether it informs judgment';
	const gatherer = gatherers.find(({ value }) => value === typed['gathered-by']);
	const gatheredByName = typed['gathered-by-name'] || gatherer?.text;
	if (gatheredByName === undefined) problems['gathered-by'] = 'Choose who gathered it, or enter a name';
	if (counts?.asked === 'always' && typed['counted-of'] === null)
		problems['counted-of'] = `Enter ${lowerFirst(counts.of).replace('?', '')}`;
	if (form.address && typed.address !== '' && !URL.canParse(typed.address))
		problems.address = 'Enter an address that begins with https://';
	if (form.address && typed.address === '' && kind === 'published page')
		problems.address = 'Enter the address of the page';
	if (typed.address !== '' && !/^https?:\/\/[^\s]+$/.test(typed.address))
		problems.address ??= 'Enter an address that begins with https://';
	const capturedAt = happenedOn === null ? null : timeOn(happenedOn, typed.time);
	if (capturedAt === undefined) problems.time = 'Enter a time, such as 14:30';
	if (happenedOn === null || reliability === null || bearing === null || gatheredByName === undefined)
		return { version: null, problems };
	return {
		problems,
		version: {
			title: title ?? typed.title,
			text: typed.text,
			happenedOn,
			happenedUntil: form.until ? typed['happened-until'] : null,
			place: form.placeIsSource ? typed.source || null : typed.place || null,
			gatheredBy: typed['gathered-by-name'] === '' ? (gatherer?.value ?? null) : null,
			gatheredByName,
			counted: counts === null ? null : typed.counted,
			countedOf: counts === null ? null : typed['counted-of'],
			unit: counts === null || typed['counted-of'] === null ? null : (counts.unit ?? typed.unit),
			reliability,
			bearing,
			address: typed.address === '' ? null : typed.address,
			capturedAt: capturedAt ?? null,
		},
	};
}

const order = [
	'title',
	'source',
	'text',
	'happened-on',
	'happened-until',
	'time',
	'address',
	'place',
	'counted-of',
	'unit',
	'counted',
	'gathered-by',
	'gathered-by-name',
	'reliability',
	'bearing',
	'files',
	'because',
];

/** Problems in the order in which their fields stand on the page. */
export function inPageOrder(problems: Problems): Problems {
	return Object.fromEntries(
		Object.entries(problems).toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other)),
	);
}

/** The source that was named: one that is there already, or another. */
export function typedSource({ source }: KindForm, typed: Typed, title: string): string {
	if (source === null) return title;
	const named = typed['source-known'] || typed.source;
	return named === '' && source.label.endsWith('(optional)') ? title : named;
}

/** What the fields hold of a version that is there. */
export function versionValues(version: Version): FormValues {
	const { capturedAt, counted, countedOf } = version;
	const time = capturedAt?.toZonedDateTimeISO(zone).toPlainTime();
	return {
		title: version.title,
		text: version.text,
		...dayParts('happened-on', version.happenedOn),
		...dayParts('happened-until', version.happenedUntil),
		place: version.place ?? '',
		'gathered-by': version.gatheredBy ?? '',
		'gathered-by-name': version.gatheredBy === null ? version.gatheredByName : '',
		counted: counted === null ? '' : String(counted),
		'counted-of': countedOf === null ? '' : String(countedOf),
		unit: version.unit ?? '',
		reliability: version.reliability,
		bearing: version.bearing,
		address: version.address ?? '',
		time: time === undefined ? '' : time.toString({ smallestUnit: 'minute' }),
	};
}

/** What a form holds before anybody has typed: how it usually is. */
export function firstValues(kind: EvidenceKind, account: string): FormValues {
	return {
		'gathered-by': account,
		reliability: reliabilitiesFor(kind)[0] ?? '',
		bearing: bearingsFor(kind)[0] ?? '',
	};
}

function onlyOf<T extends Reliability | Bearing>(all: readonly T[]): T | null {
	return all.length === 1 ? (all[0] ?? null) : null;
}

function lowerFirst(text: string): string {
	return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** Null where no time was given, undefined where it is none. */
function timeOn(day: Temporal.PlainDate, typed: string): Temporal.Instant | null | undefined {
	if (typed === '') return null;
	const [, hour = '', minute = '00', half] = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/i.exec(typed) ?? [];
	const hours = (Number(hour) % (half === undefined ? 100 : 12)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
	if (hour === '' || hours > 23 || Number(minute) > 59) return undefined;
	return day
		.toZonedDateTime({
			timeZone: zone,
			plainTime: Temporal.PlainTime.from({ hour: hours, minute: Number(minute) }),
		})
		.toInstant();
}
