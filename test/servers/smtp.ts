import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { say, sayPort, settingsGiven } from './say.ts';

/**
 * A mail server with one account. It says each message it has taken. Recipients decide their own fate by their name:
 * "nobody@…" does not exist, "full@…" has no room just now, "unwanted@…" is refused after the text was seen.
 */
const settings = settingsGiven();
const implicitTls = settings.security === 'tls';
const user = String(settings.user ?? '');

function answer(code: number, message: string): Error {
	return Object.assign(new Error(message), { responseCode: code });
}

const options: SMTPServerOptions = {
	secure: implicitTls,
	disabledCommands: settings.security === 'none' ? ['STARTTLS'] : [],
	allowInsecureAuth: false,
	authOptional: user === '',
	...(typeof settings.key === 'string' && typeof settings.cert === 'string'
		? { key: settings.key, cert: settings.cert }
		: {}),
	onAuth(auth, _session, done) {
		const right = auth.username === user && auth.password === settings.password;
		done(right ? null : answer(535, `wrong password of ${auth.username}`), right ? { user } : undefined);
	},
	onRcptTo({ address }, _session, done) {
		if (address.startsWith('nobody@')) done(answer(550, `<${address}> does not exist`));
		else if (address.startsWith('full@')) done(answer(452, `<${address}> has no room`));
		else done();
	},
	onData(stream, session, done) {
		text(stream).then((source) => {
			const to = session.envelope.rcptTo.map((recipient) => recipient.address);
			if (to.some((address) => address.startsWith('unwanted@'))) {
				done(answer(554, `<${to.join()}> does not want this`));
				return;
			}
			say({ to, secure: session.secure, user: session.user ?? null, source });
			done();
		}, done);
	},
};

const server = new SMTPServer(options);
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => sayPort(server.server.address()));
