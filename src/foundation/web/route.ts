import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { AccountActor, Actor } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import type { Spooled } from '../files/spool.ts';
import { demand, type Permit, type Subject } from '../policy/policy.ts';

export type Notice = { text: string; kind: 'success' | 'information' };

/** What a handler answers with. It is rendered after its transaction has been committed, never before. */
export type Answer =
	| { kind: 'view'; view: string; data: Record<string, unknown>; status?: number }
	| {
			kind: 'redirect';
			to: string;
			notice?: Notice;
			cookies?: Cookie[];
			/** What may happen only once the change is kept. */
			afterwards?: () => Promise<void>;
	  }
	| {
			kind: 'data';
			type: string;
			body: string;
			status?: number;
			saveAs?: string;
			/** Of the answer itself: a validator, who may use it. */
			headers?: Readonly<Record<string, string>>;
	  }
	| {
			kind: 'file';
			name: string;
			type: string;
			/** Null where it is known only once the file has been opened. */
			size: number | null;
			open: () => Promise<Readable | Buffer>;
			headers?: Readonly<Record<string, string>>;
	  };

/** Every cookie of ours is __Host-, Secure, HttpOnly, SameSite=Lax; null takes it away. */
export type Cookie = { name: string; value: string | null; seconds?: number };

export function view(name: string, data: Record<string, unknown> = {}, status = 200): Answer {
	return { kind: 'view', view: name, data, status };
}

export function redirect(to: string, notice?: string): Extract<Answer, { kind: 'redirect' }> {
	return {
		kind: 'redirect',
		to,
		...(notice === undefined ? {} : { notice: { text: notice, kind: 'success' } }),
	};
}

export function json(body: unknown, status = 200): Answer {
	return { kind: 'data', type: 'application/json; charset=utf-8', body: `${JSON.stringify(body)}\n`, status };
}

/** What a handler may know of the request beside its parsed parts. */
export type RequestFacts = {
	id: string;
	/** Path and query, for links back to this page. */
	url: string;
	/** The language in which the page is asked for: "en", or what its address begins with. */
	language: string;
	/** Only for throttling and for a person's own list of sessions; never logged. */
	address: string;
	device: string;
	cookie(name: string): string | undefined;
};

export type FormValues = Record<string, string | string[] | undefined>;

export type Context<A extends Actor, P, Q> = {
	actor: A;
	tx: Tx;
	params: P;
	query: Q;
	request: RequestFacts;
	/** Refuses, as if it were not there, what the route's permit does not reach for this subject. */
	demand(subject: Subject): void;
};

/**
 * Whose transaction a route runs in: the signed-in account's; the public's, whoever reads it; or that of someone who is
 * still proving who they are.
 */
export type Opens = 'account' | 'public' | 'authentication';

/** A route as the server sees it: its parts erased to what every route has. */
export type Route = {
	method: 'GET' | 'POST';
	url: string;
	opens: Opens;
	permit: Permit;
	/** Requests a minute from one address, where fewer than usual are right. */
	perMinute?: number;
	/** It is read by programs: what goes wrong is told as application/problem+json, and not as a page. */
	problems?: boolean;
	/** Programs that run in pages of other sites may read it, because it is public and says nothing of who asks. */
	open?: boolean;
	/**
	 * A form of the public's that brings no token, because there is no cookie to make it for: what it does bears being done
	 * twice. It comes from a page of this host, or from anywhere, as mail programs send it.
	 */
	sent?: 'from our pages' | 'from anywhere';
	/** The field that takes a file, or several. */
	upload?: string;
	/** How many files it takes, where that is more than one. */
	mostFiles?: number;
	/** It is the same for everybody, and kept in memory until something changes for the public that has one of these tags. */
	keep?: (at: { params: unknown; query: unknown }) => readonly string[];
	handle(call: Call): Promise<Answer>;
};

export type Call = {
	actor: Actor;
	/** The signed-in reader of a public page: for its furniture only, never for its data. */
	reader: AccountActor | null;
	tx: Tx;
	params: unknown;
	query: unknown;
	body: FormValues;
	/** A file that was received and checked, and is not kept yet: whoever keeps nothing of it leaves nothing behind. */
	file?: Spooled;
	/** All of them, where a field takes several. */
	files?: readonly Spooled[];
	/** What is wrong with the file that was sent, when it was not taken. */
	fileProblem?: string;
	request: RequestFacts;
};

const nothing = z.object({});

type ActorOf<O extends Opens> = O extends 'account' ? AccountActor : Actor;

type Parts<O extends Opens, P extends z.ZodType, Q extends z.ZodType> = {
	url: string;
	opens: O;
	permit: Permit;
	params?: P;
	query?: Q;
	perMinute?: number;
	problems?: boolean;
	open?: boolean;
};

/** A page or a file that is read. */
export function get<
	O extends Opens,
	P extends z.ZodType = typeof nothing,
	Q extends z.ZodType = typeof nothing,
>(
	route: Parts<O, P, Q> & {
		/** Of a public page only: see Route. */
		keep?: (at: { params: z.output<P>; query: z.output<Q> }) => readonly string[];
		handle(context: Context<ActorOf<O>, z.output<P>, z.output<Q>>): Promise<Answer>;
	},
): Route {
	const { keep } = route;
	if ((keep !== undefined || route.open === true) && route.opens !== 'public')
		throw new Error(`${route.url}: only what is public can be kept, or be open to other sites`);
	return {
		...common(route),
		...(keep === undefined ? {} : { keep: (at) => keep(partsOf(route, at)) }),
		method: 'GET',
		handle: async (call) => route.handle(contextOf(route, call)),
	};
}

/** The sentences that stand beside the fields they are about; "" is about the form as a whole. */
export type Problems = Record<string, string>;

/** Thrown inside a transaction so that nothing of it is kept; the page is shown again with what was typed. */
export class Invalid extends Error {
	override name = 'Invalid';
	readonly problems: Problems;
	constructor(problems: Problems) {
		super('The form has problems');
		this.problems = problems;
	}
}

/** A form without fields, or a button: it does one thing and goes on to a page. */
export function post<
	O extends Opens,
	P extends z.ZodType = typeof nothing,
	S extends z.ZodType = typeof nothing,
>(
	route: Parts<O, P, typeof nothing> & {
		fields?: S;
		/** Of a public route only: see Route. */
		sent?: 'from our pages' | 'from anywhere';
		handle(
			context: Context<ActorOf<O>, z.output<P>, unknown> & { values: z.output<S>; body: FormValues },
		): Promise<Answer>;
	},
): Route {
	const { sent } = route;
	if ((sent !== undefined) !== (route.opens === 'public'))
		throw new Error(`${route.url}: forms of the public bring no token, and all others do`);
	return {
		...common(route),
		...(sent === undefined ? {} : { sent }),
		method: 'POST',
		handle: async (call) => {
			const parsed = (route.fields ?? nothing).safeParse(call.body, inPlainWords);
			if (!parsed.success) throw new Invalid(problemsOf(parsed.error));
			// The schema that parsed is S when fields were given, and the empty object when not.
			return route.handle({ ...contextOf(route, call), values: parsed.data as z.output<S>, body: call.body });
		},
	};
}

/**
 * A form: the page that shows it and the submission that comes back from it, at one address. Bad input shows the page
 * again with the sentences and everything that was typed.
 */
export function form<
	O extends Opens,
	D extends Record<string, unknown>,
	S extends z.ZodType,
	P extends z.ZodType = typeof nothing,
	Q extends z.ZodType = typeof nothing,
>(
	route: Parts<O, P, Q> & {
		view: string;
		fields: S;
		upload?: string;
		mostFiles?: number;
		/** What the page shows beside the form. Throws Missing where there is nothing to show. */
		load(context: Context<ActorOf<O>, z.output<P>, z.output<Q>>): Promise<D>;
		/** What the fields hold before anyone has typed. */
		initial?(data: D): FormValues;
		/** Does it, and says where to go; throws Invalid for what only the database could know. */
		submit(
			context: Context<ActorOf<O>, z.output<P>, z.output<Q>> & {
				values: z.output<S>;
				data: D;
				file?: Spooled;
				files: readonly Spooled[];
			},
		): Promise<Answer>;
	},
): [Route, Route] {
	const { upload, mostFiles, ...rest } = route;
	return [
		get({
			...rest,
			handle: async (context) => {
				const data = await route.load(context);
				return view(route.view, { ...data, form: { values: route.initial?.(data) ?? {}, errors: {} } });
			},
		}),
		{
			...common(route),
			...(upload === undefined ? {} : { upload }),
			...(mostFiles === undefined ? {} : { mostFiles }),
			method: 'POST',
			handle: async (call) => {
				const context = contextOf(route, call);
				const data = await route.load(context);
				try {
					const parsed = route.fields.safeParse(call.body, inPlainWords);
					const problems = parsed.success ? {} : problemsOf(parsed.error);
					if (upload !== undefined && call.fileProblem !== undefined) problems[upload] = call.fileProblem;
					if (!parsed.success || Object.keys(problems).length > 0) throw new Invalid(problems);
					const values = parsed.data;
					return await route.submit({
						...context,
						values,
						data,
						...(call.file === undefined ? {} : { file: call.file }),
						files: call.files ?? [],
					});
				} catch (error) {
					if (!(error instanceof Invalid)) throw error;
					throw new Unacceptable(
						view(route.view, { ...data, form: { values: call.body, errors: error.problems } }, 422),
					);
				}
			},
		},
	];
}

/** Carries the page to show out of a transaction that is rolled back. */
export class Unacceptable extends Error {
	override name = 'Unacceptable';
	readonly answer: Answer;
	constructor(answer: Answer) {
		super('The form is shown again');
		this.answer = answer;
	}
}

/** A part of the address or of the query that no page has. */
export class BadAddress extends Error {
	override name = 'BadAddress';
}

/** What a person reads where a schema brings no sentence of its own: never the library's words. */
const inPlainWords = { error: () => 'Check what you entered or chose here' };

function problemsOf(error: z.ZodError): Problems {
	const problems: Problems = {};
	for (const issue of error.issues) {
		const field = issue.path.map(String).join('.');
		problems[field] ??= issue.message;
	}
	return problems;
}

function common<O extends Opens>(route: Parts<O, z.ZodType, z.ZodType>) {
	const { url, opens, permit, perMinute, problems = false, open = false } = route;
	return { url, opens, permit, problems, open, ...(perMinute === undefined ? {} : { perMinute }) };
}

function contextOf<O extends Opens, P extends z.ZodType, Q extends z.ZodType>(
	route: Parts<O, P, Q>,
	call: Call,
): Context<ActorOf<O>, z.output<P>, z.output<Q>> {
	return {
		// The server hands an account's route an account's actor and nothing else.
		actor: call.actor as ActorOf<O>,
		tx: call.tx,
		...partsOf(route, call),
		request: call.request,
		demand: (subject) => demand(call.actor, route.permit, subject),
	};
}

function partsOf<O extends Opens, P extends z.ZodType, Q extends z.ZodType>(
	route: Parts<O, P, Q>,
	{ params, query }: { params: unknown; query: unknown },
): { params: z.output<P>; query: z.output<Q> } {
	return {
		params: parsePart(route.params, withoutNothing(params)) as z.output<P>,
		query: parsePart(route.query, query) as z.output<Q>,
	};
}

/** PostgreSQL cannot keep this character, so no page has it in its address. */
function withoutNothing(params: unknown): unknown {
	if (
		typeof params === 'object' &&
		params !== null &&
		Object.values(params).some((each) => String(each).includes('\0'))
	)
		throw new BadAddress();
	return params;
}

function parsePart(schema: z.ZodType | undefined, value: unknown): unknown {
	const parsed = (schema ?? nothing).safeParse(value);
	if (!parsed.success) throw new BadAddress();
	return parsed.data;
}
