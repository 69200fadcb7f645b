import { z } from 'zod';
import {
	dayIn,
	form,
	get,
	Invalid,
	inWordsDate,
	Missing,
	may,
	optionalDay,
	type Part,
	redirect,
	type Services,
	startWork,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { listForces } from '../../programmes/index.ts';
import { sourceNamed, sources } from '../sources/all.ts';
import { importKind } from './import.job.ts';
import { takeIn } from './incoming.ts';
import { lastRefusals, refusalById } from './refusal.store.ts';
import { openParquet } from './shelf.ts';
import { decisionsOf, listSnapshots, snapshotById, suppliesOf } from './snapshot.store.ts';
import { figurePolicy, type Snapshot } from './snapshot.ts';
import { withdrawalPages } from './withdrawal.pages.ts';
import { withdrawalsOf } from './withdrawal.store.ts';
import { ageInWords, decisionOnPage, periodInWords, sourceTitle } from './words.ts';

export type SnapshotPorts = {
	/** Which indicators are computed from a source, for whoever looks at its data. */
	indicatorsFrom?(tx: Tx, source: string): Promise<readonly { text: string; href: string }[]>;
};

/** So many files can be sent at once: every force for a whole year of months. */
const mostFiles = 600;
const refusalsShown = 5;

const one = z.object({ id: z.uuid() });

/** The pages under /data: what was imported, what an import did, and the import itself. */
export function snapshotPages(services: Services, { indicatorsFrom }: SnapshotPorts = {}): Part {
	const { read, import: bring } = figurePolicy.can;
	return {
		policies: [figurePolicy],
		navigation: [{ text: 'Data', href: '/data', permit: read, layouts: ['staff'] }],
		routes: [
			get({
				url: '/data',
				opens: 'account',
				permit: read,
				async handle({ tx, actor }) {
					const [snapshots, refused] = [await listSnapshots(tx), await lastRefusals(tx, refusalsShown)];
					const today = dayIn(services.clock);
					const named = [
						...new Set([...sources.map(({ name }) => name), ...snapshots.map(({ source }) => source)]),
					];
					return view('snapshots/list.njk', {
						mayImport: may(actor, bring),
						sources: named.map((name) => sourceRow(name, snapshots, today)),
						snapshots: snapshots.map((snapshot) => rowOf(snapshot)),
						refused: refused.map(({ id, source, files, faults, at, byName }) => ({
							href: `/data/refused/${id}`,
							source: sourceTitle(source),
							files: files.map(({ name }) => name).join(', '),
							faults: faults.length,
							at,
							byName,
						})),
					});
				},
			}),
			...form({
				url: '/data/import',
				opens: 'account',
				permit: bring,
				view: 'snapshots/import.njk',
				upload: 'files',
				mostFiles,
				fields: withDays(
					['published'],
					z.object({
						source: z
							.string()
							.default('')
							.refine((name) => sourceNamed(name) !== undefined, 'Choose what is published in the files'),
						release: z.string().trim().max(200, 'Write at most 200 characters').default(''),
						published: optionalDay('day of publication'),
						note: z.string().trim().max(1000, 'Write at most 1,000 characters').default(''),
						illustrative: z.union([z.literal('yes'), z.array(z.literal('yes'))]).optional(),
					}),
				),
				async load() {
					return {
						sources: sources.map(({ name, title, expects, accepts }) => ({
							value: name,
							text: title,
							hint: `${expects} Ends in ${accepts.map((ending) => `.${ending}`).join(' or ')}.`,
						})),
						mostFiles,
					};
				},
				async submit({ tx, actor, values, files }) {
					const source = sourceNamed(values.source);
					if (source === undefined) throw new Missing();
					if (files.length === 0) throw new Invalid({ files: 'Choose at least one file' });
					const facts = files.map(({ name, sha256, size }) => ({ name, sha256, bytes: size }));
					const work = await startWork(tx, {
						title: `Importing ${source.title.toLowerCase()}`,
						job: importKind,
						payload: {
							source: source.name,
							incoming: await takeIn(services, files),
							files: facts,
							stated: {
								release: values.release || null,
								publishedOn: values.published?.toString() ?? null,
								illustrative: values.illustrative !== undefined,
								note: values.note || null,
							},
							by: { account: actor.account, name: actor.name },
						},
					});
					return redirect(`/work/${work}`);
				},
			}),
			get({
				url: '/data/refused/:id',
				opens: 'account',
				permit: read,
				params: one,
				async handle({ tx, actor, params }) {
					const refusal = await refusalById(tx, params.id);
					if (refusal === null) throw new Missing();
					return view('snapshots/refused.njk', {
						...refusal,
						title: sourceTitle(refusal.source),
						mayImport: may(actor, bring),
					});
				},
			}),
			get({
				url: '/data/:id.parquet',
				opens: 'account',
				permit: read,
				params: one,
				async handle({ tx, params }) {
					const snapshot = await snapshotOr404(tx, params.id);
					const { size, open } = await openParquet(services, snapshot);
					const made = snapshot.illustrative ? ', illustrative' : '';
					return {
						kind: 'file',
						name: `${snapshot.source}, ${snapshot.release.replaceAll(/[^\w .,()-]/g, ' ')}${made}.parquet`,
						type: 'application/vnd.apache.parquet',
						size,
						open,
					};
				},
			}),
			get({
				url: '/data/:id',
				opens: 'account',
				permit: read,
				params: one,
				async handle({ tx, actor, params }) {
					const snapshot = await snapshotOr404(tx, params.id);
					const [withdrawn = null] = await withdrawalsOf(tx, snapshot.id);
					const others = await listSnapshots(tx, { source: snapshot.source });
					const names = new Map((await listForces(tx)).map(({ code, name }) => [code, name]));
					const supplies = await suppliesOf(tx, snapshot.id);
					return view('snapshots/snapshot.njk', {
						...rowOf(snapshot),
						snapshot,
						withdrawn,
						mayWithdraw: may(actor, figurePolicy.can.withdraw),
						publisher: sourceNamed(snapshot.source)?.publisher ?? null,
						newest: others[0]?.id === snapshot.id ? null : (others[0] ?? null),
						files: snapshot.files.map((file) => file),
						decisions: (await decisionsOf(tx, snapshot.id)).map(decisionOnPage),
						supplies: supplies
							.map((supply) => ({ ...supply, name: names.get(supply.area) ?? supply.area }))
							.sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
						lacking: supplies.filter(({ how }) => how === 'none').length,
						indicators: (await indicatorsFrom?.(tx, snapshot.source)) ?? [],
					});
				},
			}),
			...withdrawalPages,
		],
	};
}

async function snapshotOr404(tx: Tx, id: string): Promise<Snapshot> {
	const snapshot = await snapshotById(tx, id);
	if (snapshot === null) throw new Missing();
	return snapshot;
}

function sourceRow(name: string, snapshots: readonly Snapshot[], today: Temporal.PlainDate) {
	const own = snapshots.filter(({ source }) => source === name);
	const newest = own[0];
	return {
		title: sourceTitle(name),
		publisher: sourceNamed(name)?.publisher ?? null,
		count: own.length,
		newest: newest === undefined ? null : rowOf(newest),
		age: newest === undefined ? null : ageInWords(newest.publishedOn, newest.importedAt, today),
	};
}

function rowOf(snapshot: Snapshot) {
	return {
		href: `/data/${snapshot.id}`,
		title: sourceTitle(snapshot.source),
		release: snapshot.release,
		period: periodInWords(snapshot.since, snapshot.until),
		published: snapshot.publishedOn === null ? null : inWordsDate(snapshot.publishedOn),
		rows: snapshot.rows,
		imported: snapshot.importedAt,
		by: snapshot.importedByName,
		illustrative: snapshot.illustrative,
	};
}
