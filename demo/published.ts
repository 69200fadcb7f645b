import { type Actor, perform, type Tx } from '../src/foundation/index.ts';
import {
	addFocus,
	addInput,
	addJudgments,
	addProgramme,
	decideScoping,
	frameworkOf,
	inspectionMoves,
	planInspections,
	publishedOn,
	resolveForces,
} from '../src/programmes/index.ts';
import { statedJudgments, statedScope } from './stated.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

/** The judgments that the documents state, each under the framework of its year. */
export async function loadJudgments(tx: Tx, forces: ReadonlyMap<string, string>): Promise<void> {
	await addJudgments(
		tx,
		statedJudgments.flatMap(({ force, framework, version, source, published, note, grades }) =>
			Object.entries(grades).map(([component, stated]) => ({
				force: forces.get(force) ?? '',
				framework,
				version,
				component,
				grade: stated.grade === 'ungraded' ? null : stated.grade,
				source,
				publishedAt: publishedOn(day(published)),
				basis: 'imported' as const,
				note: [stated.note, note].filter((part) => part !== undefined).join(' ') || null,
			})),
		),
	);
}

/** A programme of the documents, and the forces of which we have one of its documents. */
type Published = {
	programme: Omit<Parameters<typeof addProgramme>[1], 'frameworks' | 'fieldworkSince' | 'fieldworkUntil'>;
	framework: string;
	fieldwork: [since: string, until: string];
	publishOn: string;
	inspected: readonly string[];
	/** What the document says of where and when it was published. */
	because: string;
	focus?: readonly (readonly [title: string, because: string])[];
	inputs?: readonly (readonly [title: string, note: string | null])[];
	/** Without it, the force was inspected on every question. */
	scope?: Readonly<Record<string, boolean>>;
};

const windowNotStated =
	'The documents do not state its days of fieldwork: the window here ends the day before the publication.';

const published: readonly Published[] = [
	{
		programme: {
			slug: 'core-business-2014',
			name: 'Core business: An inspection of crime prevention, police attendance and use of police time',
			formerNames: [{ name: 'Making best use of police time', until: null }],
			purpose:
				'How well forces prevent crime and anti-social behaviour, how they respond to reports of crime, and how well they free up the time of their staff.',
			assessment: 'Core business 2014',
		},
		framework: 'core-business-2014',
		fieldwork: ['2014-01-01', '2014-04-30'],
		publishOn: '2014-09-04',
		inspected: ['Derbyshire Constabulary', 'Durham Constabulary', 'Cleveland Police'],
		because: 'Letters to the chief constables of 3 September 2014, published on 4 September 2014 at 00:01.',
	},
	{
		programme: {
			slug: 'crime-inspection-2014',
			name: 'Crime inspection 2014',
			purpose: `How effective each force is at cutting crime: at reducing and preventing it, at investigating it, and at tackling anti-social behaviour. ${windowNotStated}`,
			assessment: 'PEEL interim assessment 2014',
		},
		framework: 'crime-2014',
		fieldwork: ['2014-05-01', '2014-11-29'],
		publishOn: '2014-11-30',
		inspected: ['Derbyshire Constabulary'],
		because: 'The force’s report of November 2014.',
		focus: [
			['Anti-social behaviour', 'It covers how vulnerable people are protected where they live.'],
			['Burglary in a dwelling', 'It stands for acquisitive crime.'],
			['Serious sexual offences', 'They stand for violent crime and the protection of vulnerable people.'],
			['Violence with injury', 'It stands for violent crime.'],
		],
		inputs: [
			['Domestic abuse inspection 2014', 'Published in March 2014 with recommendations for each force.'],
			['Crime data integrity inspection 2014', 'Of all 43 forces, with a report for each.'],
		],
	},
	{
		programme: {
			slug: 'peel-2018-19',
			name: 'Integrated PEEL assessment 2018/19',
			purpose: `How effectively, efficiently and legitimately each force keeps people safe and reduces crime, in one inspection: four areas in every force, the others chosen force by force by risk. ${windowNotStated}`,
			assessment: 'PEEL 2018/19',
		},
		framework: 'peel-2018-19',
		fieldwork: ['2018-09-01', '2020-01-20'],
		publishOn: '2020-01-21',
		inspected: ['Derbyshire Constabulary'],
		because: 'The force’s report; its pages were last changed on 21 January 2020.',
		inputs: [
			['Force data and management statements', null],
			['Crime data integrity inspection 2018', 'The force’s report was published in March 2019.'],
			['Inspections beside PEEL', null],
			['Serious and organised crime, locally and regionally', null],
			['Regular monitoring', null],
		],
		scope: statedScope,
	},
];

/** The three programmes of the documents, with what is stated of the forces that they are about. */
export async function loadPublished(tx: Tx, actor: Actor): Promise<void> {
	const moves = inspectionMoves();
	const ids = new Map<string, string>();
	for (const { programme, framework, fieldwork, publishOn, inspected, because, ...more } of published) {
		const [since, until] = fieldwork.map(day);
		if (since === undefined || until === undefined) throw new Error('A window has two days.');
		const weeks = { fieldworkSince: since, fieldworkUntil: until };
		const { id, slug } = await addProgramme(tx, {
			...programme,
			...weeks,
			frameworks: [{ framework, version: 1 }],
		});
		ids.set(slug, id);
		for (const [title, why] of more.focus ?? []) await addFocus(tx, { programme: id, title, because: why });
		for (const [title, note] of more.inputs ?? []) {
			await addInput(tx, { programme: id, input: null, title, note });
		}
		const inspectedForces = [...(await resolveForces(tx, [...inspected])).values()].flatMap(
			(force) => force?.id ?? [],
		);
		const planned = await planInspections(tx, {
			programme: id,
			tranche: null,
			forces: inspectedForces,
			framework,
			version: 1,
			...weeks,
			publishOn: day(publishOn),
		});
		const questions = (await frameworkOf(tx, { framework, version: 1 }))?.questions ?? [];
		for (const inspection of planned) {
			await decideScoping(tx, actor, {
				inspection,
				decidedByName: 'The inspectorate, as its document prints',
				decidedAt: publishedOn(day(publishOn)),
				reason: null,
				rows: questions.map(({ id: component }) => ({
					component,
					inspected: more.scope?.[component] ?? true,
					reason:
						more.scope === undefined
							? 'Every force was inspected on it.'
							: 'Stated in the table of areas in the report.',
				})),
			});
			await perform(moves, tx, actor, { id: inspection, action: 'record', reason: because });
		}
	}
	const [core, crime] = ['core-business-2014', 'crime-inspection-2014'].map((slug) => ids.get(slug));
	if (core !== undefined && crime !== undefined) {
		await addInput(tx, {
			programme: crime,
			input: core,
			title: 'Core business',
			note: 'Some of its evidence was looked at again, with what forces reported since.',
		});
	}
}
