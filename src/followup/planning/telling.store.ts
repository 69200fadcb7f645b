import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { asInvalid, Failure, type Files, Invalid, type Tx } from '../../foundation/index.ts';
import {
	type Asked,
	type Finding,
	findings,
	type Intake,
	type Opinion,
	type OpinionAnswer,
	opinionAnswers,
	type opinions,
} from './intake.ts';
import type { ActionPlan, Standing } from './plan.ts';

export type NewUpdate = {
	milestone: string;
	standing: Standing;
	/** When it was done; of what is not done, nothing. */
	doneOn: Temporal.PlainDate | null;
	text: string;
};

/** The force says how a milestone stands, and what shows it. */
export async function updateMilestone(
	tx: Tx,
	plan: Pick<ActionPlan, 'id' | 'force'>,
	{ milestone, standing, doneOn, text }: NewUpdate,
	{
		files,
		brought,
	}: { files: Files; brought: readonly Parameters<Files['keep']>[1][] } | { files?: never; brought: [] },
): Promise<string> {
	const id = randomUUID();
	const wrong = {
		milestone_open: { '': 'This milestone takes no more updates: it was dropped' },
		done_ahead: { 'done-on': 'The day must be today or earlier' },
	};
	await asInvalid(wrong, () =>
		tx
			.insertInto('followup.plan_update')
			.values({ id, plan_id: plan.id, milestone_id: milestone, standing, done_on: doneOn, text })
			.execute(),
	);
	if (files === undefined) return id;
	for (const file of brought) {
		try {
			const kept = await files.keep(tx, file, {
				organisation: plan.force.id,
				subject: { kind: 'plan update', id },
			});
			await tx.insertInto('followup.plan_update_file').values({ update_id: id, file_id: kept.id }).execute();
		} catch (error) {
			if (error instanceof Failure) throw new Invalid({ files: error.message });
			throw error;
		}
	}
	return id;
}

/** What the force is asked for in the programme, as far as it is neither refused nor over. */
export async function askedOf(tx: Tx, { call, force }: Pick<ActionPlan, 'call' | 'force'>): Promise<Asked[]> {
	const { rows } = await sql<{ id: string; number: string; title: string | null; text: string }>`
		select p.id, p.number, p.title, p.text
		from followup.asked_under(${call.programme.id}, ${force.id}) a (id) join followup.promise p on p.id = a.id
		order by p.number`.execute(tx);
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

export type NewIntake = {
	version: number;
	opinions: Readonly<Record<Opinion, { answer: OpinionAnswer; words: string | null }>>;
	words: string | null;
	rows: readonly { id: string; kind: 'element' | 'promise'; found: Finding; words: string | null }[];
};

/** Tells the force what the inspectorate found in its plan. Nothing of it is evidence. */
export async function addIntake(tx: Tx, plan: string, intake: NewIntake): Promise<void> {
	const { version, words, rows, opinions: said } = intake;
	const { id } = await tx
		.insertInto('followup.plan_intake')
		.values({
			plan_id: plan,
			version,
			in_line: said.in_line.answer,
			in_line_words: said.in_line.words,
			detail: said.detail.answer,
			detail_words: said.detail.words,
			refers: said.refers.answer,
			refers_words: said.refers.words,
			words,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	if (rows.length === 0) return;
	await tx
		.insertInto('followup.plan_intake_row')
		.values(
			rows.map(({ id: about, kind, found, words: because }) => ({
				intake_id: id,
				[kind === 'element' ? 'element_id' : 'promise_id']: about,
				found,
				words: because,
			})),
		)
		.execute();
}

const answer = z.enum(Object.keys(opinionAnswers) as OpinionAnswer[]); // Object.keys forgets which these are.
const finding = z.enum(Object.keys(findings) as Finding[]); // The same.

/** Every check of a plan, the newest first. */
export async function intakesOf(tx: Tx, plan: string): Promise<Intake[]> {
	const rows = await tx
		.selectFrom('followup.plan_intake')
		.selectAll()
		.where('plan_id', '=', plan)
		.orderBy('at', 'desc')
		.orderBy('number', 'desc')
		.execute();
	if (rows.length === 0) return [];
	const found = await tx
		.selectFrom('followup.plan_intake_row')
		.selectAll()
		.where(
			'intake_id',
			'in',
			rows.map(({ id }) => id),
		)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		version: row.version,
		number: row.number,
		opinions: {
			in_line: { answer: answer.parse(row.in_line), words: row.in_line_words },
			detail: { answer: answer.parse(row.detail), words: row.detail_words },
			refers: { answer: answer.parse(row.refers), words: row.refers_words },
		} satisfies Record<keyof typeof opinions, unknown>,
		words: row.words,
		rows: found
			.filter(({ intake_id }) => intake_id === row.id)
			.map(({ element_id, promise_id, found: state, words }) => ({
				id: element_id ?? promise_id ?? '',
				kind: element_id === null ? 'promise' : 'element',
				found: finding.parse(state),
				words,
			})),
		byName: row.by_name,
		at: row.at,
	}));
}

/** The newest version goes to everybody, as it was handed in, by those who speak for the force. */
export async function publishPlan(
	tx: Tx,
	{ id, version }: Pick<ActionPlan, 'id' | 'version'>,
	{ note, address }: { note: string | null; address: string | null },
): Promise<void> {
	const wrong = {
		newest_published: { '': 'There is a newer version. Look at it before you publish' },
		version_note: { note: 'Say what is new in this version' },
		23505: { '': 'This version is published already' },
	};
	await asInvalid(wrong, () =>
		tx.insertInto('followup.plan_publication').values({ plan_id: id, version, note, address }).execute(),
	);
}
