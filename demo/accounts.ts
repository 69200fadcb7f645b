import type { Role } from '../src/foundation/index.ts';

/** Everybody in the demonstration has this password: it protects nothing. */
export const demonstrationPassword = 'demonstration';

export type DemonstrationAccount = {
	email: string;
	name: string;
	role: Role;
	/** A force or policing body by its name; the inspectorate's own staff and outside readers have none. */
	organisation?: string;
};

/** One account for each role, and staff at three forces. They are roles, not people. */
export const accounts: DemonstrationAccount[] = [
	{ email: 'manager@demo.example', name: 'Demonstration programme manager', role: 'programme manager' },
	{ email: 'inspector@demo.example', name: 'Demonstration inspector', role: 'inspector' },
	{ email: 'analyst@demo.example', name: 'Demonstration analyst', role: 'analyst' },
	{ email: 'editor@demo.example', name: 'Demonstration editor', role: 'editor' },
	{ email: 'hmi@demo.example', name: 'Demonstration HM Inspector', role: 'HM Inspector' },
	{ email: 'administrator@demo.example', name: 'Demonstration administrator', role: 'administrator' },
	{
		email: 'liaison.derbyshire@demo.example',
		name: 'Derbyshire liaison officer',
		role: 'force liaison officer',
		organisation: 'Derbyshire Constabulary',
	},
	{
		email: 'contributor.derbyshire@demo.example',
		name: 'Derbyshire contributor',
		role: 'force contributor',
		organisation: 'Derbyshire Constabulary',
	},
	{
		email: 'chief.derbyshire@demo.example',
		name: 'Derbyshire chief officer',
		role: 'chief officer',
		organisation: 'Derbyshire Constabulary',
	},
	{
		email: 'liaison.durham@demo.example',
		name: 'Durham liaison officer',
		role: 'force liaison officer',
		organisation: 'Durham Constabulary',
	},
	{
		email: 'liaison.cleveland@demo.example',
		name: 'Cleveland liaison officer',
		role: 'force liaison officer',
		organisation: 'Cleveland Police',
	},
	{
		email: 'policingbody.derbyshire@demo.example',
		name: 'Derbyshire policing body',
		role: 'local policing body',
		organisation: 'Police and Crime Commissioner for Derbyshire',
	},
	{ email: 'reader@demo.example', name: 'Demonstration reader', role: 'reader' },
];
