import { z } from 'zod';
import { documentById, documentsOf, openDocument, type WrittenDocument } from '../documents/index.ts';
import {
	day,
	dayParts,
	form,
	Invalid,
	Missing,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../foundation/index.ts';
import { type Inspection, inspectionById, ticked, todayIn } from '../programmes/index.ts';
import { longest, optionalWords } from './fields.ts';
import { peopleAt } from './member.store.ts';
import { addRound, roundsOf } from './round.store.ts';
import { type Round, roundHref, roundPolicy, workingDaysAfter } from './round.ts';

const usual = 10;

const uuid = z.uuid().optional().catch(undefined);

/** What is to be checked: the draft of a document, or the figures that documents of an inspection use. */
type About = {
	inspection: Inspection;
	document: WrittenDocument | null;
	title: string;
};

/** From a document or an inspection: whom to name, until when, and what to say with it. */
export const newPages: Route[] = form({
	url: '/accuracy/new',
	opens: 'account',
	permit: roundPolicy.can.run,
	query: z.object({ document: uuid, inspection: uuid }),
	view: 'accuracy/new.njk',
	fields: withDays(
		['deadline'],
		z.object({
			people: ticked,
			handsIn: ticked,
			deadline: day('deadline'),
			message: optionalWords(),
		}),
	),
	async load({ tx, query }) {
		const about = await aboutOf(tx, query);
		return {
			about,
			choices: about === null ? await choicesOf(tx) : [],
			people: about === null ? [] : await peopleAt(tx, about.inspection.force.id),
			today: await todayIn(tx),
			limit: longest,
			action: `/accuracy/new?${new URLSearchParams(
				Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
			)}`,
		};
	},
	initial: ({ people, today }) => ({
		handsIn: people.filter(({ roles }) => roles.includes('force liaison officer')).map(({ id }) => id),
		...dayParts('deadline', workingDaysAfter(today, usual)),
	}),
	async submit({ tx, values, data }) {
		const { about, people, today } = data;
		if (about === null) throw new Invalid({ '': 'Choose what is to be checked' });
		const named = [...new Set([...values.handsIn, ...values.people])];
		const problems: Record<string, string> = {};
		if (named.some((account) => !people.some(({ id }) => id === account)))
			problems.people = 'Choose people of this force, from the list';
		if (values.handsIn.length === 0) problems.handsIn = 'Choose at least one person who hands in';
		if (Temporal.PlainDate.compare(values.deadline, today) < 0)
			problems.deadline = 'The deadline must be today or later';
		if (Object.keys(problems).length > 0) throw new Invalid(problems);
		const { inspection, document, title } = about;
		const members = named.map((account) => ({ account, handsIn: values.handsIn.includes(account) }));
		const round = await addRound(tx, {
			kind: document === null ? 'data' : 'draft',
			force: inspection.force.id,
			inspection: inspection.id,
			document: document?.id ?? null,
			title,
			programme: inspection.programme.name,
			message: values.message,
			deadline: values.deadline,
			illustrative:
				inspection.illustrative || (document !== null && (await openDocument(tx, document.id)).illustrative),
			members,
		});
		return redirect(
			roundHref(round),
			'The round is prepared. Nobody at the force sees it until you share it.',
		);
	},
});

async function aboutOf(
	tx: Tx,
	query: { document?: string | undefined; inspection?: string | undefined },
): Promise<About | null> {
	const document = query.document === undefined ? null : await documentById(tx, query.document);
	if (query.document !== undefined && (document === null || document.inspection === null))
		throw new Missing();
	const id = document?.inspection ?? query.inspection;
	if (id === undefined || id === null) return null;
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	return {
		inspection,
		document,
		title: document?.title ?? `Figures used about ${inspection.force.name}`,
	};
}

/** The documents about one force that are read by an editor already, and whose check is not under way. */
async function choicesOf(tx: Tx): Promise<{ text: string; about: string; href: string }[]> {
	const { rounds } = await roundsOf(tx, { states: ['preparing', 'shared', 'submitted', 'decided'] });
	const open = new Set(rounds.map(({ document }: Round) => document));
	return (await documentsOf(tx, { state: 'edited' }))
		.filter(({ id, inspection }) => inspection !== null && !open.has(id))
		.map(({ id, title, force, programme }) => ({
			text: title,
			about: `${force?.name ?? ''}, ${programme.name}`,
			href: `/accuracy/new?document=${id}`,
		}));
}
