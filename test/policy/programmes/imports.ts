import type { Example } from '../example.ts';

const kind = async () => ({ params: { kind: 'force-aliases' } });

export const importsExamples: Readonly<Record<string, Example>> = {
	'GET /imports': {},
	'GET /imports/:kind.csv': { arrange: kind },
	'GET /imports/:kind/template.csv': { arrange: kind },
	'GET /imports/:kind': { arrange: kind },
	// An empty form: whoever may send it is told what is missing.
	'POST /imports/:kind': { status: 422, arrange: kind },
};
