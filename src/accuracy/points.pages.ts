import { z } from 'zod';
import {
	csv,
	Failure,
	type Files,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	Refused,
	type Route,
	redirect,
	type Tx,
	view,
} from '../foundation/index.ts';
import { todayIn } from '../programmes/index.ts';
import { isStaff, longest, one, optionalWords, roundAt, words } from './fields.ts';
import { passagesOf } from './passage.store.ts';
import { nameOf, type Passage } from './passage.ts';
import { addPoint, attach, noMore, pointsOf } from './point.store.ts';
import { type Change, type Point, pointArguments } from './point.ts';
import { citePoint, citeRound, type Round, roundHref, roundPolicy } from './round.ts';
import { keepingTyped } from './typed.ts';
import { pointLine, roundLine, roundTabs } from './view.ts';

const { read, comment } = roundPolicy.can;

export function pointsPages(files: Files): Route[] {
	return [allPage, allFile, ...keepingTyped(typed, newPage(files))];
}

/** Every point of a round, in the order in which they were raised. */
const allPage = get({
	url: '/accuracy/:id/points',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const { round } = await roundAt(tx, params, demand);
		const points = await pointsOf(tx, round.id);
		const staff = isStaff(actor);
		return view('accuracy/points.njk', {
			round: roundLine(round, await todayIn(tx), staff),
			staff,
			tabs: roundTabs(round, 'points', { actor, points: points.length }),
			points: points.map((point) => pointLine(round, point)),
			csvHref: roundHref(round, 'points.csv'),
			mayComment: mayTry(actor, comment) && round.state === 'shared',
		});
	},
});

const columns = [
	'point',
	'passage',
	'heading',
	'words',
	'about',
	'argument',
	'what is wrong',
	'proposed words',
	'raised by',
	'raised at',
	'after the deadline',
	'joined by',
	'files',
	'state',
	'decision',
	'reason',
	'changes',
];

const allFile = get({
	url: '/accuracy/:id/points.csv',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, params, demand }) {
		const { round } = await roundAt(tx, params, demand);
		const rows = (await pointsOf(tx, round.id)).map((point) => rowOf(round, point));
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(columns, rows),
			saveAs: `${citeRound(round)}-points.csv`,
		};
	},
});

function rowOf(round: Round, point: Point) {
	const { tag, decision, about } = pointLine(round, point);
	return [
		citePoint(round, point),
		point.passage.number,
		point.passage.section,
		point.passage.words,
		about,
		pointArguments[point.argument],
		point.wrong,
		point.proposed,
		point.byName,
		point.at.toString(),
		point.late ? 'yes' : 'no',
		point.support.map(({ name }) => name).join('; '),
		point.attachments.map(({ name }) => name).join('; '),
		tag.text,
		decision?.text ?? null,
		decision?.reason ?? null,
		point.changes.map(changeInWords).join('\n'),
	];
}

function changeInWords(change: Change): string {
	if (change.kind === 'record') return `${change.record.kind} ${change.record.id}: ${change.said}`;
	return `${change.was ?? '(nothing)'} → ${change.becomes ?? '(taken out)'}`;
}

const typed = { wrong: 'What is wrong, and how do you know?', proposed: 'What should it say?' };

/** A comment on one passage: what is wrong, what it should say, and what shows it. */
function newPage(files: Files): [Route, Route] {
	return form({
		url: '/accuracy/:id/points/new',
		opens: 'account',
		permit: comment,
		params: one,
		query: z.object({ passage: z.coerce.number().int().positive().max(1_000_000).catch(1) }),
		view: 'accuracy/point-new.njk',
		upload: 'files',
		mostFiles: 10,
		fields: z.object({
			passage: z.coerce.number('Choose a part of this draft').int().optional(),
			argument: z.enum(['fact', 'judgment'], 'Choose what you say of it'),
			wrong: words('Enter what is wrong'),
			proposed: optionalWords(),
		}),
		async load({ tx, params, query, demand }) {
			const { round } = await roundAt(tx, params, demand);
			if (round.state !== 'shared') throw new Refused(noMore);
			const { passage, inner } = await passageAt(tx, round, query.passage);
			const today = await todayIn(tx);
			return {
				round: roundLine(round, today, false),
				passage,
				about: nameOf(passage, inner.length > 0),
				parts: inner.length === 0 ? [] : [passage, ...inner].map((part) => partItem(part, passage)),
				arguments: Object.entries(pointArguments).map(([value, text]) => ({
					value,
					text,
					hint: hints[value],
				})),
				late: Temporal.PlainDate.compare(round.deadline, today) < 0,
				limit: longest,
				back: roundHref(round, `#passage-${passage.number}`),
				action: roundHref(round, `points/new?passage=${passage.number}`),
			};
		},
		initial: ({ passage, round }) => ({
			passage: String(passage.number),
			...(round.kind === 'data' ? { argument: 'fact' } : {}),
		}),
		async submit({ tx, values, data, params, files: brought }) {
			const { passage, parts, round } = data;
			const about = values.passage ?? passage.number;
			if (about !== passage.number && !parts.some(({ value }) => value === String(about)))
				throw new Invalid({ passage: 'Choose a part of this draft' });
			const { id } = await addPoint(tx, params.id, { ...values, passage: about });
			await attachAll(tx, files, { point: id, force: round.force.id }, brought);
			return redirect(
				roundHref(round, `points/${id}`),
				'Your point is written down. It goes to the inspectorate when your force hands in.',
			);
		},
	});
}

const hints: Record<string, string> = {
	fact: 'Such as a number, a name, a date, or what was done.',
	judgment: 'The facts are right, and you would draw another conclusion. An HM Inspector decides it.',
};

/** A passage with what stands within it; the one that holds it, where only that bears a mark. */
async function passageAt(
	tx: Tx,
	round: Round,
	number: number,
): Promise<{ passage: Passage; inner: Passage[] }> {
	const passages = await passagesOf(tx, round.id);
	const found = passages.find((one) => one.number === number);
	const passage =
		found === undefined || found.within === null
			? found
			: passages.find((one) => one.number === found.within);
	if (passage === undefined) throw new Missing();
	return { passage, inner: passages.filter(({ within }) => within === passage.number) };
}

function partItem(part: Passage, whole: Passage): { value: string; text: string } {
	const value = String(part.number);
	if (part.number === whole.number)
		return {
			value,
			text: whole.kind === 'document' ? 'The document as a whole' : `All of ${nameOf(whole, true)}`,
		};
	const [rest] = part.restsOn;
	const says = [rest?.title, rest?.area, rest?.period].filter((one) => one !== undefined && one !== null);
	const name = part.kind === 'figure' ? 'Figure' : part.kind === 'grade' ? 'Grade' : 'Heading';
	return { value, text: `${name}: ${part.words}${says.length === 0 ? '' : ` (${says.join(', ')})`}` };
}

/** Keeps what was brought as files of a point, which its force and the inspectorate may have. */
export async function attachAll(
	tx: Tx,
	files: Files,
	{ point, force }: { point: string; force: string },
	brought: readonly Parameters<Files['keep']>[1][],
	needed = false,
): Promise<void> {
	if (needed && brought.length === 0) throw new Invalid({ files: 'Choose a file' });
	for (const file of brought) {
		try {
			const kept = await files.keep(tx, file, {
				organisation: force,
				subject: { kind: 'accuracy point', id: point },
			});
			await attach(tx, point, kept.id);
		} catch (error) {
			if (error instanceof Failure) throw new Invalid({ files: error.message });
			throw error;
		}
	}
}
