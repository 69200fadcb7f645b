import { z } from 'zod';
import { type AccountActor, Missing, type Subject, type Tx } from '../foundation/index.ts';
import { membersOf } from './member.store.ts';
import { pointsOf } from './point.store.ts';
import type { Point } from './point.ts';
import { roundById } from './round.store.ts';
import type { Member, Round } from './round.ts';

/** A round is found by its id, a point under its round. */
export const one = z.object({ id: z.uuid() });
export const ofPoint = one.extend({ point: z.uuid() });
/** The number of steps that a form was made on. */
export const seen = z.object({ seen: z.coerce.number().int().min(0).optional().catch(undefined) });

export const longest = 5000;
const typed = z.string().transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim());
const within = (most: number) =>
	z.string().max(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`);

/** Text that has to be there. */
export const words = (missing: string, most = longest) =>
	z.string(missing).pipe(typed).pipe(within(most).min(1, missing));

/** Text that may be left empty: null then. */
export const optionalWords = (most = longest) =>
	z
		.string()
		.default('')
		.pipe(typed)
		.pipe(within(most))
		.transform((text) => (text === '' ? null : text));

export function isStaff(actor: AccountActor): boolean {
	return actor.organisation?.kind === 'inspectorate';
}

export type RoundPlace = { round: Round; members: readonly Member[] };

/** The round of an address, for whoever is named in it or belongs to the inspectorate; for others it is not there. */
export async function roundAt(
	tx: Tx,
	{ id }: { id: string },
	demand: (subject: Subject) => void,
): Promise<RoundPlace> {
	const round = await roundById(tx, id);
	if (round === null) throw new Missing();
	const members = await membersOf(tx, id);
	demand({ readers: members.filter(({ removed }) => !removed).map(({ account }) => account) });
	return { round, members };
}

/** The same for what only they do who hand in. */
export async function roundOfSpokesperson(
	tx: Tx,
	{ id }: { id: string },
	demand: (subject: Subject) => void,
): Promise<RoundPlace> {
	const round = await roundById(tx, id);
	if (round === null) throw new Missing();
	const members = await membersOf(tx, id);
	demand({
		readers: members.filter(({ removed, handsIn }) => handsIn && !removed).map(({ account }) => account),
	});
	return { round, members };
}

export type PointPlace = RoundPlace & { point: Point; points: readonly Point[] };

/** A point under its round. */
export async function pointAt(
	tx: Tx,
	params: z.output<typeof ofPoint>,
	demand: (subject: Subject) => void,
): Promise<PointPlace> {
	const place = await roundAt(tx, params, demand);
	const points = await pointsOf(tx, place.round.id);
	const point = points.find(({ id }) => id === params.point);
	if (point === undefined) throw new Missing();
	return { ...place, point, points };
}

export function speaksFor(members: readonly Member[], actor: AccountActor): boolean {
	return members.some((one) => one.account === actor.account && one.handsIn && !one.removed);
}
