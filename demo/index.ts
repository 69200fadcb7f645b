import {
	addInspectorate,
	addPolicingBody,
	createDemonstrationAccount,
	markInstallation,
	type Services,
} from '../src/foundation/index.ts';
import { addForce } from '../src/programmes/index.ts';
import { accounts, demonstrationPassword } from './accounts.ts';
import { forces } from './forces.ts';

export { accounts, demonstrationPassword } from './accounts.ts';

/** Fills an empty installation with the demonstration, whole or not at all, and marks it as one for ever. */
export async function loadDemonstration({ database }: Services): Promise<void> {
	await database.asActor({ kind: 'operator', name: 'demonstration' }, async (tx) => {
		await markInstallation(tx, 'demonstration');
		const organisations = new Map<string, string>();
		const inspectorate = await addInspectorate(tx, 'Inspectorate of Policing');
		for (const force of forces) organisations.set(force.name, await addForce(tx, force));
		const body = 'Police and Crime Commissioner for Derbyshire';
		organisations.set(
			body,
			await addPolicingBody(tx, body, organisationNamed(organisations, 'Derbyshire Constabulary')),
		);
		for (const { email, name, role, organisation } of accounts) {
			const home =
				organisation !== undefined
					? organisationNamed(organisations, organisation)
					: role === 'reader'
						? null
						: inspectorate;
			await createDemonstrationAccount(tx, {
				email,
				name,
				roles: [role],
				organisation: home,
				password: demonstrationPassword,
			});
		}
	});
}

function organisationNamed(organisations: ReadonlyMap<string, string>, name: string): string {
	const id = organisations.get(name);
	if (id === undefined) throw new Error(`The demonstration has no organisation named ${name}.`);
	return id;
}
