import type { Span } from '../imports/dated.ts';

/** A local authority, and the force that serves it for a time. */
export type ServedAuthority = Span & { id: string; code: string; name: string };

/** The body that answers for a force, for a time. */
export type PolicingBody = Span & { id: string; organisation: string; name: string };

/** A code of the Office for National Statistics: "E07000034". */
export const authorityCode = /^[A-Z][0-9]{8}$/;
