/** A message of ours, read back. It understands what the outbox writes and is no parser for mail of the world. */
export type ParsedMail = { from: string; to: string; subject: string; text: string };

export function parseMail(source: string): ParsedMail {
	const end = source.indexOf('\r\n\r\n');
	const headers = headersOf(end < 0 ? source : source.slice(0, end));
	const body = end < 0 ? '' : source.slice(end + 4);
	return {
		from: headers.get('from') ?? '',
		to: headers.get('to') ?? '',
		subject: headers.get('subject') ?? '',
		text: decodeBody(body, headers.get('content-transfer-encoding')).replaceAll('\r\n', '\n').trimEnd(),
	};
}

function headersOf(source: string): Map<string, string> {
	const unfolded = source.replaceAll(/\r\n(?=[ \t])/g, '');
	return new Map(
		unfolded.split('\r\n').map((line) => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
		}),
	);
}

/** RFC 2047; the blank between two encoded words belongs to neither. */
function decodeWords(value: string): string {
	return value
		.replaceAll(/\?=\s+=\?/g, '?==?')
		.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, kind: string, text: string) =>
			kind.toLowerCase() === 'b'
				? Buffer.from(text, 'base64').toString()
				: decodeQuotedPrintable(text.replaceAll('_', ' ')),
		);
}

function decodeBody(body: string, encoding: string | undefined): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
	if (encoding === 'quoted-printable') return decodeQuotedPrintable(body.replaceAll('=\r\n', ''));
	return body;
}

function decodeQuotedPrintable(text: string): string {
	const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_escape, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
	return Buffer.from(bytes, 'latin1').toString();
}
