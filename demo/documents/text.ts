import { readFileSync } from 'node:fs';
import { citeFinding, type Finding } from '../../src/judgments/index.ts';

/**
 * Texts of a document, from a file with a line such as `<!-- detailed-findings/armed-policing -->` before each. Findings are
 * named in them by how they begin (`{F: Wanted people}`), and those of a part of a question together (`{P: technology}`),
 * without those whose facts the text states with the figures themselves (`{P: technology without Technology is}`).
 */
export function textsIn(files: readonly string[], findings: readonly Finding[]): Map<string, string> {
	const texts = new Map<string, string>();
	for (const file of files) {
		const parts = readFileSync(new URL(file, import.meta.url), 'utf8').split(/^<!-- (\S+) -->$/m);
		for (let at = 1; at < parts.length; at += 2) {
			const place = parts[at] ?? '';
			texts.set(place, quoted(parts[at + 1]?.trim() ?? '', place, findings));
		}
	}
	return texts;
}

function quoted(text: string, place: string, findings: readonly Finding[]): string {
	const [, question] = place.split('/');
	const own = findings.filter(({ component }) => component === question);
	return text
		.replaceAll(/ *\{F: ([^}]+)\} */g, (_, beginning: string) => {
			return `\n\n::finding[${citeFinding(beginningWith(own, beginning))}]\n\n`;
		})
		.replaceAll(/\{P: (\S+)(?: without ([^}]+))?\}/g, (_, part: string, without: string | undefined) => {
			const told = (without?.split(' | ') ?? []).map((beginning) => beginningWith(own, beginning).id);
			return own
				.filter((finding) => (finding.part ?? 'none') === part && !told.includes(finding.id))
				.map((finding) => `- ::finding[${citeFinding(finding)}]`)
				.join('\n');
		})
		.replaceAll(/\n{3,}/g, '\n\n')
		.trim();
}

function beginningWith(findings: readonly Finding[], beginning: string): Finding {
	const found = findings.find(({ text }) => text.startsWith(beginning));
	if (found === undefined) throw new Error(`No finding of the demonstration begins with “${beginning}”.`);
	return found;
}
