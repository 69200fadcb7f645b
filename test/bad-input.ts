import type { LightMyRequestResponse } from 'fastify';
import { resources } from '../src/website/data/resources.ts';
import type { World } from './policy/world.ts';

/** What nobody means, in the place of whatever an address asks behind its question mark. */
const hostile = {
	'no letter': '%00',
	long: 'x'.repeat(10_000),
	'half a letter': '%E0%A4',
	negative: '-1',
	absurd: '99999999999999999999',
	'words of SQL': "'%29%3B+drop+table+edition.edition%3B+--",
	'words of search': '%22+%26+%7C+%21%28+%3A*+%3C-%3E',
	'a day that is none': '2026-02-31',
	'of every object': '__proto__',
} as const;
const fields =
	'q force kind year page theme state published before order until since show was fields size'.split(' ');
const whole = [
	...Object.values(hostile).map((value) => `?${fields.map((name) => `${name}=${value}`).join('&')}`),
	`?${fields.map((name) => `${name}=a&${name}=b&${name}[]=c&${name}[d]=e`).join('&')}`,
	'?__proto__=a&constructor=b&nobody-asks-this=c&%=%',
];
/** The same in the place of a name in the address. */
const names = [...Object.values(hostile), '..%2F..%2Fetc%2Fpasswd', '%FF'];

const stack = /\n\s+at \S+ \(|node_modules|\.ts:\d+|select .* from edition/i;

type Method = 'GET' | 'HEAD' | 'OPTIONS';
type Request = { method: Method; url: string; isForPrograms: boolean };

/** All that is open to everybody, asked for what is not there in every way that comes to mind; `params` lead to what is. */
function* requests(
	{ routes }: Pick<World, 'routes'>,
	params: (url: string) => Record<string, string>,
): Generator<Request> {
	for (const route of routes.filter(({ opens, method }) => opens === 'public' && method === 'GET')) {
		const isForPrograms = route.problems === true;
		const there = params(route.url);
		const at = (values: Record<string, string>) =>
			route.url.replaceAll(
				/:(\w+)/g,
				(_, name: string) => values[name] ?? encodeURIComponent(there[name] ?? ''),
			);
		const asked = (method: Method, url: string) => ({ method, url, isForPrograms });
		for (const query of whole) yield asked('GET', `${at({})}${query}`);
		yield asked('HEAD', `${at({})}${whole[0]}`);
		yield asked('OPTIONS', at({}));
		for (const [, name = ''] of route.url.matchAll(/:(\w+)/g))
			for (const value of names) yield asked('GET', at({ [name]: value }));
	}
	// They refuse what they do not know; what they know is read.
	for (const { name, parameters } of resources)
		for (const value of Object.values(hostile)) {
			const known = [...parameters.map((one) => one.name), 'page'].map((one) => `${one}=${value}`);
			yield { method: 'GET', url: `/api/v1/${name}?${known.join('&')}`, isForPrograms: true };
		}
}

/** What is wrong with the answers: a fault of ours, a word of what is behind it, or a refusal without a sentence. */
export async function answersToBadInput(
	world: World,
	params: (url: string) => Record<string, string>,
): Promise<{ faults: string[]; statuses: Set<number> }> {
	const faults: string[] = [];
	const statuses = new Set<number>();
	let asked = 0;
	for (const { method, url, isForPrograms } of requests(world, params)) {
		asked += 1;
		const answer = await world.app.inject({
			...{ method, url, cookies: { '__Host-visitor': 'somebody' } },
			// Nobody is asked to wait.
			remoteAddress: `10.0.0.${asked % 250}`,
		});
		statuses.add(answer.statusCode);
		const fault = faultOf(answer, method, isForPrograms);
		if (fault !== null) faults.push(`${method} ${url.slice(0, 150)}: ${answer.statusCode}: ${fault}`);
	}
	return { faults, statuses };
}

function faultOf(
	{ statusCode, headers, body }: LightMyRequestResponse,
	method: Method,
	isForPrograms: boolean,
): string | null {
	if (statusCode >= 500) return 'it fails';
	if (stack.test(body)) return `it tells what is behind it: ${stack.exec(body)?.[0]}`;
	if (method === 'HEAD') return body === '' ? null : 'it has a body';
	if (statusCode < 400) return null;
	const type = String(headers['content-type']);
	if (isForPrograms)
		return /^application\/problem\+json/.test(type) && /"title":"\w.*"detail":"[^"]*\w/.test(body)
			? null
			: `it is no problem that a program reads: ${type} ${body.slice(0, 80)}`;
	return /^text\/html/.test(type) && /<h1[^>]*>\s*\S[\s\S]*<p|govuk-error-summary/.test(body)
		? null
		: `it is no page with a sentence: ${type} ${body.slice(0, 80)}`;
}
