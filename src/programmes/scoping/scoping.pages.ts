import { z } from 'zod';
import {
	asInvalid,
	csv,
	type FormValues,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	type Part,
	Refused,
	type Route,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { frameworkOf } from '../frameworks/framework.store.ts';
import type { Framework } from '../frameworks/framework.ts';
import { type Inspection, inspectionById } from '../planning/plan.store.ts';
import {
	type Asked,
	csvHeader,
	csvRows,
	decisionsInWords,
	questionsFor,
	tableRowsOf,
} from './scoping.lists.ts';
import { decideScoping, scopingsOf } from './scoping.store.ts';
import {
	closedFor,
	needsReason,
	type Scoping,
	ScopingRefused,
	type ScopingRow,
	scopingPolicy,
	scopingTable,
	undecided,
} from './scoping.ts';
import { type MaterialSource, materialOf, type SignalSource, signalsOf } from './signal.ts';
import { type InspectionTab, inspectionTabs } from './tabs.ts';

export type ScopingPorts = {
	signals: readonly SignalSource[];
	material?: readonly MaterialSource[];
	tabs: readonly InspectionTab[];
};

export function scopingPages(ports: ScopingPorts): Part {
	return { policies: [scopingPolicy], routes: [tablePage(ports), tableFile, ...decidePages(ports)] };
}

const one = z.object({ id: z.uuid() });
const { read, decide } = scopingPolicy.can;

type Known = { inspection: Inspection; framework: Framework; decisions: Scoping[] };

async function known(tx: Tx, id: string): Promise<Known> {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	const framework = await frameworkOf(tx, inspection);
	if (framework === null) throw new Missing();
	return { inspection, framework, decisions: await scopingsOf(tx, id) };
}

function tablePage({ tabs }: ScopingPorts): Route {
	return get({
		url: '/inspections/:id/scoping',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, params, actor }) {
			const { inspection, framework, decisions } = await known(tx, params.id);
			const standing = decisions.at(-1) ?? null;
			const closed = closedFor(inspection.state, standing);
			return view('scoping/table.njk', {
				inspection,
				frameworkTitle: framework.title,
				tabs: inspectionTabs(inspection, 'scoping', tabs),
				standing,
				tables: standing === null ? [] : tableRowsOf(scopingTable(framework, standing.rows)),
				missing: standing === null ? [] : undecided(framework, standing),
				closed,
				mayDecide: closed === null && mayTry(actor, decide),
				history: decisionsInWords(framework, decisions),
			});
		},
	});
}

const tableFile = get({
	url: '/inspections/:id/scoping.csv',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, params }) {
		const { inspection, framework, decisions } = await known(tx, params.id);
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(csvHeader, csvRows(inspection, framework, decisions)),
			saveAs: `scoping-${inspection.force.slug}.csv`,
		};
	},
});

const longest = 2000;
const words = z
	.string()
	.transform((text) => text.replaceAll('\0', '').trim())
	.pipe(z.string().max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`));
/** Its questions are the framework's, so the fields have no names before it is read. */
const fields = z
	.object({ seen: z.coerce.number().int().min(0).catch(0), reason: words.default('') })
	.catchall(z.unknown());

function decidePages({ signals, material = [] }: ScopingPorts): Route[] {
	return form({
		url: '/inspections/:id/scoping/decide',
		opens: 'account',
		permit: decide,
		params: one,
		view: 'scoping/decide.njk',
		fields,
		async load({ tx, params }) {
			const { inspection, framework, decisions } = await known(tx, params.id);
			const standing = decisions.at(-1) ?? null;
			const closed = closedFor(inspection.state, standing);
			if (closed !== null) throw new Refused(closed);
			const beside = await signalsOf(signals, tx, inspection, framework);
			const toRead = await materialOf(material, tx, inspection, framework);
			return {
				inspection,
				frameworkTitle: framework.title,
				standing,
				needsReason: needsReason(inspection.state, standing),
				limit: longest,
				ofForce: beside.get('') ?? { for: [], against: [] },
				toRead: toRead.get('') ?? [],
				pillars: questionsFor(framework, beside, toRead),
			};
		},
		initial: ({ pillars, standing }) => typedBefore(pillars, standing),
		async submit({ tx, actor, values, data: { inspection, pillars } }) {
			const { rows, problems } = rowsFrom(pillars, values);
			if (Object.keys(problems).length > 0) throw new Invalid(problems);
			const decision = {
				inspection: inspection.id,
				seen: values.seen,
				rows,
				reason: values.reason === '' ? null : values.reason,
			};
			try {
				await asInvalid(overtaken, () => decideScoping(tx, actor, decision));
			} catch (error) {
				if (error instanceof ScopingRefused) throw new Invalid({ ...error.problems });
				throw error;
			}
			return redirect(`/inspections/${inspection.id}/scoping`, 'The scope of this inspection is decided.');
		},
	});
}

/** What the database alone sees: another decision, or another state, of the same moment. */
const overtaken = {
	'23505': {
		'': 'Somebody else has decided at the same moment. Open this page again and look at their decision.',
	},
	'23514': { '': 'This inspection has just moved on. Open this page again and look at how it stands.' },
};

/** The form begins with what stands, so that whoever changes one answer types no other reason again. */
function typedBefore(pillars: readonly Asked[], standing: Scoping | null): FormValues {
	const rows = new Map((standing?.rows ?? []).map((row) => [row.component, row]));
	const values: FormValues = { seen: String(standing?.number ?? 0) };
	for (const { questions } of pillars) {
		for (const { id } of questions) {
			const row = rows.get(id);
			if (row === undefined) continue;
			values[`inspected-${id}`] = row.inspected ? 'yes' : 'no';
			values[`reason-${id}`] = row.reason ?? '';
		}
	}
	return values;
}

function rowsFrom(
	pillars: readonly Asked[],
	typed: Record<string, unknown>,
): { rows: ScopingRow[]; problems: Record<string, string> } {
	const rows: ScopingRow[] = [];
	const problems: Record<string, string> = {};
	for (const { id, mandatory } of pillars.flatMap(({ questions }) => questions)) {
		const reason = words.safeParse(typed[`reason-${id}`] ?? '');
		if (!reason.success) problems[`reason-${id}`] = reason.error.issues[0]?.message ?? '';
		// What every force is inspected on is not asked; an answer to it that was sent all the same is looked at.
		const answer = typed[`inspected-${id}`] ?? (mandatory ? 'yes' : '');
		if (answer !== 'yes' && answer !== 'no') continue;
		const why = reason.data ?? '';
		rows.push({ component: id, inspected: answer === 'yes', reason: why === '' ? null : why });
	}
	return { rows, problems };
}
