import { z } from 'zod';
import {
	asInvalid,
	form,
	get,
	Invalid,
	inWordsDate,
	Missing,
	mayTry,
	optionalDay,
	type Part,
	type Route,
	redirect,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { overlap, spanInWords } from '../imports/dated.ts';
import { type Entry, entryPages } from './entry.pages.ts';
import { forceAt, line, ofForce, ofRow, optionalLine } from './fields.ts';
import { listForces, todayIn } from './force.store.ts';
import { existsOn, type Force, forcePolicy, within } from './force.ts';
import { addGroup, endGroup, groupsOf, groupsOn, inGroupsOf, removeGroup } from './group.store.ts';
import { faultsOf, type Group } from './group.ts';
import { forceTabs, type TabPorts } from './tabs.ts';

const { list, read, change } = forcePolicy.can;

/** A force's most similar group: the one that it has, those that it had, and whose group it is in. */
export function groupPages(ports: TabPorts = {}): Part {
	return {
		routes: [
			groupPage(ports),
			...addPage(),
			...entryPages({
				url: '/forces/:slug/group/:id',
				params: ofRow,
				find: groupEntry,
				end: endGroup,
				remove: removeGroup,
			}),
		],
	};
}

const groupPage = (ports: TabPorts) =>
	get({
		url: '/forces/:slug/group',
		opens: 'account',
		permit: read,
		params: ofForce,
		async handle({ tx, params, actor, demand }) {
			const force = await forceAt(tx, params);
			demand({ organisation: force.id });
			const today = await todayIn(tx);
			const [groups, inGroups] = await Promise.all([groupsOf(tx, force.id), inGroupsOf(tx, force.id, today)]);
			const now = groups.find((group) => within(group, today)) ?? null;
			const members = now?.members ?? [];
			const theirs = await groupsOn(
				tx,
				members.map(({ id }) => id),
				today,
			);
			return view('forces/group.njk', {
				force,
				tabs: forceTabs(force, 'group', { actor, ...ports }),
				lists: mayTry(actor, list),
				changes: mayTry(actor, change),
				now,
				members: members.map((member) => ({ ...member, has: hasInTurn(theirs.get(member.id), force) })),
				inGroups,
				groups,
			});
		},
	});

/** Whether a member of a force's group has that force in its own. */
function hasInTurn(group: Group | undefined, force: Force): string {
	if (group === undefined) return 'Its own group is not recorded';
	return group.members.some(({ id }) => id === force.id) ? 'Yes' : 'No';
}

/** Is looked at also when another field is wrong, so that all that is wrong is said at once. */
const alongside = { when: () => true };

const fields = withDays(
	['since', 'until'],
	z
		.object({
			has: z.enum(['members', 'none'], 'Choose whether the force has a most similar group'),
			members: z
				.union([z.string().transform((one) => [one]), z.array(z.string())])
				.default([])
				.transform((slugs) => [...new Set(slugs.filter((slug) => slug !== ''))]),
			noneBecause: optionalLine(500),
			source: line('Enter who published the group, and where', 500),
			since: optionalDay('first day of the group'),
			until: optionalDay('last day of the group'),
			endEarlier: z.string().optional(),
		})
		.refine(({ has, members }) => has !== 'members' || members?.length !== 0, {
			...alongside,
			path: ['members'],
			message: 'Choose the other forces of the group',
		})
		.refine(({ has, noneBecause }) => has !== 'none' || noneBecause !== null, {
			...alongside,
			path: ['noneBecause'],
			message: 'Enter why the force has none, as it is printed',
		}),
);

function addPage(): Route[] {
	return form({
		url: '/forces/:slug/group/add',
		opens: 'account',
		permit: change,
		params: ofForce,
		view: 'forces/group-add.njk',
		fields,
		async load({ tx, params }) {
			const force = await forceAt(tx, params);
			const [forces, groups, today] = await Promise.all([
				listForces(tx),
				groupsOf(tx, force.id),
				todayIn(tx),
			]);
			return {
				force,
				open: groups.find(({ until }) => until === null) ?? null,
				groups,
				others: forces.filter((other) => other.id !== force.id),
				choices: forces
					.filter((other) => other.id !== force.id && existsOn(other, today))
					.map(({ slug, name }) => ({ value: slug, text: name })),
			};
		},
		initial: ({ open }) => ({ has: 'members', ...(open === null ? {} : { endEarlier: 'yes' }) }),
		async submit({ tx, values, data }) {
			const { force, groups, open } = data;
			const { since, until, source } = values;
			const wanted = values.has === 'members' ? values.members : [];
			const members = data.others.filter(({ slug }) => wanted.includes(slug)).map(({ id }) => id);
			const noneBecause = values.has === 'none' ? values.noneBecause : null;
			const group = { forceId: force.id, since, until, source, noneBecause, members };
			const [fault] = faultsOf(group);
			if (fault !== undefined) throw new Invalid({ [fault.about]: fault.problem });
			const ends = values.endEarlier === 'yes' && open !== null && overlap(open, group) ? open : null;
			await endEarlier(tx, ends, since);
			refuseOverlap(
				groups.filter(({ id }) => id !== ends?.id),
				group,
			);
			await asInvalid({ '23P01': { since: 'The force has another group at that time' } }, () =>
				addGroup(tx, group),
			);
			return redirect(`/forces/${force.slug}/group`, 'The most similar group has been added.');
		},
	});
}

/** The group that there is ends on the day before the new one begins. */
async function endEarlier(tx: Tx, earlier: Group | null, since: Temporal.PlainDate | null): Promise<void> {
	if (earlier === null) return;
	if (since === null)
		throw new Invalid({ since: 'Enter the first day: the group that there is ends before it' });
	if (earlier.since !== null && Temporal.PlainDate.compare(earlier.since, since) >= 0) {
		throw new Invalid({
			since: `The group that there is begins on ${inWordsDate(earlier.since)}: enter a later day, or a last day for this one`,
		});
	}
	await endGroup(tx, earlier.id, since.subtract({ days: 1 }));
}

function refuseOverlap(groups: readonly Group[], group: Pick<Group, 'since' | 'until'>): void {
	const other = groups.find((one) => overlap(one, group));
	if (other === undefined) return;
	throw new Invalid({
		since: `The force has another group at that time, ${spanInWords(other, inWordsDate)}: end that one first, or enter other days`,
	});
}

async function groupEntry(tx: Tx, params: z.output<typeof ofRow>): Promise<Entry> {
	const force: Force = await forceAt(tx, params);
	const group = (await groupsOf(tx, force.id)).find(({ id }) => id === params.id);
	if (group === undefined) throw new Missing();
	const { id, since, until } = group;
	const back = `/forces/${force.slug}/group`;
	const what = `the most similar group ${spanInWords(group, inWordsDate)}`;
	return { id, since, until, what, caption: force.name, back, at: `${back}/${id}` };
}
