import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
	type AccountActor,
	asInvalid,
	day,
	type Files,
	forceOf,
	form,
	get,
	Invalid,
	Missing,
	pageNumber,
	paginationOf,
	type Route,
	redirect,
	type Tx,
	view,
	withDays,
} from '../../foundation/index.ts';
import { type Framework, frameworkOf, type Inspection, inspectionsOf } from '../../programmes/index.ts';
import { keepFile, mostFiles } from './add.pages.ts';
import {
	addEvidence,
	asSent,
	bearsOnOf,
	evidenceById,
	evidenceFiles,
	evidenceOf,
	reusesOf,
} from './item.store.ts';
import { type BearsOn, cite, type Evidence, evidencePolicy, kindTexts } from './item.ts';
import { titlesIn } from './place.ts';
import { longestText } from './typed.ts';
import { lineOf, versionInWords } from './words.ts';

const readOwn = evidencePolicy.can['read own'];
const { send } = evidencePolicy.can;

/** What a force sees of what it sent: its words and files, and what it was used for. */
export function ownPages(files: Files): Route[] {
	return [listPage, ...sendPages(files), itemPage, filePage(files)];
}

/** Of these items: the inspections that use each, as far as the force was told of them, and the questions there. */
async function usedFor(tx: Tx, evidence: readonly Evidence[]) {
	const ids = evidence.map(({ id }) => id);
	const reuses = await reusesOf(tx, ids, 'force');
	const bears = await bearsOnOf(tx, ids);
	const wanted = new Set([
		...evidence.flatMap(({ inspection }) => inspection ?? []),
		...reuses.map(({ inspection }) => inspection),
	]);
	const inspections = new Map((await inspectionsOf(tx, { ids: [...wanted] })).map((one) => [one.id, one]));
	const frameworks = new Map<string, Framework | null>();
	for (const inspection of inspections.values()) {
		const key = `${inspection.framework}/${inspection.version}`;
		if (!frameworks.has(key)) frameworks.set(key, await frameworkOf(tx, inspection));
	}
	const said = (inspection: Inspection, known: readonly BearsOn[]) => {
		const framework = frameworks.get(`${inspection.framework}/${inspection.version}`) ?? null;
		return {
			name: inspection.programme.name,
			href: `/inspections/${inspection.id}`,
			questions: framework === null ? [] : titlesIn(framework, known).map(({ title }) => title),
		};
	};
	return new Map(
		evidence.map((item) => {
			const again = reuses.filter((reuse) => reuse.item === item.id).map(({ inspection }) => inspection);
			const all = [...(item.inspection === null ? [] : [item.inspection]), ...again];
			return [
				item.id,
				all.flatMap((id) => {
					const inspection = inspections.get(id);
					return inspection === undefined ? [] : [said(inspection, bears.get(item.id) ?? [])];
				}),
			];
		}),
	);
}

/** Sent, and read into words by the inspectorate: a section of a management statement. */
const inItsWords = 'Kept in the words of the inspectorate';

const listPage = get({
	url: '/your-evidence',
	opens: 'account',
	permit: readOwn,
	query: z.object({ page: pageNumber }),
	async handle({ tx, query }) {
		// The database shows a force what it sent, and nothing else.
		const { evidence: kept, total } = await evidenceOf(tx, { supplied: true, page: query.page });
		const evidence = await asSent(tx, kept);
		const uses = await usedFor(tx, evidence);
		return view('evidence/own-list.njk', {
			lines: evidence.map((item) => ({
				...lineOf(item),
				title: item.current?.title ?? inItsWords,
				uses: uses.get(item.id) ?? [],
			})),
			pagination: paginationOf({ page: query.page, total, query: {}, noun: 'item' }),
		});
	},
});

const one = z.object({ id: z.uuid() });

async function ownAt(tx: Tx, actor: AccountActor, id: string): Promise<Evidence> {
	const evidence = await evidenceById(tx, id);
	if (evidence === null || evidence.suppliedBy !== forceOf(actor)) throw new Missing();
	const [sent] = await asSent(tx, [evidence]);
	return sent ?? evidence;
}

const itemPage = get({
	url: '/your-evidence/:id',
	opens: 'account',
	permit: readOwn,
	params: one,
	async handle({ tx, params, actor, demand }) {
		const evidence = await ownAt(tx, actor, params.id);
		demand({ organisation: evidence.suppliedBy });
		const { current } = evidence;
		const files = await evidenceFiles(tx, evidence.id);
		return view('evidence/own-item.njk', {
			item: { ...evidence, cited: cite(evidence), kindText: kindTexts[evidence.kind] },
			sent: current?.title ?? inItsWords,
			current: current === null ? null : versionInWords(current),
			uses: (await usedFor(tx, [evidence])).get(evidence.id) ?? [],
			files: files
				.filter(({ version }) => version === current?.number)
				.map((file) => ({ ...file, href: `/your-evidence/${evidence.id}/files/${file.id}` })),
		});
	},
});

function filePage(files: Files): Route {
	return get({
		url: '/your-evidence/:id/files/:file',
		opens: 'account',
		permit: readOwn,
		params: one.extend({ file: z.uuid() }),
		async handle({ tx, params, actor, demand }) {
			const evidence = await ownAt(tx, actor, params.id);
			demand({ organisation: evidence.suppliedBy });
			const file = (await evidenceFiles(tx, evidence.id)).find(({ id }) => id === params.file);
			if (file === undefined) throw new Missing();
			return files.download(tx, file);
		},
	});
}

const words = (missing: string, most: number) =>
	z
		.string(missing)
		.transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim())
		.pipe(
			z
				.string()
				.min(1, missing)
				.max(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`),
		);

/** An inspection that takes no more updates is over. */
const closed: readonly Inspection['state'][] = ['published', 'closed', 'cancelled'];

function sendPages(files: Files): Route[] {
	return form({
		url: '/your-evidence/send',
		opens: 'account',
		permit: send,
		view: 'evidence/send.njk',
		upload: 'files',
		mostFiles,
		fields: withDays(
			['happened-on'],
			z.object({
				inspection: z.string().default(''),
				title: words('Enter a title', 300),
				text: words('Enter what has changed', longestText),
				'happened-on': day('day since when it is so'),
			}),
		),
		async load({ tx, actor }) {
			const force = forceOf(actor);
			if (force === null) throw new Missing();
			const all = await inspectionsOf(tx, { force });
			return {
				force: { id: force, name: actor.organisation?.name ?? '' },
				limit: longestText,
				inspections: all
					.filter(({ state }) => !closed.includes(state))
					.map(({ id, programme }) => ({ value: id, text: programme.name })),
			};
		},
		initial: ({ inspections }) => ({
			inspection: inspections.length === 1 ? (inspections[0]?.value ?? '') : '',
		}),
		async submit({ tx, actor, values, data: { force, inspections }, files: sent, demand }) {
			demand({ organisation: force.id });
			if (!inspections.some(({ value }) => value === values.inspection))
				throw new Invalid({ inspection: 'Choose the inspection that the update is for' });
			const id = randomUUID();
			const kept: string[] = [];
			for (const file of sent) kept.push(await keepFile(files, tx, file, id, force.id));
			const { number } = await asInvalid(
				{ same_force: { inspection: 'Choose the inspection that the update is for' } },
				() =>
					addEvidence(tx, {
						id,
						kind: 'force update',
						force: force.id,
						inspection: values.inspection,
						suppliedBy: force.id,
						source: { name: force.name },
						title: values.title,
						text: values.text,
						happenedOn: values['happened-on'],
						gatheredBy: actor.account,
						gatheredByName: actor.name,
						reliability: 'force-reported',
						files: kept,
					}),
			);
			return redirect(
				`/your-evidence/${id}`,
				`${cite({ number })} is sent. The inspectorate can read it now.`,
			);
		},
	});
}
