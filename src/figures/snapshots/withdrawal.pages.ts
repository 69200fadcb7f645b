import { z } from 'zod';
import { form, Missing, post, Refused, type Route, redirect } from '../../foundation/index.ts';
import { askToRecompute } from './recomputing.ts';
import { snapshotById } from './snapshot.store.ts';
import { figurePolicy } from './snapshot.ts';
import { putBackSnapshot, withdrawalsOf, withdrawSnapshot } from './withdrawal.store.ts';
import { sourceTitle } from './words.ts';

const one = z.object({ id: z.uuid() });
const { withdraw } = figurePolicy.can;

/** Taking a release of data back, with the reason, and putting it in force again. */
export const withdrawalPages: readonly Route[] = [
	...form({
		url: '/data/:id/withdraw',
		opens: 'account',
		permit: withdraw,
		params: one,
		view: 'snapshots/withdraw.njk',
		fields: z.object({
			because: z
				.string('Enter why it is not to be quoted any more')
				.trim()
				.min(1, 'Enter why it is not to be quoted any more')
				.max(1000, 'Write at most 1,000 characters'),
		}),
		async load({ tx, params }) {
			const snapshot = await snapshotById(tx, params.id);
			if (snapshot === null) throw new Missing();
			if ((await withdrawalsOf(tx, snapshot.id)).length > 0)
				throw new Refused('This release has been withdrawn already.');
			return {
				href: `/data/${snapshot.id}`,
				release: snapshot.release,
				title: sourceTitle(snapshot.source),
			};
		},
		async submit({ tx, params, actor, values }) {
			await withdrawSnapshot(tx, params.id, { because: values.because, byName: actor.name });
			await askToRecompute(tx, 'A release of data was withdrawn');
			return redirect(
				`/data/${params.id}`,
				'The release is withdrawn. What quotes it says so once it has been looked at.',
			);
		},
	}),
	post({
		url: '/data/:id/put-back',
		opens: 'account',
		permit: withdraw,
		params: one,
		async handle({ tx, params }) {
			if ((await snapshotById(tx, params.id)) === null) throw new Missing();
			await putBackSnapshot(tx, params.id);
			await askToRecompute(tx, 'A release of data was put in force again');
			return redirect(`/data/${params.id}`, 'The release is in force again.');
		},
	}),
];
