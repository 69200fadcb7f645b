import { z } from 'zod';
import type { FormValues } from '../../foundation/index.ts';
import type { PublicForce, PublicRegister } from '../record/index.ts';
import type { T } from '../words/words.ts';

/** What somebody follows: everything, or these forces and these themes. */
export type Choice = {
	everything: boolean;
	/** Ids in the register. */
	forces: readonly string[];
	/** As their feeds are called. */
	themes: readonly string[];
};

export type Theme = { slug: string; title: string };
export type Offered = { register: PublicRegister; themes: readonly Theme[] };

export type Asked = { everything: boolean; force: string[]; theme: string[] };

const listOf = (value: FormValues[string]) =>
	[value ?? []].flat().flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));

export function askedIn(values: FormValues): Asked {
	return {
		everything: listOf(values.everything).includes('yes'),
		force: [...new Set(listOf(values.force))],
		theme: [...new Set(listOf(values.theme))],
	};
}

/** As the addresses of feeds are made of the words of a theme. */
export const themeSlug = (title: string) =>
	title
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');

/** What of it there is, and which of its words nobody knows. A theme may be called by its title or by its address. */
export function understood(
	{ everything, force, theme }: Asked,
	{ register, themes }: Offered,
): { choice: Choice; unknown: { force: string[]; theme: string[] } } {
	const known = (slug: string) => themes.some((one) => one.slug === slug);
	return {
		choice: {
			everything,
			forces: force.flatMap((slug) => register.bySlug(slug)?.id ?? []),
			themes: [...new Set(theme.map(themeSlug).filter(known))],
		},
		unknown: {
			force: force.filter((slug) => register.bySlug(slug) === undefined),
			theme: theme.filter((one) => !known(themeSlug(one))),
		},
	};
}

const isNothing = ({ everything, forces, themes }: Choice) =>
	!everything && forces.length === 0 && themes.length === 0;

/** The sentences beside the fields; none when it is a choice. */
export function choiceProblems(
	{ choice, unknown }: ReturnType<typeof understood>,
	t: T,
): Record<string, string> {
	const problems: Record<string, string> = {};
	const [force] = unknown.force;
	const [theme] = unknown.theme;
	if (force !== undefined) problems.force = t('alerts.unknown.force', { text: force.slice(0, 60) });
	if (theme !== undefined) problems.theme = t('alerts.unknown.theme', { text: theme.slice(0, 60) });
	if (Object.keys(problems).length === 0 && isNothing(choice)) problems.everything = t('alerts.nothing');
	return problems;
}

const plainAddress = z
	.email()
	.max(254)
	.refine((address) => address.indexOf('@') <= 64);

/** The address as it is kept, or what is wrong with it. */
export function addressIn(
	values: FormValues,
	t: T,
): { address: string; problem?: undefined } | { problem: string } {
	const typed = listOf(values.email)[0]?.toLowerCase();
	if (typed === undefined) return { problem: t('alerts.email.missing') };
	const parsed = plainAddress.safeParse(typed);
	return parsed.success ? { address: parsed.data } : { problem: t('alerts.email.malformed') };
}

/** What the fields of a choice are made of: today's forces, and those that somebody follows already. */
export function fieldsFor({ register, themes }: Offered, { forces, themes: chosen }: Choice) {
	const gone = forces
		.flatMap((id) => register.byId(id) ?? [])
		.filter((one) => !register.current.includes(one));
	const shown: readonly PublicForce[] = [...register.current, ...gone];
	const missing = chosen.filter((slug) => !themes.some((one) => one.slug === slug));
	return {
		forceItems: shown.map(({ slug, name }) => ({ value: slug, text: name })),
		themeItems: [...themes, ...missing.map((slug) => ({ slug, title: slug }))].map(({ slug, title }) => ({
			value: slug,
			text: title,
		})),
	};
}

export function valuesOf({ everything, forces, themes }: Choice, { register }: Offered): FormValues {
	return {
		everything: everything ? 'yes' : '',
		force: forces.flatMap((id) => register.byId(id)?.slug ?? []),
		theme: [...themes],
	};
}

/** The names of what somebody follows. */
export function namesOf({ everything, forces, themes }: Choice, offered: Offered, t: T): string[] {
	if (everything) return [t('alerts.everything')];
	return [
		...forces.flatMap((id) => offered.register.byId(id)?.name ?? []),
		...themes.map((slug) => offered.themes.find((one) => one.slug === slug)?.title ?? slug),
	];
}
