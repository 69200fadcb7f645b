import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import pg from 'pg';
import { castOf, inspected } from '../../../test/judging.ts';
import { testService } from '../../../test/service.ts';
import { addEvidence, correctEvidence, type EvidenceKind } from '../../evidence/index.ts';
import type { AccountActor, Tx } from '../../foundation/index.ts';
import { hashOf } from '../../foundation/web/tokens.ts';
import { addJudgment, publishedOn } from '../../programmes/index.ts';
import { addFinding, cite } from '../findings/finding.store.ts';
import { approve, judgedAt, moderate, propose } from '../judging/acts.store.ts';
import { contentOf } from '../judging/judging.store.ts';
import { approvable } from '../judging/judgment.ts';

import { addRaised } from '../raised/raised.store.ts';

const service = await testService();
const { database, signedInAs } = service;
const cast = await castOf(service);
const reader = await signedInAs('editor');
const liaison = await signedInAs('force liaison officer');

type Person = { cookies: Map<string, string> };
function as<T>(person: Person, work: (tx: Tx, actor: AccountActor) => Promise<T>): Promise<T> {
	const token = hashOf(person.cookies.get('__Host-session') ?? '');
	return database.asSession(
		token,
		async (actor, tx) => {
			assert.equal(actor?.kind, 'account');
			return work(tx, actor as AccountActor);
		},
		{ request: 'test' },
	);
}

const key = { framework: 'test-custody', version: 1, component: 'first-hour' };
const words = {
	happenedOn: Temporal.PlainDate.from('2019-05-06'),
	gatheredByName: 'A. Inspector',
	bearsOn: [key],
};

function gather(
	inspection: string,
	title: string,
	kind: EvidenceKind = 'observation',
	more: { source?: string; sensitivity?: 'team' } = {},
) {
	const { source = title, ...rest } = more;
	return as(cast.inspector, (tx) =>
		addEvidence(tx, {
			...words,
			kind,
			inspection,
			source: { name: source },
			title,
			text: `${title}: what was seen.`,
			reliability:
				kind === 'workforce survey'
					? 'non-statistical'
					: kind === 'action plan'
						? 'force-reported'
						: 'verified',
			...rest,
		}),
	);
}

/** A question with a finding that is supported, spoken against and compared, something raised, and evidence beside it. */
async function world() {
	const { id, force } = await inspected(service, cast);
	const seen = await gather(id, 'Desk on Monday');
	const against = await gather(id, 'Desk on Tuesday');
	const unused = await gather(id, 'Desk at night');
	const survey = await gather(id, 'What staff answered', 'workforce survey');
	const plan = await gather(id, 'Plan of the force', 'action plan');
	const secret = await gather(id, 'What somebody said', 'observation', { sensitivity: 'team' });
	const finding = await as(cast.inspector, (tx) =>
		addFinding(tx, {
			of: { inspection: id },
			component: 'first-hour',
			tone: 'strength',
			text: 'Most people are seen at once.',
		}),
	);
	await as(cast.inspector, async (tx) => {
		await cite(tx, finding.id, { item: seen.id, relation: 'supports', note: 'Page 3' });
		await cite(tx, finding.id, { item: against.id, relation: 'contradicts' });
	});
	const raised = await as(cast.inspector, (tx) =>
		addRaised(tx, {
			of: { inspection: id, component: 'first-hour' },
			kind: 'area for improvement',
			text: 'The force should see everyone at once.',
			addressee: 'the chief constable',
			due: { kind: 'none' },
			findings: [finding.id],
		}),
	);
	const at = { inspection: id, component: 'first-hour' };
	return {
		id,
		force,
		at,
		page: `/inspections/${id}/questions/first-hour/thread`,
		finding,
		raised,
		seen,
		against,
		unused,
		survey,
		plan,
		secret,
	};
}

const inWords = (html: string) =>
	html
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/&[a-z]+;|&#\d+;/g, '’')
		.replaceAll(/\s+/g, ' ');

/** The words of a page from the heading with this id to the next. */
function part(body: string, id: string, until: string): string {
	const from = body.slice(body.indexOf(`id="${id}"`));
	return inWords(from.slice(from.indexOf('>') + 1, from.indexOf(`id="${until}"`)));
}

type At = { inspection: string; component: string };
const offer = { grade: 'sound', rationale: 'Most are seen at once.', criteria: {} };

async function judged(at: At) {
	await as(cast.inspector, (tx, actor) => propose(tx, actor, { ...at, ...offer }));
	await as(cast.manager, (tx, actor) =>
		moderate(tx, actor, { ...at, grade: 'sound', rationale: 'As others.' }),
	);
}

async function approved(at: At) {
	await as(cast.approver, async (tx, actor) => {
		const { judging } = await judgedAt(tx, actor, at);
		const decided = approvable(judging);
		assert.ok(decided !== null);
		await approve(tx, actor, { ...at, content: contentOf(judging, decided).parts });
	});
}

test('from a question one reads down to the evidence: who said what, what speaks against it, and what did not inform it', async () => {
	const all = await world();
	await judged(all.at);
	const { body } = await cast.approver.get(all.page);
	const brief = part(body, 'brief', 'judgment');
	assert.match(
		brief,
		/Decided as “Sound” in moderation by The programme manager on \d+ \w+ \d+, and not approved yet\./,
	);
	assert.match(
		brief,
		/2 people stood behind it: The inspector proposed it and The programme manager decided on it/,
	);
	assert.match(
		brief,
		/It rests on 1 finding, which cites 2 items of evidence; what supports it comes from 1 source\./,
	);
	assert.match(brief, new RegExp(`Evidence speaks against F-${all.finding.number}\\.`));
	assert.match(
		brief,
		/2 items of evidence that bear on it are cited by no finding\. 2 more items may not inform/,
	);
	assert.match(
		part(body, 'judgment', 'raised'),
		/Proposed: Sound The inspector, .* Most are seen at once\. Moderated: Sound The programme manager, .* As others\./,
	);
	assert.match(
		part(body, 'raised', 'findings'),
		new RegExp(`No deadline\\. To the chief constable\\. Rests on F-${all.finding.number}`),
	);
	assert.match(
		part(body, 'findings', 'aside'),
		/Supports it.*Desk on Monday.*6 May 2019, by A\. Inspector verified Page 3.*Speaks against it.*Desk on Tuesday/,
	);
	assert.match(
		part(body, 'aside', 'record'),
		/Cited by no finding .*Desk at night.*Suggests themes only .*What staff answered.*Does not inform judgment .*Plan of the force/,
	);
	const record = part(body, 'record', 'nowhere');
	assert.match(record, /Judgment moderated by The programme manager/);
	assert.match(
		record,
		new RegExp(
			`F-${all.finding.number} cites E-${all.against.number}, which speaks against it by The inspector`,
		),
	);
	assert.doesNotMatch(record, /not shown/);
	const file = (await cast.approver.get(`${all.page}.csv`)).body;
	assert.match(
		file,
		/The first hour,Sound,F-\d+,strength,Most people are seen at once\.,contradicts,E-\d+,Desk on Tuesday/,
	);
	assert.match(file, /,cited by no finding,E-\d+,Plan of the force,action plan/);
});

test('what changed after the approval is said above, and the correction stands in the record', async () => {
	const all = await world();
	const second = await gather(all.id, 'Papers of the desk', 'document');
	await as(cast.inspector, (tx) => cite(tx, all.finding.id, { item: second.id, relation: 'supports' }));
	await judged(all.at);
	await approved(all.at);
	assert.match(
		part((await reader.get(all.page)).body, 'brief', 'judgment'),
		/Approved as “Sound” by The HM Inspector/,
	);
	await as(cast.inspector, (tx) =>
		correctEvidence(tx, all.seen.id, {
			...words,
			title: 'Desk on Monday morning',
			text: 'It was the morning.',
			reliability: 'verified',
			seen: 1,
			because: 'The day was cut short',
		}),
	);
	const { body } = await reader.get(all.page);
	assert.match(part(body, 'brief', 'judgment'), /changed since, so the approval does not count any more/);
	assert.match(
		part(body, 'judgment', 'raised'),
		new RegExp(`Evidence E-${all.seen.number} under finding F-${all.finding.number} has changed`),
	);
	assert.match(part(body, 'findings', 'aside'), /Page 3\. Corrected: version 2/);
	assert.match(part(body, 'record', 'nowhere'), new RegExp(`E-${all.seen.number} corrected: version 2`));
});

test('the thread is followed from a finding, from what was raised and from evidence, up and down', async () => {
	const all = await world();
	await judged(all.at);
	const again = await gather(all.id, 'Desk on Monday, noted again', 'observation', {
		source: 'Desk on Monday',
	});
	const cited = `F-${all.finding.number}`;
	for (const url of [`/findings/${all.finding.id}/thread`, `/raised/${all.raised.id}/thread`]) {
		const { body } = await reader.get(url);
		assert.match(part(body, 'judgment', 'raised'), /The first hour , Shire \d+ Police Moderated Sound/);
		assert.match(part(body, 'raised', 'findings'), /The force should see everyone at once/);
		assert.match(part(body, 'findings', 'record'), new RegExp(`${cited} .*Desk on Monday.*Desk on Tuesday`));
	}
	const { body } = await reader.get(`/evidence/${all.seen.id}/thread`);
	assert.match(part(body, 'judgment', 'raised'), /Proposed: Sound The inspector/);
	assert.match(part(body, 'findings', 'evidence'), new RegExp(cited));
	assert.match(
		part(body, 'evidence', 'record'),
		/Bears on The first hour .*Versions .* First entry .*From the same source .*Desk on Monday, noted again/,
	);
	const alone = (await reader.get(`/evidence/${again.id}/thread`)).body;
	assert.match(part(alone, 'judgment', 'raised'), /No judgment rests on it yet/);
	assert.match(part(alone, 'findings', 'evidence'), /No finding cites it/);
});

test('what was published before this system was there stands above its findings', async () => {
	const all = await world();
	await database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
		addJudgment(tx, {
			...key,
			force: all.force,
			grade: 'strong',
			source: 'A report of 2019',
			publishedAt: publishedOn(Temporal.PlainDate.from('2019-09-27')),
			basis: 'entered',
		}),
	);
	const { body } = await reader.get(all.page);
	assert.match(
		part(body, 'brief', 'judgment'),
		/Published as “Strong” on 27 September 2019, in A report of 2019\. It rests/,
	);
	assert.match(
		part(body, 'judgment', 'raised'),
		/Published Strong on 27 September 2019, .* not on record here/,
	);
	assert.match(
		(await reader.get(`/findings/${all.finding.id}/thread`)).body,
		/Published<\/strong> <strong>Strong/,
	);
	assert.match((await reader.get(`${all.page}.csv`)).body, /The first hour,Strong,F-/);
});

test('a pillar leads to the threads of its questions', async () => {
	const all = await world();
	await judged(all.at);
	const { body } = await reader.get(`/inspections/${all.id}/questions/care/thread`);
	assert.match(part(body, 'questions', 'record'), /The first hour and its thread Sound Moderated 1 strength/);
	assert.match(body, new RegExp(`href="${all.page}"`));
});

test('who may not read the words of evidence sees that it is there, and a force sees no thread', async () => {
	const all = await world();
	const aside = part((await reader.get(all.page)).body, 'aside', 'record');
	assert.match(aside, new RegExp(`For the team .*E-${all.secret.number} .*Its words are for the team`));
	assert.doesNotMatch((await reader.get(all.page)).body, /What somebody said/);
	assert.doesNotMatch((await reader.get(`/evidence/${all.secret.id}/thread`)).body, /What somebody said/);
	assert.doesNotMatch((await reader.get(`${all.page}.csv`)).body, /What somebody said/);
	assert.match((await cast.inspector.get(all.page)).body, /What somebody said/);
	for (const url of [
		all.page,
		`${all.page}.csv`,
		`/findings/${all.finding.id}/thread`,
		`/evidence/${all.seen.id}/thread`,
	]) {
		assert.equal((await liaison.get(url)).statusCode, 404);
	}
});

test('whoever grades a case blind reads its findings and evidence, and nothing of its grade', async () => {
	const all = await world();
	await judged(all.at);
	const moderator = await signedInAs('HM Inspector');
	await service.owner.query(
		`with round as (insert into judgments.calibration (programme_id, framework, version, component, name, purpose, due)
				select programme_id, framework, version, component, 'Round', 'To agree', '2100-01-01' from judgments.judgment
				where inspection_id = $1 and component = 'first-hour' returning id),
			named as (insert into judgments.calibration_member (calibration_id, account_id) select id, $2 from round)
		insert into judgments.calibration_case (calibration_id, judgment_id) select round.id, j.id from round,
			judgments.judgment j where j.inspection_id = $1 and j.component = 'first-hour'`,
		[all.id, moderator.account],
	);
	for (const url of [
		all.page,
		`/findings/${all.finding.id}/thread`,
		`/inspections/${all.id}/questions/care/thread`,
	]) {
		const { body } = await moderator.get(url);
		assert.match(body, /You grade this/);
		assert.doesNotMatch(body, /Sound|As others/);
	}
	assert.doesNotMatch((await moderator.get(`${all.page}.csv`)).body, /Sound/);
	assert.match((await moderator.get(all.page)).body, /Desk on Monday/);
});

test('a thread of many items takes as many queries as one of few', async () => {
	const small = await world();
	const large = await world();
	for (let n = 0; n < 25; n += 1) {
		const item = await gather(large.id, `Desk on day ${n}`);
		if (n % 2 === 0) {
			await as(cast.inspector, async (tx) => {
				const { id } = await addFinding(tx, {
					of: { inspection: large.id },
					component: 'first-hour',
					tone: 'weakness',
					text: `Finding ${n}`,
				});
				await cite(tx, id, { item: item.id, relation: 'supports' });
			});
		}
	}
	const sent = mock.method(pg.Client.prototype, 'query');
	const cost = async (url: string) => {
		sent.mock.resetCalls();
		assert.equal((await reader.get(url)).statusCode, 200);
		return sent.mock.callCount();
	};
	await cost(small.page);
	const few = await cost(small.page);
	assert.equal(await cost(large.page), few);
	sent.mock.restore();
});
