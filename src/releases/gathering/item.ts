/** What a release gathers: exactly one of these. Judgments, what was raised and statements come with the inspection. */
export type Gathered =
	| { document: string }
	| { inspection: string }
	/** An indicator by its id: its figures, with the snapshots that they were computed from. */
	| { indicator: string }
	| { file: string };

export type Item = { id: string; release: string; position: number; of: Gathered };
