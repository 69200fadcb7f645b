import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
	type AccountActor,
	asInvalid,
	csv,
	day,
	dayParts,
	type Files,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	type Part,
	type Route,
	redirect,
	type Tx,
	timelineOf,
	view,
	withDays,
} from '../../foundation/index.ts';
import {
	type Framework,
	frameworkOf,
	inspectionsOf,
	isPillar,
	listForces,
	optionalParagraph,
	questionsOf,
	todayIn,
} from '../../programmes/index.ts';
import { bearsOnOf, evidenceByIds, setBearsOn } from '../items/item.store.ts';
import { cite } from '../items/item.ts';
import { readSections, sectionsProblem, textOf } from './sections.ts';
import {
	addSections,
	receiveStatement,
	sectionsOf,
	statementById,
	statementFile,
	statementsOf,
} from './statement.store.ts';
import {
	headingText,
	type Section,
	type Statement,
	sectionKey,
	sourceName,
	statementPolicy,
} from './statement.ts';

const { read, receive } = statementPolicy.can;
const opens = 'account';
const one = z.object({ id: z.uuid() });

/** What forces say of themselves every year: received whole, and cited by section. */
export function statementPages({ files }: { files: Files }): Part {
	return {
		policies: [statementPolicy],
		routes: [
			listPage,
			listFile,
			...receivePage(files),
			statementPage,
			filePage(files),
			...sectionsPage,
			...questionsPage,
		],
	};
}

async function statementAt(tx: Tx, { id }: { id: string }): Promise<Statement> {
	const statement = await statementById(tx, id);
	if (statement === null) throw new Missing();
	return statement;
}

function isStaff(actor: AccountActor): boolean {
	return actor.organisation?.kind === 'inspectorate';
}

const listPage: Route = get({
	url: '/statements',
	opens,
	permit: read,
	query: z.object({ force: z.union([z.uuid(), z.literal('')]).catch('') }),
	async handle({ tx, actor, query: { force } }) {
		const staff = isStaff(actor);
		const all = await statementsOf(tx, force === '' ? {} : { force });
		const forces = staff ? await listForces(tx) : [];
		const named = forces.find(({ id }) => id === force);
		return view('statements/list.njk', {
			statements: all,
			staff,
			filter: { values: { force } },
			forces: forces.map(({ id, name }) => ({ value: id, text: name })),
			applied: named === undefined ? [] : [{ name: 'Force', text: named.name, href: '/statements' }],
			mayReceive: mayTry(actor, receive),
		});
	},
});

const listFile: Route = get({
	url: '/statements.csv',
	opens,
	permit: read,
	async handle({ tx }) {
		const all = await statementsOf(tx);
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				['force', 'year', 'version', 'received on', 'sections', 'note', 'illustrative'],
				all.map(({ force, year, version, receivedOn, sections, note, illustrative }) => [
					force.name,
					year,
					version,
					receivedOn.toString(),
					sections,
					note,
					illustrative ? 'yes' : 'no',
				]),
			),
			saveAs: 'force-management-statements.csv',
		};
	},
});

const statementPage: Route = get({
	url: '/statements/:id',
	opens,
	permit: read,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const statement = await statementAt(tx, params);
		demand({ organisation: statement.force.id });
		const staff = isStaff(actor);
		const sections = await sectionsOf(tx, statement.id);
		const items = sections.map(({ item }) => item);
		const evidence = new Map((await evidenceByIds(tx, items)).map((item) => [item.id, item]));
		const bears = staff ? await bearsOnOf(tx, items) : new Map();
		const others = (await statementsOf(tx, { force: statement.force.id })).filter(
			({ id, year }) => id !== statement.id && year === statement.year,
		);
		const history = staff ? await timelineOf(tx, { kind: 'management statement', id: statement.id }) : null;
		return view('statements/statement.njk', {
			statement,
			title: sourceName(statement.year),
			file: await statementFile(tx, statement),
			sections: sections.map((section) => {
				const item = evidence.get(section.item);
				return {
					heading: headingText(section),
					cite: item === undefined ? '' : cite(item),
					href: `${staff ? '/evidence' : '/your-evidence'}/${section.item}`,
					// A later version may have corrected it: what stands here is what stands now.
					text: item?.current?.text ?? null,
					latest: item?.latest ?? 1,
					withdrawn: item?.withdrawn != null,
					questions: (bears.get(section.item) ?? []).length,
				};
			}),
			others,
			staff,
			mayReceive: mayTry(actor, receive),
			history: history?.entries ?? [],
		});
	},
});

const filePage = (files: Files): Route =>
	get({
		url: '/statements/:id/file',
		opens,
		permit: read,
		params: one,
		async handle({ tx, params, demand }) {
			const statement = await statementAt(tx, params);
			demand({ organisation: statement.force.id });
			const file = await statementFile(tx, statement);
			if (file === null) throw new Missing();
			return files.download(tx, file);
		},
	});

const text = z
	.string()
	.default('')
	.transform((words) => words.replaceAll('\0', '').trim())
	.pipe(z.string().max(2_000_000, 'Use 2,000,000 characters or fewer'));

const receiveFields = withDays(
	['receivedOn'],
	z.object({
		force: z.uuid('Choose the force'),
		year: z.coerce
			.number('Enter the year of the statement, such as 2026')
			.int('Enter the year of the statement, such as 2026')
			.min(2000, 'Enter a year from 2000 on')
			.max(2200, 'Enter the year of the statement, such as 2026'),
		receivedOn: day('day on which it was received'),
		text,
		note: optionalParagraph(2000),
	}),
);

function receivePage(files: Files): Route[] {
	return form({
		url: '/statements/add',
		opens,
		permit: receive,
		query: z.object({ force: z.union([z.uuid(), z.literal('')]).catch('') }),
		view: 'statements/receive.njk',
		upload: 'file',
		fields: receiveFields,
		async load({ tx, query }) {
			const forces = (await listForces(tx)).map(({ id, name }) => ({ value: id, text: name }));
			return { forces, asked: query.force, today: await todayIn(tx) };
		},
		initial: ({ asked, today }) => ({
			force: asked,
			year: String(today.year),
			...dayParts('receivedOn', today),
		}),
		async submit({ tx, actor, values, data: { forces, today }, file }) {
			const { force, year, receivedOn, note } = values;
			if (!forces.some(({ value }) => value === force)) {
				throw new Invalid({ force: 'Choose a force from the list' });
			}
			if (Temporal.PlainDate.compare(receivedOn, today) > 0) {
				throw new Invalid({ receivedOn: 'The day on which it was received must be today or earlier' });
			}
			if (file === undefined && values.text === '') {
				throw new Invalid({ file: 'Choose the document, or paste its text below' });
			}
			const isText = file?.mediaType === 'text/plain';
			const sections =
				values.text !== ''
					? sectionsIn(values.text, 'text')
					: isText
						? sectionsIn(textOf(await readFile(file.path)), 'file')
						: [];
			const id = randomUUID();
			const kept =
				file === undefined
					? null
					: await files.keep(tx, file, {
							organisation: force,
							subject: { kind: 'management statement', id },
						});
			const statement = await asInvalid(
				{ '23505': { '': 'Somebody has kept another version at the same moment. Send it once more.' } },
				() =>
					receiveStatement(tx, {
						id,
						force,
						year,
						receivedOn,
						file: kept?.id ?? null,
						note,
						sections,
						gatheredByName: actor.name,
					}),
			);
			return redirect(
				`/statements/${id}`,
				`${sourceName(year)}, version ${statement.version}, is kept with ${counted(sections.length)}.`,
			);
		},
	});
}

function counted(sections: number): string {
	return sections === 1 ? '1 section' : `${sections === 0 ? 'no' : sections} sections`;
}

function sectionsIn(words: string, field: string): Section[] {
	const found = readSections(words);
	const problem = sectionsProblem(found);
	if (problem !== null) throw new Invalid({ [field]: problem });
	return found.sections;
}

const sectionsPage: Route[] = form({
	url: '/statements/:id/sections',
	opens,
	permit: receive,
	params: one,
	view: 'statements/sections.njk',
	fields: z.object({ text: text.pipe(z.string().min(1, 'Enter the text with its headings')) }),
	async load({ tx, params }) {
		const statement = await statementAt(tx, params);
		return { statement, title: sourceName(statement.year), known: await sectionsOf(tx, statement.id) };
	},
	async submit({ tx, actor, params, values, data: { known } }) {
		const sections = sectionsIn(values.text, 'text');
		const there = new Set(known.map(sectionKey));
		const twice = sections.find((section) => there.has(sectionKey(section)));
		if (twice !== undefined) {
			throw new Invalid({ text: `The statement has a section “${headingText(twice)}” already` });
		}
		await asInvalid(
			{ '23505': { '': 'Somebody has added sections at the same moment. Open this page again.' } },
			() => addSections(tx, params.id, sections, actor.name),
		);
		return redirect(`/statements/${params.id}`, `${counted(sections.length)} added.`);
	},
});

/** Which question each section bears on, of the framework that its force is inspected under next. */
const questionsPage: Route[] = form({
	url: '/statements/:id/questions',
	opens,
	permit: receive,
	params: one,
	view: 'statements/questions.njk',
	fields: z.object({}).catchall(z.unknown()),
	async load({ tx, params }) {
		const statement = await statementAt(tx, params);
		const inspection = (await inspectionsOf(tx, { force: statement.force.id })).at(-1);
		const framework = inspection === undefined ? null : await frameworkOf(tx, inspection);
		const sections = await sectionsOf(tx, statement.id);
		const bears = await bearsOnOf(
			tx,
			sections.map(({ item }) => item),
		);
		const places = (item: string) =>
			(bears.get(item) ?? [])
				.filter((place) => place.framework === framework?.id && place.version === framework.version)
				.map(({ component }) => component);
		return {
			statement,
			title: sourceName(statement.year),
			framework,
			choices: framework === null ? [] : choicesOf(framework),
			sections: sections.map((section) => ({
				...section,
				field: `section-${section.position}`,
				heading: headingText(section),
				places: places(section.item),
			})),
		};
	},
	initial: ({ sections }) =>
		Object.fromEntries(sections.map(({ field, places }) => [field, places[0] ?? ''])),
	async submit({ tx, params, values, data: { sections, framework, choices } }) {
		if (framework === null) throw new Missing();
		const key = { framework: framework.id, version: framework.version };
		for (const { field, item, places } of sections) {
			const chosen = String(values[field] ?? '');
			if (chosen === (places[0] ?? '')) continue;
			if (chosen !== '' && !choices.some(({ value }) => value === chosen)) {
				throw new Invalid({ [field]: 'Choose a question from the list' });
			}
			await setBearsOn(tx, item, key, [...(chosen === '' ? [] : [chosen]), ...places.slice(1)]);
		}
		return redirect(`/statements/${params.id}`, 'What its sections bear on is kept.');
	},
});

function choicesOf(framework: Framework) {
	return framework.pillars.flatMap((pillar) =>
		[pillar, ...questionsOf(framework, pillar.id)].map((component) => ({
			value: component.id,
			text: isPillar(component) ? `${component.title} (the pillar)` : `${pillar.title}: ${component.title}`,
		})),
	);
}
