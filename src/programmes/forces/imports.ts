import type { Import } from '../imports/import.ts';
import { aliasImport } from './alias.import.ts';
import { areaImport } from './area.import.ts';
import { bodyImport } from './body.import.ts';
import { forceImport } from './force.import.ts';
import { groupImport } from './group.import.ts';
import { nameImport } from './name.import.ts';
import { policingBodyImport } from './policing-body.import.ts';
import { postImport } from './post.import.ts';

/** The files of the register, in the order in which an empty register is filled. */
export const forceImports: readonly Import[] = [
	forceImport,
	nameImport,
	aliasImport,
	postImport,
	groupImport,
	areaImport,
	policingBodyImport,
	bodyImport,
];
