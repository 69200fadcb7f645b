import type { Doc } from './doc.ts';
import type { Source } from './source.ts';

/** A document as it is kept: JSON in which days and instants are known again. */
export function keptOf(doc: Doc): string {
	return kept(doc);
}

export function docFrom(text: string): Doc {
	// What was kept by the function above.
	return known(text) as Doc;
}

/** What a document is made from, kept in the same way. */
export function keptSource(source: Source): string {
	return kept(source);
}

export function sourceFrom(text: string): Source {
	// What was kept by the function above.
	return known(text) as Source;
}

/** Any value with days and instants in it. */
export function kept(value: unknown): string {
	return JSON.stringify(value, function (this: Record<string, unknown>, key: string, inner: unknown) {
		// JSON asks a Temporal value for its text before it hands it over here.
		const itself = this[key];
		if (itself instanceof Temporal.PlainDate) return { $day: itself.toString() };
		if (itself instanceof Temporal.Instant) return { $instant: itself.toString() };
		return inner;
	});
}

function known(text: string): unknown {
	return JSON.parse(text, (_key, value: unknown) => {
		if (typeof value !== 'object' || value === null) return value;
		if ('$day' in value) return Temporal.PlainDate.from(String(value.$day));
		if ('$instant' in value) return Temporal.Instant.from(String(value.$instant));
		return value;
	});
}
