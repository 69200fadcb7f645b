import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { namesOf } from './message.ts';
import { catalogueIn, websiteWords } from './words.ts';

/** What every view and every catalogue of the website keeps to. */

const website = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(website, { recursive: true, encoding: 'utf8' });
const views = files.filter((file) => file.endsWith('.njk'));
const read = (file: string) => readFileSync(join(website, file), 'utf8');

const expressions = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const withoutComments = (view: string) => view.replaceAll(/\{#[\s\S]*?#\}/g, '');

/** These are called the same in every language. */
const formats = new Set(['CSV', 'JSON', 'ODS', 'PDF', 'Atom', 'Parquet', 'OpenDocument', 'OpenAPI']);

/** The words that a view says itself: text, attributes that are read out, and sentences in expressions. */
function ownWords(source: string): string[] {
	const view = withoutComments(source);
	const bare = view.replaceAll(expressions, '');
	const attributes = [...bare.matchAll(/\s(?:alt|title|placeholder|aria-label)="([^"]*)"/g)];
	const literals = (view.match(expressions) ?? []).flatMap((expression) => [
		...expression.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g),
	]);
	return [
		...bare.replaceAll(/<[^>]*>/g, '\n').split('\n'),
		...attributes.map(([, text = '']) => text),
		...literals
			.map(([, double, single]) => double ?? single ?? '')
			.filter((text) => /^\s*\p{Lu}/u.test(text)),
	]
		.map((text) => text.replaceAll(/&\w+;/g, '').trim())
		.filter((text) => /\p{L}/u.test(text) && !formats.has(text));
}

test('no view of the website says a word that is not in a catalogue', () => {
	assert.deepEqual(
		views.flatMap((file) => ownWords(read(file)).map((text) => `${file}: ${text}`)),
		[],
	);
	for (const [source, words] of [
		['<p class="govuk-body">{{ t("search.title") }}: {{ one.title }}</p>', 0],
		['<p>Found {{ t("search.title") }}</p>', 1],
		['<nav aria-label="Pages">{{ ui.heading("Judgments") }}</nav>', 2],
		['{# A note #}{% set title = t("a.b") %}{{ ui.tag(grade, "red") }} · <a href="/x?y=z">&nbsp;</a>', 0],
	] as const)
		assert.equal(ownWords(source).length, words, source);
});

/** A program is told in English what its interface is, as its description says it. */
const forPrograms = /^data\/(?!data\.pages\.ts$)/;
/** Failures that only a programmer sees; and SQL. */
const unread = /^words\/|\.store\.ts$|\.test\.ts$/;
/** Found by their English, as all that the layout says; and a name. */
const inEnglish = new Set(['Police forces', 'Release calendar', 'Open Government Licence v3.0']);

const literals = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'((?:[^'\\\n]|\\.)*)'|(sql(?:<[^`]*>)?)?`((?:[^`\\]|\\.)*)`/g;

/** What reads like English among the texts of a program: several words that begin with a capital, or stand around values. */
function sentencesIn(source: string): string[] {
	return [...source.matchAll(literals)].flatMap(([, plain, sql, template]) => {
		const text = plain ?? (sql === undefined ? template : undefined) ?? '';
		const words = text.replaceAll(/\$\{[^}]*\}/g, '{}');
		const sentence = /^\s*\p{Lu}[\p{L}’]*[,:;]? [\p{L}{“]/u.test(words);
		const around = template !== undefined && /\p{Ll}{2,}[,:;.]? (?:\{\} )?\p{Ll}{2,} /u.test(words);
		return (sentence || around) && !inEnglish.has(text) ? [text] : [];
	});
}

test('no program of the website builds a sentence of its own', () => {
	assert.deepEqual(
		files
			.filter((file) => file.endsWith('.ts') && !forPrograms.test(file) && !unread.test(file))
			.flatMap((file) => sentencesIn(read(file)).map((text) => `${file}: ${text}`)),
		[],
	);
	for (const [source, sentences] of [
		["t('search.title'); // It's a note\nconst a = 'force name';", 0],
		["const a = 'What forces say'; const b = 'Kent';", 1],
		[`const a = \`\${count} periods from \${since} to \${until}\`, b = \`/forces/\${slug}\`;`, 1],
		['sql`select one from two where three = 3`', 0],
	] as const)
		assert.equal(sentencesIn(source).length, sentences, source);
});

test('every key that views and code name is in the English catalogue', () => {
	const english = catalogueIn('en');
	const sources = files.filter((file) => /\.(njk|ts)$/.test(file) && !/\.test\.ts$/.test(file));
	const named = sources.flatMap((file) =>
		[...withoutComments(read(file)).matchAll(/(?<![\w.])t\(\s*["']([^"']+)["']\s*[,)]/g)].map(
			([, key = '']) => ({
				key,
				file,
			}),
		),
	);
	assert.deepEqual(
		named.filter(({ key }) => !english.has(key)).map(({ key, file }) => `${file}: ${key}`),
		[],
	);
});

test('another language has no key and no value that English does not have', () => {
	const english = catalogueIn('en');
	for (const language of websiteWords.languages) {
		for (const [key, message] of catalogueIn(language)) {
			const own = english.get(key);
			assert.ok(own !== undefined, `${language}: ${key}`);
			const known = namesOf(own);
			assert.deepEqual(
				namesOf(message).filter((name) => !known.includes(name)),
				[],
				`${language}: ${key} in ${relative(process.cwd(), website)}`,
			);
		}
	}
});
