import { dayIn, systemClock } from '../../src/foundation/index.ts';
import { judgingsOf, openRound } from '../../src/judgments/index.ts';
import { operator } from '../inspections.ts';
import { brought, type Cast, castOf, found, inspected } from '../judging.ts';
import type { SignedIn } from '../people.ts';
import type { Example } from './example.ts';
import type { Arranged, World } from './world.ts';

const component = 'first-hour';
const casts = new WeakMap<World, Promise<Cast>>();

function castIn(world: World): Promise<Cast> {
	const known = casts.get(world) ?? castOf(world);
	casts.set(world, known);
	return known;
}

type To = 'open' | 'proposed' | 'moderated';

/** A question of an inspection of its own, brought so far by others than whoever asks. */
async function question(world: World, to: To) {
	const cast = await castIn(world);
	const inspection = await inspected(world, cast);
	await found(world, inspection.id, component);
	if (to !== 'open') await brought(world, cast, { inspection: inspection.id, component }, { to });
	return inspection;
}

const fieldsOf: Record<string, Record<string, string>> = {
	propose: { grade: 'sound', rationale: 'Reasons' },
	moderate: { grade: 'sound', rationale: 'Reasons' },
	'send-back': { because: 'Because' },
};

/** The page of a step, and the step: `seen` is how many steps were taken before. */
const step = (name: string, to: To, seen: number): Record<string, Example> => {
	const url = `/inspections/:id/questions/:component/${name}`;
	const arrange = async (world: World): Promise<Arranged> => ({
		params: { id: (await question(world, to)).id, component },
		fields: { seen: String(seen), ...fieldsOf[name] },
	});
	return { [`GET ${url}`]: { arrange }, [`POST ${url}`]: { arrange } };
};

const shown = (to: To): Example => ({
	arrange: async (world) => ({ params: { id: (await question(world, to)).id, component } }),
});
const board: Example = {
	arrange: async (world) => ({
		params: { slug: (await question(world, 'proposed')).programme.slug, component },
	}),
};

/** A round whose only case is proposed: of this person and one other, or of two others. */
async function round(world: World, who: SignedIn, member: boolean): Promise<Record<string, string>> {
	const { id: inspection, programme } = await question(world, 'proposed');
	const other = await world.signedInAs('HM Inspector');
	return world.database.asActor(operator, async (tx) => {
		const [judging] = await judgingsOf(tx, { inspection, component });
		if (judging === undefined) throw new Error('nothing is proposed');
		const grading = await tx
			.selectFrom('foundation.account')
			.select('roles')
			.where('id', '=', who.account)
			.executeTakeFirst();
		const grades = grading?.roles.some((role) =>
			['inspector', 'programme manager', 'HM Inspector'].includes(role),
		);
		const named = member && grades === true ? who.account : (await world.signedInAs('inspector')).account;
		const members = [other.account, named];
		const id = await openRound(tx, {
			programme: programme.id,
			framework: judging.framework,
			version: judging.version,
			component,
			name: 'A round',
			purpose: 'To agree.',
			due: dayIn(systemClock),
			cases: [judging.id],
			members,
		});
		return { slug: programme.slug, id, judging: judging.id };
	});
}

const inRound = (fields: Record<string, string> = {}, member = true): Example => ({
	arrange: async (world, who) => ({ params: await round(world, who, member), fields }),
});

async function opening(world: World): Promise<Arranged> {
	const { id: inspection, programme } = await question(world, 'proposed');
	const [judging] = await world.database.asActor(operator, (tx) => judgingsOf(tx, { inspection, component }));
	const [one, other] = [await world.signedInAs('HM Inspector'), await world.signedInAs('inspector')];
	const due = dayIn(systemClock);
	return {
		params: { slug: programme.slug, component },
		fields: {
			name: 'A round',
			purpose: 'To agree.',
			'due-day': String(due.day),
			'due-month': String(due.month),
			'due-year': String(due.year),
			cases: [judging?.id ?? ''],
			members: [one.account, other.account],
		},
	};
}

/** How judgments are taken from a proposal to an approval, moderated and calibrated. */
export const judgingExamples: Readonly<Record<string, Example>> = {
	'GET /inspections/:id/questions': shown('open'),
	'GET /inspections/:id/questions.csv': shown('open'),
	'GET /inspections/:id/questions/:component': shown('proposed'),
	'POST /inspections/:id/questions/:component/suggestion': shown('open'),
	...step('propose', 'open', 0),
	...step('moderate', 'proposed', 1),
	...step('send-back', 'proposed', 1),
	'GET /inspections/:id/questions/:component/approve': shown('moderated'),
	// What is approved has to be what the page showed, and this one showed nothing.
	'POST /inspections/:id/questions/:component/approve': { ...shown('moderated'), status: 422 },
	'GET /inspections/:id/questions/:component/reopen': { ...shown('moderated'), status: 409 },
	'POST /inspections/:id/questions/:component/reopen': { ...shown('moderated'), status: 409 },
	'GET /programmes/:slug/moderation': board,
	'GET /programmes/:slug/moderation.csv': board,
	'GET /programmes/:slug/moderation/:component': board,
	'GET /programmes/:slug/moderation/:component.csv': board,
	'GET /programmes/:slug/moderation/:component/calibrate': board,
	'POST /programmes/:slug/moderation/:component/calibrate': { arrange: opening },
	'GET /programmes/:slug/calibration/:id': inRound(),
	'GET /programmes/:slug/calibration/:id/cases/:judging': inRound(),
	'POST /programmes/:slug/calibration/:id/cases/:judging': inRound({ grade: 'sound', because: 'Because' }),
	// Whoever has still to grade in it does not close it.
	'GET /programmes/:slug/calibration/:id/close': inRound({}, false),
	'POST /programmes/:slug/calibration/:id/close': inRound({ because: 'Enough' }, false),
};
