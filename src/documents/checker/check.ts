import type { Context } from './context.ts';
import { type Draft, placeOf, type Spot } from './draft.ts';
import type { Passage, Remark } from './remark.ts';
import type { Found, Rule } from './rule.ts';
import { rules } from './rules.ts';

/** Everything that the rules have to say about a draft, in the order of the file. */
export function check(draft: Draft, context: Context = {}, all: readonly Rule[] = rules): Remark[] {
	const off = context.without;
	return all
		.filter(({ name }) => off?.rules?.includes(name) !== true)
		.flatMap((rule) =>
			[...rule.check(draft, context)].map((found) => ({
				index: found.spot.block.index,
				remark: remarkOf(draft, rule, found),
			})),
		)
		.filter(({ remark }) => off?.severities?.includes(remark.severity) !== true)
		.sort(
			(a, b) =>
				a.index - b.index ||
				a.remark.place.line - b.remark.place.line ||
				a.remark.place.column - b.remark.place.column,
		)
		.map(({ remark }) => remark);
}

function remarkOf(draft: Draft, rule: Rule, found: Found): Remark {
	return {
		rule: rule.name,
		severity: found.severity ?? rule.severity,
		...passageOf(draft, found.spot),
		text: found.text,
		mend: found.mend,
		also: (found.also ?? []).map((spot) => passageOf(draft, spot)),
		data: found.data ?? {},
	};
}

function passageOf(draft: Draft, spot: Spot): Passage {
	return { place: placeOf(draft.file, spot), quote: spot.block.text.slice(spot.at, spot.end) };
}
