import type { FootnoteDefinition } from './markdown.ts';
import { nearestNames } from './nearest.ts';
import type { Parsed } from './parse.ts';
import type { Place } from './place.ts';
import type { DocProblem } from './problem.ts';

type OpenReference = { node: { target: string | null; text: string }; written: string; place: Place };
type Note = { id: string; number: number; parsed: Parsed; definition: FootnoteDefinition };

/** What is known while the tree is built, in the order of reading. */
export class Building {
	readonly problems: DocProblem[] = [];
	/** What a reference to a place says. */
	readonly #targets = new Map<string, string>();
	readonly #references: OpenReference[] = [];
	readonly #numbers = { table: 0, chart: 0 };
	readonly #notes: Note[] = [];
	#terms = new Set<string>();

	fault(kind: DocProblem['kind'], place: Place | null, text: string, mend: string): void {
		this.problems.push({ kind, severity: 'fault', place, text, mend, nearest: [] });
	}

	note(kind: DocProblem['kind'], place: Place | null, text: string, mend: string): void {
		this.problems.push({ kind, severity: 'note', place, text, mend, nearest: [] });
	}

	/** An id that nothing else has: what was wished for, or that with a number. */
	target(wished: string, says: string): string {
		const base = slug(wished);
		let id = base;
		for (let count = 2; this.#targets.has(id); count += 1) id = `${base}-${count}`;
		this.#targets.set(id, says);
		return id;
	}

	has(id: string): boolean {
		return this.#targets.has(id);
	}

	/** "Table 2": tables and charts are counted through the document. */
	numbered(kind: 'table' | 'chart', wished: string | undefined): { id: string; number: number } {
		this.#numbers[kind] += 1;
		const number = this.#numbers[kind];
		const says = `${kind === 'table' ? 'Table' : 'Chart'} ${number}`;
		return { id: this.target(wished ?? `${kind}-${number}`, says), number };
	}

	beginSection(): void {
		this.#terms = new Set();
	}

	/** Whether a term stands here for the first time in its section. */
	firstHere(term: string): boolean {
		const first = !this.#terms.has(term);
		this.#terms.add(term);
		return first;
	}

	refer(node: OpenReference['node'], written: string, place: Place): void {
		this.#references.push({ node, written, place });
	}

	/** The number of a footnote: by the order in which the text first refers to it. */
	footnote(parsed: Parsed, definition: FootnoteDefinition): { id: string; number: number; first: boolean } {
		const known = this.#notes.find((one) => one.definition === definition);
		if (known !== undefined) return { id: known.id, number: known.number, first: false };
		const number = this.#notes.length + 1;
		const note = { id: `note-${number}`, number, parsed, definition };
		this.#notes.push(note);
		return { id: note.id, number, first: true };
	}

	/** A footnote may refer to another one, so that the list grows while it is read. */
	*notes(): Generator<Note> {
		for (let index = 0; index < this.#notes.length; index += 1) {
			const note = this.#notes[index];
			if (note !== undefined) yield note;
		}
	}

	/** All places are known now. */
	finish(): void {
		for (const { node, written, place } of this.#references) {
			const says = this.#targets.get(slug(written));
			if (says === undefined) {
				this.problems.push({
					kind: 'unknown-name',
					severity: 'fault',
					place,
					text: `This document has no place “${written}”.`,
					mend: 'Write the name of a heading, table or chart, with hyphens for spaces.',
					nearest: nearestNames(slug(written), [...this.#targets.keys()]),
				});
			} else {
				node.target = slug(written);
				node.text = says;
			}
		}
	}
}

/** "Our approach" has the address "our-approach". */
export function slug(text: string): string {
	const made = text
		.normalize('NFKD')
		.replaceAll(/[\u0300-\u036f’']/g, '')
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
		.replaceAll(/^-+|-+$/g, '')
		.slice(0, 60);
	return made === '' ? 'section' : made;
}
