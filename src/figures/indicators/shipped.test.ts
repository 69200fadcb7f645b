import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { forces } from '../../../demo/forces.ts';
import { agreedNames } from '../../../test/figures-names.ts';
import { inOneLine, shippedDefinitions } from '../../foundation/index.ts';
import { sources } from '../sources/all.ts';
import { readIndicator } from './check.ts';
import type { Indicator } from './indicator.ts';

const files = await shippedDefinitions('indicators');
const areas = new Set(forces.flatMap(({ code }) => code ?? []));
/** Readers that are written are asked themselves; what is agreed and not written yet stands in for the others. */
const catalogue = agreedNames().map((agreed) => sources.find(({ name }) => name === agreed.name) ?? agreed);

function readAll(indicators?: readonly Indicator[]) {
	return files.map((one) => ({
		file: basename(one.file, '.yaml'),
		read: readIndicator(one.source, one.file, {
			sources: catalogue,
			areas,
			...(indicators === undefined ? {} : { indicators }),
		}),
	}));
}
const first = readAll().flatMap(({ read }) => ('indicator' in read ? [read.indicator] : []));
const all = readAll(first);
const shipped = all.flatMap(({ read }) => ('indicator' in read ? [read.indicator] : []));
function named(id: string): Indicator {
	const found = shipped.find((one) => one.id === id);
	assert.ok(found, id);
	return found;
}

test('every shipped indicator is sound, and what it names of sources, areas and other indicators is there', () => {
	const problems = all.flatMap(({ read }) => ('problems' in read ? read.problems.map(inOneLine) : []));
	assert.deepEqual(problems, []);
	assert.ok(shipped.length >= 60);
});

test('a reader gives the measures and breakdowns that are agreed', () => {
	for (const agreed of agreedNames()) {
		const source = sources.find(({ name }) => name === agreed.name);
		if (source === undefined) continue;
		const measures = source.measures.map(({ id }) => id);
		const missing = [
			...agreed.measures.map(({ id }) => id).filter((id) => !measures.includes(id)),
			...agreed.breakdowns.filter((name) => !source.breakdowns.includes(name)),
		];
		assert.deepEqual(missing, [], agreed.name);
	}
});

test('each is found by its name: the file is called as the indicator, and no version stands in two files', () => {
	for (const { file, read } of all) {
		if ('problems' in read) continue;
		const { id, version } = read.indicator;
		assert.ok(file === id || file === `${id}.v${version}`, `${file} holds ${id}@${version}`);
	}
	assert.equal(new Set(shipped.map(({ id, version }) => `${id}@${version}`)).size, shipped.length);
	const titles = Map.groupBy(shipped, ({ title }) => title);
	for (const [title, same] of titles) assert.equal(new Set(same.map(({ id }) => id)).size, 1, title);
});

test('all that the sources use is there', () => {
	for (const id of [
		'recorded-crime',
		'victim-based-crime',
		'sexual-offences',
		'violence-with-injury',
		'dwelling-burglary',
		'anti-social-behaviour',
		'detection-rate',
		'outcome-shares',
		'outcome-not-yet-assigned',
		'domestic-abuse-arrests',
		'domestic-abuse-suspects-arrested',
		'domestic-abuse-voluntary-attendance',
		'voluntary-attendance',
		'emergency-calls',
		'workforce',
		'workforce-by-ethnicity',
		'workforce-by-gender',
		'spend-per-head',
		'spend-by-function',
		'stop-and-search-by-ethnicity',
		'stop-and-search-grounds',
		'find-rate',
		'use-of-force',
		'right-to-ask',
		'right-to-know',
		'protection-notices',
		'protection-orders-granted',
		'high-risk-conference-referrals',
		'investigator-posts-filled',
		'vulnerability-referrals',
		'safety-training-expired',
		'victim-satisfaction',
		'recorded-crime-forecast',
	])
		named(id);
});

test('burglary is per household, and everything else that is per people says per how many', () => {
	assert.equal(named('dwelling-burglary').denominator?.measure, 'households');
	for (const one of shipped.filter(({ kind }) => kind === 'rate')) {
		assert.ok(one.per > 1, one.id);
		assert.ok(one.unit.includes(one.per.toLocaleString('en-GB')), `${one.id}: ${one.unit}`);
	}
});

test('no crime figure counts fraud or the transport police without saying so', () => {
	for (const one of shipped.filter(({ numerator }) => numerator.source === 'recorded-crime')) {
		const { where, without } = one.numerator;
		assert.ok(
			where.offence !== undefined
				? !where.offence.some((offence) => /fraud/i.test(offence))
				: without.offence?.includes('Fraud offences'),
			one.id,
		);
		assert.deepEqual(one.totals, ['EW'], one.id);
	}
	for (const one of shipped.filter(({ published }) => published !== undefined))
		assert.equal(one.totals[0], 'EW+BTP', one.id);
});

test('shares out of different denominators are different indicators, and each says what it is out of', () => {
	const [incidents, suspects] = [named('domestic-abuse-arrests'), named('domestic-abuse-suspects-arrested')];
	assert.notEqual(incidents.unit, suspects.unit);
	for (const one of [incidents, suspects])
		assert.match(one.caveats.map(({ text }) => text).join(' '), /does not compare with shares out of/);
	const [ofAll, ofAssigned] = [named('outcome-action-taken'), named('outcome-action-taken-of-assigned')];
	assert.deepEqual(ofAll.numerator, ofAssigned.numerator);
	assert.deepEqual(ofAll.denominator?.without, {});
	assert.deepEqual(ofAssigned.denominator?.without, { outcome: ['Not yet assigned'] });
	assert.deepEqual(ofAll.undecided?.where, { outcome: ['Not yet assigned'] });
	for (const one of shipped.filter(({ kind }) => kind === 'proportion'))
		assert.match(one.unit, /^percent of /);
});

test('money is compared in prices of one year, with and without London, over a population that may be projected', () => {
	for (const id of ['spend-per-head', 'spend-by-function']) {
		const { deflate, denominator, totals } = named(id);
		assert.equal(deflate?.base, '2018/19');
		assert.equal(denominator?.project, 5);
		assert.deepEqual(totals, ['EW', 'EW without London']);
	}
});

test('searches of vehicles alone are left out, and people whose ethnicity was not stated are no ethnic group', () => {
	for (const one of shipped.filter(({ numerator }) => numerator.source === 'stop-and-search')) {
		const { where, without } = one.numerator;
		assert.ok(without.type?.includes('Vehicle search') || !where.type?.includes('Vehicle search'), one.id);
	}
	assert.deepEqual(named('stop-and-search-by-ethnicity').numerator.without.ethnicity, ['Not stated']);
});

test('the guideline for conference referrals is 40 per 10,000 women, and no target', () => {
	const { guideline, per, polarity } = named('high-risk-conference-referrals');
	assert.equal(guideline?.value, 40);
	assert.equal(per, 10_000);
	assert.equal(polarity, 'neither');
});

test('a forecast names the version that came after it, and stays', () => {
	const versions = shipped.filter(({ id }) => id === 'recorded-crime-forecast');
	assert.deepEqual(
		versions.map(({ version, supersededBy }) => [version, supersededBy]),
		[
			[1, 2],
			[2, undefined],
		],
	);
	for (const one of versions) assert.equal(one.forecast?.of, 'recorded-crime-count');
});
