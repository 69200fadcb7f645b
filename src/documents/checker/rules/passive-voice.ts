import { spot } from '../draft.ts';
import { isPassive, proseOf } from '../plain-english.ts';
import { defineRule } from '../rule.ts';

const [fewest, most] = [6, 0.5];

export const passiveVoice = defineRule({
	name: 'passive-voice',
	title: 'A section that seldom says who did what',
	explains:
		'“Files were not checked” does not say who should have. One such sentence is often right; where half of a section is so, nobody acts in it.',
	severity: 'style',
	*check(draft) {
		for (const section of draft.sections) {
			const prose = proseOf(section);
			const passive = prose.filter(({ text }) => isPassive(text));
			const [first, ...rest] = passive;
			if (first === undefined || prose.length < fewest || passive.length / prose.length <= most) continue;
			yield {
				spot: spot(first),
				text: `${passive.length} of the ${prose.length} sentences of this section do not begin with who acts.`,
				mend: 'Say who did it, in some of them: “supervisors did not check the files”.',
				also: rest.slice(0, 5).map((sentence) => spot(sentence)),
				data: { passive: passive.length, sentences: prose.length },
			};
		}
	},
});
