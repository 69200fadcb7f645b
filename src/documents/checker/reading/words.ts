/** Words that carry no subject of their own, and so are left out when two sentences are compared. */
const empty = new Set(
	`a about above across after against all almost already also although always am among an and another any are around
	as at away back be because been before being below between both but by can cannot could did didn't do does doesn't
	doing done down during each either else enough even ever every few fewer for from further had hadn't has hasn't have
	haven't he her here his how however i if in including into is isn't it its itself just last least less like made make
	makes many may might more most much must my near nearly need needs neither next no non nor not now of off often on
	once one only onto or other others our out over own per rather same several she should since so some still such than
	that the their them then there therefore these they this those three through thus to together too towards two under
	until up upon us use used uses using very was wasn't we well were weren't what when where whether which while who
	whom whose why will with within without would yet you your force forces constabulary police percent per cent
	compared figure number said say says found find shows show including includes include`.split(/\s+/),
);

const endings = [
	'isations',
	'isation',
	'ations',
	'ation',
	'ating',
	'ators',
	'ator',
	'ments',
	'ment',
	'ness',
	'ities',
	'ity',
	'ions',
	'ion',
	'ings',
	'ing',
	'ised',
	'ises',
	'ise',
	'ated',
	'ates',
	'ate',
	'ively',
	'ive',
	'edly',
	'ies',
	'ied',
	'ers',
	'er',
	'ed',
	'es',
	'ly',
	'al',
	's',
	'e',
	'y',
] as const;

/** The root of a word, roughly: treating, treatment and treated have one. It is for comparing, never for print. */
export function stem(word: string): string {
	const plain = word
		.toLowerCase()
		.replaceAll('’', "'")
		.replace(/'s$|s'$|'$/, (end) => (end === "s'" ? 's' : ''));
	for (const ending of endings)
		if (plain.endsWith(ending) && plain.length - ending.length >= 4) return plain.slice(0, -ending.length);
	return plain;
}

const word = /[\p{L}][\p{L}\p{N}’'-]*/gu;

/** The roots of the words that say what a text is about. */
export function stems(text: string): Set<string> {
	const found = new Set<string>();
	for (const [one] of text.matchAll(word)) {
		const plain = one.toLowerCase().replaceAll('’', "'");
		if (!empty.has(plain) && plain.length > 2) found.add(stem(plain));
	}
	return found;
}

/** How much of the smaller set lies in the other: 1 where one is part of the other, 0 where nothing is shared. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	const least = Math.min(a.size, b.size);
	return least === 0 ? 0 : shared(a, b).length / least;
}

export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
	return [...a].filter((one) => b.has(one));
}

const small = [
	'zero',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten',
	'eleven',
	'twelve',
	'thirteen',
	'fourteen',
	'fifteen',
	'sixteen',
	'seventeen',
	'eighteen',
	'nineteen',
];
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const smallWords = small.join('|');
const tensWords = tens.join('|');

/** A pattern for numbers in words, up to the thousands. */
export const numberWords = `(?:(?:${tensWords})(?:-(?:${small.slice(1, 10).join('|')}))?|${smallWords})(?: (?:hundred|thousand)(?: and (?:(?:${tensWords})(?:-(?:${smallWords}))?|${smallWords}))?)?`;

/** What a number in words is, or undefined. */
export function numberOf(words: string): number | undefined {
	let total = 0;
	for (const part of words.toLowerCase().split(/[\s-]+/)) {
		if (part === 'and') continue;
		if (part === 'hundred') total *= 100;
		else if (part === 'thousand') total *= 1000;
		else if (small.includes(part)) total += small.indexOf(part);
		else if (tens.includes(part)) total += 20 + 10 * tens.indexOf(part);
		else return undefined;
	}
	return total;
}
