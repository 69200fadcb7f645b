import { sql } from 'kysely';
import {
	addEvidence,
	type EvidenceKind,
	evidenceByIds,
	evidenceKinds,
	reliabilitiesFor,
	reuseIn,
	reusesOf,
} from '../evidence/index.ts';
import type { Tx } from '../foundation/index.ts';
import { todayIn } from '../programmes/index.ts';
import { bearingsOf } from './request.store.ts';
import { citeRequest, type Request } from './request.ts';

export const answerKinds = ['file', 'held', 'cannot'] as const;
export type AnswerKind = (typeof answerKinds)[number];
export const becoming = ['document', 'force update', 'action plan'] as const;
export type Becoming = (typeof becoming)[number];

/** One part of an answer. */
export type Answer = {
	id: string;
	kind: AnswerKind;
	text: string;
	file: { id: string; name: string; size: number } | null;
	becomes: Becoming | null;
	/** What it became, or what it points to, as far as the reader may read it. */
	item: { id: string; number: number; kind: string; title: string | null; inspection: string | null } | null;
	sentAt: Temporal.Instant | null;
	at: Temporal.Instant;
	by: string | null;
	byName: string | null;
};

/** What was sent, the earliest first, and what waits to be sent as far as the reader may see it. */
export async function answersOf(tx: Tx, request: string): Promise<Answer[]> {
	const rows = await tx
		.selectFrom('returns.answer as answer')
		.leftJoin('foundation.file as file', 'file.id', 'answer.file_id')
		.leftJoin('foundation.account as account', 'account.id', 'answer.by')
		.leftJoin('evidence.item as item', 'item.id', 'answer.item_id')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('evidence.version as version')
					.select('version.title')
					.whereRef('version.item_id', '=', 'item.id')
					.orderBy('version.number', 'desc')
					.limit(1)
					.as('newest'),
			(join) => join.onTrue(),
		)
		.select([
			'answer.id',
			'answer.kind',
			'answer.text',
			'answer.becomes',
			'answer.sent_at as sentAt',
			'answer.at',
			'answer.by',
			'account.name as byName',
			'file.id as fileId',
			'file.name as fileName',
			'file.size as fileSize',
			'item.id as itemId',
			'item.number as itemNumber',
			'item.kind as itemKind',
			'item.inspection_id as itemInspection',
			'newest.title as itemTitle',
		])
		.where('answer.request_id', '=', request)
		.orderBy(sql`answer.sent_at is null`)
		.orderBy('answer.at')
		.orderBy('answer.id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		kind: answerKinds.find((one) => one === row.kind) ?? 'cannot',
		text: row.text,
		becomes: becoming.find((one) => one === row.becomes) ?? null,
		file:
			row.fileId === null || row.fileName === null
				? null
				: { id: row.fileId, name: row.fileName, size: Number(row.fileSize) },
		item:
			row.itemId === null || row.itemNumber === null || row.itemKind === null
				? null
				: {
						id: row.itemId,
						number: Number(row.itemNumber),
						kind: row.itemKind,
						title: row.itemTitle,
						inspection: row.itemInspection,
					},
		sentAt: row.sentAt,
		at: row.at,
		by: row.by,
		byName: row.byName,
	}));
}

export type NewAnswer =
	| { kind: 'file'; text: string; file: string; becomes: Becoming }
	| { kind: 'held'; text: string; item: string }
	| { kind: 'cannot'; text: string };

/** Prepares a part of an answer; it is sent with the rest. */
export async function prepareAnswer(tx: Tx, request: string, answer: NewAnswer): Promise<string> {
	const { id } = await tx
		.insertInto('returns.answer')
		.values({
			request_id: request,
			kind: answer.kind,
			text: answer.text,
			...(answer.kind === 'file' ? { file_id: answer.file, becomes: answer.becomes } : {}),
			...(answer.kind === 'held' ? { item_id: answer.item } : {}),
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Takes back what has not been sent; false when it is not there, or was sent. */
export async function takeBackAnswer(tx: Tx, request: string, id: string): Promise<boolean> {
	const { numDeletedRows } = await tx
		.deleteFrom('returns.answer')
		.where('request_id', '=', request)
		.where('id', '=', id)
		.where('sent_at', 'is', null)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

/** Sends what was prepared: each file and each “we cannot supply this” becomes evidence that the force supplied. */
export async function sendAnswers(tx: Tx, request: Request): Promise<void> {
	const prepared = (await answersOf(tx, request.id)).filter(({ sentAt }) => sentAt === null);
	const bearsOn = (await bearingsOf(tx, [request.id])).map(({ framework, version, component }) => ({
		framework,
		version,
		component,
	}));
	const today = await todayIn(tx);
	for (const answer of prepared) {
		const kind = kindOf(answer);
		const item =
			kind === null
				? answer.item
				: await addEvidence(tx, {
						kind,
						force: request.force.id,
						inspection: request.inspection?.id ?? null,
						suppliedBy: request.force.id,
						source: { name: sourceOf(answer, request) },
						title: titleOf(answer, request),
						text: textOf(answer, request),
						happenedOn: today,
						gatheredBy: answer.by,
						gatheredByName: request.force.name,
						reliability: reliabilitiesFor(kind)[0] ?? 'force-reported',
						illustrative: request.illustrative,
						bearsOn,
						...(answer.file === null ? {} : { files: [answer.file.id] }),
					});
		await tx
			.updateTable('returns.answer')
			.set({ sent_at: sql<Temporal.Instant>`app.now()`, item_id: item?.id ?? null })
			.where('id', '=', answer.id)
			.execute();
	}
}

/** What it becomes; null for what points to something that was sent before. */
function kindOf({ kind, becomes }: Answer): EvidenceKind | null {
	if (kind === 'held') return null;
	return kind === 'cannot' ? 'cannot supply' : (evidenceKinds.find((one) => one === becomes) ?? 'document');
}

function sourceOf({ kind, file, becomes }: Answer, { force }: Request): string {
	return kind === 'cannot' || becomes === 'force update' ? force.name : (file?.name ?? force.name);
}

function titleOf({ kind, file }: Answer, { title }: Request): string {
	return kind === 'cannot' ? `Could not be supplied: ${title}` : `${title}: ${file?.name ?? 'file'}`;
}

function textOf({ kind, text, file }: Answer, request: Request): string {
	const said = `Sent in answer to ${citeRequest(request)}, “${request.title}”.`;
	if (kind === 'cannot') return `${text}\n\n${said}`;
	return [text, `File: ${file?.name ?? ''}.`, said].filter((part) => part !== '').join('\n\n');
}

/** What the force pointed to is taken into the inspection that asked, where it is not there already. */
export async function takeAnswers(tx: Tx, request: Request): Promise<void> {
	if (request.inspection === null) return;
	const pointed = (await answersOf(tx, request.id)).flatMap(({ kind, item }) =>
		kind === 'held' && item !== null ? [item] : [],
	);
	await takeInto(tx, {
		inspection: request.inspection.id,
		items: pointed.map(({ id }) => id),
		because: `${request.force.name} pointed to it in answer to ${citeRequest(request)}.`,
	});
}

/** Takes items into an inspection, and leaves those that are in it already. */
export async function takeInto(
	tx: Tx,
	{ inspection, items, because }: { inspection: string; items: readonly string[]; because: string },
): Promise<void> {
	const used = (await reusesOf(tx, items, 'staff')).filter((reuse) => reuse.inspection === inspection);
	const there = new Set(used.map(({ item }) => item));
	const found = await evidenceByIds(tx, items);
	for (const { id, inspection: home, withdrawn } of found) {
		if (home === inspection || withdrawn !== null || there.has(id)) continue;
		await reuseIn(tx, id, inspection, because);
	}
}
