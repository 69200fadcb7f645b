import type { Framework } from '../../programmes/index.ts';

/** What was found and raised, counted: what guards and suggestions ask about. */
export type Said = {
	strengths: number;
	neutral: number;
	weaknesses: number;
	practices: number;
	improvements: number;
	concerns: number;
	recommendations: number;
};

export const nothingSaid: Said = {
	strengths: 0,
	neutral: 0,
	weaknesses: 0,
	practices: 0,
	improvements: 0,
	concerns: 0,
	recommendations: 0,
};

const ofTone: Readonly<Record<string, keyof Said>> = {
	strength: 'strengths',
	neutral: 'neutral',
	weakness: 'weaknesses',
};
const ofKind: Readonly<Record<string, keyof Said>> = {
	'promising practice': 'practices',
	'area for improvement': 'improvements',
	'cause of concern': 'concerns',
	recommendation: 'recommendations',
};

export function countSaid(
	findings: readonly { tone: string; withdrawn: unknown }[],
	raised: readonly { kind: string; withdrawn: unknown }[],
): Said {
	const said = { ...nothingSaid };
	const count = (field: keyof Said | undefined) => {
		if (field !== undefined) said[field] += 1;
	};
	for (const { tone, withdrawn } of findings) if (withdrawn === null) count(ofTone[tone]);
	for (const { kind, withdrawn } of raised) if (withdrawn === null) count(ofKind[kind]);
	return said;
}

export function together(all: readonly Said[]): Said {
	const sum = { ...nothingSaid };
	for (const said of all) {
		for (const field of Object.keys(sum) as (keyof Said)[]) sum[field] += said[field];
	}
	return sum;
}

type Guard = Framework['guards'][number];

const asked: Record<Guard['finding'], (said: Said) => number> = {
	'cause of concern': ({ concerns }) => concerns,
	'area for improvement': ({ improvements }) => improvements,
	strength: ({ strengths }) => strengths,
};

/** What the framework has against a grade beside what was found and raised; `met` names guards that are seen to elsewhere. */
export function againstGrade(framework: Framework, grade: string, said: Said): Guard[] {
	return framework.guards.filter((guard) => {
		if (guard.grade !== grade) return false;
		const there = asked[guard.finding](said) > 0;
		return guard.rule === 'requires' ? !there : there;
	});
}

const article = { 'cause of concern': 'a', 'area for improvement': 'an', strength: 'a' } as const;

/** "“Inadequate” needs a cause of concern. The gravest grade has to rest on the gravest finding." */
export function guardText(title: string, { rule, finding, because }: Guard): string {
	const what = `${article[finding]} ${finding}`;
	return rule === 'requires'
		? `“${title}” needs ${what}, and there is none. ${because}`
		: `“${title}” cannot stand beside ${what}. ${because}`;
}

/** "3 strengths, 2 weaknesses and 1 area for improvement". */
export function saidInWords(said: Said): string {
	const names: [keyof Said, string, string][] = [
		['strengths', 'strength', 'strengths'],
		['neutral', 'description', 'descriptions'],
		['weaknesses', 'weakness', 'weaknesses'],
		['practices', 'promising practice', 'promising practices'],
		['improvements', 'area for improvement', 'areas for improvement'],
		['concerns', 'cause of concern', 'causes of concern'],
		['recommendations', 'recommendation', 'recommendations'],
	];
	const parts = names.flatMap(([field, one, many]) =>
		said[field] === 0 ? [] : [`${said[field]} ${said[field] === 1 ? one : many}`],
	);
	return parts.length === 0 ? 'no findings' : new Intl.ListFormat('en-GB').format(parts);
}
