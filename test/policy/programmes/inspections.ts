import type { InspectionAction } from '../../../src/programmes/index.ts';
import { arrange, take } from '../../inspections.ts';
import type { SignedIn } from '../../people.ts';
import type { Example } from '../example.ts';
import type { World } from '../world.ts';
import { aForce } from './a-force.ts';

type Steps = readonly (InspectionAction | 'decide')[];

/** An inspection that has come so far. Somebody of a force has one of their own, which they were told of. */
async function inspection(world: World, who: SignedIn, steps: Steps, fieldwork: [number, number] = [0, 11]) {
	const force = (await aForce(world, who)).id;
	const lead = await world.signedInAs('inspector');
	const { id } = await arrange(world, { force, lead, fieldwork });
	await take(world, id, ...steps);
	return { id, lead };
}

const after = (...steps: Steps): Example => ({
	arrange: async (world, who) => ({ params: { id: (await inspection(world, who, steps)).id } }),
});

const opened = ['decide', 'open'] as const;
const inFieldwork = [...opened, 'begin fieldwork'] as const;
const inReporting = [...inFieldwork, 'end fieldwork', 'begin reporting'] as const;
const closed = [...inReporting, 'publish', 'close'] as const;

/** The page that asks, and the step itself. */
const step = (action: InspectionAction, ready: Steps, fields: Record<string, string> = {}) => {
	const url = `/inspections/:id/${action.replaceAll(' ', '-')}`;
	const arranged: Example['arrange'] = async (world, who) => {
		const past =
			action === 'record' || ready.includes('record') ? ([-30, -20] as [number, number]) : undefined;
		const { id } = await inspection(world, who, ready, past);
		const moves = ready.filter((each) => each !== 'decide').length;
		return { params: { id }, query: `?seen=${moves}`, fields };
	};
	return { [`GET ${url}`]: { arrange: arranged }, [`POST ${url}`]: { arrange: arranged } };
};
const because = { reason: 'Because' };

/** Outside the inspectorate the judgments are there once the inspection is published. */
const recorded: Example = {
	arrange: async (world, who) => ({
		params: { id: (await inspection(world, who, ['record'], [-30, -20])).id },
	}),
};

const member: Example = {
	arrange: async (world, who) => {
		const { id, lead } = await inspection(world, who, []);
		return { params: { id, account: lead.account } };
	},
};

export const inspectionsExamples: Readonly<Record<string, Example>> = {
	'GET /inspections': {},
	'GET /inspections/:id': after(...opened),
	'GET /inspections/:id/judgments': recorded,
	'GET /inspections/:id/judgments.csv': recorded,
	...step('open', ['decide']),
	...step('begin fieldwork', opened),
	...step('end fieldwork', inFieldwork),
	...step('begin reporting', [...inFieldwork, 'end fieldwork']),
	// Nothing of it is judged yet.
	'POST /inspections/:id/begin-reporting': {
		...step('begin reporting', [...inFieldwork, 'end fieldwork'])['POST /inspections/:id/begin-reporting'],
		status: 422,
	},
	'GET /inspections/:id/publish': after(...inReporting),
	// It is published by a release, and stands in none.
	'POST /inspections/:id/publish': { ...after(...inReporting), status: 422 },
	...step('close', [...inReporting, 'publish']),
	...step('record', [], because),
	...step('cancel', [], because),
	...step('call off', opened, because),
	...step('reopen', closed, because),
	...step('plan again', ['record'], because),
	'GET /inspections/:id/team/add': after(),
	'POST /inspections/:id/team/add': {
		arrange: async (world, who) => {
			const { id } = await inspection(world, who, []);
			const { account } = await world.signedInAs('analyst');
			return { params: { id }, fields: { account, part: 'member' } };
		},
	},
	'GET /inspections/:id/team/:account/remove': member,
	'POST /inspections/:id/team/:account/remove': member,
};
