import { z } from 'zod';
import { type Files, get, Missing, post, type Route, redirect, view } from '../../foundation/index.ts';
import { one, releaseAt } from './fields.ts';
import { filesOf } from './file.store.ts';
import { gatheredLines, inUsualOrder } from './gathered.store.ts';
import { itemsOf, orderItems, removeItem, whilePreparing } from './item.store.ts';
import { releasePolicy } from './policy.ts';
import { demandPreparing } from './release.store.ts';
import { releaseHref } from './release.ts';
import { releaseLine } from './view.ts';

const { read, prepare } = releasePolicy.can;
const ofItem = one.extend({ item: z.uuid() });

export function itemsPages(files: Files): Route[] {
	return [removing, orderPage, moving, usualOrder, download(files)];
}

const removing = post({
	url: '/releases/:id/items/:item/remove',
	opens: 'account',
	permit: prepare,
	params: ofItem,
	async handle({ tx, params: { id, item } }) {
		await releaseAt(tx, { id });
		const there = await whilePreparing(tx, id, () => removeItem(tx, id, item));
		return redirect(
			`${releaseHref({ id })}#holds`,
			there ? 'It is taken out of the release.' : 'It was taken out already.',
		);
	},
});

const orderPage = get({
	url: '/releases/:id/order',
	opens: 'account',
	permit: prepare,
	params: one,
	async handle({ tx, params }) {
		const release = await releaseAt(tx, params);
		await demandPreparing(tx, release.id);
		return view('gathering/order.njk', {
			release: releaseLine(release, null, release.addedAt),
			lines: await gatheredLines(tx, release.id),
		});
	},
});

const moving = post({
	url: '/releases/:id/items/:item/move',
	opens: 'account',
	permit: prepare,
	params: ofItem,
	fields: z.object({ to: z.enum(['up', 'down']) }),
	async handle({ tx, params: { id, item }, values }) {
		await releaseAt(tx, { id });
		await whilePreparing(tx, id, async () => {
			const ids = (await itemsOf(tx, id)).map((each) => each.id);
			const at = ids.indexOf(item);
			if (at === -1) throw new Missing();
			const target = Math.max(0, Math.min(ids.length - 1, at + (values.to === 'up' ? -1 : 1)));
			ids.splice(target, 0, ...ids.splice(at, 1));
			await orderItems(tx, id, ids);
		});
		return redirect(`${releaseHref({ id }, 'order')}#item_${item}`, 'It is moved.');
	},
});

const usualOrder = post({
	url: '/releases/:id/order/usual',
	opens: 'account',
	permit: prepare,
	params: one,
	async handle({ tx, params: { id } }) {
		await releaseAt(tx, { id });
		await whilePreparing(tx, id, async () =>
			orderItems(
				tx,
				id,
				inUsualOrder(await gatheredLines(tx, id)).map((line) => line.id),
			),
		);
		return redirect(releaseHref({ id }, 'order'), 'It is in the usual order.');
	},
});

function download(files: Files): Route {
	return get({
		url: '/releases/:id/files/:file',
		opens: 'account',
		permit: read,
		params: one.extend({ file: z.uuid() }),
		async handle({ tx, params: { id, file: wanted } }) {
			const file = (await filesOf(tx, id)).find((each) => each.id === wanted && each.withdrawn_at === null);
			if (file === undefined) throw new Missing();
			return files.download(tx, file);
		},
	});
}
