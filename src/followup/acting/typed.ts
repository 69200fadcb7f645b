import { Refused, type Route, Unacceptable, view } from '../../foundation/index.ts';
import { ofPromise } from './place.ts';

/**
 * A form about a promise where somebody else was quicker: what was typed is not taken any more, and stands on the page
 * that says so, for whoever wrote it to keep. `labels` are those of the fields that hold text.
 */
export function keepingTyped(
	labels: Readonly<Record<string, string>>,
	[page, sent]: [Route, Route],
): Route[] {
	return [
		page,
		{
			...sent,
			async handle(call) {
				try {
					return await sent.handle(call);
				} catch (error) {
					if (!(error instanceof Refused)) throw error;
					const typed = Object.entries(labels).flatMap(([field, label]) => {
						const text = call.body[field];
						return typeof text === 'string' && text.trim() !== '' ? [{ label, text }] : [];
					});
					if (typed.length === 0) throw error;
					const place = ofPromise.safeParse(call.params);
					const back = place.success ? `/followup/${place.data.number}` : '/followup';
					throw new Unacceptable(
						view('acting/typed.njk', { sentence: error.message, typed, back, files: call.files ?? [] }, 409),
					);
				}
			},
		},
	];
}
