import { z } from 'zod';
import { evidenceByNumber } from '../../evidence/index.ts';
import {
	type AccountActor,
	Failure,
	type Files,
	form,
	get,
	historyOf,
	Invalid,
	judge,
	Missing,
	Refused,
	type Route,
	redirect,
	type Tx,
} from '../../foundation/index.ts';
import { raisedById } from '../../judgments/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { longest, optionalWords, seen } from '../register/fields.ts';
import { type Promised, promisedHref, promisePolicy } from '../register/promise.ts';
import { isStaff, isTheirs, partLine, promisedLine } from '../register/view.ts';
import { actOn, type NewProof, proofFile } from './act.store.ts';
import { type Acting, type PartAction, partWorkflow } from './acting.ts';
import { foundChoices } from './found.ts';
import { ofPart, openActions, partAt, partHref, slugOf } from './place.ts';
import { keepingTyped } from './typed.ts';

/** What each act asks for, beside its reason. */
type Asks = { proof?: boolean; instead?: boolean; told?: boolean };
const asks: Partial<Record<PartAction, Asks>> = {
	accept: { told: true },
	reject: { told: true },
	begin: { told: true },
	submit: { proof: true, told: true },
	supersede: { instead: true },
};

export function actPages(files: Files): Route[] {
	return [...openActions.flatMap((action) => onePage(files, action)), proofDownload(files)];
}

const fields = z.object({
	reason: optionalWords(),
	proof: optionalWords(),
	evidence: z.string().max(500, 'Use 500 characters or fewer').default(''),
	progress: z.union([z.uuid(), z.literal('')]).catch(''),
	instead: z.string().max(50).default(''),
	of: z.enum(['', 'inspectorate', 'force', 'policing body']).catch(''),
});
type Fields = z.output<typeof fields>;

function onePage(files: Files, action: PartAction): Route[] {
	const { label, ...more } = partWorkflow.actions[action];
	const reason = 'reason' in more ? more.reason : null;
	const { proof = false, instead = false, told = false } = asks[action] ?? {};
	const style = 'style' in more ? more.style : '';
	return keepingTyped(
		{
			reason: reason?.label ?? 'What you wanted to say',
			proof: 'What shows that it is done',
			instead: 'What takes its place',
		},
		form({
			url: `/followup/:number/parts/:letter/${slugOf(action)}`,
			opens: 'account',
			permit: partWorkflow.policy.can[action],
			params: ofPart,
			query: seen,
			view: 'acting/act.njk',
			fields,
			...(proof ? { upload: 'files', mostFiles: 10 } : {}),
			async load({ tx, actor, params, demand }) {
				const acting = await partAt(tx, params, { actor, demand });
				const { promised, part } = acting;
				if (!isTheirs(actor, promised)) throw new Missing();
				const history = await historyOf(tx, partWorkflow.name, part.id);
				const verdict = judge(partWorkflow, { actor, subject: acting, action, history });
				if (verdict.kind === 'hidden') throw new Missing();
				if (verdict.kind !== 'open') throw new Refused(verdict.text);
				const today = await todayIn(tx);
				const staff = isStaff(actor);
				return {
					acting,
					promised: promisedLine(promised, today),
					part: partLine(promised, part, today),
					heading: label,
					style,
					reason: reason ?? null,
					becomes: partWorkflow.states[verdict.step.to],
					asks: { proof, instead, told: told && staff },
					found: proof && staff ? await foundChoices(tx, promised) : [],
					staff,
					limit: longest,
					back: promisedHref(promised),
					action: `${partHref(promised, part, slugOf(action))}?seen=${history.moves}`,
				};
			},
			initial: ({ promised }) => ({ of: promised.whose === 'policing body' ? 'policing body' : 'force' }),
			async submit({ tx, actor, query, values, data: { acting }, files: brought }) {
				if (reason !== null && values.reason === null) throw new Invalid({ reason: reason.missing });
				const { promised, part } = acting;
				await actOn(tx, actor, {
					part: part.id,
					action,
					words: values.reason,
					proofs: proof ? await proofsIn(tx, actor, { acting, values, files, brought }) : [],
					instead: instead ? numberIn(values.instead) : null,
					...(told && isStaff(actor) && values.of !== '' ? { of: values.of } : {}),
					seen: query.seen ?? -1,
				});
				const which = part.letter === null ? 'The promise' : `Part (${part.letter})`;
				return redirect(promisedHref(promised), `${which} is now ${partWorkflow.actions[action].done}.`);
			},
		}),
	);
}

/** "FU-12", or the number alone. */
function numberIn(text: string): number {
	const [, number] = /^(?:fu[- ]?)?([1-9]\d{0,14})$/i.exec(text.trim()) ?? [];
	if (number === undefined) throw new Invalid({ instead: 'Enter what takes its place, such as FU-12' });
	return Number(number);
}

async function proofsIn(
	tx: Tx,
	actor: AccountActor,
	{
		acting: { promised, part },
		values,
		files,
		brought,
	}: { acting: Acting; values: Fields; files: Files; brought: readonly Parameters<Files['keep']>[1][] },
): Promise<NewProof[]> {
	const staff = isStaff(actor);
	const proofs: NewProof[] = values.proof === null ? [] : [{ text: values.proof }];
	if (staff) {
		proofs.push(...(await evidenceIn(tx, values.evidence)));
		if (values.progress !== '') proofs.push({ progress: await progressIn(tx, promised, values.progress) });
	}
	if (proofs.length === 0 && brought.length === 0)
		throw new Invalid({ proof: 'Say what shows that it is done, or add a file' });
	for (const file of brought) {
		try {
			const kept = await files.keep(tx, file, {
				// Theirs who send it; what the inspectorate brings is its own.
				organisation: staff ? null : (actor.organisation?.id ?? null),
				subject: { kind: 'promise part', id: part.id },
			});
			proofs.push({ file: kept.id });
		} catch (error) {
			if (error instanceof Failure) throw new Invalid({ files: error.message });
			throw error;
		}
	}
	return proofs;
}

/** "E-12, E-14": items of evidence of the inspectorate. */
async function evidenceIn(tx: Tx, typed: string): Promise<NewProof[]> {
	const named = typed.split(/[\s,;]+/).filter((one) => one !== '');
	const proofs: NewProof[] = [];
	for (const one of named) {
		const [, number] = /^(?:e-?)?([1-9]\d{0,9})$/i.exec(one) ?? [];
		const item = number === undefined ? null : await evidenceByNumber(tx, Number(number));
		if (item === null) throw new Invalid({ evidence: `There is no item of evidence “${one}”` });
		proofs.push({ evidence: item.id });
	}
	return proofs;
}

async function progressIn(tx: Tx, promised: Promised, progress: string): Promise<string> {
	const raised = promised.raised === null ? null : await raisedById(tx, promised.raised.id);
	const found = raised?.progress.find(({ id }) => id === progress);
	if (found === undefined) throw new Invalid({ progress: 'Choose what an inspection found about this' });
	return found.id;
}

/** A file that was sent as evidence: for the inspectorate, and for those who sent it. */
function proofDownload(files: Files): Route {
	return get({
		url: '/followup/proofs/:id',
		opens: 'account',
		permit: promisePolicy.can.read,
		params: z.object({ id: z.uuid() }),
		async handle({ tx, params, demand }) {
			const file = await proofFile(tx, params.id);
			if (file === null) throw new Missing();
			demand({ organisation: file.force });
			return files.download(tx, file);
		},
	});
}
