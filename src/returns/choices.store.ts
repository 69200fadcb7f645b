import type { Tx } from '../foundation/index.ts';

type Choice = { value: string; text: string };

/** The programmes and forces that something was asked for. */
export async function requestChoices(tx: Tx): Promise<{ programmes: Choice[]; forces: Choice[] }> {
	const programmes = await tx
		.selectFrom('programmes.programme as programme')
		.select(['programme.slug as value', 'programme.name as text'])
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('returns.request as request')
					.select('request.id')
					.whereRef('request.programme_id', '=', 'programme.id'),
			),
		)
		.orderBy('programme.fieldwork_since', 'desc')
		.orderBy('programme.name')
		.execute();
	const forces = await tx
		.selectFrom('programmes.force as force')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'force.id')
		.select(['force.slug as value', 'organisation.name as text'])
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('returns.request as request')
					.select('request.id')
					.whereRef('request.force_id', '=', 'force.id'),
			),
		)
		.where('force.slug', 'is not', null)
		.$narrowType<{ value: string }>()
		.orderBy('organisation.name')
		.execute();
	return { programmes, forces };
}
