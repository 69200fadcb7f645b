import { z } from 'zod';
import { form, get, Invalid, mayTry, post, type Route, redirect, view } from '../../foundation/index.ts';
import { componentsInOrder, type Framework, frameworkOf } from '../../programmes/index.ts';
import { addBlock, blocksOf, leaveOut, moveBlock } from '../drafts/block.store.ts';
import { closedText, demandWriting } from '../drafts/document.store.ts';
import type { WrittenBlock, WrittenDocument } from '../drafts/document.ts';
import { documentAt, one } from '../drafts/fields.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { rememberQuotes } from '../drafts/quoted.store.ts';
import { documentHref, documentLine } from '../drafts/view.ts';
import { openAt } from './block.pages.ts';
import { blockHref, ofBlock } from './place.ts';

const { read, write } = documentPolicy.can;

type Line = { block: WrittenBlock; title: string; begins: string; href: string };

function linesOf(
	document: WrittenDocument,
	blocks: readonly WrittenBlock[],
	framework: Framework | null,
): Line[] {
	const sections = framework?.outlines.find(({ id }) => id === document.outline)?.sections ?? [];
	const components = framework === null ? [] : componentsInOrder(framework);
	return blocks.map((block) => {
		const section = sections.find(({ id }) => id === block.section)?.title ?? block.section;
		const component = components.find(({ id }) => id === block.component)?.title ?? block.component;
		return {
			block,
			title: component === null ? section : `${section}: ${component}`,
			begins: beginning(block.text),
			href: blockHref({ document, block }),
		};
	});
}

/** How a text begins, to tell blocks of one section apart. */
function beginning(text: string): string {
	const words = text
		.replaceAll(/^#+\s*/gm, '')
		.replaceAll(/\s+/g, ' ')
		.trim();
	return words.length > 90 ? `${words.slice(0, 90).trimEnd()}…` : words;
}

/** The blocks in their order, each with the ways to move it, and those that are left out. */
const orderPage = get({
	url: '/documents/:id/order',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params }) {
		const document = await documentAt(tx, params);
		const framework = await frameworkOf(tx, document);
		const lines = linesOf(document, await blocksOf(tx, document.id, { removed: true }), framework);
		const within = lines.filter(({ block }) => block.removedAt === null);
		return view('writing/order.njk', {
			document: documentLine(document),
			closed: document.state === 'writing' ? null : closedText(document.state),
			mayWrite: mayTry(actor, write) && document.state === 'writing',
			lines: within.map((line, index) => ({
				...line,
				// Behind which block it stands then: none is the beginning.
				up: index === 0 ? null : (within[index - 2]?.block.id ?? ''),
				down: within[index + 1]?.block.id ?? null,
			})),
			out: lines.filter(({ block }) => block.removedAt !== null),
		});
	},
});

const move = post({
	url: '/documents/:id/blocks/:block/move',
	opens: 'account',
	permit: write,
	params: ofBlock,
	fields: z.object({ after: z.union([z.literal(''), z.uuid('Choose the block that it comes after')]) }),
	async handle({ tx, params, values }) {
		const { document, block } = await openAt(tx, params);
		await moveBlock(tx, block.id, values.after === '' ? null : values.after);
		return redirect(`${documentHref(document)}/order#block_${block.id}`, 'The block is moved.');
	},
});

const leaving = (url: string, out: boolean, told: string) =>
	post({
		url,
		opens: 'account',
		permit: write,
		params: ofBlock,
		async handle({ tx, params }) {
			const { document, block } = await openAt(tx, params);
			await leaveOut(tx, block.id, out);
			await rememberQuotes(tx, document.id);
			return redirect(`${documentHref(document)}/order`, told);
		},
	});

const addPage = form({
	url: '/documents/:id/blocks/add',
	opens: 'account',
	permit: write,
	params: one,
	view: 'writing/block-add.njk',
	fields: z.object({
		section: z.string().min(1, 'Choose the section of the outline').max(200),
		component: z.string().max(200).default(''),
		after: z.union([z.literal(''), z.uuid('Choose the block that it comes after')]).default(''),
		name: z
			.string()
			.trim()
			.default('')
			.pipe(
				z
					.string()
					.regex(
						/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/,
						'Use small letters, digits and hyphens for the name, such as our-approach',
					)
					.max(60, 'Use 60 characters or fewer'),
			),
	}),
	async load({ tx, params }) {
		const document = await demandWriting(tx, params.id);
		const framework = await frameworkOf(tx, document);
		const all = await blocksOf(tx, document.id, { removed: true });
		const blocks = all.filter(({ removedAt }) => removedAt === null);
		const sections = framework?.outlines.find(({ id }) => id === document.outline)?.sections ?? [];
		return {
			document: documentLine(document),
			names: all.flatMap(({ name }) => name ?? []),
			action: documentHref(document, 'blocks/add'),
			sections: sections.map(({ id, title }) => ({ value: id, text: title })),
			components: (framework === null ? [] : componentsInOrder(framework)).map(({ id, title }) => ({
				value: id,
				text: title,
			})),
			places: linesOf(document, blocks, framework).map(({ block, title, begins }) => ({
				value: block.id,
				text: begins === '' ? title : `${title} (${begins.slice(0, 50)})`,
			})),
			last: blocks.at(-1)?.id ?? '',
		};
	},
	initial: ({ last }) => ({ after: last }),
	async submit({ tx, params, values, data }) {
		if (!data.sections.some(({ value }) => value === values.section))
			throw new Invalid({ section: 'Choose a section of the outline' });
		if (values.component !== '' && !data.components.some(({ value }) => value === values.component))
			throw new Invalid({ component: 'Choose a pillar or question of the framework' });
		if (data.names.includes(values.name)) throw new Invalid({ name: 'Another block has this name' });
		if (values.after !== '' && !data.places.some(({ value }) => value === values.after))
			throw new Invalid({ after: 'Choose a block of this document' });
		const { id } = await addBlock(tx, {
			document: params.id,
			section: values.section,
			component: values.component === '' ? null : values.component,
			name: values.name === '' ? null : values.name,
			text: '',
			after: values.after === '' ? null : values.after,
		});
		return redirect(`${data.document.href}/blocks/${id}`, 'The block is added. Write its text here.');
	},
});

export const orderPages: Route[] = [
	orderPage,
	...addPage,
	move,
	leaving('/documents/:id/blocks/:block/leave-out', true, 'The block is left out. Its versions stay.'),
	leaving('/documents/:id/blocks/:block/take-in', false, 'The block is in the document again.'),
];
