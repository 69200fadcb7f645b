import nunjucks from 'nunjucks';

/** What a table's cell may be: words, a number, the result of a macro, a link, or not known. */
type Cell =
	| string
	| number
	| null
	| undefined
	| nunjucks.runtime.SafeString
	| { text: unknown; href?: string; hidden?: string };
type Column = { numeric?: boolean; rowHeader?: boolean };

const thousands = new Intl.NumberFormat('en-GB');

/**
 * The rows of ui.dataTable. They are put together here and not by a macro, which costs five microseconds a cell: for a
 * table of fifty rows more than all the rest of its page.
 */
export function tableRows(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
	const tags = columns.map(tagsOf);
	let html = '';
	for (const row of rows) {
		html += '\n\t\t<tr class="govuk-table__row">';
		row.forEach((cell, index) => {
			const [start, end] = tags[index] ?? tagsOf({});
			html += `\n\t\t\t${start}${content(cell)}${end}`;
		});
		html += '\n\t\t</tr>';
	}
	return html;
}

function tagsOf({ numeric, rowHeader }: Column): [start: string, end: string] {
	if (rowHeader === true)
		return ['<th scope="row" class="govuk-table__header app-table__row-header">', '</th>'];
	return [`<td class="govuk-table__cell${numeric === true ? ' govuk-table__cell--numeric' : ''}">`, '</td>'];
}

function content(cell: Cell): string {
	if (cell === null || cell === undefined) return '–';
	if (typeof cell === 'number') return thousands.format(cell);
	if (typeof cell === 'string') return escaped(cell);
	if (cell instanceof nunjucks.runtime.SafeString) return cell.toString();
	const text =
		cell.text instanceof nunjucks.runtime.SafeString
			? cell.text.toString()
			: escaped(String(cell.text ?? '–'));
	if (cell.href === undefined) return text;
	const more =
		cell.hidden === undefined ? '' : `<span class="govuk-visually-hidden"> ${escaped(cell.hidden)}</span>`;
	return `<a class="govuk-link" href="${escaped(cell.href)}">${text}${more}</a>`;
}

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escaped(text: string): string {
	return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter) : text;
}
