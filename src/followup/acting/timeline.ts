import { setterText } from '../register/due.ts';
import { dueSetters, type Promised } from '../register/promise.ts';
import { partStateTexts } from '../register/state.ts';
import type { Act } from './act.store.ts';
import type { Deadline } from './keep.store.ts';

/** What was done, the newest first; `names` are for the inspectorate, others read of whom it is. */
export function timelineOf(
	promised: Promised,
	{ acts, deadlines }: { acts: readonly Act[]; deadlines: readonly Deadline[] },
	staff: boolean,
) {
	const letters = new Map(promised.parts.map(({ id, letter }) => [id, letter]));
	const part = (id: string) => {
		const letter = letters.get(id) ?? null;
		return letter === null ? null : `(${letter})`;
	};
	const done = acts.map((act) => ({
		at: act.at,
		part: part(act.part),
		what: doneIn(act),
		colour: partStateTexts[act.becomes].colour,
		who: staff ? `${act.byName || 'This system'}${toldBy(act)}` : ofWhom(act.of),
		words: act.words,
		bulk: act.bulk,
		instead: act.instead === null ? null : { text: `FU-${act.instead}`, href: `/followup/${act.instead}` },
		proofs: act.proofs.map((proof) => ({
			...proof,
			file: proof.file === null ? null : { name: proof.file.name, href: `/followup/proofs/${proof.id}` },
		})),
		moved: null,
	}));
	const moved = deadlines.map((one) => ({
		at: one.at,
		part: part(one.part),
		what: one.was === null ? 'Deadline set' : 'Deadline moved',
		colour: 'grey',
		who: staff ? one.byName || 'This system' : `Set by ${setterIn(one.setBy)}`,
		words: one.because,
		bulk: false,
		instead: null,
		proofs: [],
		moved: { was: one.was, becomes: one.becomes, setBy: setterIn(one.setBy) },
	}));
	// Of what was done at one moment, what was done last stands first.
	return [...done, ...moved].sort((a, b) => Temporal.Instant.compare(a.at, b.at)).reverse();
}

/** What an older register calls done is not called verified. */
function doneIn({ becomes, takenOver }: Act): string {
	if (!takenOver) return partStateTexts[becomes].text;
	return becomes === 'verified closed'
		? 'Closed in an older register'
		: `${partStateTexts[becomes].text}, as an older register has it`;
}

function setterIn(setBy: string): string {
	const known = dueSetters.find((one) => one === setBy);
	return known === undefined ? setBy : setterText({ setBy: known, setByName: null });
}

function toldBy({ of, by }: Act): string {
	return by !== null && (of === 'force' || of === 'policing body') ? `, for ${ofWhom(of).toLowerCase()}` : '';
}

function ofWhom(of: string): string {
	const names: Readonly<Record<string, string>> = {
		force: 'The force',
		'policing body': 'The policing body',
		system: 'This system',
	};
	return names[of] ?? 'The inspectorate';
}
