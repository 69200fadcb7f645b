import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inOneLine, shippedDefinitions } from '../../foundation/index.ts';
import { readGlossaryFiles } from './check.ts';
import { glossaryCheckCommand } from './glossary.commands.ts';
import { glossaryFolder, glossaryWith, ownGlossary, shippedGlossary } from './shelf.ts';

test('the shipped glossary is sound', async () => {
	const { problems, kept } = readGlossaryFiles(await shippedDefinitions(glossaryFolder));
	assert.deepEqual(problems.map(inOneLine), []);
	assert.ok(kept.length >= 9);
});

/** Under these, the public glossary of the inspectorate had its terms in 2019; links of that time lead to them. */
const published = `abuse-of-position-for-a-sexual-purpose acro anti-social-behaviour
	armed-policing-strategic-threat-and-risk-assessment armed-response-vehicle authorised-professional-practice bail
	best-use-of-stop-and-search-scheme body-worn-video chief-officer code-of-ethics code-of-practice
	college-of-policing conducted-energy-device cuckooing dash designated-chief-officer direct-entry-scheme
	disclosure domestic-violence-disclosure-scheme domestic-violence-protection-notice-or-order find-rate
	incapacitant-spray independent-advisory-group medium-term-financial-plan
	multi-agency-risk-assessment-conference multi-agency-safeguarding-hub-mash national-police-chiefs-council
	police-and-crime-commissioner police-national-computer police-now police-staff
	professional-standards-department protected-characteristics released-under-investigation reserves safeguarding
	section-136-of-the-mental-health-act-1983 senior-officer serious-organised-crime stop-and-search-powers
	street-triage thrive unconscious-bias voluntary-attendance vulnerable-people`.split(/\s+/);

test('the 46 terms that readers of 2019 could look up are there', async () => {
	const glossary = await shippedGlossary();
	assert.equal(published.length, 46);
	assert.deepEqual(
		published.filter((slug) => (glossary.bySlug(slug)?.means ?? null) === null),
		[],
	);
});

test('each meaning is one to three sentences, and each name leads to its own term', async () => {
	const glossary = await shippedGlossary();
	const defined = glossary.terms.filter(({ means }) => means !== null);
	assert.ok(defined.length > 150);
	for (const term of defined) {
		assert.match(term.means ?? '', /^[A-Z].{20,360}\.$/, term.slug);
		for (const name of [term.name, term.plural, ...term.also])
			assert.equal(glossary.byName(name)?.slug, term.slug, name);
	}
});

test('an installation adds files of its own; one with a problem is told, and the rest stands', async (t) => {
	const data = await mkdtemp(join(tmpdir(), 'glossary-'));
	t.after(() => rm(data, { recursive: true }));
	assert.deepEqual((await ownGlossary(data)).warnings, []);
	const own = (id: string, title: string) =>
		`title: Ours\nterms:\n  - id: ${id}\n    title: ${title}\n    means: What only we say.\n`;
	await writeFile(join(data, glossaryFolder, 'ours.yaml'), own('our-word', 'our word'));
	await writeFile(join(data, glossaryFolder, 'twice.yaml'), own('bail', 'release'));
	const { own: kept, warnings } = await ownGlossary(data);
	const glossary = await glossaryWith(kept.map(({ content }) => content));
	assert.equal(glossary.byName('our words')?.slug, 'our-word');
	assert.equal(glossary.byName('release'), undefined);
	assert.deepEqual(
		warnings.map(({ file, problems }) => [file.endsWith('twice.yaml'), problems.length]),
		[[true, 1]],
	);
});

async function run(json: boolean, ...positionals: string[]) {
	let [out, err] = ['', ''];
	const io = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
	const status = await glossaryCheckCommand.run({ values: {}, positionals, json, io, world: undefined });
	return { status, out, err };
}

test('the command holds a file against what is shipped, and a shipped file not against itself', async (t) => {
	const folder = await mkdtemp(join(tmpdir(), 'glossary-'));
	t.after(() => rm(folder, { recursive: true }));
	const file = join(folder, 'own.yaml');
	await writeFile(file, 'title: Ours\nterms:\n  - id: mine\n    title: Bail\n    means: What only we say.\n');
	const bad = await run(false, file);
	assert.equal(bad.status, 1);
	assert.match(
		bad.err,
		/own\.yaml:4:\d+: terms\[0\]\.title: “Bail” is said in glossary\/crime-and-investigation\.yaml/,
	);
	const good = await run(true, 'glossary/money-and-plans.yaml');
	assert.equal(good.status, 0, good.out);
	assert.match(good.out, /"problems":\[\],"sound":\[\{"file":"glossary\/money-and-plans\.yaml","terms":1\d/);
});
