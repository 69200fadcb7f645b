import { z } from 'zod';
import {
	asInvalid,
	beside,
	form,
	get,
	Invalid,
	Missing,
	post,
	type Route,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { type Alias, addAlias, aliasesOf, removeAlias } from './alias.store.ts';
import { forceAt, line, ofForce, ofRow, optionalLine } from './fields.ts';
import { type Force, forcePolicy } from './force.ts';

export function aliasPages(): Route[] {
	const common = { opens: 'account', permit: forcePolicy.can.change } as const;
	return [
		...form({
			...common,
			url: '/forces/:slug/aliases/add',
			params: ofForce,
			view: 'forces/alias.njk',
			fields: z.object({ spelling: line('Enter the spelling'), source: optionalLine() }),
			load: async ({ tx, params }) => ({ force: await forceAt(tx, params) }),
			async submit({ tx, values, data: { force } }) {
				const { spelling, source } = values;
				const taken = { spelling: 'Another spelling that comes to the same has just been added' };
				const outcome = await asInvalid({ '23505': taken }, () =>
					beside('spelling', () => addAlias(tx, { force, spelling, source })),
				);
				if (outcome === 'known') {
					throw new Invalid({
						spelling: `“${spelling}” leads to ${force.name} already. Nothing has to be added.`,
					});
				}
				return redirect(`/forces/${force.slug}/register`, `“${spelling}” now leads to ${force.name}.`);
			},
		}),
		get({
			...common,
			url: '/forces/:slug/aliases/:id/remove',
			params: ofRow,
			async handle({ tx, params }) {
				const { force, alias } = await aliasAt(tx, params);
				return view('web/pages/confirm.njk', {
					heading: `Do you want to remove the spelling “${alias.spelling}”?`,
					paragraphs: [
						`It no longer leads to ${force.name}: what is imported with this spelling is refused until it is added again.`,
					],
					action: `/forces/${force.slug}/aliases/${alias.id}/remove`,
					confirm: 'Remove the spelling',
					danger: true,
					cancelHref: `/forces/${force.slug}/register`,
				});
			},
		}),
		post({
			...common,
			url: '/forces/:slug/aliases/:id/remove',
			params: ofRow,
			async handle({ tx, params }) {
				const { force, alias } = await aliasAt(tx, params);
				await removeAlias(tx, alias.id);
				return redirect(`/forces/${force.slug}/register`, `The spelling “${alias.spelling}” is removed.`);
			},
		}),
	];
}

async function aliasAt(tx: Tx, params: z.output<typeof ofRow>): Promise<{ force: Force; alias: Alias }> {
	const force = await forceAt(tx, params);
	const alias = (await aliasesOf(tx, force.id)).find(({ id }) => id === params.id);
	if (alias === undefined) throw new Missing();
	return { force, alias };
}
