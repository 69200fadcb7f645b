/** Where to go after signing in: a page of this service, or home. Nobody is sent elsewhere by a link that somebody made. */
export function localPath(wanted: unknown): string {
	if (typeof wanted !== 'string' || wanted.length > 2_000 || !/^\/[^/\\]/.test(wanted)) return '/home';
	const here = 'http://here.invalid';
	if (!URL.canParse(wanted, here)) return '/home';
	const url = new URL(wanted, here);
	// A page of signing in or out is no place to arrive at.
	if (url.origin !== here || /^\/sign-(in|out)(\/|$)/.test(url.pathname)) return '/home';
	return `${url.pathname}${url.search}`;
}
