import { z } from 'zod';
import {
	asInvalid,
	day,
	dayParts,
	form,
	Invalid,
	Missing,
	optionalDay,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import {
	type Framework,
	frameworksOf,
	inspectionsOf,
	line,
	listForces,
	listFrameworks,
	optionalLine,
	optionalParagraph,
	paragraph,
	ticked,
} from '../../programmes/index.ts';
import { numberedItems } from './numbered.store.ts';
import {
	addObject,
	addObjectState,
	changeObject,
	changeObjectState,
	itemsOfObject,
	objectById,
	placeObject,
	placesOfObject,
	putToObject,
	statesOfObject,
} from './object.store.ts';
import { type AssessedObject, objectKinds, objectKindTexts, objectPolicy } from './object.ts';

const { change: permit } = objectPolicy.can;
const opens = 'account';
const one = z.object({ id: z.uuid() });
const kinds = objectKinds.map((value) => ({ value, text: objectKindTexts[value] }));

async function objectAt(tx: Tx, { id }: { id: string }): Promise<AssessedObject> {
	const object = await objectById(tx, id);
	if (object === null) throw new Missing();
	return object;
}

const own = {
	kind: z.enum(objectKinds, 'Choose what kind of thing it is'),
	name: line('Enter its name'),
	owner: line('Enter whose it is, such as the force or a partner'),
	purpose: paragraph('Enter what it should do', 4000),
	whereToLook: optionalParagraph(4000),
	since: optionalDay('day from which it was there'),
	until: optionalDay('last day on which it was there'),
};

const inOrder = ({ since, until }: { since: Temporal.PlainDate | null; until: Temporal.PlainDate | null }) =>
	since === null || until === null || Temporal.PlainDate.compare(since, until) <= 0;
const backwards = { path: ['until'], message: 'The last day must not be before the first' };

const taken = { '23505': { name: 'There is an object of this name already. Enter another name' } };

const addPage: Route[] = form({
	url: '/objects/add',
	opens,
	permit,
	query: z.object({ force: z.union([z.uuid(), z.literal('')]).catch('') }),
	view: 'objects/edit.njk',
	fields: withDays(
		['since', 'until'],
		z.object({ force: z.union([z.uuid(), z.literal('')]).default(''), ...own }).refine(inOrder, backwards),
	),
	async load({ tx, query }) {
		const forces = (await listForces(tx)).map(({ id, name }) => ({ value: id, text: name }));
		return { object: null, kinds, forces, asked: query.force };
	},
	initial: ({ asked }) => ({ force: asked }),
	async submit({ tx, values: { force, ...object }, data: { forces } }) {
		if (force !== '' && !forces.some(({ value }) => value === force)) {
			throw new Invalid({ force: 'Choose a force from the list' });
		}
		const id = await asInvalid(taken, () => addObject(tx, { ...object, force: force === '' ? null : force }));
		return redirect(`/objects/${id}`, `${object.name} is added. Now say which questions it bears on.`);
	},
});

const changePage: Route[] = form({
	url: '/objects/:id/change',
	opens,
	permit,
	params: one,
	view: 'objects/edit.njk',
	fields: withDays(['since', 'until'], z.object(own).refine(inOrder, backwards)),
	load: async ({ tx, params }) => ({ object: await objectAt(tx, params), kinds, forces: [] }),
	initial: ({ object }) => ({
		kind: object.kind,
		name: object.name,
		owner: object.owner,
		purpose: object.purpose,
		whereToLook: object.whereToLook ?? '',
		...dayParts('since', object.since),
		...dayParts('until', object.until),
	}),
	async submit({ tx, params, values }) {
		await asInvalid(taken, () => changeObject(tx, params.id, values));
		return redirect(`/objects/${params.id}`, 'The object is changed.');
	},
});

const questionsPage: Route[] = form({
	url: '/objects/:id/questions',
	opens,
	permit,
	params: one,
	query: z.object({ framework: z.string().max(200).catch('') }),
	view: 'objects/questions.njk',
	fields: z.object({ framework: z.string().max(200).default(''), components: ticked }),
	async load({ tx, params, query }) {
		const object = await objectAt(tx, params);
		const places = await placesOfObject(tx, object.id);
		const all = await listFrameworks(tx);
		const choices = all.map(({ framework, version, title }) => ({
			value: `${framework}/${version}`,
			text: `${title}, version ${version}`,
		}));
		const inspections = object.force === null ? [] : await inspectionsOf(tx, { force: object.force.id });
		const newest = inspections.at(-1);
		const first = places[0] ?? newest;
		const wanted = [
			query.framework,
			first === undefined ? '' : `${first.framework}/${first.version}`,
			choices[0]?.value ?? '',
		].find((key) => choices.some(({ value }) => value === key));
		const framework = wanted === undefined ? null : await frameworkAt(tx, wanted);
		return { object, places, choices, shown: wanted ?? '', pillars: pillarsOf(framework) };
	},
	initial: ({ places, shown }) => ({
		framework: shown,
		components: places
			.filter(({ framework, version }) => `${framework}/${version}` === shown)
			.map(({ component }) => component),
	}),
	async submit({ tx, params, values, data: { places, choices } }) {
		const framework = choices.some(({ value }) => value === values.framework)
			? await frameworkAt(tx, values.framework)
			: null;
		if (framework === null) throw new Invalid({ components: 'Choose a framework from the list' });
		const known = new Set(pillarsOf(framework).flatMap(({ items }) => items.map(({ value }) => value)));
		const kept = places.filter(
			(place) => place.framework !== framework.id || place.version !== framework.version,
		);
		const chosen = values.components
			.filter((component) => known.has(component))
			.map((component) => ({ framework: framework.id, version: framework.version, component }));
		await placeObject(tx, params.id, [...kept, ...chosen]);
		return redirect(`/objects/${params.id}`, 'What it bears on is kept.');
	},
});

async function frameworkAt(tx: Tx, key: string): Promise<Framework | null> {
	const [framework = '', version = ''] = key.split('/');
	return (await frameworksOf(tx, [{ framework, version: Number(version) }]))[0] ?? null;
}

function pillarsOf(framework: Framework | null) {
	return (framework?.pillars ?? []).map((pillar) => ({
		title: pillar.title,
		items: (framework?.questions ?? [])
			.filter((question) => question.pillar === pillar.id)
			.map(({ id, title }) => ({ value: id, text: title })),
	}));
}

const stateFields = withDays(
	['since', 'until'],
	z
		.object({
			state: line('Enter how it stood, such as “A member of the scheme”'),
			since: day('day from which it stood so'),
			until: optionalDay('last day on which it stood so'),
			evidence: optionalLine(20),
			note: optionalParagraph(2000),
		})
		.refine(inOrder, backwards),
);

const addStatePage: Route[] = form({
	url: '/objects/:id/states/add',
	opens,
	permit,
	params: one,
	view: 'objects/state.njk',
	fields: stateFields,
	load: async ({ tx, params }) => ({ object: await objectAt(tx, params), state: null }),
	async submit({ tx, params, values: { evidence, ...state } }) {
		const item = await itemNamed(tx, evidence);
		await addObjectState(tx, params.id, { ...state, item });
		if (item !== null) await putToObject(tx, params.id, item);
		return redirect(`/objects/${params.id}`, 'The state is on record.');
	},
});

const changeStatePage: Route[] = form({
	url: '/objects/:id/states/:state',
	opens,
	permit,
	params: one.extend({ state: z.uuid() }),
	view: 'objects/state.njk',
	fields: stateFields,
	async load({ tx, params }) {
		const object = await objectAt(tx, params);
		const state = (await statesOfObject(tx, object.id)).find(({ id }) => id === params.state);
		if (state === undefined) throw new Missing();
		const numbers = await numberedItems(tx, { ids: state.item === null ? [] : [state.item] });
		return { object, state, evidence: numbers[0] === undefined ? '' : `E-${numbers[0].number}` };
	},
	initial: ({ state, evidence }) => ({
		state: state?.state ?? '',
		...dayParts('since', state?.since ?? null),
		...dayParts('until', state?.until ?? null),
		evidence,
		note: state?.note ?? '',
	}),
	async submit({ tx, params, values: { evidence, ...state } }) {
		const item = await itemNamed(tx, evidence);
		await changeObjectState(tx, { id: params.state, ...state, item });
		if (item !== null) await putToObject(tx, params.id, item);
		return redirect(`/objects/${params.id}`, 'The state is changed.');
	},
});

async function itemNamed(tx: Tx, typed: string | null): Promise<string | null> {
	if (typed === null) return null;
	const [number] = numbersIn(typed, 'evidence');
	const [item] = await numberedItems(tx, { numbers: number === undefined ? [] : [number] });
	if (item === undefined) throw new Invalid({ evidence: `There is no evidence ${typed}` });
	return item.id;
}

const evidencePage: Route[] = form({
	url: '/objects/:id/evidence/add',
	opens,
	permit,
	params: one,
	view: 'objects/evidence.njk',
	fields: z.object({ items: line('Enter the numbers of the evidence, such as E-12, E-15', 1000) }),
	load: async ({ tx, params }) => ({ object: await objectAt(tx, params) }),
	async submit({ tx, params, values, data: { object } }) {
		const numbers = numbersIn(values.items, 'items');
		const found = await numberedItems(tx, { numbers });
		const gone = numbers.filter((number) => !found.some((item) => item.number === number));
		if (gone.length > 0) {
			throw new Invalid({ items: `There is no evidence ${gone.map((number) => `E-${number}`).join(', ')}` });
		}
		const other = found.find(
			({ force }) => force !== null && object.force !== null && force !== object.force.id,
		);
		if (other !== undefined) {
			throw new Invalid({ items: `E-${other.number} is of another force than ${object.name}` });
		}
		const known = new Set(await itemsOfObject(tx, params.id));
		for (const { id } of found.filter((item) => !known.has(item.id))) await putToObject(tx, params.id, id);
		return redirect(`/objects/${params.id}`, 'The evidence is put to this object.');
	},
});

/** "E-12, 15" as numbers; what is none is said beside the field. */
function numbersIn(typed: string, field: string): number[] {
	const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
	const numbers = parts.map((part) => Number(/^(?:E-?)?(\d{1,12})$/i.exec(part)?.[1] ?? Number.NaN));
	const wrong = parts.find((_, index) => Number.isNaN(numbers[index]));
	if (wrong !== undefined) {
		throw new Invalid({ [field]: `“${wrong}” is no number of evidence. Write it as E-12` });
	}
	return [...new Set(numbers)];
}

export const objectForms: readonly Route[] = [
	...addPage,
	...changePage,
	...questionsPage,
	...addStatePage,
	...changeStatePage,
	...evidencePage,
];
