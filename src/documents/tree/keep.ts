import type { Doc } from './doc.ts';

/** A document as it is kept: JSON in which days and instants are known again. */
export function keptOf(doc: Doc): string {
	return JSON.stringify(doc, function (this: Record<string, unknown>, key: string, value: unknown) {
		// JSON asks a Temporal value for its text before it hands it over here.
		const itself = this[key];
		if (itself instanceof Temporal.PlainDate) return { $day: itself.toString() };
		if (itself instanceof Temporal.Instant) return { $instant: itself.toString() };
		return value;
	});
}

export function docFrom(kept: string): Doc {
	// What was kept by the function above.
	return JSON.parse(kept, (_key, value: unknown) => {
		if (typeof value !== 'object' || value === null) return value;
		if ('$day' in value) return Temporal.PlainDate.from(String(value.$day));
		if ('$instant' in value) return Temporal.Instant.from(String(value.$instant));
		return value;
	}) as Doc;
}
