import type { Tx } from '../../foundation/index.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { Inspection } from '../planning/plan.store.ts';

/**
 * Something that speaks for or against inspecting a question of this force. Signals are shown beside the question and
 * never counted: a person decides.
 */
export type Signal = {
	/** The question, or the pillar where it concerns all of its questions. */
	component: string;
	speaks: 'for' | 'against';
	text: string;
	href?: string;
};

/** How a room tells the page of scoping what it knows, without the page knowing the room. */
export type SignalSource = (tx: Tx, inspection: Inspection, framework: Framework) => Promise<Signal[]>;

/** The signals of one component as their sources gave them: what speaks for it, and what against. */
export type Signals = { for: Signal[]; against: Signal[] };

/** Every source's signals by component. A name that the framework does not have is a mistake of its source. */
export async function signalsOf(
	sources: readonly SignalSource[],
	tx: Tx,
	inspection: Inspection,
	framework: Framework,
): Promise<Map<string, Signals>> {
	const found = new Map<string, Signals>(
		[...framework.pillars, ...framework.questions].map(({ id }) => [id, { for: [], against: [] }]),
	);
	for (const source of sources) {
		for (const signal of await source(tx, inspection, framework)) {
			const at = found.get(signal.component);
			if (at === undefined) {
				throw new Error(`A signal speaks of “${signal.component}”, which ${framework.title} does not have.`);
			}
			at[signal.speaks].push(signal);
		}
	}
	return found;
}
