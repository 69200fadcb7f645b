import { keepTyped, type Route } from '../../foundation/index.ts';
import { ofPromise } from './place.ts';

const back = {
	section: 'Follow-up',
	text: 'Go back',
	href(params: unknown) {
		const place = ofPromise.safeParse(params);
		return place.success ? `/followup/${place.data.number}` : '/followup';
	},
};

/** A form about a promise in which somebody else was quicker: what was typed stands on the page that says so. */
export function keepingTyped(labels: Readonly<Record<string, string>>, routes: [Route, Route]): Route[] {
	return keepTyped(back, labels, routes);
}
