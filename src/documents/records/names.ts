import {
	allPolicingBodies,
	fullName,
	type Holder,
	holderOn,
	holdersOf,
	type PostKind,
} from '../../programmes/index.ts';
import type { Answer, Asked, Found, Said } from '../tree/resolver.ts';
import type { Known, Register } from './known.ts';
import { dayIn, isProblem, type Problem, refused, shownAs, unknownName } from './problem.ts';

const shows = [
	'full',
	'short',
	'chief-officer',
	'chief-officer-post',
	'liaison-officer',
	'liaison-officer-post',
	'hm-inspector',
	'hm-inspector-post',
	'body',
] as const;
type Show = (typeof shows)[number];

const posts: Partial<Record<Show, PostKind>> = {
	'chief-officer': 'chief officer',
	'chief-officer-post': 'chief officer',
	'liaison-officer': 'liaison officer',
	'liaison-officer-post': 'liaison officer',
	'hm-inspector': 'HM Inspector',
	'hm-inspector-post': 'HM Inspector',
};

/** `:name[derbyshire]{show on}`: what a force was called, and who held which post, on a day. */
export async function sayNames(known: Known, asked: readonly Asked[]): Promise<Answer<Said>[]> {
	const { tx, about } = known;
	const register = await known.register();
	const forces = asked.map(({ name }) => forceNamed(known, register, name));
	const ids = [...new Set(forces.flatMap((force) => force?.id ?? []))];
	const holders = asked.some(({ attributes: { show } }) => show !== undefined && show !== 'full')
		? Map.groupBy(await holdersOf(tx, ids), ({ force }) => force)
		: new Map<string, Holder[]>();
	const bodies = asked.some(({ attributes: { show } }) => show === 'body') ? await allPolicingBodies(tx) : [];
	return asked.map(({ name, attributes }, index): Answer<Said> => {
		const force = forces[index];
		if (force === undefined) return { unknown: 'force', nearest: register.nearest(name) };
		const as = shownAs(attributes.show, shows);
		if (typeof as !== 'string') return as;
		const day = dayIn('on', attributes.on) ?? about.on;
		if (isProblem(day)) return day;
		const held: Holder[] = holders.get(force.id) ?? [];
		const said = ((): { text: string; id: string; illustrative: boolean } | Problem => {
			if (as === 'full' || as === 'short') {
				const called = register.nameOn(force, day);
				return {
					text: as === 'full' ? called : shortOf(called),
					id: `force ${force.id}`,
					illustrative: false,
				};
			}
			if (as === 'body') {
				const body = bodies.find(
					({ forceId, since, until }) => forceId === force.id && holds({ since, until }, day),
				);
				return body === undefined
					? refused(`Nobody has entered which body answers for ${force.name}.`, 'Enter it in the register.')
					: { text: body.name, id: `body ${body.organisation}`, illustrative: false };
			}
			return holderSaid(held, as, day, force.name);
		})();
		if (isProblem(said)) return said;
		const { text, id, illustrative } = said;
		return {
			found: {
				text,
				facts: [
					{
						id,
						of: 'register',
						title: as,
						value: null,
						unit: 'words',
						...(illustrative ? { illustrative } : {}),
					},
				],
			},
		};
	});
}

/** "force" is the one that the document is about. */
function forceNamed({ about }: Known, register: Register, name: string) {
	return name === 'force' && about.force !== null ? register.byId(about.force) : register.find(name);
}

function holderSaid(held: readonly Holder[], as: Show, day: Temporal.PlainDate, force: string) {
	const kind = posts[as] ?? 'chief officer';
	const holder = holderOn(held, kind, day);
	if (holder === null)
		return refused(
			`Nobody has entered who the ${kind} of ${force} was on that day.`,
			'Enter it in the register, or name another day.',
		);
	const { id, post, illustrative } = holder;
	return { text: as.endsWith('-post') ? post : fullName(holder), id: `post holder ${id}`, illustrative };
}

function holds(
	{ since, until }: { since: Temporal.PlainDate | null; until: Temporal.PlainDate | null },
	day: Temporal.PlainDate,
): boolean {
	return (
		(since === null || Temporal.PlainDate.compare(since, day) <= 0) &&
		(until === null || Temporal.PlainDate.compare(day, until) <= 0)
	);
}

/** "Derbyshire", from "Derbyshire Constabulary" */
export function shortOf(name: string): string {
	const short = name.replace(/\s+(?:Police Service|Police Force|Police|Constabulary)$/i, '');
	return short === '' ? name : short;
}

/** `:term[words]{slug}` */
export async function nameTerms(known: Known, asked: readonly Asked[]): Promise<Answer<Found['term']>[]> {
	const glossary = await known.glossary();
	return asked.map(({ name, attributes: { slug } }): Answer<Found['term']> => {
		const term = slug === undefined ? glossary.byName(name) : glossary.bySlug(slug);
		const found = term ?? glossary.byAcronym(name);
		if (found !== undefined && found.means !== null) return { found: { slug: found.slug } };
		return unknownName(
			'term',
			slug ?? name,
			glossary.terms.flatMap((one) => (one.means === null ? [] : [one.slug])),
		);
	});
}
