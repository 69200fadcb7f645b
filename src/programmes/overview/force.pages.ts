import { z } from 'zod';
import {
	definePolicy,
	forceOf,
	forceRoles,
	get,
	Missing,
	mayTry,
	type Part,
	pageNumber,
	paginationOf,
	redirect,
	to,
	view,
} from '../../foundation/index.ts';
import { policingBodiesOf } from '../forces/area.store.ts';
import { forceAt, ofForce } from '../forces/fields.ts';
import { forceById, todayIn } from '../forces/force.store.ts';
import { forcePolicy, within } from '../forces/force.ts';
import { groupOn } from '../forces/group.store.ts';
import { namesOf } from '../forces/name.store.ts';
import { holderOn } from '../forces/name.ts';
import { holdersOf } from '../forces/post.store.ts';
import { fullName, type Holder, postKinds } from '../forces/post.ts';
import { listSuccessions } from '../forces/succession.store.ts';
import { forceTabs, type TabPorts } from '../forces/tabs.ts';
import { inspectionsOf } from '../planning/plan.store.ts';
import { latestAssessment } from './force.store.ts';
import { inspectionRow, isOver, judgmentsIn, loadsOf } from './force.view.ts';

/** Inspections that are over, on one page. */
const perPage = 20;

export const ownForcePolicy = definePolicy('own force', { open: to('own organisation', ...forceRoles) });

export function forceFrontPages(ports: TabPorts = {}): Part {
	const { open } = ownForcePolicy.can;
	return {
		policies: [ownForcePolicy],
		navigation: [
			{
				text: 'Your force',
				href: '/your-force',
				permit: open,
				layouts: ['force'],
				covers: ['/forces', '/inspections'],
			},
		],
		routes: [
			get({
				url: '/your-force',
				opens: 'account',
				permit: open,
				async handle({ tx, actor }) {
					const id = forceOf(actor);
					const force = id === null ? null : await forceById(tx, id);
					if (force === null) throw new Missing();
					return redirect(`/forces/${force.slug}`);
				},
			}),
			frontPage(ports),
		],
	};
}

const frontPage = (ports: TabPorts) =>
	get({
		url: '/forces/:slug',
		opens: 'account',
		permit: forcePolicy.can.read,
		params: ofForce,
		query: z.object({ page: pageNumber }),
		async handle({ tx, params, query, actor, demand }) {
			const force = await forceAt(tx, params);
			demand({ organisation: force.id });
			const staff = mayTry(actor, forcePolicy.can.list);
			const today = await todayIn(tx);
			const names = await namesOf(tx, force.id);
			const holders = await holdersOf(tx, [force.id]);
			const bodies = await policingBodiesOf(tx, force.id);
			const group = await groupOn(tx, force.id, today);
			const successions = await listSuccessions(tx, force.id);
			// A force reads those that it was told of: the database shows it no others.
			const inspections = await inspectionsOf(tx, { force: force.id });
			const latest = await latestAssessment(tx, force, inspections);
			const past = inspections.filter(isOver).reverse();
			const page = Math.min(query.page, Math.max(1, Math.ceil(past.length / perPage)));
			return view('overview/force.njk', {
				force,
				lists: staff,
				tabs: forceTabs(force, 'overview', { actor, ...ports }),
				earlierNames: names
					.filter(({ name, until }) => name !== force.name && until !== null)
					.map(({ name, until }) => ({ name, until })),
				posts: postKinds.map((kind) => ({ kind, ...said(holderOn(holders, kind, today)) })),
				bodies: bodies.filter((body) => within(body, today)).map(({ name }) => name),
				group: group === null ? null : { ...group, members: group.members },
				becomes: successions.filter(({ predecessor }) => predecessor.id === force.id),
				cameFrom: successions.filter(({ successor }) => successor.id === force.id),
				latest: latest === null ? null : judgmentsIn(latest, force.slug),
				current: inspections.filter((one) => !isOver(one)).map(inspectionRow),
				past: past.slice((page - 1) * perPage, page * perPage).map(inspectionRow),
				pagination: paginationOf({ page, total: past.length, query: {}, noun: 'inspection', size: perPage }),
				loads: loadsOf(inspections, today),
				ended: force.existedUntil !== null && Temporal.PlainDate.compare(force.existedUntil, today) < 0,
			});
		},
	});

function said(holder: Holder | null) {
	return holder === null
		? { name: null, post: null, illustrative: false }
		: { name: fullName(holder), post: holder.post, illustrative: holder.illustrative };
}
