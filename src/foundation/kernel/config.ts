import { z } from 'zod';
import { WrongUsage } from './failures.ts';
import { logLevels } from './log.ts';

const address = z
	.url({ protocol: /^https?$/, error: 'is not an address such as https://inspectorate.example' })
	.transform((text) => text.replace(/\/+$/, ''));
const count = (least: number, most: number) =>
	z.coerce
		.number({ error: `is not a whole number from ${least} to ${most}` })
		.int(`is not a whole number from ${least} to ${most}`)
		.min(least, `is not a whole number from ${least} to ${most}`)
		.max(most, `is not a whole number from ${least} to ${most}`);
const text = z.string().trim().min(1, 'is empty');

/** Every setting of the environment: its name, what it may hold, and what --help and the documentation say of it. */
export const settingsOfEnvironment = {
	DATABASE_URL: [
		z
			.string()
			.regex(/^postgres(ql)?:\/\//, 'is not an address such as postgres://user:password@host/database'),
		'The PostgreSQL server to use (15 or newer), with a login that owns the database and may create roles. Without it, an embedded one.',
	],
	PORT: [count(0, 65_535), 'The port to listen on. Without it, 3000.'],
	INSPECTORATE_HOST: [text, 'The network address to listen on. Without it, 127.0.0.1: this machine only.'],
	INSPECTORATE_ADDRESS: [address, 'Where readers reach the service. Without it, what is set in the browser.'],
	INSPECTORATE_NAME: [text, 'The name of the inspectorate. Without it, what is set in the browser.'],
	INSPECTORATE_DATA: [
		text,
		'The folder of the embedded database, the files and the outbox. Without it, data.',
	],
	INSPECTORATE_SECRET: [
		z.string().min(32, 'is shorter than 32 characters'),
		'What passwords, tokens and kept secrets follow from. Needed with DATABASE_URL; otherwise made once and kept in the data folder.',
	],
	INSPECTORATE_MAIL: [
		z.string().regex(/^(outbox|smtps?:\/\/.+|notify)$/, 'is none of outbox, smtp://…, smtps://… and notify'),
		'How mail leaves: outbox (files in the data folder), smtp://user:password@host:port, smtps://…, or notify.',
	],
	INSPECTORATE_MAIL_FROM: [z.email('is not an email address'), 'The sender of mail that goes through SMTP.'],
	INSPECTORATE_NOTIFY_KEY: [text, 'The API key for GOV.UK Notify.'],
	INSPECTORATE_NOTIFY_TEMPLATE: [
		z.uuid('is not a template number'),
		'The GOV.UK Notify template with ((subject)) and ((body)).',
	],
	INSPECTORATE_NOTIFY_ADDRESS: [address, 'The address of the Notify API, where it is not the usual one.'],
	INSPECTORATE_OPENID_ISSUER: [address, 'The OpenID Connect identity provider.'],
	INSPECTORATE_OPENID_CLIENT: [text, 'The client number that the provider knows this service by.'],
	INSPECTORATE_OPENID_SECRET: [text, 'The client secret.'],
	INSPECTORATE_OPENID_LABEL: [text, 'What the sign-in page calls the provider.'],
	INSPECTORATE_FILES: [
		z.string().regex(/^s3:\/\/[^/]+\/?$/, 'is not s3://bucket: name a bucket of its own'),
		'An S3-compatible bucket for uploaded files. Without it, a folder in the data folder.',
	],
	INSPECTORATE_S3_ENDPOINT: [address, 'The address of the S3-compatible service.'],
	INSPECTORATE_S3_REGION: [text, 'Its region.'],
	INSPECTORATE_S3_KEY: [text, 'The access key.'],
	INSPECTORATE_S3_SECRET: [text, 'The secret access key.'],
	INSPECTORATE_CLAMAV: [text, 'A ClamAV daemon to check uploads with: host:port, or the path of its socket.'],
	INSPECTORATE_JOBS: [
		z.enum(['here', 'elsewhere'], 'is neither here nor elsewhere'),
		'Whether this process runs the jobs. Without it, here.',
	],
	INSPECTORATE_TRUSTED_PROXIES: [
		count(0, 10),
		'How many proxies stand in front of the service. Without it, 0.',
	],
	INSPECTORATE_REQUESTS_PER_MINUTE: [
		count(1, 1_000_000),
		'Requests allowed from one address. Without it, 600.',
	],
	INSPECTORATE_METRICS_TOKEN: [
		text,
		'What a reader of /metrics must bring. Without it, only this machine may read them.',
	],
	INSPECTORATE_LOG_LEVEL: [
		z.enum(logLevels, 'is none of silent, error, warn and info'),
		'How much is logged. Without it, info, or warn where a person is watching.',
	],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

type Name = keyof typeof settingsOfEnvironment;
export type Environment = { [K in Name]?: z.output<(typeof settingsOfEnvironment)[K][0]> };

/** Reads the settings, and names every one that is unknown or wrong in one sentence each. */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
	const names = Object.keys(settingsOfEnvironment);
	const problems: string[] = [];
	const values: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(source)) {
		if (value === undefined || value === '') continue;
		if (!names.includes(name)) {
			if (name.startsWith('INSPECTORATE_') && !name.startsWith('INSPECTORATE_TEST_')) {
				problems.push(`${name} is not a setting of this program. Did you mean ${nearest(name, names)}?`);
			}
			continue;
		}
		const parsed = schemaOf(name)?.safeParse(value);
		if (parsed?.success) values[name] = parsed.data;
		else if (parsed !== undefined) problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is wrong'}.`);
	}
	for (const [name, needs] of Object.entries(together)) {
		for (const other of needs) {
			if (values[name] !== undefined && values[other] === undefined)
				problems.push(`${name} needs ${other} as well.`);
		}
	}
	if (values.INSPECTORATE_MAIL === 'notify') {
		for (const other of ['INSPECTORATE_NOTIFY_KEY', 'INSPECTORATE_NOTIFY_TEMPLATE']) {
			if (values[other] === undefined) problems.push(`INSPECTORATE_MAIL=notify needs ${other} as well.`);
		}
	} else if (
		String(values.INSPECTORATE_MAIL ?? '').startsWith('smtp') &&
		values.INSPECTORATE_MAIL_FROM === undefined
	) {
		problems.push('INSPECTORATE_MAIL with SMTP needs INSPECTORATE_MAIL_FROM as well.');
	}
	if (problems.length > 0) throw new WrongUsage(problems.join('\n'));
	return values;
}

const together: Record<string, readonly Name[]> = {
	DATABASE_URL: ['INSPECTORATE_SECRET'],
	INSPECTORATE_OPENID_ISSUER: ['INSPECTORATE_OPENID_CLIENT', 'INSPECTORATE_OPENID_SECRET'],
	INSPECTORATE_FILES: ['INSPECTORATE_S3_ENDPOINT', 'INSPECTORATE_S3_KEY', 'INSPECTORATE_S3_SECRET'],
	// The other way round too: a setting that nothing reads was meant to do something.
	INSPECTORATE_OPENID_CLIENT: ['INSPECTORATE_OPENID_ISSUER'],
	INSPECTORATE_OPENID_SECRET: ['INSPECTORATE_OPENID_ISSUER'],
	INSPECTORATE_OPENID_LABEL: ['INSPECTORATE_OPENID_ISSUER'],
	INSPECTORATE_S3_ENDPOINT: ['INSPECTORATE_FILES'],
	INSPECTORATE_S3_REGION: ['INSPECTORATE_FILES'],
	INSPECTORATE_S3_KEY: ['INSPECTORATE_FILES'],
	INSPECTORATE_S3_SECRET: ['INSPECTORATE_FILES'],
	INSPECTORATE_MAIL_FROM: ['INSPECTORATE_MAIL'],
	INSPECTORATE_NOTIFY_KEY: ['INSPECTORATE_MAIL'],
	INSPECTORATE_NOTIFY_TEMPLATE: ['INSPECTORATE_MAIL'],
	INSPECTORATE_NOTIFY_ADDRESS: ['INSPECTORATE_MAIL'],
};

function schemaOf(name: string): z.ZodType | undefined {
	return Object.entries(settingsOfEnvironment).find(([known]) => known === name)?.[1][0];
}

/** The known word that takes the fewest single-letter changes to reach. */
export function nearest(word: string, known: readonly string[]): string {
	const distances = known.map((candidate) => [distance(word, candidate), candidate] as const);
	return distances.sort(([a], [b]) => a - b)[0]?.[1] ?? '';
}

function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
