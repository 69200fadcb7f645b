// Kills the service, its database, or both with SIGKILL in the middle of writes, again and again, and looks whether
// everything that was acknowledged is there, whole, at the next start. Run as: npm run kill [-- ROUNDS]
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { verifyAudit } from '../src/foundation/audit/verify.ts';
import { openDatabase } from '../src/foundation/database/connection.ts';
import { openCluster } from '../src/foundation/database/embedded.ts';
import { clusterFacts } from '../src/foundation/database/embedded-facts.ts';
import { openFolder } from '../src/foundation/database/folder.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { ended, formToken, type Running, removeInstallation, signIn, startService } from './running.ts';

const writers = 4;
const aims = ['server and database', 'server', 'database'] as const;
type Aim = (typeof aims)[number];

export type KillReport = {
	acknowledged: number;
	found: number;
	missing: string[];
	half: number;
	auditFaults: string[];
};

export async function killAgainAndAgain(rounds: number, print: (line: string) => void): Promise<KillReport> {
	const path = await mkdtemp(join(tmpdir(), 'inspectorate-kill-'));
	const acknowledged: string[] = [];
	try {
		for (let round = 0; round < rounds; round += 1) {
			const aim = aims[round % aims.length] ?? 'server';
			const service = await startService(path);
			const before = acknowledged.length;
			await writeWhile(service, acknowledged, round, () => kill(path, service, aim));
			print(`round ${round + 1}: killed ${aim} after ${acknowledged.length - before} acknowledged writes`);
			await ended(service.process, 'SIGKILL');
		}
		const last = await startService(path);
		const report = await lookAt(path, acknowledged);
		await ended(last.process, 'SIGTERM');
		return report;
	} finally {
		await removeInstallation(path);
	}
}

/** Invites people, several at a time, noting whom the service said it had invited, until the killing is over. */
async function writeWhile(
	service: Running,
	acknowledged: string[],
	round: number,
	killing: () => Promise<void>,
): Promise<void> {
	const { cookie } = await signIn(service.url, 'administrator@demo.example');
	let over = false;
	const write = async (writer: number) => {
		for (let i = 0; !over; i += 1) {
			const email = `round${round}.writer${writer}.number${i}@test.example`;
			try {
				const page = await fetch(`${service.url}/accounts/invite`, { headers: { cookie } });
				const body = new URLSearchParams({
					_form: formToken(await page.text()),
					email,
					name: 'Somebody invited',
					organisation: 'none',
					roles: 'reader',
				});
				const answer = await fetch(`${service.url}/accounts/invite`, {
					method: 'POST',
					headers: { cookie },
					body,
					redirect: 'manual',
				});
				if (answer.status === 303) acknowledged.push(email);
			} catch {
				// Whoever was cut off was told nothing, and nothing is promised about what they sent.
				await pause(20);
			}
		}
	};
	const writing = Array.from({ length: writers }, (_, writer) => write(writer));
	await killing();
	over = true;
	await Promise.all(writing);
}

async function kill(path: string, service: Running, aim: Aim): Promise<void> {
	await pause(400 + Math.random() * 600);
	const { pid } = await clusterFacts(await openFolder(path));
	if (aim !== 'database') service.process.kill('SIGKILL');
	if (aim !== 'server' && pid !== undefined) process.kill(pid, 'SIGKILL');
	// With the database alone gone, the service is to bring it back by itself and go on.
	await pause(aim === 'database' ? 2_500 : 100);
}

async function lookAt(path: string, acknowledged: readonly string[]): Promise<KillReport> {
	const folder = await openFolder(path);
	const cluster = await openCluster(folder, { log: silent });
	const address = { ...cluster.connection, database: 'inspectorate' };
	const owner = new pg.Client(address);
	await owner.connect();
	const database = openDatabase(address, { secret: folder.secret, log: silent });
	try {
		const there = await owner.query<{ email: string }>('select email from foundation.account');
		const emails = new Set(there.rows.map(({ email }) => email));
		const missing = acknowledged.filter((email) => !emails.has(email));
		// An invitation is an account, its link and its entry in the record: all of them or none.
		const half = await owner.query<{ count: string }>(
			`select count(*) from foundation.account a where a.state = 'invited' and (
				not exists (select from authentication.link l where l.account_id = a.id)
				or not exists (select from foundation.audit_entry e where e.subject_kind = 'account' and e.subject_id = a.id::text))`,
		);
		const { faults } = await database.asActor({ kind: 'operator', name: 'kill' }, (tx) =>
			verifyAudit(tx, { sealLog: join(folder.path, 'audit-seals.log') }),
		);
		return {
			acknowledged: acknowledged.length,
			found: acknowledged.length - missing.length,
			missing,
			half: Number(half.rows[0]?.count),
			auditFaults: faults.map(({ text }) => text),
		};
	} finally {
		await database.close();
		await owner.end();
		await cluster.stop();
	}
}

if (import.meta.main) {
	const print = (line: string) => process.stdout.write(`${line}\n`);
	const report = await killAgainAndAgain(Number(process.argv[2] ?? 20), print);
	print(
		`${report.found} of ${report.acknowledged} acknowledged writes are there, ${report.half} are half done`,
	);
	for (const fault of report.auditFaults) print(fault);
	const bad =
		report.missing.length + report.half + report.auditFaults.length > 0 || report.acknowledged === 0;
	process.exitCode = bad ? 1 : 0;
}
