import {
	type Bearing,
	bearingsFor,
	bearingTexts,
	type EvidenceKind,
	type Reliability,
	reliabilitiesFor,
	reliabilityTexts,
} from './item.ts';

const reliabilityHints: Readonly<Record<Reliability, string>> = {
	'as told': 'Somebody said so, and nobody has checked it.',
	'force-reported': 'The force says so, and nobody has checked it.',
	corroborated: 'Another source, independent of this one, says the same.',
	verified: 'You have checked it yourself, or it comes from an official publication.',
	'non-statistical': 'It is not a sample of anything, and no shares can be worked out from it.',
};

const bearingHints: Readonly<Record<Bearing, string>> = {
	informs: 'Findings can rest on it.',
	themes: 'It may suggest what to look into. Nothing rests on it.',
	context: 'It is there to be known. Nothing rests on it.',
};

export type Choices = {
	/** Not empty where there is something to choose. */
	items: { value: string; text: string; hint: string }[];
	/** What holds where there is nothing to choose. */
	only: string | null;
};

export function reliabilityChoices(kind: EvidenceKind): Choices {
	return choices(reliabilitiesFor(kind), reliabilityTexts, reliabilityHints);
}

export function bearingChoices(kind: EvidenceKind): Choices {
	return choices(bearingsFor(kind), bearingTexts, bearingHints);
}

function choices<T extends string>(
	all: readonly T[],
	texts: Readonly<Record<T, string>>,
	hints: Readonly<Record<T, string>>,
): Choices {
	const items = all.map((value) => ({ value, text: texts[value], hint: hints[value] }));
	const [only] = items;
	return all.length === 1 && only !== undefined
		? { items: [], only: `${only.text}. ${only.hint}` }
		: { items, only: null };
}
