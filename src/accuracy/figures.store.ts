import {
	type Bound,
	blocksOf,
	citeDocument,
	documentsOf,
	inlinesIn,
	openDocument,
} from '../documents/index.ts';
import { areaOf } from '../figures/index.ts';
import { contentHash, type Tx } from '../foundation/index.ts';
import { type Force, forceBySlug, inspectionById } from '../programmes/index.ts';
import { frozenOfRound, passagesOf } from './passage.store.ts';
import { type Passage, restOf, valueInWords } from './passage.ts';
import type { Round } from './round.ts';

type Fact = Bound['facts'][number];
type Used = { fact: Fact; printed: string | null; in: string; national: boolean };

/**
 * The final figures about a force that the documents about its inspection use, and those about all forces of the programme
 * that name forces: each once, with where it stands. They are passages like any other, so that they are commented on and
 * decided in the same way.
 */
export async function figuresUsed(
	tx: Tx,
	round: Pick<Round, 'inspection' | 'force'>,
): Promise<{ passages: Passage[]; hash: Buffer }> {
	const force = await forceBySlug(tx, round.force.slug);
	const found = new Map<string, Passage>();
	for (const used of await usedIn(tx, round.inspection)) {
		const { fact, printed } = used;
		if (found.has(fact.id) || !isAbout(used, force)) continue;
		found.set(fact.id, {
			number: found.size + 1,
			kind: 'figure',
			within: null,
			section: used.in,
			words: printed ?? valueInWords(fact),
			block: null,
			restsOn: [restOf(fact)],
		});
	}
	const passages = [...found.values()];
	return { passages, hash: contentHash(passages) };
}

async function usedIn(tx: Tx, inspection: string): Promise<Used[]> {
	const used: Used[] = [];
	const programme = (await inspectionById(tx, inspection))?.programme.id;
	const national =
		programme === undefined
			? []
			: (await documentsOf(tx, { programme })).filter(({ force, anonymous }) => force === null && !anonymous);
	const own = await documentsOf(tx, { inspection });
	for (const document of [...own.toReversed(), ...national.toReversed()]) {
		const { doc } = await openDocument(tx, document.id);
		const ofAll = document.force === null;
		// That it is being written, and as what, is nothing that one force is told beforehand.
		const where = {
			in: ofAll ? 'A report about all forces' : `${citeDocument(document)}, ${document.title}`,
			national: ofAll,
		};
		for (const block of blocksOf(doc)) {
			if (block.kind === 'chart')
				used.push(...block.facts.map((fact) => ({ fact, printed: null, ...where })));
			for (const inline of inlinesIn(block)) {
				if (inline.kind !== 'bound') continue;
				const [first, ...others] = inline.facts;
				// A comparison prints what it says of both, and not the number.
				const printed = others.length === 0 && inline.wording === null ? inline.text : null;
				used.push({ fact: first, printed, ...where });
				used.push(...others.map((fact) => ({ fact, printed: null, ...where })));
			}
		}
	}
	return used;
}

/** Counted of this force, or of no other: the nation and other forces are checked by those whom they are about. */
function isAbout({ fact, national }: Used, force: Force | null): boolean {
	if (fact.of !== 'figure' && fact.of !== 'review') return false;
	if (fact.area === undefined) return !national;
	return force !== null && (fact.area.id === areaOf(force) || fact.area.name === force.name);
}

/** A figure that stands otherwise in the documents than the force was shown; null: it was not used then, or is not now. */
export type FigureSince = {
	title: string;
	period: string | null;
	section: string;
	was: FigureRead | null;
	becomes: FigureRead | null;
};
type FigureRead = { words: string; source: string | null };

/** What differs in the figures used about a force from what it has read; null where no figures were shared. */
export async function figuresSince(tx: Tx, round: Round): Promise<readonly FigureSince[] | null> {
	const frozen = await frozenOfRound(tx, round.id);
	if (frozen === null || frozen.tree !== null) return null;
	const now = await figuresUsed(tx, round);
	if (now.hash.equals(frozen.hash)) return [];
	const before = byFigure(await passagesOf(tx, round.id));
	const after = byFigure(now.passages);
	return [...new Map([...after, ...before])].flatMap(([id, passage]): FigureSince[] => {
		const [was, becomes] = [readIn(before.get(id)), readIn(after.get(id))];
		if (was?.words === becomes?.words && was?.source === becomes?.source) return [];
		const [rest] = passage.restsOn;
		return [
			{ title: rest?.title ?? '', period: rest?.period ?? null, section: passage.section, was, becomes },
		];
	});
}

function byFigure(passages: readonly Passage[]): Map<string, Passage> {
	return new Map(passages.flatMap((passage) => passage.restsOn.map(({ id }) => [id, passage] as const)));
}

function readIn(passage: Passage | undefined): FigureRead | null {
	return passage === undefined ? null : { words: passage.words, source: passage.restsOn[0]?.source ?? null };
}
