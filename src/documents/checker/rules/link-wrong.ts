import { editsBetween } from '../alike.ts';
import { type Draft, type Spot, tokenSpot, tokensOf } from '../draft.ts';
import { stems } from '../reading/words.ts';
import { defineRule, type Found } from '../rule.ts';

type Use = { address: string; host: string; words: string | null; spot: Spot };

export const linkWrong = defineRule({
	name: 'link-wrong',
	title: 'A link that leads elsewhere, or nowhere',
	explains:
		'No network is asked. What is looked for can be seen on the page: a host that differs by a few letters from one that the documents use, words that are another address than the one behind them, an address that cannot be one, a place in this document that is not there.',
	severity: 'fault',
	*check(draft, { others = [] }) {
		const uses = linksIn(draft);
		const beside = others.flatMap((other) => linksIn(other));
		yield* malformed(uses);
		yield* otherThanItSays(uses);
		yield* nearMisses(uses, beside);
		yield* noSuchPlace(draft, uses);
	},
});

function linksIn(draft: Draft): Use[] {
	return draft.sentences.flatMap((sentence) =>
		tokensOf(sentence, 'link').map((token) => ({
			address: token.address,
			host: bare(token.host),
			words: token.words,
			spot: tokenSpot(sentence, token),
		})),
	);
}

function bare(host: string): string {
	return host.toLowerCase().replace(/^www\d?\./, '');
}

const within = /^(?:#|\.{0,2}\/|mailto:|tel:)/;

function* malformed(uses: readonly Use[]): Iterable<Found> {
	for (const { address, host, spot } of uses) {
		if (within.test(address)) continue;
		const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) || /^www\./i.test(address);
		const why =
			/^(?:https?[;:]?\/{0,3}){2,}/i.test(address) && !/^https?:\/\/(?!https?)/i.test(address)
				? 'begins twice'
				: /^(?:htp|htpp|htttp|http(?!s?:)|hhtp|https(?!:))/i.test(address)
					? 'does not begin with “https://”'
					: scheme &&
							!/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u.test(host) &&
							!/^localhost$/.test(host)
						? 'has no host'
						: /[,;]/.test(host) || /\.\./.test(host)
							? 'has a host that cannot be one'
							: undefined;
		if (why !== undefined)
			yield {
				spot,
				text: `The address “${address}” ${why}.`,
				mend: 'Copy the address anew from the page that is meant.',
			};
	}
}

/** "[www.one.example](https://two.example)". */
function* otherThanItSays(uses: readonly Use[]): Iterable<Found> {
	for (const { address, host, words, spot } of uses) {
		const said = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[/?#]\S*)?$/u.exec(
			words?.trim() ?? '',
		)?.[1];
		if (said === undefined || within.test(address) || bare(said) === host) continue;
		yield {
			spot,
			text: `The words say ${said}, and the link leads to ${host}.`,
			mend: 'Write the address that is meant in both places.',
			data: { said, leads: host },
		};
	}
}

/** A host that is used more rarely than one that it nearly is, within the same domain. */
function* nearMisses(uses: readonly Use[], beside: readonly Use[]): Iterable<Found> {
	const counts = new Map<string, number>();
	for (const { host } of [...uses, ...beside]) counts.set(host, (counts.get(host) ?? 0) + 1);
	const told = new Set<string>();
	for (const { host, spot } of uses) {
		if (told.has(host)) continue;
		const [near] = [...counts]
			.filter(([other, count]) => count >= (counts.get(host) ?? 0) && nearly(host, other))
			.sort((a, b) => b[1] - a[1]);
		// Where both are used once, the first that is met is the one to doubt only once.
		if (near === undefined || told.has(near[0])) continue;
		told.add(host);
		yield {
			spot,
			text: `The host ${host} is nearly, but not quite, ${near[0]}, which stands elsewhere.`,
			mend: `Open both. If one was mistyped, write ${near[0]}.`,
			also: uses
				.filter((other) => other.host === near[0])
				.slice(0, 1)
				.map((other) => other.spot),
			data: { host, near: near[0] },
		};
	}
}

function nearly(a: string, b: string): boolean {
	if (a === b || Math.min(a.length, b.length) < 8) return false;
	const [first, second] = [a.split('.'), b.split('.')];
	// data.police.example and www.police.example are two rooms of one house.
	if (first.length !== second.length) return false;
	const differing = first.flatMap((label, index) =>
		label === second[index] ? [] : [[label, second[index] ?? '']],
	);
	const [pair] = differing;
	if (differing.length !== 1 || pair === undefined) return false;
	const [one = '', other = ''] = pair;
	if (/\d/.test(one + other)) return false;
	const longest = Math.max(one.length, other.length);
	return longest >= 3 && editsBetween(one, other) <= Math.max(1, Math.floor(longest / 5));
}

function* noSuchPlace(draft: Draft, uses: readonly Use[]): Iterable<Found> {
	const places = new Set(draft.sections.flatMap(({ title }) => (title === null ? [] : [slug(title)])));
	for (const { address, spot } of uses) {
		const place = /^#(.+)$/.exec(address)?.[1];
		if (place === undefined || places.has(place)) continue;
		const [near] = [...places].sort((a, b) => editsBetween(a, place) - editsBetween(b, place));
		yield {
			spot,
			text: `No heading of this document is called “${place}”.`,
			mend:
				near !== undefined && stems(near.replaceAll('-', ' ')).size > 0
					? `Lead to “#${near}”, or to the heading that is meant.`
					: 'Lead to the heading that is meant.',
			data: { place },
		};
	}
}

function slug(title: string): string {
	return title
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(/\s/g, '-');
}
