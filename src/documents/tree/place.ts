/** Where something stands in the text that somebody wrote: lines and columns count from 1. */
export type Place = {
	line: number;
	column: number;
	endLine: number;
	endColumn: number;
	/** Which text, where a document is put together from several: "areas-for-improvement". */
	text?: string;
};
