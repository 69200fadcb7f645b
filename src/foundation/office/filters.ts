import { z } from 'zod';

type Names<Name extends string> = Readonly<Record<Name, string>>;

/** A filter in an address: one of these names; whatever else stands there asks for nothing. */
export function oneOf<Name extends string>(names: Names<Name>) {
	return z
		.string()
		.optional()
		.transform(
			(text): Name | undefined =>
				text !== undefined && Object.hasOwn(names, text) ? (text as Name) : undefined, // hasOwn does not tell the compiler.
		);
}

/** The same names to choose from. */
export function choicesIn(names: Names<string>): { value: string; text: string }[] {
	return Object.entries(names).map(([value, text]) => ({ value, text }));
}

/** The filters that a list was asked with, as an address says them again; without the one that is left out. */
export function filtersIn<Name extends string>(
	query: Readonly<Record<Name, string>>,
	filters: readonly Name[],
	left: Name | null,
): Record<string, string> {
	return Object.fromEntries(
		filters.filter((name) => name !== left && query[name] !== '').map((name) => [name, query[name]]),
	);
}
