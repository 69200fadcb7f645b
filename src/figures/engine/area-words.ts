import { nearest, Refused, type Tx } from '../../foundation/index.ts';
import { listForces, nearestForces, resolveForce } from '../../programmes/index.ts';
import { nations } from '../indicators/indicator.ts';
import { regionArea } from '../sources/source.ts';
import { groupArea } from './areas.ts';

const total = /^(?:ew|e&w|england (?:and|&) wales)$/i;
const group = /^group(?: of |:)(.+)$/i;

/** The area that somebody means: a force by any of its spellings, its group, a region or the nation. */
export async function areaMeant(tx: Tx, words: string): Promise<{ area: string; name: string }> {
	const said = words.trim();
	if (total.test(said)) return { area: 'EW', name: 'England and Wales' };
	const nation = nations.find((one) => one.toLowerCase() === said.toLowerCase());
	if (nation !== undefined) return { area: nation, name: nation.replace('EW', 'England and Wales') };
	const [, grouped] = group.exec(said) ?? [];
	if (grouped !== undefined) {
		const { area, name } = await forceMeant(tx, grouped);
		return { area: groupArea(area), name: `The most similar group of ${name}` };
	}
	const region = said.replace(/^region:/i, '');
	const regions = [...new Set((await listForces(tx)).map((force) => force.region))];
	const found = regions.find((one) => one.toLowerCase() === region.toLowerCase());
	if (found !== undefined) return { area: regionArea(found), name: found };
	return forceMeant(tx, said);
}

async function forceMeant(tx: Tx, words: string): Promise<{ area: string; name: string }> {
	const force = await resolveForce(tx, words);
	if (force === null) {
		const near = (await nearestForces(tx, words)).map(({ name }) => name);
		throw new Refused(
			`Nobody is known as “${words}”. ${near.length === 0 ? 'Import the register of forces first.' : `Did you mean ${near.join(', or ')}?`}`,
		);
	}
	if (force.code === null)
		throw new Refused(`${force.name} has no area of its own, so there are no figures of it.`);
	return { area: force.code, name: force.name };
}

/** What is there, and what was probably meant. */
export function unknownIndicator(words: string, ids: readonly string[]): Refused {
	return new Refused(
		ids.length === 0
			? 'No indicator is kept yet. They are read from “indicators” when the service starts.'
			: `There is no indicator “${words}”. Did you mean “${nearest(words, ids)}”? ./inspectorate indicator list has all of them.`,
	);
}
