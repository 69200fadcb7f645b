import type { Evidence } from '../../evidence/index.ts';
import { contentHash } from '../../foundation/index.ts';
import type { Finding } from '../../judgments/index.ts';
import type { Fact } from '../tree/fact.ts';
import type { Asked, Port } from '../tree/resolver.ts';
import { askedInWords, type Quoted } from './quoted.ts';

/** What an answer rests on, and what it came to. */
export type Telling = {
	printed: string;
	facts?: readonly Fact[];
	restsOn?: readonly string[];
	illustrative?: boolean;
	/** The rule behind a word. */
	rule?: string;
};

export type Unanswered = Pick<Quoted, 'text' | 'asked'>;

/** Everything that one reading of a document was told: what its annex of data speaks of. */
export class Told {
	readonly quoted: Quoted[] = [];
	/** What was asked and not answered: it is unknown, or must not be put in. */
	readonly unanswered: Unanswered[] = [];
	readonly facts = new Map<string, Fact>();
	readonly rules = new Set<string>();
	readonly samples = new Map<string, Evidence>();
	readonly findings = new Map<string, Finding>();
	/** Whether a record that was shown since the texts were last asked for quotes others. */
	asksOn = false;

	miss(port: Port, asked: Asked): void {
		this.unanswered.push({ text: asked.place.text ?? null, asked: askedInWords(port, asked) });
	}

	tell(
		port: Port,
		asked: Asked,
		{ printed, facts = [], restsOn = [], illustrative = false, rule }: Telling,
	): void {
		for (const fact of facts) this.facts.set(fact.id, fact);
		if (rule !== undefined) this.rules.add(rule);
		this.quoted.push({
			text: asked.place.text ?? null,
			asked: askedInWords(port, asked),
			printed: facts.some(({ vintage }) => vintage?.withdrawn === true) ? takenBack(printed) : printed,
			restsOn: [...new Set([...facts.map(thingOf), ...restsOn])],
			illustrative: illustrative || facts.some((fact) => fact.illustrative === true),
		});
	}
}

/** What rests on data that were withdrawn prints the same, and is another thing all the same. */
function takenBack(printed: string): string {
	return /^[0-9a-f]{64}$/.test(printed)
		? contentHash([printed, 'withdrawn']).toString('hex')
		: `${printed}, from data that were withdrawn`;
}

/** "figure recorded-crime@1/E23000018/…"; the others say what they are. */
function thingOf({ of, id }: Fact): string {
	return of === 'figure' ? `figure ${id}` : id;
}
