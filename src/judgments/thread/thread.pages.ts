import { z } from 'zod';
import {
	bearsOnOf,
	cite,
	type Evidence,
	evidenceById,
	evidenceByIds,
	evidencePolicy,
	objectsOf,
	reusesOf,
	versionsOf,
} from '../../evidence/index.ts';
import {
	type AccountActor,
	csv,
	get,
	Missing,
	type Part,
	type Route,
	type Tx,
	timelineOf,
	view,
} from '../../foundation/index.ts';
import {
	componentOf,
	type Framework,
	frameworkOf,
	frameworksOf,
	type Inspection,
	type InspectionTab,
	inspectionById,
	inspectionsOf,
	inspectionTabs,
	isPillar,
	judgmentsOf,
	type Judgment as Published,
} from '../../programmes/index.ts';
import { adviceOf } from '../findings/advice.store.ts';
import { findingById, findingsCiting, findingsOf } from '../findings/finding.store.ts';
import { citeFinding, type Finding, findingPolicy } from '../findings/finding.ts';
import { questionHref, questionTabs } from '../findings/question.ts';
import { evidenceLine, findingLine } from '../findings/view.ts';
import { judgedAt } from '../judging/acts.store.ts';
import { judgingsOf } from '../judging/judging.store.ts';
import { type Judging, standing, stateTag } from '../judging/judgment.ts';
import type { Below } from '../judging/rules.ts';
import { saidInWords } from '../judging/said.ts';
import { raisedById, raisedOf } from '../raised/raised.store.ts';
import { citeRaised, type Raised, raisedPolicy } from '../raised/raised.ts';
import { inThread, isTold } from './record.ts';
import { accountNames, judgmentsAt, raisedOnFindings, sameSource, uncitedItems } from './thread.store.ts';
import { asideOf, gradeText, inBrief, linesOf, threadHeader, threadRows } from './thread.ts';
import { findingOf, judgingLine, publishedLine, raisedLine } from './thread.view.ts';

export type ThreadPorts = { tabs: readonly InspectionTab[] };

const { read } = findingPolicy.can;
const one = z.object({ id: z.uuid() });
const ofQuestion = z.object({ id: z.uuid(), component: z.string().regex(/^[a-z0-9-]{1,200}$/) });
const older = z.object({ older: z.coerce.number().int().positive().optional().catch(undefined) });

/** From anything that was judged, found, raised or gathered to everything above and below it. */
export function threadPages(ports: ThreadPorts): Part {
	return {
		routes: [questionPage(ports), questionFile, findingPage, raisedPage, evidencePage],
	};
}

/** What a thread is made of, from its judgments down to its findings; the evidence hangs on these. */
type Strands = {
	judgings: Judging[];
	published: Published[];
	raised: Raised[];
	findings: Finding[];
};

type Judged = Pick<Finding, 'force' | 'framework' | 'version' | 'component'>;

/** What was published of these questions, here or before this system was there. */
async function publishedAt(tx: Tx, places: readonly Judged[]): Promise<Published[]> {
	const keyOf = (force: string, { framework, version, component }: Omit<Judged, 'force'>) =>
		[force, framework, version, component].join('/');
	const wanted = new Set(
		places.flatMap((place) => (place.force === null ? [] : [keyOf(place.force.id, place)])),
	);
	const forces = new Set(places.flatMap(({ force }) => force?.id ?? []));
	return (await judgmentsOf(tx, [...forces])).filter((judgment) =>
		wanted.has(keyOf(judgment.force, judgment)),
	);
}

async function aboveFindings(
	tx: Tx,
	findings: readonly Finding[],
	more: readonly Raised[] = [],
): Promise<Strands> {
	const raised = await raisedOf(tx, {
		ids: [
			...new Set([
				...(await raisedOnFindings(
					tx,
					findings.map(({ id }) => id),
				)),
				...more.map(({ id }) => id),
			]),
		],
	});
	const places = new Map(
		[...findings, ...more].flatMap(({ inspection, component }) =>
			inspection === null || component === null
				? []
				: [[`${inspection}/${component}`, { inspection, component }]],
		),
	);
	const judgings = await judgingsOf(tx, { ids: await judgmentsAt(tx, [...places.values()]) });
	return { judgings, published: await publishedAt(tx, findings), raised, findings: [...findings] };
}

type Question = {
	inspection: Inspection;
	framework: Framework;
	component: NonNullable<ReturnType<typeof componentOf>>;
};

async function questionAt(tx: Tx, { id, component }: { id: string; component: string }): Promise<Question> {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	const framework = await frameworkOf(tx, inspection);
	const found = [...(framework?.pillars ?? []), ...(framework?.questions ?? [])].find(
		(each) => each.id === component,
	);
	if (framework === null || found === undefined) throw new Missing();
	return { inspection, framework, component: found };
}

async function strandsOf(tx: Tx, { inspection, framework, component }: Question) {
	const at = { inspection: inspection.id, component: component.id };
	const findings = await findingsOf(tx, at);
	const onFindings = await raisedOnFindings(
		tx,
		findings.map(({ id }) => id),
	);
	const own = await raisedOf(tx, at);
	const others = await raisedOf(tx, { ids: onFindings.filter((id) => !own.some((each) => each.id === id)) });
	const uncited = await evidenceByIds(
		tx,
		await uncitedItems(tx, {
			...at,
			force: inspection.force.id,
			framework: framework.id,
			version: framework.version,
			parts: isPillar(component) ? [] : component.parts.map(({ id }) => id),
		}),
	);
	const place = {
		force: inspection.force,
		framework: framework.id,
		version: framework.version,
		component: component.id,
	};
	return {
		findings,
		raised: [...own, ...others],
		judgings: await judgingsOf(tx, at),
		published: await publishedAt(tx, [place]),
		uncited,
	};
}

function questionPage({ tabs }: ThreadPorts): Route {
	return get({
		url: '/inspections/:id/questions/:component/thread',
		opens: 'account',
		permit: read,
		params: ofQuestion,
		query: older,
		async handle({ tx, actor, params, query }) {
			const question = await questionAt(tx, params);
			const { inspection, framework, component } = question;
			const pillar = isPillar(component);
			const { uncited, ...strands } = await strandsOf(tx, question);
			const { findings, raised, judgings, published } = strands;
			const judging = judgings[0] ?? null;
			const brief = inBrief({ judging, published, framework, findings, raised, uncited });
			return view('thread/question.njk', {
				inspection,
				title: component.title,
				asks: component.asks ?? null,
				scope: component.scope ?? null,
				tabs: inspectionTabs(inspection, 'questions', tabs),
				questionTabs: questionTabs({ inspection: inspection.id, component: component.id, pillar }, 'thread'),
				// A pillar rests on its questions, and says so below.
				brief: pillar ? brief.filter((sentence) => !/finding/.test(sentence)) : brief,
				pillar,
				below: pillar ? await belowPillar(tx, actor, question) : [],
				...(await strandData(tx, strands, [framework], [inspection.force])),
				aside: asideOf(uncited, inspection.force.id),
				advice: pillar ? [] : await adviceOf(tx, { inspection: inspection.id, component: component.id }),
				findingsHref: questionHref(inspection.id, component.id, 'findings'),
				csvHref: `${questionHref(inspection.id, component.id, 'thread')}.csv`,
				...(await recordOf(tx, strands, {
					changed: uncited,
					frameworks: [framework],
					before: query.older,
				})),
			});
		},
	});
}

/** The questions of a pillar, each with what was said of it; their threads go on from there. */
async function belowPillar(tx: Tx, actor: AccountActor, { inspection, framework, component }: Question) {
	const judged = await judgedAt(tx, actor, { inspection: inspection.id, component: component.id });
	const key = { force: inspection.force, framework: framework.id, version: framework.version };
	const published = await publishedAt(
		tx,
		judged.below.map((one) => ({ ...key, component: one.component })),
	);
	return judged.below.map((one) => {
		const before = published.find((judgment) => judgment.component === one.component);
		return {
			title: one.title,
			href: questionHref(inspection.id, one.component, 'thread'),
			...gradeBelow(one, before, framework),
			said: saidInWords(one.said),
		};
	});
}

/** The grade of a question in its pillar's thread: what stands, what was published, or what is carried over. */
function gradeBelow(
	{ judging, inspected, carried }: Below,
	published: Published | undefined,
	framework: Framework,
): { grade: string | null; tag: { text: string; colour: string } } {
	const tag = stateTag(judging);
	if (judging.blind) return { grade: 'You grade this first', tag };
	const opinion = standing(judging);
	if (opinion !== null) return { grade: gradeText(framework, opinion.grade), tag };
	if (published !== undefined) {
		return { grade: gradeText(framework, published.grade), tag: { text: 'Published', colour: 'green' } };
	}
	if (inspected !== false) return { grade: null, tag };
	return {
		grade: carried === null ? null : `${carried.title}, carried over`,
		tag: { text: 'Not inspected', colour: 'grey' },
	};
}

const questionFile = get({
	url: '/inspections/:id/questions/:component/thread.csv',
	opens: 'account',
	permit: read,
	params: ofQuestion,
	async handle({ tx, params }) {
		const question = await questionAt(tx, params);
		const { inspection, framework, component } = question;
		const { findings, judgings, published, uncited } = await strandsOf(tx, question);
		const opinion = (judgings[0] === undefined ? null : standing(judgings[0])) ?? published[0] ?? null;
		const grade = opinion === null ? '' : gradeText(framework, opinion.grade);
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				threadHeader,
				threadRows(
					[inspection.force.name, inspection.programme.name, component.title, grade],
					findings,
					uncited,
				),
			),
			saveAs: `thread-${inspection.force.slug}-${component.id}.csv`,
		};
	},
});

const findingPage = get({
	url: '/findings/:id/thread',
	opens: 'account',
	permit: read,
	params: one,
	query: older,
	async handle({ tx, params, query }) {
		const finding = await findingById(tx, params.id);
		if (finding === null) throw new Missing();
		const strands = await aboveFindings(tx, [finding]);
		return view('thread/thing.njk', {
			title: `Thread of ${citeFinding(finding)}`,
			caption: finding.force?.name ?? finding.programme.name,
			back: { text: `Finding ${citeFinding(finding)}`, href: `/findings/${finding.id}` },
			...(await thingData(tx, strands, query.older)),
		});
	},
});

const raisedPage = get({
	url: '/raised/:id/thread',
	opens: 'account',
	permit: raisedPolicy.can.read,
	params: one,
	query: older,
	async handle({ tx, params, query }) {
		const raised = await raisedById(tx, params.id);
		if (raised === null) throw new Missing();
		const family = [raised.id, ...raised.recommendations, ...(raised.parent === null ? [] : [raised.parent])];
		const all = await raisedOf(tx, { ids: family });
		const findings = await findingsOf(tx, { ids: all.flatMap((each) => each.findings.map(({ id }) => id)) });
		const strands = await aboveFindings(tx, findings, all);
		return view('thread/thing.njk', {
			title: `Thread of ${citeRaised(raised)}`,
			caption: raised.force?.name ?? raised.programme?.name ?? 'To all forces',
			back: { text: citeRaised(raised), href: `/raised/${raised.id}` },
			...(await thingData(tx, strands, query.older)),
		});
	},
});

const evidencePage = get({
	url: '/evidence/:id/thread',
	opens: 'account',
	permit: evidencePolicy.can.read,
	params: one,
	query: older,
	async handle({ tx, params, query }) {
		const evidence = await evidenceById(tx, params.id);
		if (evidence === null) throw new Missing();
		const citing = await findingsCiting(tx, [evidence.id]);
		const findings = await findingsOf(tx, { ids: citing.map(({ finding }) => finding) });
		const strands = await aboveFindings(tx, findings);
		return view('thread/thing.njk', {
			title: `Thread of ${cite(evidence)}`,
			caption: evidence.force?.name ?? 'Policing nationally',
			back: { text: `Evidence ${cite(evidence)}`, href: `/evidence/${evidence.id}` },
			...(await thingData(tx, strands, query.older, evidence)),
		});
	},
});

async function thingData(tx: Tx, strands: Strands, before: number | undefined, evidence?: Evidence) {
	const frameworks = await frameworksOf(
		tx,
		[...strands.judgings, ...strands.findings].map(({ framework, version }) => ({ framework, version })),
	);
	const forces = strands.findings.flatMap(({ force }) => force ?? []);
	const data = await strandData(tx, strands, frameworks, forces);
	return {
		...data,
		item: evidence === undefined ? null : await itemData(tx, evidence, frameworks),
		...(await recordOf(tx, strands, {
			whole: evidence === undefined ? [] : [evidence],
			frameworks,
			before,
		})),
	};
}

/** One item of evidence: what it says in each version, where it is used, and what it shares its source with. */
async function itemData(tx: Tx, evidence: Evidence, frameworks: readonly Framework[]) {
	const reuses = await reusesOf(tx, [evidence.id], 'staff');
	const places = (await bearsOnOf(tx, [evidence.id])).get(evidence.id) ?? [];
	const known = [...frameworks, ...(await frameworksOf(tx, places))];
	const own = evidence.inspection === null ? [] : [evidence.inspection];
	const inspections = await inspectionsOf(tx, {
		ids: [...own, ...reuses.map(({ inspection }) => inspection)],
	});
	const others = await evidenceByIds(
		tx,
		await sameSource(tx, { id: evidence.id, source: evidence.source.id }),
	);
	const line = evidenceLine(evidence);
	return {
		...line,
		gatheredBy: evidence.current?.gatheredByName ?? null,
		text: evidence.current?.text ?? null,
		versions: (await versionsOf(tx, evidence.id)).map((version) => ({
			number: version.number,
			title: version.title,
			by: version.enteredByName ?? version.gatheredByName,
			at: version.enteredAt,
			because: version.because,
		})),
		places: [
			...new Set(
				places.map(({ framework, version, component }) => {
					const found = known.find((each) => each.id === framework && each.version === version);
					return found === undefined ? component : (componentOf(found, component)?.title ?? component);
				}),
			),
		],
		inspections: inspections.map(({ id, force, programme }) => {
			const reuse = reuses.find(({ inspection }) => inspection === id);
			return {
				text: `${force.name}, ${programme.name}`,
				href: `/inspections/${id}`,
				because: reuse?.because ?? null,
				at: reuse?.at ?? null,
			};
		}),
		objects: (await objectsOf(tx, { item: evidence.id })).map(({ id, name }) => ({
			text: name,
			href: `/objects/${id}`,
		})),
		sameSource: linesOf(others.map((other) => ({ evidence: other, note: null }))),
	};
}

async function strandData(
	tx: Tx,
	{ judgings, published, raised, findings }: Strands,
	frameworks: readonly Framework[],
	forces: readonly { id: string; slug: string; name: string }[],
) {
	const names = await accountNames(
		tx,
		[...findings, ...raised].flatMap(({ addedBy, writtenBy }) => [addedBy, ...writtenBy]),
	);
	const frameworkFor = (key: { framework: string | null; version: number | null }) =>
		frameworks.find(({ id, version }) => id === key.framework && version === key.version);
	return {
		judgings: judgings.map((judging) => judgingLine(judging, frameworkFor(judging))),
		published: published.flatMap((judgment) => {
			const force = forces.find(({ id }) => id === judgment.force);
			return force === undefined ? [] : [publishedLine(judgment, force, frameworkFor(judgment))];
		}),
		raised: raised.map((each) => raisedLine(each, names)),
		findings: findings
			.filter(({ withdrawn }) => withdrawn === null)
			.map((finding) => findingOf(finding, { framework: frameworkFor(finding), raised, names })),
		withdrawn: findings.filter(({ withdrawn }) => withdrawn !== null).map((finding) => findingLine(finding)),
	};
}

const perRecord = 20;

/** Who did what when, of everything in the thread; of the evidence, where it was corrected or withdrawn. */
async function recordOf(
	tx: Tx,
	{ judgings, raised, findings }: Strands,
	more: {
		/** Evidence of which only what changed is told, and evidence of which everything is. */
		changed?: readonly Evidence[];
		whole?: readonly Evidence[];
		frameworks: readonly Framework[];
		before: number | undefined;
	},
) {
	const { changed: beside = [], whole = [], frameworks, before } = more;
	const cited = findings.flatMap(({ citations }) => citations.map((citation) => citation.evidence));
	const items = [...cited, ...beside, ...whole];
	const changed = items.filter(({ latest, withdrawn }) => latest > 1 || withdrawn !== null);
	const called = new Map<string, { text: string; href: string }>([
		...frameworks.flatMap((framework) =>
			[...framework.pillars, ...framework.questions].map(
				({ id, title }) => [id, { text: `“${title}”`, href: '' }] as const,
			),
		),
		...judgings.map(
			({ id, inspection, component }) =>
				[id, { text: 'Judgment', href: questionHref(inspection, component) }] as const,
		),
		...raised.map((each) => [each.id, { text: citeRaised(each), href: `/raised/${each.id}` }] as const),
		...findings.map((each) => [each.id, { text: citeFinding(each), href: `/findings/${each.id}` }] as const),
		...items.map((each) => [each.id, { text: cite(each), href: `/evidence/${each.id}` }] as const),
	]);
	const ids = [...judgings, ...raised, ...findings, ...changed, ...whole].map(({ id }) => id);
	const page = await timelineOf(
		tx,
		{ kind: ['judging', 'raised', 'finding', 'evidence'], id: [...new Set(ids)] },
		before === undefined ? {} : { olderThan: before },
		perRecord,
	);
	return {
		record: page.entries.filter(isTold).map((entry) => inThread(entry, called)),
		olderHref: page.olderThan === null ? null : `?older=${page.olderThan}#record`,
		newestHref: before === undefined ? null : '?#record',
	};
}
