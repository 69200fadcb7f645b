import { deadlines, raisedKind, stateTag } from '../findings.view.ts';
import {
	followedHref,
	lookOf,
	type PublicForce,
	type PublicJudgment,
	type PublicRaised,
	type PublicRegister,
	type PublicReport,
	type PublicStatement,
	type Round,
	raisedHref,
} from '../record/index.ts';
import type { T } from '../words/words.ts';
import { inOrderOfWeight, pillarsOf, placeOf, raisedOn, unsaidReason } from './standing.ts';

export const hrefOf = ({ slug }: Pick<PublicForce, 'slug'>) => `/police-forces/${slug}`;

const paragraphs = (text: string | null) =>
	text === null
		? []
		: text
				.split(/\n\s*\n/)
				.map((each) => each.trim())
				.filter((each) => each !== '');

/** A grade with all that has to be said beside it. */
export function judgmentLine(one: PublicJudgment) {
	return {
		id: placeOf(one),
		title: one.title,
		asks: one.asks,
		grade: one.gradeTitle,
		look: lookOf(one),
		inspected: one.lastInspected,
		carriedOver: one.carriedOver,
		note: one.note,
		direction: one.direction,
		// That there is nothing new to compare is said by what is carried over.
		directionNote: one.carriedOver ? null : one.directionNote,
		directionIllustrative: one.directionIllustrative,
		/** Why it is compared with nothing, where that has not been said by what stands beside it. */
		reason: unsaidReason(one),
		summary: paragraphs(one.summary),
		href: one.summaryHref,
		illustrative: one.illustrative,
	};
}

export function raisedLine(one: PublicRaised, t: T) {
	return {
		id: `raised-${one.number}`,
		href: raisedHref(one),
		kind: raisedKind(one.kind, t),
		grave: one.kind === 'cause of concern',
		title: one.title,
		text: paragraphs(one.text),
		...deadlines(one, t),
		about: one.componentTitle,
		state: stateTag(one.state, t),
		overdue: one.overdue,
		stateIllustrative: one.stateIllustrative && !one.illustrative,
		became: one.promise === null ? null : followedHref(one.promise),
		release: one.release.title,
		published: t.date(one.release.publishedAt),
		illustrative: one.illustrative,
	};
}

/** What stands of a round: each pillar with its questions, and what was raised of them. */
export function roundLine(round: Round, raised: readonly PublicRaised[], t: T) {
	const line = (one: PublicJudgment) => ({
		...judgmentLine(one),
		raised: inOrderOfWeight(raisedOn(one, raised)).map((each) => raisedLine(each, t)),
	});
	return {
		id: round.framework,
		title: round.title ?? round.release.title,
		cycle: round.cycle,
		href: `/publications/${round.release.slug}`,
		published: t.date(round.release.publishedAt),
		pillars: pillarsOf(round).map(({ judgment, title, questions }) => ({
			title,
			judgment: judgment === null ? null : line(judgment),
			questions: questions.map(line),
		})),
	};
}

/** What was raised and stands beside no question above. */
export function otherRaised(rounds: readonly Round[], raised: readonly PublicRaised[], t: T) {
	const beside = new Set(
		rounds.flatMap(({ judgments }) => judgments.flatMap((one) => raisedOn(one, raised))),
	);
	return inOrderOfWeight(raised.filter((one) => !beside.has(one))).map((one) => raisedLine(one, t));
}

/** How many of each kind have been published for the force, and await its response. */
export function raisedCounts(raised: readonly PublicRaised[], t: T) {
	return [...Map.groupBy(inOrderOfWeight(raised), ({ kind }) => kind)].map(([kind, all]) => ({
		text: t(`forces.counted.${kind.replaceAll(' ', '-')}`, { count: all.length }),
	}));
}

export function reportLine(one: PublicReport, t: T) {
	return {
		title: one.title,
		subtitle: one.subtitle,
		href: one.href,
		kind: t(one.kind === 'letter' ? 'forces.report.letter' : 'forces.report.report'),
		date: one.dated === null ? t.date(one.release.publishedAt) : t.date(one.dated),
		release: { title: one.release.title, href: `/publications/${one.release.slug}` },
		corrected: one.release.edition > 1,
		language: one.language.startsWith('en') ? null : one.language,
		illustrative: one.illustrative,
	};
}

export function statementLine(one: PublicStatement, force: string, t: T) {
	return {
		heading: t(one.kind === 'force' ? 'publications.statement.force' : 'publications.statement.accuracy', {
			force,
		}),
		ofForce: one.kind === 'force',
		by: one.byName,
		date: t.date(one.at),
		release: { title: one.release.title, href: `/publications/${one.release.slug}` },
		text: paragraphs(one.text),
		illustrative: one.illustrative,
	};
}

/** What is known of the force itself. */
export function forceLine(force: PublicForce, register: PublicRegister, t: T) {
	const { similar } = force;
	return {
		name: force.name,
		slug: force.slug,
		href: hrefOf(force),
		region: force.region,
		nation: force.nation,
		authorities: force.authorities.map(({ name }) => name),
		spellings: force.spellings,
		inScope: force.inScope,
		scopeNote: force.scopeNote,
		until: force.until === null ? null : t.date(force.until),
		became: force.became.map(({ slug, name, since, note }) => ({
			name: register.bySlug(slug)?.name ?? name,
			href: `/police-forces/${slug}`,
			since: t.date(since),
			note,
		})),
		cameFrom: register.forces.flatMap((one) =>
			one.became
				.filter(({ slug }) => slug === force.slug)
				.map(({ since }) => ({ name: one.name, href: hrefOf(one), since: t.date(since) })),
		),
		similar:
			similar === null
				? null
				: {
						forces: register.similarTo(force).map((one) => ({ name: one.name, href: hrefOf(one) })),
						source: similar.source,
						noneBecause: similar.noneBecause,
						illustrative: similar.illustrative,
					},
	};
}
