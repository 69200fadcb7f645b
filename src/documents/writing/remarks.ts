import type { Remark } from '../checker/remark.ts';
import { rules } from '../checker/rules.ts';
import type { DocProblem } from '../tree/problem.ts';
import { isOf } from './part-of.ts';

/** Something that is wrong in a block, as the panel beside the editor tells it. */
export type PanelRemark = {
	tag: { text: string; colour: string };
	/** Null: it says what cannot be put in, and can only be mended. */
	rule: string | null;
	line: number | null;
	/** The words that it is about, where there are any. */
	quote: string | null;
	text: string;
	mend: string;
	explains: string | null;
	also: readonly { where: string; quote: string }[];
	nearest: readonly string[];
};

const severities = {
	fault: { text: 'Fault', colour: 'red' },
	doubt: { text: 'Doubt', colour: 'yellow' },
	style: { text: 'Plain English', colour: 'grey' },
	note: { text: 'Note', colour: 'grey' },
} as const;

/** What the reader of the text found: what it could not put in, and what it put in otherwise. */
export function problemLines(problems: readonly DocProblem[]): PanelRemark[] {
	return problems.map(({ severity, place, text, mend, nearest }) => ({
		tag: severities[severity],
		rule: null,
		line: lineIn(place),
		quote: null,
		text,
		mend,
		explains: null,
		also: [],
		nearest,
	}));
}

/** What the checker has to say of one block; what nobody has let stand. */
export function remarkLines(remarks: readonly Remark[], block: string): PanelRemark[] {
	return remarks
		.filter(({ place }) => isOf(place, block))
		.map(({ rule, severity, place, quote, text, mend, also }) => ({
			tag: severities[severity],
			rule,
			line: lineIn(place),
			quote,
			text,
			mend,
			explains: rules.find(({ name }) => name === rule)?.explains ?? null,
			also: also.map((other) => ({
				where: other.place.section ?? 'Before the first heading',
				quote: other.quote,
			})),
			nearest: [],
		}));
}

/** Within a text that this one shows, its lines are not the lines before the writer. */
function lineIn(place: { text?: string | undefined; line: number } | null): number | null {
	return place === null || place.text?.includes(' › ') === true ? null : place.line;
}
