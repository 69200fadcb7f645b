import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../src/documents/checker/check.ts';
import type { Context } from '../../src/documents/checker/context.ts';
import type { BoundFact, Draft } from '../../src/documents/checker/draft.ts';
import { readDraft } from '../../src/documents/checker/read-draft.ts';
import type { Rule } from '../../src/documents/checker/rule.ts';
import type { GlossaryFile } from '../../src/documents/glossary/file.ts';
import { glossaryOf } from '../../src/documents/glossary/glossary.ts';

/** A passage of our own, as its writer would hand it in. */
export type Passage = {
	says: string;
	/** What is known beside it. */
	given?: Context;
	/** Words of it that were put there from records, with what is known of them. */
	bound?: Readonly<Record<string, Partial<BoundFact>>>;
	/** The other documents of its folder. */
	beside?: readonly string[];
};

/** A passage with a fault, the words that the remark has to be about, and what it has to say of them. */
export type Faulty = Passage & { quote: string | RegExp; text?: RegExp };

export function draftOf({ says, bound = {} }: Passage, file = 'draft.md'): Draft {
	const draft = readDraft(says, file);
	const words = Object.entries(bound);
	if (words.length === 0) return draft;
	for (const block of draft.blocks) {
		const facts = words.flatMap(([word, known]): BoundFact[] => {
			const at = block.text.indexOf(word);
			if (at < 0) return [];
			return [{ at, end: at + word.length, source: 'figure', how: 'bound', value: null, ...known }];
		});
		Object.assign(block, { bound: facts });
	}
	return { ...draft, binds: true };
}

function remarksOn(rule: Rule, passage: Passage) {
	const others = passage.beside?.map((says, index) => draftOf({ says }, `other-${index}.md`));
	return check(draftOf(passage), { ...(others === undefined ? {} : { others }), ...passage.given }, [rule]);
}

/** Each faulty passage raises the rule once, about the words that are named; each sound one raises nothing. */
export function testRule(
	rule: Rule,
	{ faulty, sound }: { faulty: readonly Faulty[]; sound: readonly (Passage | string)[] },
): void {
	assert.ok(faulty.length >= 3 && sound.length >= 3, `${rule.name} needs three passages of each kind`);
	for (const one of faulty)
		test(`${rule.name} finds ${String(one.quote)}`, () => {
			const remarks = remarksOn(rule, one);
			assert.equal(remarks.length, 1, JSON.stringify(remarks.map(({ quote, text }) => [quote, text])));
			const [remark] = remarks;
			if (typeof one.quote === 'string') assert.equal(remark?.quote, one.quote);
			else assert.match(remark?.quote ?? '', one.quote);
			if (one.text !== undefined) assert.match(remark?.text ?? '', one.text);
			for (const sentence of [remark?.text, remark?.mend])
				assert.match(sentence ?? '', /^[“‘\p{Lu}\p{N}£].*[.?]$/u);
		});
	for (const one of sound) {
		const passage = typeof one === 'string' ? { says: one } : one;
		test(`${rule.name} leaves alone: ${passage.says.slice(0, 60).replaceAll('\n', ' ')}`, () => {
			assert.deepEqual(
				remarksOn(rule, passage).map(({ quote, text }) => [quote, text]),
				[],
			);
		});
	}
}

/** A glossary for passages, so that no test rests on what editors write. */
export const words = glossaryOf([
	{
		title: 'Words',
		terms: [
			term('safeguarding-hub', 'multi-agency safeguarding hub', 'MASH'),
			term('advisory-group', 'independent advisory group', 'IAG'),
			term('offender-scheme', 'integrated offender management', 'IOM'),
			{ ...term('old-council', 'Council of Chief Officers', 'CCO'), until: '2015-04-01' },
			{ ...term('new-council', "National Chiefs' Council", 'NCC'), from: '2015-04-01' },
		],
		known: [{ short: 'UK', long: 'United Kingdom' }],
		plain: [
			{ words: ['utilise', 'utilised'], say: 'use' },
			{ words: ['going forward'], say: 'from now on' },
		],
	},
]);

function term(id: string, title: string, acronym: string): GlossaryFile['terms'][number] {
	return { id, title, acronym, aliases: [], means: 'Something.', see: [] };
}
