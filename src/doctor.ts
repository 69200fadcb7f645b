import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { clusterFacts, orphans } from './foundation/database/embedded-facts.ts';
import { openFolder } from './foundation/database/folder.ts';
import type { Command } from './foundation/kernel/command.ts';
import { messageOf } from './foundation/kernel/failures.ts';
import { silent } from './foundation/kernel/log.ts';
import { dataFolderOf, type Machine, openInstallation } from './installation.ts';

type Finding = { part: string; state: 'good' | 'bad' | 'note'; text: string };

/** Looks at everything a start needs, changes nothing, and says what is wrong. */
export const doctorCommand: Command<Machine> = {
	name: 'doctor',
	summary: 'Check the machine, the data folder and the database, and say what is wrong',
	async run({ world, io, json }) {
		const findings = [
			await runtime(),
			await dataFolder(world),
			...(await database(world)),
			...(await leftBehind()),
		];
		const bad = findings.some(({ state }) => state === 'bad');
		if (json) io.out(`${JSON.stringify({ well: !bad, findings })}\n`);
		else for (const { part, state, text } of findings) io.out(`${marks[state]} ${part}: ${text}\n`);
		return bad ? 1 : 0;
	},
};

const marks = { good: 'ok  ', bad: 'BAD ', note: 'note' };

async function runtime(): Promise<Finding> {
	return { part: 'Node.js', state: 'good', text: process.version };
}

async function dataFolder({ environment }: Machine): Promise<Finding> {
	const part = 'Data folder';
	const path = dataFolderOf(environment);
	try {
		await stat(path);
	} catch {
		return { part, state: 'note', text: `${path} is not there yet; the first start makes it.` };
	}
	try {
		await access(path, constants.W_OK);
		const { bavail, bsize } = await statfs(path);
		const free = Math.round((bavail * bsize) / 1_000_000);
		if (free < 500) return { part, state: 'bad', text: `Only ${free} MB are free at ${path}. Make room.` };
		return { part, state: 'good', text: `${path}, ${free.toLocaleString('en-GB')} MB free` };
	} catch (error) {
		return { part, state: 'bad', text: `${path} cannot be used: ${messageOf(error)}` };
	}
}

async function database({ environment }: Machine): Promise<Finding[]> {
	const part = 'Database';
	const findings: Finding[] = [];
	try {
		if (environment.DATABASE_URL === undefined) {
			const path = dataFolderOf(environment);
			const there = await stat(path).then(
				() => true,
				() => false,
			);
			if (!there) return [{ part, state: 'note', text: 'None yet; the first start makes it.' }];
			const facts = await clusterFacts(await openFolder(path));
			const running = facts.pid === undefined ? 'not running' : `running as process ${facts.pid}`;
			const size = `${Math.round(facts.bytes / 1_000_000)} MB`;
			findings.push({
				part,
				state: 'good',
				text: `embedded PostgreSQL ${facts.version}, ${running}, ${size}`,
			});
			if (facts.dataVersion === undefined) return findings;
		}
		const installation = await openInstallation({ environment, log: silent, purpose: 'use' });
		try {
			await installation.services.database.ping();
			const { kind } = installation.services.settings.current();
			findings.push({ part, state: 'good', text: `answers and is up to date (${kind})` });
		} finally {
			await installation.close();
		}
	} catch (error) {
		findings.push({ part, state: 'bad', text: messageOf(error) });
	}
	return findings;
}

async function leftBehind(): Promise<Finding[]> {
	return (await orphans()).map(({ path, folder }) => ({
		part: 'Left behind',
		state: 'note',
		text: `${path} is the database of ${folder || 'a folder'}, which is no longer there. Remove it if you do not want it back.`,
	}));
}
