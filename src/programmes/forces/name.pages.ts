import { z } from 'zod';
import {
	beside,
	day,
	form,
	get,
	inWordsDate,
	Missing,
	post,
	type Route,
	redirect,
	view,
	withDays,
} from '../../foundation/index.ts';
import { forceAt, line, ofForce, ofRow } from './fields.ts';
import { forcePolicy } from './force.ts';
import { namesOf, refuseTakenName, renameForce, takeNameBack } from './name.store.ts';

export function namePages(): Route[] {
	const common = { opens: 'account', permit: forcePolicy.can.change } as const;
	return [
		...form({
			...common,
			url: '/forces/:slug/names/add',
			params: ofForce,
			view: 'forces/name.njk',
			fields: withDays(
				['since'],
				z.object({ name: line('Enter the new name'), since: day('first day of the new name') }),
			),
			async load({ tx, params }) {
				const force = await forceAt(tx, params);
				return { force, names: await namesOf(tx, force.id) };
			},
			async submit({ tx, values, data: { force } }) {
				const { name, since } = values;
				await beside('name', () => refuseTakenName(tx, name, { except: [force.id], since }));
				await beside('since', () => renameForce(tx, { force, name, since }));
				return redirect(
					`/forces/${force.slug}/register`,
					`The force is called ${name} from ${inWordsDate(since)}. Earlier names are kept.`,
				);
			},
		}),
		get({
			...common,
			url: '/forces/:slug/names/:id/remove',
			params: ofRow,
			async handle({ tx, params }) {
				const force = await forceAt(tx, params);
				const names = await namesOf(tx, force.id);
				const index = names.findIndex(({ id }) => id === params.id);
				const [before, name] = [names[index - 1], names[index]];
				if (name === undefined || before === undefined) throw new Missing();
				return view('web/pages/confirm.njk', {
					heading: `Do you want to take the name “${name.name}” back?`,
					paragraphs: [`The name “${before.name}” goes on as if there had been no change.`],
					action: `/forces/${force.slug}/names/${name.id}/remove`,
					confirm: 'Take the name back',
					danger: true,
					cancelHref: `/forces/${force.slug}/register`,
				});
			},
		}),
		post({
			...common,
			url: '/forces/:slug/names/:id/remove',
			params: ofRow,
			async handle({ tx, params }) {
				const force = await forceAt(tx, params);
				const { name } = await takeNameBack(tx, force, params.id);
				return redirect(`/forces/${force.slug}/register`, `The name “${name}” has been taken back.`);
			},
		}),
	];
}
