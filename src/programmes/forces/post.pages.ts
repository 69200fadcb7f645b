import { z } from 'zod';
import {
	asInvalid,
	beside,
	day,
	dayParts,
	form,
	get,
	Invalid,
	inWordsDate,
	Missing,
	optionalDay,
	post,
	type Route,
	redirect,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { backwards } from '../imports/dated.ts';
import { forceAt, line, ofForce, ofRow, optionalLine } from './fields.ts';
import { type Force, forcePolicy } from './force.ts';
import { addHolder, changeHolder, holdersOf, removeHolder } from './post.store.ts';
import { fullName, type Holder, postKinds } from './post.ts';

const endsTooSoon = 'The last day must be on or after the first';

const fields = withDays(
	['since', 'until'],
	z
		.object({
			kind: z.enum(postKinds, 'Choose what they are for the force'),
			post: line('Enter the post as it is printed, such as Chief Constable'),
			title: optionalLine(50),
			firstName: optionalLine(100),
			surname: line('Enter the surname', 100),
			honours: optionalLine(100),
			knownAs: optionalLine(100),
			salutation: optionalLine(100),
			email: optionalLine(200).refine(
				(email) => email === null || z.email().safeParse(email).success,
				'Enter an email address in the correct format, like name@example.com',
			),
			since: optionalDay('first day in the post'),
			until: optionalDay('last day in the post'),
		})
		.refine((holder) => !backwards(holder), { path: ['until'], message: endsTooSoon }),
);

const inItAlready = { '23P01': { since: 'Somebody else is in this post at that time' } };

export function postPages(): Route[] {
	return [...addPage(), ...changePage(), ...endPage(), ...removePages()];
}

const common = { opens: 'account', permit: forcePolicy.can.change } as const;

function addPage(): Route[] {
	return form({
		...common,
		url: '/forces/:slug/posts/add',
		params: ofForce,
		view: 'forces/post.njk',
		fields,
		load: async ({ tx, params }) => ({ force: await forceAt(tx, params), holder: null, kinds: kinds() }),
		async submit({ tx, values, data: { force } }) {
			await asInvalid(inItAlready, () =>
				beside('since', () => addHolder(tx, { ...values, force: force.id })),
			);
			return redirect(registerOf(force), `${fullName(values)} has been added.`);
		},
	});
}

function changePage(): Route[] {
	return form({
		...common,
		url: '/forces/:slug/posts/:id/edit',
		params: ofRow,
		view: 'forces/post.njk',
		fields,
		load: async ({ tx, params }) => ({ ...(await holderAt(tx, params)), kinds: kinds() }),
		initial: ({ holder }) => ({
			kind: holder.kind,
			post: holder.post,
			title: holder.title ?? '',
			firstName: holder.firstName ?? '',
			surname: holder.surname,
			honours: holder.honours ?? '',
			knownAs: holder.knownAs ?? '',
			salutation: holder.salutation ?? '',
			email: holder.email ?? '',
			...dayParts('since', holder.since),
			...dayParts('until', holder.until),
		}),
		async submit({ tx, values, data: { force, holder } }) {
			await asInvalid(inItAlready, () =>
				beside('since', () => changeHolder(tx, holder.id, { ...values, force: force.id })),
			);
			return redirect(registerOf(force), `The entry of ${fullName(values)} has been corrected.`);
		},
	});
}

function endPage(): Route[] {
	return form({
		...common,
		url: '/forces/:slug/posts/:id/end',
		params: ofRow,
		view: 'forces/post-end.njk',
		fields: withDays(['until'], z.object({ until: day('last day in the post') })),
		async load({ tx, params }) {
			const { force, holder } = await holderAt(tx, params);
			return { force, holder, fullName: fullName(holder) };
		},
		initial: ({ holder }) => dayParts('until', holder.until),
		async submit({ tx, values: { until }, data: { force, holder } }) {
			if (backwards({ since: holder.since, until })) throw new Invalid({ until: endsTooSoon });
			await beside('until', () => changeHolder(tx, holder.id, { ...holder, until }));
			return redirect(
				registerOf(force),
				`${fullName(holder)} is ${holder.post} until ${inWordsDate(until)}.`,
			);
		},
	});
}

function removePages(): Route[] {
	const url = '/forces/:slug/posts/:id/remove';
	return [
		get({
			...common,
			url,
			params: ofRow,
			async handle({ tx, params }) {
				const { force, holder } = await holderAt(tx, params);
				return view('web/pages/confirm.njk', {
					heading: `Do you want to remove the entry of ${fullName(holder)}?`,
					paragraphs: [
						'Remove an entry only if it was a mistake. Somebody who has left the post stays in the register: end their entry instead.',
					],
					action: `/forces/${force.slug}/posts/${holder.id}/remove`,
					confirm: 'Remove the entry',
					danger: true,
					cancelHref: registerOf(force),
				});
			},
		}),
		post({
			...common,
			url,
			params: ofRow,
			async handle({ tx, params }) {
				const { force, holder } = await holderAt(tx, params);
				await removeHolder(tx, holder.id);
				return redirect(registerOf(force), `The entry of ${fullName(holder)} is removed.`);
			},
		}),
	];
}

const kindHints: Record<Holder['kind'], string> = {
	'chief officer': 'Leads the force. Letters and reports are sent to them',
	'liaison officer': 'Works with the force for the inspectorate',
	'HM Inspector': 'Is responsible for the force, and signs what is sent to it',
};

function kinds() {
	return postKinds.map((kind) => ({
		value: kind,
		text: kind.charAt(0).toUpperCase() + kind.slice(1),
		hint: kindHints[kind],
	}));
}

const registerOf = (force: Force) => `/forces/${force.slug}/register`;

async function holderAt(tx: Tx, params: z.output<typeof ofRow>): Promise<{ force: Force; holder: Holder }> {
	const force = await forceAt(tx, params);
	const holder = (await holdersOf(tx, [force.id])).find(({ id }) => id === params.id);
	if (holder === undefined) throw new Missing();
	return { force, holder };
}
