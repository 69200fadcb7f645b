import {
	type AccountActor,
	type CsvValue,
	csv,
	forceOf,
	get,
	installationKind,
	mayTry,
	paginationOf,
	perPage,
	type Route,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { setterText } from './due.ts';
import { type Asked, askedFor, listChoices, listQuery, whoseTexts } from './list.ts';
import { nobody } from './promise.filter.ts';
import { countStates, promisedOf } from './promise.store.ts';
import { citePromised, type Promised, promisePolicy } from './promise.ts';
import { forcesInRegister } from './release.store.ts';
import { partStates, partStateTexts } from './state.ts';
import { followupTabs, isStaff, isTheirs, promisedLine } from './view.ts';

const { read, keep, 'act on several': actOnSeveral } = promisePolicy.can;

/** A force's own list; everybody's for the inspectorate. Whoever belongs to no force is asked nothing. */
const listOf = (actor: AccountActor): string | null => (isStaff(actor) ? null : (forceOf(actor) ?? nobody));

/** Every promise, what is due first standing first; and how many parts stand where, each count opening its list. */
const listPage = get({
	url: '/followup',
	opens: 'account',
	permit: read,
	query: listQuery,
	async handle({ tx, actor, query }) {
		const staff = isStaff(actor);
		const today = await todayIn(tx);
		const asked = await askedFor(tx, query, listOf(actor));
		const { promised, total } = await promisedOf(tx, {
			...asked.filter,
			most: perPage,
			skip: (query.page - 1) * perPage,
		});
		return view('register/list.njk', {
			staff,
			tabs: followupTabs(actor, 'register'),
			rows: promised.map((one) => ({
				...promisedLine(one, today),
				mayChoose: mayTry(actor, actOnSeveral) && isTheirs(actor, one),
			})),
			filter: { values: asked.values, errors: asked.problems },
			...(await listChoices(tx)),
			forces: staff ? await forcesInRegister(tx) : [],
			applied: asked.applied.map(({ name, text, without }) => ({ name, text, href: addressOf(without) })),
			counts: await countsFor(tx, asked),
			csvHref: addressOf(asked.kept, '/followup.csv'),
			saveHref: addressOf(asked.kept, '/followup/saved/new'),
			mayAct:
				mayTry(actor, actOnSeveral) && promised.some((one) => one.parts.length > 0 && isTheirs(actor, one)),
			mayKeep: mayTry(actor, keep),
			pagination: paginationOf({ page: query.page, total, query: asked.kept, noun: 'promise' }),
		});
	},
});

function addressOf(kept: Record<string, string>, page = '/followup'): string {
	const query = new URLSearchParams(kept).toString();
	return query === '' ? page : `${page}?${query}`;
}

/** Of the list as it is filtered, but for the state: that is what they tell apart. */
async function countsFor(tx: Tx, { filter, kept }: Asked) {
	const { states: _, open: __, overdue: ___, ...rest } = filter;
	const { state: ____, ...others } = kept;
	const counts = await countStates(tx, rest);
	const of = (state: string) => addressOf({ ...others, state });
	return {
		promises: counts.promises,
		parts: counts.parts,
		takenOver: counts.takenOver,
		overdue: { count: counts.overdue, href: of('overdue') },
		states: partStates.flatMap((state) => {
			const count = counts.states.get(state) ?? 0;
			return count === 0 ? [] : [{ ...partStateTexts[state], count, href: of(state) }];
		}),
	};
}

const columns = [
	'number',
	'force',
	'kind',
	'title',
	'text',
	'sub-item',
	'text of the sub-item',
	'whose it is',
	'addressee',
	'theme',
	'standard',
	'pillar or question',
	'report',
	'published on',
	'address',
	'asked of all forces as',
	'id in an older register',
	'due on',
	'deadline set by',
	'deadline rests on',
	'state',
	'since',
	'as an older register has it',
	'illustrative',
	'state illustrative',
];

/** The list as it is filtered, whole: one row for each part. */
const listFile = get({
	url: '/followup.csv',
	opens: 'account',
	permit: read,
	query: listQuery,
	async handle({ tx, actor, query }) {
		const asked = await askedFor(tx, query, listOf(actor));
		const { promised } = await promisedOf(tx, asked.filter);
		// All that is done in one is made up.
		const demonstration = (await installationKind(tx)) === 'demonstration';
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				columns,
				promised.flatMap((one) => rowsOf(one, demonstration)),
			),
			saveAs: 'follow-up.csv',
		};
	},
});

function rowsOf(promised: Promised, demonstration: boolean): CsvValue[][] {
	const head = [
		citePromised(promised),
		promised.everybody ? 'All forces' : (promised.force?.name ?? null),
		promised.kind,
		promised.title,
		promised.text,
	];
	const about = [
		whoseTexts[promised.whose],
		promised.addressee,
		promised.theme,
		promised.standard,
		promised.componentTitle,
		promised.source,
		promised.publishedOn.toString(),
		promised.sourceAddress,
		promised.national === null ? null : citePromised(promised.national),
		promised.olderId,
	];
	const made = [promised.illustrative, promised.illustrative || demonstration].map((one) =>
		one ? 'yes' : 'no',
	);
	if (promised.parts.length === 0)
		return [[...head, null, null, ...about, null, null, null, null, null, null, made[0] ?? null, null]];
	return promised.parts.map(({ letter, text, due, basis, state, since, takenOver }) => [
		...head,
		letter,
		letter === null ? null : text,
		...about,
		due?.on.toString() ?? null,
		due === null ? null : setterText(due),
		due?.basis ?? basis,
		partStateTexts[state].text,
		since.toString(),
		takenOver ? 'yes' : 'no',
		...made,
	]);
}

export const listPages: Route[] = [listPage, listFile];
