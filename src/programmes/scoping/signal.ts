import type { Tx } from '../../foundation/index.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { Inspection } from '../planning/plan.store.ts';

/**
 * Something that speaks for or against inspecting a question of this force. Signals are shown beside the question and
 * never counted: a person decides.
 */
export type Signal = {
	/** The question; a pillar where it concerns all of its questions; null where it concerns the whole force. */
	component: string | null;
	speaks: 'for' | 'against';
	text: string;
	href?: string;
};

/** How a room tells the page of scoping what it knows, without the page knowing the room. */
export type SignalSource = (tx: Tx, inspection: Inspection, framework: Framework) => Promise<Signal[]>;

/** Something to be read beside a question before it is decided, which speaks neither for nor against. */
export type Material = {
	/** The question or pillar; null where it concerns the whole force. */
	component: string | null;
	text: string;
	href: string;
};

/** How a room brings such material. */
export type MaterialSource = (tx: Tx, inspection: Inspection, framework: Framework) => Promise<Material[]>;

/** What speaks for and what against, as the sources gave it. */
export type Signals = { for: Signal[]; against: Signal[] };

/** What every source has to be read, by component; what concerns the whole force under "". */
export async function materialOf(
	sources: readonly MaterialSource[],
	tx: Tx,
	inspection: Inspection,
	framework: Framework,
): Promise<Map<string, Material[]>> {
	const known = new Set([...framework.pillars, ...framework.questions].map(idOf));
	const all: Material[] = [];
	for (const source of sources) all.push(...(await source(tx, inspection, framework)));
	return Map.groupBy(all, ({ component }) => (component !== null && known.has(component) ? component : ''));
}

/** Every source's signals by component; those of the whole force, or of what this framework does not have, under "". */
export async function signalsOf(
	sources: readonly SignalSource[],
	tx: Tx,
	inspection: Inspection,
	framework: Framework,
): Promise<Map<string, Signals>> {
	const found = new Map<string, Signals>();
	for (const id of ['', ...framework.pillars.map(idOf), ...framework.questions.map(idOf)]) {
		found.set(id, { for: [], against: [] });
	}
	for (const source of sources) {
		for (const signal of await source(tx, inspection, framework)) {
			const at = found.get(signal.component ?? '') ?? found.get('');
			at?.[signal.speaks].push(signal);
		}
	}
	return found;
}

function idOf({ id }: { id: string }): string {
	return id;
}
