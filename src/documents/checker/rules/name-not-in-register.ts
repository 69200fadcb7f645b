import { editsBetween } from '../alike.ts';
import type { Context, ForceName } from '../context.ts';
import { dayOf } from '../dated.ts';
import { type Draft, type Spot, tokenSpot, tokensOf } from '../draft.ts';
import { defineRule, type Found } from '../rule.ts';

type Use = { name: string; key: string; spot: Spot };

const kind = /\s+(?:Police(?: Service)?|Constabulary)$/;

export const nameNotInRegister = defineRule({
	name: 'name-not-in-register',
	title: 'A force by a name that is not its own',
	explains:
		'A force is called by the name under which the register has it on the day of the document, the same in every place. Without a register, a document that calls one force by two names is told so.',
	severity: 'fault',
	*check(draft, context) {
		const uses = usesIn(draft);
		if (context.forces === undefined || context.forces.length === 0)
			yield* twoNames(uses, (context.others ?? []).flatMap(usesIn));
		else yield* against(uses, context.forces, dayOf(draft, context));
	},
});

function usesIn(draft: Draft): Use[] {
	return draft.sentences.flatMap((sentence) =>
		tokensOf(sentence, 'name')
			.filter(({ is }) => is === 'force')
			.map((token) => ({ name: token.name, key: keyOf(token.name), spot: tokenSpot(sentence, token) })),
	);
}

/** Ampersands, apostrophes and capitals make no other name; the last word does. */
function keyOf(name: string): string {
	return name
		.replace(/[’']s$/, '')
		.replaceAll('&', 'and')
		.replaceAll(/\s+/g, ' ')
		.toLowerCase();
}

/** Each name that is used more rarely than another of the same place is told once. */
function* twoNames(uses: readonly Use[], beside: readonly Use[]): Iterable<Found> {
	const own = new Set(uses);
	const places = Map.groupBy([...uses, ...beside], ({ name }) =>
		keyOf(name.replace(/[’']s$/, '').replace(kind, '')),
	);
	for (const [place, all] of places) {
		const names = [...Map.groupBy(all, ({ key }) => key).values()].sort((a, b) => b.length - a.length);
		const [most] = names;
		const [usual] = most ?? [];
		if (usual === undefined || place === '') continue;
		for (const [first] of names.slice(1).map((all) => all.filter((use) => own.has(use))))
			if (first !== undefined)
				yield {
					spot: first.spot,
					text: `The force is called “${first.name}” here, and “${usual.name}” elsewhere.`,
					mend: 'Call it everywhere by the name under which the register of forces has it.',
					also: own.has(usual) ? [usual.spot] : [],
					data: { names: [first.name, usual.name] },
				};
	}
}

function* against(uses: readonly Use[], forces: readonly ForceName[], day: string | null): Iterable<Found> {
	const told = new Set<string>();
	for (const { name, key, spot } of uses) {
		if (told.has(key) || forces.some((one) => keyOf(one.name) === key && isOn(one, day))) continue;
		told.add(key);
		const meant =
			forces.find((one) => keyOf(one.name) === key) ??
			forces.find(({ spellings }) => spellings.some((spelling) => keyOf(spelling) === key)) ??
			nearestOf(key, forces);
		const now = forces.find((one) => one.force === meant?.force && isOn(one, day));
		const dated = meant !== undefined && keyOf(meant.name) === key;
		yield {
			spot,
			text: dated
				? `The force was not called “${name}” on the day of this document.`
				: `The register of forces has no “${name}”.`,
			mend: now === undefined ? 'Look the name up in the register of forces.' : `Write “${now.name}”.`,
			data: { name, registered: now?.name ?? null },
		};
	}
}

function isOn({ from, until }: ForceName, day: string | null): boolean {
	return day === null || ((from === null || from <= day) && (until === null || day < until));
}

function nearestOf(key: string, forces: Context['forces'] & object): ForceName | undefined {
	const place = key.replace(/ (?:police(?: service)?|constabulary)$/, '');
	const same = forces.find(
		(one) => keyOf(one.name.replace(kind, '')) === place || keyOf(one.area ?? '') === place,
	);
	if (same !== undefined) return same;
	const [best] = forces
		.map((one) => ({ one, edits: editsBetween(keyOf(one.name), key) }))
		.sort((a, b) => a.edits - b.edits);
	return best !== undefined && best.edits <= key.length / 4 ? best.one : undefined;
}
