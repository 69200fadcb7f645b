import type { InspectionTab } from '../../programmes/index.ts';
import type { WrittenDocument } from './document.ts';

/** What the steps above this one, and the rooms above this room, bring to its pages. */
export type DraftPorts = {
	tabs: readonly InspectionTab[];
	/** The forms in which a document can be had, as links of its page. */
	faces?(document: WrittenDocument): readonly { text: string; href: string }[];
	/** Where a new document is begun: about one inspection, or about a programme. */
	writeHref?(of: { inspection?: string; programme?: string }): string;
	/** Where copies of all documents of a programme are made at once. */
	makeHref?: string;
};
