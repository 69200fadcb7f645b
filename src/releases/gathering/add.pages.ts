import { z } from 'zod';
import { citeDocument, documentKinds, documentStates, documentsOf } from '../../documents/index.ts';
import { listIndicators } from '../../figures/index.ts';
import { type Files, form, Invalid, type Route, redirect, type Tx } from '../../foundation/index.ts';
import {
	forceBySlug,
	inspectionsOf,
	listForces,
	listProgrammes,
	programmeBySlug,
	ticked,
} from '../../programmes/index.ts';
import { one, releaseAt } from './fields.ts';
import { fileSubject, filesOf } from './file.store.ts';
import { addItems, itemsOf, releasesHolding, whilePreparing } from './item.store.ts';
import { releasePolicy } from './policy.ts';
import { demandPreparing } from './release.store.ts';
import { type Release, releaseHref } from './release.ts';
import { releaseLine } from './view.ts';

const { prepare } = releasePolicy.can;

/** As many as are brought at once. */
const mostFiles = 20;

export function addPages(files: Files): Route[] {
	return [...documentsPage, ...indicatorsPage, ...filesPage(files)];
}

const which = z.object({
	programme: z.string().max(200).default(''),
	force: z.string().max(200).default(''),
});

/** Documents of a programme or about a force, many at once by tick boxes, and the inspections that they are about. */
const documentsPage = form({
	url: '/releases/:id/add',
	opens: 'account',
	permit: prepare,
	params: one,
	query: which,
	view: 'gathering/add.njk',
	fields: z.object({
		all: z.literal('yes').optional(),
		documents: ticked,
		inspections: ticked,
		along: z.literal('yes').optional(),
	}),
	async load({ tx, params, query }) {
		const release = await openRelease(tx, params);
		// Without a choice, what it is likely to hold.
		const programme =
			query.programme === '' && query.force === '' ? (release.programme?.slug ?? '') : query.programme;
		const found = await foundIn(tx, release, { programme, force: query.force });
		return {
			release: releaseLine(release, null, release.addedAt),
			at: releaseHref(release),
			action: `${releaseHref(release, 'add')}?${new URLSearchParams({ programme, force: query.force })}`,
			look: { values: { programme, force: query.force } },
			programmes: (await listProgrammes(tx)).map(({ slug, name }) => ({ value: slug, text: name })),
			forces: (await listForces(tx)).map(({ slug, name }) => ({ value: slug, text: name })),
			chosen: programme !== '' || query.force !== '',
			...found,
		};
	},
	initial: () => ({ along: 'yes' }),
	async submit({ tx, params, values, data }) {
		const documents = data.documents.filter(
			({ value }) => values.all === 'yes' || values.documents.includes(value),
		);
		const inspections = new Set(
			data.inspections.flatMap(({ value }) => (values.inspections.includes(value) ? [value] : [])),
		);
		if (values.along === 'yes') {
			for (const { inspection } of documents) if (inspection !== null) inspections.add(inspection);
		}
		if (documents.length + inspections.size === 0) {
			throw new Invalid({ documents: 'Tick at least one document or inspection' });
		}
		const added = await whilePreparing(tx, params.id, () =>
			addItems(tx, params.id, [
				...documents.map(({ value }) => ({ document: value })),
				...[...inspections].map((inspection) => ({ inspection })),
			]),
		);
		return redirect(data.at, added === 0 ? 'All of that is in it already.' : `${counted(added)} added.`);
	},
});

function counted(count: number): string {
	return count === 1 ? 'One thing is' : `${count} things are`;
}

async function openRelease(tx: Tx, params: { id: string }): Promise<Release> {
	await releaseAt(tx, params);
	return demandPreparing(tx, params.id);
}

async function foundIn(tx: Tx, release: Release, wanted: { programme: string; force: string }) {
	const programme = wanted.programme === '' ? null : await programmeBySlug(tx, wanted.programme);
	const force = wanted.force === '' ? null : await forceBySlug(tx, wanted.force);
	if (programme === null && force === null) return { documents: [], inspections: [] };
	const documents = (
		await documentsOf(tx, programme === null ? { force: force?.id ?? '' } : { programme: programme.id })
	).filter((document) => force === null || document.force?.id === force.id);
	const inspections = await inspectionsOf(tx, {
		...(programme === null ? {} : { programme: programme.id }),
		...(force === null ? {} : { force: force.id }),
	});
	const held = new Set((await itemsOf(tx, release.id)).flatMap(({ of }) => Object.values(of)));
	const elsewhere = await releasesHolding(
		tx,
		documents.map(({ id }) => id),
	);
	return {
		documents: documents
			.filter(({ id }) => !held.has(id))
			.toSorted(
				(a, b) => (a.force?.name ?? '').localeCompare(b.force?.name ?? '', 'en-GB') || a.number - b.number,
			)
			.map((document) => ({
				value: document.id,
				inspection: document.inspection,
				text: `${citeDocument(document)}: ${document.title}`,
				hint: [
					document.force?.name ?? 'All forces',
					documentKinds[document.kind],
					documentStates[document.state],
					...(elsewhere.get(document.id) ?? []).map(({ number }) => `in REL-${number} too`),
				].join(', '),
			})),
		inspections: inspections
			.filter(({ id }) => !held.has(id))
			.map(({ id, force: about, programme: of }) => ({
				value: id,
				text: about.name,
				hint: of.name,
			})),
	};
}

/** Indicators, whose figures are published with the snapshots that they were computed from. */
const indicatorsPage = form({
	url: '/releases/:id/indicators',
	opens: 'account',
	permit: prepare,
	params: one,
	view: 'gathering/indicators.njk',
	fields: z.object({ indicators: ticked }),
	async load({ tx, params }) {
		const release = await openRelease(tx, params);
		const held = new Set((await itemsOf(tx, release.id)).flatMap(({ of }) => Object.values(of)));
		const indicators = new Map((await listIndicators(tx)).map((indicator) => [indicator.id, indicator]));
		return {
			release: releaseLine(release, null, release.addedAt),
			at: releaseHref(release),
			indicators: [...indicators.values()]
				.filter(({ id }) => !held.has(id))
				.map(({ id, title, theme }) => ({ value: id, text: title, hint: theme })),
		};
	},
	async submit({ tx, params, values, data }) {
		const chosen = data.indicators.filter(({ value }) => values.indicators.includes(value));
		if (chosen.length === 0) throw new Invalid({ indicators: 'Tick at least one indicator' });
		const added = await whilePreparing(tx, params.id, () =>
			addItems(
				tx,
				params.id,
				chosen.map(({ value }) => ({ indicator: value })),
			),
		);
		return redirect(data.at, `${counted(added)} added.`);
	},
});

/** Files that are published beside the documents: data tables, methods, a technical annex. */
function filesPage(files: Files): Route[] {
	return form({
		url: '/releases/:id/files',
		opens: 'account',
		permit: prepare,
		params: one,
		view: 'gathering/files.njk',
		upload: 'files',
		mostFiles,
		fields: z.object({}),
		async load({ tx, params }) {
			const release = await openRelease(tx, params);
			return {
				release: releaseLine(release, null, release.addedAt),
				at: releaseHref(release),
				names: (await filesOf(tx, release.id)).map(({ name }) => name),
			};
		},
		async submit({ tx, params, data, files: sent }) {
			if (sent.length === 0) throw new Invalid({ files: 'Choose at least one file' });
			const names = [...data.names, ...sent.map(({ name }) => name)].map((name) => name.toLowerCase());
			const twice = sent.find(({ name }) => names.filter((each) => each === name.toLowerCase()).length > 1);
			if (twice !== undefined) {
				throw new Invalid({
					files: `There is a file “${twice.name}” already: give it another name, or take the other out first`,
				});
			}
			await whilePreparing(tx, params.id, async () => {
				for (const file of sent) {
					const { id } = await files.keep(tx, file, {
						organisation: null,
						subject: fileSubject(params.id),
					});
					await addItems(tx, params.id, [{ file: id }]);
				}
			});
			return redirect(data.at, `${counted(sent.length)} added.`);
		},
	});
}
