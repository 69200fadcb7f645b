/**
 * Spellings that publications use and no rule makes out of a force's name: facts. Every spelling with or without "Police"
 * and the like, with "&", with hyphens or turned round at a comma is known without them.
 */
export const aliases: Readonly<Record<string, readonly string[]>> = {
	'British Transport Police': ['BTP'],
	'City of London Police': ['CoLP'],
	'Greater Manchester Police': ['GMP'],
	'Hampshire Constabulary': ['Hampshire and Isle of Wight Constabulary'],
	'Metropolitan Police Service': ['MPS', 'The Met'],
	'North Wales Police': ['Heddlu Gogledd Cymru'],
	'South Wales Police': ['Heddlu De Cymru'],
};
