import { join } from 'node:path';
import { z } from 'zod';
import type { AccountActor } from '../database/actor.ts';
import { Missing } from '../kernel/failures.ts';
import type { Outbox } from '../mail/outbox.ts';
import { outboxOf } from '../mail/postman.ts';
import { definePolicy, everyAccount, may, to } from '../policy/policy.ts';
import type { Part, Services } from '../web/part.ts';
import { get, view } from '../web/route.ts';

/**
 * A message can hold a link that is as good as a password, so only administrators read the outbox. In a demonstration
 * everyone is meant to see what would be sent: its accounts are there for all to use.
 */
export const outboxPolicy = definePolicy('outbox', {
	'see in a demonstration': everyAccount,
	see: to('any', 'administrator'),
});

/** Where mail goes while it goes nowhere else. */
export function outboxFolder(services: Pick<Services, 'dataFolder'>): string {
	return join(services.dataFolder, 'outbox');
}

export function outboxPart(services: Services): Part {
	const { settings, clock } = services;
	const permit = outboxPolicy.can['see in a demonstration'];

	/** There is an outbox to see only as long as mail goes there. */
	async function open(actor: AccountActor): Promise<Outbox> {
		const current = settings.current();
		const allowed = current.kind === 'demonstration' || may(actor, outboxPolicy.can.see);
		if (current.mail.kind !== 'outbox' || !allowed) throw new Missing();
		return outboxOf(current, { outboxFolder: outboxFolder(services), clock });
	}

	return {
		policies: [outboxPolicy],
		routes: [
			get({
				url: '/outbox',
				opens: 'account',
				permit,
				async handle({ actor }) {
					const outbox = await open(actor);
					return view('office/outbox/list.njk', { messages: await outbox.list() });
				},
			}),
			get({
				url: '/outbox/:id',
				opens: 'account',
				permit,
				params: z.object({ id: z.string().regex(/^[\w-]{1,80}$/) }),
				async handle({ actor, params }) {
					const outbox = await open(actor);
					const message = await outbox.read(params.id);
					return view('office/outbox/message.njk', { message, paragraphs: paragraphsOf(message.text) });
				},
			}),
		],
	};
}

type Piece = { text: string; href?: string };

/** Plain text as a mail program shows it: paragraphs of lines, with its addresses as links. */
function paragraphsOf(text: string): Piece[][][] {
	return text
		.split(/\n{2,}/)
		.filter((paragraph) => paragraph.trim() !== '')
		.map((paragraph) => paragraph.split('\n').map(piecesOf));
}

function piecesOf(line: string): Piece[] {
	return line
		.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
		.filter((piece) => piece !== '')
		.map((piece) => (/^https?:\/\//.test(piece) ? { text: piece, href: piece } : { text: piece }));
}
