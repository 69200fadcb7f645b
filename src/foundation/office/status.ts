import { statfs } from 'node:fs/promises';
import type { Tx } from '../database/connection.ts';
import { countJobs } from '../jobs/job.store.ts';
import { type Clock, inWordsTime } from '../kernel/clock.ts';
import { codeOf, messageOf } from '../kernel/failures.ts';
import { postmanOf } from '../mail/postman.ts';
import type { Settings } from '../settings/settings.ts';
import type { HealthCheck } from '../web/health.ts';
import { databaseFacts, migrationsApplied } from './status.store.ts';

/** One thing that is known about the system, and what is wrong with it, if anything is. */
export type Fact = { part: string; name: string; value: string; problem?: string };

const patience = 5_000;
const leastDisk = 1_000_000_000;
const lateAfter = 5 * 60;

const bytes = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const megabytes = (count: number) => `${bytes.format(count / 1_000_000)} MB`;
const gigabytes = (count: number) => `${bytes.format(count / 1_000_000_000)} GB`;

const kinds: Record<Settings['kind'], string> = {
	new: 'New: no account has been made yet',
	demonstration: 'A demonstration',
	live: 'Live',
	test: 'A test',
};

const mailKinds: Record<Settings['mail']['kind'], string> = {
	outbox: 'Written to the outbox, not sent',
	smtp: 'Sent through a mail server (SMTP)',
	notify: 'Sent through GOV.UK Notify',
};

/** What can be learnt from the database, in the reader's own transaction. */
export async function databaseStatus(tx: Tx, clock: Clock): Promise<Fact[]> {
	const facts = await databaseFacts(tx);
	const migrations = await migrationsApplied(tx);
	const jobs = await countJobs(tx);
	const scarce = facts.connections > facts.most * 0.9;
	const due = jobs.waiting.oldest;
	const late = due !== null && clock.now().since(due).total('seconds') > lateAfter;
	return [
		{ part: 'Database', name: 'PostgreSQL', value: facts.version },
		{ part: 'Database', name: 'Size', value: megabytes(facts.size) },
		{
			part: 'Database',
			name: 'Connections',
			value: `${facts.connections} of ${facts.most}`,
			...(scarce
				? { problem: 'Nearly all connections are in use. Allow more, or use fewer processes.' }
				: {}),
		},
		{
			part: 'Database',
			name: 'Migrations',
			value: `${migrations.count}, the last ${migrations.last} on ${inWordsTime(migrations.at)}`,
		},
		{
			part: 'Jobs',
			name: 'Waiting',
			value: String(jobs.waiting.count + jobs['trying again'].count),
			...(late
				? {
						problem: 'Jobs have been waiting for more than 5 minutes. Is the process that does them running?',
					}
				: {}),
		},
		{ part: 'Jobs', name: 'Running', value: String(jobs.running.count) },
		{
			part: 'Jobs',
			name: 'Failed',
			value: String(jobs.failed.count),
			...(jobs.failed.count > 0
				? { problem: 'Some jobs have failed. Look at them on the page “Jobs”.' }
				: {}),
		},
	];
}

/** What can be learnt elsewhere: none of it may keep the page waiting for long. */
export async function surroundingStatus(options: {
	version: string;
	settings: Settings;
	dataFolder: string;
	outboxFolder: string;
	clock: Clock;
	fileStore: string;
	checks: readonly HealthCheck[];
}): Promise<Fact[]> {
	const { version, settings, dataFolder, fileStore, checks } = options;
	const provider = settings.openId;
	const found = await Promise.all([
		{ part: 'Service', name: 'Version', value: version },
		{ part: 'Service', name: 'Kind of installation', value: kinds[settings.kind] },
		{ part: 'Service', name: 'Running for', value: duration(process.uptime()) },
		{ part: 'Service', name: 'Memory', value: megabytes(process.memoryUsage.rss()) },
		disk(dataFolder),
		{ part: 'Files', name: 'Where they are kept', value: fileStore },
		checked({ part: 'Mail', name: 'Mail', value: mailKinds[settings.mail.kind] }, async () => {
			const postman = await postmanOf(settings, options);
			try {
				await postman.check();
			} finally {
				postman.close();
			}
		}),
		provider === null
			? { part: 'Sign-in', name: 'Identity provider', value: 'None' }
			: checked({ part: 'Sign-in', name: 'Identity provider', value: provider.issuer }, () =>
					discover(provider.issuer),
				),
		...checks.map(({ name, check }) =>
			checked({ part: 'Checks', name: sentenceCase(name), value: 'Works' }, check),
		),
	]);
	return found;
}

/** The fact, with what the check complained of. */
async function checked(fact: Fact, check: () => Promise<void>): Promise<Fact> {
	const { promise: tooLate, reject } = Promise.withResolvers<never>();
	const timer = setTimeout(() => reject(new Error('It did not answer within 5 seconds.')), patience);
	try {
		await Promise.race([check(), tooLate]);
		return fact;
	} catch (error) {
		return { ...fact, problem: messageOf(error) };
	} finally {
		clearTimeout(timer);
	}
}

async function discover(issuer: string): Promise<void> {
	const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
		signal: AbortSignal.timeout(patience),
	}).catch(() => {
		throw new Error('The identity provider cannot be reached, so nobody can sign in through it.');
	});
	await response.body?.cancel();
	if (!response.ok) {
		throw new Error(
			`The identity provider answers with an error (${response.status}), so nobody can sign in through it.`,
		);
	}
}

async function disk(folder: string): Promise<Fact> {
	const fact = { part: 'Service', name: 'Disk' };
	try {
		const { bavail, blocks, bsize } = await statfs(folder);
		const free = bavail * bsize;
		return {
			...fact,
			value: `${gigabytes(free)} of ${gigabytes(blocks * bsize)} free`,
			...(free < leastDisk
				? { problem: 'The disk is nearly full. Make room, or files and mail cannot be kept.' }
				: {}),
		};
	} catch (error) {
		return {
			...fact,
			value: 'Not known',
			problem: `The data folder cannot be read (${codeOf(error) ?? 'unknown'}).`,
		};
	}
}

function duration(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	const days = Math.floor(minutes / 1440);
	const hours = Math.floor((minutes % 1440) / 60);
	if (days > 0)
		return `${days} ${days === 1 ? 'day' : 'days'} and ${hours} ${hours === 1 ? 'hour' : 'hours'}`;
	if (hours > 0) return `${hours} ${hours === 1 ? 'hour' : 'hours'} and ${minutes % 60} minutes`;
	return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

function sentenceCase(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
