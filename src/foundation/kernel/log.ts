/** What the rooms need of a logger. Never give it an address, a name, a token or the text of a form. */
export type Log = {
	info(facts: object, text: string): void;
	warn(facts: object, text: string): void;
	error(facts: object, text: string): void;
};

export const silent: Log = { info() {}, warn() {}, error() {} };
