import type { Component, Framework, Question } from './framework.ts';
import { earlierQuestions } from './lineage.ts';
import { gradeOf, isPillar, questionsOf } from './lookup.ts';

/** A framework as its page reads it: in the order in which it is inspected, and without a name that only files know. */
export function framework(framework: Framework, all: readonly Framework[]) {
	const { scale, questions } = framework;
	return {
		title: framework.title,
		version: framework.version,
		summary: paragraphs(framework.summary),
		changes: paragraphs(framework.changes),
		scale:
			scale === undefined
				? null
				: { ...scale, kin: kin(framework, all), grades: scale.grades.map(({ id: _id, ...grade }) => grade) },
		pillars: framework.pillars.map((pillar) => ({
			...component(pillar, framework, all),
			questions: questionsOf(framework, pillar.id).map((question) => ({
				...component(question, framework, all),
				...asked(question),
			})),
		})),
		counts: {
			questions: questions.length,
			graded: questions.filter(({ graded }) => graded).length,
			mandatory: questions.filter(({ mandatory }) => mandatory).length,
			indicators: questions.flatMap(({ indicators }) => indicators).length,
		},
		evidence: framework.evidence,
		samples: framework.samples.map((sample) => ({
			...sample,
			howMany: howMany(sample.size, sample.margin, sample.unit),
		})),
		outlines: framework.outlines.map((outline) => ({
			...outline,
			sections: outline.sections.map(({ title, per, words }) => ({
				title,
				per: per === 'document' ? 'Once' : `Once for each ${per}`,
				words,
			})),
		})),
		guards: framework.guards.map(({ grade, rule, finding, because }) => ({
			grade: gradeOf(framework, grade)?.title ?? grade,
			rule: rule === 'requires' ? `Only with ${withArticle(finding)}` : `Not with ${withArticle(finding)}`,
			because,
		})),
		actionPlan: framework.actionPlan,
		paragraphs: framework.paragraphs.map(({ title, text }) => ({ title, text: paragraphs(text) })),
		wording: wording(framework),
	};
}

export type FrameworkView = ReturnType<typeof framework>;

export function addressOf(key: { framework: string; version: number }): string {
	return `/frameworks/${key.framework}/${key.version}`;
}

function component(one: Component, framework: Framework, all: readonly Framework[]) {
	return {
		id: one.id,
		title: one.title,
		asks: one.asks,
		graded: one.graded,
		aliases: one.aliases,
		scope: paragraphs(one.scope),
		earlier: earlier(one, framework, all),
		characteristics: (framework.scale?.grades ?? []).flatMap((grade) => {
			const texts = one.characteristics[grade.id] ?? [];
			return texts.length === 0 ? [] : [{ grade: grade.title, texts }];
		}),
	};
}

function asked(question: Question) {
	const { mandatory, because, parts, criteria, indicators } = question;
	return {
		mandatory,
		because,
		parts: parts.map(({ title, scope, aliases }) => ({ title, scope: paragraphs(scope), aliases })),
		criteria,
		indicators: indicators.map(({ title, stock }) => ({
			title,
			stock: stock.map(({ kind, text }) => ({ kind: kinds[kind], text })),
		})),
	};
}

const kinds = { strength: 'Strength', neutral: 'Neither', weakness: 'Weakness' } as const;

/** What it goes on from, the nearest first, by the name that it had; where several versions are here, the newest. */
function earlier(one: Component, framework: Framework, all: readonly Framework[]) {
	const found = earlierQuestions({ framework: framework.id, version: framework.version }, one.id, all);
	return found.flatMap(({ framework: id, component: name }) => {
		const newest = all.filter((other) => other.id === id).at(-1);
		const was = newest && [...newest.pillars, ...newest.questions].find((other) => other.id === name);
		if (newest === undefined || was === undefined) return [];
		return [
			{
				text: `${was.title}${isPillar(was) ? ' (pillar)' : ''}, ${newest.title}`,
				href: `${addressOf({ framework: id, version: newest.version })}#component-${name}`,
			},
		];
	});
}

/** The other versions on the same family of scales: with these, and with no others, judgments are compared. */
function kin({ id, version, scale }: Framework, all: readonly Framework[]) {
	const others = all.filter((other) => other.scale?.family === scale?.family);
	return others
		.filter((other) => other.id !== id || other.version !== version)
		.map((other) => ({
			title:
				others.filter((one) => one.id === other.id).length > 1
					? `${other.title} (version ${other.version})`
					: other.title,
			href: addressOf({ framework: other.id, version: other.version }),
		}));
}

function howMany(size: number | undefined, margin: number | undefined, unit: string): string {
	if (size !== undefined) return `${size} of each force`;
	return `As many as are needed to know a share of ${unit} to within ${percent(margin ?? 0)} percentage points`;
}

function wording({ wording }: Framework) {
	if (wording === undefined) return null;
	const { version, inLine, slight, notableRatio, quantifierLeast, quantifiers } = wording;
	const band = (one: typeof inLine) =>
		one === undefined
			? undefined
			: `within ${percent(one.relative)}%${one.points === undefined ? '' : `, and for percentages within ${one.points} percentage point${one.points === 1 ? '' : 's'} as well`}`;
	return {
		version,
		rows: [
			['In line', band(inLine)],
			['Slightly', band(slight)],
			['Notably', notableRatio === undefined ? undefined : `from ${notableRatio} times`],
			[
				'Numbers instead of words',
				quantifierLeast === undefined ? undefined : `below ${quantifierLeast} in all`,
			],
			...(quantifiers ?? []).map(({ word, from, strictly }) => [
				`“${word}”`,
				`${strictly ? 'above' : 'from'} ${percent(from)}%`,
			]),
		].filter((row): row is [string, string] => row[1] !== undefined),
	};
}

function percent(share: number): number {
	return Math.round(share * 10_000) / 100;
}

function withArticle(words: string): string {
	return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

function paragraphs(text: string | undefined): string[] {
	return text === undefined ? [] : text.split(/\n+/).filter((one) => one.trim() !== '');
}
