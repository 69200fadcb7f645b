import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import { csv, type Tx } from '../../foundation/index.ts';
import { headingsOf } from '../imports/import.pages.ts';
import type { Import } from '../imports/import.ts';
import { BadRows, importInto, outcomeInWords } from '../imports/perform.ts';
import { forceImports } from './imports.ts';

const { database, owner } = await testService();
const asOperator = <T>(work: (tx: Tx) => Promise<T>) =>
	database.asActor({ kind: 'operator', name: 'tests' }, work);

function kindOf(slug: string): Import {
	const kind = forceImports.find((one) => one.slug === slug);
	assert.ok(kind, slug);
	return kind;
}

async function run(slug: string, text: string): Promise<string> {
	return outcomeInWords(await asOperator((tx) => importInto(tx, kindOf(slug), Buffer.from(text))));
}

async function faultsOf(slug: string, text: string): Promise<string[]> {
	try {
		return [await run(slug, text)];
	} catch (error) {
		if (!(error instanceof BadRows)) throw error;
		return error.faults.map(
			({ line, column, problem, remedy }) => `${line} ${column ?? '-'}: ${problem}. ${remedy}`,
		);
	}
}

const exported = async (slug: string) =>
	csv(headingsOf(kindOf(slug)), await asOperator((tx) => kindOf(slug).export(tx)));

/** One file of each kind, in an order in which an empty register can be filled. */
const files: Record<string, { text: string; rows: number }> = {
	forces: {
		rows: 6,
		text: `Force,Code,Region,In scope,Note,Existed since,Existed until
Northshire Police,E23000901,North,yes,,1967-04-01,
Southshire Constabulary,E23000902,South,,,,
"Åmark, Isle and Vale Police",W15000903,North,yes,,,
=Canal Police,,National,no,"Polices water, “not” an area",,
Eastshire Police,E23000904,East,yes,,,31/3/2020
Westshire Police,E23000905,West,yes,,,
`,
	},
	'force-names': {
		rows: 3,
		text: `Force,Name,Since,Until
Southshire Constabulary,Southshire Constabulary,,31 March 2019
Southshire Constabulary,Southshire Police Service,1 April 2019,
Westshire Police,Westshire Police,,
`,
	},
	'force-aliases': {
		rows: 2,
		text: 'Force,Spelling,Source\nE23000901,N’shire,"a table, of 2014"\nSouthshire,South Shire,\n',
	},
	'post-holders': {
		rows: 3,
		text: `Force,Kind,Post,Title,First name,Surname,Honours,Known as,Salutation,Email address,Since,Until,Illustrative
Northshire,chief officer,Chief Constable,Ms,A,B,QPM,A,,a.b@force.example,2014-01-01,2016-12-31,yes
Northshire,Chief Officer,Chief Constable,,C,D,,,Dear Chief Constable,,2017-01-01,,
Northshire,HM Inspector,HM Inspector of Constabulary,,,E,,,,,,,
`,
	},
	'similar-groups': {
		rows: 4,
		text: `Force,Since,Until,Members,None because,Source,Illustrative
Northshire,2014-04-01,2018-03-31,Southshire; Westshire,,Home Office,no
Northshire,2018-04-01,,Eastshire;Åmark Isle & Vale,,Home Office,no
Southshire,,,Northshire,,Home Office,yes
=Canal Police,,,,It is like no other,Home Office,no
`,
	},
	'local-authorities': {
		rows: 3,
		text: `PFA22CD,LAD22CD,LAD22NM,CSP22CD,CSP22NM,PFA22NM,ObjectId
E23000901,E07000901,Northtown,E22000001,Northtown,Northshire,1.0
E23000901,E07000902,"North, Vale",E22000002,North Vale,Northshire,2.0
E23000902,E07000903,Southtown,E22000003,Southtown,Southshire,3.0
`,
	},
	'policing-bodies': {
		rows: 2,
		text: `Policing body,Force,Since,Until
Northshire Police Authority,Northshire,,21 November 2012
Police and Crime Commissioner for Northshire,Northshire,22 November 2012,
`,
	},
	'other-bodies': {
		rows: 4,
		text: `Body,What it is,Existed since,Existed until,Force,Since,Until
Northern Special Operations Unit,Regional unit,2010-04-01,,Northshire,2010-04-01,
Northern Special Operations Unit,Regional unit,2010-04-01,,Eastshire,2010-04-01,2015-03-31
Northern Special Operations Unit,Regional unit,2010-04-01,,Eastshire,2016-04-01,
Training College,School,,,,,
`,
	},
};

for (const [slug, { text, rows }] of Object.entries(files)) {
	test(`${slug}: a file is imported, and a second time changes nothing`, async () => {
		const first = await run(slug, text);
		assert.match(
			first,
			slug === 'force-names' ? /1 added, 1 changed, 1 as/ : new RegExp(`: ${rows} added, 0 changed`),
		);
		assert.equal(await run(slug, text), `Nothing had to be changed. All ${rows} rows are there already.`);
	});
}

test('what is exported imports back and changes nothing, for every kind', async () => {
	for (const kind of forceImports) {
		const file = await exported(kind.slug);
		assert.ok(file.split('\r\n').length > 2, `${kind.slug} has rows`);
		assert.match(await run(kind.slug, file), /^Nothing had to be changed/, kind.slug);
		assert.equal(await exported(kind.slug), file, kind.slug);
	}
});

test('a column that the file leaves out stays as it is, and an empty cell empties', async () => {
	const before = await exported('forces');
	assert.match(await run('forces', 'Code,Force,Region\nE23000901,Northshire Police,North\n'), /^Nothing/);
	assert.equal(await exported('forces'), before);
	const emptied = 'Code,Force,Region,Existed since\nE23000901,Northshire Police,North,\n';
	assert.match(await run('forces', emptied), /0 added, 1 changed/);
	assert.match(await exported('forces'), /Northshire Police,E23000901,North,yes,,,\r\n/);
});

test('an entry is ended and the next begun in one file', async () => {
	const text = `Force,Kind,Post,Surname,Since,Until
Northshire,chief officer,Chief Constable,F,2020-01-01,
Northshire,chief officer,Chief Constable,D,2017-01-01,2019-12-31
`;
	assert.match(await run('post-holders', text), /1 added, 1 changed, 0 as/);
});

for (const [what, slug, text, faults] of [
	[
		'a spelling that nobody knows, with the nearest that somebody does',
		'force-aliases',
		'Force,Spelling\nNorthshyre,Nshire\nNorthshire,South Shire\n,x\nNorthshire,Twice\nWestshire,twice\n',
		[
			/^2 Force: “Northshyre” is not a spelling of any force that is known\. Did you mean Northshire Police, or .*add the spelling/,
			/^3 Spelling: “South Shire” leads to Southshire Police Service already\./,
			/^4 Force: “Force” is empty/,
			/^6 Spelling: “twice” leads to another force on line 5 already\./,
		],
	],
	[
		'a group that cannot be',
		'similar-groups',
		`Force,Since,Until,Members,None because,Source
Westshire,2014-01-01,,Westshire; Northshire,,x
Westshire,2015-01-01,,a; b,,x
Westshire,2016-01-01,,,,x
Westshire,2017-01-01,,Northshire,It is like no other,x
Westshire,2018-01-01,2017-01-01,Northshire,,x
Eastshire,2018-01-01,2019-01-01,Northshire,,x
Eastshire,2018-06-01,,Northshire,,x
Northshire,2016-01-01,2017-01-01,Westshire,,x
Åmark Isle and Vale,,,Northshire; Northshire Police,,
`,
		[
			/^2 Members: A force is not a member of its own group\./,
			/^3 Members: “a” is not a spelling/,
			/^3 Members: “b” is not a spelling/,
			/^4 Members: The group has no members, and no reason is given for that\./,
			/^5 None because: A group with members cannot also have a reason/,
			/^6 Until: The last day is before the first\./,
			/^8 Since: The row overlaps in time with line 7\. Let the earlier one end/,
			/^9 Since: The row overlaps in time with what is there from 1 April 2014 until 31 March 2018\. End that entry first/,
			/^10 Source: “Source” is empty/,
		],
	],
	[
		'forces that contradict the register or each other',
		'forces',
		`Force,Code,Region,In scope,Note,Existed since,Existed until
Westshire Police,E23000901,North,yes,,,
New Police,E2300,New,yes,,,
New Police,,New,no,,,
Newer Police,,New,yes,,2020-01-01,2019-01-01
Newest Police,E23000999,New,yes,,,
Newest Constabulary,,New,yes,,,
`,
		[
			/^2 Force: The code E23000901 is that of Northshire Police\. .*file of force names/,
			/^3 Code: “E2300” is not a code\. Write a capital letter and eight digits/,
			/^4 Note: The force is outside scope, and no reason is given/,
			/^5 Existed until: The last day is before the first/,
			/^7 -: Line 6 is about the same force\. Remove one/,
		],
	],
	[
		'a name that is another force’s',
		'force-names',
		'Force,Name,Since\nWestshire,Northshire Police,2021-01-01\nWestshire,West Police,2021-01-01\n',
		[
			/^2 Name: “Northshire Police” leads to Northshire Police already/,
			/^3 Since: The row overlaps in time with what is there without dates/,
		],
	],
	[
		'authorities that two forces would serve, or that have two names',
		'local-authorities',
		'Code,Local authority,Force,Since\nE07000901,Northtown,Southshire,2020-01-01\nE1,x,Northshire,\nE07000909,A,Northshire,\nE07000909,B,Northshire,2020-01-01\n',
		[
			/^2 Since: The row overlaps in time with what is there without dates/,
			/^3 Code: “E1” is not a code/,
			/^5 Local authority: Line 4 calls E07000909 “A”/,
		],
	],
	[
		'a body that two rows tell differently',
		'other-bodies',
		'Body,What it is,Force\nA unit,Regional unit,Northshire\na unit,Something else,Eastshire\nB unit,Regional unit,Nowhere\n',
		[/^3 Body: Line 2 says something else of the same body/, /^4 Force: “Nowhere” is not a spelling/],
	],
	[
		'two people in one post at a time',
		'post-holders',
		'Force,Kind,Post,Surname,Since\nNorthshire,chief officer,Chief Constable,G,2018-01-01\nNorthshire,driver,Driver,H,\n',
		[
			/^2 Since: The row overlaps in time/,
			/^3 Kind: “driver” is not one of the choices\. Write one of: chief officer/,
		],
	],
] as const) {
	test(`${slug}: ${what}: told by line, and nothing is kept`, async () => {
		const before = await exported(slug);
		const told = await faultsOf(slug, text);
		assert.equal(told.length, faults.length, told.join('\n'));
		faults.forEach((fault, index) => {
			assert.match(told[index] ?? '', fault);
		});
		assert.equal(await exported(slug), before);
	});
}

test('a group of eight others is refused with the number that is named', async () => {
	const names = Array.from({ length: 8 }, (_, index) => `Force ${index} Police`);
	await run('forces', `Force,Region\n${names.map((name) => `${name},New`).join('\n')}\n`);
	const told = await faultsOf('similar-groups', `Force,Members,Source\nWestshire,${names.join(';')},x\n`);
	assert.deepEqual(told, [
		'2 Members: A group has up to seven other forces, and 8 are named. Take out those that do not belong to it.',
	]);
});

test('what is imported is on record under the name of whoever did it', async () => {
	const { rows } = await owner.query(
		"select distinct actor_name from foundation.audit_entry where subject_kind = 'similar group' and action = 'added'",
	);
	assert.deepEqual(rows, [{ actor_name: 'tests' }]);
});

test('the days of a force that became another are not changed by a file', async () => {
	await owner.query(
		`insert into programmes.force_succession (predecessor_id, successor_id, since)
		select a.id, b.id, '2020-04-01' from programmes.force a, programmes.force b
		where a.slug = 'eastshire' and b.slug = 'westshire'`,
	);
	const line = (until: string) =>
		`Force,Code,Region,Existed until\nEastshire Police,E23000904,East,${until}\n`;
	assert.match(
		(await faultsOf('forces', line('2025-03-31'))).join(),
		/^2 Existed until: Eastshire Police became another force/,
	);
	assert.match(await run('forces', line('2020-03-31')), /^Nothing had to be changed/);
});

test('a file of thousands of rows is imported whole, and thousands of unknown forces are told of', async () => {
	const text = (force: (index: number) => string) =>
		`Code,Local authority,Force\n${Array.from({ length: 9000 }, (_, index) => `W${10_000_000 + index},Town ${index},${force(index)}\n`).join('')}`;
	assert.match(
		await run(
			'local-authorities',
			text(() => 'Northshire'),
		),
		/^Imported: 9,000 added/,
	);
	const told = await faultsOf(
		'local-authorities',
		text((index) => `Nowhere ${index}`),
	);
	assert.equal(told.length, 9000);
	assert.match(told[0] ?? '', /Did you mean/);
	assert.match(told.at(-1) ?? '', /Write it as the register of forces has it/);
});
