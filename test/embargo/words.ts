import { inflateSync } from 'node:zlib';
import type { LightMyRequestResponse } from 'fastify';
import { Pdf } from '../documents/pdf.ts';
import { unzipped } from '../documents/unzip.ts';

/**
 * A word that stands nowhere else is planted in every text of a release, so that whoever is shown any of them knows
 * something. The last letter says whose it is: of the force of the north, of the south, or of all.
 */
export const about = { north: 'n', south: 's', all: 'a' } as const;
export type About = keyof typeof about;
export const everyone: readonly About[] = ['north', 'south', 'all'];

export const kinds = [
	'title',
	'summary',
	'head',
	'text',
	'finding',
	'raised',
	'statement',
	'grade',
	'file',
	'data',
	'followed',
	'answered',
] as const;
/** What is frozen with it and stands on no page of its own. */
const further = ['indicator', 'area', 'snapshot', 'term'] as const;
type Kind = (typeof kinds)[number] | (typeof further)[number];

export function planted(what: Kind, whose: About): string {
	return `qzv${what}${about[whose]}`;
}

/** What the inspectorate keeps to itself, before the instant and after it. */
export const inside = [
	...['qzvpurpose', 'qzvreason', 'qzvevidence', 'qzvrationale', 'qzvnote', 'qzvinternal', 'qzvundecided'],
	...['qzvproof', 'qzvopinion'],
];
/** Of these, what a force has sent, which its policing body reads as well, and what it was told of its plan. */
export function isOwn(word: string, { name }: { name: string }): boolean {
	if (/another force/.test(name)) return false;
	const body = /policing body/.test(name);
	const own = body || /\bof the force\b|chief officer who is named/.test(name);
	return own && (word === 'qzvproof' || (word === 'qzvopinion' && !body));
}
/** What is said in the public calendar beforehand: all of it. */
export const announced = 'qzvsaid';

/** Each word by itself: a text can end in the letters that the next one begins with. */
const all = [
	...inside,
	announced,
	...[...kinds, ...further].flatMap((kind) => everyone.map((whose) => planted(kind, whose))),
];

export function wordsIn(text: string): string[] {
	const lower = text.toLowerCase();
	return lower.includes('qzv') ? all.filter((word) => lower.includes(word)) : [];
}

/** Every text of an answer, also where it is packed: headers, pages, the streams and facts of a PDF, the parts of an archive. */
export function textOf(answer: LightMyRequestResponse): string {
	return `${JSON.stringify(answer.headers)}\n${textIn(answer.rawPayload)}`;
}

function textIn(content: Buffer): string {
	const plain = content.toString('utf8');
	if (plain.startsWith('%PDF-')) {
		const pdf = new Pdf(content);
		return [plain, pdf.metadata, ...pdf.bookmarks, pdf.letters, ...pdf.furniture, ...streamsIn(content)].join(
			'\n',
		);
	}
	if (plain.startsWith('PK')) {
		return [...unzipped(content)].map(([name, part]) => `${name}\n${textIn(part)}`).join('\n');
	}
	return plain;
}

/** Whatever is in a PDF and no page shows: it is opened all the same. */
function streamsIn(content: Buffer): string[] {
	const text = content.toString('latin1');
	return [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: { length } }) => {
		try {
			return [inflateSync(content.subarray(index + length)).toString('latin1')];
		} catch {
			return [];
		}
	});
}
