/** An address that any reader may open, or null: nothing that runs a script, and nothing of this machine. */
export function addressOf(url: string): string | null {
	if (!/^(https?:\/\/|mailto:)/i.test(url) || !URL.canParse(url)) return null;
	const { href, protocol, hostname, username } = new URL(url);
	if (protocol !== 'mailto:' && (hostname === '' || username !== '')) return null;
	return href;
}
