import { z } from 'zod';
import { type AccountActor, type Role, roles, rolesByKind } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { Missing } from '../kernel/failures.ts';
import { mayTry } from '../policy/policy.ts';
import { form, get, Invalid, post, type Route, redirect, view } from '../web/route.ts';
import { accountOf, lastSeen, listAccounts, organisations, sortable } from './account.store.ts';
import { type Account, accountStates, type Home, homeNames, homes, stateTags } from './account.ts';
import {
	invite,
	manageable,
	restore,
	revise,
	sendAgain,
	suspend,
	takeSecondFactorAway,
} from './account-changes.ts';
import { withAuthentication } from './authentication.ts';
import { identityOf } from './identity.store.ts';
import type { Means } from './means.ts';
import { passkeysOf } from './passkey.store.ts';
import { accountPolicy } from './policy.ts';
import { keptTotp } from './second-factor.store.ts';
import { openSessions } from './session.store.ts';
import { emailField, nameField } from './text.ts';

const pageSize = 25;

/** An empty choice in a filter means any. */
const choice = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const listQuery = z.object({
	search: choice(z.string().trim().max(100)),
	home: choice(z.enum(homes)),
	role: choice(z.enum(roles)),
	state: choice(z.enum(accountStates)),
	sort: z.enum(sortable).default('name'),
	order: z.enum(['ascending', 'descending']).default('ascending'),
	page: z.coerce.number().int().min(1).max(10_000).default(1),
});
type ListQuery = z.output<typeof listQuery>;

const one = z.object({ id: z.uuid() });

const chosenRoles = z
	.union([z.string().transform((role) => [role]), z.array(z.string())], { error: 'Choose at least one role' })
	.pipe(z.array(z.enum(roles, 'Choose roles from the list')).min(1, 'Choose at least one role'));

const roleGroups: readonly { home: Home; roles: readonly Role[] }[] = homes.map((home) => ({
	home,
	roles: rolesByKind[home],
}));

function href(query: ListQuery, change: Partial<Record<keyof ListQuery, string | undefined>>): string {
	const words = new URLSearchParams();
	const merged: Record<string, string | number | undefined> = { ...query, page: undefined, ...change };
	for (const [name, value] of Object.entries(merged)) if (value !== undefined) words.set(name, String(value));
	return `?${words}`;
}

const headings: Record<(typeof sortable)[number], string> = {
	name: 'Name',
	organisation: 'Organisation',
	state: 'State',
};

function applied(query: ListQuery): { name: string; text: string; href: string }[] {
	const { search, home, role, state } = query;
	const filters: [keyof ListQuery, string, string | undefined][] = [
		['search', 'Search', search],
		['home', 'Organisation', home === undefined ? undefined : homeNames[home]],
		['role', 'Role', role],
		['state', 'State', state],
	];
	return filters.flatMap(([key, name, text]) =>
		text === undefined ? [] : [{ name, text, href: href(query, { [key]: undefined }) }],
	);
}

/** Reads the account as far as the reader's policy reaches. */
async function seen(tx: Tx, id: string, actor: AccountActor): Promise<Account> {
	const account = await accountOf(tx, id);
	// The database shows force staff their own organisation's accounts; their liaison officers alone have this page.
	const own = account?.organisation_id === actor.organisation?.id;
	if (account === null || !(mayTry(actor, accountPolicy.can.manage) || own)) throw new Missing();
	return account;
}

const sectionHome = '/accounts';

export function accountPages(means: Means): Route[] {
	return [listPage, ...invitePage(means), accountPage, ...changePage(means), ...actionPages(means)];
}

const listPage = get({
	url: '/accounts',
	opens: 'account',
	permit: accountPolicy.can.see,
	query: listQuery,
	async handle({ tx, query, actor }) {
		const { accounts, total } = await listAccounts(tx, query, {
			sort: { by: query.sort, descending: query.order === 'descending' },
			number: query.page,
			size: pageSize,
		});
		const last = await withAuthentication(tx, () =>
			lastSeen(
				tx,
				accounts.map(({ id }) => id),
			),
		);
		return view('identity/accounts.njk', {
			manages: mayTry(actor, accountPolicy.can.manage),
			accounts: accounts.map((account) => ({
				...account,
				tag: stateTags[account.state],
				seen: last.get(account.id) ?? null,
			})),
			columns: sortable.map((by) => ({
				by,
				text: headings[by],
				sorted: query.sort === by ? query.order : undefined,
				sortHref: href(query, {
					sort: by,
					order: query.sort === by && query.order === 'ascending' ? 'descending' : 'ascending',
				}),
			})),
			filter: {
				values: {
					search: query.search ?? '',
					home: query.home ?? '',
					role: query.role ?? '',
					state: query.state ?? '',
				},
				errors: {},
			},
			applied: applied(query),
			keep: { sort: query.sort, order: query.order },
			homes: homes.map((home) => ({ value: home, text: homeNames[home] })),
			roles: roles.map((role) => ({ value: role, text: role })),
			states: accountStates.map((state) => ({ value: state, text: stateTags[state].text })),
			pages: {
				page: query.page,
				pages: Math.ceil(total / pageSize),
				href: `${href(query, {})}&page=`,
				total,
				noun: 'account',
				nouns: 'accounts',
			},
		});
	},
});

function invitePage(means: Means): Route[] {
	return form({
		url: '/accounts/invite',
		opens: 'account',
		permit: accountPolicy.can.manage,
		view: 'identity/invite.njk',
		fields: z.object({
			email: emailField,
			name: nameField,
			organisation: z
				.string()
				.refine(
					(chosen) => chosen === 'none' || z.uuid().safeParse(chosen).success,
					'Choose the organisation they belong to, or “No organisation” for an outside reader',
				),
			roles: chosenRoles,
		}),
		load: async ({ tx }) => ({ organisations: await organisations(tx), roleGroups: rolesBy() }),
		async submit({ tx, values, data }) {
			const organisation = data.organisations.find(({ id }) => id === values.organisation);
			if (organisation === undefined && values.organisation !== 'none') {
				throw new Invalid({ organisation: 'Choose an organisation from the list' });
			}
			const { account } = await invite(means, tx, {
				email: values.email,
				name: values.name,
				organisation: organisation ?? null,
				roles: values.roles,
			});
			return redirect(
				`${sectionHome}/${account.id}`,
				`The invitation to ${values.email} is on its way. It can be used once, within 72 hours.`,
			);
		},
	});
}

function rolesBy() {
	return roleGroups.map(({ home, roles: of }) => ({
		name: homeNames[home],
		items: of.map((role) => ({ value: role, text: role })),
	}));
}

const accountPage = get({
	url: '/accounts/:id',
	opens: 'account',
	permit: accountPolicy.can.see,
	params: one,
	async handle({ tx, params, actor }) {
		const account = await seen(tx, params.id, actor);
		const proofs = await withAuthentication(tx, async () => ({
			totp: (await keptTotp(tx, account.id)) !== null,
			passkeys: (await passkeysOf(tx, account.id)).length,
			provider: (await identityOf(tx, account.id)) !== null,
			sessions: (await openSessions(tx, account.id)).length,
			seen: (await lastSeen(tx, [account.id])).get(account.id) ?? null,
		}));
		return view('identity/account.njk', {
			account,
			tag: stateTags[account.state],
			proofs,
			manages: mayTry(actor, accountPolicy.can.manage),
			own: account.id === actor.account,
		});
	},
});

function changePage(means: Means): Route[] {
	return form({
		url: '/accounts/:id/change',
		opens: 'account',
		permit: accountPolicy.can.manage,
		params: one,
		view: 'identity/change-account.njk',
		fields: z.object({ name: nameField, roles: chosenRoles }),
		async load({ tx, params }) {
			const account = await manageable(tx, params.id);
			const items = rolesByKind[homeOf(account)].map((role) => ({ value: role, text: role }));
			return { account, items };
		},
		initial: ({ account }) => ({ name: account.name, roles: [...account.roles] }),
		async submit({ tx, values, data }) {
			await revise(means, tx, data.account, values);
			return redirect(`${sectionHome}/${data.account.id}`, 'The account has been changed.');
		},
	});
}

function homeOf(account: Account): Home {
	return homes.find((home) => home === account.organisation_kind) ?? 'none';
}

/** Buttons on an account's page: some ask first. */
function actionPages(means: Means): Route[] {
	const at = (action: string) => `${sectionHome}/:id/${action}`;
	const common = { opens: 'account', permit: accountPolicy.can.manage, params: one } as const;
	return [
		get({
			...common,
			url: at('suspend'),
			async handle({ tx, params }) {
				const { id, name } = await manageable(tx, params.id);
				return view('web/pages/confirm.njk', {
					heading: `Do you want to suspend the account of ${name}?`,
					paragraphs: [
						'It is signed out everywhere at once, and nobody can sign in with it until an administrator restores it.',
					],
					action: `${sectionHome}/${id}/suspend`,
					confirm: 'Suspend the account',
					danger: true,
					cancelHref: `${sectionHome}/${id}`,
				});
			},
		}),
		post({
			...common,
			url: at('suspend'),
			async handle({ tx, params, actor }) {
				const account = await manageable(tx, params.id);
				await suspend(tx, account, actor.account);
				return redirect(
					`${sectionHome}/${account.id}`,
					'The account is suspended, and has been signed out everywhere.',
				);
			},
		}),
		post({
			...common,
			url: at('restore'),
			async handle({ tx, params }) {
				const account = await manageable(tx, params.id);
				const state = await restore(tx, account);
				return redirect(
					`${sectionHome}/${account.id}`,
					state === 'active'
						? 'The account is restored: its holder can sign in again.'
						: 'The account is restored. Send the invitation again, so that it can be set up.',
				);
			},
		}),
		post({
			...common,
			url: at('invite-again'),
			async handle({ tx, params }) {
				const account = await manageable(tx, params.id);
				await sendAgain(means, tx, account);
				return redirect(
					`${sectionHome}/${account.id}`,
					'A new invitation is on its way. The one before no longer works.',
				);
			},
		}),
		get({
			...common,
			url: at('reset-second-factor'),
			async handle({ tx, params }) {
				const { id, name } = await manageable(tx, params.id);
				return view('web/pages/confirm.njk', {
					heading: `Do you want to reset the second factor of ${name}?`,
					paragraphs: [
						'Their authenticator app, recovery codes and passkeys stop working, and they are signed out everywhere.',
						'When they next sign in with their password, they set up a second factor again.',
					],
					warning: 'Make sure by telephone or in person that it is really them who asked.',
					action: `${sectionHome}/${id}/reset-second-factor`,
					confirm: 'Reset the second factor',
					danger: true,
					cancelHref: `${sectionHome}/${id}`,
				});
			},
		}),
		post({
			...common,
			url: at('reset-second-factor'),
			async handle({ tx, params }) {
				const account = await manageable(tx, params.id);
				await takeSecondFactorAway(means, tx, account);
				return redirect(`${sectionHome}/${account.id}`, 'The second factor has been reset.');
			},
		}),
	];
}
