import type { Tx } from '../../foundation/index.ts';
import { componentOf, type Framework, type Inspection, type Material } from '../../programmes/index.ts';
import { bearsOnOf } from '../items/item.store.ts';
import { newestStatement, sectionsOf } from './statement.store.ts';
import { headingText, sourceName } from './statement.ts';

/** The sections of the newest statement of a force beside the questions that they bear on. */
export async function statementMaterial(
	tx: Tx,
	{ force }: Inspection,
	framework: Framework,
): Promise<Material[]> {
	const statement = await newestStatement(tx, force.id);
	if (statement === null) return [];
	const sections = await sectionsOf(tx, statement.id);
	const bears = await bearsOnOf(
		tx,
		sections.map(({ item }) => item),
	);
	const whole = {
		component: null,
		text: `${sourceName(statement.year)}, version ${statement.version}`,
		href: `/statements/${statement.id}`,
	};
	const parts = sections.flatMap((section) => {
		const places = (bears.get(section.item) ?? [])
			.filter((place) => place.framework === framework.id)
			.map(({ component }) => componentOf(framework, component)?.id ?? null);
		// One of which nobody has said what it bears on is of the force as a whole.
		return [...new Set(places.length === 0 ? [null] : places)].map((component) => ({
			component,
			text: `${sourceName(statement.year)}: ${headingText(section)}`,
			href: `/evidence/${section.item}`,
		}));
	});
	return [whole, ...parts];
}
