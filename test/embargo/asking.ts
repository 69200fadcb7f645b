import { createHash } from 'node:crypto';
import { mock } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import type { Route } from '../../src/foundation/web/route.ts';
import type { SignedIn } from '../people.ts';
import { type Arranged, ask, seenIn, type World } from '../policy/world.ts';
import type { Somebody } from './cast.ts';
import { textOf, wordsIn } from './words.ts';

/** An answer, without what is new in every answer, and without what the asker has put into the address. */
export type Answered = {
	status: number;
	/** All that could tell it from another one: status, headers, body. */
	seen: string;
	/** What the database was asked for it, in order: who waits for an answer can tell one path from another. */
	path: string;
	/** The page alone: a kept one has other headers than one that is made for somebody. */
	page: string;
	words: string[];
};

const queries = mock.method(pg.Client.prototype, 'query').mock;

/** Bodies that are the same are kept once: most answers are the page that says that nothing is there. */
const kept = new Map<string, string>();
export function seenBehind(hash: string): string {
	return kept.get(hash) ?? '';
}

function keep(text: string): string {
	const hash = createHash('sha256').update(text).digest('base64url');
	if (!kept.has(hash)) kept.set(hash, text);
	return hash;
}

export type Asked = {
	route: Pick<Route, 'url' | 'opens' | 'perMinute'> & { method: 'GET' | 'HEAD' | 'POST' };
	params: Record<string, string>;
	query?: string;
};

export async function answerTo(
	world: World,
	{ who, forged, bare }: Pick<Somebody, 'who' | 'forged' | 'bare'>,
	{ route, params, query = '' }: Asked,
): Promise<Answered> {
	const arranged: Arranged = {
		params,
		query,
		...(bare === true ? { bare } : {}),
		...(route.perMinute === undefined
			? {}
			: { from: addressFor(route.url, query, ...Object.values(params)) }),
		...(forged === true ? { cookies: { '__Host-session': 'a'.repeat(43) } } : {}),
	};
	queries.resetCalls();
	const answer = await ask(world, who, route, arranged);
	const path = queries.calls.map(({ arguments: [asked] }) => statementOf(asked)).join('\n');
	const typed = [...Object.values(params), ...new URLSearchParams(query).values()];
	return {
		status: answer.statusCode,
		seen: keep(without(typed, who, plain(answer))),
		path: keep(path),
		page: keep(without(typed, who, plain(answer, { body: true }))),
		words: wordsIn(without(typed, who, textOf(answer))),
	};
}

/** The same question comes from the same address in both worlds, and hardly ever two from one. */
function addressFor(...asked: string[]): string {
	const [a, b, c] = createHash('sha256').update(asked.join('\n')).digest();
	return `10.${a}.${b}.${c}`;
}

function plain(answer: LightMyRequestResponse, only: { body?: boolean } = {}): string {
	// What was typed may be longer in one world than in the other.
	const { 'content-length': _, ...rest } = answer.headers;
	const headers = only.body === true ? {} : rest;
	const seen = JSON.stringify(seenIn(Object.assign(Object.create(answer), { headers })));
	// Secrets are new in every answer: of keys, of codes and of the picture that holds one.
	return seen
		.replaceAll(/(challenge|id)&quot;:&quot;[\w-]+/g, '$1')
		.replaceAll(/<svg.*?<\/svg>/gs, 'a picture')
		.replaceAll(/\b([A-Z2-7]{4} ?){8}\b/g, 'a secret');
}

function without(typed: readonly string[], who: SignedIn | null, text: string): string {
	let left = text;
	for (const one of typed) {
		if (one.length < 4) continue;
		for (const written of new Set([
			encodeURIComponent(encodeURIComponent(one)),
			encodeURIComponent(one),
			one,
		]))
			left = left.replaceAll(written, '«typed»');
	}
	return who === null ? left : left.replaceAll(who.account, '«account»').replaceAll(who.email, '«email»');
}

function statementOf(asked: unknown): string {
	const text = typeof asked === 'object' && asked !== null && 'text' in asked ? asked.text : asked;
	return String(text).replaceAll(/'[^']*'/g, "'…'");
}
