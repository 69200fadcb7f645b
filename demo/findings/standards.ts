import { addStandard, addStandardVersion, type NewStandard } from '../../src/evidence/index.ts';
import type { Tx } from '../../src/foundation/index.ts';

type Shipped = NewStandard & {
	versions: readonly { version: string; from?: string; to?: string; address?: string; note?: string }[];
};

/** What the documents hold forces to. A day is given only where it is public knowledge of that standard. */
const standards: readonly Shipped[] = [
	{
		title: 'National Crime Recording Standard',
		issuer: 'Home Office',
		kind: 'recording standard',
		note: 'How and when a report becomes a recorded crime.',
		versions: [
			{ version: '2002', from: '2002-04-01', note: 'Kept up to date in the Home Office Counting Rules.' },
		],
	},
	{
		title: 'Code of Practice for Victims of Crime',
		issuer: 'Ministry of Justice',
		kind: 'code of practice',
		note: 'What victims may expect of each service.',
		versions: [
			{ version: '2013', from: '2013-12-10', to: '2015-11-15' },
			{ version: '2015', from: '2015-11-16', to: '2021-03-31' },
			{ version: '2020', from: '2021-04-01' },
		],
	},
	{
		title: 'Code of Practice on the Police Use of Firearms and Less Lethal Weapons',
		issuer: 'Home Office',
		kind: 'code of practice',
		note: null,
		versions: [{ version: '2003' }],
	},
	{
		title: 'Authorised professional practice',
		issuer: 'College of Policing',
		kind: 'guidance',
		note: 'It changes page by page: cite the page, and the day on which you read it.',
		versions: [{ version: 'as published', address: 'https://www.college.police.uk/app' }],
	},
	{
		title: 'Best Use of Stop and Search Scheme',
		issuer: 'Home Office and College of Policing',
		kind: 'scheme',
		note: 'What forces that take part record, publish and let others look at.',
		versions: [{ version: '2014', from: '2014-08-26' }],
	},
	{
		title: 'Code of Ethics',
		issuer: 'College of Policing',
		kind: 'code of practice',
		note: null,
		versions: [
			{ version: '2014', from: '2014-07-15', to: '2024-01-23' },
			{ version: '2024', from: '2024-01-24' },
		],
	},
	{
		title: 'Vetting Code of Practice',
		issuer: 'College of Policing',
		kind: 'code of practice',
		note: null,
		versions: [{ version: '2017' }, { version: '2023' }],
	},
	{
		title: 'Barred and advisory lists',
		issuer: 'College of Policing',
		kind: 'scheme',
		note: 'Who may not, or only with care, work in policing again.',
		versions: [{ version: '2017', from: '2017-12-15' }],
	},
	{
		title: 'National vulnerability action plan',
		issuer: 'National Police Chiefs’ Council',
		kind: 'plan',
		note: null,
		versions: [{ version: '2018' }],
	},
	{
		title: 'SafeLives guideline for risk assessment conferences',
		issuer: 'SafeLives',
		kind: 'guidance',
		note: 'How many cases of high risk an area of its size may expect: 40 for each 10,000 adult women.',
		versions: [{ version: '2017/18' }],
	},
	{
		title: 'Mental Health Crisis Care Concordat',
		issuer: 'Department of Health and partners',
		kind: 'scheme',
		note: null,
		versions: [{ version: '2014', from: '2014-02-18' }],
	},
	{
		title: 'Mental Health Act 1983, section 136',
		issuer: 'Parliament',
		kind: 'legislation',
		note: 'The power to take somebody to a place of safety.',
		versions: [{ version: '1983', address: 'https://www.legislation.gov.uk/ukpga/1983/20/section/136' }],
	},
	{
		title: 'Tolerances for reserves',
		issuer: 'Chartered Institute of Public Finance and Accountancy',
		kind: 'guidance',
		note: null,
		versions: [{ version: '2019' }],
	},
	{
		title: 'One Public Estate',
		issuer: 'Cabinet Office and Local Government Association',
		kind: 'scheme',
		note: null,
		versions: [{ version: '2013' }],
	},
	{
		title: 'National Enabling Programmes',
		issuer: 'National Police Chiefs’ Council',
		kind: 'plan',
		note: null,
		versions: [{ version: '2018' }],
	},
	{
		title: 'Crime outcomes framework',
		issuer: 'Home Office',
		kind: 'recording standard',
		note: 'Took the place of sanction detections.',
		versions: [{ version: '2014', from: '2014-04-01' }],
	},
];

/** The register of standards, and the version that a finding of 2019 may name, by title. */
export async function loadStandards(tx: Tx): Promise<ReadonlyMap<string, string>> {
	const newest = new Map<string, string>();
	for (const { versions, ...standard } of standards) {
		const { id } = await addStandard(tx, standard);
		let earlier: string | null = null;
		for (const { version, from, to, address = null, note = null } of versions) {
			earlier = await addStandardVersion(tx, {
				standard: id,
				version,
				inForceFrom: from === undefined ? null : Temporal.PlainDate.from(from),
				inForceTo: to === undefined ? null : Temporal.PlainDate.from(to),
				address,
				supersededBy: null,
				note,
				supersedes: earlier,
			});
		}
		if (earlier !== null) newest.set(standard.title, earlier);
	}
	return newest;
}
