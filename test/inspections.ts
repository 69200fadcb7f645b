import { dayIn, perform, systemClock } from '../src/foundation/index.ts';
import { holdersOf } from '../src/programmes/forces/post.store.ts';
import { keepFramework } from '../src/programmes/frameworks/framework.store.ts';
import {
	addForce,
	addHolder,
	addProgramme,
	addToTeam,
	decideScoping,
	type InspectionAction,
	inspectionMoves,
	planInspections,
} from '../src/programmes/index.ts';
import { testFramework, testFrameworkFile, testFrameworkKey } from './frameworks/index.ts';
import type { SignedIn } from './people.ts';
import type { TestService } from './service.ts';

export const operator = { kind: 'operator', name: 'tests' } as const;

/** The questions of the framework of the tests: one that is mandatory, three that are not. */
export const optional = ['food-and-rest', 'use-of-force', 'complaints'] as const;
export const everyAnswer = [
	{ component: 'first-hour', inspected: true, reason: null },
	{ component: 'food-and-rest', inspected: true, reason: 'Judged weak' },
	{ component: 'use-of-force', inspected: false, reason: 'Looked at by another programme' },
	{ component: 'complaints', inspected: false, reason: 'Judged strong' },
] as const;

/** The same as somebody fills it in. */
export const everyField = {
	seen: '0',
	'inspected-food-and-rest': 'yes',
	'reason-food-and-rest': 'Judged weak',
	'inspected-use-of-force': 'no',
	'reason-use-of-force': 'Looked at by another programme',
	'inspected-complaints': 'no',
	'reason-complaints': 'Judged strong',
};

export type Arrangement = {
	/** A force that is there; without it, a new one. */
	force?: string;
	/** Days from today, of the first and the last day of fieldwork. */
	fieldwork?: readonly [number, number];
	/** Whether chief officer and HM Inspector are on record. */
	posts?: boolean;
	lead?: SignedIn;
};

/** Decides its scope and takes these steps, as an operator may. */
export async function take(
	{ database }: Pick<TestService, 'database'>,
	id: string,
	...steps: (InspectionAction | 'decide')[]
): Promise<void> {
	await database.asActor(operator, async (tx) => {
		for (const action of steps) {
			if (action === 'decide') {
				const decision = { inspection: id, rows: everyAnswer, reason: null, decidedByName: 'A. Inspector' };
				await decideScoping(tx, operator, decision);
			} else {
				await perform(inspectionMoves({ release: async () => [] }), tx, operator, {
					id,
					action,
					reason: 'Because',
				});
			}
		}
	});
}

let made = 0;

/** A planned inspection of its own programme, under the framework of the tests. */
export async function arrange(
	{ database }: Pick<TestService, 'database'>,
	{ force, fieldwork = [0, 11], posts = true, lead }: Arrangement = {},
): Promise<{ id: string; force: string; programme: { id: string; slug: string } }> {
	made += 1;
	const number = made;
	return database.asActor(operator, async (tx) => {
		await keepFramework(tx, { source: testFramework, file: testFrameworkFile });
		const inspected =
			force ??
			(await addForce(tx, {
				name: `Shire ${number} Police`,
				code: null,
				region: 'North',
				inScope: true,
				scopeNote: null,
			}));
		if (posts) {
			const known = await holdersOf(tx, [inspected]);
			for (const kind of ['chief officer', 'HM Inspector'] as const) {
				if (known.some((holder) => holder.kind === kind)) continue;
				await addHolder(tx, {
					force: inspected,
					kind,
					post: kind === 'chief officer' ? 'Chief Constable' : 'HM Inspector',
					title: null,
					firstName: null,
					surname: kind === 'chief officer' ? 'C' : 'H',
					honours: null,
					knownAs: null,
					salutation: null,
					email: null,
					since: null,
					until: null,
				});
			}
		}
		const today = dayIn(systemClock);
		const [since, until] = fieldwork.map((days) => today.add({ days }));
		if (since === undefined || until === undefined) throw new Error('fieldwork has two days');
		const programme = await addProgramme(tx, {
			name: `Custody visits ${number}`,
			purpose: 'To see how people in custody are looked after.',
			assessment: null,
			fieldworkSince: since,
			fieldworkUntil: until,
			frameworks: [testFrameworkKey],
			forces: [{ force: inspected, excludedBecause: null }],
		});
		const [id] = await planInspections(tx, {
			programme: programme.id,
			tranche: null,
			forces: [inspected],
			...testFrameworkKey,
			fieldworkSince: since,
			fieldworkUntil: until,
			publishOn: until.add({ days: 60 }),
		});
		if (id === undefined) throw new Error('nothing was planned');
		if (lead !== undefined) await addToTeam(tx, { inspection: id, account: lead.account, part: 'lead' });
		return { id, force: inspected, programme };
	});
}
