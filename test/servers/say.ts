/** How a test server talks to the test that runs it: a line of JSON for each thing. */
export function say(fact: object): void {
	process.stdout.write(`${JSON.stringify(fact)}\n`);
}

/** What the test gave it on its command line. */
export function settingsGiven(): Record<string, unknown> {
	// A test that is killed takes its servers with it.
	process.stdin.on('end', () => process.exit()).resume();
	return JSON.parse(process.argv[2] ?? '{}');
}

export function sayPort(address: unknown): void {
	if (typeof address === 'object' && address !== null && 'port' in address) say({ port: address.port });
}
