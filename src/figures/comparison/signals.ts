import { listForces, type Signal, type SignalSource } from '../../programmes/index.ts';
import type { Finding } from './finding.ts';
import { outlyingOf } from './quality.store.ts';

/** The questions of a framework, with the indicators that speak to them. */
type Questions = readonly { id: string; indicators: readonly { id: string }[] }[];

/**
 * Outlying figures of a force, for whoever decides what to inspect: beside the questions that name the indicator, or of the
 * whole force where none does. They are of periods that ended before fieldwork, and never counted.
 */
export const figureSignals: SignalSource = async (tx, inspection, framework) => {
	const force = (await listForces(tx)).find(({ id }) => id === inspection.force.id);
	if (force?.code == null) return [];
	const on = inspection.fieldworkSince?.subtract({ days: 1 });
	return signalsFrom(await outlyingOf(tx, { area: force.code, on }), framework.questions);
};

/** What is better than elsewhere speaks against looking; what is worse, or only unlike, speaks for it. */
export function signalsFrom(findings: readonly Finding[], questions: Questions): Signal[] {
	return findings.flatMap((finding): Signal[] => {
		const { better, title, text, href, illustrative, indicator } = finding;
		const signal: Omit<Signal, 'component'> = {
			speaks: better === true ? 'against' : 'for',
			text: `${title}: ${text}${illustrative ? ' Illustrative.' : ''}`,
			href,
		};
		const asked = questions.filter(({ indicators }) => indicators.some(({ id }) => id === indicator));
		if (asked.length === 0) return [{ ...signal, component: null }];
		return asked.map(({ id }) => ({ ...signal, component: id }));
	});
}
