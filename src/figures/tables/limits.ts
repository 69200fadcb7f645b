const megabyte = 1024 * 1024;

/** What a workbook may be. Published ones are far below; what is above is something else, or means harm. */
export const limits = {
	/** As the file lies on the disk. */
	maxBytes: 200 * megabyte,
	/** All that is inside, unpacked. No JavaScript string can hold more than 512 MB of XML. */
	maxUnpacked: 500 * megabyte,
	/** Files inside. */
	maxEntries: 5_000,
	/** How many times larger one file inside becomes: real tables of zeros reach 60. */
	maxRatio: 250,
	/** Below this size no ratio does harm. */
	harmless: 20 * megabyte,
	maxSheets: 500,
	maxCells: 20_000_000,
	/** A text that stands in a million cells is one text in the file, and a million afterwards. */
	maxCharacters: 400_000_000,
	/** For reading it, in a thread of its own. */
	memoryMegabytes: 3_072,
	seconds: 600,
} as const;

export type Limits = { readonly [Key in keyof typeof limits]: number };

export const inMegabytes = (bytes: number) => `${Math.ceil(bytes / megabyte).toLocaleString('en-GB')} MB`;
