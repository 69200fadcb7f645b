import { z } from 'zod';
import { form, Invalid, Refused, type Route, redirect, type Tx } from '../../foundation/index.ts';
import type { Release } from '../gathering/release.ts';
import { nowIn } from '../reading/reader.store.ts';
import { announce, announcementsOf } from './announcement.store.ts';
import { announcementLine, instantLine, releaseOf } from './instant.pages.ts';
import { instantPolicy } from './policy.ts';

const one = z.object({ id: z.uuid() });
const reason = z.string().trim().max(1000, 'Use 1,000 characters or fewer').default('');

/** A release whose instant is set and still ahead, with what the calendar says of it. */
async function announceable(tx: Tx, params: { id: string }) {
	const release = await releaseOf(tx, params);
	if (release.releaseAt === null)
		throw new Refused('Set the instant of this release first: the calendar tells when it is public.');
	if (Temporal.Instant.compare(release.releaseAt, await nowIn(tx)) <= 0)
		throw new Refused('The instant of this release has passed, so there is nothing to announce.');
	if (release.state === 'withdrawn') throw new Refused('This release has been withdrawn.');
	const [said] = await announcementsOf(tx, release.id);
	return { release, at: release.releaseAt, said };
}

function pageOf({ release, said }: { release: Release; said: Parameters<typeof announcementLine>[0] }) {
	return { release: instantLine(release), announced: announcementLine(said, release) };
}

const announcePages: Route[] = form({
	url: '/releases/:id/announce',
	opens: 'account',
	permit: instantPolicy.can.announce,
	params: one,
	view: 'instants/announce.njk',
	fields: z.object({
		title: z
			.string('Enter the title that the calendar shows')
			.trim()
			.min(1, 'Enter the title that the calendar shows')
			.max(200, 'Use 200 characters or fewer'),
		because: reason,
	}),
	async load({ tx, params }) {
		const { release, at, said } = await announceable(tx, params);
		return { ...pageOf({ release, said }), subject: { release, at, said } };
	},
	initial: ({ subject: { release, said } }) => ({ title: said?.title ?? release.title }),
	async submit({ tx, values, data: { subject } }) {
		const { release, at, said } = subject;
		const again = said !== undefined && !said.cancelled;
		if (again && said.releaseAt.equals(at) && said.title === values.title)
			throw new Invalid({ '': 'The calendar says this already' });
		if (again && values.because === '')
			throw new Invalid({ because: 'Enter why what was announced changes. The calendar shows it' });
		await announce(tx, release, {
			title: values.title,
			releaseAt: at,
			because: values.because === '' ? null : values.because,
		});
		return redirect(`/releases/${release.id}/instant`, 'It stands in the public calendar.');
	},
});

const cancelPages: Route[] = form({
	url: '/releases/:id/announce/cancel',
	opens: 'account',
	permit: instantPolicy.can.announce,
	params: one,
	view: 'instants/cancel.njk',
	fields: z.object({
		because: reason.pipe(z.string().min(1, 'Enter why it is cancelled. The calendar shows it')),
	}),
	async load({ tx, params }) {
		const release = await releaseOf(tx, params);
		const [said] = await announcementsOf(tx, release.id);
		if (said === undefined || said.cancelled)
			throw new Refused('The calendar does not announce this release.');
		if (Temporal.Instant.compare(said.releaseAt, await nowIn(tx)) <= 0)
			throw new Refused('What was announced has passed, and stays on record.');
		return { ...pageOf({ release, said }), subject: { release, said } };
	},
	async submit({ tx, values, data: { subject } }) {
		const { release, said } = subject;
		await announce(tx, release, {
			title: said.title,
			releaseAt: said.releaseAt,
			because: values.because,
			cancelled: true,
		});
		return redirect(`/releases/${release.id}/instant`, 'The calendar says that it is cancelled.');
	},
});

/** A title and an instant in the public calendar, and nothing of what stands in it. */
export const calendarPages: Route[] = [...announcePages, ...cancelPages];
