import { z } from 'zod';
import {
	type DefinitionFile,
	get,
	Missing,
	mayTry,
	type Part,
	post,
	redirect,
	type Services,
	type Tx,
	view,
	withLines,
} from '../../foundation/index.ts';
import { addPages } from './add.pages.ts';
import { comparePages } from './compare.pages.ts';
import { frameworkFiles, keepFiles, standingOf } from './file.store.ts';
import { allFrameworks, listFrameworks, sourceOf } from './framework.store.ts';
import type { FrameworkKey } from './framework.ts';
import { addressOf, framework } from './framework.view.ts';
import { keyText } from './key.ts';
import { frameworkPolicy } from './policy.ts';
import { shelf, usesOf } from './shelf.store.ts';

const params = z.object({
	framework: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
	version: z.coerce.number().int().positive().max(999_999_999),
});

/** Frameworks for whoever reads them, and for whoever writes the next one. */
export function frameworkPages({ dataFolder }: Pick<Services, 'dataFolder'>): Part {
	const { read, keep } = frameworkPolicy.can;
	return {
		policies: [frameworkPolicy],
		navigation: [{ text: 'Frameworks', href: '/frameworks', permit: read, layouts: ['staff'] }],
		routes: [
			get({
				url: '/frameworks',
				opens: 'account',
				permit: read,
				async handle({ tx, actor }) {
					const mayKeep = mayTry(actor, keep);
					const seesUse = mayTry(actor, frameworkPolicy.can['see use']);
					const all: (Awaited<ReturnType<typeof shelf>>[number] & { inUse?: boolean })[] = seesUse
						? await listFrameworks(tx)
						: await shelf(tx);
					const { waiting, warnings } = mayKeep
						? await filesInWords(tx, await frameworkFiles(dataFolder))
						: { waiting: [], warnings: [] };
					return view('frameworks/list.njk', {
						frameworks: all.map((one) => ({ ...one, href: addressOf(one) })),
						choices: choicesOf(all),
						seesUse,
						mayKeep,
						waiting,
						warnings,
					});
				},
			}),
			post({
				url: '/frameworks/files',
				opens: 'account',
				permit: keep,
				async handle({ tx }) {
					const { kept } = await keepFiles(tx, await frameworkFiles(dataFolder));
					const names = kept.map((one) => one.framework.title).join(', ');
					return redirect(
						'/frameworks',
						kept.length === 0 ? 'Nothing new was in the files.' : `Kept: ${names}.`,
					);
				},
			}),
			...comparePages(),
			...addPages(),
			get({
				url: '/frameworks/:framework/:version',
				opens: 'account',
				permit: read,
				params,
				async handle({ tx, actor, params }) {
					const all = await allFrameworks(tx);
					const found = all.find(({ id, version }) => id === params.framework && version === params.version);
					if (found === undefined) throw new Missing();
					const { file, loadedAt } = await keptAs(tx, params);
					const uses = mayTry(actor, frameworkPolicy.can['see use']) ? await usesOf(tx, params) : null;
					const versions = all.filter(({ id }) => id === found.id);
					const before = versions.filter(({ version }) => version < found.version).at(-1);
					return view('frameworks/framework.njk', {
						framework: framework(found, all),
						cycle: found.cycle,
						inspection: found.inspection,
						file,
						loadedAt,
						uses,
						mayKeep: mayTry(actor, keep),
						fileHref: `${addressOf(params)}/file`,
						others: versions
							.filter((one) => one !== found)
							.map(({ id, version }) => ({ version, href: addressOf({ framework: id, version }) })),
						compareHref:
							before === undefined
								? null
								: `/frameworks/compare?a=${keyText({ framework: before.id, version: before.version })}&b=${keyText(params)}`,
					});
				},
			}),
			get({
				url: '/frameworks/:framework/:version/file',
				opens: 'account',
				permit: read,
				params,
				async handle({ tx, params }) {
					const { source } = await keptAs(tx, params);
					return {
						kind: 'data',
						type: 'application/yaml; charset=utf-8',
						body: source,
						saveAs: `${params.framework}.v${params.version}.yaml`,
					};
				},
			}),
		],
	};
}

/** What of the files is not kept as it stands, with the lines that are at fault. */
async function filesInWords(tx: Tx, files: readonly DefinitionFile[]) {
	const { waiting, warnings } = await standingOf(tx, files);
	const sources = new Map(files.map((one) => [one.file, 'source' in one ? one.source : '']));
	return {
		waiting: waiting.map(({ framework: { title, version } }) => `${title}, version ${version}`),
		warnings: warnings.map((one) => ({
			...one,
			problems: withLines(one.problems, sources.get(one.file) ?? ''),
		})),
	};
}

async function keptAs(tx: Tx, key: FrameworkKey) {
	const kept = await sourceOf(tx, key);
	if (kept === null) throw new Missing();
	return kept;
}

export function choicesOf(all: readonly (FrameworkKey & { title: string })[]) {
	return all.map((one) => ({ value: keyText(one), text: `${one.title}, version ${one.version}` }));
}
