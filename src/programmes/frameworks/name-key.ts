/** Names are looked up without regard to capitals and spaces. */
export function nameKey(name: string): string {
	return name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en-GB');
}
