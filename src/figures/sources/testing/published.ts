/** Made-up files in the forms that are published; the numbers are nobody's. */

const searchHeadings =
	'Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing';

export type Search = Partial<{
	type: string;
	date: string;
	place: string;
	ethnicity: string;
	object: string;
	outcome: string;
}>;

export function searchLine({
	type = 'Person search',
	date = '2020-04-10T13:10:00+00:00',
	place = '53.1,-1.5',
	ethnicity = 'White',
	object = 'Controlled drugs',
	outcome = 'A no further action disposal',
}: Search = {}): string {
	return `${type},${date},,,${place},Male,18-24,White - Irish,${ethnicity},Misuse of Drugs Act 1971 (section 23),${object},${outcome},False,False`;
}

/** A month of one force's searches, as data.police.uk has it. */
export function searches(...rows: Search[]): string {
	return lines(searchHeadings, ...rows.map(searchLine));
}

/** 12 months ending, force, region, offence, number. */
export function recordedCrimes(...rows: string[]): string {
	return lines('12 months ending,PFA,Region,Offence,Rolling year total number of offences', ...rows);
}

export function arrestLines(...rows: string[]): string {
	return lines(
		'financial_year,force_name,offence_group,ethnic_group,age_group,sex,arrests,year_ending',
		...rows,
	);
}

export function workforceLines(...rows: string[]): string {
	return lines(
		'date,geo_code,force_name,region,sex,rank_description,worker_type,total_headcount,total_fte',
		...rows,
	);
}

export function lines(...all: string[]): string {
	return `${all.join('\r\n')}\r\n`;
}
