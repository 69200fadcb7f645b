import { contentHash, type Tx } from '../../foundation/index.ts';
import { citeRaised } from '../../judgments/index.ts';
import type { Answer, Ask, Asked, Found, Port, Resolver, Said } from '../tree/resolver.ts';
import type { About } from './about.ts';
import type { AssessedRow } from './assessments.ts';
import { drawCharts } from './charts.ts';
import { sayComparisons } from './compares.ts';
import { sayFigures } from './figures.ts';
import { sayBoxes, sayFindings } from './findings.ts';
import { giveGradeTables, giveMatrices, giveMeanings, giveScopings } from './grade-tables.ts';
import { giveGrades, sayJudgments } from './judgments.ts';
import { type Known, knownOf } from './known.ts';
import { nameTerms, sayNames } from './names.ts';
import { isProblem, type Problem } from './problem.ts';
import type { Quoted } from './quoted.ts';
import { saySamples } from './samples.ts';
import { makeTables } from './tables.ts';
import { asksOn as quotes, textPort } from './text-port.ts';
import { type Telling, Told, type Unanswered } from './told.ts';
import { Turns } from './turns.ts';

/** A resolver for one reading of one document, which remembers what it was asked. */
export type Records = Resolver & {
	/** Everything that was asked so far and found, in no order. */
	quoted(): readonly Quoted[];
	/** Everything that was asked so far and not found, or not given. */
	unanswered(): readonly Unanswered[];
	/** Whether anything that was found is made up for the demonstration. */
	illustrative(): boolean;
};

/** What was found, with what is told of it. */
type Reply<What> = { found: What; telling: Telling } | Problem;
type Replies<What> = (known: Known, asked: readonly Asked[], told: Told) => Promise<readonly Reply<What>[]>;

/** Answers from the records, in a constant number of queries however much the document quotes. */
export function resolverOf(tx: Tx, about: About): Records {
	const known = knownOf(tx, about);
	const told = new Told();
	const turns = new Turns();
	const port = <What>(name: Port, replies: Replies<What>): Ask<What> => {
		return (asked) =>
			turns.take(async () => {
				const all = await replies(known, asked, told);
				return asked.map((one, index): Answer<What> => {
					const reply = all[index] ?? { refused: 'Nothing answered this.', mend: 'Take it out.' };
					if (isProblem(reply)) {
						told.miss(name, one);
						return reply;
					}
					told.tell(name, one, reply.telling);
					return { found: reply.found };
				});
			});
	};
	return {
		figure: port('figure', words(sayFigures)),
		compare: port('compare', words(sayComparisons)),
		sample: port('sample', words(saySamples)),
		judgment: port('judgment', words(sayJudgments)),
		name: port('name', words(sayNames)),
		term: port(
			'term',
			telling(nameTerms, ({ slug }) => ({ printed: slug })),
		),
		chart: port(
			'chart',
			telling(drawCharts, ({ drawn, facts }) => ({
				printed: hashOf([drawn.title, drawn.subtitle, drawn.notes, drawn.source, drawn.table]),
				facts,
				illustrative: drawn.illustrative !== 'none',
			})),
		),
		table: port(
			'table',
			telling(makeTables, ({ caption, head, rows, notes, source }) => ({
				printed: hashOf([
					caption,
					notes,
					source,
					...[head, ...rows].map((row) => row.map(({ text }) => text)),
				]),
				facts: rows.flatMap((row) => row.flatMap(({ facts = [] }) => facts)),
			})),
		),
		finding: port('finding', async (all, asked) =>
			(await sayFindings(all, asked)).map((one) => {
				if (isProblem(one)) return one;
				const { record, found } = one;
				told.findings.set(record.id, record);
				told.asksOn ||= quotes(record.text);
				const evidence = record.citations.map((citation) => `evidence ${citation.evidence.id}`);
				const { illustrative, text } = record;
				return {
					found,
					telling: { printed: text, restsOn: [`finding ${record.id}`, ...evidence], illustrative },
				};
			}),
		),
		box: port('box', async (all, asked) =>
			(await sayBoxes(all, asked)).map((one) => {
				if (isProblem(one)) return one;
				const { record, found } = one;
				told.asksOn ||= quotes(record.text);
				const printed = [citeRaised(record), found.title, found.markdown]
					.filter((part) => part !== '')
					.join('. ');
				return {
					found,
					telling: { printed, restsOn: [`raised ${record.id}`], illustrative: record.illustrative },
				};
			}),
		),
		grade: port('grade', async (all, asked) =>
			(await giveGrades(all, asked)).map((one) =>
				isProblem(one) ? one : { found: one.found, telling: ofRows([one.row]) },
			),
		),
		grades: port('grades', fromRows(giveGradeTables)),
		matrix: port('matrix', fromRows(giveMatrices)),
		scoping: port('scoping', fromRows(giveScopings)),
		meanings: port(
			'meanings',
			telling(giveMeanings, (found) => ({ printed: hashOf(found) })),
		),
		text: textPort(known, told, turns),
		quoted: () => told.quoted,
		unanswered: () => told.unanswered,
		illustrative: () => told.quoted.some((one) => one.illustrative),
	};
}

type Answers<What> = (known: Known, asked: readonly Asked[], told: Told) => Promise<readonly Answer<What>[]>;

function telling<What>(answers: Answers<What>, tell: (found: What) => Telling): Replies<What> {
	return async (known, asked, told) =>
		(await answers(known, asked, told)).map((one) =>
			'found' in one ? { found: one.found, telling: tell(one.found) } : one,
		);
}

function words(answers: Answers<Said>): Replies<Said> {
	return telling(answers, ({ text, facts, wording }) => ({
		printed: text,
		facts,
		...(wording === undefined ? {} : { rule: wording.rule }),
	}));
}

function fromRows<What extends Found['grades'] | Found['matrix'] | Found['scoping']>(
	answers: (
		known: Known,
		asked: readonly Asked[],
	) => Promise<readonly ({ rows: readonly AssessedRow[]; found: What } | Problem)[]>,
): Replies<What> {
	return async (known, asked) =>
		(await answers(known, asked)).map((one) =>
			isProblem(one)
				? one
				: {
						found: one.found,
						telling: { ...ofRows(one.rows), printed: hashOf([one.found, ofRows(one.rows).printed]) },
					},
		);
}

function ofRows(rows: readonly AssessedRow[]): Telling {
	return {
		printed: rows
			.map(({ title, gradeTitle, lastInspected, remark }) =>
				[`${title}:`, gradeTitle ?? 'no judgment', lastInspected ?? '', remark ?? '']
					.filter((part) => part !== '')
					.join(' '),
			)
			.join('; '),
		facts: rows.map(({ fact }) => fact),
	};
}

function hashOf(value: unknown): string {
	return contentHash(value).toString('hex');
}
