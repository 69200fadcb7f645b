import type { Tx } from '../../foundation/index.ts';
import { allNames, judgmentsOf, knownSpellings } from '../../programmes/index.ts';
import type { Context, ForceName, JudgmentRecord, MethodRecord } from '../checker/context.ts';
import type { Draft } from '../checker/draft.ts';
import type { About } from './about.ts';
import { assessmentsOf } from './assessments.ts';
import { type Known, knownOf } from './known.ts';
import { shortOf } from './names.ts';
import type { Quoted } from './quoted.ts';

/** What the checker knows beside a document: forces and their names, published judgments, words of the framework. */
export async function checkingOf(
	tx: Tx,
	about: About,
	{ others = [], quoted = [] }: { others?: readonly Draft[]; quoted?: readonly Quoted[] } = {},
): Promise<Context> {
	const known = knownOf(tx, about);
	const { pillars, questions, scale } = await known.framework();
	return {
		glossary: await known.glossary(),
		forces: await forceNames(known),
		...(about.force === null ? {} : { judgments: await recordsOf(known, about.force) }),
		methods: methodsIn(quoted),
		framework: {
			pillars: pillars.map(({ title }) => title),
			questions: questions.map(({ id, title, aliases }) => ({ id, name: title, also: aliases })),
			asks: [...pillars, ...questions].flatMap(({ asks }) => asks ?? []),
			grades: scale?.grades.map(({ title }) => title) ?? [],
		},
		wording: await known.rules(),
		dated: about.on.toString(),
		anonymous: about.anonymous === true,
		others,
	};
}

async function forceNames({ tx, register }: Known): Promise<ForceName[]> {
	const { forces, byId } = await register();
	const spellings = await knownSpellings(tx);
	const aliases = new Map(forces.map((force) => [force.id, spellings.all(force.name)[0]?.aliases ?? []]));
	return (await allNames(tx)).flatMap(({ forceId, name, since, until }): ForceName[] => {
		const force = byId(forceId);
		if (force === undefined) return [];
		const short = shortOf(name);
		return [
			{
				force: forceId,
				name,
				spellings: aliases.get(forceId) ?? [],
				area: short === name ? null : short,
				from: (since ?? force.existedSince)?.toString() ?? null,
				until: (until ?? force.existedUntil)?.toString() ?? null,
			},
		];
	});
}

/** What was published of this force, each by the name of its question and the year as readers name it. */
async function recordsOf(known: Known, force: string): Promise<JudgmentRecord[]> {
	const frameworks = await known.frameworks();
	const register = await known.register();
	const named = register.byId(force);
	const name = named === undefined ? null : register.nameOn(named, known.about.on);
	const published = (await judgmentsOf(known.tx, [force])).flatMap((judgment): JudgmentRecord[] => {
		const framework = frameworks.find(
			({ id, version }) => id === judgment.framework && version === judgment.version,
		);
		const component = [...(framework?.pillars ?? []), ...(framework?.questions ?? [])].find(
			({ id }) => id === judgment.component,
		);
		if (framework === undefined || component === undefined) return [];
		const grade = framework.scale?.grades.find(({ id }) => id === judgment.grade);
		return [
			{
				force: name,
				question: component.title,
				also: component.aliases,
				grade: grade?.title ?? framework.scale?.ungraded ?? 'Ungraded',
				year: framework.cycle,
			},
		];
	});
	return [...(await underWay(known, force, name)), ...published];
}

/** What stands so far in the inspection of the document itself, and is not published yet. */
async function underWay(known: Known, force: string, name: string | null): Promise<JudgmentRecord[]> {
	const assessment = (await assessmentsOf(known, [force])).get(force);
	if (assessment === undefined) return [];
	const { framework, rows } = assessment;
	const components = [...framework.pillars, ...framework.questions];
	return rows.flatMap((row): JudgmentRecord[] => {
		if (row.standing !== 'judged' || row.gradeTitle === null) return [];
		const also = components.find(({ id }) => id === row.component)?.aliases ?? [];
		return [{ force: name, question: row.title, also, grade: row.gradeTitle, year: framework.cycle }];
	});
}

/** By which rule the figures of groups that a document quotes were made; none where it quotes both, or none. */
function methodsIn(quoted: readonly Quoted[]): MethodRecord[] {
	const groups = quoted.flatMap(({ restsOn }) => restsOn.filter((thing) => thing.includes('/group:')));
	const means = groups.filter((thing) => thing.endsWith(meanRule)).length;
	if (groups.length === 0 || (means > 0 && means < groups.length)) return [];
	const rule = means > 0 ? meanRule : 'pooled/1';
	return [
		{
			subject: 'most similar group average',
			method: means > 0 ? 'mean-of-rates' : 'pooled',
			includesForce: true,
			version: rule,
		},
	];
}

/** As the room of figures names it; a fact that is such a mean says so in its name. */
export const meanRule = 'mean of rates/1';
