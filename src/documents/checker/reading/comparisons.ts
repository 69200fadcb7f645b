import type { ComparisonToken } from './token.ts';

const degrees =
	'slightly|marginally|a little|somewhat|notably|significantly|considerably|markedly|substantially|much|far|well|broadly|largely|roughly|sharply|steeply|slowly|steadily|rapidly|relatively';

type Kind = Pick<ComparisonToken, 'direction' | 'over'>;
const higher: Kind = { direction: 'higher', over: 'things' };
const lower: Kind = { direction: 'lower', over: 'things' };
const same: Kind = { direction: 'same', over: 'things' };
const rise: Kind = { direction: 'higher', over: 'time' };
const fall: Kind = { direction: 'lower', over: 'time' };

/** Words of comparison; where a number follows at once ("more than 300"), they only round it. */
const patterns: readonly (readonly [string, Kind])[] = [
	[
		'(?:in line with|in line(?= the )|in keeping with|similar to|(?:the )?same as|comparable (?:to|with)|consistent with|equal to|on a par with)',
		same,
	],
	['(?:higher|greater|larger|bigger|longer|more often|more frequently|more likely) than', higher],
	['(?:lower|smaller|fewer|less|shorter|less often|less likely) than', lower],
	['more [\\p{L}-]+(?: [\\p{L}-]+)? than', higher],
	['(?:fewer|less) [\\p{L}-]+(?: [\\p{L}-]+)? than', lower],
	['(?:better|worse|stronger|weaker|faster|slower|quicker) than', { direction: 'other', over: 'things' }],
	['above(?= (?:the|that|those|its|average))', higher],
	['below(?= (?:the|that|those|its|average))', lower],
	['(?:an? |the )?(?:increase|rise|growth|uplift)(?= (?:of|in|compared|on|against|from|since|over))', rise],
	['(?:increased|rose|risen|grew|grown|went up|gone up|doubled|trebled)', rise],
	[
		'(?:an? |the )?(?:decrease|reduction|fall|drop|decline)(?= (?:of|in|compared|on|against|from|since|over))',
		fall,
	],
	['(?:decreased|reduced|fell|fallen|dropped|declined|went down|gone down|halved)', fall],
	['(?:unchanged|remained stable|stayed the same|remained the same)', { direction: 'same', over: 'time' }],
	['(?:highest|largest|greatest|most frequent)', { direction: 'higher', over: 'things' }],
	['(?:lowest|smallest|least frequent)', { direction: 'lower', over: 'things' }],
	['compare[sd]? (?:with|to)', { direction: 'other', over: 'things' }],
];

const all = new RegExp(
	`\\b(?:(?<degree>${degrees}) )?(?:${patterns.map(([words], index) => `(?<p${index}>${words})`).join('|')})\\b(?<rounding> (?:an? )?(?:£ ?)?\\d)?`,
	'giu',
);

export function readComparisons(text: string): ComparisonToken[] {
	return [...text.matchAll(all)].flatMap((match): ComparisonToken[] => {
		const index = patterns.findIndex((_, at) => match.groups?.[`p${at}`] !== undefined);
		const kind = patterns[index]?.[1];
		const rounds =
			match.groups?.rounding !== undefined && /^(?:more|fewer|less|greater) (?:.* )?than/i.test(match[0]);
		if (kind === undefined || rounds) return [];
		const words = match[0].slice(0, match[0].length - (match.groups?.rounding ?? '').length);
		return [
			{
				kind: 'comparison',
				at: match.index,
				end: match.index + words.length,
				word: words.toLowerCase(),
				degree: match.groups?.degree?.toLowerCase() ?? null,
				...kind,
			},
		];
	});
}
