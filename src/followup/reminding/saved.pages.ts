import { z } from 'zod';
import {
	type AccountActor,
	forceOf,
	form,
	get,
	Invalid,
	Missing,
	post,
	type Route,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { line } from '../../programmes/index.ts';
import { askedFor, type ListQuery, listQuery } from '../register/list.ts';
import { followupTabs, isStaff } from '../register/view.ts';
import { remindingPolicy } from './policy.ts';
import { deleteList, mostSaved, renameList, type Saved, savedOf, saveList } from './saved.store.ts';

const { 'save lists': save } = remindingPolicy.can;
const one = z.object({ id: z.uuid() });
const named = z.object({ name: line('Enter a name', 100) });

const opened = (query: string) => (query === '' ? '/followup' : `/followup?${query}`);

/** What a list is filtered by, in words: as the register itself would say it today. */
async function inWords(tx: Tx, actor: AccountActor, query: ListQuery) {
	const asked = await askedFor(tx, query, isStaff(actor) ? null : forceOf(actor));
	return {
		query: new URLSearchParams(asked.kept).toString(),
		filters: asked.applied.map(({ name, text }) => `${name}: ${text}`),
	};
}

function queryOf(saved: Saved): ListQuery {
	return listQuery.parse(Object.fromEntries(new URLSearchParams(saved.query)));
}

const listPage = get({
	url: '/followup/saved',
	opens: 'account',
	permit: save,
	async handle({ tx, actor, demand }) {
		demand({ account: actor.account });
		const rows = [];
		for (const saved of await savedOf(tx))
			rows.push({
				...saved,
				href: opened(saved.query),
				filters: (await inWords(tx, actor, queryOf(saved))).filters,
			});
		return view('reminding/saved.njk', { tabs: followupTabs(actor, 'register'), rows });
	},
});

/** The register as it is filtered in the address is kept under a name. */
const savePage = form({
	url: '/followup/saved/new',
	opens: 'account',
	permit: save,
	query: listQuery,
	view: 'reminding/save.njk',
	fields: named,
	async load({ tx, actor, query, demand }) {
		demand({ account: actor.account });
		const asked = await inWords(tx, actor, query);
		return { ...asked, action: `/followup/saved/new?${asked.query}`, backHref: opened(asked.query) };
	},
	async submit({ tx, values, data: { query } }) {
		if ((await savedOf(tx)).length >= mostSaved)
			throw new Invalid({ name: `You have ${mostSaved} lists. Delete one first` });
		await saveList(tx, { name: values.name, query });
		return redirect('/followup/saved', 'The list is saved.');
	},
});

async function savedAt(tx: Tx, id: string): Promise<Saved> {
	const found = (await savedOf(tx)).find((saved) => saved.id === id);
	if (found === undefined) throw new Missing();
	return found;
}

const renamePage = form({
	url: '/followup/saved/:id/rename',
	opens: 'account',
	permit: save,
	params: one,
	view: 'reminding/rename.njk',
	fields: named,
	async load({ tx, actor, params, demand }) {
		demand({ account: actor.account });
		return { saved: await savedAt(tx, params.id) };
	},
	initial: ({ saved }) => ({ name: saved.name }),
	async submit({ tx, values, data: { saved } }) {
		await renameList(tx, saved.id, values.name);
		return redirect('/followup/saved', 'The list has its new name.');
	},
});

const deletePage = post({
	url: '/followup/saved/:id/delete',
	opens: 'account',
	permit: save,
	params: one,
	async handle({ tx, actor, params, demand }) {
		demand({ account: actor.account });
		if (!(await deleteList(tx, params.id))) throw new Missing();
		return redirect('/followup/saved', 'The list is deleted. What stood in it is still in the register.');
	},
});

export const savedPages: Route[] = [listPage, ...savePage, ...renamePage, deletePage];
