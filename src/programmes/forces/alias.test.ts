import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KnownForce, keyOf, slugOf, spellingsOf } from './alias.ts';

const today = Temporal.PlainDate.from('2026-11-21');

function force(name: string, more: Partial<KnownForce> = {}): KnownForce {
	const slug = more.slug ?? slugOf(name);
	return {
		...{ id: slug, slug, name, code: null, region: 'North', inScope: true, scopeNote: null },
		...{ existedSince: null, existedUntil: null, names: [name], aliases: [] },
		...more,
	};
}

/** The territorial forces by the short names that publications use, each with what follows in its own name. */
const short =
	'Cumbria+Lancashire+Merseyside*Greater Manchester*Cheshire+Northumbria*Durham+North Yorkshire*West Yorkshire*South Yorkshire*Humberside*Cleveland*West Midlands*Staffordshire*West Mercia*Warwickshire*Derbyshire+Nottinghamshire*Lincolnshire*Leicestershire*Northamptonshire*Cambridgeshire+Norfolk+Suffolk+Bedfordshire*Hertfordshire+Essex*Thames Valley*Hampshire+Surrey*Kent*Sussex*City of London*Devon and Cornwall*Avon and Somerset*Gloucestershire+Wiltshire*Dorset*North Wales*Gwent*South Wales*Dyfed-Powys*';
const named = [...short.matchAll(/([^+*]+)([+*])/g)].map(([, name = '', kind]) => ({
	name,
	whole: `${name} ${kind === '+' ? 'Constabulary' : 'Police'}`,
}));
const territorial = [
	...named.map(({ name, whole }) => force(whole, { id: name })),
	force('Metropolitan Police Service', { id: 'Metropolitan', code: 'E23000001' }),
];
const register = spellingsOf([...territorial, force('British Transport Police')], today);
const meant = (spelling: string) => register.one(spelling, null)?.id ?? null;

test('every published pattern of a territorial force leads to it', () => {
	assert.equal(named.length, 42);
	for (const { name } of named) {
		for (const spelling of [
			name,
			name.toUpperCase(),
			`  ${name.toLowerCase()} `,
			`${name} Police`,
			`${name} Constabulary`,
			`${name} Police Service`,
			name.replace(' and ', ' & '),
			`${name.replace(' and ', ' & ')} Constabulary`,
			name.toLowerCase().replaceAll(' ', '-'),
			name.replace('-', ' '),
			`The ${name} Police Force`,
			`${name} [note 4]`,
			`${name}²`,
		]) {
			assert.equal(meant(spelling), name, spelling);
		}
	}
});

for (const [spelling, id] of [
	['London, City of', 'City of London'],
	['city-of-london', 'City of London'],
	['Metropolitan Police', 'Metropolitan'],
	['metropolitan', 'Metropolitan'],
	['e23000001', 'Metropolitan'],
	['Dyfed Powys Police', 'Dyfed-Powys'],
	['Heddlu Dyfed-Powys', 'Dyfed-Powys'],
	['Devon &  Cornwall', 'Devon and Cornwall'],
	['British Transport Police', 'british-transport'],
] as const) {
	test(`“${spelling}” is ${id}`, () => {
		assert.equal(meant(spelling), id);
	});
}

for (const spelling of [
	'West Midlands region',
	'West Midlands (region)',
	'East Midlands',
	'England and Wales',
	'England & Wales total',
	'Wales',
	'Yorkshire',
	'All - excluding BTP',
	'All - including BTP',
	'Action Fraud',
	'CIFAS',
	'UK Finance',
	'btp',
	'London',
	'Police',
	'E23000999',
	'E2300000',
	'',
	' – ',
]) {
	test(`“${spelling}” is no force: nothing is guessed`, () => {
		assert.equal(meant(spelling), null);
	});
}

test('a spelling that was entered leads to its force', () => {
	const known = spellingsOf([force('British Transport Police', { aliases: [keyOf('BTP')] })], today);
	assert.equal(known.one('btp', null)?.name, 'British Transport Police');
});

test('an earlier name leads to the force, whatever it is called now', () => {
	const known = spellingsOf(
		[force('Northshire Police', { names: ['Canal Constabulary', 'Northshire Police'] })],
		today,
	);
	assert.equal(known.one('Canal', null)?.name, 'Northshire Police');
});

test('a name that a force and its successor share means the one that there was on the day', () => {
	const day = (text: string) => Temporal.PlainDate.from(text);
	const before = force('Northshire Constabulary', { id: 'before', existedUntil: day('2019-12-31') });
	const after = force('Northshire Police', { id: 'after', existedSince: day('2020-01-01') });
	const known = spellingsOf([before, after], today);
	assert.equal(known.one('Northshire', day('2019-12-31'))?.id, 'before');
	assert.equal(known.one('Northshire', day('2020-01-01'))?.id, 'after');
	assert.equal(known.one('Northshire', null)?.id, 'after', 'without a day, the one that there is');
	assert.deepEqual(
		known.all('northshire').map(({ id }) => id),
		['before', 'after'],
	);
});

test('a force that has ended is found without a day, and not for a day on which it was no more', () => {
	const gone = force('Canal Police', { existedUntil: Temporal.PlainDate.from('2009-12-31') });
	const known = spellingsOf([gone], today);
	assert.equal(known.one('Canal', null)?.name, 'Canal Police');
	assert.equal(known.one('Canal', Temporal.PlainDate.from('2010-01-01')), null);
});

test('a spelling that could mean two forces means none', () => {
	const known = spellingsOf(
		[force('Northshire Police'), force('Northshire Constabulary', { id: 'b' })],
		today,
	);
	assert.equal(known.one('Northshire', null), null);
});

test('the nearest spellings come first, for saying what somebody may have meant', () => {
	assert.equal(register.nearest('Derbishire', 3)[0]?.id, 'Derbyshire');
	assert.equal(register.nearest('Cornwall and Devon', 3)[0]?.id, 'Devon and Cornwall');
	assert.equal(register.nearest('', 3).length, 3);
});

test('an address of pages is made of the short name', () => {
	assert.equal(slugOf('Devon and Cornwall Police'), 'devon-and-cornwall');
	assert.equal(slugOf('Åmark Police'), 'amark');
	assert.equal(slugOf('King’s Police Service'), 'kings');
	assert.equal(slugOf('警察'), 'force');
});
