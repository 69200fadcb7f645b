import { z } from 'zod';
import {
	type AccountActor,
	buttonsFor,
	form,
	get,
	mayTry,
	type Place,
	type Route,
	redirect,
	timelineOf,
	Unacceptable,
	view,
	workflowRoutes,
} from '../../foundation/index.ts';
import { words } from '../register/fields.ts';
import { isStaff } from '../register/view.ts';
import { addComment, answeringOf, overtaken, responseMoves } from './answering.store.ts';
import type { Answering } from './answering.ts';
import { isOfBody, longest, one, responseAt, seen } from './fields.ts';
import { commentsOf, newestOf, versionsOf } from './response.store.ts';
import { type Comment, responseHref, responsePolicy } from './response.ts';
import { responseLine, shownVersion } from './view.ts';

const { read, comment, reply } = responsePolicy.can;

const place: Place<Answering> = {
	url: '/followup/responses/:id',
	title: ({ response }) => `${response.title}, ${response.force.name}`,
};

/** One response: to the inspectorate how far it is, to the force and its body what they say to each other besides. */
const responsePage = get({
	url: '/followup/responses/:id',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const response = await responseAt(tx, params, demand);
		const [staff, own] = [isStaff(actor), isOfBody(actor)];
		const subject = (await answeringOf(tx, response.id, own)) ?? { response, writing: null };
		const comments = staff ? [] : (subject.writing?.comments ?? (await commentsOf(tx, response.id)));
		const versions = await versionsOf(tx, response);
		const mayComment = mayTry(actor, comment);
		return view('answering/response.njk', {
			response: responseLine(response),
			...{ staff, own, mayComment },
			next: nextFor(subject, { actor, comments }),
			// What the body has published here is not the inspectorate's to correct: that needs no telling.
			buttons: (await buttonsFor(responseMoves({ own }), place, { tx, actor, subject })).filter(
				({ closed }) => closed === undefined,
			),
			progress: own ? progressOf(subject) : null,
			chief: newestOf(comments, 'force'),
			reply: newestOf(comments, 'policing body'),
			earlier: comments.filter((each) => each !== newestOf(comments, each.of)),
			versions: versions.map((version) => shownVersion(version, response)),
			timeline: staff
				? (await timelineOf(tx, { kind: 'policing body response', id: response.id })).entries
				: [],
		});
	},
});

function progressOf({ writing }: Answering) {
	if (writing === null) return null;
	const { draft, asks } = writing;
	const said = asks.filter(({ id }) => {
		const part = draft.parts.get(id);
		return part?.answer != null && part.text !== '';
	});
	return { begun: draft.text !== '', by: draft.byName, said: said.length, asked: asks.length };
}

/** One sentence: what this person does next. */
function nextFor(
	{ response }: Answering,
	{ actor, comments }: { actor: AccountActor; comments: readonly Comment[] },
): string | null {
	const published = response.published !== null;
	if (isOfBody(actor)) {
		const chief = newestOf(comments, 'force');
		const answered = newestOf(comments, 'policing body');
		if (published) return null;
		if (response.standing.kind === 'not on record' && response.state === 'preparing')
			return 'If your response was published at the time, ask the inspectorate to put it on record with its day. You can also respond here now.';
		if (response.state === 'preparing')
			return 'Invite the chief officer’s comments, and write your response.';
		if (chief === null)
			return 'Write your response. The chief officer has been invited, and has not commented yet.';
		return answered === null || Temporal.Instant.compare(answered.at, chief.at) < 0
			? 'The chief officer has commented. You may reply, and then publish your response.'
			: 'Publish your response when it is ready.';
	}
	if (mayTry(actor, comment) && !published && response.commentedAt === null)
		return response.state === 'invited'
			? 'The policing body has invited your comments. They are published with its response.'
			: 'You may comment on the report for the policing body. Your comments are published with its response.';
	return null;
}

const commentFields = z.object({ text: words('Enter the comments', longest.text), seen });

/** The same form for both: `of` is whose words it takes. */
function wordsPage(of: Comment['of']): [Route, Route] {
	const chief = of === 'force';
	return form({
		url: `/followup/responses/:id/${chief ? 'comments' : 'reply'}`,
		opens: 'account',
		permit: chief ? comment : reply,
		params: one,
		view: 'answering/comment.njk',
		fields: commentFields,
		async load({ tx, params, demand }) {
			const response = await responseAt(tx, params, demand);
			const comments = await commentsOf(tx, response.id);
			return {
				response: responseLine(response),
				ofChief: chief,
				newest: newestOf(comments, of),
				chief: newestOf(comments, 'force'),
				limit: longest.text,
				action: responseHref(response, chief ? 'comments' : 'reply'),
			};
		},
		initial: ({ newest }) => ({ text: newest?.text ?? '', seen: String(newest?.number ?? 0) }),
		async submit({ tx, params, values, data: { newest } }) {
			if ((newest?.number ?? 0) !== values.seen)
				throw new Unacceptable(
					view(
						'answering/overtaken.njk',
						{
							sentence: `${overtaken}.`,
							typed: [{ label: 'What you typed', text: values.text }],
							theirs: newest === null ? [] : [{ label: `What ${newest.byName} has kept`, text: newest.text }],
							back: responseHref(params, chief ? 'comments' : 'reply'),
						},
						409,
					),
				);
			await addComment(tx, params.id, { text: values.text, seen: values.seen });
			return redirect(
				responseHref(params),
				chief
					? 'The policing body can read your comments now.'
					: 'The chief officer can read your reply now.',
			);
		},
	});
}

/** What needs a page of its own has one: see publish.pages and record.pages. */
const invited = `${place.url}/invite`;

export const responsePages: Route[] = [
	responsePage,
	...wordsPage('force'),
	...wordsPage('policing body'),
	...workflowRoutes(responseMoves(), place).filter(({ url }) => url === invited),
];
