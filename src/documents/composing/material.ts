import type { Advice, Finding, Raised, RaisedKind } from '../../judgments/index.ts';
import { citeFinding, citeRaised } from '../../judgments/index.ts';
import { type Component, isPillar } from '../../programmes/index.ts';

/** What was found and raised: what the texts of a document are begun from. */
export type Material = {
	findings: readonly Finding[];
	raised: readonly Raised[];
	advice: readonly Advice[];
};

/** What {findings}, {areas} and the like stand for under one pillar or question. */
export const lists = ['findings', 'areas', 'recommendations', 'practice', 'advice'] as const;
export type List = (typeof lists)[number];

/** A list as Markdown; null where there is nothing to list. */
export function listOf(
	list: List,
	component: Component | null,
	{ material, level }: { material: Material; level: number },
): string | null {
	const own = <T extends { component: string | null; withdrawn?: unknown }>(all: readonly T[]) =>
		all.filter((one) => (component === null || one.component === component.id) && one.withdrawn == null);
	if (list === 'findings') return findings(own(material.findings), component, level);
	if (list === 'advice') return joined(own(material.advice).map(({ text }) => text));
	const kinds: readonly RaisedKind[] = kindsOf[list];
	const raised = own(material.raised).filter(({ kind }) => kinds.includes(kind));
	return joined(
		kinds.flatMap((kind) =>
			raised.filter((one) => one.kind === kind).map((one) => `::${boxes[kind]}[${citeRaised(one)}]`),
		),
	);
}

const kindsOf = {
	areas: ['cause of concern', 'recommendation', 'area for improvement'],
	recommendations: ['recommendation'],
	practice: ['promising practice'],
} as const satisfies Partial<Record<List, readonly RaisedKind[]>>;

const boxes: Readonly<Record<RaisedKind, string>> = {
	'cause of concern': 'cause-of-concern',
	recommendation: 'recommendation',
	'area for improvement': 'area-for-improvement',
	'promising practice': 'promising-practice',
};

/** One after another; under the headings of the question's parts where it has them. */
function findings(all: readonly Finding[], component: Component | null, level: number): string | null {
	const line = (finding: Finding) => `- ::finding[${citeFinding(finding)}]`;
	const parts = component === null || isPillar(component) ? [] : component.parts;
	const placed = parts.flatMap(({ id, title }) => {
		const under = all.filter(({ part }) => part === id);
		return under.length === 0 ? [] : [`${'#'.repeat(level)} ${title}`, under.map(line).join('\n')];
	});
	const rest = all.filter(({ part }) => part === null || !parts.some(({ id }) => id === part));
	return joined([...(rest.length === 0 ? [] : [rest.map(line).join('\n')]), ...placed]);
}

function joined(texts: readonly string[]): string | null {
	return texts.length === 0 ? null : texts.join('\n\n');
}

/** A text with its lists put in; null where there is nothing under its headings but lists that are all empty. */
export function listed(text: string, component: Component | null, material: Material): string | null {
	let found = false;
	const done = text.replaceAll(pattern, (written, name: string, at: number) => {
		const list = lists.find((one) => one === name);
		if (list === undefined) return written;
		const markdown = listOf(list, component, { material, level: levelAt(text.slice(0, at)) });
		found ||= markdown !== null;
		return markdown ?? '';
	});
	const forLists =
		text.replaceAll(pattern, '') !== text &&
		text.replaceAll(pattern, '').replaceAll(heading, '').trim() === '';
	return forLists && !found ? null : done.replaceAll(/\n{3,}/g, '\n\n').trim();
}

const pattern = new RegExp(`\\{(${lists.join('|')})\\}`, 'g');
const heading = /^#{1,6} .*$/gm;

/** Headings of a list stand below the one before it; in a text without any, below that of the question. */
function levelAt(before: string): number {
	return (before.match(heading)?.at(-1)?.indexOf(' ') ?? 1) + 1;
}
