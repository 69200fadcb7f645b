/** Elements as text: what goes in is escaped here and nowhere else. */
export type Markup = { readonly markup: string };

type Attributes = Readonly<Record<string, string | number | boolean | null>>;
type Child = Markup | string | null | readonly Child[];

/** `element('p', { class: 'a' }, 'text')`. Attributes that are null or false are left out. */
export function element(name: string, attributes: Attributes = {}, ...children: Child[]): Markup {
	const written = Object.entries(attributes)
		.filter(([, value]) => value !== null && value !== false)
		.map(([key, value]) => (value === true ? ` ${key}=""` : ` ${key}="${escaped(String(value))}"`));
	const inner = join(children);
	return {
		markup:
			inner === '' && empty.has(name)
				? `<${name}${written.join('')}/>`
				: `<${name}${written.join('')}>${inner}</${name}>`,
	};
}

export function join(children: Child): string {
	if (children === null) return '';
	if (typeof children === 'string') return escaped(children);
	return 'markup' in children ? children.markup : children.map(join).join('');
}

/** Made by this program and escaped by whoever made it, such as a chart. */
export function trusted(markup: string): Markup {
	return { markup };
}

const empty = new Set([
	'br',
	'hr',
	'img',
	'meta',
	'text:line-break',
	'draw:image',
	'table:table-column',
	'text:soft-page-break',
]);

/** What must not stand in XML at all is left out: no reader can see it. */
export function escaped(text: string): string {
	return text.replaceAll(/[\p{Cc}\ufffe\uffff]|[&<>"']|\p{Cs}/gu, (sign) => signs[sign] ?? '');
}

const signs: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'\n': '\n',
	'\t': '\t',
};
