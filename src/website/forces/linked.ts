import type { PublicForce, PublicJudgment } from '../record/index.ts';

type Linked = {
	force: PublicForce;
	judgments: readonly PublicJudgment[];
	/** Of the website, such as https://example.org, and who inspects. */
	address: string;
	inspectorate: string;
};

/** The page in the words of schema.org, for programs that read pages: text that may stand within a script element. */
export function linkedData({ force, judgments, address, inspectorate }: Linked): string {
	const url = `${address}/police-forces/${force.slug}`;
	const data = {
		'@context': 'https://schema.org',
		'@type': 'GovernmentOrganization',
		'@id': url,
		url,
		name: force.name,
		...(force.spellings.length === 0 ? {} : { alternateName: force.spellings }),
		...(force.code === null ? {} : { identifier: force.code }),
		areaServed: [
			...force.authorities.map(({ name, code }) => ({
				'@type': 'AdministrativeArea',
				name,
				identifier: code,
			})),
		],
		...(force.until === null ? {} : { dissolutionDate: force.until.toString() }),
		// What is made up says so to people only: programs would take it for a review of a real force.
		review: judgments
			.filter(({ grade, illustrative }) => grade !== null && !illustrative)
			.map((one) => ({
				'@type': 'Review',
				name: one.title,
				...(one.asks === null ? {} : { about: one.asks }),
				author: { '@type': 'GovernmentOrganization', name: inspectorate, url: address },
				datePublished: one.release.publishedAt.toString(),
				temporalCoverage: one.lastInspected,
				reviewRating: { '@type': 'Rating', ratingValue: one.gradeTitle, ratingExplanation: one.framework },
				url: `${address}/publications/${one.release.slug}`,
			})),
	};
	return JSON.stringify(data).replaceAll('<', '\\u003c');
}
