import { auditCommands } from '../audit/audit.commands.ts';
import {
	findEntries,
	namesIn,
	record,
	type SealState,
	sealState,
	wordsOfAudit,
} from '../audit/audit.store.ts';
import { asTimeline, type Entry, type Names } from '../audit/entry.ts';
import { sealLogIn } from '../audit/seal-log.ts';
import { verifyAudit } from '../audit/verify.ts';
import type { AccountActor } from '../database/actor.ts';
import { accountPolicy } from '../identity/policy.ts';
import { definePolicy, mayTry, to } from '../policy/policy.ts';
import { csv } from '../web/csv.ts';
import type { Part, Services } from '../web/part.ts';
import { get, post, view } from '../web/route.ts';
import { appliedFilters, auditAddress, auditQuery, placeIn, readFilter } from './audit-query.ts';

const readers = to('any', 'administrator', 'programme manager');
export const auditPolicy = definePolicy('audit', {
	read: readers,
	download: readers,
	verify: { ...readers, ...to('any', 'operator') },
});

const perPage = 50;
/** Rows of one download, so that it stays something a spreadsheet opens. */
const mostRows = 10_000;
/** Entries that the button checks while the person waits; the command checks all. */
const checkedAtOnce = 20_000;

/** The record of every change: who did what, when, before and after. */
export function auditPart(services: Pick<Services, 'dataFolder'>): Part {
	const { read, download, verify } = auditPolicy.can;
	return {
		policies: [auditPolicy],
		commands: auditCommands,
		navigation: [{ text: 'Audit', href: '/audit', permit: read, layouts: ['staff'] }],
		routes: [
			get({
				url: '/audit',
				opens: 'account',
				permit: read,
				query: auditQuery,
				async handle({ tx, actor, query }) {
					const { filter, errors } = readFilter(query);
					const words = await wordsOfAudit(tx);
					const page = await findEntries(tx, filter, placeIn(query), perPage);
					const names = await namesIn(tx, page.entries);
					return view('office/audit/list.njk', {
						form: { values: query, errors },
						kinds: words.kinds.map(asItem),
						actions: words.actions.map(asItem),
						keep: { ...hidden('subject', query.subject), ...hidden('account', query.account) },
						applied: appliedFilters(query),
						entries: page.entries.map((entry) => asLinked(entry, actor, names)),
						newerHref:
							page.newerThan === null ? null : auditAddress('/audit', query, { newer: page.newerThan }),
						olderHref:
							page.olderThan === null ? null : auditAddress('/audit', query, { older: page.olderThan }),
						csvHref: auditAddress('/audit.csv', query),
						mostRows,
						seals: sealsInWords(await sealState(tx)),
					});
				},
			}),
			get({
				url: '/audit.csv',
				opens: 'account',
				permit: download,
				query: auditQuery,
				async handle({ tx, query }) {
					const { filter } = readFilter(query);
					const { entries } = await findEntries(tx, filter, {}, mostRows);
					await record(tx, {
						subject: { kind: 'audit', id: 'entries' },
						action: 'downloaded',
						after: { filter: auditAddress('', query), entries: entries.length },
					});
					return {
						kind: 'data',
						type: 'text/csv; charset=utf-8',
						body: csv(columns, entries.map(asRow)),
						saveAs: 'audit.csv',
					};
				},
			}),
			post({
				url: '/audit/verify',
				opens: 'account',
				permit: verify,
				async handle({ tx }) {
					const verification = await verifyAudit(tx, {
						sealLog: sealLogIn(services.dataFolder),
						newest: checkedAtOnce,
					});
					return view('office/audit/verified.njk', {
						verification,
						seals: sealsInWords(verification.seals),
					});
				},
			}),
		],
	};
}

function asItem(word: string): { value: string; text: string } {
	return { value: word, text: word.charAt(0).toUpperCase() + word.slice(1) };
}

function hidden(name: string, value: string | undefined): Record<string, string> {
	return value === undefined ? {} : { [name]: value };
}

/** A line of the timeline that leads to the thing's own history and, for whoever may see it, to the account. */
function asLinked(entry: Entry, actor: AccountActor, names: Names) {
	const { account_id: account, subject_kind: kind, subject_id: subject } = entry;
	const linked = account !== null && mayTry(actor, accountPolicy.can.see);
	return {
		...asTimeline(entry, names),
		href: auditAddress('/audit', { kind, subject }),
		...(linked ? { whoHref: `/accounts/${account}` } : {}),
	};
}

function sealsInWords({ waiting, newest }: SealState) {
	return { waiting, newest: newest === null ? null : { ...newest, at: instantOrNothing(newest.sealedAt) } };
}

/** Somebody who alters the record can write a time there that is none. */
function instantOrNothing(text: string): Temporal.Instant | null {
	try {
		return Temporal.Instant.from(text);
	} catch {
		return null;
	}
}

const columns = [
	'Number',
	'Time (UTC)',
	'Acting as',
	'Name',
	'Account',
	'Kind',
	'Number of the thing',
	'What happened',
	'Before',
	'After',
	'Reason',
	'Request',
];

function asRow(entry: Entry) {
	const json = (value: Entry['before']) => (value === null ? null : JSON.stringify(value));
	return [
		entry.id,
		entry.at.toString(),
		entry.actor,
		entry.actor_name,
		entry.account_id,
		entry.subject_kind,
		entry.subject_id,
		entry.action,
		json(entry.before),
		json(entry.after),
		entry.reason,
		entry.request,
	];
}
