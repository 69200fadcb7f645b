import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import type { Mailer } from '../mail/mailer.ts';
import { renameInspectorate } from '../organisations/organisation.store.ts';
import { definePolicy, to } from '../policy/policy.ts';
import type { MailSettings, StoredSettings } from '../settings/settings.ts';
import type { Part, Services } from '../web/part.ts';
import { type Answer, form, get, Invalid, post, redirect, view } from '../web/route.ts';
import type { WaitingSource } from './waiting.ts';

export const servicePolicy = definePolicy('service settings', { change: to('any', 'administrator') });

const nameFields = z.object({
	name: z
		.string()
		.trim()
		.min(1, 'Enter the name of the inspectorate')
		.max(100, 'The name must be 100 characters or fewer'),
	address: z
		.string()
		.trim()
		.transform((text) => text.replace(/\/+$/, ''))
		.pipe(z.url({ protocol: /^https?$/, error: 'Enter an address like https://inspectorate.example' })),
});

const mailFields = z.discriminatedUnion(
	'kind',
	[
		z.object({ kind: z.literal('outbox') }),
		z.object({
			kind: z.literal('smtp'),
			host: z.string().trim().min(1, 'Enter the address of the mail server'),
			port: z.coerce
				.number('Enter a port number, such as 587')
				.int('Enter a port number, such as 587')
				.min(1, 'Enter a port number, such as 587')
				.max(65_535, 'Enter a port number, such as 587'),
			user: z.string().trim(),
			password: z.string(),
			from: z.email('Enter the sender as an email address, like reports@inspectorate.example'),
		}),
		z.object({
			kind: z.literal('notify'),
			key: z.string().trim(),
			template: z.uuid('Enter the template number as GOV.UK Notify shows it'),
		}),
	],
	{ error: 'Choose how mail leaves' },
);

const providerFields = z.object({
	use: z.enum(['yes', 'no'], 'Choose whether people can sign in with an identity provider'),
	issuer: z.string().trim(),
	client: z.string().trim(),
	secret: z.string(),
	label: z.string().trim(),
});

const providerRules = z.object({
	issuer: z.url({
		protocol: /^https?$/,
		error: 'Enter the address of the provider, like https://login.example',
	}),
	client: z.string().min(1, 'Enter the client number that the provider gave you'),
	secret: z.string().min(1, 'Enter the client secret that the provider gave you'),
	label: z.string().min(1, 'Enter what people call the provider'),
});

export function settingsPart(services: Services, mailer: Mailer): Part {
	const { settings } = services;
	const permit = servicePolicy.can.change;

	async function save(tx: Tx, change: StoredSettings, sentence: string): Promise<Answer> {
		await settings.save(tx, change);
		return { ...redirect('/service', sentence), afterwards: () => settings.refresh() };
	}

	/** What the environment sets cannot be changed here, and the page says so instead of seeming to. */
	function refuseFixed(...keys: (keyof StoredSettings)[]): void {
		if (keys.some((key) => settings.fixed.has(key))) {
			throw new Invalid({ '': 'This is set by the environment of the service. Change it there.' });
		}
	}

	return {
		policies: [servicePolicy],
		navigation: [{ text: 'Settings', href: '/service', permit, layouts: ['staff'] }],
		routes: [
			get({
				url: '/service',
				opens: 'account',
				permit,
				async handle({ tx, actor }) {
					const stored = await storedKeys(tx);
					const { name, address, mail, openId } = settings.current();
					const state = (key: keyof StoredSettings) =>
						settings.fixed.has(key) ? 'Set by the environment' : stored.has(key) ? 'Done' : 'Not set yet';
					return view('office/settings/list.njk', {
						tasks: [
							{
								text: 'Name and address',
								href: '/service/name',
								hint: `${name}, at ${address}`,
								status: state('name'),
							},
							{ text: 'Mail', href: '/service/mail', hint: mailInWords(mail), status: state('mail') },
							{
								text: 'Identity provider',
								href: '/service/provider',
								hint:
									openId === null
										? 'People sign in with a password or a passkey'
										: `${openId.label}: ${openId.issuer}`,
								status: state('openId'),
							},
						],
						email: actor.email,
					});
				},
			}),
			...form({
				url: '/service/name',
				opens: 'account',
				permit,
				view: 'office/settings/name.njk',
				fields: nameFields,
				load: async () => ({ fixed: settings.fixed.has('name') && settings.fixed.has('address') }),
				initial: () => ({ name: settings.current().name, address: settings.current().address }),
				submit: async ({ tx, values }) => {
					refuseFixed('name', 'address');
					await renameInspectorate(tx, values.name);
					return save(tx, values, 'The name and address are saved.');
				},
			}),
			...form({
				url: '/service/mail',
				opens: 'account',
				permit,
				view: 'office/settings/mail.njk',
				fields: mailFields,
				load: async () => ({ fixed: settings.fixed.has('mail') }),
				initial: () => mailForm(settings.current().mail),
				submit: async ({ tx, values }) => {
					refuseFixed('mail');
					return save(
						tx,
						{ mail: mailFrom(values, settings.current().mail) },
						'The mail settings are saved.',
					);
				},
			}),
			...form({
				url: '/service/provider',
				opens: 'account',
				permit,
				view: 'office/settings/provider.njk',
				fields: providerFields,
				load: async () => ({
					fixed: settings.fixed.has('openId'),
					callback: `${settings.current().address}/sign-in/provider/callback`,
				}),
				initial: () => {
					const { openId } = settings.current();
					if (openId === null) return { use: 'no' };
					return { use: 'yes', issuer: openId.issuer, client: openId.client, label: openId.label };
				},
				submit: async ({ tx, values }) => {
					refuseFixed('openId');
					if (values.use === 'no')
						return save(tx, { openId: null }, 'People sign in with a password or a passkey.');
					const before = settings.current().openId;
					const secret = values.secret === '' ? (before?.secret ?? '') : values.secret;
					const parsed = providerRules.safeParse({ ...values, secret });
					if (!parsed.success) {
						throw new Invalid(
							Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message])),
						);
					}
					return save(tx, { openId: parsed.data }, 'The identity provider is saved.');
				},
			}),
			post({
				url: '/service/test-message',
				opens: 'account',
				permit,
				async handle({ tx, actor }) {
					await mailer.post(tx, {
						to: actor.email,
						subject: `A test message from ${settings.current().name}`,
						text: 'This message shows that mail leaves the service. You need not do anything.',
					});
					return redirect('/service', `A test message to ${actor.email} is on its way.`);
				},
			}),
		],
	};
}

/** Until an administrator has said what the inspectorate is called, that is what waits for them. */
export const firstSettings: WaitingSource = async (actor, tx) => {
	if (!actor.roles.includes('administrator')) return [];
	const stored = await storedKeys(tx);
	const kind = await tx.selectFrom('app.installation').select('kind').executeTakeFirst();
	if (stored.has('name') || kind?.kind === 'demonstration') return [];
	return [{ kind: 'Settings', text: 'Give the service its name, address and mail', href: '/service' }];
};

async function storedKeys(tx: Tx): Promise<Set<string>> {
	const rows = await tx.selectFrom('foundation.setting').select('key').execute();
	return new Set(rows.map(({ key }) => key));
}

function mailInWords(mail: MailSettings): string {
	switch (mail.kind) {
		case 'outbox':
			return 'Messages are kept in the outbox and are not sent';
		case 'smtp':
			return `Messages are sent through ${URL.canParse(mail.url) ? new URL(mail.url).host : 'a mail server'}`;
		case 'notify':
			return 'Messages are sent through GOV.UK Notify';
	}
}

/** What the form shows of the settings: never a password. */
function mailForm(mail: MailSettings) {
	if (mail.kind === 'smtp' && URL.canParse(mail.url)) {
		const { hostname, port, username } = new URL(mail.url);
		return { kind: 'smtp', host: hostname, port, user: decodeURIComponent(username), from: mail.from };
	}
	if (mail.kind === 'notify') return { kind: 'notify', template: mail.template };
	return { kind: mail.kind };
}

/** A secret that was left empty stays what it was. */
function mailFrom(values: z.output<typeof mailFields>, before: MailSettings): MailSettings {
	switch (values.kind) {
		case 'outbox':
			return { kind: 'outbox' };
		case 'notify': {
			const key = values.key === '' && before.kind === 'notify' ? before.key : values.key;
			if (key === '') throw new Invalid({ key: 'Enter the API key that GOV.UK Notify gave you' });
			return { kind: 'notify', key, template: values.template };
		}
		case 'smtp': {
			const kept = before.kind === 'smtp' && URL.canParse(before.url) ? new URL(before.url).password : '';
			const password = values.password === '' ? kept : encodeURIComponent(values.password);
			const login = values.user === '' ? '' : `${encodeURIComponent(values.user)}:${password}@`;
			const url = `smtp${values.port === 465 ? 's' : ''}://${login}${values.host}:${values.port}`;
			if (!URL.canParse(url))
				throw new Invalid({ host: 'Enter the address of the mail server, like mail.example' });
			return { kind: 'smtp', url, from: values.from };
		}
	}
}
