import { citeStandard, stateOn } from '../../evidence/index.ts';
import { type CsvValue, zone } from '../../foundation/index.ts';
import { citeFinding, toneTexts } from '../findings/finding.ts';
import {
	citeRaised,
	dueDay,
	dueText,
	isOpen,
	outcomeTexts,
	type Progress,
	partsOf,
	type Raised,
	raisedTexts,
	yearRaised,
} from './raised.ts';

export function progressLine(progress: Progress, raised: Pick<Raised, 'subItems'>) {
	const letter = raised.subItems.find(({ id }) => id === progress.subItem)?.letter;
	return {
		...progress,
		about: letter === undefined ? 'The whole' : `(${letter})`,
		tag: outcomeTexts[progress.outcome],
		inspectionHref: progress.inspection === null ? null : `/inspections/${progress.inspection}`,
		findingHref: progress.finding === null ? null : `/findings/${progress.finding}`,
	};
}

/** Something raised as pages show it; of what was raised to many, as it stands at this force. */
export function raisedLine(
	raised: Raised,
	{
		today,
		force = null,
		published = null,
	}: { today: Temporal.PlainDate; force?: string | null; published?: Temporal.PlainDate | null },
) {
	const since = raised.published ?? published;
	const dueOf = (due: Raised['due']) => {
		const day = dueDay(due, since);
		return {
			text: dueText(due),
			/** Said only where it is not in the words already. */
			day: due?.kind === 'months' ? day : null,
			past: day !== null && Temporal.PlainDate.compare(day, today) < 0,
		};
	};
	const parts = partsOf(raised, force);
	const open = isOpen(raised, force);
	// What an inspection is still writing has not been said to anybody.
	const said = raised.published !== null || raised.inspection === null;
	return {
		id: raised.id,
		cited: citeRaised(raised),
		href: `/raised/${raised.id}`,
		kind: raised.kind,
		kindTag: raisedTexts[raised.kind],
		title: raised.title,
		text: raised.text,
		addressee: raised.addressee,
		theme: raised.theme,
		force: raised.force?.name ?? null,
		forAll: raised.force === null,
		year: yearRaised(raised),
		said,
		/** All sub-items have one deadline in common. */
		sameDue: new Set(raised.subItems.map(({ due }) => dueText(due))).size === 1,
		source: raised.source,
		sourceAddress: raised.sourceAddress,
		raisedOn: raised.raisedOn,
		edition: raised.edition,
		withdrawn: raised.withdrawn,
		illustrative: raised.illustrative,
		due:
			raised.subItems.length > 0 || raised.kind === 'promising practice' || raised.kind === 'cause of concern'
				? null
				: dueOf(raised.due),
		open,
		/** "Said in 2017 and still open". */
		stillOpen: open && said ? `Said in ${yearRaised(raised)} and still open` : null,
		subItems: parts.flatMap(({ subItem, last }) =>
			subItem === null
				? []
				: [
						{
							letter: subItem.letter,
							text: subItem.text,
							due: dueOf(subItem.due),
							last: last === null ? null : { tag: outcomeTexts[last.outcome], on: last.foundOn },
						},
					],
		),
		last:
			raised.subItems.length > 0 || (parts[0]?.last ?? null) === null
				? null
				: {
						tag: outcomeTexts[parts[0]?.last?.outcome ?? 'improving'],
						on: parts[0]?.last?.foundOn ?? today,
					},
		standard:
			raised.standard === null
				? null
				: {
						text: citeStandard(raised.standard),
						href: `/standards/${raised.standard.standard.slug}`,
						superseded: stateOn(raised.standard, today) === 'superseded',
					},
		findings: raised.findings.map((finding) => ({
			cited: citeFinding(finding),
			href: `/findings/${finding.id}`,
			text: finding.text,
			tag: toneTexts[finding.tone],
		})),
		progress: raised.progress.map((progress) => progressLine(progress, raised)),
		recommendations: raised.recommendations.length,
	};
}

export const raisedHeader = [
	'cited as',
	'kind',
	'programme',
	'force',
	'question',
	'title',
	'text',
	'sub-item',
	'words of the sub-item',
	'addressee',
	'theme',
	'deadline',
	'deadline set by',
	'standard',
	'source',
	'raised on',
	'last found',
	'found on',
	'what was found',
	'open',
	'withdrawn because',
	'illustrative',
] as const;

/** A row for each sub-item, or one for the whole. */
export function raisedRows(raised: Raised, force: string | null = null): CsvValue[][] {
	const open = isOpen(raised, force) ? 'yes' : 'no';
	return partsOf(raised, force).map(({ subItem, last }) => {
		const due = subItem === null ? raised.due : subItem.due;
		return [
			citeRaised(raised),
			raised.kind,
			raised.programme?.name ?? null,
			raised.force?.name ?? null,
			raised.component,
			raised.title,
			raised.text,
			subItem === null ? null : `(${subItem.letter})`,
			subItem?.text ?? null,
			raised.addressee,
			raised.theme,
			due === null ? null : dueText(due).replace(/, set by .*/, ''),
			due === null || due.kind === 'none' ? null : (due.setByName ?? due.setBy),
			raised.standard === null ? null : citeStandard(raised.standard),
			raised.source,
			(raised.published ?? raised.addedAt.toZonedDateTimeISO(zone).toPlainDate()).toString(),
			last?.outcome ?? null,
			last?.foundOn.toString() ?? null,
			last?.text ?? null,
			open,
			raised.withdrawn?.because ?? null,
			raised.illustrative ? 'yes' : 'no',
		];
	});
}
