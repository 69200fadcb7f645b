import { type Sentence, spot, tokensOf } from '../draft.ts';
import { recommendationsIn } from '../recommendations.ts';
import { defineRule } from '../rule.ts';

const bodies =
	/\b(?:forces?|constabular(?:y|ies)|services?|chief (?:constables?|officers?)|commissioners?|colleges?|councils?|offices?|departments?|ministers?|secretary|government|inspectorates?|agenc(?:y|ies)|authorit(?:y|ies)|boards?|bod(?:y|ies)|units?|teams?|leaders?|leads?|heads? of|superintendents?|inspectors?|supervisors?|managers?|officers|partners?|police)\b/i;
/** Where the doing is told without the doer: the thing that is to be done stands first. */
const duty = /\b(?:should|must|needs? to|shall|is to|are to)\b/;
const passive =
	/\b(?:should|must|shall|needs? to|is to|are to) (?:also |now |then |always )?be (?:\p{L}+ly )?(?<verb>\p{L}+(?:ed|en|wn|ne|pt|ld|ade|ght|ut))\b/u;

export const recommendationWithoutAddressee = defineRule({
	name: 'recommendation-without-addressee',
	title: 'A recommendation to nobody',
	explains:
		'Somebody has to be asked, and to answer. A recommendation names the body that is to act, as the one who does it and not as an afterthought.',
	severity: 'doubt',
	*check(draft) {
		for (const sentence of recommendationsIn(draft)) {
			if (addressed(sentence)) continue;
			yield {
				spot: spot(sentence),
				text: 'This recommendation does not say who is to act.',
				mend: 'Begin with the body that is to act, such as “The chief constable should …”.',
			};
		}
	},
});

function addressed(sentence: Sentence): boolean {
	const { text } = sentence;
	const at = duty.exec(text)?.index;
	const asked = text.replace(/^.*?\brecommends? (?:that |to )?/i, '');
	const subject =
		at === undefined ? asked : text.slice(0, at).replace(/^.*?\brecommends? (?:that |to )?/i, '');
	if (/\bthere\s*$/i.test(subject)) return false;
	// "Training should be given by the force": the one who acts stands behind.
	const behind = passive.exec(text);
	if (behind !== null) {
		const rest = text.slice(behind.index);
		const doer = /\bby (?:the |all |each |every )?(?<doer>[^.,;]+)/i.exec(rest)?.groups?.doer ?? '';
		return bodies.test(doer);
	}
	const named = tokensOf(sentence, 'name').some((token) => at === undefined || token.at < sentence.at + at);
	return named || bodies.test(subject) || /\b(?:it|they|we|you)\s*$/i.test(subject) || leadsIn(sentence);
}

/** In a list, the words that lead in may name who is to act. */
function leadsIn({ block }: Sentence): boolean {
	return (
		block.kind === 'item' &&
		block.section.blocks.some(
			({ index, kind, text }) =>
				index < block.index && kind === 'paragraph' && /:$/.test(text) && bodies.test(text),
		)
	);
}
