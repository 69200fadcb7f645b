import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
	areaNames,
	areaOf,
	type Figure,
	figureAddress,
	figureId,
	figuresOf,
	groupArea,
	listIndicators,
	printed,
	spanInWords,
} from '../../figures/index.ts';
import {
	Failure,
	type Files,
	form,
	get,
	Invalid,
	Missing,
	Refused,
	type Route,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { listForces, todayIn } from '../../programmes/index.ts';
import { problemsOf } from './check.ts';
import { bearingChoices, reliabilityChoices } from './choices.ts';
import { statedFigure } from './figure.ts';
import { addEvidence, sourceNames } from './item.store.ts';
import { cite, evidencePolicy, kindTexts, sourceKindFor } from './item.ts';
import { formOfKey, type KindForm, kindForms, kindGroups, kindKey } from './kind-form.ts';
import { choosable, chosenIn, gatherersAt, type Where, wheres } from './place.ts';
import {
	firstValues,
	inPageOrder,
	longestText,
	readTyped,
	sentFields,
	typedSource,
	typedVersion,
} from './typed.ts';

const { gather } = evidencePolicy.can;

/** So many files come with one sending. */
export const mostFiles = 10;

type Place<P extends z.ZodType> = {
	url: string;
	params: P;
	find(tx: Tx, params: z.output<P>): Promise<Where>;
};

/** Recording evidence for an inspection, about a force between inspections, and about policing nationally. */
export function addPages(files: Files): Route[] {
	return [
		...recording(wheres.inspection, files),
		...recording(wheres.force, files),
		...recording(wheres.nation, files),
	];
}

function recording<P extends z.ZodType>(place: Place<P>, files: Files): Route[] {
	return [choosePage(place), figurePage(place), ...recordPages(place, files)];
}

async function openAt<P extends z.ZodType>(place: Place<P>, tx: Tx, params: z.output<P>): Promise<Where> {
	const where = await place.find(tx, params);
	if (where.inspection?.state === 'cancelled') {
		throw new Refused('This inspection was cancelled. Record the evidence about its force instead.');
	}
	return where;
}

/** A force of its own is needed for what only a force sends. */
const ofForceOnly: readonly string[] = ['force update', 'action plan', 'monitoring'];

function choosePage<P extends z.ZodType>(place: Place<P>): Route {
	return get({
		url: `${place.url}/add`,
		opens: 'account',
		permit: gather,
		params: place.params,
		async handle({ tx, params }) {
			const where = await openAt(place, tx, params);
			const fits = ({ kind }: KindForm) =>
				kind === 'monitoring' || where.force !== null || !ofForceOnly.includes(kind);
			return view('evidence/choose.njk', {
				where,
				groups: kindGroups.map(({ title, kinds }) => ({
					title,
					kinds: kindForms
						.filter((one) => kinds.includes(one.kind) && fits(one))
						.map(({ kind, hint }) => ({
							text: kindTexts[kind],
							hint,
							href: `${where.href}/add${kind === 'figure' ? '-figure' : `/${kindKey(kind)}`}`,
						})),
				})),
			});
		},
	});
}

const figureQuery = z.object({
	words: z.string().trim().max(100).catch(''),
	indicator: z.string().max(200).catch(''),
	parts: z.enum(['', 'yes']).catch(''),
});

/** Where a figure is chosen: first the indicator, by its words; then the period and the area. */
function figurePage<P extends z.ZodType>(place: Place<P>): Route {
	return get({
		url: `${place.url}/add-figure`,
		opens: 'account',
		permit: gather,
		params: place.params,
		query: figureQuery,
		async handle({ tx, params, query }) {
			const where = await openAt(place, tx, params);
			const all = await listIndicators(tx);
			const chosen = all.find(({ id }) => id === query.indicator) ?? null;
			const wanted = query.words.toLowerCase().split(/\s+/).filter(Boolean);
			const matching = all.filter(({ title, theme, meaning }) => {
				const text = `${title} ${theme} ${meaning}`.toLowerCase();
				return wanted.every((word) => text.includes(word));
			});
			const register = await listForces(tx);
			const nameOf = areaNames(register);
			const force = register.find(({ id }) => id === where.force?.id);
			const area = force === undefined ? null : areaOf(force);
			const areas = [...(area === null ? [] : [area, groupArea(area)]), ...(chosen?.totals ?? ['EW'])];
			const figures =
				chosen === null
					? []
					: await figuresOf(tx, {
							indicators: [{ indicator: chosen.id, version: chosen.version }],
							areas,
							breakdown: query.parts === 'yes' ? 'all' : 'whole',
						});
			const order = (figure: Figure) => areas.indexOf(figure.area);
			return view('evidence/figure.njk', {
				where,
				filter: { values: query, errors: {} },
				indicators: matching.map(({ id, title, theme, unit }) => ({ id, title, theme, unit })),
				any: all.length > 0,
				chosen: chosen === null ? null : { id: chosen.id, title: chosen.title, meaning: chosen.meaning },
				parts: query.parts === 'yes',
				hasParts: (chosen?.breakdowns.length ?? 0) > 0,
				area: area === null ? null : nameOf(area),
				figures: figures
					.filter(({ value }) => value !== null)
					.toSorted((a, b) => Temporal.PlainDate.compare(b.until, a.until) || order(a) - order(b))
					.slice(0, 300)
					.map((figure) => ({
						id: figureId(figure),
						period: spanInWords(figure),
						area: capital(nameOf(figure.area)),
						part: Object.entries(figure.breakdown)
							.map(([name, value]) => `${name}: ${value}`)
							.join(', '),
						value: chosen === null || figure.value === null ? null : printed(chosen, figure.value),
						notes: figure.markers.join(', '),
						illustrative: figure.illustrative,
					})),
			});
		},
	});
}

function recordPages<P extends z.ZodType>(place: Place<P>, files: Files): Route[] {
	return form({
		url: `${place.url}/add/:kind`,
		opens: 'account',
		permit: gather,
		params: z.intersection(place.params, z.object({ kind: z.string().max(40) })),
		query: z.object({ figure: z.string().max(500).catch('') }),
		view: 'evidence/add.njk',
		upload: 'files',
		mostFiles,
		fields: sentFields,
		async load({ tx, params, query, actor }) {
			const where = await openAt(place, tx, params);
			const kindForm = formOfKey(params.kind);
			if (kindForm === null) throw new Missing();
			const { kind } = kindForm;
			if (where.force === null && kind !== 'monitoring' && ofForceOnly.includes(kind)) throw new Missing();
			const nameOf = kind === 'figure' ? areaNames(await listForces(tx)) : null;
			const stated = nameOf === null ? null : await statedFigure(tx, query.figure, nameOf);
			if (kind === 'figure' && stated === null) throw new Missing();
			const { force, inspection, framework } = where;
			return {
				where,
				kindForm,
				kindText: kindTexts[kind],
				account: actor.account,
				limit: longestText,
				stated:
					stated === null
						? null
						: {
								...stated,
								query: `?${new URLSearchParams({ figure: stated.id })}`,
								href: figureAddress({ indicator: stated.indicator, area: stated.area, until: stated.until }),
							},
				gatherers: await gatherersAt(tx, inspection, actor),
				reliabilities: reliabilityChoices(kind),
				bearings: bearingChoices(kind),
				sources:
					kindForm.source === null
						? []
						: await sourceNames(tx, {
								kind: sourceKindFor(kind),
								force: force?.id ?? null,
								inspection: inspection?.id ?? null,
							}),
				choices: framework === null ? [] : [choosable(framework)],
			};
		},
		initial: ({ kindForm, account }) => firstValues(kindForm.kind, account),
		async submit({ tx, values, data, files: sent }) {
			const { where, kindForm, stated, gatherers, choices } = data;
			const { kind } = kindForm;
			const { typed: sentValues, problems: faults } = readTyped(values);
			const typed =
				stated === null
					? sentValues
					: {
							...sentValues,
							'happened-on': stated.since,
							'happened-until': stated.until,
							title: stated.title,
						};
			const { version, problems } = typedVersion(kindForm, typed, {
				gatherers,
				...(stated === null ? {} : { title: stated.title }),
			});
			if (kindForm.files.needed && sent.length === 0) problems.files = 'Choose the file with the capture';
			if (kindForm.source !== null && typedSource(kindForm, typed, typed.title) === '')
				problems.source = `Enter an answer to “${kindForm.source.label}”`;
			const today = await todayIn(tx);
			const all = inPageOrder({
				...(version === null ? {} : problemsOf(kind, version, today)),
				...problems,
				...faults,
			});
			if (version === null || Object.keys(all).length > 0) throw new Invalid(all);
			const id = randomUUID();
			const kept: string[] = [];
			for (const file of sent) kept.push(await keepFile(files, tx, file, id));
			const { number } = await addEvidence(tx, {
				...version,
				...(stated === null
					? {}
					: {
							text: [stated.statement, typed.text].filter(Boolean).join('\n\n'),
							happenedUntil: stated.until,
							figure: stated.id,
						}),
				id,
				kind,
				force: where.force?.id ?? null,
				inspection: where.inspection?.id ?? null,
				source: {
					name:
						stated?.source ??
						(kind === 'force update'
							? (where.force?.name ?? '')
							: typedSource(kindForm, typed, version.title)),
				},
				sensitivity: typed.sensitivity === 'team' ? 'team' : 'ordinary',
				illustrative: where.illustrative || (stated?.illustrative ?? false),
				bearsOn: choices.flatMap((choice) =>
					chosenIn(choice, values).map((component) => ({
						framework: choice.framework,
						version: choice.version,
						component,
					})),
				),
				files: kept,
			});
			return redirect(`/evidence/${id}`, `${cite({ number })} is recorded.`);
		},
	});
}

function capital(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Keeps a file that belongs to evidence; whose it is beside the inspectorate's is for the page to say. */
export async function keepFile(
	files: Files,
	tx: Tx,
	spooled: Parameters<Files['keep']>[1],
	evidence: string,
	organisation: string | null = null,
): Promise<string> {
	try {
		const { id } = await files.keep(tx, spooled, {
			organisation,
			subject: { kind: 'evidence', id: evidence },
		});
		return id;
	} catch (error) {
		if (error instanceof Failure) throw new Invalid({ files: error.message });
		throw error;
	}
}
