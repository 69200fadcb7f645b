import { z } from 'zod';
import {
	type AccountActor,
	asInvalid,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	post,
	Refused,
	type Route,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { instant, instantParts, withInstants } from '../gathering/instant-fields.ts';
import { instantInWords } from '../gathering/london.ts';
import { releaseById } from '../gathering/release.store.ts';
import { citeRelease, type Release, releaseHref } from '../gathering/release.ts';
import { nowIn, readersOf } from '../reading/reader.store.ts';
import { type Announcement, announceMove, announcementsOf } from './announcement.store.ts';
import { askToMove, changesOf, confirmMove, refuseMove } from './change.store.ts';
import { type ChangeKind, changeKinds, type InstantChange, instantProblem, isOpen } from './change.ts';
import { instantPolicy } from './policy.ts';

const { see, 'ask to move': ask, confirm, refuse, announce } = instantPolicy.can;
const one = z.object({ id: z.uuid() });
const change = one.extend({ change: z.uuid() });

export async function releaseOf(tx: Tx, { id }: { id: string }): Promise<Release> {
	const release = await releaseById(tx, id);
	if (release === null) throw new Missing();
	return release;
}

export function instantLine(release: Release) {
	return {
		title: release.title,
		cited: citeRelease(release),
		href: releaseHref(release),
		instantHref: releaseHref(release, 'instant'),
		askHref: releaseHref(release, 'instant/move'),
		announceHref: releaseHref(release, 'announce'),
		cancelHref: releaseHref(release, 'announce/cancel'),
		at: release.releaseAt === null ? null : instantInWords(release.releaseAt),
		delivered: release.deliverAt === null ? null : instantInWords(release.deliverAt),
	};
}

/** What the calendar says now, for the people who publish. */
export function announcementLine(said: Announcement | undefined, release: Release) {
	if (said === undefined) return null;
	return {
		title: said.title,
		at: instantInWords(said.releaseAt),
		because: said.because,
		cancelled: said.cancelled,
		announcedAt: said.announcedAt,
		differs: !said.cancelled && (release.releaseAt === null || !said.releaseAt.equals(release.releaseAt)),
	};
}

function changeLine(each: InstantChange, actor: AccountActor, release: string) {
	return {
		what: changeKinds[each.kind].done,
		was: instantInWords(each.was),
		becomes: instantInWords(each.becomes),
		because: each.because,
		asked: { by: each.asked.by.name, at: each.asked.at },
		confirmed: each.confirmed,
		refused: each.refused,
		open: isOpen(each),
		theirs: each.asked.by.id === actor.account,
		confirmAction: `/releases/${release}/instant/${each.id}/confirm`,
		refuseAction: `/releases/${release}/instant/${each.id}/refuse`,
	};
}

/** Whether it is frozen and ahead: then its instant moves by two people. */
function movable(release: Release, now: Temporal.Instant): boolean {
	return (
		['frozen', 'approved'].includes(release.state) &&
		release.releaseAt !== null &&
		Temporal.Instant.compare(release.releaseAt, now) > 0
	);
}

const page = get({
	url: '/releases/:id/instant',
	opens: 'account',
	permit: see,
	params: one,
	async handle({ tx, actor, params }) {
		const release = await releaseOf(tx, params);
		const now = await nowIn(tx);
		const changes = await changesOf(tx, release.id);
		const announcements = await announcementsOf(tx, release.id);
		const open = changes.find(isOpen);
		const passed = release.releaseAt !== null && Temporal.Instant.compare(release.releaseAt, now) <= 0;
		return view('instants/instant.njk', {
			release: instantLine(release),
			passed,
			preparing: release.state === 'preparing',
			movable: movable(release, now) && open === undefined && mayTry(actor, ask),
			confirms: mayTry(actor, confirm),
			changes: changes.map((each) => changeLine(each, actor, release.id)),
			announced: announcementLine(announcements[0], release),
			announcements: announcements.map((each) => announcementLine(each, release)),
			announces: mayTry(actor, announce) && !passed && release.releaseAt !== null,
		});
	},
});

const kinds = Object.keys(changeKinds) as ChangeKind[]; // Object.keys forgets which keys these are.

const askPages: Route[] = form({
	url: '/releases/:id/instant/move',
	opens: 'account',
	permit: ask,
	params: one,
	view: 'instants/move.njk',
	fields: withInstants(
		['becomes'],
		z.object({
			kind: z.enum(kinds, 'Choose how it moves'),
			becomes: instant('new instant'),
			because: z
				.string('Enter why it moves')
				.trim()
				.min(1, 'Enter why it moves')
				.max(1000, 'Use 1,000 characters or fewer'),
		}),
	),
	async load({ tx, params }) {
		const release = await releaseOf(tx, params);
		const now = await nowIn(tx);
		if (!movable(release, now) || release.releaseAt === null) {
			throw new Refused(
				release.state === 'preparing'
					? 'This release is being prepared: its instant is changed with its title, and needs no second person.'
					: 'Only the instant of a release that is frozen and still ahead is moved so.',
			);
		}
		if ((await changesOf(tx, release.id)).some(isOpen)) {
			throw new Refused(
				'Somebody has asked for another instant already. That is confirmed or refused first.',
			);
		}
		const readers = (await readersOf(tx, release.id)).filter(
			({ revoked, closesAt }) => revoked === null && closesAt.equals(release.releaseAt ?? now),
		).length;
		const [announced] = await announcementsOf(tx, release.id);
		return {
			release: instantLine(release),
			was: release.releaseAt,
			now,
			readers,
			announced: announced !== undefined && !announced.cancelled,
			kinds: kinds.map((kind) => ({
				value: kind,
				text: changeKinds[kind].text,
				hint: changeKinds[kind].hint,
			})),
		};
	},
	initial: ({ was }) => instantParts('becomes', was),
	async submit({ tx, params, values, data: { was, now } }) {
		const problem = instantProblem(values, { was, now });
		if (problem !== null) throw new Invalid({ becomes: problem });
		await askToMove(tx, { release: params.id, was, ...values });
		return redirect(
			`/releases/${params.id}/instant`,
			'Somebody else is asked to confirm it. Until then the instant stays as it is.',
		);
	},
});

async function openChange(tx: Tx, params: { id: string; change: string }): Promise<InstantChange> {
	const found = (await changesOf(tx, params.id)).find(({ id }) => id === params.change);
	if (found === undefined) throw new Missing();
	if (!isOpen(found)) throw new Refused('This has been confirmed or refused already.');
	return found;
}

/** What only the database could know at this moment, as a sentence on a page of its own. */
async function orRefused(work: () => Promise<void>): Promise<void> {
	const said = {
		instant_ahead: { '': 'It is public already.' },
		instant_future: { '': 'The new instant has passed. Refuse this, and ask for a later one.' },
		instant_since: { '': 'Its instant has been set anew since this was asked. Refuse this, and ask again.' },
	};
	try {
		await asInvalid(said, work);
	} catch (error) {
		throw error instanceof Invalid ? new Refused(error.problems[''] ?? 'It cannot be moved now.') : error;
	}
}

const confirmPost: Route = post({
	url: '/releases/:id/instant/:change/confirm',
	opens: 'account',
	permit: confirm,
	params: change,
	async handle({ tx, actor, params }) {
		const release = await releaseOf(tx, params);
		const found = await openChange(tx, params);
		if (found.asked.by.id === actor.account)
			throw new Refused('Somebody else has to confirm this, because you asked for it.');
		await orRefused(() => confirmMove(tx, found.id));
		const announced = await announceMove(tx, release, found);
		return redirect(
			`/releases/${release.id}/instant`,
			`It is public on ${instantInWords(found.becomes)}${announced ? ', and the calendar says so' : ''}.`,
		);
	},
});

const refusePost: Route = post({
	url: '/releases/:id/instant/:change/refuse',
	opens: 'account',
	permit: refuse,
	params: change,
	async handle({ tx, actor, params }) {
		const release = await releaseOf(tx, params);
		const found = await openChange(tx, params);
		await refuseMove(tx, found.id);
		return redirect(
			`/releases/${release.id}/instant`,
			found.asked.by.id === actor.account ? 'You have taken it back.' : 'It is refused. The instant stays.',
		);
	},
});

/** When a release is public, and how that moves. */
export const instantPages: Route[] = [page, ...askPages, confirmPost, refusePost];
