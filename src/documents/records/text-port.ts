import type { Answer, Ask, Asked, Found } from '../tree/resolver.ts';
import { aboutTheData } from './about-the-data.ts';
import type { Known } from './known.ts';
import { giveTexts } from './texts.ts';
import type { Told } from './told.ts';
import type { Turns } from './turns.ts';

/** Speaks of all that the document quotes, and so has to be asked last. */
const last = 'about-the-data';

/** How often it may wait for the texts that texts quote. */
const longest = 4;

/** Texts within a document. The one about the data waits until everything else has been asked. */
export function textPort(known: Known, told: Told, turns: Turns): Ask<Found['text']> {
	let waited = 0;
	const answer = async (asked: readonly Asked[]): Promise<Answer<Found['text']>[]> => {
		const others = asked.filter(({ name }) => name !== last);
		const given = new Map((await giveTexts(known, others)).map((one, index) => [others[index], one]));
		for (const [one, found] of given) {
			if (one === undefined || known.about.texts?.has(one.name) === true) continue;
			if ('found' in found) told.tell('text', one, { printed: found.found.markdown });
			else told.miss('text', one);
		}
		const goesOn =
			told.asksOn || [...given.values()].some((one) => 'found' in one && asksOn(one.found.markdown));
		told.asksOn = false;
		const waits = goesOn && waited < longest;
		if (given.size < asked.length) waited += 1;
		const markdown =
			waits || given.size === asked.length ? `::text[${last}]` : await aboutTheData(known, told);
		return asked.map((one) => given.get(one) ?? { found: { markdown } });
	};
	// All ports are asked in one go: after it, the texts take the last turn.
	return async (asked) => {
		await Promise.resolve();
		return turns.take(() => answer(asked));
	};
}

/** Whether a text asks for more. */
export function asksOn(markdown: string): boolean {
	return /:[a-z][a-z-]*\[/.test(markdown);
}
