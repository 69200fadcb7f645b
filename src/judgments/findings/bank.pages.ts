import { csv, get, Missing, type Route, type Tx, view } from '../../foundation/index.ts';
import {
	type Framework,
	frameworkOf,
	frameworksOf,
	type Inspection,
	type InspectionTab,
	inspectionById,
	inspectionsOf,
	inspectionTabs,
	type ProgrammeTabPorts,
	programmeBySlug,
	programmeTabs,
} from '../../programmes/index.ts';
import { type BankColumn, type BankLine, bankHeader, bankOf, bankRows, countsOf } from './bank.ts';
import { ofProgramme, one } from './fields.ts';
import { findingsOf } from './finding.store.ts';
import { citeFinding, type Finding, findingPolicy, toneTexts } from './finding.ts';

const { read } = findingPolicy.can;

type Bank = { framework: Framework; columns: BankColumn[]; lines: BankLine[] };

function bankFor(
	framework: Framework,
	inspections: readonly Inspection[],
	findings: readonly Finding[],
): Bank {
	const columns = inspections.map(({ id, force, illustrative }) => ({ inspection: id, force, illustrative }));
	return { framework, columns, lines: bankOf(framework, columns, findings) };
}

async function bankOfInspection(tx: Tx, id: string) {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	const framework = await frameworkOf(tx, inspection);
	if (framework === null) throw new Missing();
	const findings = await findingsOf(tx, { inspection: id });
	return { inspection, banks: withLines([bankFor(framework, [inspection], findings)]) };
}

/** One bank for each version that the programme inspects under; the forces by their names. */
async function bankOfProgramme(tx: Tx, slug: string) {
	const programme = await programmeBySlug(tx, slug);
	if (programme === null) throw new Missing();
	const inspections = (await inspectionsOf(tx, { programme: programme.id })).toSorted((a, b) =>
		a.force.name.localeCompare(b.force.name, 'en-GB'),
	);
	const frameworks = await frameworksOf(tx, inspections);
	const findings = await findingsOf(tx, { programme: programme.id });
	const banks = frameworks.map((framework) =>
		bankFor(
			framework,
			inspections.filter((one) => one.framework === framework.id && one.version === framework.version),
			findings,
		),
	);
	return { programme, banks: withLines(banks) };
}

function withLines(banks: readonly Bank[]): Bank[] {
	return banks.filter(({ lines }) => lines.length > 0);
}

function shown({ framework, columns, lines }: Bank) {
	return {
		title: `${framework.title}, version ${framework.version}`,
		columns,
		counts: countsOf(columns, lines),
		lines: lines.map(({ question, indicator, found }) => ({
			question,
			indicator,
			found: found.map((here) =>
				here.map((finding) => ({
					cited: citeFinding(finding),
					href: `/findings/${finding.id}`,
					tag: toneTexts[finding.tone],
					text: finding.text,
					illustrative: finding.illustrative,
				})),
			),
		})),
	};
}

function file(banks: readonly Bank[], name: string) {
	return {
		kind: 'data',
		type: 'text/csv; charset=utf-8',
		body: csv(
			bankHeader,
			banks.flatMap(({ framework, columns, lines }) => bankRows(framework, columns, lines)),
		),
		saveAs: `bank-${name}.csv`,
	} as const;
}

/** The framework's indicators beside what was found about each: of one inspection, and of all forces of a programme. */
export function bankPages(ports: ProgrammeTabPorts & { tabs: readonly InspectionTab[] }): Route[] {
	return [
		get({
			url: '/inspections/:id/bank',
			opens: 'account',
			permit: read,
			params: one,
			async handle({ tx, params }) {
				const { inspection, banks } = await bankOfInspection(tx, params.id);
				return view('findings/bank.njk', {
					inspection,
					programme: inspection.programme,
					banks: banks.map(shown),
					csvHref: `/inspections/${inspection.id}/bank.csv`,
					tabs: inspectionTabs(inspection, 'questions', ports.tabs),
				});
			},
		}),
		get({
			url: '/inspections/:id/bank.csv',
			opens: 'account',
			permit: read,
			params: one,
			async handle({ tx, params }) {
				const { inspection, banks } = await bankOfInspection(tx, params.id);
				return file(banks, inspection.force.slug);
			},
		}),
		get({
			url: '/programmes/:slug/bank',
			opens: 'account',
			permit: read,
			params: ofProgramme,
			async handle({ tx, actor, params }) {
				const { programme, banks } = await bankOfProgramme(tx, params.slug);
				return view('findings/bank.njk', {
					inspection: null,
					programme,
					banks: banks.map(shown),
					csvHref: `/programmes/${programme.slug}/bank.csv`,
					tabs: programmeTabs(programme, 'bank', { ...ports, actor }),
				});
			},
		}),
		get({
			url: '/programmes/:slug/bank.csv',
			opens: 'account',
			permit: read,
			params: ofProgramme,
			async handle({ tx, params }) {
				const { programme, banks } = await bankOfProgramme(tx, params.slug);
				return file(banks, programme.slug);
			},
		}),
	];
}
