/* What lies where in a bundle. */

export const names = {
	readme: 'README.txt',
	edition: 'edition.json',
	methods: 'methods.json',
	rows: (table: string) => `rows/${table}.json`,
	/** What is said of a document, and what it is made from; its faces lie beside it under their own names. */
	document: (slug: string) => `documents/${slug}/document.json`,
	tree: (slug: string) => `documents/${slug}/tree.json`,
	source: (slug: string) => `documents/${slug}/source.json`,
	/** In the place of its source, where that would tell which force it must not name: the hash of its row. */
	hash: (slug: string) => `documents/${slug}/row.sha256`,
	face: (slug: string, name: string) => `documents/${slug}/${name}`,
	file: (name: string) => `files/${name}`,
	/** All aggregates of an indicator lie in one folder. */
	aggregates: (indicator: string, version: number) => `aggregates/${indicator}@${version}/`,
	snapshot: (parquet: string) => `snapshots/${parquet}.parquet`,
};

/** What a bundle is called where nobody names it: "REL-3-crime-in-derbyshire-1.zip" */
export function fileNameOf(cited: string, slug: string, number: number, kind: 'public' | 'staff'): string {
	return `${cited}-${slug}-${number}${kind === 'staff' ? '-staff' : ''}.zip`;
}

/** What anyone reads who opens the archive by hand. */
export function readmeOf({
	cited,
	title,
	number,
	kind,
	fingerprint,
	publisher,
}: {
	cited: string;
	title: string;
	number: number;
	kind: 'public' | 'staff';
	fingerprint: string;
	publisher: string;
}): string {
	return `${title}
${publisher}, ${cited}, edition ${number}${kind === 'staff' ? '. FOR STAFF: it holds rows that are not published.' : ''}

documents/   each letter and report as web page, PDF, OpenDocument and plain text, with what it is made from: its texts,
             each answer that the records gave (source.json), and the document that both came to (tree.json)
files/       what was published beside them
rows/        grades, figures, findings, what was raised, statements, terms, definitions of indicators, data sets
aggregates/  for each indicator the numbers that its figures are computed from; areas that no figure here needs are marked
             as not available, and where small counts are not shown, they are not in here either
${kind === 'staff' ? 'snapshots/   the data sets themselves (Parquet)\n' : ''}methods.json the statistical methods behind the figures, with their references
manifest     every file with its size and SHA-256 (manifest.json), and our signature of that (manifest.sig, Ed25519)

What they cannot show by themselves is named by that program: the rows behind the aggregates (for staff only), and what
the records of the inspectorate answered beside figures, such as grades. Of that the signature says that it is ours.

To check it: get the program of that version, and run

    ./inspectorate verify ${cited}.zip --key FINGERPRINT

It needs no database. It computes every figure and makes every document again, and names each difference. The key that this
was signed with has the fingerprint
    ${fingerprint}
Compare it with the one that the inspectorate publishes at /publications/signing-keys.
`;
}
