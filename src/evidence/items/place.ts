import { z } from 'zod';
import { Missing, type Tx } from '../../foundation/index.ts';
import {
	type Force,
	type Framework,
	forceBySlug,
	frameworkOf,
	type Inspection,
	inspectionById,
	isPillar,
	questionsOf,
	teamOf,
} from '../../programmes/index.ts';
import type { BearsOn } from './item.ts';
import type { Gatherers } from './typed.ts';

/** For what evidence is recorded: an inspection, a force between inspections, or policing nationally. */
export type Where = {
	/** Its list, which the pages of recording are under. */
	href: string;
	name: string;
	force: { id: string; slug: string; name: string } | null;
	inspection: Inspection | null;
	framework: Framework | null;
	illustrative: boolean;
};

export const wheres = {
	inspection: {
		url: '/inspections/:id/evidence',
		params: z.object({ id: z.uuid() }),
		async find(tx: Tx, { id }: { id: string }): Promise<Where> {
			const inspection = await inspectionById(tx, id);
			if (inspection === null) throw new Missing();
			return {
				href: `/inspections/${id}/evidence`,
				name: `${inspection.force.name}, ${inspection.programme.name}`,
				force: inspection.force,
				inspection,
				framework: await frameworkOf(tx, inspection),
				illustrative: inspection.illustrative,
			};
		},
	},
	force: {
		url: '/forces/:slug/evidence',
		params: z.object({ slug: z.string().max(200) }),
		async find(tx: Tx, { slug }: { slug: string }): Promise<Where> {
			const force: Force | null = await forceBySlug(tx, slug);
			if (force === null) throw new Missing();
			return {
				href: `/forces/${force.slug}/evidence`,
				name: force.name,
				force,
				inspection: null,
				framework: null,
				illustrative: false,
			};
		},
	},
	nation: {
		url: '/evidence',
		params: z.object({}),
		async find(): Promise<Where> {
			return {
				href: '/evidence',
				name: 'Policing nationally',
				force: null,
				inspection: null,
				framework: null,
				illustrative: false,
			};
		},
	},
} as const;

/** Whoever acts, and the team of the inspection. */
export async function gatherersAt(
	tx: Tx,
	inspection: Inspection | null,
	actor: { account: string; name: string },
): Promise<Gatherers> {
	const self = { value: actor.account, text: actor.name };
	if (inspection === null) return [self];
	const team = await teamOf(tx, { programme: inspection.programme.id, inspection: inspection.id });
	const others = team.filter(({ account }) => account !== actor.account);
	return [self, ...others.map(({ account, name }) => ({ value: account, text: name }))];
}

/** The pillars of a framework with what evidence can bear on, for the boxes of a form. */
export type Choosable = {
	framework: string;
	version: number;
	title: string;
	pillars: {
		name: string;
		title: string;
		items: { value: string; text: string }[];
		/** Sub-questions, by the question that they are of. */
		parts: { name: string; title: string; items: { value: string; text: string }[] }[];
	}[];
};

export function choosable(framework: Framework): Choosable {
	const { id, version } = framework;
	const name = (component: string) => `bears-on-${id}-${version}-${component}`;
	return {
		framework: id,
		version,
		title: framework.title,
		pillars: framework.pillars.map((pillar) => {
			const questions = questionsOf(framework, pillar.id);
			return {
				name: name(pillar.id),
				title: pillar.title,
				items: [
					...questions.map((question) => ({ value: question.id, text: question.title })),
					{ value: pillar.id, text: 'The pillar as a whole' },
				],
				parts: questions
					.filter(({ parts }) => parts.length > 0)
					.map((question) => ({
						name: name(question.id),
						title: question.title,
						items: question.parts.map((part) => ({ value: part.id, text: part.title })),
					})),
			};
		}),
	};
}

/** The components that were chosen: of what there is to choose, and nothing else. */
export function chosenIn(choice: Choosable, typed: Record<string, unknown>): string[] {
	const boxes = choice.pillars.flatMap((pillar) => [pillar, ...pillar.parts]);
	return boxes.flatMap(({ name, items }) => {
		const sent = [typed[name] ?? []].flat();
		return items.map(({ value }) => value).filter((value) => sent.includes(value));
	});
}

/** What the boxes hold for what is known. */
export function choiceValues(choice: Choosable, known: readonly BearsOn[]): Record<string, string[]> {
	const components = known
		.filter(({ framework, version }) => framework === choice.framework && version === choice.version)
		.map(({ component }) => component);
	const boxes = choice.pillars.flatMap((pillar) => [pillar, ...pillar.parts]);
	return Object.fromEntries(
		boxes.map(({ name, items }) => [
			name,
			items.map(({ value }) => value).filter((value) => components.includes(value)),
		]),
	);
}

type Titled = { component: string; question: string; title: string };

/** "Protecting vulnerable people: Responding to incidents", in the order of the framework. */
export function titlesIn(framework: Framework, known: readonly BearsOn[]): Titled[] {
	const has = new Set(
		known
			.filter(({ framework: id, version }) => id === framework.id && version === framework.version)
			.map(({ component }) => component),
	);
	return everything(framework).filter(({ component }) => has.has(component));
}

/** What every pillar, question and sub-question of a framework is called, by its id. */
export function titlesOf(framework: Framework): [string, string][] {
	return everything(framework).map(({ component, title }) => [component, title]);
}

function everything(framework: Framework): Titled[] {
	return [...framework.pillars, ...framework.questions].flatMap((component) => {
		const own = { component: component.id, question: component.id, title: component.title };
		if (isPillar(component)) return [own];
		return [
			own,
			...component.parts.map((part) => ({
				component: part.id,
				question: component.id,
				title: `${component.title}: ${part.title}`,
			})),
		];
	});
}
