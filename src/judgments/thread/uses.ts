import { sql } from 'kysely';
import type { ObjectFindings, StandardUses } from '../../evidence/index.ts';
import { zone } from '../../foundation/index.ts';
import { inspectionsOf } from '../../programmes/index.ts';
import { findingsAbout } from '../findings/finding.store.ts';
import { citeFinding, type Finding, toneTexts } from '../findings/finding.ts';
import { raisedOf } from '../raised/raised.store.ts';
import { citeRaised, raisedTexts } from '../raised/raised.ts';

/** What was found about an assessed object over the years, for its page: the newest first. */
export const objectFindings: ObjectFindings = async (tx, object) => {
	const findings = (await findingsAbout(tx, object)).filter(({ withdrawn }) => withdrawn === null);
	const ids = findings.flatMap(({ inspection }) => inspection ?? []);
	const published = new Map(
		(await inspectionsOf(tx, { ids })).map(({ id, publishOn }) => [id, publishOn] as const),
	);
	// What was published before it was entered here counts from its publication.
	const dayOf = ({ inspection, addedAt }: Finding) =>
		published.get(inspection ?? '') ?? addedAt.toZonedDateTimeISO(zone).toPlainDate();
	return findings
		.toSorted((a, b) => Temporal.PlainDate.compare(dayOf(b), dayOf(a)))
		.map((finding) => ({
			text: `${citeFinding(finding)}: ${finding.text}`,
			href: `/findings/${finding.id}`,
			tone: toneTexts[finding.tone].text,
			colour: toneTexts[finding.tone].colour,
			of: `${finding.programme.name}${finding.force === null ? '' : `, ${finding.force.name}`}`,
			when: dayOf(finding),
		}));
};

/** What was raised that rests on versions of standards, for the register of standards. */
export const standardUses: StandardUses = async (tx, versions) => {
	if (versions.length === 0) return [];
	const rows = await tx
		.selectFrom('judgments.raised')
		.select('id')
		.where(sql<boolean>`standard_version_id = any(${[...versions]}::uuid[])`)
		.where('withdrawn_at', 'is', null)
		.execute();
	const raised = await raisedOf(tx, { ids: rows.map(({ id }) => id) });
	return raised.flatMap((one) =>
		one.standard === null
			? []
			: [
					{
						version: one.standard.id,
						text: `${raisedTexts[one.kind].text} ${citeRaised(one)}${one.force === null ? '' : `, ${one.force.name}`}`,
						href: `/raised/${one.id}`,
					},
				],
	);
};
