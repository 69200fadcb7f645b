import type { Context } from '../context.ts';
import { type Sentence, spot, tokenSpot, tokensOf } from '../draft.ts';
import { defineRule, type Found } from '../rule.ts';

const alone =
	/\b(?:the only (?:force|constabulary)|one force alone|no other force|the (?:largest|smallest|biggest|most rural|northernmost|southernmost|westernmost|easternmost|newest|oldest|best|worst)(?:[- ]performing)? (?:force|constabulary)|the capital|the (?:railway|railways|transport) force|the (?:City|Square Mile))\b/gi;
const region =
	/\b(?:one|a|another) (?:\p{L}+ )?(?:force|constabulary) (?:in|from|of) (?:the )?(?:North East|North West|South East|South West|East Midlands|West Midlands|East of England|Eastern Region|Yorkshire(?: and the Humber)?|Wales|London|north|south|east|west|north-east|north-west|south-east|south-west)(?: of (?:England|Wales))?\b/gu;

export const forceNamedInAnonymous = defineRule({
	name: 'force-named-in-anonymous',
	title: 'A force that can be known in an anonymous document',
	explains:
		'A national report that promised not to name forces must not name their areas, their people or their addresses either, nor tell of one what is true of no other.',
	severity: 'fault',
	*check(draft, context) {
		if (context.anonymous !== true) return;
		for (const sentence of draft.sentences) {
			const found = [
				...names(sentence),
				...areas(sentence, context),
				...links(sentence, context),
				...traits(sentence),
			];
			yield* found.filter(
				(one, index) =>
					!found
						.slice(0, index)
						.some(({ spot: other }) => other.at < one.spot.end && one.spot.at < other.end),
			);
		}
	},
});

const mend = 'Say “one force”, or leave out what makes it known.';

function* names(sentence: Sentence): Iterable<Found> {
	for (const token of tokensOf(sentence, 'name')) {
		// A minister or a professor is of no force.
		if (
			token.is === 'person' &&
			!/\b(?:Constable|Commissioner|Superintendent|Inspector|Sergeant)\b/.test(token.name)
		)
			continue;
		if (token.is === 'body') continue;
		yield {
			spot: tokenSpot(sentence, token),
			text: token.is === 'force' ? 'This document must not name a force.' : 'A person makes the force known.',
			mend,
		};
	}
}

function* areas(sentence: Sentence, { forces = [] }: Context): Iterable<Found> {
	const known = new Set(
		forces.flatMap(({ area, name, spellings }) => [name, ...spellings, ...(area === null ? [] : [area])]),
	);
	for (const area of known) {
		const at = place(sentence.text, area);
		if (at === undefined) continue;
		yield {
			spot: spot(sentence, sentence.at + at, sentence.at + at + area.length),
			text: `“${area}” makes the force known.`,
			mend,
		};
	}
}

function place(text: string, words: string): number | undefined {
	for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
		const [before, after] = [text[at - 1] ?? ' ', text[at + words.length] ?? ' '];
		if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return at;
	}
	return undefined;
}

/** The address of a force's own page names it as well. */
function* links(sentence: Sentence, { forces = [] }: Context): Iterable<Found> {
	const slugs = forces.map(({ name }) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-'));
	for (const token of tokensOf(sentence, 'link')) {
		if (!slugs.some((slug) => token.address.toLowerCase().includes(slug))) continue;
		yield { spot: tokenSpot(sentence, token), text: 'The address of this link names a force.', mend };
	}
}

function* traits(sentence: Sentence): Iterable<Found> {
	for (const pattern of [alone, region])
		for (const match of sentence.text.matchAll(pattern)) {
			const at = sentence.at + match.index;
			yield {
				spot: spot(sentence, at, at + match[0].length),
				severity: 'doubt',
				text: `“${match[0]}” may be true of one force only, and makes it known.`,
				mend: 'Say it of several forces, or leave out what makes the force known.',
			};
		}
}
