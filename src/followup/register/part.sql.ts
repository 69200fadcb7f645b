import { sql } from 'kysely';
import { endedStates } from './state.ts';

/* What SQL asks of a part `t`, as `isOpen` and `isOverdue` ask it of one that was read. */

const ended = sql.lit(`{${endedStates.map((state) => `"${state}"`).join(',')}}`);
export const isOpenPart = sql`t.state <> all (${ended}::text[])`;
/** Its day is over, in London. */
export const isLatePart = sql`(${isOpenPart} and t.due_on < (select followup.today()))`;
/** Somebody of the inspectorate has closed it; an older register's word for it is not that. */
export const wasClosedHere = sql`exists (select from followup.act a
	where a.part_id = t.id and a.becomes = 'verified closed' and not a.taken_over)`;
