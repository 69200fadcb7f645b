import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
	BadDefinition,
	form,
	Invalid,
	Refused,
	type Route,
	redirect,
	Unacceptable,
	utf8Text,
	view,
	withLines,
} from '../../foundation/index.ts';
import { comparison } from './compare.pages.ts';
import { allFrameworks, keepFramework, type Weighed, weighFramework } from './framework.store.ts';
import { addressOf } from './framework.view.ts';
import { frameworkPolicy } from './policy.ts';

/** A text field of a form holds less than a file may. */
const mostPasted = 900_000;
/** So many problems are shown on a page: whoever has more has one problem many times. */
const mostShown = 200;

const fields = z.object({
	text: z.string().default(''),
	/** The name of the file that was chosen in the first step. */
	name: z.string().max(300).default(''),
	step: z.enum(['check', 'keep']).catch('check'),
});

/** A framework is added in two steps: it is checked and shown, and then kept. */
export function addPages(): Route[] {
	return form({
		url: '/frameworks/add',
		opens: 'account',
		permit: frameworkPolicy.can.keep,
		view: 'frameworks/add.njk',
		upload: 'file',
		fields,
		async load() {
			return { problems: [], hidden: 0 };
		},
		async submit({ tx, values, file }) {
			const source = await sourceOf(values.text, file?.path);
			const name = (file?.name ?? values.name) || 'pasted text';
			const again = (data: { problems: BadDefinition['problems']; sentence: string }) =>
				new Unacceptable(
					view(
						'frameworks/add.njk',
						{
							problems: withLines(data.problems.slice(0, mostShown), source),
							hidden: Math.max(0, data.problems.length - mostShown),
							form: { values: { text: source, name }, errors: { text: data.sentence } },
						},
						422,
					),
				);
			try {
				if (values.step === 'keep') {
					const { framework, outcome } = await keepFramework(tx, { source, file: name });
					return redirect(
						addressOf({ framework: framework.id, version: framework.version }),
						`${framework.title} ${{ added: 'is added', replaced: 'is replaced', unchanged: 'was there already, and nothing has changed' }[outcome]}.`,
					);
				}
				const weighed = await weighFramework(tx, { source, file: name });
				const all = await allFrameworks(tx);
				return view('frameworks/review.njk', {
					...review(weighed, all),
					form: { values: { text: source, name }, errors: {} },
				});
			} catch (error) {
				if (error instanceof BadDefinition)
					throw again({
						problems: error.problems,
						sentence: `There ${error.problems.length === 1 ? 'is a problem' : `are ${error.problems.length} problems`} in this text: see the list above it`,
					});
				if (error instanceof Refused) throw again({ problems: [], sentence: error.message });
				throw error;
			}
		},
	});
}

/** What would be kept, beside what it would replace or follow. */
function review({ framework, outcome, before }: Weighed, all: Awaited<ReturnType<typeof allFrameworks>>) {
	const earlier =
		before ?? all.filter(({ id, version }) => id === framework.id && version < framework.version).at(-1);
	const { pillars, questions, scale } = framework;
	return {
		framework: {
			title: framework.title,
			version: framework.version,
			cycle: framework.cycle,
			pillars: pillars.map(({ title }) => title),
			questions: questions.length,
			graded: questions.filter(({ graded }) => graded).length,
			grades: scale?.grades.map(({ title }) => title) ?? [],
		},
		outcome,
		href: addressOf({ framework: framework.id, version: framework.version }),
		comparedWith: earlier === undefined ? null : `${earlier.title}, version ${earlier.version}`,
		groups: earlier === undefined || outcome === 'unchanged' ? [] : comparison(earlier, framework),
	};
}

/** A file that is chosen is taken before text that is still in the form. */
async function sourceOf(pasted: string, path: string | undefined): Promise<string> {
	if (path === undefined) {
		if (pasted.trim() === '') throw new Invalid({ file: 'Choose a file, or paste its text' });
		if (Buffer.byteLength(pasted) > mostPasted)
			throw new Invalid({ text: 'The text is longer than can be pasted. Save it as a file and choose that' });
		// Browsers send the lines of a form with two characters at their ends.
		return pasted.replace(/\r\n?/g, '\n');
	}
	try {
		return utf8Text(await readFile(path));
	} catch (error) {
		if (error instanceof Refused) throw new Invalid({ file: error.message });
		throw error;
	}
}
