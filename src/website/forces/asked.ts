import { isOpen, partStates } from '../../followup/index.ts';
import { type Followed, isOverdue, older, wholeShown } from '../record/index.ts';

/** What somebody wants to see of what a force was asked, as an address says it. */
export type Wanted = { state: string; kind: string; theme: string; year: string; before: string };

export const askedKinds = ['recommendation', 'cause of concern', 'area for improvement'] as const;

/** In addresses: "in-progress". */
export const dashed = (words: string) => words.replaceAll(' ', '-');

const named = new Map<string, string>([...partStates, older].map((state) => [dashed(state), state]));
/** What can be asked for: a state, or several in one word. */
export const wantedStates: readonly string[] = ['open', 'overdue', ...named.keys()];

const isYear = (year: string) => /^[12]\d{3}$/.test(year);

/** What of the address makes sense, and the names of what does not. */
export function understood(
	asked: Wanted,
	themes: readonly string[],
): { wanted: Wanted; unknown: (keyof Wanted)[] } {
	const there: Record<keyof Wanted, (value: string) => boolean> = {
		state: (state) => wantedStates.includes(state),
		kind: (kind) => askedKinds.some((one) => one === kind),
		theme: (theme) => themes.includes(theme),
		year: isYear,
		before: isYear,
	};
	const kept = (key: keyof Wanted) => (there[key](asked[key]) ? asked[key] : '');
	return {
		wanted: {
			state: kept('state'),
			kind: kept('kind'),
			theme: kept('theme'),
			year: kept('year'),
			before: kept('before'),
		},
		unknown: (['state', 'kind', 'theme', 'year', 'before'] as const).filter(
			(key) => asked[key] !== '' && kept(key) === '',
		),
	};
}

export function isWanted(
	one: Followed,
	{ state, kind, theme, year, before }: Wanted,
	today: Temporal.PlainDate,
): boolean {
	const stands =
		state === '' ||
		(state === 'open'
			? isOpen(one.state)
			: state === 'overdue'
				? isOverdue(one, today)
				: wholeShown(one) === named.get(state));
	return (
		stands &&
		(kind === '' || one.kind === kind) &&
		(theme === '' || one.theme === theme) &&
		(year === '' || one.publishedOn.year === Number(year)) &&
		(before === '' || one.publishedOn.year < Number(before))
	);
}
