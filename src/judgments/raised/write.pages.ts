import { z } from 'zod';
import { citeStandard, standardVersions, stateOn } from '../../evidence/index.ts';
import {
	codeOf,
	type FormValues,
	form,
	Missing,
	type Problems,
	Refused,
	type Route,
	redirect,
	type Tx,
	Unacceptable,
	view,
} from '../../foundation/index.ts';
import { inspectionById, listForces, todayIn } from '../../programmes/index.ts';
import { ofProgramme, ofQuestion, one, words } from '../findings/fields.ts';
import { findingsOf } from '../findings/finding.store.ts';
import { citeFinding, type Finding, Overtaken } from '../findings/finding.ts';
import { programmeOfFindings, questionItems } from '../findings/national.pages.ts';
import { closedBecause, lastWriter } from '../findings/open.store.ts';
import { questionAt, questionHref } from '../findings/question.ts';
import { type RaisedContext, raisedChecks } from './checks.ts';
import { type Draft, draftFrom, mostSubItems, setterItems, valuesOf, withMoreRows } from './draft.ts';
import { addRaised, changeRaised, raisedById, raisedOf, similarTo, withdrawRaised } from './raised.store.ts';
import {
	citeRaised,
	type NewRaised,
	type Raised,
	type RaisedKind,
	raisedKinds,
	raisedPolicy,
	raisedTexts,
} from './raised.ts';
import { raisedLine } from './view.ts';

const { write } = raisedPolicy.can;

const asked = z.object({
	kind: z.enum(raisedKinds).optional().catch(undefined),
	finding: z.string().max(100).default(''),
});
/** Its sub-items are as many as somebody wants, so the fields are read by draft.ts. */
const fields = z.looseObject({});

/** Where something is raised: what the form offers there, and what is known of it. */
type Place = {
	caption: string;
	back: string;
	/** Where the form is, without its query. */
	at: string;
	force: { id: string; name: string } | null;
	/** Null for what is raised nationally, and for a report of before. */
	inspection: string | null;
	publishOn: Temporal.PlainDate | null;
	findings: readonly Finding[];
	/** Choices of the question, where it is not given by the address. */
	questions: ReturnType<typeof questionItems>;
	/** It stands in a report of before: whose, is asked. */
	earlier: boolean;
	forces: readonly { value: string; text: string }[];
};

async function dataFor(tx: Tx, place: Place, kind: RaisedKind | null, finding: string) {
	const today = await todayIn(tx);
	const standards = await standardVersions(tx);
	return {
		...place,
		kind,
		kindText: kind === null ? null : raisedTexts[kind].text,
		first: true,
		heading: kind === null ? 'What do you raise?' : `Raise ${raisedTexts[kind].a}`,
		save: 'Keep it',
		action: `${place.at}?${new URLSearchParams({ kind: kind ?? '', finding })}`,
		kinds: raisedKinds.map((one) => ({
			text: raisedTexts[one].text,
			about: about[one],
			href: `${place.at}?${new URLSearchParams({ kind: one, ...(finding === '' ? {} : { finding }) })}`,
		})),
		today,
		standardItems: standards.map((version) => ({
			value: version.id,
			text: `${citeStandard(version)}${stateOn(version, today) === 'in force' ? '' : ` (${stateOn(version, today)})`}`,
		})),
		findingItems: place.findings.map((each) => ({
			value: each.id,
			text: `${citeFinding(each)}: ${shortened(each.text)}`,
		})),
		chosen: place.findings.find(({ id }) => id === finding) ?? null,
		setterItems,
		mostSubItems,
		similar: [] as ReturnType<typeof raisedLine>[],
		theirs: null as {
			text: string;
			title: string | null;
			who: string | null;
			subItems: readonly { letter: string; text: string }[];
		} | null,
	};
}

type Data = Awaited<ReturnType<typeof dataFor>>;

const about: Record<RaisedKind, string> = {
	'promising practice': 'Something that others can learn from. It asks for nothing.',
	'area for improvement': 'What the force should do. It may have no deadline, and then says so.',
	'cause of concern': 'A serious or systemic shortcoming. It always comes with a recommendation.',
	recommendation: 'What somebody should do by when, in one sentence or in sub-items (a), (b), (c).',
};

function shortened(text: string): string {
	return text.length > 140 ? `${text.slice(0, 139).trimEnd()}…` : text;
}

/** The form with what was typed, under what is said beside it. */
function again(data: Data, values: Record<string, unknown>, errors: Problems, status = 422): Unacceptable {
	return new Unacceptable(view('raised/write.njk', { ...data, form: { values, errors } }, status));
}

function startOf({ kind, chosen, force }: Data): FormValues {
	return {
		findings: chosen === null ? [] : [chosen.id],
		addressee:
			kind === 'promising practice' ? '' : force === null ? 'All chief constables' : 'The chief constable',
		...(kind === 'area for improvement' ? { due: 'none' } : {}),
	};
}

/** Reads the form, and sends it back with room for more, with its faults, or beside what says the same already. */
async function drafted(
	tx: Tx,
	data: Data,
	values: Record<string, unknown>,
	{ force, except = [] }: { force: string | null; except?: readonly string[] },
): Promise<Draft> {
	const { kind, first } = data;
	if (kind === null) throw again(data, values, { '': 'Choose what you raise' });
	// What the form sends are words and lists of words.
	if (values.step === 'more') throw again(data, withMoreRows(values as FormValues), {});
	const { draft, problems } = draftFrom(kind, values, { first });
	if (draft.standard !== null && !data.standardItems.some(({ value }) => value === draft.standard))
		problems.standard ??= 'Choose a version from the list';
	if (draft.findings.some((id) => !data.findingItems.some(({ value }) => value === id)))
		problems.findings ??= 'Choose findings from the list';
	if (data.earlier && draft.source === null) problems.source ??= 'Enter the report that it stands in';
	if (data.earlier && draft.raisedOn === null)
		problems.raisedOn ??= 'Enter the day on which it was published';
	if (data.earlier && draft.raisedOn !== null && Temporal.PlainDate.compare(draft.raisedOn, data.today) > 0)
		problems.raisedOn ??= 'The day on which it was published must be in the past';
	const context: RaisedContext = {
		today: data.today,
		publishOn: data.publishOn,
		earlier: data.earlier,
		recommendations: first ? (draft.recommendation === null ? 0 : 1) : 1,
	};
	// Of a cause of concern, what has to be done is in the recommendation that is written with it.
	const checked =
		draft.recommendation === null
			? draft
			: { ...draft, kind: 'recommendation' as const, text: draft.recommendation };
	for (const problem of [
		...raisedChecks(draft, context),
		...(checked === draft ? [] : raisedChecks(checked, context)),
	])
		if (problem.grave) problems[problem.field] ??= problem.text;
	if (Object.keys(problems).length > 0) throw again(data, values, problems);
	if (first && kind !== 'promising practice' && values.despite !== 'yes') {
		const text = [
			draft.title,
			draft.text,
			draft.recommendation,
			...draft.subItems.map((each) => each.text),
		].join(' ');
		const similar = await similarTo(tx, { text, force, except });
		if (similar.length > 0)
			throw again(
				{ ...data, similar: similar.map((each) => raisedLine(each, { today: data.today, force })) },
				values,
				{ despite: 'Something that says the same is still open. Look at it, and confirm that this is new' },
			);
	}
	return draft;
}

/** Keeps what was drafted; a cause of concern with its recommendation. Returns where to go. */
async function keep(tx: Tx, draft: Draft, of: NewRaised['of'], illustrative?: boolean): Promise<string> {
	const made = illustrative === undefined ? {} : { illustrative };
	const { recommendation, ...raised } = draft;
	if (raised.kind !== 'cause of concern') return (await addRaised(tx, { ...raised, of, ...made })).id;
	const { id } = await addRaised(tx, { ...raised, of, ...made, addressee: null, due: null, subItems: [] });
	await addRaised(tx, {
		...raised,
		of,
		...made,
		kind: 'recommendation',
		title: null,
		text: recommendation ?? '',
		parent: id,
	});
	return id;
}

async function atQuestion(tx: Tx, params: { id: string; component: string }): Promise<Place> {
	const { inspection, question } = await questionAt(tx, params);
	const closed = await closedBecause(tx, { inspection: inspection.id, component: question.id });
	if (closed !== null) throw new Refused(closed);
	const findings = await findingsOf(tx, { inspection: inspection.id, component: question.id });
	const back = questionHref(inspection.id, question.id, 'raised');
	return {
		caption: `${question.title}, ${inspection.force.name}`,
		back,
		at: `${back}/add`,
		force: inspection.force,
		inspection: inspection.id,
		publishOn: inspection.publishOn,
		findings: findings.filter(({ withdrawn }) => withdrawn === null),
		questions: [],
		earlier: false,
		forces: [],
	};
}

const underQuestion = form({
	url: '/inspections/:id/questions/:component/raised/add',
	opens: 'account',
	permit: write,
	params: ofQuestion,
	query: asked,
	view: 'raised/write.njk',
	fields,
	load: async ({ tx, params, query }) =>
		dataFor(tx, await atQuestion(tx, params), query.kind ?? null, query.finding),
	initial: startOf,
	async submit({ tx, params, values, data }) {
		const draft = await drafted(tx, data, values, { force: data.force?.id ?? null });
		const id = await keep(tx, draft, { inspection: params.id, component: params.component });
		return redirect(`/raised/${id}`, `${raisedTexts[draft.kind].text} raised.`);
	},
});

const nationally = form({
	url: '/programmes/:slug/raised/add',
	opens: 'account',
	permit: write,
	params: ofProgramme,
	query: asked,
	view: 'raised/write.njk',
	fields,
	async load({ tx, params, query }) {
		const { programme, frameworks } = await programmeOfFindings(tx, params.slug);
		const findings = await findingsOf(tx, { programme: programme.id, national: true });
		const back = `/programmes/${programme.slug}/raised`;
		const place: Place = {
			caption: `Nationally, ${programme.name}`,
			back,
			at: `${back}/add`,
			force: null,
			inspection: null,
			publishOn: null,
			findings: findings.filter(({ withdrawn }) => withdrawn === null),
			questions: questionItems(frameworks),
			earlier: false,
			forces: [],
		};
		return { ...(await dataFor(tx, place, query.kind ?? null, query.finding)), programme };
	},
	initial: (data) => startOf(data),
	async submit({ tx, values, data }) {
		const question = data.questions.find(({ value }) => value === values.question);
		const draft = await drafted(tx, data, values, { force: null });
		const id = await keep(
			tx,
			draft,
			{
				programme: data.programme.id,
				...(question === undefined
					? {}
					: { framework: question.framework, version: question.version, component: question.component }),
			},
			data.programme.illustrative,
		);
		return redirect(`/raised/${id}`, `${raisedTexts[draft.kind].text} raised.`);
	},
});

const fromBefore = form({
	url: '/raised/add',
	opens: 'account',
	permit: write,
	query: asked,
	view: 'raised/write.njk',
	fields,
	async load({ tx, query }) {
		const forces = await listForces(tx);
		const place: Place = {
			caption: 'In an earlier report',
			back: '/raised',
			at: '/raised/add',
			force: null,
			inspection: null,
			publishOn: null,
			findings: [],
			questions: [],
			earlier: true,
			forces: forces.map(({ id, name }) => ({ value: id, text: name })),
		};
		return dataFor(tx, place, query.kind ?? null, '');
	},
	initial: (data) => ({ ...startOf(data), addressee: '' }),
	async submit({ tx, values, data }) {
		const force = data.forces.find(({ value }) => value === values.force)?.value ?? null;
		if (typeof values.force === 'string' && values.force !== '' && force === null)
			throw again(data, values, { force: 'Choose a force from the list' });
		const draft = await drafted(tx, data, values, { force });
		const id = await keep(tx, draft, { force });
		return redirect(`/raised/${id}`, `${raisedTexts[draft.kind].text} kept.`);
	},
});

/** Something raised, when it may be written in now. */
async function openAt(tx: Tx, id: string): Promise<Raised> {
	const raised = await raisedById(tx, id);
	if (raised === null) throw new Missing();
	const closed = await closedBecause(tx, raised);
	if (closed !== null) throw new Refused(closed);
	if (raised.withdrawn !== null) throw new Refused('This has been withdrawn.');
	return raised;
}

async function editing(tx: Tx, id: string) {
	const raised = await openAt(tx, id);
	const inspection = raised.inspection === null ? null : await inspectionById(tx, raised.inspection);
	const findings =
		raised.inspection !== null && raised.component !== null
			? await findingsOf(tx, { inspection: raised.inspection, component: raised.component })
			: raised.programme !== null && raised.inspection === null
				? await findingsOf(tx, { programme: raised.programme.id, national: true })
				: [];
	const place: Place = {
		caption: raised.force?.name ?? raised.programme?.name ?? 'Nationally',
		back: `/raised/${id}`,
		at: `/raised/${id}/edit`,
		force: raised.force,
		inspection: raised.inspection,
		publishOn: inspection?.publishOn ?? null,
		findings: findings.filter(({ withdrawn }) => withdrawn === null),
		questions: [],
		earlier: raised.inspection === null && raised.programme === null,
		forces: [],
	};
	const data = await dataFor(tx, place, raised.kind, '');
	return {
		...data,
		raised,
		first: false,
		heading: `Change ${citeRaised(raised)}`,
		save: 'Keep this',
		action: `/raised/${id}/edit`,
	};
}

const editPage = form({
	url: '/raised/:id/edit',
	opens: 'account',
	permit: write,
	params: one,
	view: 'raised/write.njk',
	fields,
	load: ({ tx, params }) => editing(tx, params.id),
	initial: ({ raised }) => valuesOf(raised),
	async submit({ tx, params, values, data }) {
		const { raised } = data;
		const family = [raised.id, raised.parent ?? raised.id, ...raised.recommendations];
		const draft = await drafted(tx, data, values, { force: raised.force?.id ?? null, except: family });
		const seen = Number(values.seen);
		try {
			const { kind: _, recommendation: __, ...words } = draft;
			// Where it stands is asked of what an earlier report raised, and stays as it is of all else.
			const stands = data.earlier
				? {}
				: { source: raised.source, sourceAddress: raised.sourceAddress, raisedOn: raised.raisedOn };
			await changeRaised(tx, params.id, { ...words, ...stands, seen: Number.isInteger(seen) ? seen : 0 });
		} catch (error) {
			if (codeOf(error) === '23503')
				throw again(data, values, {
					'': 'A sub-item of which something was found later stays. Change its words instead',
				});
			if (!(error instanceof Overtaken)) throw error;
			const fresh = await editing(tx, params.id);
			const { title, text, subItems, edition } = fresh.raised;
			throw again(
				{
					...fresh,
					save: 'Keep my text instead',
					theirs: { title, text, subItems, who: await lastWriter(tx, 'raised', params.id) },
				},
				{ ...values, seen: String(edition) },
				{
					'': 'Somebody else has changed this since you opened it. Nothing is lost: choose which text stands',
				},
				409,
			);
		}
		return redirect(`/raised/${params.id}`, `${citeRaised(raised)} is changed.`);
	},
});

/** One more recommendation under a cause of concern. */
const underConcern = form({
	url: '/raised/:id/recommendation',
	opens: 'account',
	permit: write,
	params: one,
	view: 'raised/write.njk',
	fields,
	async load({ tx, params }) {
		const concern = await openAt(tx, params.id);
		if (concern.kind !== 'cause of concern')
			throw new Refused('Only a cause of concern has recommendations under it.');
		const data = await editing(tx, params.id);
		return {
			...data,
			first: true,
			kind: 'recommendation' as RaisedKind | null,
			kindText: raisedTexts.recommendation.text,
			heading: `Add a recommendation to ${citeRaised(concern)}`,
			save: 'Keep it',
			action: `/raised/${params.id}/recommendation`,
		};
	},
	initial: ({ raised }) => ({
		findings: raised.findings.map(({ id }) => id),
		addressee: raised.force === null ? '' : 'The chief constable',
	}),
	async submit({ tx, params, values, data }) {
		const { raised } = data;
		const force = raised.force?.id ?? null;
		const draft = await drafted(tx, data, values, { force, except: [raised.id, ...raised.recommendations] });
		const { recommendation: _, ...words } = draft;
		const { framework, version, component, inspection, programme } = raised;
		const question =
			framework === null || version === null || component === null ? {} : { framework, version, component };
		const of: NewRaised['of'] =
			inspection !== null
				? { inspection, component }
				: programme !== null
					? { programme: programme.id, ...question }
					: { force, ...question };
		await addRaised(tx, {
			...words,
			kind: 'recommendation',
			of,
			parent: raised.id,
			illustrative: raised.illustrative,
			source: words.source ?? raised.source,
			raisedOn: words.raisedOn ?? raised.raisedOn,
		});
		return redirect(`/raised/${params.id}`, 'The recommendation is added.');
	},
});

const withdrawPage = form({
	url: '/raised/:id/withdraw',
	opens: 'account',
	permit: write,
	params: one,
	view: 'findings/withdraw.njk',
	fields: z.object({ because: words('Enter why it is withdrawn', 2000) }),
	async load({ tx, params }) {
		const raised = await openAt(tx, params.id);
		if (raised.parent !== null) {
			const [concern] = await raisedOf(tx, { ids: [raised.parent] });
			if (concern?.withdrawn === null && concern.recommendations.length === 1)
				throw new Refused(
					`${citeRaised(raised)} is the only recommendation of ${citeRaised(concern)}, and a cause of concern needs one. Add another first, or withdraw the cause of concern.`,
				);
		}
		return {
			raised,
			text: raised.text,
			heading: `Withdraw ${citeRaised(raised)}`,
			caption: raised.force?.name ?? 'Nationally',
			back: `/raised/${params.id}`,
			action: `/raised/${params.id}/withdraw`,
		};
	},
	async submit({ tx, params, values, data: { raised, back } }) {
		for (const id of raised.recommendations) await withdrawRaised(tx, id, values.because);
		await withdrawRaised(tx, params.id, values.because);
		return redirect(back, `${citeRaised(raised)} is withdrawn. It stays on record.`);
	},
});

export const writePages: Route[] = [
	...underQuestion,
	...nationally,
	...fromBefore,
	...editPage,
	...underConcern,
	...withdrawPage,
];
