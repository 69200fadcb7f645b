import type { PublicRegister } from '../record/index.ts';
import type { T } from '../words/words.ts';
import { addressWith, type Choice, mostForces } from './choice.ts';

/** What was asked for and is not there, in sentences; where nothing of it is, the page is not all right. */
export function choiceProblems({ moved, unknown, beyond }: Choice, t: T): string[] {
	return [
		...unknown.map((text) => t('compare.choice.unknown', { text: text.slice(0, 60) })),
		...(beyond.length === 0
			? []
			: [
					t('compare.choice.beyond', {
						most: t.number(mostForces),
						left: beyond.map(({ name }) => name).join(', '),
					}),
				]),
		...moved.map(({ was, force }) => t('compare.choice.moved', { was: was.slice(0, 60), now: force.name })),
	];
}

/** The forces that are chosen, each with the address without it, and those that may be added. */
export function choiceView(
	choice: Choice,
	register: PublicRegister,
	{ url, more = {}, t }: { url: string; more?: Readonly<Record<string, string>>; t: T },
) {
	const { forces } = choice;
	return {
		url,
		more,
		problems: choiceProblems(choice, t),
		forces: forces.map((force) => ({
			name: force.name,
			slug: force.slug,
			href: `/police-forces/${force.slug}`,
			without: `${url}${addressWith(
				forces.filter((each) => each !== force),
				more,
			)}`,
			ended:
				force.until === null
					? null
					: t('compare.choice.ended', { name: force.name, date: t.date(force.until) }),
		})),
		others:
			forces.length >= mostForces
				? []
				: register.current
						.filter((force) => !forces.includes(force))
						.map(({ slug, name }) => ({ value: slug, text: name })),
		full: forces.length >= mostForces,
	};
}
