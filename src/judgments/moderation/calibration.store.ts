import { sql } from 'kysely';
import { type Actor, asInvalid, Invalid, Missing, Refused, type Tx } from '../../foundation/index.ts';
import { frameworkOf, gradeOf, todayIn } from '../../programmes/index.ts';
import { judgingsOf } from '../judging/judging.store.ts';
import { whoCalibrates } from '../judging/judgment.ts';
import type { GivenGrade } from './agreement.ts';

/** A round in which members grade the same cases, each before they see the proposal and one another's grades. */
export type CalibrationRound = {
	id: string;
	programme: string;
	framework: string;
	version: number;
	component: string;
	title: string;
	name: string;
	purpose: string;
	due: Temporal.PlainDate;
	openedAt: Temporal.Instant;
	openedBy: string | null;
	closedAt: Temporal.Instant | null;
	closedBecause: string | null;
	illustrative: boolean;
	cases: number;
	members: number;
	/** How many grades there are of cases × members. */
	given: number;
};

export async function roundsOf(tx: Tx, programme: string): Promise<CalibrationRound[]> {
	return (await rounds(tx).where('round.programme_id', '=', programme).execute()).map(roundFrom);
}

export async function roundById(tx: Tx, id: string): Promise<CalibrationRound | null> {
	const row = await rounds(tx).where('round.id', '=', id).executeTakeFirst();
	return row === undefined ? null : roundFrom(row);
}

function rounds(tx: Tx) {
	return tx
		.selectFrom('judgments.calibration as round')
		.innerJoin('programmes.framework_component as component', (join) =>
			join
				.onRef('component.framework', '=', 'round.framework')
				.onRef('component.version', '=', 'round.version')
				.onRef('component.component', '=', 'round.component'),
		)
		.leftJoin('foundation.account as opener', 'opener.id', 'round.opened_by')
		.select([
			'round.id',
			'round.programme_id as programme',
			'round.framework',
			'round.version',
			'round.component',
			'component.title',
			'round.name',
			'round.purpose',
			'round.due',
			'round.opened_at as openedAt',
			'opener.name as openedBy',
			'round.closed_at as closedAt',
			'round.closed_because as closedBecause',
			'round.illustrative',
			sql<number>`(select count(*)::integer from judgments.calibration_case c where c.calibration_id = round.id)`.as(
				'cases',
			),
			sql<number>`(select count(*)::integer from judgments.calibration_member m where m.calibration_id = round.id)`.as(
				'members',
			),
			sql<number>`(select count(*)::integer from judgments.graded_in(round.id))`.as('given'),
		])
		.orderBy(sql`round.closed_at is not null`)
		.orderBy('round.opened_at', 'desc');
}

type Row = Awaited<ReturnType<ReturnType<typeof rounds>['executeTakeFirstOrThrow']>>;
const roundFrom = (row: Row): CalibrationRound => row;

export type Member = { account: string; name: string };

export async function membersOf(tx: Tx, round: string): Promise<Member[]> {
	return tx
		.selectFrom('judgments.calibration_member as member')
		.innerJoin('foundation.account as account', 'account.id', 'member.account_id')
		.select(['account.id as account', 'account.name'])
		.where('member.calibration_id', '=', round)
		.orderBy(sql`lower(account.name)`)
		.orderBy('account.id')
		.execute();
}

export async function caseIdsOf(tx: Tx, round: string): Promise<string[]> {
	const rows = await tx
		.selectFrom('judgments.calibration_case')
		.select('judgment_id')
		.where('calibration_id', '=', round)
		.execute();
	return rows.map(({ judgment_id }) => judgment_id);
}

/** The grades of a round that the reader may see: their own, and of cases that they are not blind to, all. */
export async function gradesIn(
	tx: Tx,
	round: string,
): Promise<(GivenGrade & { because: string; at: Temporal.Instant })[]> {
	return tx
		.selectFrom('judgments.calibration_grade')
		.select(['judgment_id as judging', 'account_id as account', 'grade', 'because', 'at'])
		.where('calibration_id', '=', round)
		.execute();
}

/** Who has graded what, without how: everybody may know that. */
export async function gradedIn(tx: Tx, round: string): Promise<Set<string>> {
	const { rows } = await sql<{ key: string }>`
		select judgment_id || ' ' || account_id as key from judgments.graded_in(${round}::uuid)`.execute(tx);
	return new Set(rows.map(({ key }) => key));
}

export type Candidate = Member & { roles: readonly string[] };

/** Those who may be named in a round: inspectors, programme managers and HM Inspectors who can sign in. */
export async function candidatesFor(tx: Tx): Promise<Candidate[]> {
	return tx
		.selectFrom('foundation.account as account')
		.innerJoin('foundation.organisation as home', 'home.id', 'account.organisation_id')
		.select(['account.id as account', 'account.name', 'account.roles'])
		.where('home.kind', '=', 'inspectorate')
		.where('account.state', '=', 'active')
		.where(sql<boolean>`account.roles && ${[...whoCalibrates]}::text[]`)
		.orderBy(sql`lower(account.name)`)
		.orderBy('account.id')
		.execute();
}

/** Of each case, who is of its team or has proposed its grade: nobody of them grades it blind. */
export async function involvedIn(tx: Tx, judgings: readonly string[]): Promise<Map<string, Set<string>>> {
	if (judgings.length === 0) return new Map();
	const { rows } = await sql<{ id: string; account: string }>`
		select j.id, m.account_id as account from judgments.judgment j
			join programmes.team_member m on m.inspection_id = j.inspection_id where j.id = any(${[...judgings]}::uuid[])
		union
		select j.id, t.account from judgments.judgment j join foundation.transition t on t.workflow = 'judgment'
			and t.subject_id = j.id::text and t.action = 'propose' and t.account is not null
			where j.id = any(${[...judgings]}::uuid[])`.execute(tx);
	const involved = new Map<string, Set<string>>();
	for (const { id, account } of rows) involved.set(id, (involved.get(id) ?? new Set()).add(account));
	return involved;
}

export type NewRound = {
	programme: string;
	framework: string;
	version: number;
	component: string;
	name: string;
	purpose: string;
	due: Temporal.PlainDate;
	cases: readonly string[];
	members: readonly string[];
	illustrative?: boolean;
};

/** Opens a round: from now on its members see nothing of its cases' grades until each has given their own. */
export async function openRound(tx: Tx, round: NewRound): Promise<string> {
	const problems: Record<string, string> = {};
	const cases = (await judgingsOf(tx, { ids: round.cases })).filter(
		(judging) =>
			judging.programme === round.programme &&
			judging.component === round.component &&
			judging.framework === round.framework &&
			judging.version === round.version,
	);
	const candidates = await candidatesFor(tx);
	const members = candidates.filter(({ account }) => round.members.includes(account));
	const framework = await frameworkOf(tx, round);
	const graded = [...(framework?.pillars ?? []), ...(framework?.questions ?? [])].some(
		({ id, graded }) => id === round.component && graded,
	);
	if (!graded) problems[''] = 'This is not graded, so there is nothing to calibrate';
	if (cases.length < round.cases.length) problems.cases = 'Choose cases of this question and programme';
	else if (cases.length === 0) problems.cases = 'Choose the cases that are graded';
	else if (cases.some(({ state }) => state !== 'proposed')) {
		problems.cases = 'Choose judgments that are proposed and not decided yet';
	}
	if (members.length < round.members.length) problems.members = 'Choose members from the list';
	else if (members.length < 2) {
		problems.members = 'Choose at least two members: agreement is between two or more';
	}
	if (Temporal.PlainDate.compare(round.due, await todayIn(tx)) < 0) {
		problems.due = 'The day by which they grade must be today or later';
	}
	const involved = await involvedIn(
		tx,
		cases.map(({ id }) => id),
	);
	for (const judging of cases) {
		const one = members.find(({ account }) => involved.get(judging.id)?.has(account) === true);
		if (one !== undefined && problems.members === undefined) {
			problems.members = `${one.name} is of the team of ${judging.force.name}, or has proposed its grade, so they cannot grade it blind`;
		}
	}
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	return asInvalid(
		{
			not_of_the_team: {
				members: 'Somebody has joined a team, or proposed a grade, in the meantime. Choose the members again',
			},
		},
		async () => {
			const { id } = await tx
				.insertInto('judgments.calibration')
				.values({
					programme_id: round.programme,
					framework: round.framework,
					version: round.version,
					component: round.component,
					name: round.name,
					purpose: round.purpose,
					due: round.due,
					illustrative: round.illustrative ?? cases.some(({ illustrative }) => illustrative),
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			await tx
				.insertInto('judgments.calibration_case')
				.values(cases.map((judging) => ({ calibration_id: id, judgment_id: judging.id })))
				.execute();
			await tx
				.insertInto('judgments.calibration_member')
				.values(members.map(({ account }) => ({ calibration_id: id, account_id: account })))
				.execute();
			return id;
		},
	);
}

/** Stores the member's own grade of a case. It stays as it is: from now on they see the proposal. */
export async function gradeCase(
	tx: Tx,
	actor: Actor,
	{ round: id, judging, grade, because }: { round: string; judging: string; grade: string; because: string },
): Promise<void> {
	const round = await roundById(tx, id);
	if (round === null || actor.kind !== 'account') throw new Missing();
	const members = await membersOf(tx, id);
	const cases = await caseIdsOf(tx, id);
	if (!cases.includes(judging) || !members.some(({ account }) => account === actor.account))
		throw new Missing();
	if (round.closedAt !== null) throw new Refused('This round is closed: no more grades are taken.');
	if ((await gradedIn(tx, id)).has(`${judging} ${actor.account}`)) {
		throw new Refused('You have graded this case already. A grade that was given blind is never changed.');
	}
	const framework = await frameworkOf(tx, round);
	const problems: Record<string, string> = {};
	if (framework === null || gradeOf(framework, grade) === undefined) problems.grade = 'Choose a grade';
	if (because.trim() === '') problems.because = 'Enter why you give this grade';
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	await tx
		.insertInto('judgments.calibration_grade')
		.values({
			calibration_id: id,
			judgment_id: judging,
			account_id: actor.account,
			framework: round.framework,
			version: round.version,
			grade,
			because: because.trim(),
		})
		.execute();
}

export const blindCloser =
	'You have still to grade a case of this round, so somebody else closes it: closing it shows what was proposed.';

/** Whether whoever asks has still to grade a case of it. */
export async function isBlindIn(tx: Tx, round: string): Promise<boolean> {
	const { blind } = await tx
		.selectNoFrom(
			sql<boolean>`exists (select from judgments.calibration_case c where c.calibration_id = ${round}::uuid
				and c.judgment_id = any (array(select judgments.blind_to())))`.as('blind'),
		)
		.executeTakeFirstOrThrow();
	return blind;
}

/** Closes a round; where grades are missing, with the reason. Afterwards nobody is blind to its cases. */
export async function closeRound(tx: Tx, id: string, because: string): Promise<void> {
	const round = await roundById(tx, id);
	if (round === null) throw new Missing();
	if (round.closedAt !== null) throw new Refused('This round is closed already.');
	if (await isBlindIn(tx, id)) throw new Refused(blindCloser);
	if (round.given < round.cases * round.members && because.trim() === '') {
		throw new Invalid({ because: 'Enter why it is closed before everybody has graded every case' });
	}
	await tx
		.updateTable('judgments.calibration')
		.set({
			closed_at: sql<Temporal.Instant>`app.now()`,
			closed_because: because.trim() === '' ? null : because.trim(),
		})
		.where('id', '=', id)
		.where('closed_at', 'is', null)
		.execute();
}

/** Rounds that are open and have cases which this account has not graded yet. */
export async function roundsToGrade(
	tx: Tx,
	account: string,
): Promise<{ id: string; name: string; slug: string; due: Temporal.PlainDate; left: number }[]> {
	return tx
		.selectFrom('judgments.calibration_member as member')
		.innerJoin('judgments.calibration as round', 'round.id', 'member.calibration_id')
		.innerJoin('programmes.programme as programme', 'programme.id', 'round.programme_id')
		.innerJoin('judgments.calibration_case as case', 'case.calibration_id', 'round.id')
		.leftJoin('judgments.calibration_grade as grade', (join) =>
			join
				.onRef('grade.calibration_id', '=', 'round.id')
				.onRef('grade.judgment_id', '=', 'case.judgment_id')
				.on('grade.account_id', '=', account),
		)
		.select([
			'round.id',
			'round.name',
			'programme.slug',
			'round.due',
			sql<number>`count(*)::integer`.as('left'),
		])
		.where('member.account_id', '=', account)
		.where('round.closed_at', 'is', null)
		.where('grade.grade', 'is', null)
		.groupBy(['round.id', 'round.name', 'programme.slug', 'round.due'])
		.orderBy('round.due')
		.execute();
}
