import { z } from 'zod';
import { form, get, Missing, mayTry, post, type Route, redirect, view } from '../../foundation/index.ts';
import { paragraph } from '../../programmes/index.ts';
import type { Remark } from '../checker/remark.ts';
import { rules } from '../checker/rules.ts';
import { checkedOf, hrefOf } from './checked.store.ts';
import { documentAt, one } from './fields.ts';
import { documentPolicy } from './policy.ts';
import { openDocument } from './tree.store.ts';
import { documentHref, documentLine } from './view.ts';
import { unwaive, waive } from './waiver.store.ts';

const { read, write } = documentPolicy.can;

const severities = {
	fault: { text: 'Fault', colour: 'red' },
	doubt: { text: 'Doubt', colour: 'yellow' },
	style: { text: 'Style', colour: 'grey' },
} as const;

export const checksPages: Route[] = [];

/** Everything that the checker has to say of a document; style only where it is asked for. */
checksPages.push(
	get({
		url: '/documents/:id/checks',
		opens: 'account',
		permit: read,
		params: one,
		query: z.object({ style: z.literal('yes').optional().catch(undefined) }),
		async handle({ tx, actor, params, query }) {
			const document = await documentAt(tx, params);
			const { standing, waivers } = await checkedOf(tx, await openDocument(tx, document.id));
			const told = standing.filter(({ severity }) => query.style === 'yes' || severity !== 'style');
			return view('drafts/checks.njk', {
				document: documentLine(document),
				remarks: told.map((remark) => ({
					...remark,
					tag: severities[remark.severity],
					explains: explained(remark.rule),
					href: hrefOf(document, remark.place.text),
					waiveHref: waiveHref(document.id, remark),
				})),
				waivers,
				withStyle: query.style === 'yes',
				style: standing.filter(({ severity }) => severity === 'style').length,
				mayWrite: mayTry(actor, write) && document.state === 'writing',
			});
		},
	}),
);

function explained(name: string): string {
	return rules.find((rule) => rule.name === name)?.explains ?? '';
}

export function waiveHref(document: string, { rule, quote }: Pick<Remark, 'rule' | 'quote'>): string {
	return `/documents/${document}/waive?${new URLSearchParams({ rule, quote: quote.slice(0, 1000) })}`;
}

checksPages.push(
	...form({
		url: '/documents/:id/waive',
		opens: 'account',
		permit: write,
		params: one,
		query: z.object({ rule: z.string().max(100), quote: z.string().max(1000) }),
		view: 'drafts/waive.njk',
		fields: z.object({ because: paragraph('Enter the reason why it may stand', 2000) }),
		async load({ tx, params, query }) {
			const document = await documentAt(tx, params);
			const { remarks } = await checkedOf(tx, await openDocument(tx, document.id));
			const remark = remarks.find(({ rule, quote }) => rule === query.rule && quote.startsWith(query.quote));
			if (remark === undefined) throw new Missing();
			return {
				document: documentLine(document),
				remark,
				explains: explained(remark.rule),
				action: waiveHref(document.id, remark),
			};
		},
		async submit({ tx, params, values, data }) {
			const { rule, quote } = data.remark;
			await waive(tx, params.id, { rule, quote, because: values.because });
			return redirect(
				`${documentHref({ id: params.id })}/checks`,
				'The remark is let stand, with your reason.',
			);
		},
	}),
	post({
		url: '/documents/:id/waivers/:waiver/remove',
		opens: 'account',
		permit: write,
		params: one.extend({ waiver: z.uuid() }),
		async handle({ tx, params }) {
			await documentAt(tx, params);
			await unwaive(tx, params.id, params.waiver);
			return redirect(`${documentHref({ id: params.id })}/checks`, 'The remark is told again.');
		},
	}),
);
