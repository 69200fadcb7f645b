import type { Database } from '../database/connection.ts';
import type { Command } from '../kernel/command.ts';
import { sealLogIn } from './seal-log.ts';
import { type Verification, verifyAudit } from './verify.ts';

/** What the command needs of what is open. */
export type AuditWorld = { database: Database; dataFolder: string };

export const auditCommands: readonly Command<AuditWorld>[] = [
	{
		name: 'audit verify',
		summary: 'Prove that no entry of the record was altered, removed, moved or put in',
		async run({ json, io, world }) {
			const started = performance.now();
			const verification = await world.database.asActor({ kind: 'worker', task: 'audit verify' }, (tx) =>
				verifyAudit(tx, { sealLog: sealLogIn(world.dataFolder) }),
			);
			const seconds = (performance.now() - started) / 1000;
			if (json) io.out(`${JSON.stringify({ intact: verification.found === 0, seconds, ...verification })}\n`);
			else for (const line of linesOf(verification, seconds)) io.out(`${line}\n`);
			return verification.found === 0 ? 0 : 1;
		},
	},
];

const count = new Intl.NumberFormat('en-GB');

export function plural(many: number, one: string, more = `${one}s`): string {
	return `${count.format(many)} ${many === 1 ? one : more}`;
}

/** The result of a verification in lines. */
function* linesOf(verification: Verification, seconds: number): Generator<string> {
	const { entries, batches, seals, confirmed, faults, found } = verification;
	for (const fault of faults) yield fault.text;
	if (found > faults.length) yield `… and ${plural(found - faults.length, 'more fault')}.`;
	yield `${plural(entries, 'sealed entry', 'sealed entries')} in ${plural(batches, 'batch', 'batches')} read in ${seconds.toFixed(1)} s (${count.format(Math.round(entries / Math.max(seconds, 0.001)))} a second); ${plural(seals.waiting, 'entry waits', 'entries wait')} to be sealed.`;
	if (seals.newest !== null) {
		yield `Newest seal: batch ${seals.newest.number} of ${seals.newest.sealedAt}, ${seals.newest.hash}.`;
	}
	yield confirmed === null
		? 'There is no file of seals to compare with, so a record that was cut off at its end would not be noticed.'
		: `${plural(confirmed, 'batch is', 'batches are')} confirmed by the file of seals.`;
	yield found === 0 ? 'The record is intact.' : `The record is not intact: ${plural(found, 'fault')} found.`;
}
