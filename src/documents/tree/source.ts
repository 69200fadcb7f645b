import type { Meta } from './doc.ts';
import type { WrittenText } from './read.ts';
import type { Answer, Found, Port } from './resolver.ts';

/** What a document asked, and what it was answered; so many times one after the other. */
export type Answered = {
	port: Port;
	name: string;
	attributes: Readonly<Record<string, string>>;
	answer: Answer<Found[Port]>;
	times: number;
};

/** All that a document is made from: with it, it is made again without the records. */
export type Source = {
	meta: Meta;
	texts: readonly WrittenText[];
	answers: readonly Answered[];
};
