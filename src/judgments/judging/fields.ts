import { z } from 'zod';
import { type Met, meetings, type Parts } from './judgment.ts';

export const ofQuestion = z.object({ id: z.uuid(), component: z.string().regex(/^[a-z0-9-]{1,200}$/) });

export const longest = 10_000;

/** Words of some length; PostgreSQL cannot keep the null character, and nobody types it. */
export const words = z
	.string()
	.transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim())
	.pipe(z.string().max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`));

/** How many steps the judgment had taken when the page was opened. */
export const seen = z.coerce.number().int().min(0).catch(-1);

const field = (key: string) => `met-${key}`;

/** What was chosen of each criterion, by the names of the fields. */
export function criteriaFrom(
	measures: readonly { key: string }[],
	values: Readonly<Record<string, unknown>>,
): Record<string, Met> {
	return Object.fromEntries(
		measures.flatMap(({ key }) => {
			const met = meetings.find((one) => one === values[field(key)]);
			return met === undefined ? [] : [[key, met]];
		}),
	);
}

export function criteriaValues(criteria: Readonly<Record<string, Met>>): Record<string, string> {
	return Object.fromEntries(Object.entries(criteria).map(([key, met]) => [field(key), met]));
}

const parts = z.record(z.string(), z.string());

/** What a page says that it showed; what no page of ours says is nothing. */
export function partsFrom(text: string): Parts {
	try {
		return parts.parse(JSON.parse(text));
	} catch {
		return {};
	}
}
