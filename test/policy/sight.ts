/**
 * What each role of the database sees of each table: a condition on its rows ("true" for all of them); nobody else may
 * read the table at all. $account and $organisation are those of whoever acts.
 */
export type Sight = Partial<Record<Who, string>>;

/** Those who act in a transaction, and the logins on which nobody has said yet who acts. */
export const whos = [
	'administrator',
	'inspector',
	'force',
	'otherForce',
	'body',
	'reader',
	'public',
	'worker',
	'authentication',
	'search',
	'auditor',
	'server login',
	'visitor login',
	'jobs login',
] as const;
export type Who = (typeof whos)[number];

/** What is expected of a room's tables, by the name of the table. */
export type Rows = {
	sights: Readonly<Record<string, Sight>>;
	/**
	 * A row for each account there is ($account, of $organisation), in each table that holds something of somebody's; what
	 * the catalogue fills by itself is not here.
	 */
	seeds: Readonly<Record<string, string>>;
	/** Whose rows the people may change, beyond what their program does for them; everyone else changes none. */
	changes: Readonly<Record<string, Sight>>;
	/** And remove. */
	removals: Readonly<Record<string, Sight>>;
	/** Where a row of somebody else's may be added. */
	additions: Readonly<Record<string, readonly Who[]>>;
};

export const all = 'true';
/** They may ask, because another role of theirs may, and there is nothing for them. */
export const none = 'false';
export const staff = { administrator: all, inspector: all } as const;
export const forces = (condition: string) => ({ force: condition, otherForce: condition });
export const partners = (condition: string) => ({ ...forces(condition), body: condition });
export const outsiders = (condition: string) => ({ ...partners(condition), reader: condition });

export const ownOrganisation = 'organisation_id = $organisation';
export const ownAccount = 'account_id = $account';
