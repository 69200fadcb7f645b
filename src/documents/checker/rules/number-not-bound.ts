import { isProse, type Sentence, tokenSpot, tokensOf } from '../draft.ts';
import type { TokenOf } from '../reading/token.ts';
import { defineRule } from '../rule.ts';

/** Up to this, a count is part of the wording: "the three areas that we looked at". */
const small = 10;

export const numberNotBound = defineRule({
	name: 'number-not-bound',
	title: 'A number that was typed',
	explains:
		'A number that comes from a figure, a finding or a record follows it when it changes. A number that was typed does not: it is bound, or it is marked as stated, with what it rests on.',
	severity: 'fault',
	*check(draft) {
		// A document that was written elsewhere cannot bind anything.
		if (!draft.binds) return;
		for (const sentence of draft.sentences) {
			if (!isProse(sentence) && sentence.block.kind !== 'row' && sentence.block.kind !== 'caption') continue;
			for (const token of tokensOf(sentence, 'number')) {
				if (!isFigure(token) || isBound(sentence, token)) continue;
				yield {
					spot: tokenSpot(sentence, token),
					text: 'This number was typed, and nothing says where it comes from.',
					mend: 'Put in the figure or the finding itself, or mark the number as stated, with its evidence.',
					data: { value: token.value },
				};
			}
		}
	},
});

/** Whether it says something that somebody measured, and is not part of the wording. */
export function isFigure({ unit, value, ordinal, decimals, written }: TokenOf<'number'>): boolean {
	if (ordinal) return false;
	return unit !== 'count' || value > small || decimals > 0 || (written === 'figures' && value >= small);
}

function isBound({ block }: Sentence, { at, end }: TokenOf<'number'>): boolean {
	return block.bound.some((fact) => fact.at < end && at < fact.end);
}
