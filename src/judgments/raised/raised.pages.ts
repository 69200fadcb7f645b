import { z } from 'zod';
import {
	type AccountActor,
	csv,
	get,
	Missing,
	mayTry,
	type Part,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	type Tx,
	view,
	zone,
} from '../../foundation/index.ts';
import {
	type BroughtTab,
	forceBySlug,
	forceTabs,
	type InspectionTab,
	inspectionById,
	inspectionTabs,
	listForces,
	type ProgrammeTabPorts,
	programmeBySlug,
	programmeTabs,
	todayIn,
} from '../../programmes/index.ts';
import { ofProgramme, ofQuestion, one } from '../findings/fields.ts';
import { closedBecause } from '../findings/open.store.ts';
import { questionAt, questionHref, questionTabs } from '../findings/question.ts';
import { raisedChecks } from './checks.ts';
import { progressPages } from './progress.pages.ts';
import { raisedById, raisedOf, similarTo } from './raised.store.ts';
import { citeRaised, isOpen, type Raised, raisedKinds, raisedPolicy, raisedTexts } from './raised.ts';
import { raisedHeader, raisedLine, raisedRows } from './view.ts';
import { writePages } from './write.pages.ts';

export type RaisedPorts = ProgrammeTabPorts & {
	tabs: readonly InspectionTab[];
	forceTabs?: readonly BroughtTab[];
};

const { read, write } = raisedPolicy.can;

/** The page of a force that this step brings. */
export const raisedForceTabs: readonly BroughtTab[] = [{ key: 'raised', text: 'Raised', permit: read }];

export function raisedPart(ports: RaisedPorts): Part {
	return {
		policies: [raisedPolicy],
		routes: [
			questionPage(ports),
			nationalPage(ports),
			nationalFile,
			listPage,
			listFile,
			forcePage(ports),
			onePage,
			inspectionFile,
			...writePages,
			...progressPages,
		],
	};
}

async function writing(
	tx: Tx,
	actor: AccountActor,
	question: { inspection: string | null; component: string | null },
): Promise<{ mayWrite: boolean; closed: string | null }> {
	if (!mayTry(actor, write)) return { mayWrite: false, closed: null };
	const closed = await closedBecause(tx, question);
	return { mayWrite: closed === null, closed };
}

/** Its report has told its readers what it raised. */
const isOver: ReadonlySet<string> = new Set(['published', 'closed']);

/** Whether a report had said it by that day; what another inspection is still writing has not been said. */
function wasSaid({ published, inspection, addedAt }: Raised, by: Temporal.PlainDate): boolean {
	const said = published ?? (inspection === null ? addedAt.toZonedDateTimeISO(zone).toPlainDate() : null);
	return said !== null && Temporal.PlainDate.compare(said, by) <= 0;
}

function raiseLinks(at: string) {
	return raisedKinds.map((kind) => ({
		text: `Raise ${raisedTexts[kind].a}`,
		href: `${at}?${new URLSearchParams({ kind })}`,
	}));
}

function questionPage({ tabs }: RaisedPorts): Route {
	return get({
		url: '/inspections/:id/questions/:component/raised',
		opens: 'account',
		permit: read,
		params: ofQuestion,
		async handle({ tx, actor, params }) {
			const { inspection, question } = await questionAt(tx, params);
			const today = await todayIn(tx);
			const here = await raisedOf(tx, { inspection: inspection.id, component: question.id });
			const before = (await raisedOf(tx, { force: inspection.force.id, national: true })).filter(
				(raised) =>
					raised.inspection !== inspection.id &&
					raised.kind !== 'promising practice' &&
					raised.withdrawn === null &&
					wasSaid(raised, isOver.has(inspection.state) ? (inspection.publishOn ?? today) : today),
			);
			// What is still open, and what this inspection has found to be met.
			const standing = before.filter(
				(raised) =>
					isOpen(raised, inspection.force.id) ||
					raised.progress.some((progress) => progress.inspection === inspection.id),
			);
			const lineOf = (raised: Raised) => ({
				...raisedLine(raised, { today, force: inspection.force.id, published: inspection.publishOn }),
				foundHere: raised.progress.some((progress) => progress.inspection === inspection.id),
				progressHref: `/raised/${raised.id}/progress/add?inspection=${inspection.id}`,
			});
			const isOfQuestion = (raised: Raised) =>
				raised.component !== null &&
				(raised.component === question.id ||
					question.continues.some((from) => from.endsWith(`/${raised.component}`)));
			const at = questionHref(inspection.id, question.id, 'raised');
			return view('raised/question.njk', {
				inspection,
				question,
				tabs: inspectionTabs(inspection, 'questions', tabs),
				questionTabs: questionTabs({ inspection: inspection.id, component: question.id }, 'raised'),
				at,
				links: raiseLinks(`${at}/add`),
				raised: here
					.filter(({ withdrawn, parent }) => withdrawn === null && parent === null)
					.map((raised) => ({
						...lineOf(raised),
						under: here.filter((child) => child.parent === raised.id && child.withdrawn === null).map(lineOf),
					})),
				withdrawn: here.filter(({ withdrawn }) => withdrawn !== null).map(lineOf),
				ofQuestion: standing.filter(isOfQuestion).map(lineOf),
				ofOthers: standing.filter((raised) => !isOfQuestion(raised)).map(lineOf),
				...(await writing(tx, actor, { inspection: inspection.id, component: question.id })),
			});
		},
	});
}

const onePage = get({
	url: '/raised/:id',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params }) {
		const raised = await raisedById(tx, params.id);
		if (raised === null) throw new Missing();
		const today = await todayIn(tx);
		const inspection = raised.inspection === null ? null : await inspectionById(tx, raised.inspection);
		const force = raised.force?.id ?? null;
		const family = await raisedOf(tx, {
			ids: [...raised.recommendations, ...(raised.parent === null ? [] : [raised.parent])],
		});
		const open = await writing(tx, actor, raised);
		const standing = raised.withdrawn === null && isOpen(raised, force);
		const similar = standing
			? await similarTo(tx, {
					text: [raised.title, raised.text, ...raised.subItems.map(({ text }) => text)].join(' '),
					force,
					except: [raised.id, ...family.map(({ id }) => id)],
				})
			: [];
		const known = { today, force, published: inspection?.publishOn ?? null };
		const checks =
			raised.withdrawn !== null
				? []
				: raisedChecks(raised, {
						today,
						publishOn: known.published,
						earlier: inspection === null || raised.source !== null,
						recommendations: raised.recommendations.length,
					});
		return view('raised/raised.njk', {
			raised: raisedLine(raised, known),
			cited: citeRaised(raised),
			inspection,
			programme: raised.programme,
			national: raised.force === null,
			forceSlug: raised.force?.slug ?? null,
			question:
				raised.inspection === null || raised.component === null
					? null
					: questionHref(raised.inspection, raised.component, 'raised'),
			parent: family.filter(({ id }) => id === raised.parent).map((each) => raisedLine(each, known)),
			under: family.filter(({ id }) => id !== raised.parent).map((each) => raisedLine(each, known)),
			similar: similar.map((each) => raisedLine(each, { today, force })),
			checks: open.mayWrite ? checks.map(({ text }) => text) : [],
			mayWrite: open.mayWrite && raised.withdrawn === null,
			// What is found later is written in another inspection, whatever became of this one.
			mayRecord:
				mayTry(actor, write) &&
				raised.withdrawn === null &&
				raised.kind !== 'promising practice' &&
				(raised.published !== null || raised.inspection === null),
			closed: open.closed,
		});
	},
});

const inspectionFile = get({
	url: '/inspections/:id/raised.csv',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, params }) {
		const inspection = await inspectionById(tx, params.id);
		if (inspection === null) throw new Missing();
		return file(await raisedOf(tx, { inspection: inspection.id }), inspection.force.slug);
	},
});

function file(raised: readonly Raised[], name: string, force: string | null = null) {
	return {
		kind: 'data',
		type: 'text/csv; charset=utf-8',
		body: csv(
			raisedHeader,
			raised.flatMap((each) => raisedRows(each, force)),
		),
		saveAs: `raised-${name}.csv`,
	} as const;
}

const nationalPage = (ports: RaisedPorts) =>
	get({
		url: '/programmes/:slug/raised',
		opens: 'account',
		permit: read,
		params: ofProgramme,
		async handle({ tx, actor, params }) {
			const programme = await programmeBySlug(tx, params.slug);
			if (programme === null) throw new Missing();
			const today = await todayIn(tx);
			const raised = await raisedOf(tx, { programme: programme.id, national: true });
			const standing = raised.filter(({ withdrawn }) => withdrawn === null);
			const lineOf = (each: Raised) => raisedLine(each, { today });
			return view('raised/national.njk', {
				programme,
				raised: standing
					.filter(({ parent }) => parent === null)
					.map((each) => ({
						...lineOf(each),
						under: standing.filter(({ parent }) => parent === each.id).map(lineOf),
					})),
				links: raiseLinks(`/programmes/${programme.slug}/raised/add`),
				tabs: programmeTabs(programme, 'raised', { ...ports, actor }),
				mayWrite: mayTry(actor, write),
			});
		},
	});

const nationalFile = get({
	url: '/programmes/:slug/raised.csv',
	opens: 'account',
	permit: read,
	params: ofProgramme,
	async handle({ tx, params }) {
		const programme = await programmeBySlug(tx, params.slug);
		if (programme === null) throw new Missing();
		return file(await raisedOf(tx, { programme: programme.id }), programme.slug);
	},
});

const filters = z.object({
	force: z.string().max(200).default(''),
	kind: z.enum(raisedKinds).optional().catch(undefined),
	open: z.enum(['yes', 'no']).optional().catch(undefined),
	page: pageNumber.default(1),
});
type Filters = z.output<typeof filters>;

/** Everything that matches, the newest first; what was raised to all forces is open as long as it is at one of them. */
async function found(tx: Tx, { force, kind, open }: Omit<Filters, 'page'>) {
	const forces = await listForces(tx);
	const of = forces.find(({ slug }) => slug === force) ?? null;
	const all =
		of === null ? await raisedOf(tx, { every: true }) : await raisedOf(tx, { force: of.id, national: true });
	const raised = all
		.filter((each) => (kind === undefined ? true : each.kind === kind))
		.filter((each) => (open === undefined ? true : isOpen(each, of?.id ?? null) === (open === 'yes')))
		.toReversed();
	return { forces, of, raised };
}

const openTexts = { yes: 'Still open', no: 'Met, withdrawn or asking for nothing' };

const listPage = get({
	url: '/raised',
	opens: 'account',
	permit: read,
	query: filters,
	async handle({ tx, actor, query }) {
		const { forces, of, raised } = await found(tx, query);
		const today = await todayIn(tx);
		const { page, ...rest } = query;
		const address: Record<string, string> = Object.fromEntries(
			Object.entries(rest).flatMap(([name, value]) =>
				value === undefined || value === '' ? [] : [[name, value]],
			),
		);
		const without = (name: string) =>
			`?${new URLSearchParams(Object.entries(address).filter(([each]) => each !== name))}`;
		return view('raised/list.njk', {
			look: { values: address },
			forceItems: forces.map(({ slug, name }) => ({ value: slug, text: name })),
			kindItems: raisedKinds.map((kind) => ({ value: kind, text: raisedTexts[kind].text })),
			openItems: Object.entries(openTexts).map(([value, text]) => ({ value, text })),
			applied: [
				...(of === null ? [] : [{ name: 'Force', text: of.name, href: without('force') }]),
				...(query.kind === undefined
					? []
					: [{ name: 'Kind', text: raisedTexts[query.kind].text, href: without('kind') }]),
				...(query.open === undefined
					? []
					: [{ name: 'State', text: openTexts[query.open], href: without('open') }]),
			],
			raised: raised
				.slice((page - 1) * perPage, page * perPage)
				.map((each) => raisedLine(each, { today, force: of?.id ?? null })),
			pages: paginationOf({ page, total: raised.length, query: address, noun: 'entry' }),
			csvHref: `/raised.csv?${new URLSearchParams(address)}`,
			mayWrite: mayTry(actor, write),
		});
	},
});

const listFile = get({
	url: '/raised.csv',
	opens: 'account',
	permit: read,
	query: filters,
	async handle({ tx, query }) {
		const { of, raised } = await found(tx, query);
		return file(raised, of?.slug ?? 'all', of?.id ?? null);
	},
});

function forcePage(ports: RaisedPorts): Route {
	return get({
		url: '/forces/:slug/raised',
		opens: 'account',
		permit: read,
		params: ofProgramme,
		async handle({ tx, actor, params }) {
			const force = await forceBySlug(tx, params.slug);
			if (force === null) throw new Missing();
			const today = await todayIn(tx);
			const all = (await raisedOf(tx, { force: force.id, national: true })).filter(
				({ withdrawn }) => withdrawn === null,
			);
			const lineOf = (raised: Raised) => raisedLine(raised, { today, force: force.id });
			const standing = all.filter((raised) => isOpen(raised, force.id)).map(lineOf);
			return view('raised/force.njk', {
				force,
				tabs: forceTabs(force, 'raised', {
					actor,
					...(ports.forceTabs === undefined ? {} : { forceTabs: ports.forceTabs }),
				}),
				own: standing.filter(({ forAll }) => !forAll),
				national: standing.filter(({ forAll }) => forAll),
				over: all.filter((raised) => !isOpen(raised, force.id)).map(lineOf),
				csvHref: `/raised.csv?${new URLSearchParams({ force: force.slug })}`,
			});
		},
	});
}
