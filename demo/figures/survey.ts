import { areas, derbyshire } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import { quarters, yearTo } from './time.ts';

/** In percent, with the margin of it. */
type Share = { share: number; margin: number; fact?: true };

/** What the report of 2014 states of satisfied victims: nothing is added up, so the nation's is a row of its own. */
const stated: Readonly<Record<string, Readonly<Record<string, Share>>>> = {
	[derbyshire]: {
		'2013-06-30': { share: 86.7, margin: 1.4, fact: true },
		'2014-06-30': { share: 88.0, margin: 1.4, fact: true },
	},
	'England and Wales': { '2014-06-30': { share: 85.0, margin: 0.2, fact: true } },
};

/** The years to June, from 2012 to 2016; the question was asked no longer. */
const ends = quarters.filter((until) => until.slice(5) === '06-30' && until >= '2012' && until < '2017');

export const surveyHeadings = [
	'Area',
	'Since',
	'Until',
	'Question',
	'Percentage',
	'Margin',
	'Respondents',
	'Illustrative',
];

/** How many were asked is not stated beside the shares that are. */
export function surveyTable(nameOf: (area: string) => string): string[][] {
	return ['England and Wales', ...areas.map(({ code }) => code)].flatMap((area) =>
		ends.map((until) => {
			const { share, margin, fact } = stated[area]?.[until] ?? madeUp(area, until);
			// So many must have been asked for the margin to be so wide.
			const asked = Math.round((1.96 ** 2 * share * (100 - share)) / margin ** 2);
			return [
				nameOf(area),
				yearTo(until).since,
				until,
				'victim-satisfaction',
				share.toFixed(1),
				margin.toFixed(1),
				fact === true ? '' : String(asked),
				fact === true ? '' : 'yes',
			];
		}),
	);
}

function madeUp(area: string, until: string): Share {
	if (area === 'England and Wales')
		return { share: Number(drawnBetween(84.3, 85.4, area, until).toFixed(1)), margin: 0.2 };
	const level = drawnBetween(80.5, 88.5, area, 'satisfaction');
	return {
		share: Number((level + drawnBetween(-0.8, 0.8, area, until)).toFixed(1)),
		margin: Number(drawnBetween(1.1, 2.1, area, 'margin').toFixed(1)),
	};
}
