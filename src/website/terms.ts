import { wordsIn } from './words/words.ts';

/** Under which terms everything that is published may be used again: they stand in all that is taken away. */
export const licence = {
	name: 'Open Government Licence v3.0',
	id: 'OGL-UK-3.0',
	url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
} as const;

/** One sentence for everybody, so that it reads alike wherever it is printed. */
export function attributionOf({ name }: { name: string }): string {
	return wordsIn('en')('words.attribution', { name, licence: licence.name });
}
