import { type Actor, demand, Missing, Refused, type Tx } from '../../foundation/index.ts';
import { adviceOf, findingsOf, raisedOf } from '../../judgments/index.ts';
import {
	type Component,
	type Framework,
	type FrameworkKey,
	frameworkOf,
	frameworksOfProgramme,
	inspectionById,
	isPillar,
	listProgrammes,
	questionsOf,
	scopingOf,
	todayIn,
} from '../../programmes/index.ts';
import { addDocument } from '../drafts/document.store.ts';
import type { DocumentKind, Outline, Particulars } from '../drafts/document.ts';
import { firstParticulars } from '../drafts/particulars.store.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { filled, type Placeholders, placeholdersOf } from '../records/placeholders.ts';
import type { Layout } from '../tree/doc.ts';
import { addFirstBlocks, type FirstBlock } from './block.store.ts';
import { listed, type Material } from './material.ts';
import { type Planned, planned } from './plan.ts';

/** Whose document it is to be: that of an inspection, or one about all forces of a programme. */
export type Of = { inspection: string } | { programme: string };

export type Composing = {
	of: Of;
	/** The id of an outline of its framework. */
	outline: string;
	/** Of a programme with several frameworks: the version that has the outline. */
	framework?: FrameworkKey;
	/** What it says of itself where that differs from the plan and the register. */
	particulars?: Partial<Particulars>;
	/** What stands in the place of an outline’s text, by `section` or `section/component`. */
	texts?: ReadonlyMap<string, string>;
	illustrative?: boolean;
};

/** Begins a document from an outline: its blocks in the order of reading, with what was found and raised in its place. */
export async function compose(
	tx: Tx,
	actor: Actor,
	{ of, outline: wanted, framework: key, particulars, texts, illustrative }: Composing,
): Promise<{ id: string; number: number }> {
	demand(actor, documentPolicy.can.write);
	const about = await aboutOf(tx, of, key);
	const framework = about.frameworks.find(({ outlines }) => outlines.some(({ id }) => id === wanted));
	const outline = framework?.outlines.find(({ id }) => id === wanted);
	if (framework === undefined || outline === undefined) throw new Missing();
	demandFitting(outline, of);

	const layout = layoutOf(outline);
	const first = await firstParticulars(tx, { inspection: about.inspection, layout });
	const dated = particulars?.dated ?? first.dated ?? null;
	const placeholders = await placeholdersOf(tx, {
		framework: { framework: framework.id, version: framework.version },
		programme: about.programme,
		inspection: about.inspection,
		force: about.force,
		on: dated ?? (await todayIn(tx)),
		document: null,
		anonymous: outline.anonymous === true,
	});
	const inWords = (text: string) => filled(text, placeholders).text;
	const { id, number } = await addDocument(tx, {
		framework: framework.id,
		version: framework.version,
		outline: outline.id,
		kind: outline.kind,
		layout,
		of,
		title: inWords(outline.heading ?? outline.title),
		...(outline.subtitle === undefined ? {} : { subtitle: inWords(outline.subtitle) }),
		anonymous: outline.anonymous === true,
		...first,
		...particulars,
		...(illustrative === undefined ? {} : { illustrative }),
	});
	const named = new Map([...placeholders, ['round', about.slug]]);
	const inspected = await inspectedIn(tx, framework, about.inspection);
	const material = await materialOf(tx, of);
	await addFirstBlocks(
		tx,
		id,
		planned(framework, outline, { inspected }).flatMap((block) =>
			begun(block, { texts, placeholders: named, material }),
		),
	);
	return { id, number };
}

/** On paper, where the outline does not say. */
export function layoutOf({ kind, layout }: Pick<Outline, 'kind' | 'layout'>): Layout {
	return layout ?? layouts[kind];
}

const layouts: Readonly<Record<DocumentKind, Layout>> = {
	letter: 'letter',
	report: 'report',
	'national report': 'national',
	summary: 'report',
};

/** A national report is of a programme, and what is about one force is of its inspection. */
export function fits({ kind }: Pick<Outline, 'kind'>, of: Of): boolean {
	return (kind === 'national report') === 'programme' in of;
}

function demandFitting(outline: Outline, of: Of): void {
	if (fits(outline, of)) return;
	throw new Refused(
		'programme' in of
			? `“${outline.title}” is about one force. Write it from the inspection of that force.`
			: `“${outline.title}” is about all forces. Write it from the programme.`,
	);
}

async function aboutOf(tx: Tx, of: Of, key: FrameworkKey | undefined) {
	if ('inspection' in of) {
		const inspection = await inspectionById(tx, of.inspection);
		const framework = inspection === null ? null : await frameworkOf(tx, inspection);
		if (inspection === null || framework === null) throw new Missing();
		const { id, programme, force } = inspection;
		return {
			programme: programme.id,
			slug: programme.slug,
			inspection: id,
			force: force.id,
			frameworks: [framework],
		};
	}
	const frameworks: Framework[] = [];
	// The newest version first.
	for (const one of (await frameworksOfProgramme(tx, of.programme)).toReversed()) {
		if (key !== undefined && (key.framework !== one.framework || key.version !== one.version)) continue;
		const framework = await frameworkOf(tx, one);
		if (framework !== null) frameworks.push(framework);
	}
	const programme = (await listProgrammes(tx)).find(({ id }) => id === of.programme);
	if (programme === undefined) throw new Missing();
	return { programme: programme.id, slug: programme.slug, inspection: null, force: null, frameworks };
}

/** As the scope was decided; before that, and in a national report, everything. */
async function inspectedIn(
	tx: Tx,
	framework: Framework,
	inspection: string | null,
): Promise<(component: Component) => boolean> {
	const scoping = inspection === null ? null : await scopingOf(tx, inspection);
	if (scoping === null) return () => true;
	const scope = new Map(scoping.rows.map(({ component, inspected }) => [component, inspected]));
	const asked = (component: string) => scope.get(component) ?? true;
	return (component) =>
		isPillar(component)
			? questionsOf(framework, component.id).some(({ id }) => asked(id))
			: asked(component.id);
}

async function materialOf(tx: Tx, of: Of): Promise<Material> {
	if ('inspection' in of) {
		return {
			findings: await findingsOf(tx, of),
			raised: await raisedOf(tx, of),
			advice: await adviceOf(tx, of),
		};
	}
	const national = { programme: of.programme, national: true };
	return { findings: await findingsOf(tx, national), raised: await raisedOf(tx, national), advice: [] };
}

/** A block with its names and lists put in; none where it was there for lists that are empty. */
function begun(
	{ section, component, text }: Planned,
	{
		texts,
		placeholders,
		material,
	}: { texts: Composing['texts']; placeholders: Placeholders; material: Material },
): FirstBlock[] {
	const key = component === null ? section.id : `${section.id}/${component.id}`;
	const written = texts?.get(key) ?? text;
	const full = listed(written, component, material);
	if (full === null) return [];
	const known = new Map([...placeholders, ...namesOf(section.title, component)]);
	const name = section.name === undefined ? null : [section.name, component?.id ?? []].flat().join('-');
	return [{ section: section.id, component: component?.id ?? null, name, text: filled(full, known).text }];
}

function namesOf(title: string, component: Component | null): [string, string | null][] {
	const own: [string, string | null][] = [['title', title]];
	if (component === null) return own;
	return [
		...own,
		['component', component.id],
		['question', component.title],
		['asks', component.asks ?? component.title],
		['scope', component.scope ?? null],
	];
}
