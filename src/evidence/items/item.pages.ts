import { z } from 'zod';
import { areaNames, figureAddress } from '../../figures/index.ts';
import {
	type AccountActor,
	asInvalid,
	type Files,
	type FormValues,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	post,
	Refused,
	type Route,
	redirect,
	type Tx,
	timelineOf,
	view,
} from '../../foundation/index.ts';
import { frameworkOf, inspectionById, inspectionsOf, listForces, todayIn } from '../../programmes/index.ts';
import { keepFile, mostFiles } from './add.pages.ts';
import { problemsOf } from './check.ts';
import { bearingChoices, reliabilityChoices } from './choices.ts';
import { statedFigure } from './figure.ts';
import {
	bearsOnOf,
	correctEvidence,
	evidenceById,
	evidenceFiles,
	markEvidence,
	reuseIn,
	reusesOf,
	setBearsOn,
	versionsOf,
	withdrawEvidence,
} from './item.store.ts';
import { cite, type Evidence, EvidenceOvertaken, evidencePolicy, kindTexts } from './item.ts';
import { formOf } from './kind-form.ts';
import { choiceValues, choosable, chosenIn, gatherersAt, titlesIn, titlesOf } from './place.ts';
import { inPageOrder, longestText, readTyped, sentFields, typedVersion, versionValues } from './typed.ts';
import type { UseSource } from './use.ts';
import { historyInWords, paragraphs, versionInWords } from './words.ts';

const { read, gather } = evidencePolicy.can;
const one = z.object({ id: z.uuid() });
const ofFile = one.extend({ file: z.uuid() });

export type ItemPorts = { files: Files; uses?: readonly UseSource[] };

/** An item of evidence: what it says, what it was, where it is used, and what can be done with it. */
export function itemPages({ files, uses = [] }: ItemPorts): Route[] {
	return [
		itemPage(uses),
		filePage(files),
		...correctPages(files),
		...withdrawPages(uses),
		...markPages,
		...questionPages,
		...reusePages,
	];
}

async function evidenceAt(tx: Tx, { id }: { id: string }): Promise<Evidence> {
	const evidence = await evidenceById(tx, id);
	if (evidence === null) throw new Missing();
	return evidence;
}

/** Of what is done with its words: whoever may not read them finds no such page. */
async function readableAt(tx: Tx, params: { id: string }) {
	const evidence = await evidenceAt(tx, params);
	const { current } = evidence;
	if (current === null) throw new Missing();
	return { ...evidence, current };
}

async function standingAt(tx: Tx, params: { id: string }) {
	const evidence = await readableAt(tx, params);
	if (evidence.withdrawn !== null)
		throw new Refused(
			`${cite(evidence)} was withdrawn, and stays as it is. Record it anew if that was wrong.`,
		);
	return evidence;
}

function headOf(evidence: Evidence) {
	return {
		...evidence,
		cited: cite(evidence),
		kindText: kindTexts[evidence.kind],
		href: `/evidence/${evidence.id}`,
	};
}

function itemPage(uses: readonly UseSource[]): Route {
	return get({
		url: '/evidence/:id',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, params, actor }) {
			const evidence = await evidenceAt(tx, params);
			if (evidence.current === null) return view('evidence/closed.njk', { item: headOf(evidence) });
			const [reuses, places, versions, kept] = [
				await reusesOf(tx, [evidence.id], 'staff'),
				await placesOf(tx, evidence),
				await versionsOf(tx, evidence.id),
				await evidenceFiles(tx, evidence.id),
			];
			const used = [];
			for (const source of uses) used.push(...(await source(tx, [evidence.id])));
			const now = evidence.current.figure === null ? null : await figureNow(tx, evidence.current.figure);
			const allTitles = new Map(
				places.flatMap(({ framework }) => (framework === null ? [] : titlesOf(framework))),
			);
			const inspections = new Map(places.map(({ inspection }) => [inspection.id, inspection]));
			return view('evidence/item.njk', {
				item: headOf(evidence),
				current: versionInWords(evidence.current),
				figure:
					evidence.current.figure === null
						? null
						: {
								changed: now === null || !evidence.current.text.startsWith(now.statement),
								gone: now === null,
								paragraphs: now === null ? [] : paragraphs(now.statement),
								href: now === null ? null : now.href,
							},
				inspection: evidence.inspection === null ? null : inspections.get(evidence.inspection),
				places: places.map(({ inspection, titles, again }) => ({ inspection, titles, again })),
				reuses: reuses.map((reuse) => ({ ...reuse, of: inspections.get(reuse.inspection) })),
				files: kept
					.filter(({ version }) => version === evidence.current?.number)
					.map((file) => ({ ...file, href: `/evidence/${evidence.id}/files/${file.id}` })),
				earlier: versions.slice(1).map((version) => ({
					...versionInWords(version),
					files: kept
						.filter((file) => file.version === version.number)
						.map((file) => ({ ...file, href: `/evidence/${evidence.id}/files/${file.id}` })),
				})),
				enteredByName: versions[0]?.enteredByName ?? null,
				uses: used,
				timeline: historyInWords(
					(await timelineOf(tx, { kind: 'evidence', id: evidence.id })).entries,
					(component) => allTitles.get(component) ?? component,
				),
				may: mayTry(actor, gather),
			});
		},
	});
}

async function figureNow(tx: Tx, figure: string) {
	const stated = await statedFigure(tx, figure, areaNames(await listForces(tx)));
	if (stated === null) return null;
	const { indicator, area, until } = stated;
	return { ...stated, href: figureAddress({ indicator, area, until }) };
}

/** The inspections that it was gathered for or is used in, each with the questions of its framework that it bears on. */
async function placesOf(tx: Tx, evidence: Pick<Evidence, 'id' | 'inspection'>) {
	const reuses = await reusesOf(tx, [evidence.id], 'force');
	const ids = [
		...(evidence.inspection === null ? [] : [evidence.inspection]),
		...reuses.map((one) => one.inspection),
	];
	const inspections = await inspectionsOf(tx, { ids });
	const known = (await bearsOnOf(tx, [evidence.id])).get(evidence.id) ?? [];
	const places = [];
	for (const inspection of inspections) {
		const framework = await frameworkOf(tx, inspection);
		places.push({
			inspection,
			framework,
			again: inspection.id !== evidence.inspection,
			titles: framework === null ? [] : titlesIn(framework, known),
		});
	}
	return places;
}

function filePage(files: Files): Route {
	return get({
		url: '/evidence/:id/files/:file',
		opens: 'account',
		permit: read,
		params: ofFile,
		async handle({ tx, params }) {
			const file = (await evidenceFiles(tx, params.id)).find(({ id }) => id === params.file);
			if (file === undefined) throw new Missing();
			return files.download(tx, file);
		},
	});
}

function correctPages(files: Files): Route[] {
	return form({
		url: '/evidence/:id/correct',
		opens: 'account',
		permit: gather,
		params: one,
		view: 'evidence/correct.njk',
		upload: 'files',
		mostFiles,
		fields: sentFields,
		async load({ tx, params, actor }) {
			const evidence = await standingAt(tx, params);
			const { current, kind } = evidence;
			const kindForm = formOf(kind);
			const inspection = evidence.inspection === null ? null : await inspectionById(tx, evidence.inspection);
			const kept = await evidenceFiles(tx, evidence.id);
			return {
				item: headOf(evidence),
				current: versionInWords(current),
				kindForm,
				limit: longestText,
				gatherers: await gatherersOf(tx, inspection, actor, current),
				reliabilities: reliabilityChoices(kind),
				bearings: bearingChoices(kind),
				stated: current.figure === null ? null : await figureNow(tx, current.figure),
				kept: kept
					.filter(({ version }) => version === current.number)
					.map(({ id, name }) => ({ value: id, text: name })),
			};
		},
		initial: ({ current, kept, stated }): FormValues => ({
			...versionValues(current),
			...(stated === null ? {} : { text: noteOf(current.text) }),
			seen: String(current.number),
			keep: kept.map(({ value }) => value),
		}),
		async submit({ tx, values, data, files: sent }) {
			const { item, current, kindForm, gatherers, stated } = data;
			const { typed: sentValues, problems: faults } = readTyped(values);
			const { seen, because, keep: kept } = sentValues;
			const typed =
				current.figure === null
					? sentValues
					: {
							...sentValues,
							'happened-on': current.happenedOn,
							'happened-until': current.happenedUntil,
							title: current.title,
						};
			const { version, problems } = typedVersion(kindForm, typed, {
				gatherers,
				...(current.figure === null ? {} : { title: current.title }),
			});
			if (because === '') problems.because = 'Enter why it is corrected';
			const keep = data.kept.map(({ value }) => value).filter((id) => kept.includes(id));
			if (kindForm.files.needed && keep.length + sent.length === 0)
				problems.files = 'Keep the capture, or choose the file with another';
			const today = await todayIn(tx);
			const all = inPageOrder({
				...(version === null ? {} : problemsOf(item.kind, version, today)),
				...problems,
				...faults,
			});
			if (seen !== current.number) throw new Invalid({ '': overtaken, ...all });
			if (version === null || Object.keys(all).length > 0) throw new Invalid(all);
			const added: string[] = [];
			for (const file of sent) added.push(await keepFile(files, tx, file, item.id));
			const statement = stated?.statement ?? statementOf(current.text);
			try {
				const number = await correctEvidence(tx, item.id, {
					...version,
					place: kindForm.placeIsSource ? current.place : (version.place ?? null),
					...(current.figure === null
						? {}
						: {
								text: [statement, typed.text].filter(Boolean).join('\n\n'),
								happenedUntil: current.happenedUntil,
								figure: current.figure,
							}),
					seen,
					because,
					files: [...keep, ...added],
				});
				return redirect(item.href, `${item.cited} is corrected: this is version ${number}.`);
			} catch (error) {
				if (error instanceof EvidenceOvertaken) throw new Invalid({ '': overtaken });
				throw error;
			}
		},
	});
}

const overtaken =
	'Somebody else has corrected this since you opened it. Their version stands beside yours: look at both, then send yours again.';

/** Of a figure, what is taken from the room of figures is one part of the text, and the note below it another. */
function noteOf(text: string): string {
	return text.split('\n\n').slice(1).join('\n\n');
}
function statementOf(text: string): string {
	return text.split('\n\n')[0] ?? text;
}

async function gatherersOf(
	tx: Tx,
	inspection: Parameters<typeof gatherersAt>[1],
	actor: AccountActor,
	{ gatheredBy, gatheredByName }: { gatheredBy: string | null; gatheredByName: string },
) {
	const team = await gatherersAt(tx, inspection, actor);
	if (gatheredBy === null || team.some(({ value }) => value === gatheredBy)) return team;
	return [{ value: gatheredBy, text: gatheredByName }, ...team];
}

const reasonFields = z.object({
	because: z
		.string('Enter the reason')
		.transform((text) => text.replaceAll('\0', '').trim())
		.pipe(z.string().min(1, 'Enter the reason').max(2000, 'Use 2,000 characters or fewer')),
});

function withdrawPages(uses: readonly UseSource[]): Route[] {
	return form({
		url: '/evidence/:id/withdraw',
		opens: 'account',
		permit: gather,
		params: one,
		view: 'evidence/withdraw.njk',
		fields: reasonFields,
		async load({ tx, params }) {
			const evidence = await standingAt(tx, params);
			const used = [];
			for (const source of uses) used.push(...(await source(tx, [evidence.id])));
			return { item: headOf(evidence), title: evidence.current.title, uses: used };
		},
		async submit({ tx, values, data: { item } }) {
			await withdrawEvidence(tx, item.id, values.because);
			return redirect(item.href, `${item.cited} is withdrawn.`);
		},
	});
}

const markPages: Route[] = (['team', 'ordinary'] as const).map((sensitivity) =>
	post({
		url: `/evidence/:id/${sensitivity === 'team' ? 'for-the-team' : 'for-all-staff'}`,
		opens: 'account',
		permit: gather,
		params: one,
		async handle({ tx, params }) {
			const evidence = await readableAt(tx, params);
			await markEvidence(tx, evidence.id, sensitivity);
			const said =
				sensitivity === 'team'
					? 'is now for the team only'
					: 'can now be read by everybody at the inspectorate';
			return redirect(`/evidence/${evidence.id}`, `${cite(evidence)} ${said}.`);
		},
	}),
);

const questionPages = form({
	url: '/evidence/:id/questions',
	opens: 'account',
	permit: gather,
	params: one,
	view: 'evidence/questions.njk',
	fields: z.object({}).catchall(z.unknown()),
	async load({ tx, params }) {
		const evidence = await standingAt(tx, params);
		const places = await placesOf(tx, evidence);
		const frameworks = new Map(
			places.flatMap(({ framework }) =>
				framework === null ? [] : [[`${framework.id}/${framework.version}`, framework] as const],
			),
		);
		return {
			item: headOf(evidence),
			title: evidence.current.title,
			choices: [...frameworks.values()].map(choosable),
			known: (await bearsOnOf(tx, [evidence.id])).get(evidence.id) ?? [],
		};
	},
	initial: ({ choices, known }): FormValues =>
		Object.assign({}, ...choices.map((choice) => choiceValues(choice, known))),
	async submit({ tx, values, data: { item, choices } }) {
		for (const choice of choices) await setBearsOn(tx, item.id, choice, chosenIn(choice, values));
		return redirect(item.href, `What ${item.cited} bears on is kept.`);
	},
});

/** Those that may still use something. */
const open = ['planned', 'preparing', 'fieldwork', 'judging', 'reporting'];

const reusePages = form({
	url: '/evidence/:id/use-again',
	opens: 'account',
	permit: gather,
	params: one,
	view: 'evidence/use-again.njk',
	fields: reasonFields.extend({
		inspection: z
			.union([z.uuid(), z.literal('')])
			.default('')
			.catch(''),
	}),
	async load({ tx, params }) {
		const evidence = await standingAt(tx, params);
		const taken = new Set([
			evidence.inspection,
			...(await reusesOf(tx, [evidence.id], 'force')).map(({ inspection }) => inspection),
		]);
		const all = await inspectionsOf(tx);
		return {
			item: headOf(evidence),
			title: evidence.current.title,
			inspections: all
				.filter(({ id, state }) => open.includes(state) && !taken.has(id))
				.toSorted(
					(a, b) => Number(b.force.id === evidence.force?.id) - Number(a.force.id === evidence.force?.id),
				)
				.map(({ id, force, programme }) => ({
					value: id,
					text: `${force.name}, ${programme.name}${evidence.force !== null && force.id !== evidence.force.id ? ' (another force: for comparison only)' : ''}`,
				})),
		};
	},
	async submit({ tx, values, data: { item, inspections } }) {
		const chosen = inspections.find(({ value }) => value === values.inspection);
		if (chosen === undefined) throw new Invalid({ inspection: 'Choose the inspection that uses it again' });
		await asInvalid({ '42501': { '': 'You cannot use evidence whose words are for another team.' } }, () =>
			reuseIn(tx, item.id, chosen.value, values.because),
		);
		return redirect(
			`${item.href}/questions`,
			`${item.cited} is used again in ${chosen.text}. Say what it bears on there.`,
		);
	},
});
