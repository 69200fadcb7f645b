import { inWordsDate } from '../../../foundation/index.ts';
import { defineRule } from '../rule.ts';

export const figureNewerThanText = defineRule({
	name: 'figure-newer-than-text',
	title: 'A figure that has changed since the words around it were written',
	explains:
		'A bound number follows its figure by itself; the words around it do not. When a figure was computed again after they were written, somebody has to read them again.',
	severity: 'doubt',
	*check(draft) {
		for (const block of draft.blocks)
			for (const { at, end, source, computed, written } of block.bound) {
				if (computed === undefined || written === undefined) continue;
				const [made, told] = [Temporal.Instant.from(computed), Temporal.Instant.from(written)];
				if (Temporal.Instant.compare(made, told) <= 0) continue;
				yield {
					spot: { block, at, end },
					text: `This figure was computed again on ${inWordsDate(made)}, and the words around it are of ${inWordsDate(told)}.`,
					mend: 'Read the sentence again beside the new figure, and save it.',
					data: { source, computed, written },
				};
			}
	},
});
