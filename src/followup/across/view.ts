import { inWordsDate, zone } from '../../foundation/index.ts';
import { raisedTexts } from '../../judgments/index.ts';
import type { LinkKind } from '../acting/link.store.ts';
import { citePromised, promisedHref } from '../register/promise.ts';
import { partStateTexts } from '../register/state.ts';
import { citePart } from '../register/view.ts';
import { plural, saidText } from './figures.ts';
import type { Closed, Found, Named } from './lists.store.ts';
import type { Repeat } from './repeats.store.ts';

export const relationTexts: Readonly<Record<LinkKind, { text: string; colour: string }>> = {
	repeats: { text: 'Said before', colour: 'orange' },
	related: { text: 'Related', colour: 'blue' },
	unrelated: { text: 'Not related', colour: 'grey' },
};

export function repeatLine(
	repeat: Repeat,
	notAddressed: ReadonlyMap<string, Temporal.PlainDate> = new Map(),
) {
	const days = [repeat.id, ...repeat.earlier.map(({ id }) => id)].flatMap((id) => notAddressed.get(id) ?? []);
	const last = days.sort(Temporal.PlainDate.compare).at(-1) ?? null;
	return {
		...repeat,
		cited: citePromised(repeat),
		href: promisedHref(repeat),
		said: saidText({
			published: [...repeat.earlier, repeat].map(({ publishedOn }) => publishedOn),
			open: repeat.open,
			notAddressed: last,
		}),
		earlier: repeat.earlier.map((one) => ({
			cited: citePromised(one),
			href: promisedHref(one),
			compareHref: promisedHref(repeat, `related/${one.number}`),
			year: one.publishedOn.year,
		})),
	};
}

function namedLine(part: Named) {
	return { ...part, cited: citePart(part, part), href: promisedHref(part), kindTag: raisedTexts[part.kind] };
}

export function closedLine(closed: Closed) {
	return { ...namedLine(closed), days: plural(closed.days, 'day') };
}

const contradictionTexts = {
	'closed, found not done': 'Closed here, and later not found done',
	'open, found achieved': 'Open here, and found achieved',
} as const;

export function foundLine(found: Found) {
	const since = found.since.toZonedDateTimeISO(zone).toPlainDate();
	return {
		...namedLine(found),
		tag: partStateTexts[found.state],
		since: inWordsDate(since),
		contradicts: found.contradiction === null ? null : contradictionTexts[found.contradiction],
	};
}
