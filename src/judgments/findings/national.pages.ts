import { z } from 'zod';
import {
	csv,
	form,
	get,
	Invalid,
	Missing,
	mayTry,
	type Route,
	redirect,
	type Tx,
	view,
} from '../../foundation/index.ts';
import {
	type Framework,
	frameworksOf,
	frameworksOfProgramme,
	programmeBySlug,
	programmeTabs,
} from '../../programmes/index.ts';
import { ofProgramme, words } from './fields.ts';
import type { FindingPorts } from './finding.pages.ts';
import { addFinding, findingsOf } from './finding.store.ts';
import { citeFinding, findingPolicy, tones, toneTexts } from './finding.ts';
import { findingLine, findingRow, findingsHeader } from './view.ts';

const { read, write } = findingPolicy.can;

export async function programmeOfFindings(tx: Tx, slug: string) {
	const programme = await programmeBySlug(tx, slug);
	if (programme === null) throw new Missing();
	const frameworks = await frameworksOf(tx, await frameworksOfProgramme(tx, programme.id));
	return { programme, frameworks };
}

/** Every question of these versions, with the pillar and, where there are several, the version it is one of. */
export function questionItems(frameworks: readonly Framework[]) {
	return frameworks.flatMap((framework) =>
		framework.pillars.flatMap((pillar) =>
			framework.questions
				.filter((question) => question.pillar === pillar.id)
				.map((question) => ({
					value: `${framework.id} ${framework.version} ${question.id}`,
					text: `${pillar.title}: ${question.title}${frameworks.length > 1 ? ` (${framework.title}, version ${framework.version})` : ''}`,
					framework: framework.id,
					version: framework.version,
					component: question.id,
				})),
		),
	);
}

/** What a programme found as a whole, about no one force. */
export function nationalPages(ports: FindingPorts): Route[] {
	return [
		get({
			url: '/programmes/:slug/findings',
			opens: 'account',
			permit: read,
			params: ofProgramme,
			async handle({ tx, actor, params }) {
				const { programme, frameworks } = await programmeOfFindings(tx, params.slug);
				const findings = await findingsOf(tx, { programme: programme.id, national: true });
				const raised = await ports.raisedOn(
					tx,
					findings.map(({ id }) => id),
				);
				const standing = findings.filter(({ withdrawn }) => withdrawn === null);
				const questions = questionItems(frameworks);
				const groups = [
					...Map.groupBy(
						standing,
						({ framework, version, component }) => `${framework} ${version} ${component}`,
					),
				];
				return view('findings/national.njk', {
					programme,
					groups: groups.map(([key, group]) => ({
						title: questions.find(({ value }) => value === key)?.text ?? key,
						findings: group.map((finding) => findingLine(finding, { raised })),
					})),
					withdrawn: findings
						.filter(({ withdrawn }) => withdrawn !== null)
						.map((finding) => findingLine(finding)),
					tabs: programmeTabs(programme, 'findings', { ...ports, actor }),
					mayWrite: mayTry(actor, write),
				});
			},
		}),
		get({
			url: '/programmes/:slug/findings.csv',
			opens: 'account',
			permit: read,
			params: ofProgramme,
			async handle({ tx, params }) {
				const { programme } = await programmeOfFindings(tx, params.slug);
				const findings = await findingsOf(tx, { programme: programme.id });
				return {
					kind: 'data',
					type: 'text/csv; charset=utf-8',
					body: csv(findingsHeader, findings.map(findingRow)),
					saveAs: `findings-${programme.slug}.csv`,
				};
			},
		}),
		...form({
			url: '/programmes/:slug/findings/add',
			opens: 'account',
			permit: write,
			params: ofProgramme,
			view: 'findings/national-write.njk',
			fields: z.object({
				question: z.string('Choose a question').min(1, 'Choose a question'),
				tone: z.enum(tones, 'Choose whether this is a strength, a description or a weakness'),
				text: words('Enter the finding'),
			}),
			async load({ tx, params }) {
				const { programme, frameworks } = await programmeOfFindings(tx, params.slug);
				return {
					programme,
					questions: questionItems(frameworks),
					toneItems: tones.map((tone) => ({ value: tone, text: toneTexts[tone].text })),
					back: `/programmes/${programme.slug}/findings`,
				};
			},
			async submit({ tx, values, data: { programme, questions } }) {
				const question = questions.find(({ value }) => value === values.question);
				if (question === undefined) throw new Invalid({ question: 'Choose a question from the list' });
				const { framework, version, component } = question;
				const { id, number } = await addFinding(tx, {
					of: { programme: programme.id, framework, version },
					component,
					tone: values.tone,
					text: values.text,
					illustrative: programme.illustrative,
				});
				return redirect(
					`/findings/${id}`,
					`${citeFinding({ number })} is written. Now cite what it rests on.`,
				);
			},
		}),
	];
}
