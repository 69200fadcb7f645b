import { randomUUID } from 'node:crypto';
import { dayIn, systemClock } from '../../src/foundation/index.ts';
import type { SignedIn } from '../people.ts';
import { aProgramme } from '../plans.ts';
import type { Example } from './example.ts';
import { aForce } from './programmes/a-force.ts';
import { type Arranged, ask, type World } from './world.ts';

const today = dayIn(systemClock);
const later = today.add({ days: 30 });
const day = (name: string, on: Temporal.PlainDate) => ({
	[`${name}-day`]: String(on.day),
	[`${name}-month`]: String(on.month),
	[`${name}-year`]: String(on.year),
});
const upload = { field: 'files', name: 'words.txt', content: Buffer.from('Plain words.\n') };

type Wanted = {
	asked?: boolean;
	begun?: boolean;
	handedIn?: boolean;
};

/** What is asked of the force of whoever asks, and its plan as far as it goes; written behind the rules. */
async function plan(world: World, who: SignedIn, wanted: Wanted) {
	const { asked = true, begun = true, handedIn = false } = wanted;
	const { owner } = world;
	const force = (await aForce(world, who)).id;
	const programme = await aProgramme(owner, [force], `Programme ${randomUUID()}`);
	const [call, element, id, milestone] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`insert into followup.plan_call (id, programme_id, programme, title, due_on, asked_at)
		values ($1, $2, 'A programme', 'A plan', $3, $4)`,
		[call, programme, later.toString(), asked ? new Date() : null],
	);
	await owner.query(
		"insert into followup.plan_element (id, call_id, number, name, says) values ($1, $2, 1, 'Leadership', 'Who leads')",
		[element, call],
	);
	if (begun) {
		await owner.query(
			'insert into followup.plan (id, call_id, force_id, state, version) values ($1, $2, $3, $4, $5)',
			[id, call, force, handedIn ? 'handed in' : 'being written', handedIn ? 1 : 0],
		);
		await owner.query(
			"insert into followup.plan_entry (plan_id, element_id, text) values ($1, $2, 'The chief constable leads')",
			[id, element],
		);
		await owner.query(
			`insert into followup.plan_milestone (id, plan_id, number, title, owner, due_on, handed_in)
			values ($1, $2, 1, 'Begin', 'A role', $3, $4)`,
			[milestone, id, later.toString(), handedIn],
		);
	}
	if (begun && handedIn)
		await owner.query(
			`insert into followup.plan_version (plan_id, number, content, evidence_id, by_name)
			values ($1, 1, followup.plan_content($1), gen_random_uuid(), 'A')`,
			[id],
		);
	await owner.query('reset session_replication_role');
	return { force, programme, call, element, id, milestone };
}

type Made = Awaited<ReturnType<typeof plan>>;

const at = (
	wanted: Wanted,
	params: (made: Made) => Record<string, string>,
	more: Omit<Arranged, 'params'> | ((made: Made) => Omit<Arranged, 'params'>) = {},
): Example => ({
	arrange: async (world, who) => {
		const made = await plan(world, who, wanted);
		return { params: params(made), ...(typeof more === 'function' ? more(made) : more) };
	},
});
const both = (url: string, example: Example) => ({ [`GET ${url}`]: example, [`POST ${url}`]: example });

const ofCall = ({ call: id, element }: Made) => ({ id, element });
const ofPlan = ({ id, milestone, element: about }: Made) => ({ id, milestone, about, number: '1' });
const preparing: Wanted = { asked: false, begun: false };
const handedIn: Wanted = { handedIn: true };
const said = { title: 'A plan', message: 'Please', ...day('due', later) };
const milestone = { title: 'Begin', owner: 'A role', about: '', edits: '0', ...day('due', later) };

const withFile: Example = {
	arrange: async (world, who) => {
		const { id, milestone: of, force } = await plan(world, who, handedIn);
		const bringer =
			who.organisation === force ? who : await world.signedInAs('force contributor', { organisation: force });
		const url = '/followup/plans/:id/milestones/:milestone/update';
		await ask(
			world,
			bringer,
			{ method: 'POST', url },
			{ params: { id, milestone: of }, fields: { standing: 'on track', text: 'It goes on' }, upload },
		);
		const { rows } = await world.owner.query<{ file: string }>(
			`select f.file_id as file from followup.plan_update_file f join followup.plan_update u on u.id = f.update_id
			where u.plan_id = $1`,
			[id],
		);
		return { params: { id, file: rows[0]?.file ?? '' } };
	},
};

/** A window that only the force of whoever asks was asked in. */
async function window(world: World, who: SignedIn): Promise<{ id: string; programme: string }> {
	const force = (await aForce(world, who)).id;
	const programme = await aProgramme(world.owner, [force], `Programme ${randomUUID()}`);
	const id = randomUUID();
	await world.owner.query(
		`insert into followup.window (id, programme_id, programme, title, asked, from_on, until_on)
		values ($1, $2, 'A programme', 'A window', 'How far are you?', $3, $4)`,
		[id, programme, today.subtract({ days: 1 }).toString(), today.add({ days: 9 }).toString()],
	);
	await world.owner.query('insert into followup.window_force (window_id, force_id) values ($1, $2)', [
		id,
		force,
	]);
	return { id, programme };
}

const inWindow = (more: Omit<Arranged, 'params'> = {}): Example => ({
	arrange: async (world, who) => ({ params: { id: (await window(world, who)).id }, ...more }),
});

/** How the routes of action plans and of update windows are asked. */
export const planningExamples: Readonly<Record<string, Example>> = {
	'GET /followup/plans': {},
	...both('/followup/plans/asked/new', {
		arrange: async (world, who) => {
			const force = (await aForce(world, who)).id;
			const programme = await aProgramme(world.owner, [force], `Programme ${randomUUID()}`);
			return { fields: { programme, ...said } };
		},
	}),
	'GET /followup/plans/asked/:id': at({}, ofCall),
	'GET /followup/plans/asked/:id/forces.csv': at({}, ofCall),
	...both('/followup/plans/asked/:id/change', at({}, ofCall, { fields: said })),
	...both(
		'/followup/plans/asked/:id/elements/new',
		at(preparing, ofCall, { fields: { name: 'Training', says: 'Who trains' } }),
	),
	...both(
		'/followup/plans/asked/:id/elements/:element',
		at(preparing, ofCall, { fields: { name: 'Training', says: 'Who trains' } }),
	),
	'POST /followup/plans/asked/:id/elements/:element/remove': at(preparing, ofCall),
	...both('/followup/plans/asked/:id/ask', at(preparing, ofCall)),
	'POST /followup/plans/asked/:id/begin': at({ begun: false }, ofCall),
	'GET /followup/plans/:id': at(handedIn, ofPlan),
	'GET /followup/plans/:id/versions/:number': at(handedIn, ofPlan),
	'GET /followup/plans/:id/milestones/:milestone': at(handedIn, ofPlan),
	'GET /followup/plans/:id/files/:file': withFile,
	...both('/followup/plans/:id/write/:about', at({}, ofPlan, { fields: { text: 'We lead', edits: '0' } })),
	...both('/followup/plans/:id/promises', at({}, ofPlan)),
	...both('/followup/plans/:id/milestones/new', at({}, ofPlan, { fields: milestone })),
	...both('/followup/plans/:id/milestones/:milestone/change', at({}, ofPlan, { fields: milestone })),
	...both('/followup/plans/:id/milestones/:milestone/drop', at({}, ofPlan, { fields: { because: 'A' } })),
	...both(
		'/followup/plans/:id/milestones/:milestone/update',
		at(handedIn, ofPlan, { fields: { standing: 'on track', text: 'It goes on' }, upload }),
	),
	...both('/followup/plans/:id/hand-in', at({}, ofPlan, { query: '?seen=0', fields: { note: 'A' } })),
	...both('/followup/plans/:id/revise', at(handedIn, ofPlan, { query: '?seen=0' })),
	...both('/followup/plans/:id/publish', at(handedIn, ofPlan, { fields: { version: '1' } })),
	...both(
		'/followup/plans/:id/check',
		at(handedIn, ofPlan, ({ element }) => ({
			fields: { version: '1', [`found-${element}`]: 'present', in_line: 'yes', detail: 'yes', refers: 'yes' },
		})),
	),
	'GET /followup/windows': {},
	...both('/followup/windows/new', {
		arrange: async (world, who) => ({
			query: `?programme=${(await window(world, who)).programme}`,
			fields: {
				title: 'A window',
				asked: 'How far?',
				whom: 'all',
				...day('from', today),
				...day('until', later),
			},
		}),
	}),
	'GET /followup/windows/:id': inWindow(),
	'GET /followup/windows/:id/forces.csv': inWindow(),
	...both(
		'/followup/windows/:id/extend',
		inWindow({ fields: { because: 'Many asked', ...day('until', later) } }),
	),
	...both(
		'/followup/windows/:id/send',
		inWindow({ fields: { part: '', text: 'It is done', ...day('since', today) }, upload }),
	),
};
