import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOneLine } from '../../foundation/index.ts';
import { type Mapping, readMapping } from './mapping.ts';
import type { Source } from './source.ts';
import { changedWordings } from './survey.ts';
import { tidySource } from './tidy.ts';

const folder = fileURLToPath(new URL('../../../sources', import.meta.url));

/** The sources that mappings in `sources/` make: they are part of the program, so a bad one stops it at once. */
export function shippedSources(): Source[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.yaml'))
		.sort()
		.map((name) => mappingIn(name))
		.map((mapping) => tidySource(mapping, mapping.id === 'survey' ? changedWordings : undefined));
}

function mappingIn(name: string): Mapping {
	const read = readMapping(readFileSync(join(folder, name), 'utf8'), `sources/${name}`);
	if ('problems' in read) throw new Error(read.problems.map(inOneLine).join('\n'));
	return read.mapping;
}
