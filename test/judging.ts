import { addEvidence } from '../src/evidence/index.ts';
import type { AccountActor } from '../src/foundation/database/actor.ts';
import { dayIn, systemClock } from '../src/foundation/index.ts';
import { addFinding, addRaised, cite, moderate, propose, type Tone } from '../src/judgments/index.ts';
import { arrange, operator, take } from './inspections.ts';
import type { SignedIn } from './people.ts';
import type { TestService } from './service.ts';

/** The questions of the framework of the tests that `take(… 'decide')` puts in scope, and the pillar over both. */
export const inScope = ['first-hour', 'food-and-rest'] as const;

/** Who somebody is to the stores, as a page of theirs would say it. */
export function actorOf(person: SignedIn, ...roles: AccountActor['roles']): AccountActor {
	return {
		kind: 'account',
		account: person.account,
		name: `The ${roles.join(' and ')}`,
		email: person.email,
		roles,
		organisation: {
			id: person.organisation ?? '',
			kind: 'inspectorate',
			name: 'Inspectorate',
			force: null,
		},
		session: '',
		method: 'password',
	};
}

export type Cast = Awaited<ReturnType<typeof castOf>>;

/** One of each who has a part in a judgment. */
export async function castOf({ signedInAs }: TestService) {
	const inspector = await signedInAs('inspector');
	const manager = await signedInAs('programme manager');
	const approver = await signedInAs('HM Inspector');
	return {
		inspector,
		manager,
		approver,
		as: {
			inspector: actorOf(inspector, 'inspector'),
			manager: actorOf(manager, 'programme manager'),
			approver: actorOf(approver, 'HM Inspector'),
		},
	};
}

/** An inspection in fieldwork whose scope is decided, with the inspector in its team. */
export async function inspected(service: TestService, { inspector }: Pick<Cast, 'inspector'>) {
	const arranged = await arrange(service, { lead: inspector });
	await take(service, arranged.id, 'decide', 'open', 'begin fieldwork');
	return arranged;
}

/** A finding that two sources bear, written by somebody who is nobody of the cast. */
export async function found(
	{ database }: Pick<TestService, 'database'>,
	inspection: string,
	component: string,
	tone: Tone = 'strength',
	text = 'People are seen within minutes of arriving.',
): Promise<string> {
	return database.asActor(operator, async (tx) => {
		const { id } = await addFinding(tx, { of: { inspection }, component, tone, text });
		for (const kind of ['observation', 'document'] as const) {
			const item = await addEvidence(tx, {
				kind,
				inspection,
				source: { name: `The ${kind} of ${component}` },
				title: `What the ${kind} says`,
				text: 'Words.',
				happenedOn: dayIn(systemClock),
				gatheredByName: 'A. Inspector',
				reliability: kind === 'document' ? 'force-reported' : 'verified',
			});
			await cite(tx, id, { item: item.id, relation: 'supports' });
		}
		return id;
	});
}

/** Something raised about one question, by nobody of the cast. */
export async function raise(
	{ database }: Pick<TestService, 'database'>,
	inspection: string,
	component: string,
	kind: 'area for improvement' | 'cause of concern' = 'area for improvement',
): Promise<string> {
	const { id } = await database.asActor(operator, (tx) =>
		addRaised(tx, {
			of: { inspection, component },
			kind,
			text: 'The force should make sure that everybody who arrives is seen by a nurse within one hour.',
			addressee: 'the chief constable',
			due: { kind: 'none' },
		}),
	);
	return id;
}

/** Proposed by the inspector, and decided by the programme manager. */
export async function brought(
	{ database }: Pick<TestService, 'database'>,
	{ as }: Cast,
	at: { inspection: string; component: string },
	{ grade = 'sound', to = 'proposed' }: { grade?: string | null; to?: 'proposed' | 'moderated' } = {},
): Promise<void> {
	const offer = { grade, rationale: 'It meets most of what it should.', criteria: {} };
	await database.asActor(as.inspector, (tx) => propose(tx, as.inspector, { ...at, ...offer }));
	if (to === 'proposed') return;
	await database.asActor(as.manager, (tx) =>
		moderate(tx, as.manager, { ...at, grade, rationale: 'It is in line with others.' }),
	);
}
