import { z } from 'zod';
import { objectsOf } from '../../evidence/index.ts';
import {
	type AccountActor,
	asInvalid,
	csv,
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
	Unacceptable,
	view,
} from '../../foundation/index.ts';
import {
	frameworkOf,
	type InspectionTab,
	inspectionById,
	inspectionTabs,
	type ProgrammeTabPorts,
} from '../../programmes/index.ts';
import { adviceOf } from './advice.store.ts';
import { candidatesFor, wheres, whereTexts } from './candidate.store.ts';
import { ofQuestion, one, optionalWords, seen, ticked, words } from './fields.ts';
import {
	acceptSoleBasis,
	addFinding,
	changeFinding,
	cite,
	findingById,
	findingsOf,
	keepObjects,
	uncite,
	withdrawFinding,
} from './finding.store.ts';
import {
	citeFinding,
	corroboration,
	type Finding,
	findingPolicy,
	Overtaken,
	relations,
	relationTexts,
	soleText,
	tones,
	toneTexts,
} from './finding.ts';
import { closedBecause, lastWriter } from './open.store.ts';
import { questionAt, questionHref, questionTabs } from './question.ts';
import { evidenceLine, findingLine, findingRow, findingsHeader, type RaisedOn } from './view.ts';

export type FindingPorts = ProgrammeTabPorts & {
	tabs: readonly InspectionTab[];
	/** What was raised on these findings: the step above knows. */
	raisedOn(tx: Tx, findings: readonly string[]): Promise<RaisedOn[]>;
};

const { read, write, 'accept a sole basis': accept } = findingPolicy.can;

export function findingPages(ports: FindingPorts): Route[] {
	return [
		questionPage(ports),
		questionFile,
		...addPage,
		findingPage(ports),
		...editPage,
		...citePage,
		...citationPage,
		removeCitation,
		...soleBasisPage,
		...objectsPage,
		...withdrawPage,
		putBack,
	];
}

function questionPage({ tabs, raisedOn }: FindingPorts): Route {
	return get({
		url: '/inspections/:id/questions/:component/findings',
		opens: 'account',
		permit: read,
		params: ofQuestion,
		async handle({ tx, actor, params }) {
			const { inspection, framework, question } = await questionAt(tx, params);
			const findings = await findingsOf(tx, { inspection: inspection.id, component: question.id });
			const raised = await raisedOn(
				tx,
				findings.map(({ id }) => id),
			);
			const closed = await closedFor(tx, actor, { inspection: inspection.id, component: question.id });
			const standing = findings.filter(({ withdrawn }) => withdrawn === null);
			const found = new Map(standing.map((finding) => [finding.indicator, finding]));
			return view('findings/question.njk', {
				inspection,
				question,
				frameworkTitle: framework.title,
				tabs: inspectionTabs(inspection, 'questions', tabs),
				questionTabs: questionTabs({ inspection: inspection.id, component: question.id }, 'findings'),
				at: questionHref(inspection.id, question.id, 'findings'),
				findings: inOrder(standing).map((finding) => findingLine(finding, { question, raised })),
				withdrawn: findings
					.filter(({ withdrawn }) => withdrawn !== null)
					.map((finding) => findingLine(finding, { question })),
				advice: (await adviceOf(tx, { inspection: inspection.id, component: question.id })).map((advice) => ({
					...advice,
					href: `/advice/${advice.id}/edit`,
					about: findings.find(({ id }) => id === advice.finding)?.number ?? null,
				})),
				stock: question.indicators.map(({ id, title, stock }) => {
					const finding = found.get(id);
					return {
						id,
						title,
						sentences: stock.map((sentence) => ({ ...sentence, tag: toneTexts[sentence.kind] })),
						finding:
							finding === undefined ? null : { cited: citeFinding(finding), href: `/findings/${finding.id}` },
					};
				}),
				...closed,
			});
		},
	});
}

/** Whether this reader writes here, and what they are told where nobody does now. */
async function closedFor(
	tx: Tx,
	actor: AccountActor,
	question: { inspection: string | null; component: string | null },
): Promise<{ mayWrite: boolean; closed: string | null }> {
	if (!mayTry(actor, write)) return { mayWrite: false, closed: null };
	const closed = await closedBecause(tx, question);
	return { mayWrite: closed === null, closed };
}

/** Weaknesses first, since most hangs on them; then as they were written. */
function inOrder(findings: readonly Finding[]): Finding[] {
	const order = ['weakness', 'strength', 'neutral'];
	return findings.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone) || a.number - b.number);
}

const questionFile = get({
	url: '/inspections/:id/findings.csv',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, params }) {
		const inspection = await inspectionById(tx, params.id);
		if (inspection === null) throw new Missing();
		const findings = await findingsOf(tx, { inspection: inspection.id });
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(findingsHeader, findings.map(findingRow)),
			saveAs: `findings-${inspection.force.slug}.csv`,
		};
	},
});

const toneItems = tones.map((tone) => ({ value: tone, text: toneTexts[tone].text }));
const findingFields = {
	tone: z.enum(tones, 'Choose whether this is a strength, a description or a weakness'),
	text: words('Enter the finding'),
	part: z.string().max(200).default(''),
	indicator: z.string().max(200).default(''),
	stock: z.string().max(200).default(''),
};
const fromStock = z.object({
	indicator: z.string().max(200).default(''),
	stock: z.string().max(200).default(''),
});

const addPage = form({
	url: '/inspections/:id/questions/:component/findings/add',
	opens: 'account',
	permit: write,
	params: ofQuestion,
	query: fromStock,
	view: 'findings/write.njk',
	fields: z.object(findingFields),
	async load({ tx, params, query }) {
		const { inspection, question } = await questionAt(tx, params);
		const closed = await closedBecause(tx, { inspection: inspection.id, component: question.id });
		if (closed !== null) throw new Refused(closed);
		const indicator = question.indicators.find(({ id }) => id === query.indicator) ?? null;
		const stock = indicator?.stock.find(({ id }) => id === query.stock) ?? null;
		const back = questionHref(inspection.id, question.id, 'findings');
		return {
			heading: 'Write a finding',
			caption: `${question.title}, ${inspection.force.name}`,
			inspection,
			question,
			parts: question.parts.map(({ id, title }) => ({ value: id, text: title })),
			indicators: question.indicators.map(({ id, title }) => ({ value: id, text: title })),
			indicator,
			stock,
			theirs: null,
			back,
			action: `${back}/add`,
			save: 'Keep this finding',
			toneItems,
			edition: 0,
		};
	},
	initial: ({ indicator, stock }) => ({
		tone: stock?.kind,
		text: stock?.text ?? '',
		indicator: indicator?.id ?? '',
		stock: stock?.id ?? '',
	}),
	async submit({ tx, values, data: { inspection, question } }) {
		const { id, number } = await addFinding(tx, {
			of: { inspection: inspection.id },
			component: question.id,
			tone: values.tone,
			text: values.text,
			part: knownIn(question.parts, values.part),
			indicator: knownIn(question.indicators, values.indicator),
			stock: knownIn(
				question.indicators.flatMap(({ id, stock }) => (id === values.indicator ? stock : [])),
				values.stock,
			),
		});
		return redirect(`/findings/${id}`, `${citeFinding({ number })} is written. Now cite what it rests on.`);
	},
});

function knownIn(all: readonly { id: string }[], id: string): string | null {
	return all.find((each) => each.id === id)?.id ?? null;
}

/** A finding with the question that it stands under. */
async function findingAt(tx: Tx, id: string) {
	const finding = await findingById(tx, id);
	if (finding === null) throw new Missing();
	const framework = await frameworkOf(tx, finding);
	const question = framework?.questions.find((each) => each.id === finding.component);
	return { finding, framework, question };
}

async function openFindingAt(tx: Tx, id: string) {
	const known = await findingAt(tx, id);
	const closed = await closedBecause(tx, known.finding);
	if (closed !== null) throw new Refused(closed);
	if (known.finding.withdrawn !== null) throw new Refused('This finding has been withdrawn.');
	const { finding, question } = known;
	return {
		...known,
		cited: citeFinding(finding),
		caption: `${question?.title ?? finding.component}, ${finding.force?.name ?? finding.programme.name}`,
		back: `/findings/${finding.id}`,
	};
}

function findingPage({ raisedOn }: FindingPorts): Route {
	return get({
		url: '/findings/:id',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, actor, params }) {
			const { finding, framework, question } = await findingAt(tx, params.id);
			const raised = await raisedOn(tx, [finding.id]);
			const { mayWrite, closed } = await closedFor(tx, actor, finding);
			const accepting = mayTry(actor, accept) && mayWrite;
			const line = findingLine(finding, { question, raised });
			const under =
				finding.inspection === null
					? { href: `/programmes/${finding.programme.slug}/findings`, text: 'National findings' }
					: {
							href: questionHref(finding.inspection, finding.component, 'findings'),
							text: question?.title ?? finding.component,
						};
			return view('findings/finding.njk', {
				finding: line,
				inspection: finding.inspection,
				force: finding.force,
				programme: finding.programme,
				under,
				thread:
					finding.inspection === null ? null : questionHref(finding.inspection, finding.component, 'thread'),
				frameworkTitle: framework?.title ?? finding.framework,
				relations: relations.map((relation) => ({
					text: relationTexts[relation],
					citations: line.citations.filter((citation) => citation.relation === relation),
				})),
				raiseHref:
					finding.inspection === null
						? `/programmes/${finding.programme.slug}/raised/add?finding=${finding.id}`
						: `${questionHref(finding.inspection, finding.component, 'raised')}/add?finding=${finding.id}`,
				mayWrite: mayWrite && finding.withdrawn === null,
				mayPutBack: mayWrite && finding.withdrawn !== null,
				mayAccept: accepting && line.wantsSoleBasis,
				closed,
			});
		},
	});
}

const editPage = form({
	url: '/findings/:id/edit',
	opens: 'account',
	permit: write,
	params: one,
	view: 'findings/write.njk',
	fields: z.object({ ...findingFields, seen }),
	load: async ({ tx, params }) => editing(await openFindingAt(tx, params.id)),
	initial: ({ finding: { tone, text, part, edition } }) => ({
		tone,
		text,
		part: part ?? '',
		seen: String(edition),
	}),
	async submit({ tx, params, values }) {
		const { tone, text, seen } = values;
		try {
			const { question } = await findingAt(tx, params.id);
			await changeFinding(tx, params.id, {
				seen,
				tone,
				text,
				part: knownIn(question?.parts ?? [], values.part),
			});
		} catch (error) {
			if (!(error instanceof Overtaken)) throw error;
			// Both texts, side by side: what was typed stays in the form, and sending it again takes the other's place.
			const data = editing(await openFindingAt(tx, params.id));
			throw new Unacceptable(
				view(
					'findings/write.njk',
					{
						...data,
						theirs: {
							tone: toneTexts[data.finding.tone].text,
							text: data.finding.text,
							part: data.parts.find(({ value }) => value === data.finding.part)?.text ?? null,
							who: await lastWriter(tx, 'finding', params.id),
						},
						save: 'Keep my text instead',
						form: {
							values: { ...values, seen: String(data.finding.edition) },
							errors: {
								'': 'Somebody else has changed this finding since you opened it. Nothing is lost: choose which text stands',
							},
						},
					},
					409,
				),
			);
		}
		return redirect(`/findings/${params.id}`, 'The finding is changed.');
	},
});

function editing({ finding, question, cited, caption, back }: Awaited<ReturnType<typeof openFindingAt>>) {
	return {
		heading: `Change ${cited}`,
		caption,
		finding,
		question: question ?? null,
		parts: (question?.parts ?? []).map(({ id, title }) => ({ value: id, text: title })),
		indicators: [],
		indicator: null,
		stock: null,
		theirs: null,
		back,
		action: `${back}/edit`,
		save: 'Keep this text',
		toneItems,
		edition: finding.edition,
	};
}

const looking = z.object({
	q: z.string().max(300).default(''),
	where: z.enum(wheres).optional().catch(undefined),
});
const relationItems = relations.map((relation) => ({ value: relation, text: relationTexts[relation] }));
const relationField = z.enum(relations, 'Choose how it stands to the finding');

/** What only the database could know: an item that was corrected or withdrawn since the page was read. */
const refusedCitations = {
	informs: { relation: 'This evidence does not inform judgment. It can only be compared' },
	same_force: { relation: 'This evidence is of another force. It can only be compared' },
	not_withdrawn: { items: 'This evidence has been withdrawn in the meantime' },
};

const citePage = form({
	url: '/findings/:id/cite',
	opens: 'account',
	permit: write,
	params: one,
	query: looking,
	view: 'findings/cite.njk',
	fields: z.object({
		items: ticked.pipe(z.array(z.uuid()).min(1, 'Choose at least one item of evidence')),
		relation: relationField,
		note: optionalWords(2000),
	}),
	async load({ tx, params, query }) {
		const { finding, cited, caption, back } = await openFindingAt(tx, params.id);
		const text = query.q.replaceAll('\0', '').trim();
		const where = query.where ?? (text === '' ? 'question' : finding.force === null ? 'all' : 'force');
		const { evidence, more } = await candidatesFor(tx, finding, { where, text });
		return {
			finding,
			line: findingLine(finding),
			cited,
			caption,
			back,
			action: `${back}/cite?${new URLSearchParams({ q: text, where })}`,
			look: { values: { q: text, where } },
			whereItems: wheres
				.filter((one) => one !== 'force' || finding.force !== null)
				.map((one) => ({ value: one, text: whereTexts[one] })),
			searched: text !== '',
			where,
			evidence,
			items: evidence.map((item) => ({
				value: item.id,
				text: `${evidenceLine(item).cited}: ${evidenceLine(item).title}`,
				hint: aboutItem(item, finding),
			})),
			more,
			relationItems,
			addHref: finding.inspection === null ? null : `/inspections/${finding.inspection}/evidence`,
		};
	},
	async submit({ tx, values: { items, relation, note }, data: { finding, evidence, back } }) {
		for (const item of items) {
			const found = evidence.find(({ id }) => id === item);
			if (found === undefined) throw new Invalid({ items: 'Choose evidence from the list' });
			refuse(found, finding, relation, 'items');
		}
		await asInvalid(refusedCitations, async () => {
			for (const item of items) await cite(tx, finding.id, { item, relation, note });
		});
		return redirect(back, items.length === 1 ? 'The evidence is cited.' : `${items.length} items are cited.`);
	},
});

type Evidence = Parameters<typeof evidenceLine>[0];

/** Beside an item that could be cited: what it is, where from, how far it goes, and what it cannot do. */
function aboutItem(item: Evidence, finding: Finding): string {
	const line = evidenceLine(item);
	const other =
		item.force !== null && finding.force !== null && item.force.id !== finding.force.id
			? `About ${item.force.name}: it can only be compared`
			: null;
	const limit = line.informs === false ? `${line.bearing}: it can only be compared` : null;
	return [
		line.kind,
		line.source,
		line.on,
		line.counted,
		line.reliability,
		limit,
		other,
		item.illustrative ? 'Illustrative' : null,
	]
		.filter((each) => each !== null)
		.join('. ');
}

function refuse(item: Evidence, finding: Finding, relation: string, field: string): void {
	if (relation === 'compares') return;
	const { cited, bearing, informs } = evidenceLine(item);
	if (informs === false)
		throw new Invalid({
			[field]: `${cited} cannot ${relation === 'supports' ? 'support' : 'speak against'} a finding (${bearing?.toLowerCase()}). Leave it out, or choose “${relationTexts.compares}”`,
		});
	if (item.force !== null && finding.force !== null && item.force.id !== finding.force.id)
		throw new Invalid({
			[field]: `${cited} is about ${item.force.name}. Leave it out, or choose “${relationTexts.compares}”`,
		});
}

const ofCitation = one.extend({ item: z.uuid() });

async function citationAt(tx: Tx, params: { id: string; item: string }) {
	const known = await openFindingAt(tx, params.id);
	const citation = known.finding.citations.find(({ evidence }) => evidence.id === params.item);
	if (citation === undefined) throw new Missing();
	return { ...known, citation, evidence: evidenceLine(citation.evidence) };
}

const citationPage = form({
	url: '/findings/:id/cite/:item',
	opens: 'account',
	permit: write,
	params: ofCitation,
	view: 'findings/citation.njk',
	fields: z.object({ relation: relationField, note: optionalWords(2000) }),
	load: async ({ tx, params }) => {
		const { finding, cited, caption, back, citation, evidence } = await citationAt(tx, params);
		return {
			finding,
			cited,
			caption,
			back,
			citation,
			evidence,
			relationItems,
			action: `${back}/cite/${params.item}`,
		};
	},
	initial: ({ citation }) => ({ relation: citation.relation, note: citation.note ?? '' }),
	async submit({ tx, params, values, data: { finding, citation, back } }) {
		refuse(citation.evidence, finding, values.relation, 'relation');
		await asInvalid(
			{ ...refusedCitations, not_withdrawn: { relation: 'This evidence has been withdrawn' } },
			() => cite(tx, finding.id, { item: params.item, ...values }),
		);
		return redirect(back, 'The citation is changed.');
	},
});

const removeCitation = post({
	url: '/findings/:id/cite/:item/remove',
	opens: 'account',
	permit: write,
	params: ofCitation,
	async handle({ tx, params }) {
		const { back } = await citationAt(tx, params);
		await uncite(tx, params.id, params.item);
		return redirect(back, 'The evidence is no longer cited.');
	},
});

const soleBasisPage = form({
	url: '/findings/:id/sole-basis',
	opens: 'account',
	permit: accept,
	params: one,
	view: 'findings/sole-basis.njk',
	fields: z.object({ because: words('Enter why this basis will do', 4000), seen }),
	async load({ tx, params }) {
		const { finding, cited, caption, back } = await openFindingAt(tx, params.id);
		const { sole } = corroboration(finding.citations);
		if (finding.tone !== 'weakness' || sole === null)
			throw new Refused(`${cited} does not rest on a sole basis, so there is nothing to accept.`);
		return { finding, line: findingLine(finding), cited, caption, back, sole: soleText(sole) };
	},
	initial: ({ finding }) => ({ because: finding.soleBasis?.because ?? '', seen: String(finding.edition) }),
	async submit({ tx, actor, params, values, data: { cited, back } }) {
		try {
			await acceptSoleBasis(tx, params.id, { ...values, byName: actor.name });
		} catch (error) {
			if (!(error instanceof Overtaken)) throw error;
			throw new Invalid({
				'': `${cited} was changed since you opened this page. Read its words again; your reason is kept below`,
			});
		}
		return redirect(back, 'The reason is recorded, of the words as they stand now.');
	},
});

const objectsPage = form({
	url: '/findings/:id/objects',
	opens: 'account',
	permit: write,
	params: one,
	view: 'findings/objects.njk',
	fields: z.object({ objects: ticked }),
	async load({ tx, params }) {
		const { finding, cited, caption, back } = await openFindingAt(tx, params.id);
		const objects = await objectsOf(tx, finding.force === null ? {} : { force: finding.force.id });
		return {
			finding,
			cited,
			caption,
			back,
			items: objects.map(({ id, name, kind }) => ({ value: id, text: name, hint: kind })),
		};
	},
	initial: ({ finding }) => ({ objects: finding.objects.map(({ id }) => id) }),
	async submit({ tx, params, values, data: { items, back } }) {
		if (values.objects.some((id) => !items.some(({ value }) => value === id)))
			throw new Invalid({ objects: 'Choose from the list' });
		await keepObjects(tx, params.id, values.objects);
		return redirect(back, 'What this finding is about is kept.');
	},
});

const withdrawPage = form({
	url: '/findings/:id/withdraw',
	opens: 'account',
	permit: write,
	params: one,
	view: 'findings/withdraw.njk',
	fields: z.object({ because: words('Enter why it is withdrawn', 2000) }),
	async load({ tx, params }) {
		const { finding, cited, caption, back } = await openFindingAt(tx, params.id);
		return { text: finding.text, heading: `Withdraw ${cited}`, caption, back, action: `${back}/withdraw` };
	},
	async submit({ tx, params, values, data: { back } }) {
		await withdrawFinding(tx, params.id, values.because);
		return redirect(back, 'The finding is withdrawn. It stays on record.');
	},
});

const putBack = post({
	url: '/findings/:id/put-back',
	opens: 'account',
	permit: write,
	params: one,
	async handle({ tx, params }) {
		await withdrawFinding(tx, params.id, null);
		return redirect(`/findings/${params.id}`, 'The finding stands again.');
	},
});
