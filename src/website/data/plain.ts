const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** The words of markup that our own face made, a paragraph on each line. */
export function plainWords(markup: string): string {
	return markup
		.replaceAll(/<(script|style|svg)\b.*?<\/\1>/gs, '')
		.replaceAll(/<\/(?:p|li|h\d|tr|caption|figcaption|dt|dd|blockquote|div|summary)>|<br>/g, '\n')
		.replaceAll(/<\/t[dh]>/g, '\t')
		.replaceAll(/<[^>]*>/g, '')
		.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole)
		.split('\n')
		.map((line) => line.replaceAll(/[^\S\n]+/g, ' ').trim())
		.filter((line) => line !== '')
		.join('\n');
}
