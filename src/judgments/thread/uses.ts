import { sql } from 'kysely';
import type { ObjectFindings, StandardUses } from '../../evidence/index.ts';
import { findingsAbout } from '../findings/finding.store.ts';
import { citeFinding, toneTexts } from '../findings/finding.ts';
import { raisedOf } from '../raised/raised.store.ts';
import { citeRaised, raisedTexts } from '../raised/raised.ts';

/** What was found about an assessed object over the years, for its page: the newest first. */
export const objectFindings: ObjectFindings = async (tx, object) => {
	const findings = await findingsAbout(tx, object);
	return findings
		.filter(({ withdrawn }) => withdrawn === null)
		.toSorted((a, b) => Temporal.Instant.compare(b.addedAt, a.addedAt))
		.map((finding) => ({
			text: `${citeFinding(finding)}: ${finding.text}`,
			href: `/findings/${finding.id}`,
			tone: toneTexts[finding.tone].text,
			colour: toneTexts[finding.tone].colour,
			of: `${finding.programme.name}${finding.force === null ? '' : `, ${finding.force.name}`}`,
			when: finding.addedAt,
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
