import { z } from 'zod';
import {
	type Answer,
	get,
	type Route,
	redirect,
	type Services,
	type Tx,
	view,
} from '../../foundation/index.ts';
import {
	figuresNow,
	followedNow,
	forceAt,
	formerForce,
	indicatorsNow,
	judgmentsNow,
	londonToday,
	meaningsNow,
	type PublicForce,
	type PublicRegister,
	plansNow,
	raisedNow,
	reportsNow,
	responsesNow,
	stagesOf,
	standingOf,
	statementsNow,
} from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { planLine, responseLine, stageLine } from './answered.view.ts';
import { askedCounts } from './asked.view.ts';
import { type Compared, comparedOf, keyIndicators, type Names } from './figure.ts';
import { figureLine } from './figure.view.ts';
import { nearestTo } from './find.ts';
import {
	forceLine,
	hrefOf,
	otherRaised,
	raisedCounts,
	reportLine,
	roundLine,
	statementLine,
} from './force.view.ts';
import { linkedData } from './linked.ts';
import { publishedForcePolicy } from './policy.ts';

const { read } = publishedForcePolicy.can;

export const bySlug = z.object({ slug: z.string().max(300) });
/** The address by which somebody came, where that is an old one. */
export const cameBy = z.object({ was: z.string().max(300).optional().catch(undefined) });

/** What everything about one force tells of, beside it. Whoever comes by an old address is told of what was. */
export const ofForce = ({
	params,
	query,
}: {
	params: { slug: string };
	query: { was?: string | undefined };
}) => [`force:${params.slug}`, 'register', 'meanings', ...(query.was === undefined ? [] : ['all'])];

/** The force of an address; or the answer that there is none, or that it has moved. */
export async function forceOr(
	tx: Tx,
	slug: string,
	{ tail = '', language }: { tail?: string; language: string },
): Promise<{ register: PublicRegister; force: PublicForce } | { answer: Answer }> {
	const { register, address } = await forceAt(tx, slug);
	if (address?.kind === 'here') return { register, force: address.force };
	if (address !== null)
		return { answer: redirect(`${hrefOf(address.force)}${tail}?${new URLSearchParams({ was: slug })}`) };
	const asked = slug.replaceAll('-', ' ').slice(0, 60);
	return {
		answer: view(
			'policeForces/unknown.njk',
			{
				asked,
				nearest: nearestTo(register, asked).map((force) => ({ name: force.name, href: hrefOf(force) })),
				title: wordsIn(language)('forces.unknown.title'),
			},
			404,
		),
	};
}

async function keyFigures(
	tx: Tx,
	{ force, register, most }: { force: PublicForce; register: PublicRegister; most: number },
	names: Names,
): Promise<Compared[]> {
	const { code } = force;
	if (code === null) return [];
	const indicators = keyIndicators(await indicatorsNow(tx)).slice(0, most * 2);
	const own = await figuresNow(tx, { indicators, areas: [code] });
	const days = new Map(
		[
			...Map.groupBy(
				own.filter(({ value }) => value !== null),
				({ indicator }) => indicator,
			),
		].map(([id, figures]) => [
			id,
			figures
				.map(({ until }) => until)
				.toSorted(Temporal.PlainDate.compare)
				.at(-1),
		]),
	);
	const wanted = indicators.filter(({ id }) => days.has(id)).slice(0, most);
	const until = [...new Set(wanted.flatMap(({ id }) => days.get(id)?.toString() ?? []))];
	const figures = await figuresNow(tx, {
		indicators: wanted,
		until: until.map((day) => Temporal.PlainDate.from(day)),
	});
	const published = Map.groupBy(figures, ({ indicator }) => indicator);
	return wanted.flatMap((indicator) => {
		const day = days.get(indicator.id);
		const newest = (published.get(indicator.id) ?? []).filter(
			({ until }) => day !== undefined && until.equals(day),
		);
		return comparedOf(indicator, { force, forces: register.current, figures: newest }, names) ?? [];
	});
}

export const namesOf = (force: PublicForce, t: T): Names => ({
	own: force.name,
	group: t('forces.figure.its-group'),
});

/** What everything about one force begins with. */
export async function headOf(
	tx: Tx,
	{ force, register, was }: { force: PublicForce; register: PublicRegister; was: string | undefined },
	t: T,
) {
	const former = was === undefined || was === force.slug ? null : await formerForce(tx, was);
	return {
		force: forceLine(force, register, t),
		moved: former?.id === force.id ? former.name : null,
		tabItems: ['', '/recommendations', '/record', '/figures'].map((tail) => ({
			key: tail,
			text: t(`forces.tab.${tail === '' ? 'now' : tail.slice(1)}`),
			href: `${hrefOf(force)}${tail}`,
		})),
	};
}

const mostFigures = 6;

export function forcePages({ settings }: Services): Route[] {
	const page = get({
		url: '/police-forces/:slug',
		opens: 'public',
		permit: read,
		params: bySlug,
		query: cameBy,
		keep: (at) => [...ofForce(at), 'figures', 'national', 'day'],
		async handle({ tx, params, query, request }) {
			const t = wordsIn(request.language);
			const at = await forceOr(tx, params.slug, request);
			if ('answer' in at) return at.answer;
			const { force, register } = at;
			const names = namesOf(force, t);
			// They go to the database together, which answers one while the next is on its way.
			const [
				head,
				judgments,
				meanings,
				{ raised },
				{ total: national },
				figures,
				statements,
				reports,
				...became
			] = await Promise.all([
				headOf(tx, { force, register, was: query.was }, t),
				judgmentsNow(tx, { forces: [force.id] }),
				meaningsNow(tx, t),
				raisedNow(tx, { forces: [force.id] }),
				raisedNow(tx, { national: 'only', kinds: ['recommendation'], most: 1 }),
				keyFigures(tx, { force, register, most: mostFigures }, names),
				statementsNow(tx, [force.id]),
				reportsNow(tx, { forces: [force.id] }),
				followedNow(tx, { forces: [force.id] }),
				responsesNow(tx, { force: force.id }),
				plansNow(tx, { force: force.id }),
				stagesOf(tx, force.id),
				londonToday(tx),
			]);
			const [followed, responses, plans, [stage], today] = became;
			const rounds = standingOf(judgments, meanings);
			const { address, name: inspectorate } = settings.current();
			return view('policeForces/force.njk', {
				...head,
				rounds: rounds.map((round) => roundLine(round, raised, t)),
				figures: figures.map((one) => figureLine(one, { names, t })),
				raised: otherRaised(rounds, raised, t),
				raisedCounts: raisedCounts(raised, t),
				national,
				counts: askedCounts(force, followed, { today, t }),
				responses: responses.map((one) => responseLine(one, t)),
				plans: plans.map((one) => planLine(one, t)),
				stage: stage === undefined ? null : stageLine(stage, t),
				statements: statements.map((one) => statementLine(one, force.name, t)),
				reports: reports.map((one) => reportLine(one, t)),
				linked: linkedData({
					force,
					judgments: rounds.flatMap((round) => round.judgments),
					address,
					inspectorate,
				}),
			});
		},
	});
	return [page];
}
