import { z } from 'zod';
import {
	day,
	dayParts,
	type Files,
	form,
	Invalid,
	Missing,
	optionalDay,
	Refused,
	type Route,
	redirect,
	type Subject,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { longest, optionalWords, words } from '../register/fields.ts';
import { lineOf, one } from './fields.ts';
import { planAt, writtenAt } from './place.ts';
import { versionsOf } from './plan.store.ts';
import { type ActionPlan, type PlanContent, planHref, planPolicy, standings } from './plan.ts';
import { updateMilestone } from './telling.store.ts';
import { planLine } from './view.ts';
import { type About, addMilestone, changeMilestone, dropMilestone, milestoneDraft } from './writing.store.ts';

const { write, update } = planPolicy.can;

const milestoneFields = withDays(
	['due'],
	z.object({
		title: lineOf('Enter what will be done'),
		owner: lineOf('Enter who sees to it, such as a role', 200),
		due: day('day by which it is done'),
		about: z.string().default(''),
		edits: z.coerce.number().int().min(0).catch(0),
	}),
);

/** What a milestone may belong to; it is named by its id. */
function abouts({ elements, promises }: PlanContent): { value: string; text: string; about: About }[] {
	return [
		...elements.map(({ id, number, name }) => ({
			value: id,
			text: `Element ${number}: ${name}`,
			about: { kind: 'element' as const, id },
		})),
		...promises.map(({ id, number, title, asked }) => ({
			value: id,
			text: `FU-${number}: ${(title ?? asked).slice(0, 100)}`,
			about: { kind: 'promise' as const, id },
		})),
	];
}

function chosenAbout(items: ReturnType<typeof abouts>, value: string): About | null {
	if (value === '') return null;
	const found = items.find((item) => item.value === value);
	if (found === undefined) throw new Invalid({ about: 'Choose something that belongs to this plan' });
	return found.about;
}

const milestoneNew = form({
	url: '/followup/plans/:id/milestones/new',
	opens: 'account',
	permit: write,
	params: one,
	query: z.object({ about: z.uuid().optional().catch(undefined) }),
	view: 'actionPlans/milestone-write.njk',
	fields: milestoneFields,
	async load({ tx, params, query, demand }) {
		const { plan, draft } = await writtenAt(tx, params, demand);
		return { plan, items: abouts(draft), back: plan.href, isNew: true, about: query.about ?? '' };
	},
	initial: ({ about }) => ({ about, edits: '0' }),
	async submit({ tx, values: { about, ...typed }, data: { plan, items } }) {
		await addMilestone(tx, plan.id, { ...typed, about: chosenAbout(items, about) });
		return redirect(plan.href, 'The milestone is added.');
	},
});

const ofMilestone = one.extend({ milestone: z.uuid() });

async function draftedAt(tx: Tx, params: z.output<typeof ofMilestone>, demand: (subject: Subject) => void) {
	const { plan, draft } = await writtenAt(tx, params, demand);
	const milestone = draft.milestones.find(({ id }) => id === params.milestone);
	const row = await milestoneDraft(tx, plan.id, params.milestone);
	if (milestone === undefined || row === null) throw new Missing();
	return { plan, draft, milestone, row, back: planHref(plan, `milestones/${milestone.id}`) };
}

const milestoneChange = form({
	url: '/followup/plans/:id/milestones/:milestone/change',
	opens: 'account',
	permit: write,
	params: ofMilestone,
	view: 'actionPlans/milestone-write.njk',
	fields: milestoneFields,
	async load({ tx, params, demand }) {
		const { plan, draft, milestone, row, back } = await draftedAt(tx, params, demand);
		const of =
			draft.elements.find(({ number }) => number === milestone.element) ??
			draft.promises.find(({ number }) => number === milestone.promise);
		return {
			plan,
			items: abouts(draft),
			back,
			isNew: false,
			milestone,
			edits: row.edits,
			about: of?.id ?? '',
		};
	},
	initial: ({ milestone: { title, owner, due }, about, edits }) => ({
		...{ title, owner, about, edits: String(edits) },
		...dayParts('due', due),
	}),
	async submit({ tx, values: { about, edits, ...typed }, data: { plan, milestone, items, back } }) {
		const changed = { ...typed, id: milestone.id, seen: edits, about: chosenAbout(items, about) };
		await changeMilestone(tx, plan.id, changed);
		return redirect(back, 'The milestone is changed.');
	},
});

const milestoneDrop = form({
	url: '/followup/plans/:id/milestones/:milestone/drop',
	opens: 'account',
	permit: write,
	params: ofMilestone,
	view: 'actionPlans/milestone-drop.njk',
	fields: z.object({ because: optionalWords(2000) }),
	async load({ tx, params, demand }) {
		const { plan, milestone, row, back } = await draftedAt(tx, params, demand);
		return { plan, milestone, back, handedIn: row.handedIn, limit: 2000 };
	},
	async submit({ tx, values: { because }, data: { plan, milestone, handedIn } }) {
		if (handedIn && because === null) throw new Invalid({ because: 'Enter why it is dropped' });
		await dropMilestone(tx, plan.id, { id: milestone.id, because: because ?? '' });
		return redirect(plan.href, handedIn ? 'The milestone is dropped.' : 'The milestone is removed.');
	},
});

/** How a milestone stands: words, and files that show it. */
function updatePage(files: Files): [Route, Route] {
	return form({
		url: '/followup/plans/:id/milestones/:milestone/update',
		opens: 'account',
		permit: update,
		params: ofMilestone,
		view: 'actionPlans/update.njk',
		upload: 'files',
		mostFiles: 10,
		fields: withDays(
			['done-on'],
			z.object({
				standing: z.enum(['on track', 'delayed', 'done'], 'Choose how it stands'),
				'done-on': optionalDay('day on which it was done'),
				text: words('Enter what has been done'),
			}),
		),
		async load({ tx, params, demand }) {
			const plan = await planAt(tx, params, demand);
			const milestone = await handedInMilestone(tx, plan, params.milestone);
			return {
				plan: planLine(plan, await todayIn(tx)),
				milestone,
				standings: Object.entries(standings).map(([value, text]) => ({ value, text })),
				back: planHref(plan, `milestones/${milestone.id}`),
				limit: longest,
			};
		},
		async submit({ tx, values, data: { plan, milestone, back }, files: brought }) {
			const { standing, text, 'done-on': doneOn } = values;
			if (standing === 'done' && doneOn === null)
				throw new Invalid({ 'done-on': 'Enter the day on which it was done' });
			if (standing !== 'done' && doneOn !== null)
				throw new Invalid({ 'done-on': 'Leave the day empty, or choose that it is done' });
			await updateMilestone(
				tx,
				plan,
				{ milestone: milestone.id, standing, doneOn, text },
				{ files, brought },
			);
			return redirect(back, 'It is sent. The inspectorate can read it now.');
		},
	});
}

async function handedInMilestone(tx: Tx, plan: ActionPlan, id: string) {
	const [newest] = await versionsOf(tx, plan.id);
	const milestone = newest?.content.milestones.find((each) => each.id === id);
	if (milestone === undefined) throw new Missing();
	if (milestone.dropped !== null) throw new Refused('This milestone was dropped, and takes no updates.');
	return milestone;
}

export function milestonePages(files: Files): Route[] {
	return [...milestoneNew, ...milestoneChange, ...milestoneDrop, ...updatePage(files)];
}
