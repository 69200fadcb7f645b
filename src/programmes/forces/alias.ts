import { existsOn, type Force } from './force.ts';

/** A force with every name it ever had and the keys of the spellings that were entered for it. */
export type KnownForce = Force & { names: readonly string[]; aliases: readonly string[] };

const code = /^[A-Z][0-9]{8}$/;
/** Words at the end that say only that it is a force. */
const telling = new Set(['police', 'constabulary', 'service', 'force', 'area']);
/** Words at the beginning that do. */
const leading = new Set(['the', 'heddlu']);

/**
 * A spelling without what does not tell one force from another: case, accents, punctuation, "&" or "and", hyphens, marks
 * of notes, and "Police", "Constabulary" and the like at its end. Whatever else it says counts: "West Midlands" is a
 * force, "West Midlands region" is not. A spelling that says nothing else than "Police" keeps that.
 */
export function keyOf(spelling: string): string {
	const turned = withoutNotes(spelling).replace(/^([^,]+),\s*(.+ of)\s*$/i, '$2 $1');
	const words = plain(turned)
		.split(' ')
		.filter((word) => word !== '' && word !== 'and');
	while (words.length > 1 && telling.has(words.at(-1) ?? '')) words.pop();
	while (words.length > 1 && leading.has(words[0] ?? '')) words.shift();
	return words.join(' ');
}

/** The address of a force's pages, from its short name: "devon-and-cornwall". */
export function slugOf(name: string): string {
	const words = plain(name)
		.split(' ')
		.filter((word) => word !== '');
	while (words.length > 1 && telling.has(words.at(-1) ?? '')) words.pop();
	return words.join('-') || 'force';
}

function withoutNotes(spelling: string): string {
	return spelling.replaceAll(/\[[^\]]*\]|[\u00b2\u00b3\u00b9\u2070-\u2079*†‡]/g, ' ');
}

/** Small letters, digits and single spaces. */
function plain(text: string): string {
	return text
		.normalize('NFKD')
		.replaceAll(/\p{Mark}/gu, '')
		.replaceAll(/['’]/g, '')
		.replaceAll('&', ' and ')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, ' ')
		.trim();
}

export type Spellings = {
	/** Every force that goes, or went, by this spelling. */
	all(spelling: string): readonly KnownForce[];
	/** The one force that it means on that day; null where it means none, or more than one. */
	one(spelling: string, day: Temporal.PlainDate | null): KnownForce | null;
	nearest(spelling: string, count: number): KnownForce[];
};

/** Every spelling that the register knows. `today` decides between a force and its successor of the same name. */
export function spellingsOf(forces: readonly KnownForce[], today: Temporal.PlainDate): Spellings {
	const byKey = new Map<string, KnownForce[]>();
	for (const force of forces)
		for (const key of keysOf(force)) byKey.set(key, [...(byKey.get(key) ?? []), force]);
	const byCode = new Map(forces.map((force) => [force.code ?? '', force]));

	const all = (spelling: string): readonly KnownForce[] => {
		const asCode = spelling.trim().toUpperCase();
		if (!code.test(asCode)) return byKey.get(keyOf(spelling)) ?? [];
		const force = byCode.get(asCode);
		return force === undefined ? [] : [force];
	};
	return {
		all,
		one(spelling, day) {
			const known = all(spelling);
			const there = known.filter((force) => existsOn(force, day ?? today));
			const meant = day === null && known.length === 1 ? known : there;
			return meant.length === 1 ? (meant[0] ?? null) : null;
		},
		nearest(spelling, count) {
			const key = keyOf(spelling);
			return forces
				.map((force) => ({
					force,
					far: Math.min(...[...keysOf(force)].map((known) => distance(key, known))),
				}))
				.sort((a, b) => a.far - b.far || a.force.name.localeCompare(b.force.name, 'en-GB'))
				.slice(0, count)
				.map(({ force }) => force);
		},
	};
}

function keysOf(force: KnownForce): Set<string> {
	return new Set([...[force.name, force.slug, ...force.names].map(keyOf), ...force.aliases]);
}

/** How many letters have to change, as a share of the longer of the two; words that both have bring them nearer. */
export function distance(one: string, other: string): number {
	const shared = other.split(' ').filter((word) => one.split(' ').includes(word)).length;
	return edits(one, other) / Math.max(one.length, other.length, 1) - shared / 4;
}

function edits(one: string, other: string): number {
	let before = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= other.length; j += 1) {
			const same = one[i - 1] === other[j - 1] ? 0 : 1;
			row[j] = Math.min((row[j - 1] ?? 0) + 1, (before[j] ?? 0) + 1, (before[j - 1] ?? 0) + same);
		}
		before = row;
	}
	return before[other.length] ?? 0;
}
