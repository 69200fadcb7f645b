import { open } from 'node:fs/promises';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { codeOf, Failure, Refused } from '../kernel/failures.ts';

export type Scanner = {
	/** Throws a Failure when the file cannot be scanned: what was not scanned is not let in. */
	scan(path: string): Promise<{ virus?: string }>;
	check(): Promise<void>;
};

/** Where clamd listens: over TCP, or on a unix socket. */
export type ClamAddress = { host: string; port: number } | { path: string };

// Unpacking a large archive keeps clamd silent; its own limit on a scan is two minutes.
const patience = 150_000;
const longestReply = 4096;

/** ClamAV's daemon, spoken to by its INSTREAM protocol, so that it needs no access to our folders. */
export function clamAv(address: ClamAddress, timeout = patience): Scanner {
	return {
		async scan(path) {
			return verdict(await converse(address, timeout, (socket) => stream(socket, path)));
		},
		async check() {
			const reply = await converse(address, timeout, (socket) => send(socket, 'zPING\0'));
			if (reply !== 'PONG') throw unavailable(`it answered “${shown(reply)}”`);
		},
	};
}

function verdict(reply: string): { virus?: string } {
	if (reply === 'stream: OK') return {};
	const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
	if (found !== undefined) return { virus: shown(found) };
	if (/size limit exceeded/i.test(reply)) {
		throw new Refused('The file is larger than the virus scanner can take, so it cannot be accepted.');
	}
	throw unavailable(`it answered “${shown(reply)}”`);
}

async function stream(socket: Socket, path: string): Promise<void> {
	await send(socket, 'zINSTREAM\0');
	const file = await open(path);
	for await (const chunk of file.createReadStream({ highWaterMark: 256 * 1024 })) {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(chunk.length);
		socket.write(length);
		await send(socket, chunk);
	}
	await send(socket, Buffer.alloc(4));
}

function send(socket: Socket, bytes: string | Uint8Array): Promise<void> {
	return new Promise((resolve, reject) =>
		socket.write(bytes, (error) => (error ? reject(error) : resolve())),
	);
}

/** Connects, speaks, and returns the reply, which ends with a zero byte or with the connection. */
async function converse(
	address: ClamAddress,
	timeout: number,
	speak: (socket: Socket) => Promise<void>,
): Promise<string> {
	const options: NetConnectOpts = { ...address, timeout };
	const socket = connect(options);
	socket.on('timeout', () => socket.destroy(new Error(`no answer within ${timeout / 1000} seconds`)));
	const answer = replyOf(socket);
	const spoken = speak(socket).catch((error: Error) => {
		socket.destroy(error);
	});
	try {
		return await answer;
	} catch (cause) {
		throw unavailable(whyBroken(cause), cause);
	} finally {
		// clamd may have answered before it had everything: what is still being sent is not wanted any more.
		socket.destroy();
		await spoken;
	}
}

function replyOf(socket: Socket): Promise<string> {
	return new Promise((resolve, reject) => {
		let reply = '';
		const settle = () => resolve(reply.split('\0', 1).join('').trim());
		socket.on('data', (chunk) => {
			reply += chunk.toString('latin1');
			if (reply.includes('\0') || reply.length > longestReply) settle();
		});
		socket.on('error', reject);
		socket.on('close', () => (reply === '' ? reject(new Error('closed without an answer')) : settle()));
	});
}

/** clamd closes as soon as its limit is passed, and then its answer is mostly lost in the broken connection. */
function whyBroken(cause: unknown): string {
	const code = codeOf(cause);
	return code === 'EPIPE' || code === 'ECONNRESET'
		? 'it broke off, as it does when a file is larger than its StreamMaxLength'
		: 'it cannot be reached, or gave no answer';
}

function unavailable(why: string, cause?: unknown): Failure {
	return new Failure(
		`The virus scanner is not working (${why}), so files cannot be accepted. Try again in a few minutes.`,
		{ cause },
	);
}

function shown(text: string): string {
	return text.replaceAll(/[^\w .:;,()/-]/g, '').slice(0, 100);
}
