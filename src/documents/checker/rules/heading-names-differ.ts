import type { Context } from '../context.ts';
import { type Block, type Draft, type Spot, spot } from '../draft.ts';
import { stems } from '../reading/words.ts';
import { defineRule, type Found } from '../rule.ts';

/** A name that the document gives to one of its parts: a heading, the first cell of a row, an item that names it. */
type Named = { name: string; key: string; roots: ReadonlySet<string>; block: Block; spot: Spot };

const grades = 'outstanding|good|adequate|requires improvement|inadequate|ungraded|yes|no';
/** "Investigating crime Yes", "Investigating crime 2018/19 Good": what stands behind a name in a flattened table. */
const behind = new RegExp(
	`(?:[\\s:|–-]+(?:${grades}|(?:19|20)\\d\\d(?:[/–-]\\d\\d)?|[A-Z]{1,4}-\\d+|\\d{1,3}))+$`,
	'i',
);
const inFront = /^(?:(?:part|chapter|section|question|annex)\s+)?(?:\d+|[A-Z])[.:)]\s+/i;

export const headingNamesDiffer = defineRule({
	name: 'heading-names-differ',
	title: 'A part that goes by different names',
	explains:
		'A reader who looks for a part by the name in the table, the summary or the scope has to find it under that name. The name is that of the framework where it is known, and the same in the other documents of the series.',
	severity: 'doubt',
	*check(draft, context) {
		const names = namesIn(draft);
		const told = new Set<string>();
		yield* once(fromFramework(names, context), told);
		yield* once(amongThemselves(names, rightNames(context)), told);
		yield* once(besideOthers(draft, context), told);
	},
});

function* once(found: Iterable<Found>, told: Set<string>): Iterable<Found> {
	for (const one of found) {
		const key = one.spot.block.text;
		if (told.has(key)) continue;
		told.add(key);
		yield one;
	}
}

function namesIn(draft: Draft): Named[] {
	return draft.blocks.flatMap((block): Named[] => {
		const text = block.kind === 'row' ? (block.cells[0] ?? '') : block.text;
		if (block.kind === 'paragraph' || block.kind === 'footnote' || block.kind === 'caption') return [];
		// The rows of a table of figures name measures, and those of a table of grades come from the framework.
		if (isMade(block)) return [];
		if (block.kind === 'item' && (block.sentences.length > 1 || /[.?!:]$/.test(text))) return [];
		// Where a table was flattened, its first row stands behind the question at its head.
		const last = block.kind === 'line' ? text.replace(/^.*\? /, '') : text;
		const name = last
			.replace(/;(?: and| or)?$/, '')
			.replace(inFront, '')
			.replace(behind, '')
			.trim();
		if (block.kind === 'item' && /^(?:how|whether|what|why|where|when|who)\b/i.test(name)) return [];
		const roots = stems(name);
		const count = name.split(/\s+/).length;
		if (count < 2 || count > 12 || roots.size < 2) return [];
		const at = Math.max(0, block.text.indexOf(name));
		return [{ name, key: keyOf(name), roots, block, spot: spot(block, at, at + name.length) }];
	});
}

function isMade({ kind, bound, text }: Block): boolean {
	return (
		kind === 'row' && bound.some(({ at, end, how }) => how === 'bound' && at === 0 && end === text.length)
	);
}

function keyOf(name: string): string {
	return name
		.toLowerCase()
		.replaceAll('’', "'")
		.replaceAll(/[^\p{L}\p{N}' ]+/gu, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

/** A question of the framework may head its part by its name, and as the question that it is. */
function rightNames({ framework }: Context): ReadonlySet<string> {
	const { questions = [], pillars = [], asks = [] } = framework ?? {};
	return new Set([...questions.map(({ name }) => name), ...pillars, ...asks].map(keyOf));
}

function* fromFramework(names: readonly Named[], context: Context): Iterable<Found> {
	const questions = context.framework?.questions ?? [];
	const right = rightNames(context);
	for (const named of names) {
		if (right.has(named.key)) continue;
		const question = questions.find(
			({ name, also }) =>
				also.some((other) => keyOf(other) === named.key) || nearly(named.roots, stems(name)),
		);
		if (question === undefined) continue;
		yield {
			spot: named.spot,
			text: `The framework calls this part “${question.name}”, and not “${named.name}”.`,
			mend: `Write “${question.name}”.`,
			data: { question: question.id },
		};
	}
}

/** Two names that share their words, where at least one of them is a heading. */
function* amongThemselves(names: readonly Named[], right: ReadonlySet<string>): Iterable<Found> {
	const spoken = [...Map.groupBy(names, ({ key }) => key).values()].flatMap((all) => {
		const [first] = all;
		return first === undefined ? [] : [{ all, named: first, heads: all.some(isHeading) }];
	});
	// A table of a thousand rows is compared with the headings only.
	const heading = spoken.filter(({ heads }) => heads);
	for (const one of spoken) {
		const { all, named: first, heads } = one;
		const other = (heads ? spoken : heading).find(
			({ named }) =>
				named !== first &&
				nearly(first.roots, named.roots) &&
				!(right.has(first.key) && right.has(named.key)) &&
				denies(first) === denies(named) &&
				!inOneList(first, named),
		);
		if (other === undefined) continue;
		// The rarer name is told, and of two that are as rare the first.
		const rarer =
			all.length < other.all.length ||
			(all.length === other.all.length && first.block.index < other.named.block.index);
		if (!rarer) continue;
		yield {
			spot: first.spot,
			text: `This part is called “${first.name}” here, and “${other.named.name}” elsewhere.`,
			mend: 'Give it one name in tables, summaries, scopes and headings.',
			also: [other.named.spot],
			data: { names: [first.name, other.named.name] },
		};
	}
}

function isHeading({ block }: Named): boolean {
	return block.kind === 'heading';
}

/** "Supports action" and "does not support action" are two things. */
function denies({ key }: Named): boolean {
	return /\b(?:not|no|without)\b/.test(key);
}

/** Items of one list, or rows of one table, are different things however alike they sound. */
function inOneList(a: Named, b: Named): boolean {
	if (a.block.list !== null && a.block.list === b.block.list) return true;
	return a.block.kind === 'row' && b.block.kind === 'row' && a.block.section === b.block.section;
}

/** The same roots in another order or form, or one name with up to two words more than the other. */
function nearly(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	const [small, large] = a.size <= b.size ? [a, b] : [b, a];
	if (![...small].every((root) => large.has(root))) return false;
	return small.size === large.size || (small.size >= 3 && large.size - small.size <= 2);
}

/** Documents of one series have the same title; where all but one of their headings agree, so should the last. */
function* besideOthers(draft: Draft, { others = [] }: Context): Iterable<Found> {
	const own = headingsOf(draft);
	const subjects = subjectsOf(draft);
	for (const other of others) {
		if (![...subjectsOf(other)].some((subject) => subjects.has(subject))) continue;
		const theirs = headingsOf(other);
		if (own.length !== theirs.length || own.length < 3) continue;
		const pairs = own.map((block, index) => ({ block, other: theirs[index] }));
		const differing = pairs.filter((pair) => keyOf(pair.block.text) !== keyOf(pair.other?.text ?? ''));
		const [pair] = differing;
		if (differing.length !== 1 || pair?.other === undefined) continue;
		yield {
			spot: spot(pair.block),
			text: `“${pair.block.text}” is called “${pair.other.text}” in ${other.file.replace(/^.*[\\/]/, '')}, whose other headings are all the same.`,
			mend: 'Give the part the same name in every document of the series.',
			data: { file: other.file, names: [pair.block.text, pair.other.text] },
		};
	}
}

function headingsOf(draft: Draft): Block[] {
	return draft.blocks.filter((block) => block.kind === 'heading' && !subject(block));
}

/** What documents of a series have in common near their top: a title of several words. */
function subjectsOf(draft: Draft): Set<string> {
	return new Set(
		draft.blocks
			.slice(0, 20)
			.filter(subject)
			.map(({ text }) => keyOf(text)),
	);
}

function subject({ text, kind }: Block): boolean {
	return (kind === 'heading' || kind === 'line') && text.split(/\s+/).length >= 7;
}
