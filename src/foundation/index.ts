/** The ground floor's face: what the rooms above may use. */
export { findEntries, record, timelineOf } from './audit/audit.store.ts';
export type { TimelineEntry } from './audit/entry.ts';
export type { AccountActor, ActingAs, Actor, OrganisationKind, Role } from './database/actor.ts';
export { forceOf } from './database/actor.ts';
export type { Database, Tx } from './database/connection.ts';
export { type Lock, tryLock } from './database/folder-lock.ts';
export {
	type DefinitionFile,
	definitionFiles,
	eachFile,
	type FileWarning,
	ownDefinitions,
	readDefinitionFile,
	shippedDefinitions,
	utf8Text,
} from './definitions/files.ts';
export type { Form, Rule } from './definitions/form.ts';
export { versionIn, versionText } from './definitions/key.ts';
export {
	fieldsOf,
	inOneWord,
	into,
	isFields,
	itemsOf,
	type Path,
	type Placed,
	quoted,
	type Remark,
	textOf,
} from './definitions/place.ts';
export {
	BadDefinition,
	type DefinitionProblem,
	FrozenDefinition,
	inOneLine,
	readDefinition,
	withLines,
} from './definitions/read.ts';
export { fileById, fileColumns } from './files/file.store.ts';
export type { KeptFile } from './files/file.ts';
export { createFiles, type Files } from './files/files.ts';
export { sweep as sweepLeftOvers, temporaryName } from './files/leftovers.ts';
export { verified } from './files/store.ts';
export type { ZipEntry } from './files/zip.ts';
export { zipEntries } from './files/zip.ts';
export {
	asDemonstrated,
	createDemonstrationAccount,
	emailField,
	type InviteReader,
	nameField,
	readerInvitation,
	subscriberOf,
} from './identity/index.ts';
export { enqueue, listJobs } from './jobs/job.store.ts';
export type { AnyJob, JobCall, JobKind } from './jobs/job.ts';
export { defineJob, PermanentFailure } from './jobs/job.ts';
export { startWork } from './jobs/work.store.ts';
export { type Box, boxFor } from './kernel/box.ts';
export type { Clock } from './kernel/clock.ts';
export { dayIn, inWordsDate, inWordsTime, systemClock, zone } from './kernel/clock.ts';
export type { Command, CommandIo } from './kernel/command.ts';
export { type Environment, nearest } from './kernel/config.ts';
export { codeOf, Failure, Missing, messageOf, Refused, WrongUsage } from './kernel/failures.ts';
export type { Log } from './kernel/log.ts';
export { version } from './kernel/version.ts';
export type { Edge } from './links/link.store.ts';
export { link, linkAll, linksFrom, linksTo, linksToAny, unlink } from './links/link.store.ts';
export { type Mailer, type Mailing, mailer } from './mail/mailer.ts';
export type { Message } from './mail/message.ts';
export { choicesIn, filtersIn, oneOf } from './office/filters.ts';
export { pageNumber, paginationOf, perPage } from './office/paging.ts';
export type { Fact } from './office/status.ts';
export type { Waiting, WaitingSource } from './office/waiting.ts';
export { addInspectorate, addPolicingBody } from './organisations/organisation.store.ts';
export type { Grants, Permit, Policy, Reach, Subject } from './policy/policy.ts';
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
export { installationKind, markInstallation } from './settings/installation.store.ts';
export { asInvalid, beside } from './web/as-invalid.ts';
export type { CsvValue } from './web/csv.ts';
export { csv, csvLines } from './web/csv.ts';
export { day, dayParts, optionalDay, withDays } from './web/day.ts';
export { problem } from './web/failures.ts';
export { type CalendarEvent, icalendar } from './web/icalendar.ts';
export type { PageWords } from './web/language.ts';
export type { Part, Services } from './web/part.ts';
export type { Answer, FormValues, Problems, Route } from './web/route.ts';
export { form, get, Invalid, json, post, redirect, Unacceptable, view } from './web/route.ts';
export { hashOf, newToken } from './web/tokens.ts';
export { type Approval, approvalOf, approve } from './workflow/approval.store.ts';
export { contentHash } from './workflow/approval.ts';
export type { Moved } from './workflow/perform.ts';
export { NotReady, Overtaken, perform } from './workflow/perform.ts';
export type { Problem } from './workflow/readiness.ts';
export { problemsIn } from './workflow/readiness.ts';
export { historyOf, hold } from './workflow/transition.store.ts';
export { keepTyped } from './workflow/typed.ts';
export type { Button, Place } from './workflow/workflow.pages.ts';
export { buttonsFor, workflowRoutes } from './workflow/workflow.pages.ts';
export type { ActionOf, History, Standing, Step, Workflow } from './workflow/workflow.ts';
export { defineWorkflow, judge, namesIn } from './workflow/workflow.ts';
