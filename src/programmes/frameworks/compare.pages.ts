import { z } from 'zod';
import { get, Missing, type Route, view } from '../../foundation/index.ts';
import { diffFrameworks } from './diff.ts';
import type { Group } from './diff-lists.ts';
import { byThing } from './diff-text.ts';
import { allFrameworks } from './framework.store.ts';
import type { Framework } from './framework.ts';
import { addressOf } from './framework.view.ts';
import { keyIn, keyText } from './key.ts';
import { frameworkPolicy } from './policy.ts';

const query = z.object({ a: z.string().max(200).default(''), b: z.string().max(200).default('') });

export function comparePages(): Route[] {
	return [
		get({
			url: '/frameworks/compare',
			opens: 'account',
			permit: frameworkPolicy.can.read,
			query,
			async handle({ tx, query }) {
				const all = await allFrameworks(tx);
				const [a, b] = [named(all, query.a), named(all, query.b)];
				const choices = all
					.toReversed()
					.map((one) => ({ value: textOf(one), text: `${one.title}, version ${one.version}` }));
				return view('frameworks/compare.njk', {
					filter: { values: { a: a === null ? '' : textOf(a), b: b === null ? '' : textOf(b) } },
					choices,
					a: a === null ? null : faceOf(a),
					b: b === null ? null : faceOf(b),
					groups: a === null || b === null ? [] : comparison(a, b),
				});
			},
		}),
	];
}

const groupTitles: Readonly<Record<Group, string>> = {
	framework: 'The framework itself',
	grades: 'Grades',
	pillars: 'Pillars',
	questions: 'Questions',
	evidence: 'Evidence methods',
	samples: 'Samples',
	outlines: 'Documents',
	guards: 'Guards on grades',
	'action plans': 'Action plans',
	paragraphs: 'Paragraphs of letters and reports',
	wording: 'Words for comparison',
};

/** The differences in the order in which a framework is read, those about one thing together. */
export function comparison(a: Framework, b: Framework) {
	const groups = Map.groupBy(diffFrameworks(a, b), ({ group }) => group);
	return [...groups].map(([group, differences]) => ({
		title: groupTitles[group],
		// The whole has no name beside that of its group.
		things: byThing(differences).map(({ about, ...thing }, _index, { length }) => ({
			...thing,
			about: length === 1 && !about.includes('“') ? null : about,
		})),
	}));
}

function named(all: readonly Framework[], text: string): Framework | null {
	if (text === '') return null;
	const key = keyIn(text);
	const found = all
		.filter(
			({ id, version }) => id === key?.framework && (key.version === undefined || key.version === version),
		)
		.at(-1);
	if (found === undefined) throw new Missing();
	return found;
}

function textOf({ id, version }: Framework): string {
	return keyText({ framework: id, version });
}

function faceOf({ id, title, version }: Framework) {
	return { title: `${title}, version ${version}`, href: addressOf({ framework: id, version }) };
}
