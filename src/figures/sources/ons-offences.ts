import { key, misspelt } from '../tables/label.ts';

/** Offences by which the ONS heads its columns: the name that figures use, and further headings it has gone under. */
const offences: readonly (readonly [name: string, ...also: string[]])[] = [
	[
		'Total recorded crime (excluding fraud)',
		'Total police recorded crime (excluding fraud)',
		'Total recorded crime',
	],
	['Violence against the person', 'Total violence against the person'],
	['Homicide'],
	['Violence with injury'],
	['Violence without injury'],
	['Stalking and harassment'],
	[
		'Death or serious injury - unlawful driving',
		'Death or serious injury caused by illegal driving',
		'Death or serious injury by unlawful driving',
	],
	['Sexual offences', 'Total sexual offences'],
	['Rape'],
	['Other sexual offences'],
	['Robbery'],
	['Theft offences', 'Total theft offences'],
	['Burglary', 'Total burglary'],
	['Residential burglary'],
	['Non-residential burglary'],
	['Domestic burglary', 'Burglary in a dwelling'],
	['Non-domestic burglary', 'Burglary in a building other than a dwelling'],
	['Vehicle offences'],
	['Theft from the person'],
	['Bicycle theft'],
	['Shoplifting'],
	['Other theft offences', 'All other theft offences'],
	['Criminal damage and arson'],
	['Drug offences'],
	['Possession of weapons offences', 'Possession of weapons'],
	['Public order offences'],
	['Miscellaneous crimes', 'Miscellaneous crimes against society'],
];

/** Without these no table by offence group is whole. */
export const neededOffences = [
	'Total recorded crime (excluding fraud)',
	'Violence against the person',
	'Sexual offences',
	'Robbery',
	'Theft offences',
	'Burglary',
	'Criminal damage and arson',
];

/** The offences that add up to the total, each once: victim-based crime and other crimes against society. */
export const disjointOffences = [
	'Violence against the person',
	'Sexual offences',
	'Robbery',
	'Theft offences',
	'Criminal damage and arson',
	'Drug offences',
	'Possession of weapons offences',
	'Public order offences',
	'Miscellaneous crimes',
];

const byKey = new Map(
	offences.flatMap(([name, ...also]) => [name, ...also].map((heading) => [key(heading), name] as const)),
);

/** Two letters may be wrong in a heading that is long enough to be no other: "Residental burglary". */
const forgiven = 2;

/** The offence that a heading names; `misspelt` where it is not written as it should be. */
export function offenceOf(heading: string): { offence: string; misspelt: boolean } | null {
	const said = key(heading);
	const exact = byKey.get(said);
	if (exact !== undefined) return { offence: exact, misspelt: false };
	if (said.length < 12) return null;
	const near = [...byKey]
		.filter(([known]) => misspelt(known, said, forgiven) <= forgiven)
		.map(([, name]) => name);
	const [only, other] = [...new Set(near)];
	return only === undefined || other !== undefined ? null : { offence: only, misspelt: true };
}
