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
import { type Force, forceBySlug } from '../programmes/index.ts';
import { type Passage, restOf, valueInWords } from './passage.ts';
import type { Round } from './round.ts';

type Fact = Bound['facts'][number];
type Used = { fact: Fact; printed: string | null; in: string };

/**
 * The final figures about a force that the documents about its inspection use: each once, with where it stands. They are
 * passages like any other, so that they are commented on and decided in the same way.
 */
export async function figuresUsed(
	tx: Tx,
	round: Pick<Round, 'inspection' | 'force'>,
): Promise<{ passages: Passage[]; hash: Buffer }> {
	const force = await forceBySlug(tx, round.force.slug);
	const found = new Map<string, Passage>();
	for (const used of await usedIn(tx, round.inspection)) {
		const { fact, printed } = used;
		if (found.has(fact.id) || !isAbout(fact, force)) continue;
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
	for (const document of (await documentsOf(tx, { inspection })).toReversed()) {
		const { doc } = await openDocument(tx, document.id);
		const where = `${citeDocument(document)}, ${document.title}`;
		for (const block of blocksOf(doc)) {
			if (block.kind === 'chart')
				used.push(...block.facts.map((fact) => ({ fact, printed: null, in: where })));
			for (const inline of inlinesIn(block)) {
				if (inline.kind !== 'bound') continue;
				const [first, ...others] = inline.facts;
				// A comparison prints what it says of both, and not the number.
				const printed = others.length === 0 && inline.wording === null ? inline.text : null;
				used.push({ fact: first, printed, in: where });
				used.push(...others.map((fact) => ({ fact, printed: null, in: where })));
			}
		}
	}
	return used;
}

/** Counted of this force, or of no other: the nation and other forces are checked by those whom they are about. */
function isAbout(fact: Fact, force: Force | null): boolean {
	if (fact.of !== 'figure' && fact.of !== 'review') return false;
	if (fact.area === undefined) return true;
	return force !== null && (fact.area.id === areaOf(force) || fact.area.name === force.name);
}
