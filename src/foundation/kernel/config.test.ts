import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest, readEnvironment, settingsOfEnvironment } from './config.ts';
import { WrongUsage } from './failures.ts';

const problem = (source: Record<string, string>) => {
	try {
		readEnvironment(source);
	} catch (error) {
		assert.ok(error instanceof WrongUsage, String(error));
		return error.message;
	}
	return undefined;
};

/** What each setting that can be wrong says when it is; the others take any text. */
const wrong: [name: string, value: string, sentence: string][] = [
	[
		'DATABASE_URL',
		'mysql://host/database',
		'is not an address such as postgres://user:password@host/database',
	],
	['PORT', '65536', 'is not a whole number from 0 to 65535'],
	['PORT', '-1', 'is not a whole number from 0 to 65535'],
	['PORT', '80.5', 'is not a whole number from 0 to 65535'],
	['PORT', 'three thousand', 'is not a whole number from 0 to 65535'],
	['INSPECTORATE_HOST', ' ', 'is empty'],
	['INSPECTORATE_ADDRESS', 'inspectorate.example', 'is not an address such as https://inspectorate.example'],
	[
		'INSPECTORATE_ADDRESS',
		'ftp://inspectorate.example',
		'is not an address such as https://inspectorate.example',
	],
	['INSPECTORATE_NAME', ' ', 'is empty'],
	['INSPECTORATE_DATA', ' ', 'is empty'],
	['INSPECTORATE_SECRET', 'too short', 'is shorter than 32 characters'],
	['INSPECTORATE_MAIL', 'pigeon', 'is none of outbox, smtp://…, smtps://… and notify'],
	['INSPECTORATE_MAIL', 'smtp://', 'is none of outbox, smtp://…, smtps://… and notify'],
	['INSPECTORATE_MAIL_FROM', 'nobody', 'is not an email address'],
	['INSPECTORATE_NOTIFY_KEY', ' ', 'is empty'],
	['INSPECTORATE_NOTIFY_TEMPLATE', '12', 'is not a template number'],
	['INSPECTORATE_NOTIFY_ADDRESS', 'notify', 'is not an address such as https://inspectorate.example'],
	['INSPECTORATE_OPENID_ISSUER', 'login', 'is not an address such as https://inspectorate.example'],
	['INSPECTORATE_OPENID_CLIENT', ' ', 'is empty'],
	['INSPECTORATE_OPENID_SECRET', ' ', 'is empty'],
	['INSPECTORATE_OPENID_LABEL', ' ', 'is empty'],
	['INSPECTORATE_FILES', 'bucket', 'is not s3://bucket: name a bucket of its own'],
	['INSPECTORATE_FILES', 's3://bucket/folder', 'is not s3://bucket: name a bucket of its own'],
	['INSPECTORATE_S3_ENDPOINT', 's3', 'is not an address such as https://inspectorate.example'],
	['INSPECTORATE_S3_REGION', ' ', 'is empty'],
	['INSPECTORATE_S3_KEY', ' ', 'is empty'],
	['INSPECTORATE_S3_SECRET', ' ', 'is empty'],
	['INSPECTORATE_CLAMAV', ' ', 'is empty'],
	['INSPECTORATE_JOBS', 'there', 'is neither here nor elsewhere'],
	['INSPECTORATE_TRUSTED_PROXIES', '11', 'is not a whole number from 0 to 10'],
	['INSPECTORATE_REQUESTS_PER_MINUTE', '0', 'is not a whole number from 1 to 1000000'],
	['INSPECTORATE_METRICS_TOKEN', ' ', 'is empty'],
	['INSPECTORATE_LOG_LEVEL', 'debug', 'is none of silent, error, warn and info'],
];

for (const [name, value, sentence] of wrong) {
	test(`${name}="${value}" is refused in a sentence`, () => {
		assert.equal(problem({ [name]: value })?.split('\n')[0], `${name} ${sentence}.`);
	});
}

test('there is a wrong value here for every setting', () => {
	const tried = new Set(wrong.map(([name]) => name));
	assert.deepEqual(
		Object.keys(settingsOfEnvironment).filter((name) => !tried.has(name)),
		[],
	);
});

test('good values come out in the form they are used in', () => {
	assert.deepEqual(
		readEnvironment({
			PORT: '0',
			INSPECTORATE_ADDRESS: 'https://inspectorate.example//',
			INSPECTORATE_NAME: '  Inspectorate of Tests ',
			INSPECTORATE_LOG_LEVEL: 'warn',
			INSPECTORATE_FILES: 's3://bucket',
			INSPECTORATE_S3_ENDPOINT: 'http://localhost:9000',
			INSPECTORATE_S3_KEY: 'key',
			INSPECTORATE_S3_SECRET: 'secret',
		}),
		{
			PORT: 0,
			INSPECTORATE_ADDRESS: 'https://inspectorate.example',
			INSPECTORATE_NAME: 'Inspectorate of Tests',
			INSPECTORATE_LOG_LEVEL: 'warn',
			INSPECTORATE_FILES: 's3://bucket',
			INSPECTORATE_S3_ENDPOINT: 'http://localhost:9000',
			INSPECTORATE_S3_KEY: 'key',
			INSPECTORATE_S3_SECRET: 'secret',
		},
	);
});

test('a setting that is empty counts as not given, and other programs’ settings are none of ours', () => {
	assert.deepEqual(
		readEnvironment({ PORT: '', INSPECTORATE_MAIL: '', HOME: '/', INSPECTORATE_TEST_CLUSTER: '{}' }),
		{},
	);
});

test('an unknown setting is refused with the one that was probably meant', () => {
	assert.equal(
		problem({ INSPECTORATE_ADRESS: 'https://inspectorate.example' }),
		'INSPECTORATE_ADRESS is not a setting of this program. Did you mean INSPECTORATE_ADDRESS?',
	);
	assert.equal(nearest('verfy', ['verify', 'policy', 'doctor']), 'verify');
});

const incomplete: [given: Record<string, string>, sentence: string][] = [
	[{ DATABASE_URL: 'postgres://host/database' }, 'DATABASE_URL needs INSPECTORATE_SECRET as well.'],
	[
		{ INSPECTORATE_OPENID_ISSUER: 'https://login.example', INSPECTORATE_OPENID_CLIENT: 'client' },
		'INSPECTORATE_OPENID_ISSUER needs INSPECTORATE_OPENID_SECRET as well.',
	],
	[
		{
			INSPECTORATE_FILES: 's3://bucket',
			INSPECTORATE_S3_ENDPOINT: 'http://localhost',
			INSPECTORATE_S3_KEY: 'key',
		},
		'INSPECTORATE_FILES needs INSPECTORATE_S3_SECRET as well.',
	],
	[
		{ INSPECTORATE_MAIL: 'smtps://mail.example' },
		'INSPECTORATE_MAIL with SMTP needs INSPECTORATE_MAIL_FROM as well.',
	],
	[
		{ INSPECTORATE_MAIL: 'notify', INSPECTORATE_NOTIFY_KEY: 'key' },
		'INSPECTORATE_MAIL=notify needs INSPECTORATE_NOTIFY_TEMPLATE as well.',
	],
];

for (const [given, sentence] of incomplete) {
	test(`what needs another setting says so: ${sentence}`, () => {
		assert.equal(problem(given), sentence);
	});
}

test('every problem is named at once', () => {
	const said = problem({ PORT: 'x', INSPECTORATE_JOBS: 'y', INSPECTORATE_MIAL: 'outbox' });
	assert.deepEqual(said?.split('\n'), [
		'PORT is not a whole number from 0 to 65535.',
		'INSPECTORATE_JOBS is neither here nor elsewhere.',
		'INSPECTORATE_MIAL is not a setting of this program. Did you mean INSPECTORATE_MAIL?',
	]);
});

test('a setting that nothing would read is refused with what it lacks', () => {
	assert.throws(
		() => readEnvironment({ INSPECTORATE_OPENID_SECRET: 'secret', INSPECTORATE_NOTIFY_KEY: 'key' }),
		(error) =>
			error instanceof WrongUsage &&
			error.message.includes('INSPECTORATE_OPENID_SECRET needs INSPECTORATE_OPENID_ISSUER as well.') &&
			error.message.includes('INSPECTORATE_NOTIFY_KEY needs INSPECTORATE_MAIL as well.'),
	);
});
