/**
 * The territorial forces of England and Wales with the codes of their areas and their regions, as published: facts, not
 * illustrations. British Transport Police has no area, and is outside the scope of these inspections.
 */
const listed = `
E23000001|Metropolitan Police Service|London
E23000002|Cumbria Constabulary|North West
E23000003|Lancashire Constabulary|North West
E23000004|Merseyside Police|North West
E23000005|Greater Manchester Police|North West
E23000006|Cheshire Constabulary|North West
E23000007|Northumbria Police|North East
E23000008|Durham Constabulary|North East
E23000009|North Yorkshire Police|Yorkshire and the Humber
E23000010|West Yorkshire Police|Yorkshire and the Humber
E23000011|South Yorkshire Police|Yorkshire and the Humber
E23000012|Humberside Police|Yorkshire and the Humber
E23000013|Cleveland Police|North East
E23000014|West Midlands Police|West Midlands
E23000015|Staffordshire Police|West Midlands
E23000016|West Mercia Police|West Midlands
E23000017|Warwickshire Police|West Midlands
E23000018|Derbyshire Constabulary|East Midlands
E23000019|Nottinghamshire Police|East Midlands
E23000020|Lincolnshire Police|East Midlands
E23000021|Leicestershire Police|East Midlands
E23000022|Northamptonshire Police|East Midlands
E23000023|Cambridgeshire Constabulary|Eastern
E23000024|Norfolk Constabulary|Eastern
E23000025|Suffolk Constabulary|Eastern
E23000026|Bedfordshire Police|Eastern
E23000027|Hertfordshire Constabulary|Eastern
E23000028|Essex Police|Eastern
E23000029|Thames Valley Police|South East
E23000030|Hampshire Constabulary|South East
E23000031|Surrey Police|South East
E23000032|Kent Police|South East
E23000033|Sussex Police|South East
E23000034|City of London Police|London
E23000035|Devon and Cornwall Police|South West
E23000036|Avon and Somerset Police|South West
E23000037|Gloucestershire Constabulary|South West
E23000038|Wiltshire Police|South West
E23000039|Dorset Police|South West
W15000001|North Wales Police|Wales
W15000002|Gwent Police|Wales
W15000003|South Wales Police|Wales
W15000004|Dyfed-Powys Police|Wales`;

const territorial = listed
	.trim()
	.split('\n')
	.map((line) => {
		const [code = '', name = '', region = ''] = line.split('|');
		return { code, name, region, inScope: true, scopeNote: null };
	});

export const forces = [
	...territorial,
	{
		code: null,
		name: 'British Transport Police',
		region: 'Great Britain',
		inScope: false,
		scopeNote: 'Polices the railways, not an area of England and Wales',
	},
];
