import type { WordingRules } from '../../statistics/index.ts';
import type { Glossary } from '../glossary/glossary.ts';
import type { Draft } from './draft.ts';
import type { Severity } from './remark.ts';

/** A force by one of its names, with the days between which it was called so. */
export type ForceName = {
	/** The same for all names of one force. */
	force: string;
	name: string;
	/** Spellings that are understood but not written. */
	spellings: readonly string[];
	/** The area by which people call it: Derbyshire. */
	area: string | null;
	from: string | null;
	until: string | null;
};

/** A judgment as it was published. */
export type JudgmentRecord = {
	force: string | null;
	/** The name of the question or pillar, and the other names it goes by. */
	question: string;
	also: readonly string[];
	grade: string;
	/** As it is printed: 2016, or 2018/19. */
	year: string;
};

/** How the figures of a document were made, by the version of the method. */
export type MethodRecord = {
	/** What it gives, such as "most similar group average". */
	subject: string;
	method: 'pooled' | 'mean-of-rates' | 'median' | 'other';
	includesForce: boolean | null;
	version: string;
};

/** The words that the framework fixes. */
export type FrameworkWords = {
	pillars: readonly string[];
	questions: readonly { id: string; name: string; also: readonly string[] }[];
	grades: readonly string[];
	/** As questions that may head their parts: "How well does the force …?" */
	asks?: readonly string[];
};

/** What is known beside the draft. Every part may be missing: a bare file is checked by itself. */
export type Context = {
	glossary?: Glossary | undefined;
	forces?: readonly ForceName[] | undefined;
	judgments?: readonly JudgmentRecord[] | undefined;
	methods?: readonly MethodRecord[] | undefined;
	framework?: FrameworkWords | undefined;
	/** The thresholds behind words; those of the product where none are given. */
	wording?: WordingRules | undefined;
	/** The document's own date, as an ISO day; where it is missing, rules may read it from a letter's head. */
	dated?: string | undefined;
	/** No force may be named or be known by what is said. */
	anonymous?: boolean | undefined;
	/** The other documents of the folder. */
	others?: readonly Draft[] | undefined;
	/** Rules that are switched off, and severities that are. */
	without?: { rules?: readonly string[]; severities?: readonly Severity[] } | undefined;
};
