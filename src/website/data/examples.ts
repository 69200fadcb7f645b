import type { Resource } from './resource.ts';

/** How a program asks: what stands on the page is what the tests run. */
export function curlExample({ name, parameters }: Resource, origin: string): string {
	const [first] = parameters;
	const query = first === undefined ? '' : `?${first.name}=${encodeURIComponent(first.example)}`;
	return `curl --fail '${origin}/api/v1/${name}${query}'`;
}

export function csvExample({ name }: Resource, origin: string): string {
	return `curl --fail --output ${name}.csv '${origin}/api/v1/${name}.csv'`;
}

/** All pages, one after the other. */
export function typescriptExample({ name }: Resource, origin: string): string {
	return `type Page = { data: Record<string, unknown>[]; links: { next?: string } };

let next: string | undefined = '${origin}/api/v1/${name}?size=1000';
const rows: Record<string, unknown>[] = [];
while (next !== undefined) {
  const answer = await fetch(next);
  if (!answer.ok) throw new Error(await answer.text());
  const page: Page = await answer.json();
  rows.push(...page.data);
  next = page.links.next;
}
console.log(rows.length);`;
}
