import { inWordsDate, type Tx } from '../../foundation/index.ts';
import { outcomeTexts, type Progress, partsOf, raisedById } from '../../judgments/index.ts';
import type { Promised } from '../register/promise.ts';

/*
 * What inspections found about something that was asked. It stands beside the state, and never becomes it: a state follows
 * from acts, and what was found may be what somebody looks at before they act.
 */

export type FoundLine = {
	letter: string | null;
	outcome: { text: string; colour: string };
	foundOn: Temporal.PlainDate;
	text: string;
	source: string | null;
	inspection: string | null;
	illustrative: boolean;
};

async function progressAt(tx: Tx, promised: Promised) {
	const raised = promised.raised === null ? null : await raisedById(tx, promised.raised.id);
	return raised === null ? null : { raised, parts: partsOf(raised, promised.force?.id ?? null) };
}

/** What was found last about each part; for the inspectorate. */
export async function foundOf(tx: Tx, promised: Promised): Promise<FoundLine[]> {
	const at = await progressAt(tx, promised);
	return (at?.parts ?? []).flatMap(({ subItem, last }) =>
		last === null ? [] : [lineOf(last, subItem?.letter ?? null)],
	);
}

function lineOf(progress: Progress, letter: string | null): FoundLine {
	const { foundOn, text, source, inspection, illustrative } = progress;
	return { letter, outcome: outcomeTexts[progress.outcome], foundOn, text, source, inspection, illustrative };
}

/** The same to choose from, as something to look at before a part is closed. */
export async function foundChoices(tx: Tx, promised: Promised): Promise<{ value: string; text: string }[]> {
	const at = await progressAt(tx, promised);
	const force = promised.force?.id ?? null;
	return (at?.raised.progress ?? [])
		.filter((progress) => progress.force === null || progress.force.id === force)
		.map(({ id, outcome, foundOn, text }) => ({
			value: id,
			text: `${outcomeTexts[outcome].text}, ${inWordsDate(foundOn)}: ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`,
		}));
}
