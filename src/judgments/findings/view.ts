import { bearingTexts, cite, type Evidence, kindTexts, reliabilityTexts } from '../../evidence/index.ts';
import { inWordsDate } from '../../foundation/index.ts';
import type { Question } from '../../programmes/index.ts';
import {
	type Citation,
	citeFinding,
	corroboration,
	type Finding,
	missingFrom,
	relationTexts,
	soleText,
	toneTexts,
} from './finding.ts';

/** What was raised on a finding: the step above knows, and says. */
export type RaisedOn = {
	finding: string;
	cited: string;
	text: string;
	kind: string;
	colour: string;
	href: string;
};

/** Evidence in a line: what it is called, and all that says how much it bears. */
export function evidenceLine(evidence: Evidence) {
	const { current, kind, source, force, withdrawn, illustrative } = evidence;
	return {
		id: evidence.id,
		cited: cite(evidence),
		href: `/evidence/${evidence.id}`,
		title: current?.title ?? 'Its words are for the team',
		kind: kindTexts[kind],
		source: current === null ? null : source.name,
		force: force?.name ?? null,
		on: current === null ? null : inWordsDate(current.happenedOn),
		reliability: current === null ? null : reliabilityTexts[current.reliability],
		bearing: current === null ? null : bearingTexts[current.bearing],
		informs: current === null ? null : current.bearing === 'informs',
		counted:
			current === null || current.countedOf === null
				? null
				: `${current.counted ?? 0} of ${current.countedOf} ${current.unit ?? 'people'}`,
		withdrawn: withdrawn?.because ?? null,
		illustrative,
	};
}

export function citationLine({ evidence, relation, note }: Citation) {
	return { ...evidenceLine(evidence), relation, relationText: relationTexts[relation], note };
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** "3 independent sources of 2 kinds: meeting, sample". */
export function corroborationText(finding: Pick<Finding, 'citations'>): string {
	const { sources, kinds, sole } = corroboration(finding.citations);
	if (sources === 0) return 'Nothing supports it yet.';
	if (sources === 1) return `One source supports it: ${sole === null ? kinds.join('') : soleText(sole)}.`;
	const of =
		kinds.length === 1
			? `all of one kind: ${kinds.join('')}`
			: `of ${kinds.length} kinds: ${kinds.join(', ')}`;
	return `${plural(sources, 'independent source')} support it, ${of}.`;
}

/** A finding as pages show it. */
export function findingLine(
	finding: Finding,
	{ question, raised = [] }: { question?: Question | undefined; raised?: readonly RaisedOn[] } = {},
) {
	const { sole } = corroboration(finding.citations);
	return {
		id: finding.id,
		cited: citeFinding(finding),
		href: `/findings/${finding.id}`,
		tone: finding.tone,
		toneTag: toneTexts[finding.tone],
		text: finding.text,
		part: question?.parts.find(({ id }) => id === finding.part)?.title ?? null,
		indicator: question?.indicators.find(({ id }) => id === finding.indicator)?.title ?? null,
		edition: finding.edition,
		withdrawn: finding.withdrawn,
		illustrative: finding.illustrative,
		corroboration: corroborationText(finding),
		missing: missingFrom(finding).map(({ text }) => text),
		sole,
		soleText: sole === null ? null : soleText(sole),
		soleBasis: finding.soleBasis,
		/** Whether an HM Inspector has something to decide here. */
		wantsSoleBasis: finding.withdrawn === null && finding.tone === 'weakness' && sole !== null,
		citations: finding.citations.map(citationLine),
		objects: finding.objects.map(({ id, name }) => ({ text: name, href: `/objects/${id}` })),
		raised: raised.filter((one) => one.finding === finding.id),
	};
}

export const findingsHeader = [
	'finding',
	'programme',
	'force',
	'framework',
	'version',
	'question',
	'sub-question',
	'tone',
	'text',
	'indicator',
	'edition',
	'independent sources',
	'kinds of source',
	'supported by',
	'spoken against by',
	'compared with',
	'sole basis accepted because',
	'still missing',
	'withdrawn because',
	'illustrative',
] as const;

export function findingRow(finding: Finding): (string | number | null)[] {
	const { sources, kinds } = corroboration(finding.citations);
	const cited = (relation: string) =>
		finding.citations
			.filter((citation) => citation.relation === relation)
			.map(({ evidence }) => cite(evidence))
			.join(' ');
	return [
		citeFinding(finding),
		finding.programme.name,
		finding.force?.name ?? null,
		finding.framework,
		finding.version,
		finding.component,
		finding.part,
		finding.tone,
		finding.text,
		finding.indicator,
		finding.edition,
		sources,
		kinds.join(' '),
		cited('supports'),
		cited('contradicts'),
		cited('compares'),
		finding.soleBasis?.because ?? null,
		missingFrom(finding)
			.map(({ text }) => text)
			.join(' '),
		finding.withdrawn?.because ?? null,
		finding.illustrative ? 'yes' : 'no',
	];
}
