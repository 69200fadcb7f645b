import { Refused } from '../kernel/failures.ts';
import { type Route, Unacceptable, view } from '../web/route.ts';

/** Where whoever was too late goes on, as its button says. */
export type WayBack = { section: string; text: string; href(params: unknown): string };

/**
 * A form in which somebody else was quicker: what was typed is not taken any more, and stands on the page that says so,
 * for whoever wrote it to keep. `labels` are those of the fields that hold text.
 */
export function keepTyped(
	back: WayBack,
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
					const { section, text } = back;
					throw new Unacceptable(
						view(
							'workflow/typed.njk',
							{
								...{ sentence: error.message, typed, files: call.files ?? [] },
								...{ section, back: { text, href: back.href(call.params) } },
							},
							409,
						),
					);
				}
			},
		},
	];
}
