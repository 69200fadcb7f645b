import { type Answered, figureText, numbersOf, type Source } from '../../../documents/index.ts';
import { type Figure, groupArea, groupRules, meanOfRates } from '../../../figures/index.ts';
import type { Asked, Grounds } from '../rows.ts';
import { said, type Tell } from './difference.ts';
import type { Recomputed } from './figures.ts';

/** A figure as an answer states it, wherever in the answer. */
export type QuotedFact = { id: string; fact: { readonly [field: string]: unknown } };

/** Every figure that the answers of a document state; one that names no area cannot be found again by its name. */
export function factsIn(value: unknown, found: QuotedFact[] = []): QuotedFact[] {
	if (Array.isArray(value)) for (const one of value) factsIn(one, found);
	else if (typeof value === 'object' && value !== null) {
		const fields: { readonly [field: string]: unknown } = { ...value };
		if (fields.of === 'figure' && typeof fields.id === 'string') {
			if (fields.id.includes('/')) found.push({ id: fields.id, fact: fields });
		} else for (const inner of Object.values(fields)) factsIn(inner, found);
	}
	return found;
}

const mean = `/${groupRules[1]}`;

/** The mean of a group's rates is no stored figure: which figures it is made of. */
export function meansIn(facts: readonly QuotedFact[]): { indicator: string; area: string; until: string }[] {
	return facts.flatMap(({ id }) => {
		const [indicator, area, , until] = id.split('/');
		return id.endsWith(mean) && indicator !== undefined && area !== undefined && until !== undefined
			? [{ indicator, area, until }]
			: [];
	});
}

/** Sets every figure that a document quotes beside the one that was computed again: its numbers, and what is printed. */
export function checkQuoted(
	{ answers }: Source,
	{ recomputed, grounds, place }: { recomputed: Recomputed; grounds: Grounds; place: string },
	tell: Tell,
): number {
	const told = new Set<string>();
	const differs = (text: string) => {
		if (!told.has(text)) tell({ kind: 'quotation', place, text });
		told.add(text);
	};
	let count = 0;
	for (const answered of answers) {
		if (!('found' in answered.answer)) continue;
		checkCells(answered, (id) => computedOf(id, recomputed, grounds), differs);
		for (const { id, fact } of factsIn(answered.answer.found)) {
			count += 1;
			const computed = computedOf(id, recomputed, grounds);
			if (computed === null) differs(`It quotes ${id}, which does not come out of this bundle.`);
			else {
				for (const [name, value] of Object.entries(numbersIn(computed)))
					if (JSON.stringify(fact[name]) !== JSON.stringify(value))
						differs(
							`It quotes ${id} with the ${name} ${said(fact[name])}; computed again it is ${said(value)}.`,
						);
				checkPrint(answered, id, computed, differs);
			}
		}
	}
	return count;
}

type Computed = { figure: Figure; asked: Asked };

function numbersIn({ figure, asked }: Computed): Record<string, unknown> {
	const { value, unit, interval, numerator, denominator } = numbersOf(asked.indicator, figure);
	return { value, unit, interval, numerator, denominator };
}

function checkPrint(
	{ port, answer, attributes }: Answered,
	id: string,
	{ figure, asked }: Computed,
	differs: (text: string) => void,
): void {
	if (!('found' in answer) || !('text' in answer.found)) return;
	const { text, facts } = answer.found;
	const own = port === 'figure';
	// Of what a figure is compared with, its value is printed alone or in a phrase.
	const { with: place = 'nation', over, show = '' } = attributes;
	const beside =
		port === 'compare' &&
		place !== 'before' &&
		place !== 'guideline' &&
		over === undefined &&
		id === facts[show === 'value' ? 0 : 1]?.id;
	const printed = own
		? figureText(asked.indicator, figure, attributes)
		: beside && ['value', 'phrase', 'whole'].includes(show)
			? figureText(asked.indicator, figure, { show: 'value' })
			: null;
	if (printed === null || (own || show === 'value' ? text === printed : text.includes(printed))) return;
	differs(`It prints ${id} as ${said(text)}; computed again it is ${said(printed)}.`);
}

const columns: Readonly<Record<string, string>> = {
	Interval: 'interval',
	Number: 'number',
	'Out of': 'base',
};

/** Each cell of a table that shows a figure prints it as it comes out. */
function checkCells(
	{ answer }: Answered,
	computed: (id: string) => Computed | null,
	differs: (text: string) => void,
): void {
	if (!('found' in answer) || !('head' in answer.found)) return;
	const { head, rows } = answer.found;
	for (const row of rows) {
		for (const [index, { text, facts: [fact] = [] }] of row.entries()) {
			const found = fact === undefined ? null : computed(fact.id);
			if (fact === undefined || found === null) continue;
			const show = columns[head[index]?.text ?? ''] ?? 'value';
			const { indicator } = found.asked;
			const none = show === 'value' ? (found.figure.marker ?? 'not available') : '–';
			const printed = figureText(indicator, found.figure, { show }) ?? none;
			if (text !== printed)
				differs(`Its table prints ${fact.id} as ${said(text)}; computed again it is ${said(printed)}.`);
		}
	}
}

function computedOf(id: string, recomputed: Recomputed, { register }: Grounds): Computed | null {
	if (!id.endsWith(mean)) return recomputed.get(id) ?? null;
	const [indicator = '', area = '', since = '', until = '', ...parts] = id.slice(0, -mean.length).split('/');
	const own = (code: string) => recomputed.get([indicator, code, since, until, ...parts].join('/')) ?? null;
	const code = area.slice(groupArea('').length);
	const force = own(code);
	const day = Temporal.PlainDate.from(until);
	const group = register.groups.find(
		(one) =>
			one.force === code &&
			(one.since === null || Temporal.PlainDate.compare(one.since, day) <= 0) &&
			(one.until === null || Temporal.PlainDate.compare(one.until, day) >= 0),
	);
	if (force === null || group === undefined) return null;
	const members = group.members.map((member) => ({ code: member, figure: own(member)?.figure ?? null }));
	return { asked: force.asked, figure: meanOfRates(force.figure, members) };
}
