import { z } from 'zod';
import { form, Invalid, Missing, type Route, redirect } from '../../foundation/index.ts';
import { ticked } from '../../programmes/index.ts';
import { longest, optionalWords } from '../register/fields.ts';
import { promisedOf } from '../register/promise.store.ts';
import { wholeState } from '../register/state.ts';
import { one } from './fields.ts';
import { writtenAt } from './place.ts';
import { type PlanContent, planPolicy } from './plan.ts';
import { askedOf } from './telling.store.ts';
import { choosePromises, entryAbout, writeEntry } from './writing.store.ts';

const { write } = planPolicy.can;

function aboutIn({ elements, promises }: PlanContent, id: string) {
	const element = elements.find((each) => each.id === id);
	if (element !== undefined)
		return { kind: 'element' as const, id, title: element.name, asked: element.says, text: element.text };
	const promise = promises.find((each) => each.id === id);
	if (promise === undefined) return null;
	const { number, title, asked, text } = promise;
	return {
		kind: 'promise' as const,
		id,
		title: `FU-${number}${title === null ? '' : `: ${title}`}`,
		asked,
		text,
	};
}

const writePage = form({
	url: '/followup/plans/:id/write/:about',
	opens: 'account',
	permit: write,
	params: one.extend({ about: z.uuid() }),
	view: 'actionPlans/write.njk',
	fields: z.object({ text: optionalWords(longest), edits: z.coerce.number().int().min(0).catch(0) }),
	async load({ tx, params, demand }) {
		const { plan, draft } = await writtenAt(tx, params, demand);
		const about = aboutIn(draft, params.about);
		if (about === null) throw new Missing();
		const entry = await entryAbout(tx, plan.id, about.id);
		return { plan, about, edits: entry?.edits ?? 0, limit: longest };
	},
	initial: ({ about, edits }) => ({ text: about.text ?? '', edits: String(edits) }),
	async submit({ tx, values: { text, edits }, data: { plan, about } }) {
		await writeEntry(tx, plan.id, { about, text, seen: edits });
		return redirect(plan.href, 'It is saved. Only your force sees it before you hand in.');
	},
});

/** Which of the things that the force is asked to do the plan answers. */
const promisesPage = form({
	url: '/followup/plans/:id/promises',
	opens: 'account',
	permit: write,
	params: one,
	view: 'actionPlans/promises.njk',
	fields: z.object({ promises: ticked }),
	async load({ tx, params, demand }) {
		const { plan, draft } = await writtenAt(tx, params, demand);
		const { promised } = await promisedOf(tx, { force: plan.force.id, whose: 'force' });
		const expected = new Set((await askedOf(tx, plan)).map(({ id }) => id));
		const chosen = new Set(draft.promises.map(({ id }) => id));
		const written = new Set(draft.promises.filter(({ text }) => text !== null).map(({ id }) => id));
		const offered = promised
			.filter(({ id, parts }) => chosen.has(id) || expected.has(id) || isOpenWhole(parts))
			.map(({ id, number, title, text, kind, source }) => ({
				value: id,
				text: `FU-${number}: ${title ?? text}`,
				hint: `${kind[0]?.toUpperCase()}${kind.slice(1)}, ${source}${
					expected.has(id) ? '. The plan has to answer it.' : ''
				}${written.has(id) ? ' What you have written goes if you take it out.' : ''}`,
				expected: expected.has(id),
			}))
			.sort((a, b) => Number(b.expected) - Number(a.expected));
		return { plan, offered, chosen: [...chosen] };
	},
	// What the plan has to answer is ticked when nobody has chosen anything yet.
	initial: ({ offered, chosen }) => ({
		promises:
			chosen.length > 0 ? chosen : offered.filter(({ expected }) => expected).map(({ value }) => value),
	}),
	async submit({ tx, values: { promises }, data: { plan, offered } }) {
		if (promises.some((id) => !offered.some(({ value }) => value === id)))
			throw new Invalid({ promises: 'Choose from the list' });
		await choosePromises(tx, plan.id, promises);
		return redirect(plan.href, 'It is saved.');
	},
});

function isOpenWhole(parts: Parameters<typeof wholeState>[0]): boolean {
	return (
		parts.length > 0 && !['verified closed', 'superseded', 'no longer applicable'].includes(wholeState(parts))
	);
}

export const writePages: Route[] = [...writePage, ...promisesPage];
