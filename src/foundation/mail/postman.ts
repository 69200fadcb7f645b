import type { Clock } from '../kernel/clock.ts';
import type { Settings } from '../settings/settings.ts';
import type { Postman, Sender } from './message.ts';
import { notifyPostman } from './notify.ts';
import { type Outbox, outbox } from './outbox.ts';
import { type SmtpSettings, smtpPostman } from './smtp.ts';

const notifyAddress = 'https://api.notifications.service.gov.uk';

/** Whoever takes mail away as the settings are now. To be closed after use. */
export async function postmanOf(
	settings: Settings,
	place: { outboxFolder: string; clock: Clock },
): Promise<Postman> {
	const { mail, name } = settings;
	switch (mail.kind) {
		case 'outbox':
			return outboxOf(settings, place);
		case 'smtp':
			return smtpPostman({ ...smtpServer(mail.url), from: { name, address: mail.from } });
		case 'notify':
			return notifyPostman({
				baseUrl: mail.address ?? notifyAddress,
				apiKey: mail.key,
				templateId: mail.template,
			});
	}
}

export function outboxOf(
	settings: Pick<Settings, 'name' | 'address'>,
	place: { outboxFolder: string; clock: Clock },
): Promise<Outbox> {
	const from: Sender = { name: settings.name, address: `no-reply@${new URL(settings.address).hostname}` };
	return outbox({ folder: place.outboxFolder, from, clock: place.clock });
}

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** smtps:// is encrypted from the first byte, smtp:// by an upgrade that is insisted on, except on this machine itself. */
export function smtpServer(address: string): Omit<SmtpSettings, 'from'> {
	const { protocol, hostname, port, username, password } = new URL(address);
	const tls = protocol === 'smtps:';
	return {
		host: hostname.replaceAll(/^\[|\]$/g, ''),
		port: port === '' ? (tls ? 465 : 587) : Number(port),
		security: tls ? 'tls' : thisMachine.has(hostname) ? 'none' : 'starttls',
		...(username === ''
			? {}
			: { login: { user: decodeURIComponent(username), password: decodeURIComponent(password) } }),
	};
}
