import { createServer, type Socket } from 'node:net';
import { sayPort, settingsGiven } from './say.ts';

/**
 * ClamAV's daemon as far as INSTREAM and PING go: it knows one virus, the test string of the EICAR, and has a limit.
 * `mode` makes it misbehave: "silent" never answers, "broken" answers with an error, "hangup" closes without a word.
 */
const settings = settingsGiven();
const limit = Number(settings.limit ?? 1_000_000_000);
const mode = String(settings.mode ?? 'working');
// In two halves, so that no scanner takes this source for a virus.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

function converse(socket: Socket): void {
	let waiting: Buffer = Buffer.alloc(0);
	let command: string | undefined;
	// Enough of the end of what came before to find the string across two chunks.
	let tail = '';
	let size = 0;
	let found = false;
	const reply = (text: string) => socket.end(`${text}\0`);

	socket.on('error', () => {});
	socket.on('data', (bytes) => {
		if (mode === 'silent') return;
		if (mode === 'hangup') {
			socket.destroy();
			return;
		}
		waiting = Buffer.concat([waiting, Buffer.from(bytes.toString('latin1'), 'latin1')]);
		if (command === undefined) {
			const end = waiting.indexOf(0);
			if (end < 0) return;
			command = waiting.toString('latin1', 0, end);
			waiting = waiting.subarray(end + 1);
			if (command === 'zPING') {
				reply('PONG');
				return;
			}
			if (command !== 'zINSTREAM') {
				reply('UNKNOWN COMMAND');
				return;
			}
		}
		while (waiting.length >= 4) {
			const length = waiting.readUInt32BE(0);
			if (length === 0) {
				if (mode === 'broken') reply('stream: Heuristics failed. ERROR');
				else reply(found ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
				return;
			}
			if (waiting.length < 4 + length) return;
			const chunk = waiting.toString('latin1', 4, 4 + length);
			waiting = waiting.subarray(4 + length);
			size += length;
			if (size > limit) {
				reply('INSTREAM size limit exceeded. ERROR');
				return;
			}
			found ||= (tail + chunk).includes(eicar);
			tail = chunk.slice(-eicar.length);
		}
	});
}

const server = createServer(converse);
if (typeof settings.path === 'string') server.listen(settings.path, () => sayPort({ port: 0 }));
else server.listen(0, '127.0.0.1', () => sayPort(server.address()));
