/** The kinds of file an inspectorate takes in. Whatever is not here is refused: a list of what is wanted is never out of date. */
export type Kind = {
	/** As in "it is named as …". */
	called: string;
	mediaType: string;
	/** The names that file-type gives this content; empty where the content is text. */
	detected: readonly string[];
	/** Text has no signature: it is told by being readable, and by how it begins where the kind has a rule for that. */
	text?: { begins?: RegExp };
};

const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';
const jpeg: Kind = { called: 'a JPEG image', mediaType: 'image/jpeg', detected: ['jpg'] };
// The first header fields that mail programs write; anything may follow.
const mailHeader =
	/^(return-path|received|delivered-to|from|to|date|subject|message-id|mime-version|x-[\w-]+|[a-z]+-[\w-]+):/i;

export const kinds: ReadonlyMap<string, Kind> = new Map(
	Object.entries({
		pdf: { called: 'a PDF', mediaType: 'application/pdf', detected: ['pdf'] },
		docx: {
			called: 'a Word document',
			mediaType: `${openXml}.wordprocessingml.document`,
			detected: ['docx'],
		},
		xlsx: {
			called: 'an Excel spreadsheet',
			mediaType: `${openXml}.spreadsheetml.sheet`,
			detected: ['xlsx'],
		},
		pptx: {
			called: 'a PowerPoint presentation',
			mediaType: `${openXml}.presentationml.presentation`,
			detected: ['pptx'],
		},
		odt: { called: 'an OpenDocument text', mediaType: `${openDocument}.text`, detected: ['odt'] },
		ods: {
			called: 'an OpenDocument spreadsheet',
			mediaType: `${openDocument}.spreadsheet`,
			detected: ['ods'],
		},
		odp: {
			called: 'an OpenDocument presentation',
			mediaType: `${openDocument}.presentation`,
			detected: ['odp'],
		},
		csv: { called: 'a CSV table', mediaType: 'text/csv', detected: [], text: {} },
		txt: { called: 'plain text', mediaType: 'text/plain', detected: [], text: {} },
		json: {
			called: 'JSON data',
			mediaType: 'application/json',
			detected: [],
			text: { begins: /^\s*[[{]/ },
		},
		yaml: { called: 'a YAML file', mediaType: 'application/yaml', detected: [], text: {} },
		yml: { called: 'a YAML file', mediaType: 'application/yaml', detected: [], text: {} },
		geojson: {
			called: 'a GeoJSON map',
			mediaType: 'application/geo+json',
			detected: [],
			text: { begins: /^\s*\{/ },
		},
		eml: {
			called: 'an e-mail message',
			mediaType: 'message/rfc822',
			detected: [],
			text: { begins: mailHeader },
		},
		msg: { called: 'an Outlook message', mediaType: 'application/vnd.ms-outlook', detected: ['msg'] },
		png: { called: 'a PNG image', mediaType: 'image/png', detected: ['png'] },
		jpg: jpeg,
		jpeg,
		webp: { called: 'a WebP image', mediaType: 'image/webp', detected: ['webp'] },
		heic: { called: 'a HEIC image', mediaType: 'image/heic', detected: ['heic'] },
		mp3: { called: 'an MP3 recording', mediaType: 'audio/mpeg', detected: ['mp3'] },
		// Recorders differ in what they write into the same container.
		m4a: { called: 'an M4A recording', mediaType: 'audio/mp4', detected: ['m4a', 'mp4'] },
		wav: { called: 'a WAV recording', mediaType: 'audio/wav', detected: ['wav'] },
		mp4: { called: 'an MP4 video', mediaType: 'video/mp4', detected: ['mp4', 'm4v'] },
		zip: { called: 'a ZIP archive', mediaType: 'application/zip', detected: ['zip'] },
		gz: { called: 'a gzip archive', mediaType: 'application/gzip', detected: ['gz', 'tar.gz'] },
		parquet: {
			called: 'a Parquet data set',
			mediaType: 'application/vnd.apache.parquet',
			detected: ['parquet'],
		},
	} satisfies Record<string, Kind>),
);

export const acceptedInWords =
	'PDF; Word, Excel and PowerPoint (.docx, .xlsx, .pptx); OpenDocument (.odt, .ods, .odp); .csv, .txt, .json and .yaml; ' +
	'images (.png, .jpg, .webp, .heic); recordings (.mp3, .m4a, .wav, .mp4); messages (.eml, .msg); .geojson, .parquet, .zip and .gz';

/** Why a kind of file is dangerous, in the words of the refusal, by extension. */
const dangers: readonly (readonly [why: string, extensions: string])[] = [
	[
		'It can run as a program.',
		'exe dll com scr msi msix msp cpl sys pif bat cmd ps1 psm1 vbs vbe js jse mjs cjs wsf wsh hta sh bash py pl rb php ' +
			'jsp asp aspx jar class apk app ipa elf macho wasm deb rpm dmg pkg crx xpi appimage gadget scf reg inf ace chm swf',
	],
	['Shortcuts can start programs.', 'lnk url desktop webloc alias'],
	['Disk images can hide programs.', 'iso img vhd vhdx udf'],
	['Web pages and drawings can carry scripts.', 'html htm xhtml mht mhtml shtml svg svgz xml xsl xslt'],
	[
		'It can contain macros. Save it without macros (.docx, .xlsx or .pptx) and upload that.',
		'docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam sldm',
	],
	[
		'Older Office files can hide macros. Save it as .docx, .xlsx or .pptx and upload that.',
		'doc dot xls xlt xlw ppt pot pps rtf cfb',
	],
];

const whyDangerous = new Map(
	dangers.flatMap(([why, extensions]) => extensions.split(' ').map((extension) => [extension, why] as const)),
);

/** The sentence that says why files of this extension are never taken, if that is so. */
export function dangerOf(extension: string): string | undefined {
	return whyDangerous.get(extension);
}
