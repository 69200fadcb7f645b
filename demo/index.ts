import {
	type Actor,
	addInspectorate,
	createDemonstrationAccount,
	createFiles,
	type Environment,
	markInstallation,
	type Role,
	type Services,
} from '../src/foundation/index.ts';
import { addAnswering, listForces, todayIn } from '../src/programmes/index.ts';
import { accounts, demonstrationPassword } from './accounts.ts';
import { askedSteps } from './asked.ts';
import { findingSteps, loadFindings } from './findings/index.ts';
import { heard } from './heard.ts';
import { loadPresent } from './present.ts';
import { loadJudgments, loadPublished } from './published.ts';
import { loadRegister } from './register.ts';
import { takeSteps } from './steps.ts';

export { accounts, demonstrationPassword } from './accounts.ts';
export { loadDocuments } from './documents/index.ts';
export { loadFigures } from './figures.ts';
export { askForReleases, releasesJob } from './releases/index.ts';

/**
 * Fills an empty installation with the demonstration, whole or not at all, and marks it as one for ever. The frameworks of
 * the product have been kept before: it rests on them.
 */
export async function loadDemonstration({ database }: Services): Promise<void> {
	const operator: Actor = { kind: 'operator', name: 'demonstration' };
	await database.asActor(operator, async (tx) => {
		await markInstallation(tx, 'demonstration');
		const inspectorate = await addInspectorate(tx, 'Inspectorate of Policing');
		const forces = await loadRegister(tx);
		const body = 'Police and Crime Commissioner for Derbyshire';
		const bodyId = await addAnswering(tx, {
			forceId: numberOf(forces, 'Derbyshire Constabulary'),
			name: body,
			// The first commissioners took office on this day.
			since: Temporal.PlainDate.from('2012-11-22'),
			until: null,
		});
		const homes = new Map([...forces, [body, bodyId]]);
		const people = new Map<Role, string>();
		for (const { email, name, role, organisation } of accounts) {
			const home =
				organisation !== undefined ? numberOf(homes, organisation) : role === 'reader' ? null : inspectorate;
			const account = await createDemonstrationAccount(tx, {
				email,
				name,
				roles: [role],
				organisation: home,
				password: demonstrationPassword,
			});
			people.set(role, account);
		}
		await loadJudgments(tx, forces);
		await loadPublished(tx, operator);
		await loadFindings(tx);
		await loadPresent(tx, operator, {
			forces: await listForces(tx),
			today: await todayIn(tx),
			lead: people.get('inspector') ?? '',
		});
	});
}

/** What people do in the present round, each in their part; what an earlier start left undone of it. */
export async function loadSteps(services: Services, environment: Environment = {}): Promise<void> {
	const files = await createFiles(services, environment);
	await takeSteps(services, [heard, ...findingSteps, ...askedSteps(files)]);
}

function numberOf(organisations: ReadonlyMap<string, string>, name: string): string {
	const id = organisations.get(name);
	if (id === undefined) throw new Error(`The demonstration has no organisation named ${name}.`);
	return id;
}
