/** A file that somebody brought. Its content is in the file store, under its SHA-256. */
export type KeptFile = {
	id: string;
	sha256: string;
	size: number;
	name: string;
	media_type: string;
	/** Whose people may see it beside the inspectorate's; null: nobody's. */
	organisation_id: string | null;
	uploaded_by: string | null;
	at: Temporal.Instant;
	withdrawn_at: Temporal.Instant | null;
};

/** What a file is brought for. */
export type Purpose = {
	organisation: string | null;
	/** What it belongs to; without it, it is in the general exchange of files. */
	subject?: { kind: string; id: string };
};

/** The most that one file may hold, in bytes. */
export const largestFile = 250_000_000;

/** What a list of files can be sorted by. */
export const fileOrders = ['name', 'size', 'at'] as const;
export type FileOrder = (typeof fileOrders)[number];
