import { z } from 'zod';
import { cite as citeEvidence, evidencePolicy, kindTexts } from '../../evidence/index.ts';
import { get, type Part, pageNumber, paginationOf, redirect, type Tx, view } from '../../foundation/index.ts';
import { frameworksOf, listForces, listFrameworks } from '../../programmes/index.ts';
import { citeFinding } from '../findings/finding.ts';
import { citeRaised, raisedTexts } from '../raised/raised.ts';
import { meansSomething, type Result, resultsPerPage, search } from './search.store.ts';
import {
	citedIn,
	type Filter,
	kindChoices,
	kindChosen,
	piecesOf,
	type Searchable,
	searchable,
	searchableTexts,
	toneChoices,
} from './search.ts';

const day = z
	.string()
	.regex(/^[12]\d{3}-\d{2}-\d{2}$/)
	.transform((text, context) => {
		try {
			return Temporal.PlainDate.from(text);
		} catch {
			context.addIssue({ code: 'custom', message: 'No day' });
			return z.NEVER;
		}
	})
	.nullable()
	.catch(null)
	.default(null);

const query = z.object({
	words: z
		.string()
		.transform((text) => text.replaceAll('\0', '').trim().slice(0, 200))
		.catch(''),
	force: z.string().max(200).catch(''),
	question: z.string().max(200).catch(''),
	kind: z.string().max(60).catch(''),
	tone: z.enum(['', 'strength', 'neutral', 'weakness']).catch(''),
	since: day,
	until: day,
	page: pageNumber,
});
type Query = z.output<typeof query>;

export function searchPages(): Part {
	const { read } = evidencePolicy.can;
	return {
		navigation: [{ text: 'Search', href: '/search/evidence', permit: read, layouts: ['staff'] }],
		routes: [
			get({
				url: '/search/evidence',
				opens: 'account',
				permit: read,
				query,
				async handle({ tx, query }) {
					const cited = await citedThing(tx, query.words);
					if (cited !== null) return redirect(cited);
					const choices = await choicesOf(tx);
					const filter = filterOf(query, choices);
					const kept = keptOf(query);
					const asked = Object.keys(kept).length > 0;
					const empty = filter.words !== '' && !(await meansSomething(tx, filter.words));
					const { results, totals } =
						asked && !empty ? await search(tx, filter, query.page) : { results: [], totals: none };
					const total = totals.evidence + totals.finding + totals.raised;
					return view('search/search.njk', {
						asked,
						empty,
						filter: {
							values: {
								...query,
								since: query.since?.toString() ?? '',
								until: query.until?.toString() ?? '',
							},
							errors: {},
						},
						forces: choices.forces.map(({ value, text }) => ({ value, text })),
						questions: choices.questions,
						kinds: kindChoices,
						tones: toneChoices,
						applied: appliedOf(query, choices, kept),
						keep: query.words === '' ? {} : { words: query.words },
						clearHref: `/search/evidence?${new URLSearchParams(query.words === '' ? {} : { words: query.words })}`,
						results: results.map(resultOf),
						totals: searchable.map((what) => ({ count: totals[what], ...searchableTexts[what] })),
						total,
						pagination: paginationOf({
							page: query.page,
							total,
							query: kept,
							noun: 'result',
							size: resultsPerPage,
						}),
					});
				},
			}),
		],
	};
}

const none: Record<Searchable, number> = { evidence: 0, finding: 0, raised: 0 };

/** Whoever types E-1043 wants that, and no list. */
async function citedThing(tx: Tx, words: string): Promise<string | null> {
	const cited = citedIn(words);
	if (cited === null) return null;
	const row = await (cited.what === 'evidence'
		? tx.selectFrom('evidence.item').select('id').where('number', '=', cited.number).executeTakeFirst()
		: tx.selectFrom('judgments.finding').select('id').where('number', '=', cited.number).executeTakeFirst());
	if (row === undefined) return null;
	return cited.what === 'evidence' ? `/evidence/${row.id}` : `/findings/${row.id}`;
}

type Choices = Awaited<ReturnType<typeof choicesOf>>;

async function choicesOf(tx: Tx) {
	const forces = await listForces(tx);
	const frameworks = await frameworksOf(tx, await listFrameworks(tx));
	// Of several versions of a framework, the newest names the question.
	const questions = frameworks.flatMap(({ id, cycle, questions }) =>
		questions.map((question) => ({ value: `${id}/${question.id}`, text: `${question.title} (${cycle})` })),
	);
	return {
		forces: forces.map(({ id, slug, name }) => ({ id, value: slug, text: name })),
		questions: [...new Map(questions.map((question) => [question.value, question])).values()].sort((a, b) =>
			a.text.localeCompare(b.text, 'en-GB'),
		),
	};
}

function filterOf(query: Query, { forces, questions }: Choices): Filter {
	const [framework = '', component = ''] = query.question.split('/');
	const known = questions.some(({ value }) => value === query.question);
	return {
		words: query.words,
		force: forces.find(({ value }) => value === query.force)?.id ?? null,
		question: known ? { framework, component } : null,
		...kindChosen(query.kind),
		tone: query.tone === '' ? null : query.tone,
		since: query.since,
		until: query.until,
	};
}

function keptOf(query: Query): Record<string, string> {
	const { words, force, question, kind, tone, since, until } = query;
	const all = {
		words,
		force,
		question,
		kind,
		tone,
		since: since?.toString() ?? '',
		until: until?.toString() ?? '',
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

function appliedOf(query: Query, { forces, questions }: Choices, kept: Record<string, string>) {
	const named: [key: string, name: string, text: string][] = [
		['force', 'Force', forces.find(({ value }) => value === query.force)?.text ?? query.force],
		['question', 'Question', questions.find(({ value }) => value === query.question)?.text ?? query.question],
		['kind', 'Kind', kindChoices.find(({ value }) => value === query.kind)?.text ?? query.kind],
		['tone', 'Tone', toneChoices.find(({ value }) => value === query.tone)?.text ?? query.tone],
		['since', 'From', kept.since ?? ''],
		['until', 'To', kept.until ?? ''],
	];
	return named.flatMap(([key, name, text]) => {
		if (kept[key] === undefined) return [];
		const { [key]: _left, ...rest } = kept;
		return [{ name, text, href: `/search/evidence?${new URLSearchParams(rest)}` }];
	});
}

function resultOf(result: Result) {
	const { what, id, number, kind, title } = result;
	const shown = {
		evidence: () => ({
			cited: citeEvidence({ number }),
			label: Object.entries(kindTexts).find(([key]) => key === kind)?.[1] ?? kind,
			href: `/evidence/${id}`,
		}),
		finding: () => ({
			cited: citeFinding({ number }),
			label: toneChoices.find(({ value }) => value === kind)?.text ?? kind,
			href: `/findings/${id}`,
		}),
		raised: () => {
			const known = raisedKinds.find((one) => one === kind) ?? 'recommendation';
			return {
				cited: citeRaised({ kind: known, number }),
				label: raisedTexts[known].text,
				href: `/raised/${id}`,
			};
		},
	}[what]();
	return { ...result, ...shown, title, pieces: piecesOf(result.extract) };
}

const raisedKinds = [
	'promising practice',
	'area for improvement',
	'cause of concern',
	'recommendation',
] as const;
