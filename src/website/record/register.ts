import { spellingKey } from '../../programmes/index.ts';

/** A force as the newest public register has it. */
export type PublicForce = {
	id: string;
	slug: string;
	name: string;
	/** Every other spelling that publications use, earlier names among them. */
	spellings: readonly string[];
	/** Of its area: figures are found by it. */
	code: string | null;
	kind: 'territorial' | 'other';
	inScope: boolean;
	scopeNote: string | null;
	region: string;
	nation: 'England' | 'Wales' | null;
	/** Of its tile on a map. */
	place: { column: number; row: number; short: string } | null;
	authorities: readonly { code: string; name: string }[];
	/** Null where no group is on record. */
	similar: {
		/** Addresses of the other forces. */
		forces: readonly string[];
		source: string | null;
		/** Of a force that is like no other: the reason that is printed. */
		noneBecause: string | null;
		illustrative: boolean;
	} | null;
	since: Temporal.PlainDate | null;
	/** Its last day, once that is over. */
	until: Temporal.PlainDate | null;
	became: readonly { slug: string; name: string; since: Temporal.PlainDate; note: string | null }[];
};

export class PublicRegister {
	/** In the order of their names. */
	readonly forces: readonly PublicForce[];
	/** The day on which it stood so; null while nothing is public. */
	readonly stoodOn: Temporal.PlainDate | null;
	readonly #bySlug: ReadonlyMap<string, PublicForce>;
	readonly #byId: ReadonlyMap<string, PublicForce>;
	readonly #byArea: ReadonlyMap<string, PublicForce>;

	constructor(forces: readonly PublicForce[], stoodOn: Temporal.PlainDate | null) {
		this.forces = forces.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
		this.stoodOn = stoodOn;
		this.#bySlug = new Map(forces.map((one) => [one.slug, one]));
		this.#byId = new Map(forces.map((one) => [one.id, one]));
		this.#byArea = new Map(forces.flatMap((one) => (one.code === null ? [] : [[one.code, one]])));
	}

	/** Those that there are today. */
	get current(): readonly PublicForce[] {
		return this.forces.filter(({ until, became }) => until === null && became.length === 0);
	}

	bySlug(slug: string): PublicForce | undefined {
		return this.#bySlug.get(slug);
	}

	byId(id: string): PublicForce | undefined {
		return this.#byId.get(id);
	}

	/** "E23000018", as figures name areas. */
	byArea(code: string): PublicForce | undefined {
		return this.#byArea.get(code);
	}

	/** The other forces of its most similar group. */
	similarTo({ similar }: PublicForce): PublicForce[] {
		return (similar?.forces ?? []).flatMap((slug) => this.#bySlug.get(slug) ?? []);
	}
}

/** How somebody's words lead to a force. */
export type FoundForce = {
	force: PublicForce;
	by: 'name' | 'spelling' | 'code' | 'authority';
	/** The spelling or the local authority that was found. */
	as: string;
	/** The words are the whole of it; otherwise they stand within it. */
	whole: boolean;
};

/**
 * The forces that somebody may mean: by any published spelling, the code of the area, or a local authority. Whole matches
 * come first and alone, if there are any; nothing is guessed.
 */
export function findForces(register: PublicRegister, text: string): FoundForce[] {
	const key = spellingKey(text);
	const place = placeKey(text);
	if (key === '' && place === '') return [];
	const code = text.trim().toUpperCase();
	const found = register.forces.flatMap((force): FoundForce[] => {
		const hits: FoundForce[] = [];
		const named = [force.name, force.slug, ...force.spellings];
		for (const [index, spelling] of named.entries()) {
			const match = matches(spellingKey(spelling), key);
			if (match !== null)
				hits.push({
					force,
					by: index < 2 ? 'name' : 'spelling',
					as: index === 1 ? force.name : spelling,
					whole: match === 'whole',
				});
		}
		if (force.code === code) hits.push({ force, by: 'code', as: code, whole: true });
		for (const authority of force.authorities) {
			const match = authority.code === code ? 'whole' : matches(placeKey(authority.name), place);
			if (match !== null) hits.push({ force, by: 'authority', as: authority.name, whole: match === 'whole' });
		}
		const best = hits.find(({ whole }) => whole) ?? hits[0];
		return best === undefined ? [] : [best];
	});
	const whole = found.filter((one) => one.whole);
	// A force that has ended is meant by its old name only where no other has it.
	const there = whole.filter(({ force }) => force.until === null);
	return there.length > 0 ? there : whole.length > 0 ? whole : found;
}

function matches(known: string, asked: string): 'whole' | 'part' | null {
	if (asked === '' || known === '') return null;
	if (known === asked) return 'whole';
	if (asked.length < 3) return null;
	return known.startsWith(asked) ||
		known.split(' ').some((_, at, words) => words.slice(at).join(' ').startsWith(asked))
		? 'part'
		: null;
}

/** Words that say only that a place is governed. */
const governed = new Set([
	'borough',
	'district',
	'council',
	'city',
	'county',
	'metropolitan',
	'unitary',
	'of',
	'the',
	'and',
]);

function placeKey(name: string): string {
	const words = name
		.normalize('NFKD')
		.replaceAll(/\p{Mark}/gu, '')
		.replaceAll(/['’]/g, '')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== '');
	const telling = words.filter((word) => !governed.has(word));
	return (telling.length > 0 ? telling : words).join(' ');
}
