import { z } from 'zod';
import {
	type AccountActor,
	type Files,
	get,
	historyOf,
	Missing,
	may,
	mayTry,
	type Route,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { isStaff } from '../register/view.ts';
import { callById } from './call.store.ts';
import { isOfForce, one } from './fields.ts';
import { notEvidence } from './intake.ts';
import { planAt } from './place.ts';
import { draftOf, publicationsOf, updateFile, updatesOf, versionsOf } from './plan.store.ts';
import { type ActionPlan, type PlanVersion, planHref, planPolicy } from './plan.ts';
import { planWorkflow } from './planning.ts';
import { intakesOf } from './telling.store.ts';
import { intakeLine, planLine, planSections } from './view.ts';

const { read, write, check, publish } = planPolicy.can;
const handIn = planWorkflow.policy.can['hand in'];
const { revise } = planWorkflow.policy.can;

/** A plan: to its force as it stands, to others as it was last handed in. */
const planPage = get({
	url: '/followup/plans/:id',
	opens: 'account',
	permit: read,
	params: one,
	async handle({ tx, actor, params, demand }) {
		const plan = await planAt(tx, params, demand);
		const today = await todayIn(tx);
		const versions = await versionsOf(tx, plan.id);
		const writing = isOfForce(actor) && plan.state === 'being written';
		const [newest] = versions;
		const content = writing ? await draftOf(tx, plan.id) : (newest?.content ?? null);
		const updates = await updatesOf(tx, plan.id);
		const publications = await publicationsOf(tx, plan.id);
		const intakes = mayReadChecks(actor) ? await intakesOf(tx, plan.id) : [];
		const checked = intakes[0]?.version ?? 0;
		return view('actionPlans/plan.njk', {
			plan: planLine(plan, today),
			message: (await callById(tx, plan.call.id))?.message ?? null,
			staff: isStaff(actor),
			writing,
			next: nextFor(plan, actor, checked),
			buttons: await buttonsOf(tx, plan, { actor, checked }),
			sections: content === null ? null : planSections(plan, content, { updates, today, writing }),
			writingHrefs: writing
				? { promises: planHref(plan, 'promises'), milestone: planHref(plan, 'milestones/new') }
				: null,
			versions: versions.map((version) => versionLine(plan, version, actor)),
			publications: publications.map((one) => ({ ...one, of: planHref(plan, `versions/${one.version}`) })),
			intakes: intakesBeside(intakes, versions),
			notEvidence,
		});
	},
});

/** What the inspectorate thinks of a plan is between it and the force. */
function mayReadChecks(actor: AccountActor): boolean {
	return isStaff(actor) || isOfForce(actor);
}

function versionLine(
	plan: ActionPlan,
	{ number, note, late, byName, at, evidence }: PlanVersion,
	actor: AccountActor,
) {
	return {
		...{ number, note, late, byName, at },
		href: planHref(plan, `versions/${number}`),
		evidenceHref: isStaff(actor)
			? `/evidence/${evidence}`
			: isOfForce(actor)
				? `/your-evidence/${evidence}`
				: null,
	};
}

function intakesBeside(intakes: Awaited<ReturnType<typeof intakesOf>>, versions: readonly PlanVersion[]) {
	return intakes.flatMap((intake) => {
		const of = versions.find(({ number }) => number === intake.version);
		return of === undefined ? [] : [intakeLine(intake, of.content)];
	});
}

/** One sentence: what whoever reads does next. */
function nextFor(plan: ActionPlan, actor: AccountActor, checked: number): string | null {
	if (isStaff(actor)) {
		if (plan.version === 0) return 'The force writes it. What it writes is its own until it hands in.';
		return checked < plan.version
			? 'Check whether the plan answers what is required, and tell the force what you think of it.'
			: 'The force has been told what you found.';
	}
	if (!isOfForce(actor)) return null;
	if (plan.state === 'being written')
		return may(actor, handIn, { organisation: plan.force.id })
			? 'Write what your force does about each element and each recommendation, with milestones, and hand in.'
			: 'Write what your force does about each element and each recommendation, with milestones. The chief officer or the liaison officer hands in.';
	return plan.published < plan.version
		? 'The plan is with the inspectorate. Your force publishes it when it is ready to.'
		: 'The plan is published. Say at each milestone how it stands.';
}

type Button = { label: string; href: string; style?: 'secondary' };

async function buttonsOf(
	tx: Tx,
	plan: ActionPlan,
	{ actor, checked }: { actor: AccountActor; checked: number },
): Promise<Button[]> {
	const of = { organisation: plan.force.id };
	const { moves } = await historyOf(tx, planWorkflow.name, plan.id);
	const to = (page: string) => planHref(plan, `${page}?seen=${moves}`);
	const written = plan.state === 'being written';
	return [
		...(written && may(actor, handIn, of) ? [{ label: 'Hand in', href: to('hand-in') }] : []),
		...(plan.version > plan.published && may(actor, publish, of)
			? [{ label: 'Publish', href: planHref(plan, 'publish') }]
			: []),
		...(!written && may(actor, revise, of)
			? [{ label: 'Write a new version', href: to('revise'), style: 'secondary' as const }]
			: []),
		...(plan.version > 0 && mayTry(actor, check)
			? [
					checked === plan.version
						? { label: 'Check again', href: planHref(plan, 'check'), style: 'secondary' as const }
						: { label: 'Check the plan', href: planHref(plan, 'check') },
				]
			: []),
	];
}

const versionPage = get({
	url: '/followup/plans/:id/versions/:number',
	opens: 'account',
	permit: read,
	params: one.extend({ number: z.coerce.number().int().positive().max(100_000) }),
	async handle({ tx, actor, params, demand }) {
		const plan = await planAt(tx, params, demand);
		const today = await todayIn(tx);
		const version = (await versionsOf(tx, plan.id)).find(({ number }) => number === params.number);
		if (version === undefined) throw new Missing();
		const updates = (await updatesOf(tx, plan.id)).filter(
			({ at }) => Temporal.Instant.compare(at, version.at) <= 0,
		);
		const handedInOn = version.at.toZonedDateTimeISO('Europe/London').toPlainDate();
		return view('actionPlans/version.njk', {
			plan: planLine(plan, today),
			version: versionLine(plan, version, actor),
			sections: planSections(plan, version.content, { updates, today: handedInOn, writing: false }),
		});
	},
});

/** One milestone, with everything that the force has said of it. */
const milestonePage = get({
	url: '/followup/plans/:id/milestones/:milestone',
	opens: 'account',
	permit: read,
	params: one.extend({ milestone: z.uuid() }),
	async handle({ tx, actor, params, demand }) {
		const plan = await planAt(tx, params, demand);
		const today = await todayIn(tx);
		const [newest] = await versionsOf(tx, plan.id);
		const writing = isOfForce(actor) && plan.state === 'being written';
		const content = writing ? await draftOf(tx, plan.id) : newest?.content;
		const updates = await updatesOf(tx, plan.id);
		if (content === undefined) throw new Missing();
		const { elements, promises, general } = planSections(plan, content, { updates, today, writing });
		const about = [...elements, ...promises].find(({ milestones }) =>
			milestones.some(({ id }) => id === params.milestone),
		);
		const milestone = [...general, ...(about?.milestones ?? [])].find(({ id }) => id === params.milestone);
		if (milestone === undefined) throw new Missing();
		const handedIn = newest?.content.milestones.some(({ id }) => id === milestone.id) ?? false;
		const page = (to: string) => planHref(plan, `milestones/${milestone.id}/${to}`);
		const writes = writing && may(actor, write, { organisation: plan.force.id });
		return view('actionPlans/milestone.njk', {
			plan: planLine(plan, today),
			milestone,
			about: about === undefined ? null : 'cited' in about ? about.cited : about.name,
			updates: updates
				.filter((update) => update.milestone === milestone.id)
				.map((update) => ({
					...update,
					files: update.files.map((file) => ({ ...file, href: planHref(plan, `files/${file.id}`) })),
				})),
			buttons: [
				...(handedIn && milestone.dropped === null && isOfForce(actor)
					? [{ label: 'Say how it stands', href: page('update') }]
					: []),
				...(writes ? [{ label: 'Change', href: page('change'), style: 'secondary' }] : []),
				...(writes && milestone.dropped === null
					? [{ label: handedIn ? 'Drop' : 'Remove', href: page('drop'), style: 'secondary' }]
					: []),
			],
			handedIn,
		});
	},
});

function filePage(files: Files): Route {
	return get({
		url: '/followup/plans/:id/files/:file',
		opens: 'account',
		permit: planPolicy.can['read files'],
		params: one.extend({ file: z.uuid() }),
		async handle({ tx, params, demand }) {
			const plan = await planAt(tx, params, demand);
			const file = await updateFile(tx, plan.id, params.file);
			if (file === undefined) throw new Missing();
			return files.download(tx, file);
		},
	});
}

export function planPages(files: Files): Route[] {
	return [planPage, versionPage, milestonePage, filePage(files)];
}
