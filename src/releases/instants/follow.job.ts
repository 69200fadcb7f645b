import { z } from 'zod';
import {
	type AnyJob,
	defineJob,
	type JobCall,
	type Mailer,
	messageOf,
	perform,
	Refused,
	type Services,
	type Tx,
} from '../../foundation/index.ts';
import {
	addJudgment,
	correctJudgment,
	inspectionMoves,
	type Judgment,
	judgmentsOf,
} from '../../programmes/index.ts';
import {
	type Followed,
	follow,
	type Graded,
	gradesPublished,
	inspectionsReporting,
	tellEverybody,
	toFollow,
} from './follow.store.ts';
import { releaseSource } from './release-source.ts';

type Call = Pick<JobCall<unknown>, 'asWorker' | 'log'>;

/** That it is published is a fact by then: nothing but that stands before it. */
const moves = inspectionMoves({ release: releaseSource });
const worker = { kind: 'worker', task: 'follow what is public' } as const;

/**
 * Every minute: what follows when a release has become public. It is public without this: whoever is told later is told
 * of what everybody can read. Each part bears being done twice.
 */
export function followJob(
	services: Services,
	mailer: Mailer,
	/** What higher stairs ask for when it is public. */
	ask: (tx: Tx, of: { release: string; edition: string }) => Promise<void> = async () => {},
): AnyJob {
	return defineJob({
		name: 'follow what has become public',
		payload: z.object({}),
		async run(call) {
			for (const edition of await call.asWorker(toFollow)) {
				await publishInspections(call, edition);
				await call.asWorker((tx) => enterJudgments(services, call, tx, edition));
				await call.asWorker(async (tx) => {
					await tell(services, mailer, tx, edition);
					await ask(tx, { release: edition.release, edition: edition.id });
				});
			}
		},
	});
}

/** One that is not ready stays where it is, with what it wants on its own page; somebody moves it from there. */
async function publishInspections({ asWorker, log }: Call, edition: Followed): Promise<void> {
	for (const id of await asWorker((tx) => inspectionsReporting(tx, edition.release))) {
		try {
			await asWorker((tx) => perform(moves, tx, worker, { id, action: 'publish' }));
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			log.warn({ inspection: id, error: messageOf(error) }, 'An inspection stays unpublished');
		}
	}
}

async function enterJudgments(
	{ settings }: Services,
	{ log }: Pick<Call, 'log'>,
	tx: Tx,
	edition: Followed,
): Promise<void> {
	const grades = await gradesPublished(tx, edition.id);
	const standing = await judgmentsOf(tx, [...new Set(grades.map(({ force }) => force))]);
	for (const graded of grades) {
		const before = standing.find(
			({ force, framework, component }) =>
				force === graded.force && framework === graded.framework && component === graded.component,
		);
		const judgment = {
			...graded,
			source: edition.title,
			address: `${settings.current().address}/publications/${edition.slug}`,
			publishedAt: edition.releaseAt,
			basis: 'inspection' as const,
		};
		if (before === undefined) await addJudgment(tx, judgment);
		else if (differs(before, graded)) {
			// What an earlier edition said is corrected by this one; what came from elsewhere is for people to settle.
			if (edition.number > 1 && before.basis === 'inspection')
				await correctJudgment(tx, before, judgment, edition.changeNote ?? `Corrected in ${edition.title}`);
			else
				log.warn(
					{ force: graded.force, component: graded.component },
					'Another judgment of this stands in the history',
				);
		}
	}
}

function differs(before: Judgment, graded: Graded): boolean {
	return before.version !== graded.version || before.grade !== graded.grade;
}

/** Whom it was told to, the mails and that all is done are one transaction: nobody is told twice. */
async function tell({ settings }: Services, mailer: Mailer, tx: Tx, edition: Followed): Promise<void> {
	const { name, address } = settings.current();
	for (const person of await tellEverybody(tx, edition)) {
		await mailer.post(tx, {
			to: person.email,
			subject: `Public now: ${edition.title}`,
			text: [
				`Dear ${person.name},`,
				edition.number === 1
					? `${name} has published “${edition.title}”. Everybody can read it here:`
					: `${name} has published a corrected edition of “${edition.title}”. Everybody can read it, and what has changed, here:`,
				`${address}/publications/${edition.slug}`,
			].join('\n\n'),
		});
	}
	await follow(tx, edition.id);
}
