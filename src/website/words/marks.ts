/*
 * A page in another language than English counts as English but for what came out of a catalogue. Until the page is whole,
 * that is marked by letters that no text has, because the same words may stand in a title or an attribute, where there is
 * no place for an element.
 */
const spoken = '\uE000';
const english = '\uE001';
const end = '\uE002';
const letters = /[\uE000-\uE002]/g;

export const asSpoken = (text: string): string => spoken + text + end;
export const asEnglish = (text: string): string => english + text + end;

/** For what is not a page: a feed, a name of a file. */
export const withoutMarks = (text: string): string => text.replaceAll(letters, '');

const tokens = /<!--[\s\S]*?-->|<\/?([a-zA-Z][\w-]*)[^>]*>|[\uE000-\uE002]/g;
/** In these an element would be text, or have no place. */
const bare = /^(?:title|option|textarea|script|style|svg)$/i;

/** The page as it is sent: its words marked, and its links and forms within the language. */
export function finishedPage(html: string, language: string): string {
	let within: string | null = null;
	let open = 0;
	return html.replaceAll(tokens, (token, name?: string) => {
		if (name !== undefined) {
			if (token.startsWith('</')) within = name === within ? null : within;
			else if (bare.test(name) && !token.endsWith('/>')) within ??= name;
			return inLanguage(withoutMarks(token), language);
		}
		if (token.length > 1 || within !== null) return token.length > 1 ? token : '';
		if (token === end) return open-- > 0 ? '</span>' : '';
		open = Math.max(open, 0) + 1;
		return `<span lang="${token === spoken ? language : 'en'}">`;
	});
}

function inLanguage(tag: string, language: string): string {
	if (/\shreflang=/.test(tag)) return tag;
	return tag.replace(
		/(\s(?:href|action)=")(\/[^"]*)(")/,
		(_, before, address, after) => before + addressIn(address, language) + after,
	);
}

/** Files, data and feeds are the same in every language. */
const same = /^\/(?:\/|assets\/|api\/v\d|feeds\/)|^[^?#]*\.\w+(?:[?#]|$)/;

export function addressIn(address: string, language: string): string {
	if (language === 'en' || !address.startsWith('/') || same.test(address)) return address;
	if (address === `/${language}` || address.startsWith(`/${language}/`)) return address;
	return `/${language}${address === '/' ? '' : address}`;
}
