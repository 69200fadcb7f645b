/** Under which terms everything that is published may be used again: they stand in all that is taken away. */
export const licence = {
	name: 'Open Government Licence v3.0',
	id: 'OGL-UK-3.0',
	url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
} as const;

export function attributionOf({ name }: { name: string }): string {
	return `Contains information of ${name}, licensed under the ${licence.name}.`;
}
