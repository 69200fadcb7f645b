import { z } from 'zod';
import {
	asInvalid,
	beside,
	day,
	form,
	Invalid,
	inWordsDate,
	Missing,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import { forceAt, line, ofRow, optionalLine } from './fields.ts';
import { addForce, forceById, listForces } from './force.store.ts';
import { type Force, forcePolicy } from './force.ts';
import { refuseTakenName } from './name.store.ts';
import { listSuccessions, mergeForces, removeSuccession } from './succession.store.ts';
import { obstacles } from './succession.ts';

const common = { opens: 'account', permit: forcePolicy.can.change } as const;

const chosen = 'Choose the forces that merge';
const several = z
	.union([z.string().transform((one) => [one]), z.array(z.string())], chosen)
	.pipe(z.array(z.string()).min(1, chosen));

export function successionPages(): Route[] {
	return [...mergePage(), ...removePage()];
}

function mergePage(): Route[] {
	return form({
		...common,
		url: '/forces/merge',
		view: 'forces/merge.njk',
		fields: withDays(
			['since'],
			z
				.object({
					predecessors: several,
					becomes: z.enum(['new', 'existing'], 'Choose what they become'),
					name: optionalLine(),
					region: optionalLine(100),
					successor: z.string().default(''),
					since: day('first day of the merged force'),
					note: optionalLine(500),
				})
				.refine(({ becomes, name }) => becomes !== 'new' || name !== null, {
					path: ['name'],
					message: 'Enter the name of the new force',
				}),
		),
		async load({ tx }) {
			const [forces, known] = await Promise.all([listForces(tx), listSuccessions(tx)]);
			const choices = forces
				.filter(({ existedUntil }) => existedUntil === null)
				.map(({ slug, name }) => ({ value: slug, text: name }));
			return { forces, known, choices };
		},
		async submit({ tx, values, data: { forces, known } }) {
			const { since, note, becomes, name, region } = values;
			const predecessors = forces.filter(({ slug }) => values.predecessors.includes(slug));
			const existing = forces.find(({ slug }) => becomes === 'existing' && slug === values.successor);
			if (becomes === 'existing' && existing === undefined) {
				throw new Invalid({ successor: 'Choose the force that they become' });
			}
			const [obstacle] = [...obstacles(predecessors, existing ?? null, since, known)];
			if (obstacle !== undefined) throw new Invalid({ [obstacle.about]: obstacle.text });
			const successor = existing ?? (await newForce(tx, { name: name ?? '', region, since }, predecessors));
			await beside('predecessors', () =>
				mergeForces(tx, { predecessors, successor: successor.id, since, note }),
			);
			const names = new Intl.ListFormat('en-GB').format(predecessors.map((force) => force.name));
			return redirect(
				`/forces/${successor.slug}/register`,
				`${names} ${predecessors.length === 1 ? 'becomes' : 'become'} ${successor.name} on ${inWordsDate(since)}.`,
			);
		},
	});
}

async function newForce(
	tx: Tx,
	{ name, region, since }: { name: string; region: string | null; since: Temporal.PlainDate },
	predecessors: readonly Force[],
): Promise<Force> {
	const except = predecessors.map(({ id }) => id);
	await beside('name', () => refuseTakenName(tx, name, { except, since }));
	const taken = {
		name: 'There is an organisation with exactly this name. Choose the force that there is, or enter another name',
	};
	const id = await asInvalid({ '23505': taken }, () =>
		addForce(tx, {
			name,
			code: null,
			region: region ?? predecessors[0]?.region ?? '',
			inScope: true,
			scopeNote: null,
			existedSince: since,
		}),
	);
	const added = await forceById(tx, id);
	if (added === null) throw new Missing();
	return added;
}

function removePage(): Route[] {
	return form({
		...common,
		url: '/forces/:slug/successors/:id/remove',
		params: ofRow,
		view: 'forces/succession-remove.njk',
		fields: z.object({ reason: line('Enter why it was a mistake', 500) }),
		async load({ tx, params }) {
			const force = await forceAt(tx, params);
			const succession = (await listSuccessions(tx, force.id)).find(
				({ id, predecessor }) => id === params.id && predecessor.id === force.id,
			);
			if (succession === undefined) throw new Missing();
			return { force, succession };
		},
		async submit({ tx, values, data: { force, succession } }) {
			const taken = {
				'': `Something that ended with ${force.name} has been entered anew for the days since, for it or for another force. Remove that first`,
			};
			await asInvalid({ '23P01': taken }, () => removeSuccession(tx, succession, values.reason));
			return redirect(
				`/forces/${force.slug}/register`,
				`${force.name} goes on: that it became ${succession.successor.name} has been taken back.`,
			);
		},
	});
}
