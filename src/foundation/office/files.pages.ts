import { z } from 'zod';
import type { AccountActor } from '../database/actor.ts';
import {
	findFile,
	type ListedFile,
	listFiles,
	sharingOrganisations,
	withdrawFile,
} from '../files/file.store.ts';
import { type FileOrder, fileOrders, type KeptFile } from '../files/file.ts';
import type { Files } from '../files/files.ts';
import { acceptedInWords } from '../files/kinds.ts';
import { Failure, Missing } from '../kernel/failures.ts';
import { definePolicy, everyStaffMember, forceRoles, may, to } from '../policy/policy.ts';
import type { Part } from '../web/part.ts';
import { form, get, Invalid, post, redirect, view } from '../web/route.ts';
import { pageNumber, paginationOf, perPage } from './paging.ts';

const partners = [...forceRoles, 'local policing body'] as const;
const shared = { ...everyStaffMember, ...to('own organisation', ...partners) };

/** The general exchange of files. What belongs to a thing is under that thing's own policy. */
export const filePolicy = definePolicy('file', {
	list: shared,
	download: shared,
	upload: shared,
	withdraw: { ...everyStaffMember, ...to('own', ...partners) },
});

const query = z.object({
	search: z.string().trim().max(100).catch(''),
	organisation: z.union([z.uuid(), z.literal('')]).catch(''),
	sort: z.enum(fileOrders).catch('at'),
	order: z.enum(['ascending', 'descending']).catch('descending'),
	page: pageNumber,
});
type Query = z.output<typeof query>;

const one = z.object({ id: z.uuid() });

export function filesPart(files: Files): Part {
	const { list, download, upload, withdraw } = filePolicy.can;
	return {
		policies: [filePolicy],
		navigation: [{ text: 'Files', href: '/files', permit: list, layouts: ['staff', 'force'] }],
		routes: [
			get({
				url: '/files',
				opens: 'account',
				permit: list,
				query,
				async handle({ tx, actor, query }) {
					const { search, sort, order, page } = query;
					const organisation = query.organisation === '' ? null : query.organisation;
					const found = await listFiles(tx, {
						search,
						organisation,
						order: sort,
						descending: order === 'descending',
						most: perPage,
						skip: (page - 1) * perPage,
					});
					const staff = isStaff(actor);
					const organisations = staff ? await sharingOrganisations(tx) : [];
					return view('office/files/list.njk', {
						staff,
						organisation: actor.organisation?.name ?? '',
						filter: { values: { search, organisation: query.organisation }, errors: {} },
						applied: appliedOf(query, organisations),
						organisations: organisations.map(({ id, name }) => ({ value: id, text: name })),
						keep: { sort, order },
						columns: columnsOf(query, staff),
						rows: found.files.map((file) => rowOf(file, actor)),
						pagination: paginationOf({
							page,
							total: found.total,
							query: { search, organisation: query.organisation, sort, order },
							noun: 'file',
						}),
					});
				},
			}),
			...form({
				url: '/files/upload',
				opens: 'account',
				permit: upload,
				view: 'office/files/upload.njk',
				upload: 'file',
				fields: z.object({ organisation: z.union([z.uuid(), z.literal('')]).default('') }),
				async load({ tx, actor }) {
					const staff = isStaff(actor);
					return {
						staff,
						organisation: actor.organisation?.name ?? '',
						organisations: staff ? await sharingOrganisations(tx) : [],
						accepted: acceptedInWords,
					};
				},
				async submit({ tx, actor, values, data, file, demand }) {
					if (file === undefined) throw new Invalid({ file: 'Choose a file' });
					const organisation = data.staff ? values.organisation || null : (actor.organisation?.id ?? null);
					if (
						data.staff &&
						organisation !== null &&
						!data.organisations.some(({ id }) => id === organisation)
					) {
						throw new Invalid({ organisation: 'Choose who can see the file' });
					}
					demand({ organisation });
					try {
						const kept = await files.keep(tx, file, { organisation });
						return redirect('/files', `${kept.name} has been uploaded.`);
					} catch (error) {
						if (error instanceof Failure) throw new Invalid({ file: error.message });
						throw error;
					}
				},
			}),
			get({
				url: '/files/:id',
				opens: 'account',
				permit: download,
				params: one,
				async handle({ tx, params, demand }) {
					const file = await fileOr404(findFile(tx, params.id));
					demand({ organisation: file.organisation_id });
					return files.download(tx, file);
				},
			}),
			get({
				url: '/files/:id/withdraw',
				opens: 'account',
				permit: withdraw,
				params: one,
				async handle({ tx, params, demand }) {
					const file = await fileOr404(findFile(tx, params.id));
					demand({ account: file.uploaded_by });
					return view('web/pages/confirm.njk', {
						heading: `Remove ${file.name}?`,
						paragraphs: [
							'Nobody can download the file after this, and its content is deleted within two days. That it was here stays on record.',
						],
						action: `/files/${file.id}/withdraw`,
						confirm: 'Remove the file',
						danger: true,
						cancelHref: '/files',
					});
				},
			}),
			post({
				url: '/files/:id/withdraw',
				opens: 'account',
				permit: withdraw,
				params: one,
				async handle({ tx, params, demand }) {
					const file = await fileOr404(findFile(tx, params.id));
					demand({ account: file.uploaded_by });
					if (!(await withdrawFile(tx, file.id))) throw new Missing();
					return redirect('/files', `${file.name} has been removed.`);
				},
			}),
		],
	};
}

async function fileOr404(found: Promise<KeptFile | undefined>): Promise<KeptFile> {
	const file = await found;
	if (file === undefined) throw new Missing();
	return file;
}

function isStaff(actor: AccountActor): boolean {
	return actor.organisation?.kind === 'inspectorate';
}

function rowOf(file: ListedFile, actor: AccountActor) {
	return {
		name: file.name,
		href: `/files/${file.id}`,
		size: file.size,
		organisation: file.organisation,
		// A force does not see the accounts of the inspectorate.
		uploader: file.uploader ?? 'The inspectorate',
		at: file.at,
		withdrawHref: may(actor, filePolicy.can.withdraw, { account: file.uploaded_by })
			? `/files/${file.id}/withdraw`
			: null,
	};
}

function columnsOf(query: Query, staff: boolean) {
	const sortable = (text: string, sort: FileOrder) => {
		const order = query.sort === sort && query.order === 'ascending' ? 'descending' : 'ascending';
		const { search, organisation } = query;
		return {
			text,
			sortHref: `?${new URLSearchParams({ search, organisation, sort, order })}`,
			...(query.sort === sort ? { sorted: query.order } : {}),
		};
	};
	return [
		{ ...sortable('Name', 'name'), rowHeader: true },
		{ ...sortable('Size', 'size'), numeric: true },
		...(staff ? [{ text: 'Shared with' }] : []),
		{ text: 'Uploaded by' },
		sortable('Uploaded', 'at'),
		{ text: 'Action' },
	];
}

function appliedOf(query: Query, organisations: readonly { id: string; name: string }[]) {
	const { search, organisation, sort, order } = query;
	const without = (name: 'search' | 'organisation') =>
		`?${new URLSearchParams({ search, organisation, sort, order, [name]: '' })}`;
	const named = organisations.find(({ id }) => id === organisation);
	return [
		...(search === '' ? [] : [{ name: 'Name', text: search, href: without('search') }]),
		...(named === undefined
			? []
			: [{ name: 'Shared with', text: named.name, href: without('organisation') }]),
	];
}
