import { z } from 'zod';
import {
	csv,
	get,
	Missing,
	mayTry,
	type Part,
	pageNumber,
	paginationOf,
	perPage,
	post,
	type Route,
	redirect,
	type Tx,
	timelineOf,
	view,
} from '../../foundation/index.ts';
import { componentOf, type Framework, frameworksOf, listForces, todayIn } from '../../programmes/index.ts';
import { evidenceByIds } from '../items/item.store.ts';
import { bearingTexts, cite, kindTexts } from '../items/item.ts';
import { objectForms } from './object.forms.ts';
import {
	itemsOfObject,
	objectById,
	objectCount,
	objectsOf,
	placesOfObject,
	statesOfObject,
	takeFromObject,
} from './object.store.ts';
import {
	type AssessedObject,
	type ObjectKind,
	objectKinds,
	objectKindTexts,
	objectPolicy,
	type Place,
	statesOn,
} from './object.ts';

/** What was found about an object over the years, as rooms above know it: the newest first. */
export type ObjectFindings = (
	tx: Tx,
	object: string,
) => Promise<
	{ text: string; href: string; tone: string; colour: string; of: string; when: Temporal.PlainDate }[]
>;

export type ObjectPorts = { objectFindings?: ObjectFindings };

const { read, change } = objectPolicy.can;
const one = z.object({ id: z.uuid() });
const national = 'national';
const query = z.object({
	force: z.union([z.uuid(), z.literal(''), z.literal(national)]).catch(''),
	kind: z.enum(['', ...objectKinds]).catch(''),
	name: z.string().trim().max(100).catch(''),
	page: pageNumber,
});
type Query = z.output<typeof query>;

/** The systems and arrangements that inspectors look at. */
export function objectPages(ports: ObjectPorts = {}): Part {
	return {
		policies: [objectPolicy],
		routes: [listPage, listFile, objectPage(ports), ...objectForms, takeAway],
	};
}

function filterOf({ force, kind, name }: Query) {
	return {
		...(force === '' ? {} : { force: force === national ? null : force }),
		...(kind === '' ? {} : { kind }),
		...(name === '' ? {} : { name }),
	};
}

const listPage: Route = get({
	url: '/objects',
	opens: 'account',
	permit: read,
	query,
	async handle({ tx, actor, query: asked }) {
		const { force, kind, name, page } = asked;
		const filter = filterOf(asked);
		const [total, all, forces] = [
			await objectCount(tx, filter),
			await objectsOf(tx, filter, { most: perPage, skip: (page - 1) * perPage }),
			await listForces(tx),
		];
		const without = (field: string) =>
			`?${new URLSearchParams({ force, kind, name, [field]: '' } as Record<string, string>)}`;
		const ofForce = forces.find(({ id }) => id === force)?.name ?? (force === national ? nowhere : undefined);
		return view('objects/list.njk', {
			rows: all.map(rowOf),
			filter: { values: { force, kind, name } },
			forces: [
				{ value: national, text: nowhere },
				...forces.map(({ id, name: text }) => ({ value: id, text })),
			],
			kinds: objectKinds.map((value) => ({ value, text: objectKindTexts[value] })),
			applied: [
				...(ofForce === undefined ? [] : [{ name: 'Force', text: ofForce, href: without('force') }]),
				...(kind === '' ? [] : [{ name: 'Kind', text: objectKindTexts[kind], href: without('kind') }]),
				...(name === '' ? [] : [{ name: 'Name', text: name, href: without('name') }]),
			],
			csvHref: `/objects.csv?${new URLSearchParams({ force, kind, name })}`,
			mayChange: mayTry(actor, change),
			pagination: paginationOf({ page, total, query: { force, kind, name }, noun: 'object' }),
		});
	},
});

const nowhere = 'Regional or national';

function rowOf(object: AssessedObject) {
	return {
		...object,
		href: `/objects/${object.id}`,
		kind: objectKindTexts[object.kind],
		force: object.force?.name ?? nowhere,
	};
}

const listFile: Route = get({
	url: '/objects.csv',
	opens: 'account',
	permit: read,
	query,
	async handle({ tx, query: asked }) {
		const all = await objectsOf(tx, filterOf(asked));
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				[
					'force',
					'object',
					'kind',
					'owner',
					'what it should do',
					'where to look',
					'since',
					'until',
					'illustrative',
				],
				all.map((object) => [
					object.force?.name ?? '',
					object.name,
					object.kind,
					object.owner,
					object.purpose,
					object.whereToLook,
					object.since?.toString() ?? '',
					object.until?.toString() ?? '',
					object.illustrative ? 'yes' : 'no',
				]),
			),
			saveAs: 'assessed-objects.csv',
		};
	},
});

function objectPage({ objectFindings }: ObjectPorts): Route {
	return get({
		url: '/objects/:id',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, actor, params }) {
			const object = await objectById(tx, params.id);
			if (object === null) throw new Missing();
			const places = await placesOfObject(tx, object.id);
			const frameworks = await frameworksOf(tx, keysOf(places));
			const states = await statesOfObject(tx, object.id);
			const evidence = await evidenceByIds(tx, await itemsOfObject(tx, object.id));
			const cited = new Map(
				evidence.map((item) => [item.id, { text: cite(item), href: `/evidence/${item.id}` }]),
			);
			const now = statesOn(states, await todayIn(tx));
			const findings = objectFindings === undefined ? [] : await objectFindings(tx, object.id);
			return view('objects/object.njk', {
				object,
				kind: kindText(object.kind),
				questions: questionsIn(frameworks, places),
				states: states.map((state) => ({
					...state,
					holds: now.includes(state),
					evidence: state.item === null ? null : (cited.get(state.item) ?? null),
				})),
				evidence: evidence.map((item) => ({
					id: item.id,
					cite: cite(item),
					href: `/evidence/${item.id}`,
					kind: kindTexts[item.kind],
					title: item.current?.title ?? 'For the team of the inspection',
					when: item.current?.happenedOn ?? null,
					bearing: item.current === null ? null : bearingTexts[item.current.bearing],
					withdrawn: item.withdrawn !== null,
					illustrative: item.illustrative,
				})),
				findings,
				mayChange: mayTry(actor, change),
				history: (await timelineOf(tx, { kind: 'assessed object', id: object.id })).entries,
			});
		},
	});
}

function kindText(kind: ObjectKind): string {
	return objectKindTexts[kind];
}

function keysOf(places: readonly Place[]) {
	return [...new Map(places.map((place) => [`${place.framework}/${place.version}`, place])).values()];
}

/** The questions it bears on, framework by framework, in the words of each. */
function questionsIn(frameworks: readonly Framework[], places: readonly Place[]) {
	return frameworks.map((framework) => ({
		title: `${framework.title}, version ${framework.version}`,
		href: `/frameworks/${framework.id}/${framework.version}`,
		questions: places
			.filter((place) => place.framework === framework.id && place.version === framework.version)
			.map(({ component }) => componentOf(framework, component)?.title ?? component),
	}));
}

const takeAway: Route = post({
	url: '/objects/:id/evidence/:item/remove',
	opens: 'account',
	permit: change,
	params: one.extend({ item: z.uuid() }),
	async handle({ tx, params }) {
		if ((await objectById(tx, params.id)) === null) throw new Missing();
		await takeFromObject(tx, params.id, params.item);
		return redirect(`/objects/${params.id}`, 'The evidence is no longer put to this object.');
	},
});
