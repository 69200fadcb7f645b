import { addEvidence, addObject, addObjectState, putToObject } from '../../src/evidence/index.ts';
import { inWordsDate, type Tx } from '../../src/foundation/index.ts';
import {
	addAdvice,
	addFindings,
	addProgress,
	addRaised,
	keepObjects,
	raisedById,
} from '../../src/judgments/index.ts';
import { frameworkOf, type Inspection, inspectionsOf, programmeBySlug } from '../../src/programmes/index.ts';
import { coreBusiness, type Said } from './core-business.ts';
import { coreGrounds, coreRests } from './core-business-grounds.ts';
import { crime2014, evidence2014, recommendation2014 } from './crime-2014.ts';
import { objects2018 } from './objects.ts';
import { effectiveness2018 } from './peel-2018-19-effectiveness.ts';
import { efficiency2018 } from './peel-2018-19-efficiency.ts';
import { grounds2018 } from './peel-2018-19-grounds.ts';
import { legitimacy2018 } from './peel-2018-19-legitimacy.ts';
import { advice2018, areas2018, earlier2018 } from './peel-2018-19-raised.ts';
import type { Found, Ground } from './said.ts';

/** What the documents of 2014 and 2020 found, with what they say it rests on: facts as stated, in our own words. */
export async function loadPastFindings(tx: Tx, standards: ReadonlyMap<string, string>): Promise<void> {
	await loadCoreBusiness(tx);
	await loadCrime2014(tx);
	await loadPeel2018(tx, standards);
}

async function inspectionsIn(tx: Tx, slug: string): Promise<Inspection[]> {
	const programme = await programmeBySlug(tx, slug);
	if (programme === null) throw new Error(`The demonstration has no programme “${slug}”.`);
	return inspectionsOf(tx, { programme: programme.id });
}

/** The one inspection of a programme of which we have one report. */
async function onlyInspection(tx: Tx, slug: string): Promise<Inspection> {
	const [inspection] = await inspectionsIn(tx, slug);
	if (inspection === undefined) throw new Error(`The demonstration has no inspection in “${slug}”.`);
	return inspection;
}

/** Evidence by its key, and the finding by how it begins: what later steps refer to. */
type Kept = { evidence: Map<string, string>; findings: { id: string; text: string }[] };

async function keepGrounds(
	tx: Tx,
	inspection: Inspection,
	grounds: Readonly<Record<string, Ground>>,
	questions: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, string>> {
	const evidence = new Map<string, string>();
	for (const [key, ground] of Object.entries(grounds)) {
		const [kind, name] = ground.source;
		const [counted = null, countedOf = null, unit = null] = ground.counted ?? [];
		const { id } = await addEvidence(tx, {
			kind: ground.kind,
			force: inspection.force.id,
			inspection: inspection.id,
			source: { kind, name },
			title: ground.title,
			text: ground.text,
			happenedOn: windowOf(inspection)[0],
			happenedUntil: windowOf(inspection)[1],
			gatheredByName: 'The inspectorate, as its document says',
			counted,
			countedOf,
			unit,
			reliability: ground.reliability ?? reliabilityOf(ground),
			...(ground.bearing === undefined ? {} : { bearing: ground.bearing }),
			bearsOn: [...(questions.get(key) ?? [])].map((component) => ({
				framework: inspection.framework,
				version: inspection.version,
				component,
			})),
		});
		evidence.set(key, id);
	}
	return evidence;
}

function reliabilityOf({ kind }: Ground): 'as told' | 'verified' | 'force-reported' | 'non-statistical' {
	if (kind === 'interview' || kind === 'focus group') return 'as told';
	if (kind === 'action plan' || kind === 'cannot supply') return 'force-reported';
	if (kind === 'workforce survey' || kind === 'public survey') return 'non-statistical';
	return 'verified';
}

function windowOf({ fieldworkSince, fieldworkUntil }: Inspection): [Temporal.PlainDate, Temporal.PlainDate] {
	if (fieldworkSince === null || fieldworkUntil === null)
		throw new Error('A recorded inspection has its days.');
	return [fieldworkSince, fieldworkUntil];
}

/** Which questions each ground bears on: those whose findings rest on it, or, for the rest, those named. */
function questionsOf(found: readonly Found[]): Map<string, Set<string>> {
	const questions = new Map<string, Set<string>>();
	for (const { question, rests = [] } of found) {
		for (const key of ['report', ...rests]) {
			questions.set(key, (questions.get(key) ?? new Set()).add(question));
		}
	}
	return questions;
}

async function keepFindings(
	tx: Tx,
	inspection: Inspection,
	{ found, grounds }: { found: readonly Found[]; grounds: Readonly<Record<string, Ground>> },
): Promise<Kept> {
	const evidence = await keepGrounds(tx, inspection, grounds, questionsOf(found));
	const added = await addFindings(
		tx,
		{ inspection: inspection.id },
		found.map(({ question, part = null, tone, text, rests = [] }) => ({
			component: question,
			part,
			tone,
			text,
			citations: citing(evidence, rests),
		})),
	);
	return { evidence, findings: found.map(({ text }, index) => ({ id: added[index]?.id ?? '', text })) };
}

/** What a finding rests on: what is named, and the document that states it where that is evidence too. */
function citing(evidence: ReadonlyMap<string, string>, keys: readonly string[]) {
	return [...keys, ...(evidence.has('report') ? ['report'] : [])].map((key) => {
		const item = evidence.get(key);
		if (item === undefined) throw new Error(`There is no evidence “${key}”.`);
		return { item, relation: 'supports' as const };
	});
}

function beginningWith(findings: Kept['findings'], beginning: string): string {
	const found = findings.find(({ text }) => text.startsWith(beginning));
	if (found === undefined) throw new Error(`No finding begins with “${beginning}”.`);
	return found.id;
}

async function loadCoreBusiness(tx: Tx): Promise<void> {
	const framework = await frameworkOf(tx, { framework: 'core-business-2014', version: 1 });
	const bank = new Map(
		(framework?.questions ?? []).flatMap(({ indicators }) =>
			indicators.flatMap(({ stock }) => stock.map((sentence) => [sentence.id, sentence] as const)),
		),
	);
	for (const inspection of await inspectionsIn(tx, 'core-business-2014')) {
		const force = inspection.force.slug;
		const rows = coreBusiness.flatMap((row) => {
			const said: Said | undefined =
				force === 'derbyshire' ? row.derbyshire : force === 'durham' ? row.durham : row.cleveland;
			return said === undefined
				? []
				: [{ ...row, said: typeof said === 'string' ? { stock: said, text: null } : said }];
		});
		const grounds = coreGrounds(inspection.force.slug);
		const evidence = await keepGrounds(
			tx,
			inspection,
			grounds,
			questionsOf(
				rows.map(({ question, indicator }) => ({
					question,
					tone: 'neutral',
					text: '',
					rests: coreRests(indicator, grounds),
				})),
			),
		);
		await addFindings(
			tx,
			{ inspection: inspection.id },
			rows.map(({ question, indicator, said }) => {
				const sentence = bank.get(said.stock);
				if (sentence === undefined) throw new Error(`The bank has no sentence “${said.stock}”.`);
				return {
					component: question,
					tone: sentence.kind,
					text: said.text ?? sentence.text,
					indicator,
					stock: said.stock,
					citations: citing(evidence, coreRests(indicator, grounds)),
				};
			}),
		);
	}
}

async function loadCrime2014(tx: Tx): Promise<void> {
	const inspection = await onlyInspection(tx, 'crime-inspection-2014');
	const { findings } = await keepFindings(tx, inspection, { found: crime2014, grounds: evidence2014 });
	const { question, text, months, items } = recommendation2014;
	const due = { kind: 'months', months, setBy: 'inspectorate', setByName: null } as const;
	await addRaised(tx, {
		of: { inspection: inspection.id, component: question },
		kind: 'recommendation',
		text,
		addressee: 'the chief constable',
		theme: 'Learning from what works',
		subItems: items.map((item) => ({ id: null, text: item, due })),
		findings: [
			'The force can measure little',
			'A new database will share',
			'Little is done to find out',
			'Neighbourhood officers were not clear',
		].map((beginning) => beginningWith(findings, beginning)),
	});
}

async function loadPeel2018(tx: Tx, standards: ReadonlyMap<string, string>): Promise<void> {
	const inspection = await onlyInspection(tx, 'peel-2018-19');
	const { evidence, findings } = await keepFindings(tx, inspection, {
		found: [...effectiveness2018, ...efficiency2018, ...legitimacy2018],
		grounds: grounds2018,
	});
	for (const { question, text, on } of areas2018) {
		await addRaised(tx, {
			of: { inspection: inspection.id, component: question },
			kind: 'area for improvement',
			text,
			addressee: 'the force',
			// The report gives them no deadline, and says so of none of them.
			due: { kind: 'none' },
			findings: on.map((beginning) => beginningWith(findings, beginning)),
		});
	}
	for (const { question, text } of advice2018) {
		await addAdvice(tx, { inspection: inspection.id, component: question, text });
	}
	await loadEarlier(tx, inspection, standards);
	for (const object of objects2018) {
		const id = await addObject(tx, {
			force: inspection.force.id,
			owner: object.owner,
			kind: object.kind,
			name: object.name,
			purpose: object.purpose,
			whereToLook: object.look,
			since: null,
			until: null,
			places: object.questions.map((component) => ({
				framework: inspection.framework,
				version: inspection.version,
				component,
			})),
		});
		for (const key of object.evidence) {
			const item = evidence.get(key);
			if (item !== undefined) await putToObject(tx, id, item);
		}
		for (const { state, since, until, note } of object.states ?? []) {
			await addObjectState(tx, id, {
				state,
				since: Temporal.PlainDate.from(since),
				until: until === undefined ? null : Temporal.PlainDate.from(until),
				note,
				item: null,
			});
		}
		for (const beginning of object.findings) await keepObjects(tx, beginningWith(findings, beginning), [id]);
	}
}

/** What was asked for before 2018/19, and what that inspection found of it. */
async function loadEarlier(
	tx: Tx,
	inspection: Inspection,
	standards: ReadonlyMap<string, string>,
): Promise<void> {
	const foundOn = inspection.publishOn ?? windowOf(inspection)[1];
	for (const one of earlier2018) {
		const set = { setBy: 'inspectorate', setByName: null } as const;
		const due =
			one.due !== undefined
				? ({ kind: 'day', on: Temporal.PlainDate.from(one.due), ...set } as const)
				: one.months !== undefined
					? ({ kind: 'months', months: one.months, ...set } as const)
					: ({ kind: 'none' } as const);
		const { id } = await addRaised(tx, {
			of: {
				force: one.national ? null : inspection.force.id,
				framework: inspection.framework,
				version: inspection.version,
				component: one.question,
			},
			kind: one.kind,
			text: one.text,
			addressee: one.national ? 'all forces' : 'the force',
			source: one.source,
			raisedOn: one.raised === null ? null : Temporal.PlainDate.from(one.raised),
			standard:
				one.key === 'stop-and-search-2017'
					? (standards.get('Best Use of Stop and Search Scheme') ?? null)
					: null,
			due: one.items === undefined ? due : null,
			subItems: (one.items ?? []).map((text) => ({ id: null, text, due })),
		});
		const raised = await raisedById(tx, id);
		for (const { item, outcome, text } of one.found) {
			await addProgress(tx, {
				raised: id,
				subItem: item === undefined ? null : (raised?.subItems[item]?.id ?? null),
				force: one.national ? inspection.force.id : null,
				outcome,
				foundOn,
				inspection: inspection.id,
				text: `${text} (Report published on ${inWordsDate(foundOn)}.)`,
			});
		}
	}
}
