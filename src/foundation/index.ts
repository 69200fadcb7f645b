/** The ground floor's face: what the rooms above may use. */
export type { AccountActor, ActingAs, Actor, OrganisationKind, Role } from './database/actor.ts';
export { forceOf } from './database/actor.ts';
export type { Database, Tx } from './database/connection.ts';
export { createDemonstrationAccount } from './identity/index.ts';
export type { Clock } from './kernel/clock.ts';
export { dayIn, inWordsDate, inWordsTime, systemClock, zone } from './kernel/clock.ts';
export type { Command } from './kernel/command.ts';
export { Failure, Missing, Refused, WrongUsage } from './kernel/failures.ts';
export type { Log } from './kernel/log.ts';
export { addInspectorate, addPolicingBody } from './organisations/organisation.store.ts';
export type { Grants, Permit, Policy, Reach } from './policy/policy.ts';
export {
	definePolicy,
	demand,
	everyAccount,
	everyone,
	everyStaffMember,
	forceRoles,
	may,
	mayTry,
	policyMatrix,
	staffRoles,
	to,
} from './policy/policy.ts';
export { markInstallation } from './settings/installation.store.ts';
export type { CsvValue } from './web/csv.ts';
export { csv } from './web/csv.ts';
export { day, dayParts, optionalDay, withDays } from './web/day.ts';
export type { Part, Services } from './web/part.ts';
export type { Answer, FormValues, Problems, Route } from './web/route.ts';
export { form, get, Invalid, json, post, redirect, view } from './web/route.ts';
