import type { Letter, Meta } from '../../src/documents/index.ts';

/** A report of nobody in particular; a test says what is different in its own. */
export function reportMeta(more: Partial<Meta> = {}): Meta {
	return {
		title: 'Finding things',
		subtitle: 'An inspection of how things are found',
		subject: 'A Constabulary',
		layout: 'report',
		language: 'en-GB',
		date: Temporal.PlainDate.from('2014-09-04'),
		publisher: {
			name: 'An inspectorate',
			strapline: 'Looking so that others may see',
			address: ['First floor', 'A building', 'A town', 'AB1 2CD'],
			website: 'https://inspectorate.example/',
		},
		isbn: '978-1-78246-000-1',
		copyright: '© An inspectorate 2014',
		anonymous: false,
		marks: [],
		letter: null,
		...more,
	};
}

export function letterMeta(more: Partial<Letter> = {}, meta: Partial<Meta> = {}): Meta {
	return reportMeta({
		title: 'Finding things: A Constabulary',
		layout: 'letter',
		date: Temporal.PlainDate.from('2014-09-03'),
		isbn: null,
		letter: {
			reference: 'FT/2014/1',
			addressee: {
				name: 'X QPM',
				post: 'Chief Constable',
				organisation: 'A Constabulary',
				address: ['A street', 'A town'],
			},
			salutation: 'Dear X',
			subject: 'Finding things',
			close: 'Yours sincerely',
			sender: {
				name: 'Y',
				honours: 'BA Hons',
				post: 'HM Inspector of Constabulary',
				region: 'Eastern Region',
			},
			signedFor: null,
			signature: null,
			copies: ['Z, liaison officer'],
			enclosures: ['Finding things: national report (under embargo)'],
			...more,
		},
		...meta,
	});
}
