/*
 * Our own layout of the 43 forces: each a square about where its area lies, beside most of those it borders on. Read
 * from north to south and from west to east; codes are those of the Office for National Statistics.
 */

export type TilePlace = { area: string; short: string; column: number; row: number };

const rows = [
	'. . . . E23000007:Northumb',
	'. . . E23000002:Cumbria E23000008:Durham E23000013:Cleveland',
	'. . . E23000003:Lancs E23000010:W_Yorks E23000009:N_Yorks E23000012:Humber',
	'. . E23000004:Mersey E23000005:Gr_Man E23000011:S_Yorks E23000019:Notts E23000020:Lincs',
	'. W15000001:N_Wales E23000006:Cheshire E23000015:Staffs E23000018:Derbys E23000021:Leics E23000023:Cambs E23000024:Norfolk',
	'. W15000004:Dyfed-P E23000016:W_Mercia E23000014:W_Mids E23000017:Warks E23000022:Northants E23000026:Beds E23000025:Suffolk',
	'. W15000003:S_Wales W15000002:Gwent E23000037:Glos E23000029:Thames_V E23000027:Herts E23000001:Met E23000028:Essex',
	'. . E23000036:Avon_&_S E23000038:Wilts E23000030:Hants E23000031:Surrey E23000034:City E23000032:Kent',
	'. . E23000035:Devon_&_C E23000039:Dorset . E23000033:Sussex',
];

export const tilePlaces: readonly TilePlace[] = rows.flatMap((line, row) =>
	line.split(' ').flatMap((tile, column) => {
		const [area = '', short] = tile.split(':');
		return short === undefined ? [] : [{ area, short: short.replaceAll('_', ' '), column: column - 1, row }];
	}),
);

export const tileColumns = 1 + Math.max(...tilePlaces.map(({ column }) => column));
export const tileRows = rows.length;
