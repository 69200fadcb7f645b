import { keepTyped, type Route } from '../foundation/index.ts';
import { one } from './fields.ts';
import { roundHref } from './round.ts';

const back = {
	section: 'Accuracy checks',
	text: 'Go to the accuracy check',
	href: (params: unknown) => roundHref(one.parse(params)),
};

/** A form of a round in which somebody else was quicker: what was typed stands on the page that says so. */
export function keepingTyped(labels: Readonly<Record<string, string>>, routes: [Route, Route]): Route[] {
	return keepTyped(back, labels, routes);
}
