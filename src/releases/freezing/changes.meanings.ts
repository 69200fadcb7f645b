import type { Tx } from '../../foundation/index.ts';
import type { Difference, Json } from './edition.ts';
import { rowsOf } from './kept.store.ts';

type Row = { [column: string]: Json };

/**
 * What reads otherwise in the register and in what grades mean. Spellings, authorities and groups go on by themselves, as
 * words of the glossary do, and are no correction of what was published; another name or another meaning is.
 */
export async function inMeanings(tx: Tx, before: string, after: string): Promise<Difference[]> {
	const pairs = async (table: 'force' | 'meaning', key: (row: Row) => string) => {
		const were = new Map((await rowsOf(tx, before, table)).map((row) => [key(row), row]));
		return (await rowsOf(tx, after, table)).flatMap((is) => {
			const was = were.get(key(is));
			return was === undefined ? [] : [{ was, is }];
		});
	};
	const forces = (await pairs('force', ({ force_id }) => String(force_id))).filter(
		({ was, is }) => was.name !== is.name,
	);
	const grades = (await pairs('meaning', ({ framework, version }) => `${framework}@${version}`)).flatMap(
		({ was, is }) =>
			gradesIn(is).flatMap((now): Difference[] => {
				const then = gradesIn(was).find(({ grade }) => grade === now.grade);
				return then === undefined || then.means === now.means
					? []
					: [{ what: `What “${now.title}” means in ${is.title}`, was: then.means, becomes: now.means }];
			}),
	);
	return [
		...forces.map(
			({ was, is }): Difference => ({
				what: 'The name of a force',
				was: String(was.name),
				becomes: String(is.name),
			}),
		),
		...grades,
	];
}

function gradesIn({ grades }: Row): { grade: string; title: string; means: string }[] {
	if (!Array.isArray(grades)) return [];
	return grades.flatMap((one: Json) =>
		typeof one === 'object' && one !== null && 'grade' in one && 'title' in one && 'means' in one
			? [{ grade: String(one.grade), title: String(one.title), means: String(one.means) }]
			: [],
	);
}
