import { carriedOverTogether } from '../../programmes/index.ts';
import type { Answer, Asked, Found } from '../tree/resolver.ts';
import { assessmentsOf } from './assessments.ts';
import { withOwnNumbers } from './findings.ts';
import type { Known } from './known.ts';
import { filled, placeholdersIn } from './placeholders.ts';
import { refused, unknownName } from './problem.ts';

/** Made of what the document itself quotes. */
export const madeTexts = ['about-the-data', 'carried-over'] as const;

/** `::text[name]`: a block of the document by its name, a fixed paragraph of the framework, or a text that is made. */
export async function giveTexts(known: Known, asked: readonly Asked[]): Promise<Answer<Found['text']>[]> {
	const { paragraphs } = await known.framework();
	const about = known.about.framework;
	const own: ReadonlyMap<string, string> = known.about.texts ?? new Map();
	const wanted = asked.some(({ name }) =>
		paragraphs.some(({ id, text }) => id === name && text.includes('{')),
	);
	const placeholders = wanted ? await placeholdersIn(known) : new Map<string, string | null>();
	const answers: Answer<Found['text']>[] = [];
	for (const { name } of asked) {
		const written = own.get(name);
		const paragraph = paragraphs.find(({ id }) => id === name);
		if (written !== undefined) answers.push({ found: { markdown: written } });
		else if (paragraph !== undefined) {
			const { text, missing } = filled(paragraph.text, placeholders);
			answers.push(
				missing.length === 0
					? { found: { markdown: withOwnNumbers(text, `"${about.framework}@${about.version}"`) } }
					: refused(
							`The paragraph “${paragraph.title}” needs ${named(missing)}, which the records do not say.`,
							'Enter it in the programme or the plan, or write the paragraph out in its place.',
						),
			);
		} else if (name === 'carried-over') answers.push(await carriedOver(known));
		else
			answers.push(
				unknownName('text', name, [...own.keys(), ...paragraphs.map(({ id }) => id), ...madeTexts]),
			);
	}
	return answers;
}

function named(missing: readonly string[]): string {
	return new Intl.ListFormat('en-GB').format([...new Set(missing)].map((name) => `{${name}}`));
}

async function carriedOver(known: Known): Promise<Answer<Found['text']>> {
	const { force } = known.about;
	if (force === null) return refused('This document is about no one force.', 'Take the text out.');
	const assessment = (await assessmentsOf(known, [force])).get(force);
	const text = assessment === undefined ? null : carriedOverTogether(assessment.framework, assessment.rows);
	return text === null
		? refused('Nothing is carried over.', 'Take the text out.')
		: { found: { markdown: withOwnNumbers(text, '"judgments and scope"') } };
}
