/** What the rooms need of a logger. Never give it an address, a name, a token or the text of a form. */
export type Log = {
	info(facts: object, text: string): void;
	warn(facts: object, text: string): void;
	error(facts: object, text: string): void;
};

export const logLevels = ['silent', 'error', 'warn', 'info'] as const;
export type LogLevel = (typeof logLevels)[number];

export const silent: Log = { info() {}, warn() {}, error() {} };

/** One line of JSON for each entry, for whatever gathers the output of services. */
export function jsonLog(level: LogLevel, write: (line: string) => void): Log {
	const line = (own: LogLevel) =>
		logLevels.indexOf(own) > logLevels.indexOf(level)
			? () => {}
			: (facts: object, text: string) =>
					write(
						`${JSON.stringify({ time: Temporal.Now.instant().toString(), level: own, text, ...facts })}\n`,
					);
	return { info: line('info'), warn: line('warn'), error: line('error') };
}
