import type { Doc } from './doc.ts';
import { kept } from './keep.ts';
import { readDocument } from './read.ts';
import type { Answer, Ask, Asked, Found, Port, Resolver } from './resolver.ts';
import type { Answered, Source } from './source.ts';

export type Recorder = {
	resolver: Resolver;
	/** What was asked so far, by the question; the same question may be answered otherwise later. */
	answers(): Answered[];
};

/** Writes down every answer that a resolver gives. */
export function recording(resolver: Resolver): Recorder {
	const heard = new Map<string, Answered[]>();
	const listening = <P extends Port>(port: P): Ask<Found[P]> | undefined => {
		const ask = resolver[port];
		if (ask === undefined) return undefined;
		return async (asked) => {
			const given = await ask(asked);
			for (const [index, question] of asked.entries()) {
				const answer = given[index];
				if (answer === undefined) continue;
				const key = keyOf(port, question);
				const before = heard.get(key) ?? [];
				heard.set(key, before);
				const last = before.at(-1);
				if (last !== undefined && kept(last.answer) === kept(answer)) last.times += 1;
				else before.push({ port, name: question.name, attributes: question.attributes, answer, times: 1 });
			}
			return given;
		};
	};
	return {
		resolver: everyPort(listening),
		answers: () => [...heard.keys()].toSorted().flatMap((key) => heard.get(key) ?? []),
	};
}

/** Answers as it was answered before, and nothing else. */
export function replaying(answers: readonly Answered[]): Resolver {
	const left = new Map<string, { answer: Answer<Found[Port]>; times: number }[]>();
	for (const { answer, times, ...question } of answers) {
		const key = keyOf(question.port, question);
		const known = left.get(key) ?? [];
		known.push({ answer, times });
		left.set(key, known);
	}
	return everyPort(<P extends Port>(port: P): Ask<Found[P]> => {
		return async (asked) =>
			asked.map((question): Answer<Found[P]> => {
				const next = left.get(keyOf(port, question))?.find(({ times }) => times > 0);
				if (next === undefined) return unanswered;
				next.times -= 1;
				// It was given by this port: its name is in the key.
				return next.answer as Answer<Found[P]>;
			});
	});
}

/** A document made again from what it was made from. */
export function rebuilt({ meta, texts, answers }: Source): Promise<Doc> {
	return readDocument(meta, texts, replaying(answers));
}

const unanswered = {
	refused: 'What this was answered is not on record.',
	mend: 'Compare the text with the one that was frozen.',
} as const;

function keyOf(port: Port, { name, attributes }: Pick<Asked, 'name' | 'attributes'>): string {
	return JSON.stringify([port, name, Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

const ports = {
	figure: true,
	compare: true,
	sample: true,
	judgment: true,
	name: true,
	term: true,
	chart: true,
	table: true,
	finding: true,
	box: true,
	grade: true,
	grades: true,
	matrix: true,
	scoping: true,
	meanings: true,
	text: true,
} as const satisfies Record<Port, true>;

function everyPort(make: <P extends Port>(port: P) => Ask<Found[P]> | undefined): Resolver {
	const resolver: { -readonly [P in keyof Resolver]: Resolver[P] } = {};
	const put = <P extends Port>(port: P) => {
		const ask = make(port);
		if (ask !== undefined) Object.assign(resolver, { [port]: ask });
	};
	for (const port of Object.keys(ports)) if (isPort(port)) put(port);
	return resolver;
}

function isPort(name: string): name is Port {
	return Object.hasOwn(ports, name);
}
