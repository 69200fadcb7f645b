import {
	type AccountActor,
	type Button,
	get,
	historyOf,
	judge,
	mayTry,
	namesIn,
	type Route,
	type Tx,
	view,
	workflowRoutes,
} from '../../foundation/index.ts';
import { editionsOf } from './edition.store.ts';
import { one, releaseAt } from './fields.ts';
import { gatheredLines } from './gathered.store.ts';
import { historyOfRelease } from './history.store.ts';
import { instantInWords } from './london.ts';
import { releasePolicy } from './policy.ts';
import type { GatheringPorts } from './ports.ts';
import { citeRelease, type EditionHead, isPublic, releaseHref } from './release.ts';
import { lastStep, releaseMoves, releasingOf } from './releasing.store.ts';
import { type ReleaseAction, type Releasing, releaseWorkflow, voidText } from './releasing.ts';
import { releaseLine } from './view.ts';

const { read, prepare } = releasePolicy.can;

/** What the job that freezes does by itself has no page. */
const byItself: readonly ReleaseAction[] = ['freeze', 'give up'];

export function homePages(ports: GatheringPorts): Route[] {
	const urls = byItself.map((action) => `/releases/:id/${action.replaceAll(' ', '-')}`);
	const steps = workflowRoutes(releaseMoves(ports.releasing), {
		url: '/releases/:id',
		title: ({ release, edition }) =>
			`${citeRelease(release)}, ${release.title}${edition === null ? '' : `, ${instantInWords(edition.releaseAt)}`}`,
	});
	return [homePage(ports), ...steps.filter(({ url }) => !urls.includes(url))];
}

/** One release: what it holds, what stands in the way, when, who may read it, who approved it, and its history. */
function homePage({ releasing: ports, facts = [] }: GatheringPorts): Route {
	return get({
		url: '/releases/:id',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, actor, params }) {
			const release = await releaseAt(tx, params);
			const releasing = await releasingOf(tx, release, ports);
			const { edition, now } = releasing;
			const open = release.state === 'preparing' && mayTry(actor, prepare);
			const told = [];
			for (const source of facts) told.push(...(await source(tx, release, actor)));
			return view('gathering/release.njk', {
				release: releaseLine(release, edition, now),
				isVoid: release.state === 'frozen' || release.state === 'approved' ? voidText(releasing) : null,
				gaveUp: release.state === 'preparing' ? await gaveUpBecause(tx, release.id) : null,
				withdrawn: withdrawnText(releasing),
				correction: releasing.public,
				delivered: release.deliverAt === null ? null : instantInWords(release.deliverAt),
				facts: told,
				lines: await gatheredLines(tx, release.id),
				problems: releasing.problems,
				buttons: await buttonsOf(tx, actor, releasing),
				editions: (await editionsOf(tx, release.id)).map((each) => ({
					...editionLine(each, now),
					href: releaseHref(release, `editions/${each.id}`),
				})),
				open,
				history: await historyOfRelease(tx, release.id),
			});
		},
	});
}

/** The steps that are this person’s in this state, each on a page of its own; what makes no sense of it is not named. */
async function buttonsOf(tx: Tx, actor: AccountActor, releasing: Releasing): Promise<Button[]> {
	const { release } = releasing;
	const history = await historyOf(tx, releaseWorkflow.name, release.id);
	return namesIn(releaseWorkflow.actions).flatMap((action): Button[] => {
		if (!makesSense(action, releasing)) return [];
		const verdict = judge(releaseWorkflow, { actor, subject: releasing, action, history });
		if (verdict.kind !== 'open' && verdict.kind !== 'closed') return [];
		const { label, style } = releaseWorkflow.actions[action];
		if (verdict.kind === 'closed') return [{ label, closed: verdict.text }];
		const href = releaseHref(release, action.replaceAll(' ', '-'));
		return [{ label, href, ...(style === undefined ? {} : { style }) }];
	});
}

function makesSense(action: ReleaseAction, releasing: Releasing): boolean {
	const { release, withdrawalConfirmed } = releasing;
	const past = release.recordedBecause !== null;
	switch (action) {
		case 'approve':
			return !past;
		case 'record':
			return past;
		case 'correct':
			return releasing.public;
		case 'open again':
			return release.state !== 'approved' || !releasing.public;
		case 'withdraw':
			return release.state === 'approved' || releasing.public;
		case 'confirm withdrawal':
			return !withdrawalConfirmed;
		default:
			return true;
	}
}

/** Why the job that freezes could not, until somebody submits it again. */
async function gaveUpBecause(tx: Tx, id: string): Promise<string | null> {
	const last = await lastStep(tx, id);
	return last?.action === 'give up' ? `It could not be frozen. ${last.reason ?? ''}` : null;
}

function withdrawnText({ release, edition, withdrawalConfirmed }: Releasing): string | null {
	if (release.state !== 'withdrawn') return null;
	const because = edition?.withdrawnBecause ?? '';
	const confirmed = withdrawalConfirmed
		? 'A second person has confirmed it.'
		: 'A second person still has to confirm it.';
	return `It is withdrawn${because === '' ? '' : `: ${because.replace(/\.$/, '')}`}. ${confirmed}`;
}

function editionLine(edition: EditionHead, now: Temporal.Instant) {
	return {
		number: edition.number,
		frozenAt: edition.frozenAt,
		instant: instantInWords(edition.releaseAt),
		approved:
			edition.approvedAt === null
				? null
				: { by: edition.approvedBy?.name ?? 'The operator', at: edition.approvedAt },
		changeNote: edition.changeNote,
		hash: edition.contentHash.toString('hex'),
		state: editionState(edition, now),
		because: edition.voidBecause ?? edition.withdrawnBecause,
	};
}

function editionState(edition: EditionHead, now: Temporal.Instant): { text: string; colour: string } {
	if (edition.voidAt !== null) return { text: 'Void', colour: 'red' };
	if (edition.withdrawnAt !== null) return { text: 'Withdrawn', colour: 'red' };
	if (isPublic(edition, now)) return { text: 'Public', colour: 'purple' };
	return edition.approvedAt === null
		? { text: 'Not approved', colour: 'turquoise' }
		: { text: 'Approved', colour: 'green' };
}
