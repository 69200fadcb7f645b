import { forces } from '../forces.ts';

/** A force by the code of its area, as data name it. */
export type Area = { code: string; name: string; region: string; people: number };

/** The areas that the documents state figures of. */
export const derbyshire = 'E23000018';
export const englandAndWales = 'EW';

/** About how many people lived in each area in 2013, in thousands: made up to be of the right size, in the order of the codes. */
const thousands = [
	8400, 500, 1470, 1390, 2710, 1040, 1420, 620, 800, 2250, 1360, 920, 560, 2780, 1110, 1230, 550, 1028, 1110,
	720, 1030, 710, 820, 870, 740, 630, 1140, 1750, 2310, 1920, 1150, 1760, 1630, 8, 1690, 1630, 610, 690, 750,
	690, 580, 1290, 520,
];

/** The forces whose figures add up to England and Wales: British Transport Police is none of them. */
export const areas: readonly Area[] = forces.flatMap(({ code, name, region }, index) =>
	code === null ? [] : [{ code, name, region, people: (thousands[index] ?? 0) * 1000 }],
);

export const others = areas.filter(({ code }) => code !== derbyshire);
