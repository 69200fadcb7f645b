import {
	all,
	outsiders,
	ownAccount,
	ownOrganisation,
	partners,
	type Rows,
	type Sight,
	staff,
	whos,
} from '../sight.ts';

/** Passwords, sessions and the like: for whoever is letting somebody in, and nobody else. */
const secret: Sight = { authentication: all };
const forEveryone: Sight = Object.fromEntries(whos.map((who) => [who, all]));

export const foundationRows: Rows = {
	sights: {
		'app.clock': forEveryone,
		'app.installation': forEveryone,
		'authentication.attempt': secret,
		'authentication.demonstration': secret,
		'authentication.fresh_codes': secret,
		'authentication.half_session': secret,
		'authentication.identity': secret,
		'authentication.link': secret,
		'authentication.passkey': secret,
		'authentication.password': secret,
		'authentication.recovery_code': secret,
		'authentication.session': secret,
		'authentication.spent': secret,
		'authentication.totp': secret,
		'foundation.account': {
			...staff,
			...partners(ownOrganisation),
			reader: 'id = $account',
			worker: all,
			authentication: all,
		},
		'foundation.approval': {
			...staff,
			...outsiders('by_organisation = $organisation or account = $account'),
			worker: all,
		},
		'foundation.audit_batch': { ...staff, worker: all },
		'foundation.audit_entry': {
			...staff,
			...outsiders(
				`(shared and ${ownOrganisation}) or ${ownAccount} or (subject_kind = 'account' and subject_id = $account::text)`,
			),
			worker: all,
			auditor: all,
		},
		'foundation.audit_seal': { ...staff, worker: all },
		'foundation.audit_unsealed': { ...staff, worker: all },
		'foundation.file': { ...staff, ...partners(ownOrganisation), worker: all },
		'foundation.file_content': { worker: all },
		'foundation.job_kind': { worker: all, 'jobs login': all },
		'foundation.link': { ...staff, ...partners(ownOrganisation), worker: all },
		'foundation.organisation': { ...staff, ...outsiders(all), worker: all, authentication: all },
		'foundation.setting': { ...staff, worker: all, authentication: all },
		'foundation.submission': {
			administrator: ownAccount,
			inspector: ownAccount,
			...outsiders(ownAccount),
			worker: all,
			authentication: 'account_id is null',
		},
		'foundation.transition': {
			...staff,
			...outsiders(
				`by_organisation = $organisation or account = $account or (shared and ${ownOrganisation})`,
			),
			worker: all,
		},
		'foundation.two_person_rule': { ...staff, worker: all },
		'foundation.work': {
			administrator: all,
			inspector: ownAccount,
			...partners(`${ownAccount} or ${ownOrganisation}`),
			reader: ownAccount,
			worker: all,
			'jobs login': all,
		},
		'migration.applied': {},
	},
	seeds: {
		'authentication.attempt': "(key) values (convert_to($account, 'utf8'))",
		'authentication.demonstration': "(account_id, password) values ($account, 'open')",
		'authentication.fresh_codes':
			"(session_id, codes) select id, 'closed' from authentication.session where account_id = $account",
		'authentication.half_session':
			"(token_hash, account_id, step, method, next, until) values (convert_to($account, 'utf8'), $account, 'code', 'password', '/', now())",
		'authentication.identity': "(issuer, subject, account_id) values ('https://issuer', $account, $account)",
		'authentication.link':
			"(token_hash, purpose, account_id, until) values (convert_to($account, 'utf8'), 'reset', $account, now())",
		'authentication.passkey':
			"(id, account_id, name, public_key, sign_count, transports) values ($account, $account, 'key', '', 0, '{}')",
		'authentication.password': "(account_id, hash) values ($account, 'hash')",
		'authentication.recovery_code': "(account_id, hash) values ($account, convert_to($account, 'utf8'))",
		'authentication.spent': "(hash, until) values (convert_to($account, 'utf8'), now())",
		'authentication.totp': "(account_id, secret, last_step) values ($account, 'closed', 0)",
		'foundation.approval':
			"(subject_kind, subject_id, content_hash, account, by_organisation, organisation_id) values ('letter', $account, sha256('x'), $account, $organisation, $organisation)",
		'foundation.audit_batch':
			"(number, sealed_at, entries, previous, hash) select count(*), now(), 1, '', '' from foundation.audit_batch",
		'foundation.audit_seal':
			"(batch, position, entry_id, hash) select 0, count(*), count(*), '' from foundation.audit_seal",
		'foundation.audit_entry':
			"(at, actor, account_id, subject_kind, subject_id, action, organisation_id, shared) values (now(), 'account', null, 'letter', $account, 'shared', $organisation, true), (now(), 'account', $account, 'letter', $account, 'own', $organisation, false)",
		'foundation.file':
			"(sha256, size, name, media_type, organisation_id, uploaded_by) values (repeat('a', 64), 1, 'file.txt', 'text/plain', $organisation, $account)",
		'foundation.file_content': "(sha256) values (encode(sha256(convert_to($account, 'utf8')), 'hex'))",
		'foundation.job_kind': '(name, attempts) values ($account, 1)',
		'foundation.link':
			"(from_kind, from_id, relation, to_kind, to_id, organisation_id) values ('letter', $account, 'quotes', 'file', '1', $organisation)",
		'foundation.setting': "(key, value) values ($account, '1')",
		'foundation.submission':
			"(token, account_id, location) values ($account, $account, '/'), ($account || ' nobody', null, '/')",
		'foundation.two_person_rule': "(workflow, action, not_who_did) values ('letter', $account, 'submit')",
		'foundation.work':
			"(id, title, job_id, account_id, organisation_id) values (gen_random_uuid(), 'Work', 0, $account, $organisation)",
		'foundation.transition':
			"(workflow, subject_kind, subject_id, action, done, from_state, to_state, account, by_organisation, organisation_id) values ('letter', 'letter', $account, 'submit', 'submitted', 'draft', 'submitted', $account, $organisation, $organisation)",
	},
	changes: {
		'foundation.account': { administrator: all },
		'foundation.file': {
			...staff,
			...partners(`${ownOrganisation} and uploaded_by = $account`),
		},
		'foundation.organisation': { administrator: all },
		'foundation.setting': { administrator: all },
	},
	removals: {
		'foundation.link': staff,
		'foundation.setting': { administrator: all },
	},
	additions: {
		'foundation.file': ['administrator', 'inspector'],
		'foundation.link': ['administrator', 'inspector'],
		'foundation.setting': ['administrator'],
	},
};
