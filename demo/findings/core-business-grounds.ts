import type { Ground } from './said.ts';

/** What the letters say their findings rest on. They name no numbers but one: a test in Durham that was always passed. */
const common: Readonly<Record<string, Ground>> = {
	report: {
		kind: 'document',
		source: ['document', 'Letter to the chief constable of 3 September 2014'],
		title: 'The letter of 3 September 2014',
		text: 'What was found in the force, as it was published. The papers of the inspectors are not public.',
	},
	files: {
		kind: 'record review',
		source: ['sample', 'A number of crime investigations'],
		title: 'Crime investigations that were read',
		text: 'A number of investigations were read, reports of crimes that nobody attended among them. The letter does not say how many.',
		reliability: 'non-statistical',
	},
	suspects: {
		kind: 'record review',
		source: ['sample', 'A small sample of files of named suspects'],
		title: 'Files of named suspects',
		text: 'A small sample, people listed as wanted on the Police National Computer among them. The letter does not say how many, or from which list they were taken.',
		reliability: 'non-statistical',
	},
};

const calls: Ground = {
	kind: 'observation',
	source: ['place', 'Call-handling centre'],
	title: 'Talks and observation in the call-handling centre',
	text: 'Inspectors talked to call handlers and watched them at work.',
};

const own: Readonly<Record<string, Readonly<Record<string, Ground>>>> = {
	derbyshire: {
		attended: {
			kind: 'cannot supply',
			source: ['organisation', 'The force'],
			title: 'How many crimes are attended',
			text: 'The force could not say how many crimes its staff attend.',
		},
	},
	durham: {
		calls,
		protocol: {
			kind: 'reality test',
			source: ['place', 'Deployment protocol'],
			title: 'Reality test of the deployment protocol',
			text: 'The protocol was kept in every case that was tested. The letter says 100%, and not of how many.',
		},
		suspectCount: {
			kind: 'cannot supply',
			source: ['organisation', 'The force'],
			title: 'How many named suspects are outstanding',
			text: 'The force could not say how many named suspects it has still to arrest or interview.',
		},
	},
	cleveland: { calls },
};

export function coreGrounds(force: string): Readonly<Record<string, Ground>> {
	return { ...common, ...own[force] };
}

const restsOn: Readonly<Record<string, readonly string[]>> = {
	a2: ['attended'],
	a4: ['calls'],
	a7: ['files'],
	a9: ['suspectCount'],
	a11: ['suspects'],
	a12: ['protocol', 'calls'],
};

/** What an indicator's finding rests on beside the letter, as far as this force's letter speaks of it. */
export function coreRests(indicator: string, grounds: Readonly<Record<string, Ground>>): string[] {
	return (restsOn[indicator] ?? []).filter((key) => key in grounds);
}
