import type { AcronymToken, LinkToken, NameToken, RelativeTimeToken } from './token.ts';

const capital = "\\p{Lu}[\\p{L}’'-]+";
const force = new RegExp(
	`(?<![\\p{L}])(?:the )?(?<name>${capital}(?: (?:and |& |of )?(?!Police|Constabulary)${capital}){0,4} (?:Police(?: Service)?|Constabulary)|Metropolitan Police(?: Service)?|British Transport Police|Police Service of Northern Ireland|Police Scotland)(?! (?:and Crime|Federation|National|Chiefs|Now|Superintendents|Foundation|Objective|Digital|Staff|Use|Officer|Act|Code))(?![\\p{L}])`,
	'gu',
);
const person = new RegExp(
	`(?<![\\p{L}])(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Lord|Lady|Chief Constable|Deputy Chief Constable|Assistant Chief Constable|Commissioner|Superintendent|Sergeant|Inspector) (?:\\p{Lu}\\.? )?(?:${capital})(?: ${capital})?`,
	'gu',
);
/** A capital word at the beginning of a sentence is often no part of the name. */
const leading =
	/^(?:The|In|At|By|For|From|As|And|But|With|Both|Our|When|While|Unlike|Like|Within|Across|Against|Between|During|Since|Although|Similarly|However|Also|Overall|Dear|To|Neighbouring|Project)\s+(?=\p{Lu})/u;

export function readNames(text: string): NameToken[] {
	const forces = [...text.matchAll(force)].flatMap((match): NameToken[] => {
		const whole = match.groups?.name ?? match[0];
		const name = whole.replace(leading, '');
		const at = match.index + match[0].length - name.length;
		return /^(?:Police|Constabulary|Her Majesty|His Majesty)/u.test(name)
			? []
			: [{ kind: 'name', is: 'force', at, end: match.index + match[0].length, name }];
	});
	const people = [...text.matchAll(person)].map(
		(match): NameToken => ({
			kind: 'name',
			is: 'person',
			at: match.index,
			end: match.index + match[0].length,
			name: match[0],
		}),
	);
	return [
		...forces,
		...people.filter((one) => !forces.some((other) => one.at < other.end && other.at < one.end)),
	];
}

const letters =
	/(?<![\p{L}\p{N}£.@/-])(?<letters>[A-Z][A-Z&]*[A-Z](?:\d+)?)(?<plural>s|\/Os)?(?![\p{L}\p{N}@]|\.[a-z])/gu;

/** Letters that stand for words, with the words where they stand beside them. */
export function readAcronyms(text: string): AcronymToken[] {
	return [...text.matchAll(letters)].map((match) => {
		const letter = match.groups?.letters ?? match[0];
		const end = match.index + match[0].length;
		return {
			kind: 'acronym',
			at: match.index,
			end,
			letters: letter,
			expands: wordsBefore(text, match.index, end, letter) ?? wordsInside(text, end, letter),
		};
	});
}

/** "most similar group (MSG)": the words whose beginnings are the letters. */
function wordsBefore(text: string, at: number, end: number, letter: string): string | null {
	if (
		!/[([]\s?[‘'“"]?$/.test(text.slice(Math.max(0, at - 3), at)) ||
		!/^[’'”"]?\s?[)\],;]/.test(text.slice(end, end + 3))
	)
		return null;
	const before = text.slice(Math.max(0, at - 120), at).replace(/\s*[([]\s?[‘'“"]?$/, '');
	const words = [...before.matchAll(/[\p{L}\p{N}’']+/gu)].slice(-(letter.length + 6));
	for (let count = 1; count <= words.length; count += 1) {
		const tail = words.slice(-count);
		if (
			spells(
				tail.map(([word]) => word),
				letter,
			)
		)
			return before.slice(tail[0]?.index ?? 0).replace(/[’'”"]$/, '');
	}
	return null;
}

/** "MSG (most similar group)". */
function wordsInside(text: string, end: number, letter: string): string | null {
	const inside = /^ \((?<words>[^()]{5,120})\)/.exec(text.slice(end, end + 130))?.groups?.words;
	return inside !== undefined &&
		spells(
			[...inside.matchAll(/[\p{L}\p{N}’']+/gu)].map(([word]) => word),
			letter,
		)
		? inside
		: null;
}

/** Whether the letters begin the words in their order; small words may be passed over, and one word may give two. */
function spells(words: readonly string[], letter: string): boolean {
	const small = /^(?:and|of|the|for|in|to|on|a|an|by|with)$/i;
	const all = letter.toLowerCase().replace('&', '');
	const [first = ''] = words;
	if (first[0]?.toLowerCase() !== all[0]) return false;
	const reach = (word: number, at: number): boolean => {
		if (at === all.length) return words.slice(word).every((one) => small.test(one));
		const one = words[word]?.toLowerCase();
		if (one === undefined) return false;
		if (small.test(one) && reach(word + 1, at)) return true;
		if (one[0] !== all[at]) return false;
		if (reach(word + 1, at + 1)) return true;
		const second = all[at + 1];
		return second !== undefined && one.slice(1).includes(second) && reach(word + 1, at + 2);
	};
	return reach(0, 0);
}

const address = /(?:https?:\/\/|www\.)[^\s<>()[\]“”"]+[^\s<>()[\]“”".,;:!?’']/gu;

export function readAddresses(text: string): LinkToken[] {
	return [...text.matchAll(address)].map((match) =>
		linkTo(match[0], match.index, match.index + match[0].length, null),
	);
}

export function linkTo(to: string, at: number, end: number, words: string | null): LinkToken {
	const host = /^(?:[a-z]+:\/\/)?(?<host>[^/?#:]+)/i.exec(to)?.groups?.host ?? '';
	return { kind: 'link', at, end, address: to, host: host.toLowerCase(), words };
}

const relative: readonly (readonly [RegExp, number | null])[] = [
	[/\b(?:last|the previous) (?:year|month|week|spring|summer|autumn|winter)\b/gi, -1],
	[/\b(?:(?:earlier|later) this|this) (?:year|month|week|spring|summer|autumn|winter)\b/gi, 0],
	[/\bnext (?:year|month|week|spring|summer|autumn|winter)\b/gi, 1],
	[
		/\b(?:so far|to date|until now|up to now|currently|at present|at the moment|recently|in recent (?:months|weeks|years)|shortly|in the near future|between now and|as yet|today)\b/gi,
		null,
	],
];

export function readRelativeTimes(text: string): RelativeTimeToken[] {
	return relative.flatMap(([pattern, years]) =>
		[...text.matchAll(pattern)].map(
			(match): RelativeTimeToken => ({
				kind: 'relative-time',
				at: match.index,
				end: match.index + match[0].length,
				word: match[0].toLowerCase(),
				years,
			}),
		),
	);
}
