import assert from 'node:assert/strict';
import type { Browser } from './people.ts';

/** What is answered to a label or a legend: words, the text of a choice, a day, or a file. */
type Answer = string | Temporal.PlainDate | { name: string; content: string };
type Field = { name: string; id: string; type: string; value: string; checked: boolean; at: number };

/** Opens a page as somebody who sees nothing but its words, and has no scripts. */
export async function open(browser: Browser, url: string): Promise<Paper> {
	const answer = await browser.get(url);
	assert.equal(answer.statusCode, 200, `${url}: ${wordsOf(answer.body).slice(0, 300)}`);
	return new Paper(browser, url, answer.body);
}

/** A page whose forms are filled by their labels and sent by the words on their buttons. */
export class Paper {
	readonly #browser: Browser;
	readonly url: string;
	readonly body: string;
	constructor(browser: Browser, url: string, body: string) {
		this.#browser = browser;
		this.url = url;
		this.body = body;
	}

	/** What is written on it, in one line. */
	get words(): string {
		return wordsOf(/<main[^>]*>([\s\S]*)<\/main>/.exec(this.body)?.[1] ?? this.body);
	}

	/** Where the first link with these words leads. */
	link(text: string): string {
		const links = [...this.body.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)];
		const found = links.find(([, , inner = '']) => wordsOf(inner) === text)?.[1];
		return decoded(found ?? assert.fail(`${this.url} has no link “${text}”`));
	}

	/** Fills the form that has this button, presses it, and follows where it leads. */
	async press(button: string, answers: Record<string, Answer> = {}): Promise<Paper> {
		const form = this.#formWith(button);
		const fields = fieldsOf(form.inner);
		let file: { field: string; name: string; content: Buffer } | undefined;
		for (const [label, answer] of Object.entries(answers)) {
			const asked = askedAt(form.inner, label) ?? assert.fail(`${this.url} does not ask “${label}”`);
			if (answer instanceof Temporal.PlainDate) {
				const day = fields.find(({ name, at }) => at > asked.at && name.endsWith('-day'));
				for (const part of ['day', 'month', 'year'] as const)
					set(fields, day?.name.replace(/day$/, part), String(answer[part]));
			} else if (typeof answer !== 'string') {
				const field =
					fields.find(({ id }) => id === asked.for)?.name ?? assert.fail(`“${label}” takes no file`);
				file = { field, name: answer.name, content: Buffer.from(answer.content) };
			} else if (asked.for === null) choose(form.inner, fields, asked.at, answer);
			else answerTo(form.inner, fields, asked.for, answer);
		}
		const sent: Record<string, string | string[]> = { ...form.pressed };
		for (const { name, type, value, checked } of fields) {
			if (type === 'file' || ((type === 'radio' || type === 'checkbox') && !checked)) continue;
			const before = sent[name];
			sent[name] = before === undefined ? value : [before, value].flat();
		}
		return this.#follow(form.action, await this.#send(form, sent, file));
	}

	async #send(
		form: { action: string },
		sent: Record<string, string | string[]>,
		file: { field: string; name: string; content: Buffer } | undefined,
	) {
		if (file === undefined) return this.#browser.post(form.action, sent);
		const single = Object.entries(sent).filter((one): one is [string, string] => typeof one[1] === 'string');
		// The browser of the tests opens the page once more and brings its own token.
		return this.#browser.upload(
			form.action,
			Object.fromEntries(single.filter(([name]) => name !== '_form')),
			file,
		);
	}

	async #follow(action: string, answer: Awaited<ReturnType<Browser['post']>>): Promise<Paper> {
		const to = answer.headers.location;
		if (typeof to === 'string') return open(this.#browser, to);
		const problems = /govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(answer.body)?.[1];
		assert.equal(problems === undefined ? null : wordsOf(problems), null, action);
		assert.equal(answer.statusCode, 200, `${action}: ${wordsOf(answer.body).slice(0, 300)}`);
		return new Paper(this.#browser, action, answer.body);
	}

	#formWith(button: string): { action: string; inner: string; pressed: Record<string, string> } {
		const forms = [...this.body.matchAll(/<form [^>]*?action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)];
		for (const [, action = '', inner = ''] of forms) {
			const buttons = [...inner.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g)];
			const [, tag = ''] = buttons.find(([, , text = '']) => wordsOf(text) === button) ?? [];
			if (tag === '') continue;
			const name = attribute(tag, 'name');
			const pressed = name === '' ? {} : { [name]: attribute(tag, 'value') };
			return { action: decoded(action), inner, pressed };
		}
		return assert.fail(`${this.url} has no button “${button}”: ${this.words.slice(0, 300)}`);
	}
}

function fieldsOf(form: string): Field[] {
	const inputs = [...form.matchAll(/<input ([^>]*)>/g)].map(({ 1: tag = '', index }) => ({
		name: attribute(tag, 'name'),
		id: attribute(tag, 'id'),
		type: attribute(tag, 'type'),
		value: attribute(tag, 'value'),
		checked: / checked/.test(tag),
		at: index,
	}));
	const areas = [...form.matchAll(/<textarea ([^>]*)>\n?([\s\S]*?)<\/textarea>/g)].map(
		({ 1: tag = '', 2: text = '', index }) => ({
			name: attribute(tag, 'name'),
			id: attribute(tag, 'id'),
			type: 'textarea',
			value: decoded(text),
			checked: false,
			at: index,
		}),
	);
	const selects = [...form.matchAll(/<select ([^>]*)>([\s\S]*?)<\/select>/g)].map(
		({ 1: tag = '', 2: options = '', index }) => ({
			name: attribute(tag, 'name'),
			id: attribute(tag, 'id'),
			type: 'select',
			value: decoded(/<option value="([^"]*)" selected/.exec(options)?.[1] ?? ''),
			checked: false,
			at: index,
		}),
	);
	return [...inputs, ...areas, ...selects].filter(({ name }) => name !== '');
}

/**
 * Where a label or legend stands, and for a label which field it is for. "The building / Why?" is the first "Why?" after
 * "The building".
 */
function askedAt(form: string, path: string): { at: number; for: string | null } | undefined {
	const all = [...form.matchAll(/<(label|legend)([^>]*)>([\s\S]*?)<\/\1>/g)];
	let found: RegExpExecArray | undefined;
	for (const text of path.split(' / ')) {
		const from = found?.index ?? -1;
		found = all.find(({ 3: inner = '', index }) => index > from && wordsOf(inner) === text);
		if (found === undefined) return undefined;
	}
	if (found === undefined) return undefined;
	return { at: found.index, for: found[1] === 'label' ? attribute(found[2] ?? '', 'for') : null };
}

/** Of the choices below a legend, the first with this text. */
function choose(form: string, fields: Field[], from: number, text: string): void {
	const label = [...form.matchAll(/<label([^>]*)>([\s\S]*?)<\/label>/g)].find(
		({ 2: inner = '', index }) => index > from && wordsOf(inner) === text,
	);
	const id = attribute(label?.[1] ?? '', 'for');
	const field = fields.find((one) => one.id === id) ?? assert.fail(`There is no choice “${text}”`);
	if (field.type === 'radio')
		for (const other of fields) if (other.name === field.name) other.checked = false;
	field.checked = true;
}

function answerTo(form: string, fields: Field[], id: string, answer: string): void {
	const field = fields.find((one) => one.id === id) ?? assert.fail(`There is no field “${id}”`);
	if (field.type !== 'select') {
		field.value = answer;
		return;
	}
	const options = [...form.slice(field.at).matchAll(/<option value="([^"]*)"[^>]*>([\s\S]*?)<\/option>/g)];
	const option = options.find(([, , inner = '']) => wordsOf(inner) === answer);
	field.value = decoded(option?.[1] ?? assert.fail(`There is no choice “${answer}”`));
}

function set(fields: Field[], name: string | undefined, value: string): void {
	const field = fields.find((one) => one.name === name) ?? assert.fail('There are no boxes for a day');
	field.value = value;
}

function attribute(tag: string, name: string): string {
	return decoded(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function wordsOf(html: string): string {
	return decoded(html.replaceAll(/<[^>]*>/g, ' '))
		.replaceAll(/\s+/g, ' ')
		.trim();
}

const entities: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'",
	'#x27': "'",
	'#92': '\\',
	'#96': '`',
};

function decoded(text: string): string {
	return text.replaceAll(/&(amp|lt|gt|quot|#39|#x27|#92|#96);/g, (_, name: string) => entities[name] ?? '');
}
