import { printed, printedNumber } from '../../figures/index.ts';
import { intervalOf } from '../figures.view.ts';
import type { PublicFigure, PublicIndicator } from '../record/index.ts';
import type { T } from '../words/words.ts';
import { type Beside, type Compared, isIllustrative, type Names } from './figure.ts';
import { stripOf } from './strip.ts';

type Definition = PublicIndicator['definition'];

/** "60.9", and its interval "60.4 to 61.4", as they are printed; null where there is none. */
export function numbersOf(indicator: Definition, figure: PublicFigure | null, t: T) {
	const value = figure?.value ?? null;
	return {
		value: value === null ? null : printed(indicator, value),
		interval: figure === null ? null : intervalOf(indicator, figure, t),
		markers: figure?.markers ?? [],
		illustrative: figure?.illustrative ?? false,
	};
}

const wordOf = (beside: Beside | null) =>
	beside === null || beside.worded.word === null ? null : beside.worded.word;

/** "Lower than its most similar group, and lower than England and Wales." Null where no word may be said. */
function sentenceOf({ group, nation }: Compared, t: T): string | null {
	const said = [
		{ word: wordOf(group), name: t('forces.figure.its-group') },
		{ word: wordOf(nation), name: nation?.figure.areaName ?? '' },
	].flatMap(({ word, name }) =>
		word === null ? [] : [{ word, text: t(`forces.word.${word.replaceAll(' ', '-')}`, { name }), name }],
	);
	const [one, other] = said;
	if (one === undefined) return null;
	if (other === undefined) return t('forces.figure.one', { one: capital(one.text) });
	if (one.word !== other.word) return t('forces.figure.two', { one: capital(one.text), other: other.text });
	const both = t('forces.figure.and', { one: one.name, other: other.name });
	return t('forces.figure.one', {
		one: capital(t(`forces.word.${one.word.replaceAll(' ', '-')}`, { name: both })),
	});
}

/** Marks of a language may stand before the first letter. */
const capital = (text: string) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase());

/** Why there is no word beside the group, or the nation. */
function reasonsOf({ group, nation }: Compared): string[] {
	return [
		...new Set(
			[group, nation].flatMap((beside) =>
				beside === null || beside.worded.word !== null ? [] : [beside.worded.because],
			),
		),
	];
}

/** A key figure with its picture, its words and its numbers. */
export function figureLine(compared: Compared, { names, t }: { names: Names; t: T }) {
	const { indicator, own, group, nation, forces } = compared;
	const { definition } = indicator;
	const sentence = sentenceOf(compared, t);
	const [ownNumbers, groupNumbers, nationNumbers] = [own, group?.figure ?? null, nation?.figure ?? null].map(
		(figure) => numbersOf(definition, figure, t),
	);
	const place = forces.findIndex(({ figure }) => figure.value === own.value) + 1;
	const alt = [
		t('forces.strip.own', { name: names.own, value: ownNumbers?.value ?? '' }),
		...(groupNumbers?.value == null ? [] : [t('forces.strip.group', { value: groupNumbers.value })]),
		...(nationNumbers?.value == null
			? []
			: [t('forces.strip.nation', { name: nation?.figure.areaName ?? '', value: nationNumbers.value })]),
		...(place === 0 ? [] : [t('forces.strip.place', { place: t.number(place), of: forces.length })]),
	].join(' ');
	const strip = stripOf(compared, alt);
	const end = (x: number) =>
		`${printedNumber(String(x), definition.decimals)}${definition.kind === 'proportion' ? '%' : ''}`;
	return {
		id: indicator.id,
		title: indicator.title,
		unit: definition.unit,
		meaning: definition.meaning,
		period: t.span(own),
		sentence,
		reasons: sentence === null ? reasonsOf(compared) : [],
		own: ownNumbers,
		group: groupNumbers,
		nation: nationNumbers === undefined ? null : { ...nationNumbers, name: nation?.figure.areaName ?? '' },
		strip:
			strip === null
				? null
				: { svg: strip.svg, from: end(strip.from), to: end(strip.to), beyond: strip.beyond.join(', ') },
		forces: forces.length,
		illustrative: isIllustrative(compared),
	};
}
