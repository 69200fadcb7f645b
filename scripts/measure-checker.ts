/**
 * Measures the checker on a folder of texts: remarks of each rule, and how many to a thousand words.
 *
 *   ./scripts/with-node scripts/measure-checker.ts FOLDER [EXPECTED]
 *
 * EXPECTED lists what is known to be wrong in them, one in each line, with tabs between: a label, the beginning of the
 * file's name, the line (or several, with commas) and the rule (or several). It then says what was found, what was
 * missed, and which remarks nobody expected; whether those are true is for a person to judge.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkTexts } from '../src/documents/checker/check-folder.ts';
import { textsAt } from '../src/documents/checker/files.ts';
import type { Remark } from '../src/documents/checker/remark.ts';
import { shippedGlossary } from '../src/documents/glossary/shelf.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const [folder, expectations] = process.argv.slice(2);
if (folder === undefined) {
	process.stderr.write('Name a folder: ./scripts/with-node scripts/measure-checker.ts FOLDER [EXPECTED]\n');
	process.exit(2);
}
const texts = await textsAt(folder);
const glossary = await shippedGlossary();
const start = performance.now();
const checked = checkTexts(texts, { glossary, without: { severities: ['style'] } });
const took = performance.now() - start;
const words = checked.reduce((all, one) => all + one.words, 0);
const remarks = checked.flatMap((one) => one.remarks);
const perThousand = (count: number) => ((1000 * count) / words).toFixed(2);

for (const one of checked) say(`${basename(one.file)}: ${one.words} words, ${one.remarks.length} remarks`);
say(
	`\n${words} words, ${remarks.length} remarks, ${perThousand(remarks.length)} to a thousand words, ${Math.round(took)} ms\n`,
);
for (const [rule, own] of [...Map.groupBy(remarks, ({ rule }) => rule)].sort())
	say(`${String(own.length).padStart(4)}  ${rule}`);

const met = new Set<Remark>();
const rows =
	expectations === undefined
		? []
		: readFileSync(expectations, 'utf8')
				.split('\n')
				.filter((line) => /\S/.test(line) && !line.startsWith('#'));
if (rows.length > 0) say('\nExpected:');
let found = 0;
for (const row of rows) {
	const [label = '', file = '', lines = '', names = ''] = row.split('\t');
	const places = new Set(lines.split(',').map(Number));
	const hits = remarks.filter(
		(remark) =>
			names.split(',').includes(remark.rule) &&
			basename(remark.place.file).startsWith(file) &&
			[remark, ...remark.also].some(({ place }) => places.has(place.line)),
	);
	for (const hit of hits) met.add(hit);
	if (hits.length > 0) found += 1;
	say(
		`${label.padEnd(6)}${hits.length > 0 ? hits.map(({ rule, place }) => `${rule} at line ${place.line}`).join('; ') : 'MISSED'}`,
	);
}
if (rows.length > 0) say(`\n${found} of ${rows.length} found`);
const others = remarks.filter((remark) => !met.has(remark));
say(
	`\n${rows.length > 0 ? 'Not expected' : 'All'}: ${others.length}, ${perThousand(others.length)} to a thousand words`,
);
for (const { place, severity, rule, quote, text } of others)
	say(
		`${basename(place.file).slice(0, 12)}:${place.line} ${severity} ${rule}\n    “${quote.slice(0, 140)}”\n    ${text}`,
	);
