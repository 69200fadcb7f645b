import { followedHref, type PublicPlan, type PublicResponse, type PublicStage } from '../record/index.ts';
import type { T } from '../words/words.ts';
import { hrefOf } from './force.view.ts';

const paragraphs = (text: string | null) =>
	text === null
		? []
		: text
				.split(/\n\s*\n/)
				.map((each) => each.trim())
				.filter((each) => each !== '');

const reportHref = ({ release, document }: Pick<PublicResponse, 'release' | 'document'>) =>
	`/publications/${release}/${document}`;

export const responseHref = (one: Pick<PublicResponse, 'force' | 'release' | 'document'>) =>
	`${hrefOf(one.force)}/responses/${one.release}/${one.document}`;

export function responseLine(one: PublicResponse, t: T) {
	return {
		title: t('forces.responses.of', { body: one.body, report: one.report.title }),
		href: responseHref(one),
		when:
			one.daysLate === 0
				? t('forces.responses.in-time', { date: t.date(one.respondedOn) })
				: t('forces.responses.late', { date: t.date(one.respondedOn), count: one.daysLate }),
		late: one.daysLate > 0,
		due: t('forces.responses.due', { date: t.date(one.dueOn) }),
		illustrative: one.illustrative,
	};
}

export function responseView(one: PublicResponse, t: T) {
	return {
		...responseLine(one, t),
		body: one.body,
		report: { title: one.report.title, href: reportHref(one) },
		elsewhere: one.elsewhere,
		recorded: one.recorded,
		note: one.version > 1 ? one.note : null,
		text: paragraphs(one.text),
		parts: one.parts.map((part) => ({
			title:
				part.title ??
				t('library.raised.named', { kind: t('words.kind.recommendation'), number: `FU-${part.promise}` }),
			href: followedHref(part.promise),
			asked: part.text,
			answer: t(`forces.responses.answer.${part.answer}`),
			words: paragraphs(part.words),
		})),
		also: one.also.map(({ slug, title }) => ({ title, href: `/publications/${slug}` })),
		chief:
			one.chief === null
				? null
				: {
						text: paragraphs(one.chief.comments),
						by:
							one.chief.by === null || one.chief.on === null
								? null
								: t('forces.responses.chief.by', { by: one.chief.by, date: t.date(one.chief.on) }),
					},
		invited: one.chiefInvitedOn === null ? null : t.date(one.chiefInvitedOn),
		reply: paragraphs(one.reply),
	};
}

export const planHref = (one: Pick<PublicPlan, 'force' | 'number'>) =>
	`${hrefOf(one.force)}/plans/${one.number}`;

export function planLine(one: PublicPlan, t: T) {
	return {
		title: one.title,
		href: planHref(one),
		programme: one.programme,
		when: t('forces.plans.published', { date: t.date(one.publishedOn), version: String(one.version) }),
		illustrative: one.illustrative,
	};
}

export function planView(one: PublicPlan, t: T) {
	return {
		...planLine(one, t),
		note: one.version > 1 ? one.note : null,
		address: one.address,
		elements: one.elements.map((element) => ({
			name: element.name,
			says: element.says,
			text: paragraphs(element.text),
		})),
		recommendations: one.recommendations.map((each) => ({
			title:
				each.title ??
				t('library.raised.named', {
					kind: t(`words.kind.${each.kind.replaceAll(' ', '-')}`),
					number: `FU-${each.promise}`,
				}),
			href: followedHref(each.promise),
			asked: each.asked,
			text: paragraphs(each.text),
		})),
		milestones: one.milestones.map((each) => ({
			title: each.title,
			owner: each.owner,
			due: t.date(each.due),
			done: each.done === null ? t('forces.plans.open') : t.date(each.done),
		})),
	};
}

export function stageLine(one: PublicStage, t: T) {
	return {
		enhanced: one.stage !== 'default',
		name: one.name,
		since: t.date(one.since),
		day: t('forces.stage.day', { name: one.name, date: t.date(one.since) }),
		href: `${hrefOf(one.force)}/monitoring`,
		reasons: paragraphs(one.reasons),
		decided: t('forces.stage.decided', { by: one.decidedBy, role: one.decidedByRole }),
		criteria: one.criteria.map(({ text, metOn }) => ({
			text,
			met: metOn === null ? t('forces.stage.unmet') : t('forces.stage.met', { date: t.date(metOn) }),
			seen: metOn !== null,
		})),
		unmetBecause: one.unmetBecause,
		number: String(one.number),
		illustrative: one.illustrative,
	};
}
