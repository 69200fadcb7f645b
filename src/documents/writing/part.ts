import type { Part, Services } from '../../foundation/index.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { loadGlossary } from '../glossary/shelf.ts';
import { blockPages } from './block.pages.ts';
import { commentPages } from './comment.pages.ts';
import { orderPages } from './order.pages.ts';
import { palettePages } from './palette.pages.ts';
import { versionPages } from './version.pages.ts';
import { waivePages } from './waive.pages.ts';

/** The editor: the text of each block with everything beside it. */
export function writingPart({ dataFolder }: Pick<Services, 'dataFolder'>): Part {
	let known: Promise<Glossary> | undefined;
	/** Read once: its files change with the installation. */
	const glossary = () => {
		known ??= loadGlossary(dataFolder).then((loaded) => loaded.glossary);
		return known;
	};
	return {
		routes: [
			...blockPages,
			...waivePages,
			...palettePages(glossary),
			...commentPages,
			...versionPages,
			...orderPages,
		],
	};
}
