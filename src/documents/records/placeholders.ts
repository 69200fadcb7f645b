import { inWordsDate, type Tx } from '../../foundation/index.ts';
import { focusOf, formerNamesOf, inspectionsOf, type Question } from '../../programmes/index.ts';
import type { About } from './about.ts';
import { type Known, knownOf } from './known.ts';

/** What stands for a name in braces; null where nothing is known that could. */
export type Placeholders = ReadonlyMap<string, string | null>;

/** Names in braces that a fixed paragraph may hold, and what they come to for this document. */
export async function placeholdersIn(known: Known): Promise<Placeholders> {
	const { tx, about } = known;
	const framework = await known.framework();
	const programme = await known.programme();
	const inspection = await known.inspection();
	const register = await known.register();
	const force = about.force === null ? undefined : register.byId(about.force);
	const name = force === undefined ? null : register.nameOn(force, about.on);
	const former = await formerNamesOf(tx, programme.id);
	const inspections = await inspectionsOf(tx, { programme: programme.id });
	const focus = await focusOf(tx, programme.id);
	const publish = inspection?.publishOn ?? onlyDay(inspections.map(({ publishOn }) => publishOn));
	const mandatory = framework.questions.filter((question) => question.mandatory);
	const ungraded = framework.questions.filter((question) => !question.graded);
	const focusReason = focus.map(({ because }) => because).join(' ');
	return new Map<string, string | null>([
		['force', name],
		['programme', programme.name],
		['former-name', former[0]?.name ?? null],
		['framework', framework.title],
		['cycle', framework.cycle],
		['inspection', framework.inspection],
		['forces', String(inspections.filter(({ state }) => state !== 'cancelled').length || '') || null],
		['questions', listed(titlesOf(framework.questions))],
		['pillars', listed(framework.pillars.map(({ title }) => lowered(title)))],
		['mandatory-questions', listed(titlesOf(mandatory))],
		['ungraded-questions', listed(titlesOf(ungraded))],
		['because', focusReason === '' ? reasonOf(mandatory) : focusReason],
		['offences', listed(focus.map(({ title }) => lowered(title)))],
		['files', filesOf(framework.samples, force?.code ?? null)],
		// The whole programme's: a letter speaks of all forces at once.
		['fieldwork-from', monthOf(programme.fieldworkSince)],
		['fieldwork-to', monthOf(programme.fieldworkUntil)],
		['visited-from', dayOrNull(inspection?.fieldworkSince ?? null)],
		['visited-to', dayOrNull(inspection?.fieldworkUntil ?? null)],
		['publish-day', publish === null ? null : `${weekday(publish)} ${inWordsDate(publish)}`],
		['publish-hour', programme.embargoHour],
		['date', inWordsDate(about.on)],
		// Nothing in the records says what comes next: whoever writes fills these.
		['next-programme', null],
		['next-publication', null],
	]);
}

function titlesOf(questions: readonly Pick<Question, 'title'>[]): string[] {
	return questions.map(({ title }) => lowered(title));
}

/** "Using tactics" within a sentence; "IOM and others" stays as it is. */
function lowered(title: string): string {
	return /^.[a-z ]/.test(title) ? `${title.charAt(0).toLocaleLowerCase('en-GB')}${title.slice(1)}` : title;
}

function listed(words: readonly string[]): string | null {
	return words.length === 0 ? null : new Intl.ListFormat('en-GB').format(words);
}

function reasonOf(questions: readonly Pick<Question, 'because'>[]): string | null {
	const reasons = [...new Set(questions.flatMap(({ because }) => because ?? []))];
	return reasons.length === 0 ? null : reasons.join(' ');
}

type Sample = { size?: number | undefined; sizes: readonly { force: string; size: number }[] };

/** How many files were read of this force, by the first sample of the framework that says so. */
function filesOf(samples: readonly Sample[], code: string | null): string | null {
	const [first] = samples.filter(({ size }) => size !== undefined);
	if (first === undefined) return null;
	const own = first.sizes.find(({ force }) => force === code)?.size ?? first.size;
	return own === undefined ? null : String(own);
}

function onlyDay(days: readonly (Temporal.PlainDate | null)[]): Temporal.PlainDate | null {
	const [first = null, ...others] = [...new Map(days.map((day) => [String(day), day])).values()];
	return others.length === 0 ? first : null;
}

function dayOrNull(day: Temporal.PlainDate | null): string | null {
	return day === null ? null : inWordsDate(day);
}

function monthOf(day: Temporal.PlainDate): string {
	return inWordsDate(day).replace(/^\d+ /, '');
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function weekday(day: Temporal.PlainDate): string {
	return weekdays[day.dayOfWeek - 1] ?? '';
}

/** A text with its {names} filled. What nothing is known for stays as it is written, and is told. */
export function filled(text: string, known: Placeholders): { text: string; missing: readonly string[] } {
	const missing: string[] = [];
	// Braces right behind brackets are those of a directive.
	const done = text.replaceAll(/(?<!\])\{([a-z][a-z0-9-]*)\}/g, (written, name: string) => {
		const value = known.get(name) ?? null;
		if (value === null) missing.push(name);
		return value ?? written;
	});
	return { text: done, missing };
}

/** The same for whoever composes a document from its outline. */
export function placeholdersOf(tx: Tx, about: About): Promise<Placeholders> {
	return placeholdersIn(knownOf(tx, about));
}
