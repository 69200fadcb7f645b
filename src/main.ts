import {
	accounts,
	askForReleases,
	demonstrationPassword,
	loadDemonstration,
	loadDocuments,
	loadFigures,
	loadSteps,
	releasesJob,
} from '../demo/index.ts';
import { type Assembly, assemble, createApp, startJobsOf } from './app.ts';
import { keepGlossaryFiles } from './documents/index.ts';
import { askToRecompute, keepIndicatorFiles } from './figures/index.ts';
import { firstAdministratorLink } from './foundation/identity/index.ts';
import type { CommandIo } from './foundation/kernel/command.ts';
import type { Environment } from './foundation/kernel/config.ts';
import { codeOf, Refused } from './foundation/kernel/failures.ts';
import type { Log } from './foundation/kernel/log.ts';
import type { Services } from './foundation/web/part.ts';
import { defaultPort, type Installation, openInstallation } from './installation.ts';
import { keepFrameworkFiles } from './programmes/index.ts';

/** "when new": a new embedded installation becomes a demonstration. "wanted": somebody asked for it by name. */
export type DemonstrationWish = 'no' | 'when new' | 'wanted';

export type Running = { url: string; stop(): Promise<void> };

/** Starts the service and says where it is; stops whole when any step fails. */
export async function start(options: {
	environment: Environment;
	demonstration: DemonstrationWish;
	log: Log;
	io: CommandIo;
}): Promise<Running> {
	const { environment, log, io } = options;
	const installation = await openInstallation({ environment, log, purpose: 'serve' });
	const undo: (() => Promise<void>)[] = [() => installation.close()];
	const stop = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const { services } = installation;
		await keepFrameworkFiles(services);
		await keepGlossaryFiles(services);
		const { kept } = await keepIndicatorFiles(services);
		await settleKind(installation, options);
		const assembly = await assembled(services, environment);
		const app = await createApp(services, assembly, environment);
		undo.push(() => app.close());
		await services.database.asActor({ kind: 'worker', task: 'start' }, async (tx) => {
			await askToRecompute(
				tx,
				kept.length > 0 ? 'Indicators were added or changed' : 'What they come from changed before the start',
			);
			if (services.settings.current().kind === 'demonstration') await askForReleases(tx);
		});
		const port = environment.PORT ?? defaultPort;
		const host = environment.INSPECTORATE_HOST ?? '127.0.0.1';
		await app.listen({ port, host }).catch((error: unknown) => {
			throw portProblem(error, port, host);
		});
		if (environment.INSPECTORATE_JOBS !== 'elsewhere') {
			const jobs = startJobsOf(services, assembly, installation.address);
			undo.push(() => jobs.stop());
		}
		const bound = app.server.address();
		const url = installation.listensAt(typeof bound === 'object' && bound !== null ? bound.port : port);
		io.out(await welcome(installation, url));
		return { url, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Everything of the product; in a demonstration, with the job that loads what takes longer than a start. */
async function assembled(services: Services, environment: Environment): Promise<Assembly> {
	const assembly = await assemble(services, environment);
	return services.settings.current().kind === 'demonstration'
		? { ...assembly, jobs: [...assembly.jobs, releasesJob(services, environment)] }
		: assembly;
}

/** Does the jobs of an installation whose service runs elsewhere. */
export async function workAlone(options: {
	environment: Environment;
	log: Log;
}): Promise<{ stop(): Promise<void> }> {
	const installation = await openInstallation({ ...options, purpose: 'use' });
	try {
		const { services, address } = installation;
		const jobs = startJobsOf(services, await assembled(services, options.environment), address);
		return {
			async stop() {
				await jobs.stop();
				await installation.close();
			},
		};
	} catch (error) {
		await installation.close();
		throw error;
	}
}

/** An empty installation becomes a demonstration, or waits for its first administrator. */
async function settleKind(
	{ services }: Installation,
	{ environment, demonstration }: { environment: Environment; demonstration: DemonstrationWish },
): Promise<void> {
	const { kind } = services.settings.current();
	if (kind === 'new') {
		if (
			demonstration === 'wanted' ||
			(demonstration === 'when new' && environment.DATABASE_URL === undefined)
		) {
			await loadDemonstration(services);
			await services.settings.refresh();
		}
	} else if (demonstration === 'wanted' && kind !== 'demonstration') {
		throw new Refused(
			'This database is a real installation, and the demonstration is loaded into an empty one only. Name another database or another data folder (INSPECTORATE_DATA).',
		);
	}
	// Much of it, so it is not one transaction with the rest: what a start left undone, the next one does.
	if (services.settings.current().kind !== 'demonstration') return;
	// The one keeps the processor busy and the other the database.
	await Promise.all([loadFigures(services), loadSteps(services, environment)]);
	await loadDocuments(services);
}

async function welcome({ services, address }: Installation, url: string): Promise<string> {
	const { kind, name } = services.settings.current();
	const lines = ['', `${name} is running at ${url}`, ''];
	if (kind === 'demonstration') {
		const width = Math.max(...accounts.map(({ email }) => email.length));
		lines.push(
			`This is a demonstration. Sign in at ${url}/sign-in with the password "${demonstrationPassword}" as any of these:`,
			...accounts.map(
				({ email, role, organisation }) =>
					`  ${email.padEnd(width)}  ${role}${organisation === undefined ? '' : `, ${organisation}`}`,
			),
			'',
			'To run a real installation, give it a data folder of its own: INSPECTORATE_DATA=folder ./inspectorate start',
		);
	} else if (kind === 'new') {
		const link = await services.database.asActor({ kind: 'authentication' }, (tx) =>
			firstAdministratorLink(tx, url),
		);
		lines.push(
			`Nobody can sign in to the database ${address.database} yet. The first administrator opens this link, which works once:`,
			`  ${link}`,
		);
	}
	lines.push('', 'Press Ctrl-C to stop.', '');
	return `${lines.join('\n')}\n`;
}

function portProblem(error: unknown, port: number, host: string): unknown {
	const other = 'Choose another one: PORT=3001 npm start';
	if (codeOf(error) === 'EADDRINUSE')
		return new Refused(`Port ${port} is in use by another program. ${other}`);
	if (codeOf(error) === 'EACCES') return new Refused(`This user may not listen on port ${port}. ${other}`);
	if (codeOf(error) === 'EADDRNOTAVAIL')
		return new Refused(`This machine has no address ${host}. Mend INSPECTORATE_HOST.`);
	return error;
}
