import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Tx } from '../database/connection.ts';
import { boxFor } from '../kernel/box.ts';
import type { Environment } from '../kernel/config.ts';
import { type InstallationKind, installationKind } from './installation.store.ts';

/** What the service is told about itself: by the environment first, then by what an administrator set in the browser. */
export type Settings = {
	/** The name of the inspectorate. */
	name: string;
	/** Where readers reach it; links in mail begin with this. */
	address: string;
	mail: MailSettings;
	openId: OpenIdSettings | null;
	kind: InstallationKind;
};

export type MailSettings =
	| { kind: 'outbox' }
	| { kind: 'smtp'; url: string; from: string }
	| { kind: 'notify'; key: string; template: string; address?: string };

export type OpenIdSettings = { issuer: string; client: string; secret: string; label: string };

const mail = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('outbox') }),
	z.object({ kind: z.literal('smtp'), url: z.string(), from: z.string() }),
	z.object({ kind: z.literal('notify'), key: z.string(), template: z.string() }),
]);
const openId = z.object({ issuer: z.string(), client: z.string(), secret: z.string(), label: z.string() });
const storedSchema = z
	.object({ name: z.string(), address: z.string(), mail, openId: openId.nullable() })
	.partial();
export type StoredSettings = z.output<typeof storedSchema>;

const storedKeys = storedSchema.keyof().options;

/** These hold passwords, and are kept closed. */
const closedKeys = new Set(['mail', 'openId']);

export type SettingsSource = {
	current(): Settings;
	/** Which of them the environment sets, so that the browser cannot. */
	fixed: ReadonlySet<keyof StoredSettings>;
	/** Reads again what the browser set. */
	refresh(): Promise<void>;
	save(tx: Tx, settings: StoredSettings): Promise<void>;
};

export function settingsSource(options: {
	database: Database;
	environment: Environment;
	secret: string;
	/** Where it can be reached when nobody has said so. */
	fallbackAddress: () => string;
}): SettingsSource {
	const { database, environment } = options;
	const box = boxFor(options.secret, 'settings');
	const given = fromEnvironment(environment);
	let stored: StoredSettings = {};
	let kind: InstallationKind = 'new';

	return {
		current: () => ({
			name: given.name ?? stored.name ?? 'Inspectorate of Policing',
			address: given.address ?? stored.address ?? options.fallbackAddress(),
			mail: given.mail ?? stored.mail ?? { kind: 'outbox' },
			openId: given.openId ?? stored.openId ?? null,
			kind,
		}),
		fixed: new Set(storedKeys.filter((key) => given[key] !== undefined)),
		async refresh() {
			const read = await database.asActor({ kind: 'worker', task: 'settings' }, async (tx) => ({
				rows: await tx.selectFrom('foundation.setting').selectAll().execute(),
				kind: await installationKind(tx),
			}));
			stored = storedSchema.parse(
				Object.fromEntries(
					read.rows.map(({ key, value }) => [
						key,
						closedKeys.has(key) && typeof value === 'string' ? JSON.parse(box.open(value)) : value,
					]),
				),
			);
			kind = read.kind;
		},
		async save(tx, settings) {
			for (const [key, value] of Object.entries(settings)) {
				const kept = closedKeys.has(key) ? box.close(JSON.stringify(value)) : value;
				const json = JSON.stringify(kept);
				await sql`insert into foundation.setting (key, value) values (${key}, ${json}::jsonb)
					on conflict (key) do update set value = excluded.value`.execute(tx);
			}
		},
	};
}

function fromEnvironment(environment: Environment): StoredSettings {
	const {
		INSPECTORATE_NAME: name,
		INSPECTORATE_ADDRESS: address,
		INSPECTORATE_OPENID_ISSUER: issuer,
		INSPECTORATE_OPENID_CLIENT: client,
		INSPECTORATE_OPENID_SECRET: secret,
		INSPECTORATE_OPENID_LABEL: label,
	} = environment;
	const mailSettings = mailFrom(environment);
	return {
		...(name === undefined ? {} : { name }),
		...(address === undefined ? {} : { address }),
		...(mailSettings === undefined ? {} : { mail: mailSettings }),
		...(issuer === undefined || client === undefined || secret === undefined
			? {}
			: { openId: { issuer, client, secret, label: label ?? 'your organisation' } }),
	};
}

function mailFrom(environment: Environment): MailSettings | undefined {
	const {
		INSPECTORATE_MAIL: way,
		INSPECTORATE_MAIL_FROM: from,
		INSPECTORATE_NOTIFY_KEY: key,
		INSPECTORATE_NOTIFY_TEMPLATE: template,
		INSPECTORATE_NOTIFY_ADDRESS: address,
	} = environment;
	if (way === undefined) return undefined;
	if (way === 'notify' && key !== undefined && template !== undefined) {
		return { kind: 'notify', key, template, ...(address === undefined ? {} : { address }) };
	}
	if (way.startsWith('smtp') && from !== undefined) return { kind: 'smtp', url: way, from };
	return { kind: 'outbox' };
}
