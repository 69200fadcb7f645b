import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';

type Value = string | number | boolean | null | Name | Ref | readonly Value[] | Dict;
type Dict = ReadonlyMap<string, Value>;
class Name {
	readonly name: string;
	constructor(name: string) {
		this.name = name;
	}
}
class Ref {
	readonly id: number;
	constructor(id: number) {
		this.id = id;
	}
}

/** What a tag holds: its kind as the standard knows it, what it says of itself, and the tags within. */
export type Tag = { kind: string; alt: string | null; within: readonly Tag[] };

/** Reads a PDF as far as the tests ask: what it says of itself, its tags, its bookmarks and its words. */
export class Pdf {
	readonly #objects = new Map<number, { value: Value; stream: Buffer | null }>();
	readonly #catalog: Dict;

	constructor(bytes: Uint8Array) {
		const file = Buffer.from(bytes);
		const text = file.toString('latin1');
		for (const found of text.matchAll(/(?<=[\r\n])(\d+) 0 obj\s/g)) {
			const reader = new Reader(text, found.index + found[0].length);
			const value = reader.value();
			const begins = /^\s*stream\r?\n/.exec(text.slice(reader.at, reader.at + 20));
			let stream: Buffer | null = null;
			if (begins !== null && value instanceof Map) {
				const from = reader.at + begins[0].length;
				const raw = file.subarray(from, from + Number(value.get('Length')));
				stream = value.has('Filter') ? inflateSync(raw) : raw;
			}
			this.#objects.set(Number(found[1]), { value, stream });
		}
		const catalog = [...this.#objects.values()]
			.map(({ value }) => value)
			.find((value): value is Dict => value instanceof Map && nameOf(value.get('Type')) === 'Catalog');
		this.#catalog = catalog ?? assert.fail('The PDF has no catalog');
	}

	get language(): string {
		return String(this.#catalog.get('Lang'));
	}

	get marked(): boolean {
		return this.#dict(this.#catalog.get('MarkInfo')).get('Marked') === true;
	}

	get titleShown(): boolean {
		return this.#dict(this.#catalog.get('ViewerPreferences')).get('DisplayDocTitle') === true;
	}

	/** XMP: title, PDF/UA identifier, dates. */
	get metadata(): string {
		return this.#stream(this.#catalog.get('Metadata')).toString('utf8');
	}

	get bookmarks(): string[] {
		const titles: string[] = [];
		const visit = (value: Value | undefined, depth: number): void => {
			if (value === undefined) return;
			const entry = this.#dict(value);
			titles.push(`${' '.repeat(depth)}${textOf(entry.get('Title'))}`);
			visit(entry.get('First'), depth + 1);
			visit(entry.get('Next'), depth);
		};
		visit(this.#dict(this.#catalog.get('Outlines')).get('First'), 0);
		return titles;
	}

	get tags(): readonly Tag[] {
		const root = this.#dict(this.#catalog.get('StructTreeRoot'));
		const roles = root.has('RoleMap') ? this.#dict(root.get('RoleMap')) : new Map<string, Value>();
		const kids = (value: Value | undefined): Tag[] => {
			const resolved = this.#resolved(value);
			if (Array.isArray(resolved)) return resolved.flatMap((one: Value) => kids(one));
			if (!(resolved instanceof Map) || !resolved.has('S')) return [];
			const kind = nameOf(resolved.get('S'));
			const alt = resolved.get('Alt');
			return [
				{
					kind: roles.has(kind) ? nameOf(roles.get(kind)) : kind,
					alt: alt === undefined ? null : textOf(alt),
					within: kids(resolved.get('K')),
				},
			];
		};
		return kids(root.get('K'));
	}

	/** All tags, in the order of reading. */
	get allTags(): readonly Tag[] {
		const flat = (tags: readonly Tag[]): Tag[] => tags.flatMap((tag) => [tag, ...flat(tag.within)]);
		return flat(this.tags);
	}

	/** The letters of the text, without spaces: furniture of pages (headers, numbers, stamps) is left out. */
	get letters(): string {
		return this.#pages()
			.map((page) => this.#lettersOf(page, false))
			.join('');
	}

	/** The letters of the furniture of each page. */
	get furniture(): string[] {
		return this.#pages().map((page) => this.#lettersOf(page, true));
	}

	#pages(): Dict[] {
		const visit = (value: Value | undefined): Dict[] => {
			const node = this.#dict(value);
			const kids = this.#resolved(node.get('Kids'));
			return Array.isArray(kids) ? kids.flatMap((one: Value) => visit(one)) : [node];
		};
		return visit(this.#catalog.get('Pages'));
	}

	#lettersOf(page: Dict, furniture: boolean): string {
		const fonts = this.#dict(this.#dict(page.get('Resources')).get('Font') ?? new Map());
		const maps = new Map([...fonts].map(([name, font]) => [name, this.#lettersIn(this.#dict(font))]));
		const content = this.#stream(page.get('Contents')).toString('latin1');
		const reader = new Reader(content, 0);
		let font = '';
		let words = '';
		let operands: Value[] = [];
		const marks: boolean[] = [];
		for (let token = reader.token(); token !== null; token = reader.token()) {
			if (!('operator' in token)) {
				operands.push(token.operand);
				continue;
			}
			if (token.operator === 'Tf') font = nameOf(operands[0]);
			if (token.operator === 'BMC' || token.operator === 'BDC')
				marks.push(nameOf(operands[0]) === 'Artifact');
			if (token.operator === 'EMC') marks.pop();
			if ((token.operator === 'TJ' || token.operator === 'Tj') && marks.includes(true) === furniture)
				for (const piece of [operands[0] ?? ''].flat())
					if (typeof piece === 'string')
						for (let at = 0; at + 1 < piece.length; at += 2)
							words += maps.get(font)?.get(piece.charCodeAt(at) * 256 + piece.charCodeAt(at + 1)) ?? '';
			operands = [];
		}
		return words.replaceAll(/\s+/g, '');
	}

	#lettersIn(font: Dict): Map<number, string> {
		const map = new Map<number, string>();
		if (!font.has('ToUnicode')) return map;
		for (const [, code = '', letters = ''] of this.#stream(font.get('ToUnicode'))
			.toString('latin1')
			.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm))
			map.set(Number.parseInt(code, 16), Buffer.from(letters, 'hex').swap16().toString('utf16le'));
		return map;
	}

	#resolved(value: Value | undefined): Value {
		return value instanceof Ref ? (this.#objects.get(value.id)?.value ?? null) : (value ?? null);
	}

	#dict(value: Value | undefined): Dict {
		const resolved = this.#resolved(value);
		return resolved instanceof Map ? resolved : assert.fail('A dictionary is missing');
	}

	#stream(value: Value | undefined): Buffer {
		const stream = value instanceof Ref ? this.#objects.get(value.id)?.stream : undefined;
		return stream ?? assert.fail('A stream is missing');
	}
}

function nameOf(value: Value | undefined): string {
	return value instanceof Name ? value.name : '';
}

function textOf(value: Value | undefined): string {
	const bytes = Buffer.from(typeof value === 'string' ? value : '', 'latin1');
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return bytes.subarray(2).swap16().toString('utf16le');
	return bytes.toString('latin1');
}

const literal: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

class Reader {
	readonly #text: string;
	at: number;
	constructor(text: string, at: number) {
		this.#text = text;
		this.at = at;
	}

	token(): { operator: string } | { operand: Value } | null {
		this.#match(/\s+/y);
		if (this.at >= this.#text.length) return null;
		const operator = this.#match(/[A-Za-z'"*]+[0-9]?/y);
		if (operator === null) return { operand: this.value() };
		if (operator === 'true' || operator === 'false') return { operand: operator === 'true' };
		return { operator };
	}

	value(): Value {
		this.#match(/\s+/y);
		if (this.#match(/<</y) !== null) {
			const dict = new Map<string, Value>();
			while (this.#match(/\s*>>/y) === null) dict.set(nameOf(this.value()), this.value());
			return dict;
		}
		if (this.#match(/\[/y) !== null) {
			const items: Value[] = [];
			while (this.#match(/\s*\]/y) === null) items.push(this.value());
			return items;
		}
		const name = this.#match(/\/[^\s/<>[\]()]*/y);
		if (name !== null) return new Name(name.slice(1));
		const hex = this.#match(/<[0-9A-Fa-f\s]*>/y);
		if (hex !== null) return Buffer.from(hex.slice(1, -1), 'hex').toString('latin1');
		if (this.#match(/\(/y) !== null) return this.#string();
		const ref = this.#match(/\d+ 0 R/y);
		if (ref !== null) return new Ref(Number.parseInt(ref, 10));
		const number = this.#match(/[-+]?[\d.]+/y);
		if (number !== null) return Number(number);
		const word = this.#match(/true|false|null/y);
		if (word === null) assert.fail(`Not a value: ${this.#text.slice(this.at, this.at + 40)}`);
		return word === 'null' ? null : word === 'true';
	}

	#string(): string {
		let made = '';
		for (let depth = 1; ; this.at += 1) {
			const sign = this.#text.charAt(this.at);
			if (sign === '\\') {
				const octal = /[0-7]{1,3}/y;
				octal.lastIndex = this.at + 1;
				const code = octal.exec(this.#text)?.[0];
				const next = this.#text.charAt(this.at + 1);
				made += code === undefined ? (literal[next] ?? next) : String.fromCharCode(Number.parseInt(code, 8));
				this.at += code?.length ?? 1;
				continue;
			}
			if (sign === '(') depth += 1;
			if (sign === ')') depth -= 1;
			if (depth === 0) break;
			made += sign;
		}
		this.at += 1;
		return made;
	}

	#match(pattern: RegExp): string | null {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.#text)?.[0] ?? null;
		if (found !== null) this.at += found.length;
		return found;
	}
}
