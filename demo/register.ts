import type { Tx } from '../src/foundation/index.ts';
import {
	addAlias,
	addBody,
	addForce,
	addGroup,
	addHolder,
	addServed,
	addService,
	type Force,
	keepAuthorities,
	listForces,
} from '../src/programmes/index.ts';
import { aliases } from './aliases.ts';
import { forces } from './forces.ts';
import { lettersOf, statedGroup, statedHolders } from './stated.ts';

/** Local authorities of the three forces that the documents are about, with the codes of their areas: facts. */
const authorities: Readonly<Record<string, readonly (readonly [code: string, name: string])[]>> = {
	'Derbyshire Constabulary': [
		['E06000015', 'Derby'],
		['E07000032', 'Amber Valley'],
		['E07000033', 'Bolsover'],
		['E07000034', 'Chesterfield'],
		['E07000035', 'Derbyshire Dales'],
		['E07000036', 'Erewash'],
		['E07000037', 'High Peak'],
		['E07000038', 'North East Derbyshire'],
		['E07000039', 'South Derbyshire'],
	],
	'Durham Constabulary': [
		['E06000005', 'Darlington'],
		['E06000047', 'County Durham'],
	],
	'Cleveland Police': [
		['E06000001', 'Hartlepool'],
		['E06000002', 'Middlesbrough'],
		['E06000003', 'Redcar and Cleveland'],
		['E06000004', 'Stockton-on-Tees'],
	],
};

/** The regional unit that the crime report of 2014 names, and the forces of its region. */
const regionalUnit = {
	name: 'East Midlands Special Operations Unit',
	what: 'A regional unit against serious and organised crime',
	region: 'East Midlands',
};

const always = { since: null, until: null };

/** The register of forces as far as it is fact, and each force's number by its name. */
export async function loadRegister(tx: Tx): Promise<ReadonlyMap<string, string>> {
	const numbers = new Map<string, string>();
	for (const force of forces) numbers.set(force.name, await addForce(tx, force));
	const numberOf = (name: string) => {
		const id = numbers.get(name);
		if (id === undefined) throw new Error(`The demonstration has no force named ${name}.`);
		return id;
	};
	for (const [name, spellings] of Object.entries(aliases)) {
		for (const spelling of spellings) {
			await addAlias(tx, { force: { id: numberOf(name) }, spelling, source: null });
		}
	}
	for (const { force, ...holder } of statedHolders) {
		// They held their posts on the day of the letters; since when and until when, these do not say.
		const theDay = Temporal.PlainDate.from(lettersOf);
		const salutation = holder.knownAs === null ? null : `Dear ${holder.knownAs}`;
		await addHolder(tx, {
			...holder,
			force: numberOf(force),
			salutation,
			email: null,
			since: theDay,
			until: theDay,
		});
	}
	await addGroup(tx, {
		...always,
		forceId: numberOf('Derbyshire Constabulary'),
		source: 'Integrated PEEL assessment 2018/19: Derbyshire Constabulary',
		noneBecause: null,
		members: statedGroup.map(numberOf),
	});
	await addGroup(tx, {
		...always,
		forceId: numberOf('City of London Police'),
		source: 'Integrated PEEL assessment 2018/19, about the data',
		noneBecause: 'Its area is like that of no other force.',
		members: [],
	});
	for (const [name, served] of Object.entries(authorities)) {
		await keepAuthorities(
			tx,
			served.map(([code, authority]) => ({ code, name: authority })),
		);
		const forceId = numberOf(name);
		await addServed(
			tx,
			served.map(([authority]) => ({ ...always, authority, forceId })),
		);
	}
	const { region, ...unit } = regionalUnit;
	const bodyId = await addBody(tx, { ...unit, existedSince: null, existedUntil: null });
	for (const force of await forcesIn(tx, region)) {
		await addService(tx, { ...always, bodyId, forceId: force.id });
	}
	return numbers;
}

async function forcesIn(tx: Tx, region: string): Promise<Force[]> {
	return (await listForces(tx)).filter((force) => force.region === region);
}
