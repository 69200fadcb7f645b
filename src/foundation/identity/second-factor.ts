import type { Tx } from '../database/connection.ts';
import type { Account } from './account.ts';
import { record } from './authentication.ts';
import type { Means } from './means.ts';
import { newRecoveryCodes, recoveryHash } from './recovery.ts';
import {
	keepFreshCodes,
	keepRecoveryCodes,
	keepTotp,
	keptTotp,
	recoveryCodesLeft,
	spendRecoveryCode,
	spendStep,
} from './second-factor.store.ts';
import { beginTry, codesOf, from } from './throttle.store.ts';
import { stepOf } from './totp.ts';

export const wrongCode =
	'The code is not right, or has been used. Wait for the next one. If you have tried several times, wait longer';

/** Whether this is a code of theirs, from the app or from the recovery list. Counts failures: the caller must answer, not throw. */
export async function proveCode(
	means: Means,
	tx: Tx,
	account: Account,
	given: { code: string; address: string },
): Promise<boolean> {
	const attempt = await beginTry(tx, codesOf(account.id), from(given.address));
	if (account.state === 'active' && !attempt.wait && (await isTheirs(means, tx, account, given.code))) {
		await attempt.succeeded();
		return true;
	}
	const { paused } = await attempt.failed();
	await record(tx, account, 'sign-in failed', { method: 'second factor' });
	if (paused) await record(tx, account, 'sign-in paused');
	return false;
}

async function isTheirs(means: Means, tx: Tx, account: Account, code: string): Promise<boolean> {
	const kept = await keptTotp(tx, account.id);
	if (kept === null) return false;
	const step = stepOf(means.box.open(kept.secret), code, means.services.clock.now(), kept.last_step);
	if (step !== null) return spendStep(tx, account.id, step);
	const hash = recoveryHash(means.services.secret, account.id, code);
	if (!(await spendRecoveryCode(tx, account.id, hash))) return false;
	const left = await recoveryCodesLeft(tx, account.id);
	await record(tx, account, 'recovery code used', { left: String(left) });
	return true;
}

/** Writes down a secret whose first code has arrived; false when the code does not belong to it. */
export async function takeUpTotp(
	means: Means,
	tx: Tx,
	account: Pick<Account, 'id' | 'organisation_id'>,
	secret: string,
	code: string,
): Promise<boolean> {
	const step = stepOf(secret, code, means.services.clock.now(), 0);
	if (step === null) return false;
	await keepTotp(tx, account.id, means.box.close(secret), step);
	await record(tx, account, 'second factor set up', { kind: 'authenticator app' });
	return true;
}

/** New codes in place of the old ones, to be shown in this session until their holder has put them away. */
export async function renewRecoveryCodes(
	means: Means,
	tx: Tx,
	account: string,
	session: string,
): Promise<void> {
	const codes = newRecoveryCodes();
	await keepRecoveryCodes(
		tx,
		account,
		codes.map((code) => recoveryHash(means.services.secret, account, code)),
	);
	await keepFreshCodes(tx, session, means.box.close(codes.join(' ')));
}
