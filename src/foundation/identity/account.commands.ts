import { userInfo } from 'node:os';
import { z } from 'zod';
import { type Role, roles } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import type { Command } from '../kernel/command.ts';
import { Refused, WrongUsage } from '../kernel/failures.ts';
import { type Mailer, mailer } from '../mail/mailer.ts';
import type { Services } from '../web/part.ts';
import { Invalid } from '../web/route.ts';
import { accountWith, listAccounts, organisations } from './account.store.ts';
import type { Account } from './account.ts';
import { invite, restore, suspend } from './account-changes.ts';
import { record, withAuthentication } from './authentication.ts';
import { makeLink } from './link.store.ts';
import { sendReset } from './mails.ts';
import { type Means, meansOf } from './means.ts';
import { emailField, nameField } from './text.ts';

function asOperator<T>(world: Services, work: (tx: Tx) => Promise<T>): Promise<T> {
	return world.database.asActor({ kind: 'operator', name: userInfo().username }, work);
}

async function named(tx: Tx, email: string): Promise<Account> {
	const account = await accountWith(tx, email.trim().toLowerCase());
	if (account === null) throw new Refused(`There is no account with the email address ${email}.`);
	return account;
}

const inviteForm = z.object({
	email: emailField,
	name: nameField,
	roles: z
		.array(
			z.enum(roles, {
				error: (issue) => `“${String(issue.input)}” is not a role. Choose from: ${roles.join(', ')}`,
			}),
		)
		.min(1, 'Name a role with --role'),
});

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
	const result = schema.safeParse(value);
	if (!result.success) throw new WrongUsage(`${result.error.issues[0]?.message ?? 'Something is wrong'}.`);
	return result.data;
}

/** Where an account of these roles belongs when the command does not say: the inspectorate, or nowhere for a reader. */
async function organisationFor(tx: Tx, name: string | undefined, wanted: readonly Role[]) {
	const all = await organisations(tx);
	if (name === undefined) {
		return wanted.includes('reader') ? null : (all.find(({ kind }) => kind === 'inspectorate') ?? null);
	}
	const found = all.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
	if (found === undefined) throw new Refused(`There is no organisation named “${name}”.`);
	return found;
}

/** A form's sentences, for somebody who has no form before them. */
async function sentences<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (error instanceof Invalid) throw new Refused(`${Object.values(error.problems).join('. ')}.`);
		throw error;
	}
}

/** Links are printed where mail does not leave the machine anyway. */
function tell(means: Means, link: string, email: string): string {
	return means.services.settings.current().mail.kind === 'outbox'
		? `${link}\n`
		: `A link has been sent to ${email}.\n`;
}

const email = ['EMAIL'] as const;

/** Known before anything is opened, so that --help needs no database. */
export const accountCommands: readonly Command<Services>[] = accountCommandsWith(({ secret }) =>
	mailer(secret),
);

export function accountCommandsWith(mailerOf: (world: Services) => Mailer): Command<Services>[] {
	return [
		{
			name: 'account list',
			summary: 'List the accounts',
			async run({ json, io, world }) {
				const { accounts } = await asOperator(world, (tx) =>
					listAccounts(tx, {}, { sort: { by: 'name', descending: false }, number: 1, size: 1_000_000 }),
				);
				const rows = accounts.map(({ email: address, name, state, roles: held, organisation_name }) => ({
					email: address,
					name,
					state,
					roles: held,
					organisation: organisation_name,
				}));
				if (json) io.out(`${JSON.stringify(rows, null, '\t')}\n`);
				else {
					for (const row of rows) {
						io.out(
							`${row.email}\t${row.state}\t${row.roles.join(', ')}\t${row.organisation ?? 'no organisation'}\t${row.name}\n`,
						);
					}
				}
				return 0;
			},
		},
		{
			name: 'account invite',
			summary: 'Invite somebody to an account',
			usage: 'EMAIL --name NAME --role ROLE [--role ROLE] [--organisation NAME]',
			positionals: email,
			options: {
				name: { type: 'string' },
				role: { type: 'string', multiple: true },
				organisation: { type: 'string' },
			},
			help: {
				name: 'The full name of the person.',
				role: 'What they do; may be given more than once.',
				organisation: 'The force or policing body they belong to. Without it, the inspectorate.',
			},
			async run({ values, positionals, io, world }) {
				const person = parsed(inviteForm, {
					email: positionals[0],
					name: values.name,
					roles: values.role ?? [],
				});
				const place = typeof values.organisation === 'string' ? values.organisation : undefined;

				const means = meansOf(world, mailerOf(world));
				const { link } = await sentences(
					asOperator(world, async (tx) =>
						invite(means, tx, { ...person, organisation: await organisationFor(tx, place, person.roles) }),
					),
				);
				io.out(tell(means, link, person.email));
				return 0;
			},
		},
		{
			name: 'account suspend',
			summary: 'Sign an account out everywhere and keep it out',
			usage: 'EMAIL',
			positionals: email,
			async run({ positionals: [address = ''], io, world }) {
				await asOperator(world, async (tx) => suspend(tx, await named(tx, address), null));
				io.out(`The account of ${address} is suspended.\n`);
				return 0;
			},
		},
		{
			name: 'account restore',
			summary: 'Let a suspended account in again',
			usage: 'EMAIL',
			positionals: email,
			async run({ positionals: [address = ''], io, world }) {
				await asOperator(world, async (tx) => restore(tx, await named(tx, address)));
				io.out(`The account of ${address} is restored.\n`);
				return 0;
			},
		},
		{
			name: 'account reset',
			summary: 'Make a link with which somebody chooses a new password',
			usage: 'EMAIL',
			positionals: email,
			async run({ positionals: [address = ''], io, world }) {
				const means = meansOf(world, mailerOf(world));
				const link = await asOperator(world, async (tx) => {
					const account = await named(tx, address);
					if (account.state !== 'active') throw new Refused(`The account of ${address} is not in use.`);
					await record(tx, account, 'reset requested');
					return withAuthentication(tx, async () =>
						sendReset(means, tx, account, await makeLink(tx, 'reset', account.id)),
					);
				});
				// Somebody at the machine's own command line may need it because mail does not arrive.
				io.out(`${link}\n`);
				return 0;
			},
		},
	];
}
