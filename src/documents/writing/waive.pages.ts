import { z } from 'zod';
import { form, Missing, type Route, redirect } from '../../foundation/index.ts';
import { paragraph } from '../../programmes/index.ts';
import { rules } from '../checker/rules.ts';
import { checkedOf } from '../drafts/checked.store.ts';
import { typingOf } from '../drafts/hold.store.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { openDocument } from '../drafts/tree.store.ts';
import { documentLine } from '../drafts/view.ts';
import { waive } from '../drafts/waiver.store.ts';
import { openAt } from './block.pages.ts';
import { isOf } from './part-of.ts';
import { blockHref, ofBlock } from './place.ts';

/** Lets a remark on a block stand, with the reason; its writer is back at the text then. */
export const waivePages: Route[] = form({
	url: '/documents/:id/blocks/:block/waive',
	opens: 'account',
	permit: documentPolicy.can.write,
	params: ofBlock,
	query: z.object({ rule: z.string().max(100), quote: z.string().max(1000) }),
	view: 'writing/waive.njk',
	fields: z.object({ because: paragraph('Enter the reason why it may stand', 2000) }),
	async load({ tx, params, query }) {
		const { document, block } = await openAt(tx, params);
		// It may be about words that are typed and not saved yet.
		const typed = await typingOf(tx, block.id);
		const texts = new Map(typed === null ? [] : [[block.id, typed.text]]);
		const { remarks } = await checkedOf(tx, await openDocument(tx, document.id, { texts }));
		const remark = remarks.find(
			({ rule, quote, place }) =>
				rule === query.rule && quote.startsWith(query.quote) && isOf(place, block.id),
		);
		if (remark === undefined) throw new Missing();
		return {
			document: documentLine(document),
			remark,
			explains: rules.find(({ name }) => name === remark.rule)?.explains ?? '',
			back: blockHref({ document, block }),
			action: blockHref(
				{ document, block },
				`waive?${new URLSearchParams({ rule: query.rule, quote: query.quote })}`,
			),
		};
	},
	async submit({ tx, params, values, data: { remark, back } }) {
		await waive(tx, params.id, { rule: remark.rule, quote: remark.quote, because: values.because });
		return redirect(back, 'The remark is let stand, with your reason.');
	},
});
