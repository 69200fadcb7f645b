import { createHash } from 'node:crypto';
import { Failure } from '../kernel/failures.ts';

/** The SHA-256 of a value written in one way only, so that the same content has the same hash wherever it is made. */
export function contentHash(value: unknown): Buffer {
	return createHash('sha256').update(canonical(value), 'utf8').digest();
}

function canonical(value: unknown): string {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
	if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value === 'object') {
		if ('toJSON' in value && typeof value.toJSON === 'function') return canonical(value.toJSON());
		const fields = Object.entries(value)
			.filter(([, field]) => field !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
		return `{${fields.join(',')}}`;
	}
	throw new Failure(`A ${typeof value} has no place in content that is approved.`);
}
