import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** What the words of pages are, where a room of pages brings them: the port that it fills. English needs none. */
export type PageWords = {
	/** Beside English, by the letters that their addresses begin with: /cy/publications. */
	languages: readonly string[];
	/** Those that pages link to. */
	offered: readonly string[];
	/** The folder whose views speak them; all others are in English. */
	root: string;
	/** The words of a key, for `t(…)` in views. */
	say(language: string, key: string, values: Readonly<Record<string, unknown>>): unknown;
	/** What the layout and the furniture say in English, in this language. */
	furniture(language: string, text: string): string;
	/** The page as it is sent: what is in which language marked, and its links within the language. */
	finish(html: string, language: string): string;
	addressIn(address: string, language: string): string;
};

const spoken = new WeakMap<IncomingMessage, string>();

/** The address without its language, which is kept beside the request. */
export function withoutLanguage(request: IncomingMessage, languages: readonly string[]): string {
	const url = request.url ?? '/';
	const language = languages.find((each) => new RegExp(`^/${each}(?=[/?]|$)`).test(url));
	if (language === undefined) return url;
	spoken.set(request, language);
	const rest = url.slice(language.length + 1);
	return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The language in which a page is asked for. */
export function languageOf(request: FastifyRequest): string {
	return spoken.get(request.raw) ?? 'en';
}
