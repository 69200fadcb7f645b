import { SignJWT } from 'jose';
import { z } from 'zod';
import { Failure, WrongUsage } from '../kernel/failures.ts';
import { type Letter, PermanentMailFailure, type Postman, requireSafe } from './message.ts';

export type NotifySettings = {
	/** https://api.notifications.service.gov.uk */
	baseUrl: string;
	/** As Notify shows it once: a name, the id of the service and the secret, joined by hyphens. */
	apiKey: string;
	/** An e-mail template with ((subject)) as its subject and ((body)) as its text. */
	templateId: string;
};

const patience = 30_000;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

export function notifyPostman(settings: NotifySettings): Postman {
	const { serviceId, secret } = partsOf(settings.apiKey);

	async function call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
		const token = await new SignJWT()
			.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
			.setIssuer(serviceId)
			.setIssuedAt()
			.sign(secret);
		const response = await fetch(new URL(path, settings.baseUrl), {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: body === undefined ? null : JSON.stringify(body),
			redirect: 'error',
			signal: AbortSignal.timeout(patience),
		}).catch((cause: unknown) => {
			throw new Failure('GOV.UK Notify cannot be reached.', { cause });
		});
		const answer: unknown = await response.json().catch(() => undefined);
		if (!response.ok) throw refusal(response.status, answer);
		return answer;
	}

	return {
		async send(letter: Letter) {
			requireSafe(letter);
			await call('POST', '/v2/notifications/email', {
				email_address: letter.to,
				template_id: settings.templateId,
				personalisation: { subject: letter.subject, body: letter.text },
				reference: letter.id,
				...(letter.stop === undefined ? {} : { one_click_unsubscribe_url: letter.stop }),
			});
		},
		async check() {
			const answer = await call('GET', `/v2/template/${encodeURIComponent(settings.templateId)}`);
			const template = z
				.object({ type: z.string(), subject: z.string().nullish(), body: z.string() })
				.safeParse(answer);
			const usable =
				template.data?.type === 'email' &&
				template.data.subject?.includes('((subject))') === true &&
				template.data.body.includes('((body))');
			if (!usable) {
				throw new Failure(
					'The template at GOV.UK Notify must be an e-mail template with ((subject)) in its subject and ((body)) in its text.',
				);
			}
		},
		close() {},
	};
}

function partsOf(apiKey: string): { serviceId: string; secret: Uint8Array } {
	const [, serviceId, secret] = new RegExp(`(${uuid})-(${uuid})$`).exec(apiKey) ?? [];
	if (serviceId === undefined || secret === undefined) {
		throw new WrongUsage('The API key of GOV.UK Notify is incomplete: copy all of it, as Notify showed it.');
	}
	return { serviceId, secret: new TextEncoder().encode(secret) };
}

const errors = z.object({ errors: z.array(z.object({ message: z.string() })) });

/** Notify's own messages may hold what was sent, so that they are read but not passed on. */
function refusal(status: number, answer: unknown): Failure {
	const said =
		errors
			.safeParse(answer)
			.data?.errors.map((error) => error.message)
			.join(' ') ?? '';
	if (status === 400 && /team-only|trial mode/i.test(said)) {
		return new Failure(
			'GOV.UK Notify sends only to the team as long as the service or its key is in trial mode.',
		);
	}
	if (status === 400) return new PermanentMailFailure('GOV.UK Notify refused a message for good (400).');
	if (status === 403 && /clock/i.test(said)) {
		return new Failure('GOV.UK Notify refused us because the clock of this machine is wrong.');
	}
	if (status === 401 || status === 403) return new Failure(`GOV.UK Notify refused our API key (${status}).`);
	if (status === 404) return new Failure('GOV.UK Notify does not know our template.');
	if (status === 429)
		return new Failure('GOV.UK Notify takes no more messages now, because its limit was reached.');
	if (status >= 500) return new Failure(`GOV.UK Notify is out of order (${status}).`);
	return new Failure(`GOV.UK Notify refused a message (${status}).`);
}
