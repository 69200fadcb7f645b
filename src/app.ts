import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { accuracyParts, accuracyTabs, accuracyWaiting, roundPolicy } from './accuracy/index.ts';
import { chores } from './chores.ts';
import {
	askToLook,
	documentCommands,
	documentJobs,
	documentParts,
	documentPolicy,
	documentSchedule,
	documentsWaiting,
	documentTabs,
	documentWorkflow,
	lateDocumentCommands,
} from './documents/index.ts';
import {
	evidenceForceTabs,
	evidenceParts,
	evidenceTabs,
	objectPolicy,
	standardPolicy,
	statementMaterial,
	statementPolicy,
} from './evidence/index.ts';
import {
	figureSignals,
	figuresCommands,
	figuresJobs,
	figuresParts,
	figuresSchedule,
	figureTabs,
	indicatorCommands,
} from './figures/index.ts';
import {
	followupCommands,
	followupParts,
	followupSchedule,
	followupWaiting,
	partWorkflow,
} from './followup/index.ts';
import { auditCommands } from './foundation/audit/audit.commands.ts';
import { sealAudit } from './foundation/audit/seal.ts';
import type { AccountActor } from './foundation/database/actor.ts';
import type { DatabaseAddress } from './foundation/database/connection.ts';
import { createFiles, type Files } from './foundation/files/files.ts';
import { accountCommands, identityCookies, identityPart } from './foundation/identity/index.ts';
import { accountPolicy } from './foundation/identity/policy.ts';
import { registerJobs } from './foundation/jobs/job.store.ts';
import type { AnyJob } from './foundation/jobs/job.ts';
import { type Jobs, type Recurring, startJobs } from './foundation/jobs/runner.ts';
import type { Command } from './foundation/kernel/command.ts';
import { type Environment, readEnvironment } from './foundation/kernel/config.ts';
import { mailer, sendMailJob } from './foundation/mail/mailer.ts';
import { auditPart } from './foundation/office/audit.pages.ts';
import { filePolicy, filesPart } from './foundation/office/files.pages.ts';
import { homePart, type Shortcut } from './foundation/office/home.pages.ts';
import { failedJobs, jobsPart } from './foundation/office/jobs.pages.ts';
import { mayReadOutbox, outboxFolder, outboxPart } from './foundation/office/outbox.pages.ts';
import { policyPart } from './foundation/office/policy.pages.ts';
import { firstSettings, settingsPart } from './foundation/office/settings.pages.ts';
import { statusPart } from './foundation/office/status.pages.ts';
import { workPart } from './foundation/office/work.pages.ts';
import { policyCommands } from './foundation/policy/matrix.commands.ts';
import { mayTry, type Permit, type Policy } from './foundation/policy/policy.ts';
import { loadAssets } from './foundation/web/assets.ts';
import type { Part, Services } from './foundation/web/part.ts';
import { createRenderer } from './foundation/web/render.ts';
import { createServer, serverCookies } from './foundation/web/server.ts';
import { twoPersonCheck } from './foundation/workflow/rules.ts';
import {
	calibrationWaiting,
	evidenceUses,
	judgmentForceTabs,
	judgmentGates,
	judgmentProgrammeTabs,
	judgmentsParts,
	judgmentsWaiting,
	judgmentTabs,
	judgmentWorkflow,
	objectFindings,
	raisedPolicy,
	standardUses,
} from './judgments/index.ts';
import {
	forcePolicy,
	frameworkCommands,
	frameworkPolicy,
	inspectionPolicy,
	inspectionsWaiting,
	type Opening,
	ownForcePolicy,
	type ProgrammesPorts,
	programmePolicy,
	programmesCommands,
	programmesParts,
} from './programmes/index.ts';
import {
	releasePolicy,
	releaseProgrammeTabs,
	releaseSource,
	releasesCommands,
	releasesJobs,
	releasesParts,
	releasesSchedule,
	releasesWaiting,
	releaseTabs,
	releaseWorkflow,
} from './releases/index.ts';
import { requestsWaiting, returnsGates, returnsParts, returnTabs } from './returns/index.ts';
import {
	followersFact,
	frontPage,
	publicChanges,
	websitePart,
	websiteSchedule,
	websiteWords,
} from './website/index.ts';

/** Where each room keeps its pages; "identity/sign-in.njk" is the file sign-in.njk in the folder of "identity". */
const views = {
	identity: folder('foundation/identity/views'),
	office: folder('foundation/office/views'),
	workflow: folder('foundation/workflow/views'),
	imports: folder('programmes/imports/views'),
	forces: folder('programmes/forces/views'),
	frameworks: folder('programmes/frameworks/views'),
	history: folder('programmes/history/views'),
	planning: folder('programmes/planning/views'),
	scoping: folder('programmes/scoping/views'),
	inspections: folder('programmes/inspections/views'),
	overview: folder('programmes/overview/views'),
	snapshots: folder('figures/snapshots/views'),
	charts: folder('figures/charts/views'),
	figures: folder('figures/pages/views'),
	standards: folder('evidence/standards/views'),
	evidence: folder('evidence/items/views'),
	statements: folder('evidence/statements/views'),
	objects: folder('evidence/objects/views'),
	returns: folder('returns/views'),
	findings: folder('judgments/findings/views'),
	raised: folder('judgments/raised/views'),
	judging: folder('judgments/judging/views'),
	moderation: folder('judgments/moderation/views'),
	thread: folder('judgments/thread/views'),
	search: folder('judgments/search/views'),
	drafts: folder('documents/drafts/views'),
	composing: folder('documents/composing/views'),
	making: folder('documents/making/views'),
	writing: folder('documents/writing/views'),
	accuracy: folder('accuracy/views'),
	gathering: folder('releases/gathering/views'),
	reading: folder('releases/reading/views'),
	instants: folder('releases/instants/views'),
	bundle: folder('releases/bundle/views'),
	register: folder('followup/register/views'),
	acting: folder('followup/acting/views'),
	actionPlans: folder('followup/planning/views'),
	windows: folder('followup/windows/views'),
	answering: folder('followup/answering/views'),
	monitoring: folder('followup/monitoring/views'),
	across: folder('followup/across/views'),
	reminding: folder('followup/reminding/views'),
	website: folder('website/views'),
	policeForces: folder('website/forces/views'),
	searching: folder('website/search/views'),
	data: folder('website/data/views'),
	comparing: folder('website/compare/views'),
	library: folder('website/library/views'),
	alerts: folder('website/alerts/views'),
};

/** Every room of the product, put together. */
export type Assembly = {
	parts: readonly Part[];
	files: Files;
	jobs: readonly AnyJob[];
	schedule: readonly Recurring[];
};

/** The rooms, from the ground up. What a lower room shows of a higher one is handed to it here. */
export async function assemble(services: Services, environment: Environment): Promise<Assembly> {
	const files = await createFiles(services, environment);
	const post = mailer(services.secret);
	const schedule = [
		...chores(services, files.sweep),
		...figuresSchedule(services, { recomputed: askToLook }),
		...documentSchedule(services),
		...releasesSchedule(services, { files, mailer: post }),
		...followupSchedule(services, { files, mailer: post }),
		...websiteSchedule(services, post),
	];
	const tabs = [
		...evidenceTabs,
		...returnTabs,
		...judgmentTabs,
		...documentTabs,
		...accuracyTabs,
		...releaseTabs,
	];
	const programmes: ProgrammesPorts = {
		signals: [figureSignals],
		material: [statementMaterial],
		gates: [...returnsGates, ...judgmentGates],
		release: releaseSource,
		tabs,
		forceTabs: [...figureTabs, ...evidenceForceTabs, ...judgmentForceTabs],
		programmeTabs: [...judgmentProgrammeTabs, ...releaseProgrammeTabs],
	};
	const parts: Part[] = [
		homePart({
			waiting: [
				firstSettings,
				failedJobs,
				inspectionsWaiting(programmes),
				requestsWaiting,
				judgmentsWaiting,
				calibrationWaiting,
				documentsWaiting,
				accuracyWaiting,
				...followupWaiting,
				...releasesWaiting,
			],
			front: frontPage,
			shortcuts: (actor) => shortcuts(services, actor),
			cookies: [...serverCookies, ...identityCookies],
		}),
		identityPart(services, post),
		...programmesParts(services, programmes),
		...figuresParts(services, programmes),
		...evidenceParts(services, {
			...programmes,
			files,
			tabs,
			uses: [evidenceUses],
			objectFindings,
			standardUses,
		}),
		...returnsParts(services, { files, tabs }),
		...judgmentsParts({ ...programmes, tabs }),
		...documentParts(services, { tabs }),
		...accuracyParts(services, { files, mailer: post, tabs }),
		...releasesParts(services, { ...programmes, files, mailer: post, tabs }),
		...followupParts(services, { files, mailer: post }),
		websitePart(services, post),
		filesPart(files),
		jobsPart(),
		workPart(),
		outboxPart(services),
		auditPart(services),
		policyPart(() => policiesOf(parts)),
		statusPart(services, { fileStore: files.place, checks: files.checks, facts: followersFact }),
		settingsPart(services, post),
	];
	return {
		parts,
		files,
		jobs: [
			sendMailJob(services, outboxFolder(services)),
			...figuresJobs(services),
			...documentJobs(services),
			...releasesJobs(services, { files, mailer: post }),
			...schedule.map(({ job }) => job),
		],
		schedule,
	};
}

/** What each room's commands are, before anything is opened for them. */
export function commandsOf(): Command<Services>[] {
	return [
		...accountCommands,
		...auditCommands,
		...programmesCommands,
		...figuresCommands,
		...documentCommands,
		...followupCommands,
		...releasesCommands(async (services) => createFiles(services, readEnvironment(process.env))),
		...policyCommands<Services>(async (services) => policiesOf((await assemble(services, {})).parts)),
	];
}

/** The commands that may do without the database. */
export function lateCommands(): Command<Opening>[] {
	return [...frameworkCommands, ...indicatorCommands, ...lateDocumentCommands];
}

export function policiesOf(parts: readonly Part[]): Policy[] {
	return parts.flatMap((part) => part.policies ?? []);
}

export async function createApp(
	services: Services,
	{ parts, files, jobs }: Assembly,
	environment: Environment,
): Promise<FastifyInstance> {
	// Whoever does the jobs may not have started yet; they can be asked for all the same.
	await services.database.asActor({ kind: 'worker', task: 'start' }, (tx) => registerJobs(tx, jobs));
	const assets = await loadAssets();
	const {
		INSPECTORATE_TRUSTED_PROXIES: trustedProxies = 0,
		INSPECTORATE_REQUESTS_PER_MINUTE: requestsPerMinute = 600,
		INSPECTORATE_METRICS_TOKEN: metricsToken,
	} = environment;
	return createServer({
		...services,
		assets,
		spool: files.spool,
		trustedProxies,
		requestsPerMinute,
		...(metricsToken === undefined ? {} : { metricsToken }),
		https: services.settings.current().address.startsWith('https:'),
		renderer: createRenderer({ views, assets, now: services.clock, words: websiteWords }),
		words: websiteWords,
		site: () => {
			const { name, kind } = services.settings.current();
			return { inspectorate: name, demonstration: kind === 'demonstration' };
		},
		routes: parts.flatMap((part) => part.routes ?? []),
		navigation: parts.flatMap((part) => part.navigation ?? []),
		kept: {
			changes: publicChanges(services.database),
			settings: () => {
				const { name, address, kind } = services.settings.current();
				return JSON.stringify([name, address, kind]);
			},
			// Where the clock is moved about, nothing holds from one request to the next.
			every: services.settings.current().kind === 'test' ? 0 : 250,
		},
		checks: [
			{ name: 'database', check: () => services.database.ping() },
			twoPersonCheck(services.database, [judgmentWorkflow, documentWorkflow, releaseWorkflow, partWorkflow]),
			...parts.flatMap((part) => part.checks ?? []),
		],
	});
}

/** Does the jobs of this installation in this process, until it is stopped; what was done last is sealed last. */
export function startJobsOf(
	services: Services,
	{ jobs, schedule }: Assembly,
	address: DatabaseAddress,
): Jobs {
	const running = startJobs({ ...services, jobs, schedule, address });
	return {
		started: running.started,
		async stop() {
			await running.stop();
			await sealAudit(services);
		},
	};
}

function shortcuts({ settings }: Services, actor: AccountActor): Shortcut[] {
	const all: (Shortcut & { permit: Permit })[] = [
		{
			title: 'Forces',
			href: '/forces',
			text: 'The register of police forces, and how each was judged.',
			permit: forcePolicy.can.list,
		},
		{
			title: 'Your force',
			href: '/your-force',
			text: 'How it was judged, what is asked of it, and what the register says of it.',
			permit: ownForcePolicy.can.open,
		},
		{
			title: 'Inspections',
			href: '/inspections',
			text: 'Where each inspection stands, and what it needs next.',
			permit: inspectionPolicy.can.read,
		},
		{
			title: 'Raised',
			href: '/raised',
			text: 'What forces were asked to do, and what was found about it later.',
			permit: raisedPolicy.can.read,
		},
		{
			title: 'Documents',
			href: '/documents',
			text: 'Letters and reports: where each stands, and what it needs before it is signed.',
			permit: documentPolicy.can.read,
		},
		{
			title: 'Accuracy checks',
			href: '/accuracy',
			text: 'What forces are asked to check before it is published, point by point.',
			permit: roundPolicy.can.read,
		},
		{
			title: 'Releases',
			href: '/releases',
			text: 'What is published together, at which instant, and who approved it.',
			permit: releasePolicy.can.read,
		},
		{
			title: 'Programmes',
			href: '/programmes',
			text: 'What is planned as one: forces, frameworks, tranches and teams.',
			permit: programmePolicy.can.read,
		},
		{
			title: 'Planning',
			href: '/planning',
			text: 'Which programme asks which force in which week.',
			permit: programmePolicy.can.read,
		},
		{
			title: 'Frameworks',
			href: '/frameworks',
			text: 'What is asked, and how it is graded.',
			permit: frameworkPolicy.can.read,
		},
		{
			title: 'Standards',
			href: '/standards',
			text: 'The codes, schemes and guidance that findings rest on, version by version.',
			permit: standardPolicy.can.read,
		},
		{
			title: 'Management statements',
			href: '/statements',
			text: 'What forces say of themselves, year by year and section by section.',
			permit: statementPolicy.can.read,
		},
		{
			title: 'Assessed objects',
			href: '/objects',
			text: 'The systems and arrangements that inspectors look at again and again.',
			permit: objectPolicy.can.read,
		},
		{
			title: 'Files',
			href: '/files',
			text: 'What has been uploaded, and a place to upload more.',
			permit: filePolicy.can.list,
		},
		{
			title: 'Accounts',
			href: '/accounts',
			text: 'Who may sign in, and in which role.',
			permit: accountPolicy.can.see,
		},
	];
	const open = all
		.filter(({ permit }) => mayTry(actor, permit))
		.map(({ permit: _permit, ...shortcut }) => shortcut);
	const outbox = { title: 'Outbox', href: '/outbox', text: 'The mail that is written but not sent.' };
	return mayReadOutbox(settings.current(), actor) ? [...open, outbox] : open;
}

function folder(path: string): string {
	return fileURLToPath(new URL(path, import.meta.url));
}
