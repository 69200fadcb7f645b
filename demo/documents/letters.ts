/** What the letters of 3 September 2014 have beside what was found: who gets a copy. */
export const copies: Readonly<Record<string, readonly string[]>> = {
	derbyshire: ['Jon Clarke, HMIC Liaison Officer'],
};

/** The paper of 2014, as its letters and reports print it. */
export const paper2014 = {
	strapline: 'Inspecting policing in the public interest',
	address: ['6th Floor, Globe House', '89 Eccleston Square', 'London SW1V 1PN'],
	website: 'https://www.justiceinspectorates.gov.uk/hmic',
};
