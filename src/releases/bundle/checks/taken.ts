import type { Answered, Source } from '../../../documents/index.ts';

/*
 * What a bundle does not hold the grounds of: it is as the records answered when the edition was frozen, and the signature
 * alone says that it was so. It is named, so that nobody takes it for proved.
 */

const kinds: Readonly<Record<Answered['port'], readonly [one: string, many: string] | null>> = {
	// Computed again, and what is printed of it too.
	figure: null,
	table: null,
	compare: ['wording of a comparison', 'wordings of comparisons'],
	chart: ['drawing of a chart', 'drawings of charts'],
	sample: ['sample', 'samples'],
	judgment: ['judgment in words', 'judgments in words'],
	grade: ['grade', 'grades'],
	grades: ['table of grades', 'tables of grades'],
	matrix: ['matrix of grades', 'matrices of grades'],
	scoping: ['scoping', 'scopings'],
	meanings: ['list of meanings', 'lists of meanings'],
	finding: ['finding', 'findings'],
	box: ['recommendation or its like', 'recommendations and their like'],
	name: ['name', 'names'],
	term: null,
	text: ['shared text', 'shared texts'],
};

export class Taken {
	#anonymous = 0;
	readonly #counts = new Map<Answered['port'], number>();

	/** Null: a document that must not let a force be known. */
	add(source: Source | null): void {
		if (source === null) this.#anonymous += 1;
		for (const { port, answer } of source?.answers ?? [])
			if ('found' in answer) this.#counts.set(port, (this.#counts.get(port) ?? 0) + 1);
	}

	/** "3 grades", "1 sample", in the order of the list above. */
	inWords(): string[] {
		const said = Object.entries(kinds).flatMap(([port, words]) => {
			const count = [...this.#counts].find(([name]) => name === port)?.[1] ?? 0;
			return words === null || count === 0 ? [] : [`${count} ${words[count === 1 ? 0 : 1]}`];
		});
		if (this.#anonymous > 0)
			said.push(
				`the texts of ${this.#anonymous} ${this.#anonymous === 1 ? 'document' : 'documents'} in which no force is to be known`,
			);
		return said;
	}
}
