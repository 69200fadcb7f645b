import { z } from 'zod';
import { type AccountActor, get, type Route, type Tx, view } from '../../foundation/index.ts';
import { type Force, listForces, todayIn } from '../../programmes/index.ts';
import { none } from '../register/list.ts';
import { partStates, partStateTexts } from '../register/state.ts';
import { followupTabs, isStaff } from '../register/view.ts';
import { askedIn, outstandingByForce, statesByTheme, talliesOf } from './figures.store.ts';
import { acrossPolicy, noLeague } from './figures.ts';
import { foundByForce } from './lists.store.ts';
import { repeatsByForce, repeatsOf } from './repeats.store.ts';
import {
	file,
	forceAsked,
	noRepeats,
	nothingOutstanding,
	type Outlook,
	outlookCells,
	tallyOr,
	themeTable,
	yearTable,
	yes,
} from './shown.ts';
import { repeatLine } from './view.ts';

const { read } = acrossPolicy.can;
const slug = z.string().regex(/^[a-z0-9-]{1,200}$/);
const ofForce = z.object({ force: slug });
const filter = z.object({ force: slug.or(z.literal('')).catch('') });
/** So many of a longer list stand on a page that leads to it. */
const first = 10;

/** Everything that is told of forces in figures, in as many queries for many as for one. */
async function figuresOf(tx: Tx, actor: AccountActor, force: string | null) {
	const staff = isStaff(actor);
	const today = await todayIn(tx);
	const years = [0, 1, 2].map((ago) => today.year - ago);
	const tallies = await talliesOf(tx, force);
	const repeats = await repeatsByForce(tx, force);
	const found = staff ? await foundByForce(tx, force) : new Map();
	const outstanding = await outstandingByForce(tx, actor.organisation?.kind !== 'policing body', force);
	const asked = await askedIn(tx, years, force);
	const outlook = (id: string, own: string): Outlook => ({
		slug: own,
		tally: tallyOr(tallies.forces.get(id)),
		repeats: repeats.get(id) ?? noRepeats,
		found: found.get(id) ?? null,
		outstanding: id === '' ? null : (outstanding.get(id) ?? nothingOutstanding),
		asked: years.map((year) => ({ year, promises: asked.get(`${id} ${year}`) ?? 0 })),
	});
	return { years, tallies, repeats, found, outlook };
}

type Line = { name: string; href: string | null; illustrative: boolean; outlook: Outlook };

/** Each force that exists or of which something is asked, by its name; then what is no one force's. */
async function linesOf(tx: Tx, actor: AccountActor) {
	const figures = await figuresOf(tx, actor, null);
	const forces = (await listForces(tx)).filter(
		({ id, inScope }) => inScope || figures.tallies.forces.has(id),
	);
	const lines: Line[] = forces.map(({ id, name, slug: own }) => {
		const outlook = figures.outlook(id, own);
		return { name, href: `/followup/across/${own}`, illustrative: outlook.tally.illustrative, outlook };
	});
	if (figures.tallies.forces.has('')) {
		const outlook = figures.outlook('', none);
		lines.push({ name: 'No one force', href: null, illustrative: outlook.tally.illustrative, outlook });
	}
	return { ...figures, lines };
}

/** Staff: all forces. Whoever belongs to a force or answers for one: that force. */
const nationPage = get({
	url: '/followup/across',
	opens: 'account',
	permit: read,
	async handle({ tx, actor, demand }) {
		if (!isStaff(actor)) return forcePageOf(tx, actor, await forceAsked(tx, actor, '', demand));
		const { lines, years, tallies, repeats, found } = await linesOf(tx, actor);
		const all: Outlook = {
			slug: '',
			tally: tallies.all,
			repeats: repeats.get('') ?? noRepeats,
			found: found.get('') ?? null,
			outstanding: null,
			asked: [],
		};
		return view('across/nation.njk', {
			tabs: followupTabs(actor, 'across'),
			noLeague,
			all: outlookCells(all),
			tally: tallies.all,
			found: all.found,
			years,
			rows: lines.map(({ outlook, ...line }) => ({ ...line, cells: outlookCells(outlook) })),
			themes: themeTable(await statesByTheme(tx), ''),
			byYear: yearTable(tallies.years, ''),
		});
	},
});

const nationFile = get({
	url: '/followup/across.csv',
	opens: 'account',
	permit: read,
	async handle({ tx, actor, demand }) {
		const own = isStaff(actor) ? null : await forceAsked(tx, actor, '', demand);
		const { lines, years } = own === null ? await linesOf(tx, actor) : await lineOf(tx, actor, own);
		return file(
			'follow-up-by-force',
			[
				...['force', 'promises', 'open promises', 'parts', 'open parts', 'open sub-items', 'overdue parts'],
				...['parts waiting for verification', 'parts verified closed', 'median days to close'],
				...['parts taken over as closed', 'parts ended otherwise', 'promises that repeat earlier ones'],
				...['of them open', 'reports to respond to', 'responses outstanding', 'of them late'],
				...['update windows open', 'of them without an update'],
				...years.map((year) => `promises asked in ${year}`),
				...['parts that inspections looked at', 'closed and found not done', 'open and found achieved'],
				'illustrative',
			],
			lines.map(({ name, illustrative, outlook: { tally, repeats, found, outstanding, asked } }) => [
				...[name, tally.promises, tally.openPromises, tally.parts, tally.open, tally.openLetters],
				...[tally.overdue, tally.waiting, tally.verified, tally.days.median],
				...[tally.unverified, tally.otherwise, repeats.repeats, repeats.open],
				...[outstanding?.reports ?? null, outstanding?.responses ?? null, outstanding?.late ?? null],
				...[outstanding?.open ?? null, outstanding?.windows ?? null],
				...asked.map(({ promises }) => promises),
				...[found?.found ?? null, found?.closed ?? null, found?.open ?? null],
				yes(illustrative),
			]),
		);
	},
});

async function lineOf(tx: Tx, actor: AccountActor, force: Force | null) {
	const figures = await figuresOf(tx, actor, force?.id ?? null);
	const outlook = figures.outlook(force?.id ?? '', force?.slug ?? '');
	const line = { name: force?.name ?? '', href: null, illustrative: outlook.tally.illustrative, outlook };
	return { ...figures, lines: [line] };
}

async function forcePageOf(tx: Tx, actor: AccountActor, force: Force | null) {
	const staff = isStaff(actor);
	const { lines, years, tallies } = await lineOf(tx, actor, force);
	const outlook = lines[0]?.outlook;
	if (force === null || outlook === undefined) throw new Error('a page of a force has a force');
	const repeats = await repeatsOf(tx, { force: force.id, why: staff, most: first });
	return view('across/force.njk', {
		tabs: followupTabs(actor, 'across'),
		staff,
		body: actor.organisation?.kind === 'policing body',
		force,
		tally: outlook.tally,
		found: outlook.found,
		cells: outlookCells(outlook),
		years,
		themes: themeTable(await statesByTheme(tx, force.id), force.slug),
		byYear: yearTable(tallies.years, force.slug),
		repeats: repeats.rows.map((row) => repeatLine(row)),
		moreRepeats: Math.max(0, repeats.total - repeats.rows.length),
	});
}

const forcePage = get({
	url: '/followup/across/:force',
	opens: 'account',
	permit: read,
	params: ofForce,
	async handle({ tx, actor, params, demand }) {
		return forcePageOf(tx, actor, await forceAsked(tx, actor, params.force, demand));
	},
});

const themesFile = get({
	url: '/followup/across/themes.csv',
	opens: 'account',
	permit: read,
	query: filter,
	async handle({ tx, actor, query, demand }) {
		const force = await forceAsked(tx, actor, query.force, demand);
		const themes = await statesByTheme(tx, force?.id ?? null);
		return file(
			'follow-up-by-theme',
			['theme', 'parts', 'overdue', ...partStates.map((state) => partStateTexts[state].text), 'illustrative'],
			themes.map(({ theme, parts, overdue, states, illustrative }) => [
				...[theme, parts, overdue],
				...partStates.map((state) => states.get(state) ?? 0),
				yes(illustrative),
			]),
		);
	},
});

const yearsFile = get({
	url: '/followup/across/years.csv',
	opens: 'account',
	permit: read,
	query: filter,
	async handle({ tx, actor, query, demand }) {
		const force = await forceAsked(tx, actor, query.force, demand);
		const { years } = await talliesOf(tx, force?.id ?? null);
		return file(
			'follow-up-by-year',
			[
				...['year of publication', 'promises', 'parts', 'verified closed', 'median days to close'],
				...['taken over as closed', 'ended otherwise', 'open', 'overdue', 'illustrative'],
			],
			years.map(({ year, tally }) => [
				...[year, tally.promises, tally.parts, tally.verified, tally.days.median, tally.unverified],
				...[tally.otherwise, tally.open, tally.overdue, yes(tally.illustrative)],
			]),
		);
	},
});

export const nationPages: Route[] = [nationPage, nationFile, themesFile, yearsFile, forcePage];
