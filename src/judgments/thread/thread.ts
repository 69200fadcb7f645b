import { bearingTexts, cite, type Evidence, reliabilityTexts } from '../../evidence/index.ts';
import { inWordsDate } from '../../foundation/index.ts';
import { type Framework, gradeOf, type Judgment as Published } from '../../programmes/index.ts';
import { citeFinding, type Finding, type Relation, relations, relationTexts } from '../findings/finding.ts';
import { evidenceLine } from '../findings/view.ts';
import { type Judging, type Opinion, sinceOpened, standing } from '../judging/judgment.ts';
import { blindText } from '../judging/rules.ts';
import type { Raised } from '../raised/raised.ts';

/** A cell of a table of evidence: words, or a link. */
export type Cell = string | { text: string; href: string; hidden?: string } | object;

/** Evidence as a table shows it. The mark of what was made up is the furniture's, and handed in when it is drawn. */
export type Lines = { count: number; made: boolean; rows(mark: object): Cell[][] };

export function linesOf(
	all: readonly { evidence: Evidence; note: string | null }[],
	/** The force that goes without saying. */
	home: string | null = null,
): Lines {
	const made = all.some(({ evidence }) => evidence.illustrative);
	return {
		count: all.length,
		made,
		rows: (mark) => all.map(({ evidence, note }) => lineOf({ evidence, note, home }, made ? mark : null)),
	};
}

function lineOf(
	{ evidence, note, home }: { evidence: Evidence; note: string | null; home: string | null },
	mark: object | null,
): Cell[] {
	const { kind, source, on, counted, title, cited, href } = evidenceLine(evidence);
	const { current, force } = evidence;
	const how = current === null ? [] : [counted, reliabilityTexts[current.reliability].toLowerCase()];
	return [
		{ text: cited, href, hidden: title },
		title,
		[kind, source, force === null || force.id === home ? null : force.name]
			.filter((part) => part !== null)
			.join(', '),
		current === null ? '–' : `${on}, by ${current.gatheredByName}`,
		how.filter((part) => part !== null).join(', ') || '–',
		remarksOn(evidence, note) || '–',
		...(mark === null ? [] : [evidence.illustrative ? mark : '']),
	];
}

/** What became of it, and what somebody noted where they cited it. */
function remarksOn(evidence: Evidence, note: string | null): string {
	const { current, latest, withdrawn } = evidence;
	const corrected =
		latest > 1
			? `Corrected: version ${latest}${current === null ? '' : `, ${inWordsDate(current.enteredAt)}`}`
			: null;
	const bearing = current === null || current.bearing === 'informs' ? null : bearingTexts[current.bearing];
	return [note, withdrawn === null ? null : `Withdrawn: ${withdrawn.because}`, bearing, corrected]
		.filter((part) => part !== null)
		.map((part) => part.replace(/\.$/, ''))
		.join('. ');
}

/** What a finding cites, by how it stands to it. */
export function citedBy(finding: Finding): { relation: Relation; text: string; lines: Lines }[] {
	return relations.flatMap((relation) => {
		const citations = finding.citations.filter((citation) => citation.relation === relation);
		return citations.length === 0
			? []
			: [
					{
						relation,
						text: `${relationTexts[relation]}: ${citeFinding(finding)}`,
						lines: linesOf(citations),
					},
				];
	});
}

export type Aside = { key: string; title: string; text: string; lines: Lines };

/** What bears on a question and is cited by no finding, by the reason why it did not inform the judgment. */
export function asideOf(uncited: readonly Evidence[], home: string): Aside[] {
	const of = (key: string, title: string, text: string, which: (evidence: Evidence) => boolean): Aside => ({
		key,
		title,
		text,
		lines: linesOf(
			uncited.filter(which).map((evidence) => ({ evidence, note: null })),
			home,
		),
	});
	const stands = ({ withdrawn }: Evidence) => withdrawn === null;
	const is = (bearing: string) => (evidence: Evidence) =>
		stands(evidence) && evidence.current?.bearing === bearing;
	return [
		of(
			'uncited',
			'Cited by no finding',
			'It could inform judgment, and no finding rests on it.',
			is('informs'),
		),
		of(
			'themes',
			'Suggests themes only',
			'It may say where to look. No finding may rest on it.',
			is('themes'),
		),
		of(
			'context',
			'Does not inform judgment',
			'It is there to be known, as an action plan is. No finding may rest on it.',
			is('context'),
		),
		of(
			'team',
			'For the team',
			'Its words are for the team, so that it is not said here what it is.',
			(evidence) => stands(evidence) && evidence.current === null,
		),
		of('withdrawn', 'Withdrawn', 'It stays on record, and nothing new rests on it.', (one) => !stands(one)),
	].filter(({ lines }) => lines.count > 0);
}

/** "“Good”", or what is printed where no grade is given. */
export function gradeText(framework: Framework | undefined, grade: string | null): string {
	if (framework === undefined) return grade ?? 'No grade';
	return gradeOf(framework, grade)?.title ?? framework.scale?.ungraded ?? 'Not graded';
}

const did: Readonly<Record<string, string>> = {
	proposed: 'proposed it',
	moderated: 'decided on it in moderation',
	approved: 'approved it',
};

/** Who stood behind a judgment as it stands now, each named once, with what they did. */
export function behind(opinions: readonly Opinion[]): { name: string; did: string[] }[] {
	const people = new Map<string, { name: string; did: string[] }>();
	for (const { stage, by, byName } of opinions) {
		const what = did[stage];
		if (what === undefined) continue;
		const person = people.get(by) ?? { name: byName, did: [] };
		if (!person.did.includes(what)) person.did.push(what);
		people.set(by, person);
	}
	return [...people.values()];
}

export type Brief = {
	judging: Judging | null;
	/** What was published of it, here or before this system was there. */
	published: readonly Published[];
	framework: Framework | undefined;
	findings: readonly Finding[];
	raised: readonly Raised[];
	uncited: readonly Evidence[];
};

/** The whole thread of a question in a few sentences. */
export function inBrief(brief: Brief): string[] {
	const { judging, published, framework, findings, raised, uncited } = brief;
	// What was judged before this system was there has no opinions here: the published judgment is all that is known.
	const before = published.length > 0 && (judging === null || judging.opinions.length === 0);
	return [
		...published.map(
			({ grade, source, publishedAt: at }) =>
				`Published as “${gradeText(framework, grade)}” on ${inWordsDate(at)}, in ${source}.`,
		),
		...(before && judging?.blind !== true ? [] : gradeSentences(judging, framework)),
		restsSentence(findings),
		...againstSentences(findings),
		...(raised.length === 0
			? []
			: [`${count(raised.length, 'matter')} ${raised.length === 1 ? 'was' : 'were'} raised.`]),
		...asideSentences(uncited),
	];
}

function gradeSentences(judging: Judging | null, framework: Framework | undefined): string[] {
	if (judging === null) return ['Nobody has proposed a grade yet.'];
	if (judging.blind) return [blindText];
	const opinion = standing(judging);
	if (opinion === null) {
		const before = judging.opinions.some(({ stage }) => stage !== 'suggested');
		return [before ? 'It was opened again, and no grade stands.' : 'Nobody has proposed a grade yet.'];
	}
	const grade = `“${gradeText(framework, opinion.grade)}”`;
	const by = `by ${opinion.byName} on ${inWordsDate(opinion.at)}`;
	const told: Readonly<Record<string, string>> = {
		proposed: `Proposed as ${grade} ${by}, and not decided in moderation yet.`,
		moderated: `Decided as ${grade} in moderation ${by}, and not approved yet.`,
		approved: `Approved as ${grade} ${by}.`,
	};
	const people = behind(sinceOpened(judging));
	const named = people.map(({ name, did: what }) => `${name} ${list(what)}`);
	return [
		told[opinion.stage] ?? `${grade} ${by}.`,
		...(judging.void === true
			? ['Something under it has changed since, so the approval does not count any more.']
			: []),
		`${count(people.length, 'person', 'people')} stood behind it: ${list(named)}.`,
	];
}

function restsSentence(findings: readonly Finding[]): string {
	const standingOnes = findings.filter(({ withdrawn }) => withdrawn === null);
	if (standingOnes.length === 0) return 'No finding stands under it.';
	const citations = standingOnes.flatMap((finding) => finding.citations);
	const items = new Set(citations.map(({ evidence }) => evidence.id));
	const sources = new Set(
		citations
			.filter(({ relation, evidence }) => relation === 'supports' && evidence.withdrawn === null)
			.map(({ evidence }) => evidence.source.id),
	);
	const cites = standingOnes.length === 1 ? 'cites' : 'cite';
	return `It rests on ${count(standingOnes.length, 'finding')}, which ${cites} ${count(items.size, 'item')} of evidence; what supports ${standingOnes.length === 1 ? 'it' : 'them'} comes from ${count(sources.size, 'source')}.`;
}

function againstSentences(findings: readonly Finding[]): string[] {
	const against = findings.filter(
		({ withdrawn, citations }) =>
			withdrawn === null &&
			citations.some(({ relation, evidence }) => relation === 'contradicts' && evidence.withdrawn === null),
	);
	return against.length === 0 ? [] : [`Evidence speaks against ${list(against.map(citeFinding))}.`];
}

function asideSentences(uncited: readonly Evidence[]): string[] {
	const open = uncited.filter(({ withdrawn }) => withdrawn === null);
	const could = open.filter(({ current }) => current?.bearing === 'informs').length;
	const not = open.filter(({ current }) => current !== null && current.bearing !== 'informs').length;
	return [
		...(could === 0
			? []
			: [
					`${count(could, 'item')} of evidence that ${could === 1 ? 'bears' : 'bear'} on it ${could === 1 ? 'is' : 'are'} cited by no finding.`,
				]),
		...(not === 0 ? [] : [`${count(not, 'more item', 'more items')} may not inform judgment.`]),
	];
}

function count(number: number, one: string, many = `${one}s`): string {
	return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}

function list(parts: readonly string[]): string {
	return new Intl.ListFormat('en-GB').format(parts);
}

export const threadHeader = [
	'force',
	'programme',
	'question',
	'grade',
	'finding',
	'tone',
	'words of the finding',
	'how the evidence stands to it',
	'evidence',
	'title',
	'kind',
	'source',
	'day',
	'gathered by',
	'counted',
	'of',
	'reliability',
	'use',
	'withdrawn because',
	'illustrative',
] as const;

/** One row for each item under each finding, and for what no finding cites. */
export function threadRows(
	head: readonly [force: string, programme: string, question: string, grade: string],
	findings: readonly Finding[],
	uncited: readonly Evidence[],
): (string | number | null)[][] {
	const evidenceCells = (evidence: Evidence) => {
		const { current, kind, source, withdrawn, illustrative } = evidence;
		return [
			cite(evidence),
			current?.title ?? null,
			kind,
			current === null ? null : source.name,
			current?.happenedOn.toString() ?? null,
			current?.gatheredByName ?? null,
			current?.counted ?? null,
			current?.countedOf ?? null,
			current?.reliability ?? null,
			current === null ? null : bearingTexts[current.bearing],
			withdrawn?.because ?? null,
			illustrative ? 'yes' : 'no',
		];
	};
	const nothing = Array.from({ length: 11 }, () => null);
	return [
		...findings.flatMap((finding) => {
			const own = [citeFinding(finding), finding.tone, finding.text];
			if (finding.citations.length === 0) {
				return [[...head, ...own, 'cites nothing', ...nothing, finding.illustrative ? 'yes' : 'no']];
			}
			return finding.citations.map(({ relation, evidence }) => [
				...head,
				...own,
				relation,
				...evidenceCells(evidence),
			]);
		}),
		...uncited.map((evidence) => [
			...head,
			null,
			null,
			null,
			'cited by no finding',
			...evidenceCells(evidence),
		]),
	];
}
